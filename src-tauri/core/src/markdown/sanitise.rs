//! The allow-list: what may stand in an article, whoever wrote it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

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
    clean_with(&BLOCKS, html, id_prefix)
}

/// One line with only what may stay in it: no blocks, which would end the list's item that it stands in, and no names.
pub(super) fn clean_line(html: &str) -> String {
    clean_with(&LINE, html, "")
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
    use super::{clean, clean_line};

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
