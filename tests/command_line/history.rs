//! The past of a brief, as a script asks for it.

use briefdesk_core::brief::{Brief, BriefId};
use briefdesk_core::store::Store;
use jiff::{SignedDuration, Timestamp};

use crate::{Desk, json};

/// Saves the brief as `change` makes it, a day after its last save.
fn save(desk: &Desk, id: &str, change: impl FnOnce(&mut Brief)) -> u32 {
    let mut store = Store::open(&desk.path("a.briefdesk")).unwrap();
    let id: BriefId = id.parse().unwrap();
    let mut stored = store.open_brief(id).unwrap();
    change(&mut stored.brief);
    let days = SignedDuration::from_hours(24 * i64::from(stored.revision));
    store.save_brief(id, stored.revision, stored.brief, Timestamp::now() + days).unwrap().revision
}

#[test]
fn history_lists_the_revisions_newest_first() {
    let desk = Desk::new();
    let id = desk.import_page();
    save(&desk, &id, |brief| brief.body.push_str("\n\n降息之后，银行仍在等待。"));
    save(&desk, &id, |brief| brief.headline = "The Tunnel Pays".to_owned());
    let rows = json(&desk.run(&["history", &id[..13], "--json"]));
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["revision"].as_u64()).collect::<Vec<_>>(), [Some(3), Some(2), Some(1)]);
    assert_eq!(rows[0]["parts"], serde_json::json!(["headline"]));
    assert_eq!((&rows[1]["added"], &rows[1]["removed"]), (&10.into(), &0.into()));
    assert_eq!((&rows[2]["checkpoint"], &rows[0]["checkpoint"]), (&"import".into(), &serde_json::Value::Null));
    assert!(rows[0]["name"].is_null() && rows[0]["saved_at"].as_str().is_some_and(|time| time.ends_with('Z')));
    assert_eq!(rows[0].as_object().unwrap().len(), 7, "the keys are documented");
    let lines = desk.run(&["history", &id]);
    assert_eq!(lines.lines().map(|line| line.split('\t').next().unwrap()).collect::<Vec<_>>(), ["3", "2", "1"]);
}

#[test]
fn diff_marks_words_in_their_part() {
    let desk = Desk::new();
    let id = desk.import_page();
    save(&desk, &id, |brief| {
        brief.summary = "The banks wait until Thursday.".to_owned();
        brief.body = "央行周四表示，此次降准将释放资金。".to_owned();
    });
    save(&desk, &id, |brief| {
        brief.summary = "The banks wait until Friday.".to_owned();
        brief.body = "央行周五表示，此次降准将释放资金。".to_owned();
        brief.takeaways.swap(0, 2);
    });
    let marked = desk.run(&["diff", &id, "2", "3"]);
    assert!(marked.contains("until [-Thursday-]{+Friday+}."), "{marked}");
    assert!(marked.contains("[-周四-]{+周五+}") || marked.contains("周[-四-]{+五+}"), "{marked}");
    assert!(marked.contains(" → "), "a moved takeaway says from where to where: {marked}");
    assert!(!marked.contains("Headline"), "what is the same is left out: {marked}");
    assert_eq!(
        json(&desk.run(&["diff", &id, "2", "3", "--json"]))["moved"].as_u64().map(|moved| moved > 0),
        Some(true)
    );
    assert_eq!(desk.run(&["diff", &id, "3", "3"]), "");
}

#[test]
fn restore_brings_a_part_back_and_leaves_the_rest() {
    let desk = Desk::new();
    let id = desk.import_page();
    let before = json(&desk.run(&["show", &id, "--json"]));
    save(&desk, &id, |brief| {
        brief.headline = "Another headline".to_owned();
        brief.body = "Another body.".to_owned();
    });
    assert_eq!(desk.run(&["restore", &id, "1", "--part", "headline"]), format!("{id}\t3\n"));
    let now = json(&desk.run(&["show", &id, "--json"]));
    assert_eq!((&now["headline"], &now["body"]), (&before["headline"], &"Another body.".into()));
    desk.run(&["restore", &id, "1"]);
    let now = json(&desk.run(&["show", &id, "--json"]));
    assert_eq!((&now["headline"], &now["body"], &now["revision"]), (&before["headline"], &before["body"], &4.into()));
    let rows = json(&desk.run(&["history", &id, "--json"]));
    let kinds: Vec<_> = rows.as_array().unwrap().iter().map(|row| row["checkpoint"].as_str().unwrap_or("")).collect();
    assert_eq!(kinds, ["", "restore", "restore", "import"], "what was there before each restore is a checkpoint");
}

#[test]
fn an_export_is_a_checkpoint() {
    let desk = Desk::new();
    let id = desk.import_page();
    save(&desk, &id, |brief| brief.summary = "Ready to go.".to_owned());
    desk.run(&["export", &id, "--format", "markdown", "--out", "out"]);
    let rows = json(&desk.run(&["history", &id, "--json"]));
    assert_eq!(rows[0]["checkpoint"], "export");
}

#[test]
fn a_revision_that_is_not_there_is_said_to_be_so() {
    let desk = Desk::new();
    let id = desk.import_page();
    for arguments in [&["restore", &id, "9"][..], &["diff", &id, "1", "9"]] {
        let complaint = desk.fails(1, arguments);
        assert!(complaint.contains("no revision 9") && complaint.contains("briefdesk history"), "{complaint}");
    }
    assert_eq!(json(&desk.run(&["history", &id, "--json"])).as_array().map(Vec::len), Some(1));
}
