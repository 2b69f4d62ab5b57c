//! The allow-list: what may stand in an article, whoever wrote it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

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

/// Made once: its tables cost more than a short text.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
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
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(|_, attribute, value| {
            FRAGMENT.with_borrow_mut(|fragment| match attribute {
                "id" => {
                    let first = fragment.ids.insert(value.to_owned());
                    first.then(|| format!("{}{value}", fragment.id_prefix).into())
                }
                "href" if value.starts_with('#') => Some(format!("#{}{}", fragment.id_prefix, &value[1..]).into()),
                _ => Some(value.into()),
            })
        });
    builder
});

/// `html` with only what may stay. Ids and the links to them get `id_prefix`; a second element of the same id loses it.
pub(super) fn clean(html: &str, id_prefix: &str) -> String {
    // Text alone, as most takeaways are, comes back as it is; of these characters some mark it up, and some are written in another way.
    if !html.contains(['<', '>', '&', '\0', '\r', '\u{a0}']) {
        return html.to_owned();
    }
    FRAGMENT.set(Fragment { id_prefix: id_prefix.to_owned(), ids: HashSet::new() });
    CLEANER.clean(html).to_string()
}
