//! Briefs of somebody who means harm: a string in every part, and in every place that Markdown has.

use briefdesk_core::brief::{Analysis, Brief, BriefId, Hero, Publication, Source};

use super::samples::{corrected, takeaway};

/// Two briefs of `string`: one where it is all there is, and one where it stands among words and within marks.
pub fn briefs(string: &str, related: BriefId) -> [Brief; 2] {
    [
        everywhere(string, related, string, &[string]),
        everywhere(string, related, &in_all_places(string), &in_a_line(string)),
    ]
}

/// A brief of `string` in its plain parts, and of nothing unusual in its Markdown.
pub fn words(string: &str, related: BriefId) -> Brief {
    everywhere(string, related, "A paragraph.", &["A takeaway"])
}

fn everywhere<T: AsRef<str>>(string: &str, related: BriefId, text: &str, lines: &[T]) -> Brief {
    let own = || string.to_owned();
    Brief {
        headline: own(),
        summary: own(),
        hero: Some(Hero { alt: own(), caption: own(), credit: own(), ..Hero::default() }),
        takeaways: lines.iter().map(|line| takeaway(line.as_ref())).collect(),
        analysis: Analysis { label: own(), title: own(), text: text.to_owned(), byline: own(), tag: own() },
        body: text.to_owned(),
        publication: own(),
        slug: own(),
        byline: own(),
        section: own(),
        tags: vec![own(), own()],
        dateline: own(),
        language: own(),
        sources: vec![Source { title: own(), url: own() }],
        canonical_url: own(),
        related: vec![related],
        published_at: Some("2026-06-03T12:00:00Z".parse().unwrap()),
        corrections: vec![corrected("2026-06-04T12:00:00Z", string)],
        ..Brief::blank(&Publication::default())
    }
}

/// Paragraphs apart, so that a block that never ends takes few others with it.
fn in_all_places(string: &str) -> String {
    let line = string.replace('\n', " ");
    let places = [
        format!("A sentence with {line} in its middle."),
        format!("Setext {line}\n===="),
        format!("## {line}"),
        format!("- {line}\n  - {line}"),
        format!("1. {line}"),
        format!("> {line}"),
        format!("> [!NOTE] {line}\n> {line}"),
        format!("| {line} | b |\n| :-: | --- |\n| a | {line} |"),
        format!("[{line}](https://example.org/) and [a]({line}) and [b](<{line}>)"),
        format!("[c](https://example.org/ \"{line}\") and [d](https://example.org/ '{line}')"),
        format!("![{line}](https://example.org/p.png \"{line}\") and ![e]({line}) and ![f](image:{line})"),
        format!("<{line}> and <https://example.org/{line}> and https://example.org/{line}"),
        format!("[g]: {line}\n[h]: <{line}> \"{line}\"\n[i{line}]: https://example.org/"),
        format!("[g] and [h] and [i{line}] and x[^1] and y[^{line}]"),
        format!("[^1]: {line}"),
        format!("[^{line}]: z"),
        format!("`{line}` and ``{line}`` and **{line}** and *{line}* and ~~{line}~~"),
        format!("```{line}\n{line}\n```"),
        format!("    {line}"),
        format!("<div title=\"{line}\" class='{line}'>{line}</div>"),
        format!("<a href=\"{line}\" title='{line}'>{line}</a> <abbr title=\"{line}\">x</abbr> <td colspan=\"{line}\">"),
        string.to_owned(),
    ];
    places.join("\n\n")
}

fn in_a_line(string: &str) -> [String; 4] {
    let line = string.replace('\n', " ");
    [
        format!("Among {line} words"),
        format!("[{line}]({line} \"{line}\")"),
        format!("![{line}]({line}) `{line}` **{line}**"),
        format!("<a href=\"{line}\" title='{line}'>{line}</a>"),
    ]
}

/// A page on which all of this works, made by no exporter: what watches pages must see it.
pub fn unsafe_page(string: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src *\"><title>x\
         </title><style></style></head><body><article><header><h1>x</h1></header><div data-part=body><a href=\"{address}\">a</a>\n\
         {string}\n</div></article><nav></nav></body></html>",
        address = string.replace('"', "&quot;")
    )
}
