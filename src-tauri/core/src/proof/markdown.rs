//! Reads Markdown back: our own flavour as it is imported; one for a site generator by its front matter and its text, each by itself.

use serde_json::Value;

use super::reading::{Reading, inline_text};
use crate::brief::RandomIds;
use crate::export::Flavour;
use crate::import::import;
use crate::markdown::to_text;

/// What the Markdown file `text` says; nothing if it is none.
pub(super) fn read(text: &str, flavour: Flavour) -> Reading {
    match flavour {
        Flavour::Briefdesk => match import("proof.md", text.as_bytes(), &[], &mut RandomIds) {
            Ok(imported) => Reading::of(&imported.brief),
            Err(_) => Reading::default(),
        },
        Flavour::Hugo => site(text, shortcodes_run).unwrap_or_default(),
        Flavour::Jekyll | Flavour::Eleventy => site(text, raw_run).unwrap_or_default(),
        Flavour::Astro => site(text, str::to_owned).unwrap_or_default(),
    }
}

/// Headline, summary and picture stand in the front matter, the rest in the text as the generator's templates leave it.
fn site(file: &str, templates_run: fn(&str) -> String) -> Option<Reading> {
    let (yaml, text) = file.strip_prefix("---\n")?.split_once("\n---\n")?;
    let front: Value = serde_saphyr::from_str(yaml).ok()?;
    // Hugo has keys of ours in a group.
    let own = front.get("params").unwrap_or(&front);
    let text = templates_run(text.trim_start_matches('\n'));
    let has = |key: &str| own.get(key).is_some();
    let mut rest = text.as_str();
    let takeaways = if has("takeaways") { takeaways(&mut rest)? } else { Vec::new() };
    let analysis = if has("analysis") { analysis(&mut rest)? } else { Vec::new() };
    if has("takeaways") || has("analysis") {
        rest = rest.strip_prefix("---\n\n")?;
    }
    Some(Reading {
        headline: said(&front, "title"),
        summary: said(&front, "description"),
        hero: own.get("hero").map(hero).unwrap_or_default(),
        takeaways,
        analysis,
        body: to_text(rest),
    })
}

pub(super) fn said(object: &Value, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Alternative text, caption, credit, of an object with these keys.
pub(super) fn hero(hero: &Value) -> Vec<String> {
    let is_decorative = hero.get("decorative").and_then(Value::as_bool).unwrap_or_default();
    let alt = if is_decorative { String::new() } else { said(hero, "alt") };
    vec![alt, said(hero, "caption"), said(hero, "credit")]
}

/// The numbered lines under a heading.
fn takeaways(rest: &mut &str) -> Option<Vec<String>> {
    paragraph(rest)?.strip_prefix("## ")?;
    let item = |(at, line): (usize, &str)| Some(inline_text(line.strip_prefix(&format!("{}. ", at + 1))?));
    paragraph(rest)?.lines().enumerate().map(item).collect()
}

/// The quote, and what signs it below.
fn analysis(rest: &mut &str) -> Option<Vec<String>> {
    let lines = paragraph(rest)?.lines();
    let quoted: Option<Vec<&str>> = lines.map(|line| line.strip_prefix('>')).collect();
    let quoted: Vec<&str> = quoted?.into_iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let mut words = vec![to_text(&quoted.join("\n"))];
    while !rest.starts_with("---\n") {
        words.push(to_text(paragraph(rest)?));
    }
    Some(words)
}

/// All up to the next empty line.
fn paragraph<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let (paragraph, after) = rest.split_once("\n\n")?;
    *rest = after;
    Some(paragraph)
}

/// What Liquid and Nunjucks print of a text whose only tags are raw ones. What else would run prints nobody knows what: it is left out.
fn raw_run(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{% raw %}") {
        let (raw, after) = after.split_once("{% endraw %}").unwrap_or((after, ""));
        out.extend([without_tags(before).as_str(), raw]);
        rest = after;
    }
    out + &without_tags(rest)
}

fn without_tags(text: &str) -> String {
    text.replace("{{", "").replace("{%", "")
}

/// What Hugo prints of a text whose only shortcodes are comments and the two that open one.
fn shortcodes_run(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = ["{{<", "{{%"].iter().filter_map(|open| rest.find(open)).min() {
        let (before, code) = rest.split_at(at);
        out.push_str(before);
        let printed =
            ["{{< param shortcode_open >}}", "{{< param shortcode_open_markdown >}}"].into_iter().zip(["{{<", "{{%"]);
        if let Some((code_of, open)) = printed.into_iter().find(|(printed, _)| code.starts_with(printed)) {
            out.push_str(open);
            rest = &code[code_of.len()..];
        } else if let Some((inside, after)) = code[3..].strip_prefix("/*").and_then(|code| code.split_once("*/")) {
            out.extend([&code[..3], inside]);
            rest = after;
        } else {
            // One that would run: nobody can tell what it prints.
            rest = &code[3..];
        }
    }
    out + rest
}
