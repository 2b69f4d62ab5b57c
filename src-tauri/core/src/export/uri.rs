//! Addresses as strict readers want them: RFC 3986, character by character. What people paste is what a browser takes, which is more.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::{Position, Url};

/// What the URL standard leaves in a path, a query or a fragment, and RFC 3986 has no place for.
const REST: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// `address` as a URI of the web or of mail; none for what is no address or one of another kind.
pub(super) fn uri(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https" | "mailto" | "tel") {
        return None;
    }
    let (before, rest) = (&url[..Position::BeforePath], &url[Position::BeforePath..]);
    // The sign that begins a fragment may stand once; a name of the network is ASCII by now.
    let rest = rest.split_once('#').map_or_else(
        || encoded(rest),
        |(path, fragment)| format!("{}#{}", encoded(path), encoded(fragment).replace('#', "%23")),
    );
    before.is_ascii().then(|| format!("{before}{rest}"))
}

fn encoded(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for (at, piece) in text.split('%').enumerate() {
        if at > 0 {
            let is_code = piece.len() >= 2 && piece.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
            result.push_str(if is_code { "%" } else { "%25" });
        }
        result.extend(utf8_percent_encode(piece, REST));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn what_a_browser_takes_becomes_what_a_strict_reader_takes() {
        let same = |address: &str| uri(address).as_deref() == Some(address);
        assert!(
            same("https://example.org/a_(b)?c=d&e=%20#f") && same("mailto:desk@example.org") && same("tel:+861012345")
        );
        assert_eq!(
            uri(" https://例子.example/新闻?a[]=|#b#c ").as_deref(),
            Some("https://xn--fsqu00a.example/%E6%96%B0%E9%97%BB?a%5B%5D=%7C#b%23c")
        );
        assert_eq!(uri("https://example.org/100%").as_deref(), Some("https://example.org/100%25"));
        assert_eq!(uri("http://[::1]/x").as_deref(), Some("http://[::1]/x"));
        for none in [
            "",
            "/a",
            "#a",
            "image:x",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "http://a b/",
            "file:///etc",
        ] {
            assert_eq!(uri(none), None, "{none}");
        }
    }
}
