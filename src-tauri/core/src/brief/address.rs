//! Which addresses in a text may be opened outside.

use crate::error::{Error, Result};

/// What may be opened: the web and mail. A file, or a program that has a scheme of its own, never is.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// `address` if it may be given to the system to open.
///
/// # Errors
/// [`Error::AddressRefused`] for any other scheme, for none, and for what no address can hold.
pub fn openable(address: &str) -> Result<&str> {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let known = scheme.is_some_and(|scheme| SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)));
    let sound = !address.chars().any(|c| c.is_control() || c.is_whitespace());
    if known && sound { Ok(address) } else { Err(Error::AddressRefused(address.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_web_and_mail_may_be_opened() {
        for address in
            ["https://example.org/a?b#c", "HTTP://example.org", "mailto:desk@example.org", "https://例子.测试/页"]
        {
            assert_eq!(openable(address).unwrap(), address);
        }
    }

    #[test]
    fn nothing_else_may() {
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "smb://host/share",
            "/etc/passwd",
            "example.org",
            "",
            "https://example.org/ --flag",
            "https://example.org/\nx",
            " https://example.org",
        ] {
            assert!(openable(address).is_err(), "{address}");
        }
    }
}
