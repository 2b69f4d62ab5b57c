//! `history`, `diff` and `restore`: the past of a brief.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use briefdesk_core::Result;
use briefdesk_core::brief::Part;
use briefdesk_core::compare::{
    BlockComparison, Comparison, DetailComparison, HeroComparison, Mark, Piece, PieceMark, Stretch, TakeawayComparison,
    Touched, compare,
};
use briefdesk_core::library;
use briefdesk_core::store::RevisionRow;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{json, print, rescue};

/// Lists the revisions of a brief.
pub fn list(library: &Path, id: &str, json: bool) -> Result<ExitCode> {
    let store = rescue::open_existing(library)?;
    let rows = store.list_revisions(store.find_brief(id)?, None, u32::MAX)?;
    print(&if json { json::revisions(&rows)? } else { rows.iter().map(line).collect() })?;
    Ok(ExitCode::SUCCESS)
}

fn line(row: &RevisionRow) -> String {
    let time = row.saved_at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string();
    let parts: Vec<_> = row.parts.iter().map(|part| name(*part)).collect();
    let kept = row.checkpoint.map(|checkpoint| checkpoint.name()).unwrap_or_default();
    let called = row.name.as_deref().unwrap_or_default();
    format!("{}\t{time}\t+{} -{}\t{}\t{kept}\t{called}\n", row.revision, row.added, row.removed, parts.join(","))
}

fn name(part: Touched) -> &'static str {
    match part {
        Touched::Headline => "headline",
        Touched::Summary => "summary",
        Touched::Hero => "hero",
        Touched::Takeaways => "takeaways",
        Touched::Analysis => "analysis",
        Touched::Body => "body",
        Touched::Details => "details",
    }
}

/// Shows what changed between two revisions.
pub fn diff(library: &Path, id: &str, from: u32, to: u32, json: bool) -> Result<ExitCode> {
    let store = rescue::open_existing(library)?;
    let id = store.find_brief(id)?;
    let comparison = compare(&store.open_revision(id, from)?, &store.open_revision(id, to)?);
    print(&if json { json::comparison(&comparison)? } else { readable(&comparison) })?;
    Ok(ExitCode::SUCCESS)
}

/// Brings back a revision, or a part of it.
pub fn restore(library: &Path, id: &str, revision: u32, part: Option<Part>) -> Result<ExitCode> {
    let mut store = rescue::open_existing(library)?;
    let id = store.find_brief(id)?;
    let piece = part.map_or(Piece::Everything, |part| Piece::Part { part });
    let base = store.list_revisions(id, None, 1)?.first().map_or(0, |newest| newest.revision);
    let restored = library::restore(&mut store, id, base, revision, &piece, Timestamp::now())?;
    print(&format!("{id}\t{}\n", restored.saved.revision))?;
    Ok(ExitCode::SUCCESS)
}

fn readable(comparison: &Comparison) -> String {
    let mut text = String::new();
    let analysis = &comparison.analysis;
    paragraph(&mut text, "Headline", &comparison.headline);
    paragraph(&mut text, "Summary", &comparison.summary);
    hero(&mut text, &comparison.hero);
    takeaways(&mut text, &comparison.takeaways);
    for (label, stretches) in [
        ("Analysis: label", &analysis.label),
        ("Analysis: title", &analysis.title),
        ("Analysis: byline", &analysis.byline),
        ("Analysis: tag", &analysis.tag),
    ] {
        paragraph(&mut text, label, stretches);
    }
    blocks(&mut text, "Analysis", &analysis.text);
    blocks(&mut text, "Body", &comparison.body);
    details(&mut text, &comparison.details);
    text
}

fn paragraph(text: &mut String, label: &str, stretches: &[Stretch]) {
    if stretches.iter().any(|stretch| stretch.mark != Mark::Same) {
        push(text, label, &marked(stretches));
    }
}

fn hero(text: &mut String, hero: &HeroComparison) {
    paragraph(text, "Hero image: alt text", &hero.alt);
    paragraph(text, "Hero image: caption", &hero.caption);
    paragraph(text, "Hero image: credit", &hero.credit);
    if hero.image.before != hero.image.after {
        push(text, "Hero image", "another picture");
    }
    if hero.decorative.before != hero.decorative.after {
        push(text, "Hero image", if hero.decorative.after { "now decorative" } else { "no longer decorative" });
    }
}

fn takeaways(text: &mut String, takeaways: &[TakeawayComparison]) {
    for takeaway in takeaways {
        let place = match (takeaway.before, takeaway.after) {
            (Some(before), Some(after)) if takeaway.moved => format!("Takeaway {before} → {after}"),
            (before, after) => format!("Takeaway {}", after.or(before).unwrap_or_default()),
        };
        if takeaway.moved || takeaway.mark != PieceMark::Same {
            push(text, &place, &marked(&takeaway.source));
        }
    }
}

fn blocks(text: &mut String, label: &str, blocks: &[BlockComparison]) {
    let changed: Vec<_> = blocks.iter().filter(|block| block.mark != PieceMark::Same).collect();
    if changed.is_empty() {
        return;
    }
    let lines: Vec<_> = changed.iter().map(|block| marked(&block.source).trim_end().to_owned()).collect();
    push(text, label, &lines.join("\n\n"));
}

fn details(text: &mut String, details: &[DetailComparison]) {
    for DetailComparison { field, before, after, .. } in details {
        let label = serde_json::to_value(field).ok();
        let label = label.as_ref().and_then(serde_json::Value::as_str).unwrap_or("detail");
        push(text, label, &format!("[-{before}-]{{+{after}+}}"));
    }
}

fn push(text: &mut String, label: &str, what: &str) {
    let _ = writeln!(text, "{label}\n{what}\n");
}

fn marked(stretches: &[Stretch]) -> String {
    stretches
        .iter()
        .map(|Stretch { mark, text }| match mark {
            Mark::Same => text.clone(),
            Mark::Removed => format!("[-{text}-]"),
            Mark::Added => format!("{{+{text}+}}"),
        })
        .collect()
}
