//! What an exported file is made of beside its brief: when none of it has changed, the file need not be made again.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Naming;
use crate::brief::{Brief, BriefId, ImageHash, Publication};
use crate::error::Result;
use crate::export::{Article, BUILT_IN, ExportOptions, FORMAT_VERSION, RelatedLink};
use crate::library::{Surroundings, related_links};
use crate::store::Store;

/// What a brief needs of the library, by name: so its exports can be looked at without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct LeansOn {
    publication: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    images: Vec<ImageHash>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    related: Vec<BriefId>,
}

impl LeansOn {
    pub(super) fn of(brief: &Brief) -> Self {
        let hero = brief.hero.as_ref().and_then(|hero| hero.image.clone());
        Self {
            publication: brief.publication.clone(),
            images: hero.into_iter().chain(brief.markdown_images()).collect(),
            related: brief.related.clone(),
        }
    }
}

/// Hashes what files are made of. What all of a run have in common is hashed once.
pub(super) struct Hashing {
    /// For each of the order's options.
    options: Vec<[u8; 32]>,
    publications: HashMap<String, [u8; 32]>,
    /// By the option and what was recorded, which most briefs of a library have in common.
    recorded: HashMap<(usize, String), [u8; 16]>,
}

impl Hashing {
    pub(super) fn new(options: &[ExportOptions], naming: &Naming, zone: &TimeZone) -> Result<Self> {
        let options = options.iter().map(|options| {
            let mut hasher = blake3::Hasher::new();
            put(&mut hasher, env!("CARGO_PKG_VERSION").as_bytes());
            put(&mut hasher, &FORMAT_VERSION.to_le_bytes());
            BUILT_IN.iter().for_each(|text| put(&mut hasher, text.as_bytes()));
            put(&mut hasher, &serde_json::to_vec(options)?);
            match naming {
                Naming::Pattern(pattern) => put(&mut hasher, &serde_json::to_vec(&pattern.of(options))?),
                // Only the path tells: the file that an editor named is asked for by that name again.
                Naming::File(_) => put(&mut hasher, b""),
            }
            put(&mut hasher, zone.iana_name().map_or_else(|| format!("{zone:?}"), str::to_owned).as_bytes());
            Ok(*hasher.finalize().as_bytes())
        });
        Ok(Self { options: options.collect::<Result<_>>()?, publications: HashMap::new(), recorded: HashMap::new() })
    }

    /// The hash for the order's option number `option` of a brief that leans on what is recorded, as the library is now. `None` for a record
    /// that another version wrote.
    pub(super) fn of_recorded(
        &mut self,
        store: &Store,
        around: &Surroundings,
        (option, recorded): (usize, &str),
    ) -> Result<Option<[u8; 16]>> {
        let key = (option, recorded.to_owned());
        if let Some(rest) = self.recorded.get(&key) {
            return Ok(Some(*rest));
        }
        let Ok(leans_on) = serde_json::from_str::<LeansOn>(recorded) else { return Ok(None) };
        let mut pictures = Vec::new();
        for hash in &leans_on.images {
            pictures.push((hash, store.image_kind(hash)?));
        }
        let related = related_links(store, around, &leans_on.related)?;
        let publication = around.publication(&leans_on.publication);
        let rest = self.rest(store, option, &publication, &pictures, &related)?;
        // What leans on nothing of its own is met again; the rest would only fill the memory.
        if leans_on.images.is_empty() && leans_on.related.is_empty() {
            self.recorded.insert(key, rest);
        }
        Ok(Some(rest))
    }

    /// The same for a brief with all that was gathered for it.
    pub(super) fn of_article(&mut self, store: &Store, option: usize, article: &Article) -> Result<[u8; 16]> {
        let leans_on = LeansOn::of(&article.stored.brief);
        let hero = article.stored.brief.hero.as_ref().and_then(|hero| hero.image.as_ref());
        let kind = |hash: &ImageHash| {
            let own = article.picture.as_ref().filter(|_| hero == Some(hash));
            own.or(article.images.get(hash)).map(|picture| picture.media_type.clone())
        };
        let pictures: Vec<_> = leans_on.images.iter().map(|hash| (hash, kind(hash))).collect();
        self.rest(store, option, &article.publication, &pictures, &article.related)
    }

    fn rest(
        &mut self,
        store: &Store,
        option: usize,
        publication: &Publication,
        pictures: &[(&ImageHash, Option<String>)],
        related: &[RelatedLink],
    ) -> Result<[u8; 16]> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.options[option]);
        hasher.update(&self.publication(store, publication)?);
        for (hash, kind) in pictures {
            put(&mut hasher, hash.to_string().as_bytes());
            put(&mut hasher, kind.as_deref().unwrap_or_default().as_bytes());
        }
        for link in related {
            put(&mut hasher, link.headline.as_bytes());
            put(&mut hasher, link.url.as_bytes());
        }
        let mut rest = [0; 16];
        hasher.finalize_xof().fill(&mut rest);
        Ok(rest)
    }

    fn publication(&mut self, store: &Store, publication: &Publication) -> Result<[u8; 32]> {
        if let Some(hash) = self.publications.get(&publication.name) {
            return Ok(*hash);
        }
        let mut hasher = blake3::Hasher::new();
        put(&mut hasher, &serde_json::to_vec(publication)?);
        put(&mut hasher, &store.theme_digest(&publication.theme)?.unwrap_or_default());
        let hash = *hasher.finalize().as_bytes();
        self.publications.insert(publication.name.clone(), hash);
        Ok(hash)
    }
}

/// Adds `bytes` so that no two rows of them hash alike.
fn put(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

/// The hash of a file, as it is recorded.
pub(super) fn of_file(bytes: &[u8]) -> [u8; 16] {
    let mut hash = [0; 16];
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes).finalize_xof().fill(&mut hash);
    hash
}
