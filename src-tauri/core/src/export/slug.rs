//! File names and URL segments from headlines.

use crate::brief::{Brief, BriefId};

/// Bytes; leaves room for an extension and a suffix within the 255 that file systems allow.
const LONGEST: usize = 120;

/// Names that Windows keeps for devices, whatever the extension. Those of ports have a digit behind them.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
const PORTS: &[&str] = &["com", "lpt"];

/// Whether Windows takes a file of that name for a device.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let port = stem.strip_suffix(['1', '2', '3', '4', '5', '6', '7', '8', '9', '¹', '²', '³']);
    DEVICES.contains(&stem.as_str()) || port.is_some_and(|port| PORTS.contains(&port))
}

/// A name for the brief's files: its slug, else its headline, else its id. Letters and digits of any script in lower case, single
/// hyphens between; never a path.
#[must_use]
pub fn slug(brief: &Brief, id: BriefId) -> String {
    let named = [&brief.slug, &brief.headline].into_iter().map(|text| hyphenated(text)).find(|slug| !slug.is_empty());
    match named {
        Some(slug) if is_device(&slug) => format!("{slug}-brief"),
        Some(slug) => slug,
        None => format!("brief-{}", &id.to_string()[..8]),
    }
}

fn hyphenated(text: &str) -> String {
    let mut slug = String::new();
    let mut gap = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        if matches!(c, '\'' | '’') {
            continue;
        }
        if !c.is_alphanumeric() {
            gap = !slug.is_empty();
            continue;
        }
        if slug.len() + usize::from(gap) + c.len_utf8() > LONGEST {
            break;
        }
        if std::mem::take(&mut gap) {
            slug.push('-');
        }
        slug.push(c);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headline: &str) -> String {
        let id = "0192f0c1-2345-7abc-8def-0123456789ab".parse().unwrap();
        slug(&Brief { headline: headline.to_owned(), ..Brief::default() }, id)
    }

    #[test]
    fn keeps_letters_of_any_script() {
        assert_eq!(of("Steel’s Quiet Consolidation: 40 Mills"), "steels-quiet-consolidation-40-mills");
        assert_eq!(of("央行再降准：宽松能否唤醒信贷"), "央行再降准-宽松能否唤醒信贷");
    }

    #[test]
    fn is_never_a_path_or_a_device() {
        assert_eq!(of("../../etc/passwd"), "etc-passwd");
        assert_eq!(of("NUL"), "nul-brief");
        assert_eq!(of("Com 1"), "com-1");
        assert_eq!(of("COM1"), "com1-brief");
        assert_eq!(of("…"), "brief-0192f0c1");
        assert!(of(&"长".repeat(500)).len() <= LONGEST);
    }
}
