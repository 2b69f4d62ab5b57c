//! The allow-list: what may stand in an article, whoever wrote it.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

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

/// `html` with only what may stay. Ids and the links to them get `id_prefix`; a second element of the same id loses it.
pub(super) fn clean(html: &str, id_prefix: &str) -> String {
    let seen = Mutex::new(HashSet::new());
    let prefix = id_prefix.to_owned();
    let attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("a", HashSet::from(["href", "title", "id"])),
        ("abbr", HashSet::from(["title"])),
        ("li", HashSet::from(["id"])),
        ("ol", HashSet::from(["start"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan"])),
    ]);
    let classes = CLASSES.iter().map(|(tag, classes)| (*tag, classes.iter().copied().collect())).collect();
    Builder::empty()
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(move |_, attribute, value| match attribute {
            "id" => {
                let first = seen.lock().is_ok_and(|mut seen| seen.insert(value.to_owned()));
                first.then(|| format!("{prefix}{value}").into())
            }
            "href" if value.starts_with('#') => Some(format!("#{prefix}{}", &value[1..]).into()),
            _ => Some(value.into()),
        })
        .clean(html)
        .to_string()
}
