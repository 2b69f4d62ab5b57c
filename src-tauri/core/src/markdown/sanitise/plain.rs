//! The sanitiser's short way: HTML of a few tags that are closed as they were opened, as nearly all Markdown gives it, is known to come
//! out of the parser as it went in. Whatever else there is, be it one sign, goes the long way.

/// The most elements within each other; beyond, an HTML parser has rules of its own.
const DEEPEST: usize = 24;

/// What an element may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Blocks, and blanks between them.
    Blocks,
    /// Items, and blanks between them.
    Items,
    /// Blocks and words.
    Flow,
    /// Words and what marks them.
    Words,
    /// Nothing but a `code`.
    Code,
    /// Characters alone.
    Text,
}

/// Where a tag may stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Block,
    Item,
    Mark,
}

/// The elements without attributes that are known here.
const ELEMENTS: [(&str, Kind, Holds); 17] = [
    ("p", Kind::Block, Holds::Words),
    ("h2", Kind::Block, Holds::Words),
    ("h3", Kind::Block, Holds::Words),
    ("h4", Kind::Block, Holds::Words),
    ("h5", Kind::Block, Holds::Words),
    ("h6", Kind::Block, Holds::Words),
    ("ul", Kind::Block, Holds::Items),
    ("ol", Kind::Block, Holds::Items),
    ("blockquote", Kind::Block, Holds::Blocks),
    ("pre", Kind::Block, Holds::Code),
    ("li", Kind::Item, Holds::Flow),
    ("strong", Kind::Mark, Holds::Words),
    ("em", Kind::Mark, Holds::Words),
    ("del", Kind::Mark, Holds::Words),
    ("sub", Kind::Mark, Holds::Words),
    ("sup", Kind::Mark, Holds::Words),
    ("code", Kind::Mark, Holds::Text),
];

/// What stands around the whole.
#[derive(Clone, Copy)]
pub(super) enum Within {
    /// Blocks.
    Page,
    /// Words.
    Line,
}

/// `html` as the sanitiser would give it, with `rel` for its links; none if that takes a parser.
pub(super) fn cleaned(html: &str, within: Within, rel: &str) -> Option<String> {
    let root = match within {
        Within::Page => Holds::Blocks,
        Within::Line => Holds::Words,
    };
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut open: Vec<(&str, Holds)> = Vec::new();
    let mut rest = html;
    loop {
        let (words, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let holds = open.last().map_or(root, |(_, holds)| *holds);
        put_words(&mut out, words, holds)?;
        if tag.is_empty() {
            return open.is_empty().then_some(out);
        }
        let (tag, after) = tag[1..].split_once('>')?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            let (opened, _) = open.pop()?;
            (opened == name).then_some(())?;
            out.extend(["</", name, ">"]);
        } else if tag == "br /" || tag == "hr /" {
            let fits = if tag == "br /" { may_hold(holds, Kind::Mark) } else { may_hold(holds, Kind::Block) };
            fits.then_some(())?;
            out.extend(["<", &tag[..2], ">"]);
        } else if let Some(href) = tag.strip_prefix("a href=\"").and_then(|rest| rest.strip_suffix('"')) {
            let nests = open.iter().any(|(name, _)| *name == "a");
            (may_hold(holds, Kind::Mark) && !nests && is_plain_address(href)).then_some(())?;
            open.push(("a", Holds::Words));
            out.extend(["<a href=\"", href, "\" rel=\"", rel, "\">"]);
        } else {
            let (name, kind, inner) = ELEMENTS.iter().find(|(name, ..)| *name == tag)?;
            let fits = may_hold(holds, *kind) || (holds == Holds::Code && *name == "code");
            (fits && open.len() < DEEPEST).then_some(())?;
            open.push((name, *inner));
            out.extend(["<", name, ">"]);
        }
    }
}

fn may_hold(holds: Holds, kind: Kind) -> bool {
    match kind {
        Kind::Block => matches!(holds, Holds::Blocks | Holds::Flow),
        Kind::Item => holds == Holds::Items,
        Kind::Mark => matches!(holds, Holds::Words | Holds::Flow),
    }
}

/// Writes `words` as a parser would write them again.
fn put_words(out: &mut String, words: &str, holds: Holds) -> Option<()> {
    if matches!(holds, Holds::Blocks | Holds::Items | Holds::Code) {
        let is_blank = words.bytes().all(|byte| byte == b'\n' && holds != Holds::Code);
        is_blank.then(|| out.push_str(words))
    } else {
        let mut rest = words;
        while let Some(at) = rest.find('&') {
            out.push_str(plain(&rest[..at])?);
            let reference =
                ["&amp;", "&lt;", "&gt;", "&quot;"].into_iter().find(|known| rest[at..].starts_with(known))?;
            out.push_str(if reference == "&quot;" { "\"" } else { reference });
            rest = &rest[at + reference.len()..];
        }
        out.push_str(plain(rest)?);
        Some(())
    }
}

/// `words`, if they hold nothing that is read or written in another way.
fn plain(words: &str) -> Option<&str> {
    let is_odd = |byte: u8| (byte == b'>') | (byte == b'\0') | (byte == b'\r') | (byte == 0x0C);
    // Without a way out in the middle, many bytes are looked at together.
    let has_odd = words.bytes().fold(false, |odd, byte| odd | is_odd(byte));
    (!has_odd && (words.is_ascii() || !words.contains('\u{A0}'))).then_some(words)
}

/// Whether an address is one that everybody reads alike.
fn is_plain_address(address: &str) -> bool {
    let after = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/?=:,".contains(&byte);
    after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphanumeric()) && after.bytes().all(is_plain))
}
