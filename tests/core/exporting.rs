//! Exporting many briefs: what is written, what is not, and what is left when something goes wrong.

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use briefdesk_core::Error;
use briefdesk_core::brief::{Brief, BriefId, Status};
use briefdesk_core::export::{ExportOptions, Format, Layout, canonical_url};
use briefdesk_core::library::{
    Export, ExportOrder, Finality, Ledger, NamePattern, Naming, Outcome, State, Summary, add_correction, export_briefs,
    export_changes, last_export,
};
use briefdesk_core::store::{BriefQuery, Checkpoint, ExportNote, ExportState, HeadRow, Picture, Store, StoreThread};
use jiff::Timestamp;
use tempfile::TempDir;

use crate::sample::{Library, at, id, library, long_wire, noon};

fn order(folder: &Path) -> ExportOrder {
    ExportOrder {
        options: vec![Format::Html.into()],
        folder: folder.to_owned(),
        naming: Naming::Pattern(NamePattern::default()),
        finality: Finality::Draft,
    }
}

fn named(pattern: &str, folder: &Path) -> ExportOrder {
    ExportOrder { naming: Naming::Pattern(pattern.to_owned().try_into().unwrap()), ..order(folder) }
}

fn export(store: &mut Store, ids: &[BriefId], order: &ExportOrder) -> Summary {
    export_briefs(store, ids, order, at("2026-06-04T08:00:00Z"), None, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// A library that others use while files are made.
struct Meddling<'a> {
    store: &'a mut Store,
    /// Once something is kept.
    kept: &'a mut dyn FnMut(&mut Store),
    /// When something is to be noted, which it is not after a break.
    noted: &'a mut dyn FnMut(&mut Store, &[ExportNote]) -> ControlFlow<()>,
}

impl Ledger for Meddling<'_> {
    fn keep(&mut self, ids: Vec<BriefId>) -> briefdesk_core::Result<Vec<Option<HeadRow>>> {
        let heads = self.store.keep(ids);
        (self.kept)(self.store);
        heads
    }

    fn note(&mut self, notes: Vec<ExportNote>, now: Timestamp) -> briefdesk_core::Result<()> {
        match (self.noted)(self.store, &notes) {
            ControlFlow::Continue(()) => self.store.note(notes, now),
            ControlFlow::Break(()) => Ok(()),
        }
    }
}

fn titled(headline: &str) -> Brief {
    Brief {
        headline: headline.to_owned(),
        body: "Ferries wait for the tide.\n\n渡轮等待涨潮。".to_owned(),
        ..Brief::default()
    }
}

fn add(store: &mut Store, brief: Brief) -> BriefId {
    let id = id();
    store.save_brief(id, 0, brief, noon()).unwrap();
    id
}

fn save(store: &mut Store, id: BriefId, change: impl FnOnce(&mut Brief)) {
    let mut stored = store.open_brief(id).unwrap();
    change(&mut stored.brief);
    store.save_brief(id, stored.revision, stored.brief, at("2026-06-05T09:00:00Z")).unwrap();
}

/// What is in a folder, in order, with folders' contents behind a slash.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

fn states(summary: &Summary) -> String {
    let state = |state: &State| match state {
        State::Written => 'w',
        State::Unchanged => 'u',
        State::Edited => 'e',
        State::ProofFailed => 'p',
        State::Failed(_) => 'f',
    };
    summary.outcomes.iter().map(|outcome| state(&outcome.state)).collect()
}

fn small_png() -> Picture {
    let mut bytes = Vec::new();
    image::RgbImage::from_pixel(2, 2, image::Rgb([20, 80, 140]))
        .write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();
    Picture { media_type: "image/png".to_owned(), width: 2, height: 2, bytes }
}

fn set_old(path: &Path) {
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(100_000)).unwrap();
}

struct Desk {
    library: Library,
    out: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { library: library(), out: TempDir::new().unwrap() }
    }

    fn export(&mut self, ids: &[BriefId]) -> Summary {
        let order = order(self.out.path());
        export(&mut self.library.store, ids, &order)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.out.path().join(name)
    }
}

#[test]
fn each_brief_gets_a_file_of_each_kind_and_each_proves_itself() {
    let mut desk = Desk::new();
    let ids = [add(&mut desk.library.store, long_wire()), add(&mut desk.library.store, titled("渡轮等待"))];
    let both = ExportOrder {
        options: vec![Format::Html.into(), Format::Markdown.into(), Format::Html.into()],
        ..order(desk.out.path())
    };
    let summary = export(&mut desk.library.store, &ids, &both);
    assert_eq!((states(&summary).as_str(), summary.is_whole()), ("wwww", true));
    let paths: Vec<_> = summary.outcomes.iter().map(|outcome| outcome.path.clone()).collect();
    assert!(paths.iter().all(|path| path.starts_with(desk.out.path()) && path.is_file()), "{paths:?}");
    assert_eq!(files(desk.out.path()).len(), 4);
    assert!(summary.outcomes.iter().all(|outcome| outcome.proof.as_ref().is_some_and(|proof| proof.holds())));
    assert!(fs::read_to_string(desk.path("渡轮等待.html")).unwrap().contains("渡轮等待涨潮。"));
}

#[test]
fn nothing_changed_means_nothing_written() {
    let mut desk = Desk::new();
    let ids: Vec<_> = (0..5).map(|n| add(&mut desk.library.store, titled(&format!("Tide {n}")))).collect();
    assert_eq!(states(&desk.export(&ids)), "wwwww");
    let times = |desk: &Desk| -> Vec<_> {
        files(desk.out.path()).iter().map(|name| desk.path(name).metadata().unwrap().modified().unwrap()).collect()
    };
    let before = times(&desk);
    let heads: Vec<_> = ids.iter().map(|id| desk.library.store.list_revisions(*id, None, 9).unwrap()).collect();
    let again = desk.export(&ids);
    assert_eq!((states(&again).as_str(), again.is_whole(), times(&desk)), ("uuuuu", true, before.clone()));
    assert!(again.outcomes.iter().all(|outcome| outcome.proof.is_some() && outcome.headline.starts_with("Tide")));
    assert_eq!(
        heads,
        ids.iter().map(|id| desk.library.store.list_revisions(*id, None, 9).unwrap()).collect::<Vec<_>>()
    );
    save(&mut desk.library.store, ids[3], |brief| brief.body.push_str("\n\nIt comes late."));
    assert_eq!(states(&desk.export(&ids)), "uuuwu");
    let after = times(&desk);
    assert_eq!(before.iter().zip(&after).filter(|(before, after)| before != after).count(), 1);
}

#[test]
fn what_a_page_leans_on_counts_as_a_change_of_it() {
    let mut desk = Desk::new();
    let store = &mut desk.library.store;
    let other = add(store, titled("Harbour dues"));
    let first = add(store, Brief { related: vec![other], publication: "Tide Desk".to_owned(), ..titled("Tide") });
    assert_eq!(states(&desk.export(&[first])), "w");
    assert_eq!(states(&desk.export(&[first])), "u");
    save(&mut desk.library.store, other, |brief| brief.headline = "Harbour dues fall".to_owned());
    assert_eq!(states(&desk.export(&[first])), "w");
    assert!(fs::read_to_string(desk.path("tide.html")).unwrap().contains("Harbour dues fall"));
    let mut profile = desk.library.store.publications().unwrap().remove(0);
    profile.name = "Tide Desk".to_owned();
    profile.canonical_pattern = "https://tides.example/{slug}".to_owned();
    desk.library.store.save_publication(&profile).unwrap();
    assert_eq!(states(&desk.export(&[first])), "w");
    let stored = desk.library.store.open_brief(first).unwrap();
    let url = canonical_url(&stored, &profile, &jiff::tz::TimeZone::UTC).unwrap();
    assert!(fs::read_to_string(desk.path("tide.html")).unwrap().contains(&url));
    assert_eq!(states(&desk.export(&[first])), "u");
}

#[test]
fn a_file_that_somebody_changed_is_left_to_them_and_one_that_is_gone_is_made_again() {
    let mut desk = Desk::new();
    let ids = [add(&mut desk.library.store, titled("Tide")), add(&mut desk.library.store, titled("Ebb"))];
    desk.export(&ids);
    let mut edited = fs::read_to_string(desk.path("tide.html")).unwrap();
    edited.push_str("<!-- mine -->");
    fs::write(desk.path("tide.html"), &edited).unwrap();
    fs::remove_file(desk.path("ebb.html")).unwrap();
    let summary = desk.export(&ids);
    assert_eq!((states(&summary).as_str(), summary.is_whole()), ("ew", false));
    assert_eq!(fs::read_to_string(desk.path("tide.html")).unwrap(), edited);
    assert_eq!(files(desk.out.path()), ["ebb.html", "tide.html"]);
    // The same when the brief changes too.
    save(&mut desk.library.store, ids[0], |brief| brief.body.push('!'));
    assert_eq!(states(&desk.export(&ids)), "eu");
    fs::remove_file(desk.path("tide.html")).unwrap();
    assert_eq!(states(&desk.export(&ids)), "wu");
}

#[test]
fn a_file_with_another_time_and_the_same_bytes_is_unchanged() {
    let mut desk = Desk::new();
    let ids = [add(&mut desk.library.store, titled("Tide"))];
    desk.export(&ids);
    set_old(&desk.path("tide.html"));
    assert_eq!(states(&desk.export(&ids)), "u");
}

#[test]
fn an_export_that_was_killed_before_it_was_noted_is_taken_up_again() {
    let mut desk = Desk::new();
    let ids = [add(&mut desk.library.store, titled("Tide"))];
    let go = |desk: &mut Desk| {
        let order = order(desk.out.path());
        let export = Export::begin(&mut desk.library.store, &ids, &order, noon()).unwrap();
        let forgetful = &mut Meddling {
            store: &mut desk.library.store,
            kept: &mut |_| {},
            noted: &mut |_, _| ControlFlow::Break(()),
        };
        export.run(forgetful, None, &mut |_| ControlFlow::Continue(())).unwrap();
    };
    go(&mut desk);
    save(&mut desk.library.store, ids[0], |brief| brief.body.push('!'));
    assert_eq!(states(&desk.export(&ids)), "w", "it is this brief's: it names the id");
    save(&mut desk.library.store, ids[0], |brief| brief.body.push('!'));
    go(&mut desk);
    assert_eq!(states(&desk.export(&ids)), "u", "the bytes are what would be written");
    assert_eq!(desk.library.store.brief_row(ids[0]).unwrap().exported, Some(ExportState::Current));
}

#[test]
fn what_goes_out_is_noted_on_the_way_and_each_brief_as_a_whole() {
    let mut desk = Desk::new();
    // So many are looked at by several threads.
    let ids: Vec<BriefId> = (0..2100).map(|n| add(&mut desk.library.store, titled(&format!("Tide {n}")))).collect();
    let options = [Format::Text, Format::Json].map(ExportOptions::from).to_vec();
    let order = ExportOrder { options, finality: Finality::Final, ..order(desk.out.path()) };
    let begun = Export::begin(&mut desk.library.store, &ids, &order, noon()).unwrap();
    let mut times = 0;
    let watching = &mut Meddling {
        store: &mut desk.library.store,
        kept: &mut |_| {},
        noted: &mut |_, notes| {
            times += 1;
            assert!(notes.iter().all(|note| note.files.len() == 2), "a brief is noted once, with all its files");
            ControlFlow::Continue(())
        },
    };
    assert!(begun.run(watching, None, &mut |_| ControlFlow::Continue(())).unwrap().is_whole());
    assert!(times > 1, "an export that is killed has noted what it wrote before");
    let again = export(&mut desk.library.store, &ids, &order);
    assert!(again.outcomes.iter().step_by(2).map(|outcome| outcome.id).eq(ids), "in the order of the briefs");
    assert!(states(&again).bytes().all(|state| state == b'u'));
}

#[test]
fn a_library_on_its_thread_keeps_and_notes_too() {
    let mut desk = Desk::new();
    let id = add(&mut desk.library.store, titled("Tide"));
    let export = Export::begin(&mut desk.library.store, &[id], &order(desk.out.path()), noon()).unwrap();
    let path = desk.library.store.path().to_owned();
    let mut thread = &StoreThread::start(desk.library.store).unwrap();
    assert!(export.run(&mut thread, None, &mut |_| ControlFlow::Continue(())).unwrap().is_whole());
    thread.close();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.brief_row(id).unwrap().exported, Some(ExportState::Current));
}

#[test]
fn nobody_elses_file_is_overwritten() {
    let mut desk = Desk::new();
    fs::write(desk.path("tide.html"), "a page of somebody").unwrap();
    fs::write(desk.path("EBB.html"), "another").unwrap();
    fs::create_dir(desk.path("flow.html")).unwrap();
    let ids = ["Tide", "Ebb", "Flow"].map(|headline| add(&mut desk.library.store, titled(headline)));
    let [tide, ebb, flow] = ids;
    assert_eq!(states(&desk.export(&ids)), "www");
    let mut expected = vec![
        "EBB.html".to_owned(),
        "tide.html".to_owned(),
        format!("tide-{tide}.html"),
        format!("ebb-{ebb}.html"),
        format!("flow-{flow}.html"),
    ];
    expected.sort();
    assert_eq!(files(desk.out.path()), expected);
    assert_eq!(fs::read(desk.path("tide.html")).unwrap(), b"a page of somebody");
    // Its name stays its name, also when the other file is gone.
    fs::remove_file(desk.path("tide.html")).unwrap();
    save(&mut desk.library.store, tide, |brief| brief.body.push('!'));
    assert_eq!(states(&desk.export(&ids)), "wuu");
    expected.retain(|name| name != "tide.html");
    assert_eq!(files(desk.out.path()), expected);
}

#[test]
fn briefs_of_one_name_each_keep_their_file() {
    let mut desk = Desk::new();
    let ids: Vec<_> = ["Tide", "tide", "TIDE!"].iter().map(|text| add(&mut desk.library.store, titled(text))).collect();
    let order = named("{lang}X-{slug}", desk.out.path());
    let first = export(&mut desk.library.store, &ids, &order);
    let paths: Vec<_> = first.outcomes.iter().map(|outcome| outcome.path.clone()).collect();
    assert_eq!(paths[0], desk.path("X-tide.html"));
    assert_eq!(paths[2], desk.path(&format!("X-tide-{}.html", ids[2])));
    for id in &ids {
        save(&mut desk.library.store, *id, |brief| brief.body.push('!'));
    }
    let turned: Vec<_> = ids.iter().rev().copied().collect();
    let second = export(&mut desk.library.store, &turned, &order);
    assert_eq!(states(&second), "www");
    assert_eq!(second.outcomes.iter().rev().map(|outcome| outcome.path.clone()).collect::<Vec<_>>(), paths);
}

#[test]
fn a_pattern_makes_its_folders_and_hostile_slugs_stay_in_them() {
    let mut desk = Desk::new();
    let outside = files(desk.library.folder.path());
    let slugs = ["../../x", "..", "CON", "nul.html", "a/b", &"长".repeat(300), "\\\\server\\share", ".", "-"];
    let ids: Vec<_> = slugs
        .iter()
        .map(|slug| {
            add(
                &mut desk.library.store,
                Brief { slug: (*slug).to_owned(), language: "../..".to_owned(), ..titled(slug) },
            )
        })
        .collect();
    let order = named("{year}/{lang}/{slug}", desk.out.path());
    let summary = export(&mut desk.library.store, &ids, &order);
    assert!(summary.is_whole(), "{summary:?}");
    let written = files(desk.out.path());
    assert_eq!(written.len(), slugs.len());
    assert!(written.iter().all(|name| name.starts_with("2026/") && name.matches('/').count() == 2), "{written:?}");
    assert_eq!(files(desk.library.folder.path()).len(), outside.len());
}

#[test]
fn a_page_in_a_folder_of_its_own_replaces_its_own_and_no_other() {
    let mut desk = Desk::new();
    let ids = [add(&mut desk.library.store, titled("Tide")), add(&mut desk.library.store, titled("tide"))];
    let folder = ExportOptions { layout: Layout::Folder, ..Format::Html.into() };
    let order = ExportOrder { options: vec![folder], ..order(desk.out.path()) };
    assert_eq!(states(&export(&mut desk.library.store, &ids, &order)), "ww");
    let written = ["tide/index.html".to_owned(), format!("tide-{}/index.html", ids[1])];
    let mut expected = written.to_vec();
    expected.sort();
    assert_eq!(files(desk.out.path()), expected);
    save(&mut desk.library.store, ids[1], |brief| brief.body.push_str(" And came."));
    assert_eq!(states(&export(&mut desk.library.store, &ids, &order)), "uw");
    assert_eq!(files(desk.out.path()), expected);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_leads_nowhere() {
    use std::os::unix::fs::symlink;
    let mut desk = Desk::new();
    let elsewhere = TempDir::new().unwrap();
    let id = add(&mut desk.library.store, titled("Tide"));
    symlink(elsewhere.path(), desk.path("2026")).unwrap();
    let summary = export(&mut desk.library.store, &[id], &named("{year}/{slug}", desk.out.path()));
    assert!(matches!(&summary.outcomes[0].state, State::Failed(Error::NotAFolder(_))), "{summary:?}");
    fs::write(elsewhere.path().join("theirs"), "theirs").unwrap();
    symlink(elsewhere.path().join("theirs"), desk.path("tide.html")).unwrap();
    let summary = desk.export(&[id]);
    assert_eq!(summary.outcomes[0].path, desk.path(&format!("tide-{id}.html")));
    assert_eq!(files(elsewhere.path()), ["theirs"]);
    assert_eq!(fs::read(elsewhere.path().join("theirs")).unwrap(), b"theirs");
}

#[cfg(unix)]
#[test]
fn the_pictures_beside_a_file_go_through_no_link() {
    let mut desk = Desk::new();
    let elsewhere = TempDir::new().unwrap();
    let picture = small_png();
    let hash = desk.library.store.add_image(&picture).unwrap();
    let id = add(&mut desk.library.store, Brief { body: format!("![Tide](image:{hash})"), ..titled("Tide") });
    std::os::unix::fs::symlink(elsewhere.path(), desk.path("images")).unwrap();
    let order = ExportOrder { options: vec![Format::Markdown.into()], ..order(desk.out.path()) };
    let summary = export(&mut desk.library.store, &[id], &order);
    assert!(matches!(&summary.outcomes[0].state, State::Failed(Error::NotAFolder(_))), "{summary:?}");
    assert_eq!((files(elsewhere.path()).len(), desk.path("tide.md").exists()), (0, false));
    fs::remove_file(desk.path("images")).unwrap();
    assert_eq!(states(&export(&mut desk.library.store, &[id], &order)), "w");
    let beside = desk.path(&format!("images/{hash}.png"));
    assert_eq!(fs::read(&beside).unwrap(), picture.bytes);
    // One that lies there is not written again; one of another size is.
    set_old(&beside);
    let old = beside.metadata().unwrap().modified().unwrap();
    save(&mut desk.library.store, id, |brief| brief.body.push('!'));
    assert_eq!(states(&export(&mut desk.library.store, &[id], &order)), "w");
    assert_eq!(beside.metadata().unwrap().modified().unwrap(), old);
    fs::write(&beside, "half").unwrap();
    save(&mut desk.library.store, id, |brief| brief.body.push('!'));
    assert_eq!(states(&export(&mut desk.library.store, &[id], &order)), "w");
    assert_eq!(fs::read(&beside).unwrap(), picture.bytes);
}

#[test]
fn an_export_that_is_broken_off_says_what_it_did() {
    let mut desk = Desk::new();
    let ids: Vec<_> = (0..40).map(|n| add(&mut desk.library.store, titled(&format!("Tide {n}")))).collect();
    let order = order(desk.out.path());
    let mut told = 0;
    let summary = export_briefs(&mut desk.library.store, &ids, &order, noon(), None, &mut |progress| {
        told += 1;
        assert_eq!((progress.done, progress.total), (told, 40));
        if told == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let summary = summary.unwrap();
    assert!(summary.cancelled && !summary.is_whole());
    assert_eq!(told, 3);
    let mut said: Vec<_> = summary.outcomes.iter().map(|o| o.path.file_name().unwrap().to_str().unwrap()).collect();
    said.sort_unstable();
    assert!(said.len() >= 3 && states(&summary).chars().all(|state| state == 'w'));
    assert_eq!(files(desk.out.path()), said);
    assert_eq!(states(&desk.export(&ids)).matches('u').count(), said.len());
}

#[test]
fn a_brief_that_is_not_there_stops_no_other() {
    let mut desk = Desk::new();
    let (missing, there) = (id(), add(&mut desk.library.store, titled("Tide")));
    let summary = desk.export(&[missing, there, there]);
    assert_eq!(states(&summary), "fw");
    assert!(matches!(&summary.outcomes[0].state, State::Failed(Error::BriefNotFound(_))));
}

#[test]
fn the_list_tells_what_changed_since_it_went_out() {
    let mut desk = Desk::new();
    let store = &mut desk.library.store;
    let (first, second) = (add(store, titled("Tide")), add(store, titled("Ebb")));
    let exported = |store: &Store, id| {
        let rows = store.list_briefs(&BriefQuery::default()).unwrap();
        rows.into_iter().find(|row| row.id == id).unwrap().exported
    };
    assert_eq!((exported(store, first), export_changes(store, first).unwrap()), (None, None));
    desk.export(&[first]);
    let store = &mut desk.library.store;
    assert_eq!((exported(store, first), exported(store, second)), (Some(ExportState::Current), None));
    save(store, first, |brief| brief.headline = "Tide turns".to_owned());
    assert_eq!(exported(store, first), Some(ExportState::Changed));
    assert_eq!(store.brief_row(first).unwrap().exported, Some(ExportState::Changed));
    let changes = export_changes(store, first).unwrap().unwrap();
    assert_eq!((changes.revision, changes.comparison.added), (1, 1));
    desk.export(&[first]);
    let store = &mut desk.library.store;
    assert_eq!(exported(store, first), Some(ExportState::Current));
    assert_eq!(export_changes(store, first).unwrap().unwrap().comparison.added, 0);
}

#[test]
fn a_final_export_makes_the_brief_exported_and_a_draft_does_not() {
    let mut desk = Desk::new();
    let id = add(&mut desk.library.store, Brief { status: Status::Ready, ..titled("Tide") });
    desk.export(&[id]);
    assert_eq!(desk.library.store.open_brief(id).unwrap().brief.status, Status::Ready);
    let went_out = ExportOrder {
        options: vec![Format::Markdown.into(), Format::Html.into()],
        finality: Finality::Final,
        ..order(desk.out.path())
    };
    assert_eq!(states(&export(&mut desk.library.store, &[id], &went_out)), "ww");
    let stored = desk.library.store.open_brief(id).unwrap();
    assert_eq!((stored.brief.status, stored.brief.published_at, stored.revision), (Status::Exported, None, 2));
    let file = fs::read_to_string(desk.path("tide.md")).unwrap();
    assert!(file.contains("status: exported") && file.contains("lastmod: \"2026-06-04"), "{file}");
    let newest = desk.library.store.list_revisions(id, None, 1).unwrap().remove(0);
    assert_eq!((newest.revision, newest.checkpoint), (2, Some(Checkpoint::Export)));
    assert_eq!(desk.library.store.brief_row(id).unwrap().exported, Some(ExportState::Current));
    // What is stored now is what went out.
    assert_eq!(states(&export(&mut desk.library.store, &[id], &went_out)), "uu");
    assert_eq!(states(&desk.export(&[id])), "u");
}

#[test]
fn what_is_written_while_it_goes_out_is_not_lost_and_not_what_went_out() {
    let mut desk = Desk::new();
    let id = add(&mut desk.library.store, titled("Tide"));
    let went_out = ExportOrder { finality: Finality::Final, ..order(desk.out.path()) };
    let export = Export::begin(&mut desk.library.store, &[id], &went_out, noon()).unwrap();
    let meddling = &mut Meddling {
        store: &mut desk.library.store,
        kept: &mut |store| save(store, id, |brief| brief.headline = "Tide turns".to_owned()),
        noted: &mut |store, _| {
            save(store, id, |brief| brief.summary = "It turns at noon.".to_owned());
            ControlFlow::Continue(())
        },
    };
    assert!(export.run(meddling, None, &mut |_| ControlFlow::Continue(())).unwrap().is_whole());
    assert!(!fs::read_to_string(desk.path("tide.html")).unwrap().contains("Tide turns"));
    let stored = desk.library.store.open_brief(id).unwrap();
    let brief = &stored.brief;
    assert_eq!(
        (brief.headline.as_str(), brief.summary.as_str(), brief.status),
        ("Tide turns", "It turns at noon.", Status::Exported)
    );
    assert_eq!(desk.library.store.brief_row(id).unwrap().exported, Some(ExportState::Changed));
    assert_eq!(export_changes(&desk.library.store, id).unwrap().unwrap().revision, 1);
    assert_eq!(desk.library.store.open_revision(id, 1).unwrap().headline, "Tide");
}

#[test]
fn a_correction_follows_a_final_export_only() {
    let mut desk = Desk::new();
    let id = add(&mut desk.library.store, titled("Tide"));
    let now = at("2026-06-06T10:00:00Z");
    desk.export(&[id]);
    let refused = add_correction(&mut desk.library.store, id, "The tide is at noon.", now);
    assert!(matches!(refused, Err(Error::NeverWentOut(_))), "{refused:?}");
    let went_out = ExportOrder { finality: Finality::Final, ..order(desk.out.path()) };
    export(&mut desk.library.store, &[id], &went_out);
    add_correction(&mut desk.library.store, id, " 涨潮在正午，\n不在傍晚。 ", now).unwrap();
    let corrections = desk.library.store.open_brief(id).unwrap().brief.corrections;
    assert_eq!(
        (corrections.len(), corrections[0].at, corrections[0].text.as_str()),
        (1, now, "涨潮在正午， 不在傍晚。")
    );
    assert_eq!(desk.library.store.brief_row(id).unwrap().exported, Some(ExportState::Changed));
}

#[test]
fn what_killed_exports_left_is_cleared_away_after_an_hour() {
    let mut desk = Desk::new();
    let id = add(&mut desk.library.store, titled("Tide"));
    for name in [".briefdesk-old.part", ".briefdesk-new.part", ".old.part"] {
        fs::write(desk.path(name), "half").unwrap();
    }
    set_old(&desk.path(".briefdesk-old.part"));
    set_old(&desk.path(".old.part"));
    desk.export(&[id]);
    assert_eq!(files(desk.out.path()), [".briefdesk-new.part", ".old.part", "tide.html"]);
}

#[test]
fn the_file_that_an_editor_names_is_recorded_like_any_other() {
    let mut desk = library();
    let id = add(&mut desk.store, titled("Tides"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("{slug} 终稿.html");
    let order = ExportOrder { naming: Naming::File(path.file_name().unwrap().to_owned()), ..order(folder.path()) };
    assert!(matches!(export(&mut desk.store, &[id], &order).outcomes[..], [Outcome { state: State::Written, .. }]));
    assert!(fs::read_to_string(&path).unwrap().contains("渡轮等待涨潮"));
    assert!(!last_export(&desk.store, id).unwrap().unwrap().changed);
    assert!(matches!(export(&mut desk.store, &[id], &order).outcomes[..], [Outcome { state: State::Unchanged, .. }]));
    save(&mut desk.store, id, |brief| brief.body.push_str("\n\nMore."));
    assert!(last_export(&desk.store, id).unwrap().unwrap().changed);
    assert!(matches!(export(&mut desk.store, &[id], &order).outcomes[..], [Outcome { state: State::Written, .. }]));
    assert!(fs::read_to_string(&path).unwrap().contains("More."));
    assert_eq!(files(folder.path()), ["{slug} 终稿.html"]);
}

#[test]
fn what_lies_where_an_editor_names_a_file_is_replaced_but_for_a_folder() {
    let mut desk = library();
    let [tides, wires] = ["Tides", "Wires"].map(|headline| add(&mut desk.store, titled(headline)));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.html");
    let order = ExportOrder { naming: Naming::File("page.html".into()), ..order(folder.path()) };
    fs::write(&path, "somebody's notes").unwrap();
    for id in [tides, wires] {
        assert!(matches!(export(&mut desk.store, &[id], &order).outcomes[..], [Outcome { state: State::Written, .. }]));
        assert!(fs::read_to_string(&path).unwrap().contains(&id.to_string()));
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let summary = export(&mut desk.store, &[tides], &order);
    assert!(matches!(summary.outcomes[..], [Outcome { state: State::Failed(_), .. }]), "{summary:?}");
    assert_eq!(files(folder.path()), Vec::<String>::new());
}
