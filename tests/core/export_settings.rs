//! How the window exported last, and what it knows of what went out.

use std::ops::ControlFlow;

use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::export::Format;
use briefdesk_core::library::{
    ExportOrder, ExportSettings, Finality, NamePattern, Naming, export_briefs, export_settings, last_export,
    save_export_settings,
};
use briefdesk_core::store::Store;
use tempfile::TempDir;

use crate::sample::{Library, at, id, library, noon};

fn save(store: &mut Store, id: BriefId, base: u32, headline: &str) {
    let brief = Brief { headline: headline.to_owned(), body: "渡轮等待涨潮。".to_owned(), ..Brief::default() };
    store.save_brief(id, base, brief, noon()).unwrap();
}

#[test]
fn each_publication_remembers_how_it_was_exported() {
    let Library { mut store, folder: _kept } = library();
    assert_eq!(export_settings(&store, "Harbour Notes").unwrap(), ExportSettings::default());
    let settings = ExportSettings {
        folder: Some("/exports/港口".into()),
        options: vec![Format::Markdown.into(), Format::Html.into()],
        pattern: NamePattern::try_from("{year}/{slug}".to_owned()).unwrap(),
        finality: Finality::Final,
    };
    save_export_settings(&mut store, "Harbour Notes", &settings).unwrap();
    assert_eq!(export_settings(&store, "Harbour Notes").unwrap(), settings);
    assert_eq!(export_settings(&store, "Mill Notes").unwrap(), ExportSettings::default());
}

#[test]
fn settings_of_another_version_are_the_defaults() {
    let Library { mut store, folder: _kept } = library();
    for text in [r#"{"folder":null,"options":[{"format":"stone_tablet"}]}"#, r#"{"pattern":"../{slug}"}"#, "", "["] {
        store.save_export_settings("Harbour Notes", text).unwrap();
        assert_eq!(export_settings(&store, "Harbour Notes").unwrap(), ExportSettings::default(), "{text}");
    }
}

#[test]
fn what_went_out_last_is_known_and_whether_readers_have_seen_another_text() {
    let Library { mut store, folder: _kept } = library();
    let folder = TempDir::new().unwrap();
    let id = id();
    save(&mut store, id, 0, "Ferries wait");
    assert_eq!(last_export(&store, id).unwrap(), None);
    let export = |store: &mut Store, finality| {
        let options = vec![Format::Html.into()];
        let order = ExportOrder {
            options,
            folder: folder.path().to_owned(),
            naming: Naming::Pattern(NamePattern::default()),
            finality,
        };
        let go_on = &mut |_: briefdesk_core::library::Progress<'_>| ControlFlow::Continue(());
        assert!(export_briefs(store, &[id], &order, at("2026-06-04T08:00:00Z"), None, go_on).unwrap().is_whole());
    };
    let known = |store: &Store| last_export(store, id).unwrap().map(|last| (last.changed, last.correctable));
    export(&mut store, Finality::Draft);
    assert_eq!(known(&store), Some((false, false)));
    save(&mut store, id, 1, "Ferries go");
    assert_eq!(known(&store), Some((true, false)), "a draft needs no correction");
    export(&mut store, Finality::Final);
    assert_eq!(known(&store), Some((false, false)));
    let revision = store.open_brief(id).unwrap().revision;
    save(&mut store, id, revision, "Ferries went");
    assert_eq!(known(&store), Some((true, true)));
    assert_eq!(last_export(&store, id).unwrap().unwrap().revision, revision);
    export(&mut store, Finality::Draft);
    let after_a_draft = known(&store).unwrap();
    assert!(!after_a_draft.0, "what went out last is what it says");
}
