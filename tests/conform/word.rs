//! Word files: LibreOffice opens each, and finds every part in it.

use std::fs;
use std::path::Path;

use super::desk;
use super::tools::{run, words};

#[test]
#[ignore = "needs LibreOffice: cargo xtask conform"]
fn libreoffice_finds_every_part() {
    let (folder, files) = desk::samples().export(&["--format", "docx"]);
    let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conform/libreoffice");
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    let mut arguments =
        vec![profile.as_str(), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", "."];
    let names: Vec<_> = files.iter().map(|file| file.path.file_name().unwrap().to_str().unwrap()).collect();
    arguments.extend(&names);
    run("soffice", &arguments, &folder);
    let mut missing = Vec::new();
    for file in &files {
        let text = words(&fs::read_to_string(file.path.with_extension("txt")).unwrap());
        let brief = &file.kept.brief;
        let hero = brief.hero.iter().flat_map(|hero| [&hero.caption, &hero.credit]);
        let plain = [&brief.headline, &brief.summary].into_iter().chain(hero);
        let takeaways = brief.takeaways.iter().map(|takeaway| &takeaway.text);
        // Paragraphs: between them stand numbers and notes. Those with marks are the exporter's own tests' matter.
        let paragraphs = brief.body.lines().chain(brief.analysis.text.lines());
        let unmarked = paragraphs
            .filter(|line| line.starts_with(char::is_alphabetic) && !line.contains(['<', '[', '|', '`', '~']));
        let rich = takeaways.map(String::as_str).chain(unmarked).map(briefdesk_core::markdown::to_text);
        let parts = plain.cloned().chain(rich).filter(|part| !text.contains(&words(part)));
        missing.extend(parts.map(|part| format!("{}: {part}", file.kept.name)));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
