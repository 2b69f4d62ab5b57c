//! The allow-list: what may stand in an article, whoever wrote it.

mod plain;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use plain::Within;

const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "cite",
    "code",
    "del",
    "div",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "section",
    "small",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "wbr",
];

/// Of these, what may stand within a line.
const INLINE_TAGS: &[&str] = &[
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s",
    "small", "strong", "sub", "sup", "wbr",
];

/// Classes that the renderer makes; an author's own would reach into the page's style.
const CLASSES: &[(&str, &[&str])] = &[
    (
        "div",
        &[
            "markdown-alert",
            "markdown-alert-note",
            "markdown-alert-tip",
            "markdown-alert-important",
            "markdown-alert-warning",
            "markdown-alert-caution",
        ],
    ),
    ("p", &["markdown-alert-title"]),
    ("section", &["footnotes"]),
    ("sup", &["footnote-ref"]),
    ("a", &["footnote-backref"]),
    ("th", &["align-left", "align-center", "align-right"]),
    ("td", &["align-left", "align-center", "align-right"]),
];

/// What the cleaner knows of the fragment that it cleans.
#[derive(Default)]
struct Fragment {
    id_prefix: String,
    ids: HashSet<String>,
}

thread_local! {
    static FRAGMENT: RefCell<Fragment> = RefCell::default();
}

// Made once: their tables cost more than a short text.
static BLOCKS: LazyLock<Builder<'static>> = LazyLock::new(|| cleaner(TAGS));
static LINE: LazyLock<Builder<'static>> = LazyLock::new(|| cleaner(INLINE_TAGS));

fn cleaner(tags: &[&'static str]) -> Builder<'static> {
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "title", "id"])),
        ("abbr", HashSet::from(["title"])),
        ("li", HashSet::from(["id"])),
        ("ol", HashSet::from(["start"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan"])),
    ]);
    let classes = CLASSES.iter().map(|(tag, classes)| (*tag, classes.iter().copied().collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(tags.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some(REL))
        .attribute_filter(|_, attribute, value| {
            FRAGMENT.with_borrow_mut(|fragment| fragment.value_of(attribute, value))
        });
    builder
}

impl Fragment {
    /// What an attribute may say; none if it is to go.
    fn value_of<'v>(&mut self, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
        let prefix = &self.id_prefix;
        match attribute {
            "id" => {
                let first = !prefix.is_empty() && self.ids.insert(value.to_owned());
                first.then(|| format!("{prefix}{value}").into())
            }
            "href" => Some(match value.strip_prefix('#') {
                Some(id) => format!("#{prefix}{}", address(&id.replace('#', "%23"))).into(),
                None => address(value).into(),
            }),
            "colspan" | "rowspan" => {
                value.parse::<u16>().ok().filter(|span| (1..=1000).contains(span)).map(|_| value.into())
            }
            "start" => value.parse::<i32>().ok().map(|_| value.into()),
            _ => Some(value.into()),
        }
    }
}

/// `html` with only what may stay. Ids and the links to them get `id_prefix`; a second element of the same id loses it, and so does
/// every element if the prefix is empty: it would have the page's own name.
pub(super) fn clean(html: &str, id_prefix: &str) -> String {
    plain::cleaned(html, Within::Page, REL).unwrap_or_else(|| clean_with(&BLOCKS, html, id_prefix))
}

/// One line with only what may stay in it: no blocks, which would end the list's item that it stands in, and no names.
pub(super) fn clean_line(html: &str) -> String {
    plain::cleaned(html, Within::Line, REL).unwrap_or_else(|| clean_with(&LINE, html, ""))
}

fn clean_with(cleaner: &Builder<'_>, html: &str, id_prefix: &str) -> String {
    // Text alone, as most takeaways are, comes back as it is; of these characters some mark it up, and some are written in another way.
    if !html.contains(['<', '>', '&', '\0', '\r', '\u{a0}']) {
        return html.to_owned();
    }
    FRAGMENT.set(Fragment { id_prefix: id_prefix.to_owned(), ids: HashSet::new() });
    without_rel_of_nothing(cleaner.clean(html).to_string())
}

const REL: &str = "noopener noreferrer";

/// `rel` says something of an address: HTML forbids it where there is none, as where an address was not let through.
fn without_rel_of_nothing(html: String) -> String {
    let rel = format!(" rel=\"{REL}\"");
    if !html.contains("<a rel=") && !html.contains("<a id=") && !html.contains("<a title=") {
        return html;
    }
    let mut pieces = html.split("<a ");
    let mut mended = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        // In values a `>` is written as a reference.
        let (attributes, rest) = piece.split_at(piece.find('>').unwrap_or_default());
        let attributes = format!(" {attributes}");
        let lost = !attributes.contains(" href=\"");
        mended.push_str("<a");
        mended.push_str(&if lost { attributes.replace(&rel, "") } else { attributes });
        mended.push_str(rest);
    }
    mended
}

/// `url` with what no address may hold percent-encoded; what has a meaning stays, and so does what is encoded already.
fn address(url: &str) -> String {
    const NEVER: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');
    let (before, fragment) = url.split_once('#').map_or((url, None), |(before, fragment)| (before, Some(fragment)));
    let encoded = |text: &str| utf8_percent_encode(&with_lone_percents(text), NEVER).to_string();
    match fragment {
        Some(fragment) => format!("{}#{}", encoded(before), encoded(&fragment.replace('#', "%23"))),
        None => encoded(before),
    }
}

/// `url` with each `%` that begins no byte written as one that does.
fn with_lone_percents(url: &str) -> Cow<'_, str> {
    let is_byte = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|digit| digit.is_ascii_hexdigit());
    let mut pieces = url.split('%');
    let first = pieces.next().unwrap_or_default();
    let rest: Vec<&str> = pieces.collect();
    if rest.iter().all(|after| is_byte(after)) {
        return Cow::Borrowed(url);
    }
    let rest = rest.iter().flat_map(|after| [if is_byte(after) { "%" } else { "%25" }, after]);
    Cow::Owned([first].into_iter().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::plain::{Within, cleaned};
    use super::{BLOCKS, LINE, REL, clean, clean_line, clean_with};
    use crate::markdown::html::render;
    use crate::markdown::images::Shown;
    use proptest::prelude::*;

    /// Pieces of HTML, most of them the renderer's own, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "<p>",
            "</p>",
            "<h2>",
            "</h2>",
            "<ul>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<li>",
            "</li>",
            "<blockquote>",
            "</blockquote>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<strong>",
            "</strong>",
            "<em>",
            "</em>",
            "<del>",
            "</del>",
            "<sup>",
            "</sup>",
            "<br />",
            "<hr />",
            "<br>",
            "<a href=\"https://example.org/a?b=c\">",
            "<a href=\"javascript:x\">",
            "</a>",
            "<a href=\"http://%\">",
            "<table>",
            "<td>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<svg>",
            "<P>",
            "<p class=\"x\">",
            "&amp;",
            "&lt;",
            "&gt;",
            "&quot;",
            "&#60;",
            "&amp",
            "&",
            ">",
            "\n",
            " ",
            "\u{a0}",
            "\r",
            "\0",
            "words",
            "字",
            "\"",
            "'",
            "\u{c}",
        ]);
        prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
    }

    /// Well-nested HTML of the tags that the short way knows.
    fn nested() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec!["words", "字", "&quot;", "&amp;", "\n", "<br />", "<hr />", ""])
            .prop_map(str::to_owned);
        leaf.prop_recursive(6, 24, 4, |inner| {
            let tags = vec!["p", "h3", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "del", "sub"];
            let of = |tag: &str, inner: Vec<String>| format!("<{tag}>{}</{tag}>", inner.concat());
            (prop::sample::select(tags), prop::collection::vec(inner, 0..4))
                .prop_map(move |(tag, inner)| of(tag, inner))
        })
    }

    fn both_ways_lead_to_the_same(html: &str) -> Result<bool, TestCaseError> {
        let mut short = false;
        for (within, cleaner) in [(Within::Page, &BLOCKS), (Within::Line, &LINE)] {
            if let Some(cleaned) = cleaned(html, within, REL) {
                prop_assert_eq!(cleaned, clean_with(cleaner, html, ""), "{}", html);
                short = true;
            }
        }
        Ok(short)
    }

    proptest! {
        #[test]
        fn the_short_way_is_the_long_way_for_any_pieces(html in pieces()) {
            both_ways_lead_to_the_same(&html)?;
        }

        #[test]
        fn the_short_way_is_the_long_way_for_what_is_nested(html in nested()) {
            both_ways_lead_to_the_same(&html)?;
        }

        #[test]
        fn the_short_way_is_the_long_way_for_markdown(markdown in "([#>*_~`a字\"&<|! \n.1-]|\\*\\*|\\[a\\]\\(https://b\\)|  \n|\n\n){0,24}") {
            both_ways_lead_to_the_same(&render(&markdown, 2, &mut Shown::new(&|_| None)))?;
        }
    }

    #[test]
    fn most_markdown_goes_the_short_way() {
        let markdown = "## Night\n\nA *fine* [link](https://example.org/a), `code` & \"more\"\nof it  \nhere.\n\n- 一\n- 二\n\n> Q\n\n---\n\n```\na < b\n```\n";
        let html = render(markdown, 2, &mut Shown::new(&|_| None));
        assert!(both_ways_lead_to_the_same(&html).unwrap(), "{html}");
    }

    #[test]
    fn an_address_is_one_that_html_allows() {
        let rel = r#"rel="noopener noreferrer""#;
        assert_eq!(
            clean(r#"<a href="https://example.org/<a b>|新?q=1&amp;r=%20%u#x#y">a</a>"#, "p-"),
            format!(r#"<a href="https://example.org/%3Ca%20b%3E%7C%E6%96%B0?q=1&amp;r=%20%25u#x%23y" {rel}>a</a>"#)
        );
        assert_eq!(clean("<a href='#n#1'>a</a>", "p-"), format!("<a href=\"#p-n%231\" {rel}>a</a>"));
    }

    #[test]
    fn what_lost_its_address_says_nothing_of_it() {
        assert_eq!(clean("<a href='javascript:x' title='a > b'>a</a>", "p-"), "<a title=\"a &gt; b\">a</a>");
        assert_eq!(clean("<a>a</a>, rel=\"noopener noreferrer\"", "p-"), "<a>a</a>, rel=\"noopener noreferrer\"");
    }

    #[test]
    fn without_a_prefix_nothing_has_a_name() {
        assert_eq!(clean("<a id=share>a</a>", ""), "<a>a</a>");
        assert_eq!(clean("<a id=share>a</a>", "p-"), "<a id=\"p-share\">a</a>");
    }

    #[test]
    fn a_line_has_no_blocks() {
        assert_eq!(clean_line("x<li>y<p>z</p><h2>a</h2> <b>b</b>"), "xyza <b>b</b>");
    }

    #[test]
    fn a_span_is_a_number() {
        let table = |span: &str| clean(&format!("<table><tr><td colspan=\"{span}\">x</table>"), "").contains("colspan");
        assert!(table("2") && !table("0") && !table("x") && !table("99999"));
    }
}
