//! Bare addresses among words. The window's editor finds them by the same rules: `ui/src/sheet/markdown/parser/addresses.ts`.
//!
//! An address is `https://`, `http://` or `www.`, a name of at least two labels, maybe a port, and a path of ASCII
//! characters. In Chinese nothing need stand between it and the next word, so the first character beyond ASCII ends it;
//! browsers copy such characters of an address as `%E4…`. Punctuation at its end belongs to the sentence.

use std::ops::Range;

/// Where the addresses stand in `words`, in bytes. Linear in its length.
pub(super) fn addresses(words: &str) -> Vec<Range<usize>> {
    let bytes = words.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let starts = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        match starts.then(|| end(bytes, at)).flatten() {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The end of an address that starts at `at`.
fn end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    let begins = |with: &str| rest.len() > with.len() && rest[..with.len()].eq_ignore_ascii_case(with.as_bytes());
    let name = at + ["https://", "http://", "www."].iter().find(|scheme| begins(scheme))?.len();
    let mut end = run(bytes, name, is_label);
    let mut dots = 0;
    while end > name && bytes.get(end) == Some(&b'.') {
        let next = run(bytes, end + 1, is_label);
        if next == end + 1 {
            break;
        }
        (end, dots) = (next, dots + 1);
    }
    if dots == 0 {
        return None;
    }
    if bytes.get(end) == Some(&b':') {
        let port = run(bytes, end + 1, |byte| byte.is_ascii_digit());
        end = if port > end + 1 { port } else { end };
    }
    if matches!(bytes.get(end), Some(b'/' | b'?' | b'#')) {
        let path = run(bytes, end, is_path);
        end += trimmed(&bytes[end..path]);
    }
    Some(end)
}

/// The end of the run from `from` of bytes that are `kind`.
fn run(bytes: &[u8], from: usize, kind: impl Fn(u8) -> bool) -> usize {
    from + bytes[from..].iter().take_while(|byte| kind(**byte)).count()
}

fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}

fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()+,;=%".contains(&byte)
}

/// The length of a path without the punctuation of the sentence that it ends.
fn trimmed(path: &[u8]) -> usize {
    let count = |path: &[u8], byte: u8| path.iter().filter(|other| **other == byte).count();
    let mut open = count(path, b'(');
    let mut close = count(path, b')');
    let mut end = path.len();
    while let Some(last) = end.checked_sub(1).map(|last| path[last]) {
        match last {
            b')' if close > open => close -= 1,
            b'(' => open -= 1,
            b'.' | b',' | b':' | b';' | b'!' | b'?' | b'\'' | b'_' | b'~' => {}
            _ => break,
        }
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        let found = |words: &str| addresses(words).into_iter().map(|at| words[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("见https://example.org/a。"), ["https://example.org/a"]);
        assert_eq!(
            found("见https://example.org，和http://example.org:8080/b?c=d（新）"),
            ["https://example.org", "http://example.org:8080/b?c=d"]
        );
        assert_eq!(
            found("(see www.example.org/a_(b), or HTTPS://EXAMPLE.ORG.)"),
            ["www.example.org/a_(b)", "HTTPS://EXAMPLE.ORG"]
        );
        assert_eq!(
            found("https://example.org/新闻 and https://example.org/x/"),
            ["https://example.org/", "https://example.org/x/"]
        );
        assert_eq!(found("xhttps://example.org, https://localhost, www.example, https://, awww.example.org"), [""; 0]);
    }
}
