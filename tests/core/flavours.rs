//! Markdown for site generators: front matter that YAML 1.1 reads as it was meant, templates that don't run, the whole article in the text.

use briefdesk_core::brief::{Brief, Part, Status};
use briefdesk_core::export::{Article, ExportOptions, Flavour, Format, Loss, Rendering, render};
use briefdesk_core::markdown::Markup;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use regex::RegexSet;
use serde_json::Value;
use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle};

use crate::sample::{any_brief, article, at, easing, long_wire, takeaway};

const FLAVOURS: [Flavour; 4] = [Flavour::Hugo, Flavour::Jekyll, Flavour::Astro, Flavour::Eleventy];

fn options(flavour: Flavour) -> ExportOptions {
    ExportOptions { flavour, ..Format::Markdown.into() }
}

fn rendering(article: &Article, flavour: Flavour) -> Rendering {
    render(article, &options(flavour)).unwrap()
}

/// The front matter and the text.
#[track_caller]
fn parts(article: &Article, flavour: Flavour) -> (String, String) {
    let text = String::from_utf8(rendering(article, flavour).bytes).unwrap();
    let (yaml, text) = text.strip_prefix("---\n").unwrap().split_once("\n---\n\n").unwrap();
    (format!("{yaml}\n"), text.to_owned())
}

fn front(article: &Article, flavour: Flavour) -> Value {
    serde_saphyr::from_str(&parts(article, flavour).0).unwrap()
}

fn text(body: &str, flavour: Flavour) -> String {
    let brief = Brief { body: body.to_owned(), ..Brief::default() };
    parts(&article(brief), flavour).1
}

/// What YAML 1.1 takes for something else than a text, from its list of types (yaml.org/type).
fn not_texts() -> RegexSet {
    RegexSet::new([
        "^(y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$",
        r"^[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?$",
        r"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*$",
        r"^[-+]?\.(inf|Inf|INF)$",
        r"^\.(nan|NaN|NAN)$",
        "^[-+]?0b[0-1_]+$",
        "^[-+]?0[0-7_]+$",
        "^[-+]?(0|[1-9][0-9_]*)$",
        "^[-+]?0x[0-9a-fA-F_]+$",
        "^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$",
        "^(~|null|Null|NULL|)$",
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:?[0-9]{2})?))?$",
        "^(<<|=)$",
    ])
    .unwrap()
}

/// Keys whose values are times, numbers and truths.
const TYPED: [&str; 11] = [
    "date",
    "lastmod",
    "publishDate",
    "last_modified_at",
    "pubDate",
    "updatedDate",
    "draft",
    "published",
    "decorative",
    "x",
    "y",
];

/// Every plain scalar of `yaml` that YAML 1.1 would not read as a text and that is meant as one.
fn misread(yaml: &str) -> Vec<String> {
    let not_texts = not_texts();
    let mut misread = Vec::new();
    let mut key = String::new();
    for event in Parser::new_from_str(yaml) {
        if let Event::Scalar(value, style, ..) = event.unwrap().0 {
            // `y` is a key of ours: the place of a focal point.
            let is_typed = TYPED.contains(&key.as_str()) || TYPED.contains(&value.as_ref());
            if style == ScalarStyle::Plain && !is_typed && not_texts.is_match(&value) {
                misread.push(format!("{key}: {value}"));
            }
            key = value.into_owned();
        }
    }
    misread
}

const TRICKY: &[&str] = &[
    "no",
    "on",
    "Off",
    "12:30",
    "190:20:30",
    "190:20:30.15",
    "2026-09-01",
    "2026-9-1 1:30:00",
    "2001-12-14t21:59:43.10-05:00",
    "@desk",
    ": a",
    ":a",
    "- a",
    "-",
    "# a",
    "a # b",
    "a: b",
    "~",
    "null",
    "0x1f",
    "0b1",
    "0o7",
    "017",
    "1_000",
    "685_230.15",
    ".inf",
    "-.INF",
    ".NaN",
    ".",
    "1.",
    "1e3",
    "6.8523015e+5",
    "=",
    "<<",
    "y",
    "n",
    "Y",
    "N",
    "true",
    "",
    " a",
    "a ",
    "!tag",
    "&anchor",
    "*alias",
    "%percent",
    "`tick`",
    "{a}",
    "[a]",
    "a, b",
    "'",
    "\"",
    "\\",
    "? a",
    "|",
    ">",
    "---",
    "...",
    "--- a",
    "\u{FEFF}a",
    "a\u{2028}b",
    "\u{FFFE}",
    "\u{85}",
    "要点：价",
    "1.2.3",
    "+1",
    "-0",
];

#[test]
fn yaml_1_1_reads_every_text_as_a_text() {
    let texts = || TRICKY.iter().map(|text| (*text).to_owned());
    let mut brief =
        Brief { tags: texts().collect(), takeaways: TRICKY.iter().map(|text| takeaway(text)).collect(), ..long_wire() };
    for (flavour, tricky) in
        FLAVOURS.into_iter().chain([Flavour::Briefdesk]).flat_map(|flavour| texts().map(move |text| (flavour, text)))
    {
        brief.headline = tricky.clone();
        brief.summary = tricky.clone();
        brief.byline = tricky.clone();
        brief.analysis.tag = tricky.clone();
        let article = article(brief.clone());
        let (yaml, _) = parts(&article, flavour);
        assert_eq!(misread(&yaml), Vec::<String>::new(), "{flavour:?}");
        let front = front(&article, flavour);
        assert_eq!(front["title"].as_str().unwrap_or_default(), article.stored.brief.headline, "{yaml}");
        let tags: Vec<_> = front["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap()).collect();
        assert_eq!(tags, TRICKY);
    }
}

#[test]
fn the_test_for_misread_texts_finds_them() {
    assert_eq!(misread("title: no\ntags:\n- 12:30\n- 'on'\ndate: 2026-09-01\nsection: 2026-09-01\n").len(), 3);
}

proptest! {
    #[test]
    fn any_brief_is_front_matter_and_text_in_every_flavour(brief in any_brief(), status in 0..Status::ALL.len()) {
        let article = article(Brief { status: Status::ALL[status], ..brief });
        for flavour in FLAVOURS {
            let (yaml, _) = parts(&article, flavour);
            prop_assert_eq!(misread(&yaml), Vec::<String>::new());
            let front = front(&article, flavour);
            prop_assert_eq!(front["title"].as_str(), Some(article.stored.brief.headline.as_str()));
        }
    }
}

#[test]
fn hugo_has_its_own_keys_and_ours_under_params() {
    let brief = Brief { status: Status::Ready, embargo_until: Some(at("2026-06-04T00:00:00Z")), ..long_wire() };
    let front = front(&article(brief), Flavour::Hugo);
    assert_eq!((front["draft"].as_bool(), front["slug"].as_str()), (Some(false), Some("the-long-wire")));
    assert_eq!(
        (front["date"].as_str(), front["lastmod"].as_str()),
        (Some("2026-06-03T12:00:00Z"), Some("2026-06-03T12:00:00Z"))
    );
    assert_eq!(front["publishDate"].as_str(), Some("2026-06-04T00:00:00Z"));
    assert!(front["summary"].as_str().unwrap().starts_with("Three more lines"));
    assert_eq!(front["params"]["takeaways"].as_array().unwrap().len(), 3);
    assert_eq!(front["params"]["analysis"]["title"].as_str(), Some("Strategic Analysis"));
    assert!(front.get("takeaways").is_none() && front.get("status").is_none());
    assert_eq!(self::front(&article(long_wire()), Flavour::Hugo)["draft"].as_bool(), Some(true));
}

#[test]
fn a_jekyll_post_begins_with_its_front_matter_and_the_local_time() {
    let mut article = article(Brief {
        headline: "\u{FEFF}夜班".to_owned(),
        published_at: Some(at("2026-06-03T22:30:00Z")),
        ..long_wire()
    });
    article.zone = TimeZone::fixed(jiff::tz::offset(8));
    assert_eq!(&rendering(&article, Flavour::Jekyll).bytes[..4], b"---\n");
    let (yaml, _) = parts(&article, Flavour::Jekyll);
    assert!(yaml.starts_with("layout: post\n") && yaml.contains("\ndate: 2026-06-04 06:30:00 +0800\n"), "{yaml}");
    assert_eq!(front(&article, Flavour::Jekyll)["published"].as_bool(), Some(false));
}

#[test]
fn astros_times_are_times_and_eleventys_tags_are_there() {
    let article = article(long_wire());
    let (yaml, _) = parts(&article, Flavour::Astro);
    assert!(yaml.contains("\npubDate: 2026-06-03T12:00:00Z\nupdatedDate: 2026-06-03T12:00:00Z\n"), "{yaml}");
    let (yaml, _) = parts(&article, Flavour::Eleventy);
    assert!(
        yaml.contains("\ntags:\n- energy\n- \"no\"\n- 电网\n") && yaml.contains("\ndate: 2026-06-03T12:00:00Z\n"),
        "{yaml}"
    );
}

#[test]
fn the_text_shows_takeaways_analysis_and_body_in_this_order() {
    let brief = long_wire();
    for flavour in FLAVOURS {
        let (_, text) = parts(&article(brief.clone()), flavour);
        let expected = "## Key Takeaways\n\n\
            1. Three lines won approval in one quarter, the *most* on record.\n\
            2. Existing lines carried **61 per cent** of what they could.\n\
            3. Provincial grids, not developers, carry the cost.\n\n\
            > Editor's Desk\n>\n> ## Strategic Analysis\n>\n> Building ahead of demand is a choice.\n>\n\
            > It buys room at the price of idle steel.\n\n\
            China Daily Brief Editorial\n\nStrategic Insight\n\n---\n\n";
        assert_eq!(text, format!("{expected}{}", brief.body), "{flavour:?}");
        assert!(parts(&article(easing()), flavour).1.starts_with("## 要点\n\n1. "));
    }
}

#[test]
fn what_an_analysis_leaves_open_does_not_reach_the_body() {
    let mut brief = Brief { body: "Body[^1].\n\n[^1]: B.".to_owned(), ..long_wire() };
    brief.analysis.text = "One[^1].\n\n[^1]: A.\n\n```\nopen".to_owned();
    let (_, text) = parts(&article(brief), Flavour::Hugo);
    assert!(text.contains("> One[^analysis-1].\n>\n> [^analysis-1]: A.\n>\n> ```\n> open\n\nChina Daily"), "{text}");
    assert!(text.ends_with("\n\n---\n\nBody[^1].\n\n[^1]: B."), "{text}");
}

#[test]
fn nothing_in_a_text_is_a_template() {
    assert_eq!(
        text("{{ a }} `{% b %}` {# c #}", Flavour::Jekyll),
        "{% raw %}{{{% endraw %} a }} `{% raw %}{%{% endraw %} b %}` \\{# c #}"
    );
    assert_eq!(
        text("{{ a }} `{% b %}` {# c #}", Flavour::Eleventy),
        "{% raw %}{{{% endraw %} a }} `{% raw %}{%{% endraw %} b %}` {% raw %}{#{% endraw %} c {% raw %}#}{% endraw %}"
    );
    let out = text("a {% endraw %} b", Flavour::Jekyll);
    assert_eq!(out, "a {% raw %}{%{% endraw %} endraw %} b");
    // Among words a backslash is enough; in code Hugo reads a shortcode all the same.
    assert_eq!(text("{{< a >}} and {{ b }}", Flavour::Hugo), "\\{\\{< a >}} and \\{\\{ b }}");
    assert_eq!(text("`{{< a >}}` and `{{% b %}}`", Flavour::Hugo), "`{{</* a */>}}` and `{{%/* b */%}}`");
    let body = "    {{< open\n\n    {{< a */ b >}} {{%x\n".to_owned();
    let (yaml, text) = parts(&article(Brief { body, ..Brief::default() }), Flavour::Hugo);
    assert_eq!(
        text,
        "    {{< param shortcode_open >}} open\n\n    {{< param shortcode_open >}} a */ b >}} {{< param shortcode_open_markdown >}}x\n"
    );
    assert!(yaml.contains("shortcode_open: \"{{<\"\nshortcode_open_markdown: \"{{%\"\n"), "{yaml}");
    assert!(!parts(&article(long_wire()), Flavour::Hugo).0.contains("shortcode"));
    assert_eq!(self::text("{{ a }}", Flavour::Astro), "{{ a }}");
}

#[test]
fn what_a_generator_would_misread_is_escaped_among_words() {
    assert_eq!(text("约10~20元，30~40%。`a~b`", Flavour::Hugo), "约10\\~20元，30\\~40%。`a~b`");
    assert_eq!(text("约10~20元，30~40%。", Flavour::Astro), "约10\\~20元，30\\~40%。");
    assert_eq!(text("约10~20元，30~40%。", Flavour::Jekyll), "约10~20元，30~40%。");
    assert_eq!(text("a | b\n\n{: .c}\n\n$$x$$", Flavour::Jekyll), "a \\| b\n\n\\{: .c}\n\n\\$$x\\$$");
    assert_eq!(text("# Ports {#id}", Flavour::Hugo), "# Ports \\{#id}");
}

#[test]
fn what_a_generator_has_no_means_for_is_told() {
    let mut brief = Brief {
        body: "见https://example.org。H<sub>2</sub>O[^1]\n\n- [x] a\n\n> [!NOTE]\n> b\n\n[^1]: c".to_owned(),
        ..easing()
    };
    brief.takeaways.clear();
    let told = |flavour| {
        let losses = rendering(&article(brief.clone()), flavour).losses;
        let body = losses.iter().filter_map(|loss| match loss {
            Loss::Markup { part: Part::Body, markup } => Some(*markup),
            _ => None,
        });
        (body.collect::<Vec<_>>(), losses.contains(&Loss::Markup { part: Part::Analysis, markup: Markup::HanEmphasis }))
    };
    assert_eq!(told(Flavour::Hugo), (vec![Markup::RawHtml, Markup::Alerts], true));
    assert_eq!(told(Flavour::Jekyll), (vec![Markup::BareAddresses, Markup::Alerts], false));
    assert_eq!(told(Flavour::Astro), (vec![Markup::Alerts], true));
    assert_eq!(
        told(Flavour::Eleventy),
        (vec![Markup::BareAddresses, Markup::Footnotes, Markup::Tasks, Markup::Alerts], true)
    );
    assert_eq!(told(Flavour::Briefdesk), (vec![], false));
    assert_eq!(rendering(&article(long_wire()), Flavour::Eleventy).losses, []);
}
