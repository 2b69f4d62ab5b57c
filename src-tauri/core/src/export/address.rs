//! Where a brief will stand on the web, and the links that share it.

use jiff::tz::TimeZone;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::slug;
use crate::brief::{Network, Publication, StoredBrief};

/// RFC 3986's unreserved characters stay as they are.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A brief's own address: what it says itself, else by its publication's pattern. Only `http` and `https`, without a
/// user's name.
#[must_use]
pub fn canonical_url(stored: &StoredBrief, publication: &Publication, zone: &TimeZone) -> Option<String> {
    let own = stored.brief.canonical_url.trim();
    let url = if own.is_empty() { from_pattern(stored, publication, zone) } else { own.to_owned() };
    let after_scheme = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    // A name and a password before the host are nobody's address, and may pass one site off as another.
    let host = after_scheme.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    (!host.contains('@')).then(|| escaped(&url))
}

fn from_pattern(stored: &StoredBrief, publication: &Publication, zone: &TimeZone) -> String {
    let published = stored.brief.published_at.unwrap_or(stored.created_at);
    let date = published.to_zoned(zone.clone()).date();
    publication
        .canonical_pattern
        .replace("{site}", publication.site_url.trim_end_matches('/'))
        .replace("{slug}", &encoded(&slug(&stored.brief, stored.id)))
        .replace("{year}", &format!("{:04}", date.year()))
        .replace("{month}", &format!("{:02}", date.month()))
        .replace("{day}", &format!("{:02}", date.day()))
}

/// The link that shares `url` on `network`, and the network's name.
pub(super) fn share_link(network: Network, url: &str, headline: &str) -> (String, &'static str) {
    let (url, headline) = (encoded(url), encoded(headline));
    match network {
        Network::X => (format!("https://twitter.com/intent/tweet?url={url}&text={headline}"), "X"),
        Network::Facebook => (format!("https://www.facebook.com/sharer/sharer.php?u={url}"), "Facebook"),
        Network::Linkedin => (format!("https://www.linkedin.com/sharing/share-offsite/?url={url}"), "LinkedIn"),
        Network::Weibo => (format!("https://service.weibo.com/share/share.php?url={url}&title={headline}"), "Weibo"),
        Network::Email => (format!("mailto:?subject={headline}&body={url}"), "Email"),
    }
}

/// The address of the file at `path` beside a page in a folder of its own, whose address is `page`. None where that is the address of a
/// file, so that nobody knows where its folder is.
pub(super) fn beside(page: &str, path: &str) -> Option<String> {
    let mut url = url::Url::parse(page).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    let folder = match url.path().rsplit_once('/')? {
        (folder, "" | "index.html") => folder.to_owned(),
        (_, file) if file.contains('.') => return None,
        _ => url.path().to_owned(),
    };
    url.set_path(&format!("{folder}/{path}"));
    Some(url.into())
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Characters that no URL may hold are percent-encoded; those with a meaning stay.
fn escaped(url: &str) -> String {
    const NEVER: &AsciiSet = &percent_encoding::CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'<')
        .add(b'>')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}');
    utf8_percent_encode(url, NEVER).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beside_a_page_is_below_its_address() {
        let card = |page: &str| beside(page, "images/a.jpg");
        let whole = Some("https://example.org/2026/wire/images/a.jpg".to_owned());
        for page in [
            "https://example.org/2026/wire",
            "https://example.org/2026/wire/",
            "https://example.org/2026/wire/index.html?a#b",
        ] {
            assert_eq!(card(page), whole, "{page}");
        }
        assert_eq!(card("https://example.org").as_deref(), Some("https://example.org/images/a.jpg"));
        assert_eq!(card("https://example.org/wire.html"), None);
        assert_eq!(card("nowhere"), None);
    }
}
