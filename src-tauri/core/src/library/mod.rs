//! What people do with the library as a whole: search it, bring files in, gather an article for export.
//!
//! May depend on `brief`, `compare`, `import`, `export`, `markdown`, `proof`, `store` and `error`.

mod exporting;
pub mod recovery;
mod restore;
mod search;
mod themes;
mod went_out;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::brief::{Brief, BriefId, Ids, Publication, RandomIds, StoredBrief};
use crate::error::{Error, Result};
use crate::export::{Article, RelatedLink, canonical_url};
use crate::import::Imported;
use crate::store::{BriefRow, Store, to_milliseconds};

pub use exporting::{
    Export, ExportOrder, ExportSettings, Finality, Ledger, NamePattern, Naming, Outcome, Progress, State, Summary,
    export_briefs, export_settings, save_export_settings,
};
pub use restore::{Restored, restore};
pub use search::search;
pub use themes::{save_theme, theme, themes, use_theme};
pub use went_out::{ExportChanges, LastExport, add_correction, export_changes, last_export};

/// A blank brief of the library's first publication. Nothing is stored before its first save.
///
/// # Errors
/// The store's.
pub fn blank_brief(store: &Store, now: Timestamp) -> Result<StoredBrief> {
    let publication = store.publications()?.into_iter().next().unwrap_or_default();
    let brief = Brief::blank(&publication);
    Ok(StoredBrief { id: RandomIds.brief(), revision: 0, created_at: now, updated_at: now, brief })
}

/// Adds an imported brief and its pictures. Nothing that is there already is changed: a brief whose id is taken gets a new one.
///
/// # Errors
/// The store's.
pub fn add(store: &mut Store, imported: Imported, now: Timestamp) -> Result<BriefRow> {
    for picture in imported.picture.iter().chain(&imported.images) {
        store.add_image(picture)?;
    }
    let now = to_milliseconds(now);
    let updated_at = imported.updated_at.unwrap_or(now);
    let created_at = imported.created_at.unwrap_or(updated_at);
    let new_id = RandomIds.brief();
    store.add_brief(imported.id.unwrap_or(new_id), new_id, (created_at, updated_at), imported.brief, now)
}

/// The stored brief with all that its export needs.
///
/// # Errors
/// [`Error::BriefNotFound`], or the store's.
pub fn article(store: &Store, id: BriefId) -> Result<Article> {
    gather(store, &Surroundings::of(store)?, store.open_brief(id)?)
}

/// The brief as it would be exported now, saved or not.
///
/// # Errors
/// The store's.
pub fn article_of(store: &Store, id: BriefId, brief: Brief, now: Timestamp) -> Result<Article> {
    let stored = match store.open_brief(id) {
        Ok(stored) => StoredBrief { brief, ..stored },
        Err(Error::BriefNotFound(_)) => StoredBrief { id, revision: 0, created_at: now, updated_at: now, brief },
        Err(error) => return Err(error),
    };
    gather(store, &Surroundings::of(store)?, stored)
}

/// What all articles of a library have in common.
#[derive(Debug)]
struct Surroundings {
    profiles: Vec<Publication>,
    zone: TimeZone,
}

impl Surroundings {
    fn of(store: &Store) -> Result<Self> {
        Ok(Self { profiles: store.publications()?, zone: TimeZone::system() })
    }

    /// The profile of that name; for a name without one, the first profile under that name.
    fn publication(&self, name: &str) -> Publication {
        let found = self.profiles.iter().find(|profile| profile.name == name).or(self.profiles.first());
        Publication { name: name.to_owned(), ..found.cloned().unwrap_or_default() }
    }
}

fn gather(store: &Store, around: &Surroundings, stored: StoredBrief) -> Result<Article> {
    let image = stored.brief.hero.as_ref().and_then(|hero| hero.image.as_ref());
    let picture = image.map(|hash| store.image(hash)).transpose()?.flatten();
    let mut images = BTreeMap::new();
    for hash in stored.brief.markdown_images() {
        if let Some(picture) = store.image(&hash)? {
            images.insert(hash, picture);
        }
    }
    let related = related_links(store, around, &stored.brief.related)?;
    let publication = around.publication(&stored.brief.publication);
    let theme = if publication.names_theme() { store.theme(&publication.theme)? } else { None };
    Ok(Article { stored, publication, picture, images, related, theme, zone: around.zone.clone() })
}

/// What the related block of a page links to.
fn related_links(store: &Store, around: &Surroundings, related: &[BriefId]) -> Result<Vec<RelatedLink>> {
    let mut links = Vec::new();
    for id in related {
        match store.open_brief(*id) {
            Ok(other) => {
                let publication = around.publication(&other.brief.publication);
                let url = canonical_url(&other, &publication, &around.zone).unwrap_or_default();
                links.push(RelatedLink { headline: other.brief.headline, url });
            }
            // Pinned in another library; the page can't name it.
            Err(Error::BriefNotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(links)
}
