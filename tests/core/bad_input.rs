//! Bad input of every kind: one clear error, and everything stays as it was.

use std::fs;
use std::path::Path;

use briefdesk_core::Error;
use briefdesk_core::brief::{Publication, RandomIds};
use briefdesk_core::import::{self, import_file, picture_file};
use briefdesk_core::store::Store;
use tempfile::TempDir;

use crate::sample::{article, id, library, long_wire, noon};

fn file(name: &str, bytes: &[u8]) -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn imported(name: &str, bytes: &[u8]) -> Result<import::Imported, Error> {
    let (_folder, path) = file(name, bytes);
    import_file(&path, &[Publication::default()], &mut RandomIds)
}

#[test]
fn files_that_are_no_briefs_are_refused() {
    assert!(matches!(imported("a.txt", b""), Err(Error::FileEmpty(_))));
    assert!(matches!(imported("a.md", b" \r\n\t "), Err(Error::FileEmpty(_))));
    assert!(matches!(imported("a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"), Err(Error::FileNotText(_))));
    assert!(matches!(imported("a.docx", b"PK"), Err(Error::FileKindUnknown(_))));
    assert!(matches!(imported("noextension", b"text"), Err(Error::FileKindUnknown(_))));
}

#[test]
fn a_file_of_200_megabytes_is_refused_unread() {
    let (_folder, path) = file("a.txt", b"");
    // Sparse: it takes no room, and reading it whole would take seconds.
    fs::File::options().write(true).open(&path).unwrap().set_len(200_000_000).unwrap();
    let refused = import_file(&path, &[Publication::default()], &mut RandomIds);
    assert!(matches!(refused, Err(Error::FileTooLarge { limit: import::LARGEST_TEXT, .. })));
    assert!(matches!(picture_file(&path), Err(Error::FileTooLarge { .. })));
}

#[track_caller]
fn front_matter_refused(yaml: &str, line: Option<u32>) -> String {
    match imported("a.md", format!("---\n{yaml}\n---\n\nBody.\n").as_bytes()) {
        Err(Error::FrontMatter { line: found, reason, .. }) => {
            assert_eq!(found, line, "{reason}");
            assert!(!reason.is_empty() && !reason.contains('\n'), "{reason:?} is one sentence");
            reason
        }
        other => panic!("must be refused, got {other:?}"),
    }
}

#[test]
fn broken_front_matter_is_refused_with_its_line() {
    front_matter_refused("title: One\ntitle: Two", Some(3));
    front_matter_refused("title: \"open", Some(2));
    front_matter_refused("tags: {a: b}", Some(2));
    front_matter_refused("date: tomorrow", Some(2));
    assert!(front_matter_refused("takeaways:\n  - [1, 2]", Some(3)).contains("takeaway must be a text"));
    assert!(front_matter_refused("status: perfect", None).contains("in_review"));
    assert!(matches!(
        imported("a.md", b"---\ntitle: never closed\n\nBody\n"),
        Err(Error::FrontMatter { line: Some(1), .. })
    ));
}

#[test]
fn an_alias_bomb_does_not_go_off() {
    let mut yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        yaml.push_str(&format!("a{level}: &a{level} [{}]\n", alias.trim_end_matches(", ")));
    }
    let bomb = format!("---\n{yaml}tags: *a11\n---\n\nBody.\n");
    assert!(matches!(imported("a.md", bomb.as_bytes()), Err(Error::FrontMatter { .. })));
}

#[test]
fn a_picture_named_by_a_file_stays_within_its_folder() {
    let outside = TempDir::new().unwrap();
    let secret = outside.path().join("secret.png");
    fs::write(&secret, png(2, 2)).unwrap();
    let folder = outside.path().join("briefs");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("beside.png"), png(3, 3)).unwrap();
    std::os::unix::fs::symlink(&secret, folder.join("link.png")).unwrap();
    let picture = |source: &str| {
        let path = folder.join("a.md");
        fs::write(&path, format!("---\nhero:\n  src: \"{source}\"\n  alt: Kept\n---\n")).unwrap();
        let imported = import_file(&path, &[Publication::default()], &mut RandomIds).unwrap();
        assert_eq!(imported.brief.hero.unwrap().alt, "Kept");
        imported.picture.map(|picture| picture.width)
    };
    assert_eq!(picture("beside.png"), Some(3));
    assert_eq!(picture("../secret.png"), None);
    assert_eq!(picture(secret.to_str().unwrap()), None);
    assert_eq!(picture("link.png"), None);
    assert_eq!(picture("missing.png"), None);
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn a_picture_that_is_none_is_refused() {
    let refused = |bytes: &[u8]| {
        let (_folder, path) = file("photo.jpg", bytes);
        picture_file(&path)
    };
    assert!(matches!(refused(b""), Err(Error::FileEmpty(_))));
    assert!(matches!(
        refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Err(Error::PictureKind { kind: "SVG", .. })
    ));
    let mut cut = png(64, 64);
    cut.truncate(cut.len() / 2);
    assert!(matches!(refused(&cut), Err(Error::NotAnImage(_))));
    assert_eq!(refused(&png(64, 32)).unwrap().media_type, "image/png");
}

#[test]
fn a_picture_that_claims_60_000_by_60_000_pixels_is_refused_undecoded() {
    let mut claims = png(1, 1);
    claims[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    claims[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let crc = crc32(&claims[12..29]);
    claims[29..33].copy_from_slice(&crc.to_be_bytes());
    let (_folder, path) = file("huge.png", &claims);
    assert!(matches!(picture_file(&path), Err(Error::ImageTooLarge { width: 60_000, height: 60_000, .. })));
}

/// PNG's checksum, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

#[track_caller]
fn unchanged_by_opening(path: &Path, expected: impl Fn(&Error) -> bool) {
    let before = fs::read(path).unwrap();
    match Store::open(path) {
        Err(error) => assert!(expected(&error), "{error:?}"),
        Ok(_) => panic!("{} must not open", path.display()),
    }
    assert_eq!(fs::read(path).unwrap(), before);
    let folder = path.parent().unwrap();
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1, "opening left files behind");
}

#[test]
fn a_library_that_is_not_one_is_left_alone() {
    let (_folder, path) = file("notes.briefdesk", b"just some notes, longer than a header");
    unchanged_by_opening(&path, |error| matches!(error, Error::NotALibrary(_)));
    let (_folder, short) = file("short.briefdesk", b"x");
    unchanged_by_opening(&short, |error| matches!(error, Error::NotALibrary(_)));
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.briefdesk");
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('https://example.org')")
        .unwrap();
    drop(other);
    unchanged_by_opening(&path, |error| matches!(error, Error::ForeignLibrary(_)));
}

#[test]
fn a_newer_library_is_left_alone() {
    let library = library();
    let (path, folder) = (library.path(), library.folder);
    drop(library.store);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    connection.pragma_update(None, "journal_mode", "DELETE").unwrap();
    drop(connection);
    unchanged_by_opening(&path, |error| matches!(error, Error::NewerLibrary { version: 99, .. }));
    drop(folder);
}

#[test]
fn an_empty_file_becomes_a_library() {
    let (_folder, path) = file("empty.briefdesk", b"");
    let mut store = Store::open(&path).unwrap();
    store.save_brief(id(), 0, long_wire(), noon()).unwrap();
}

#[test]
fn a_missing_library_is_not_made_by_looking() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("none.briefdesk");
    assert!(matches!(Store::open_existing(&path), Err(Error::NoLibrary(_))));
    assert!(!path.exists());
}

#[test]
fn an_export_that_fails_leaves_what_was_there_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("page.html");
    // A folder of the file's name makes the write fail, for every user.
    fs::create_dir(&path).unwrap();
    fs::write(path.join("older"), "older").unwrap();
    let page = briefdesk_core::export::markdown(&article(long_wire())).unwrap();
    assert!(briefdesk_core::export::file::write(&path, page.as_bytes()).is_err());
    assert_eq!(fs::read_to_string(path.join("older")).unwrap(), "older");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
}

#[test]
fn reasons_are_plain_words_without_a_place() {
    let mut repeated = "a0: &a0 [x, x, x, x]\n".to_owned();
    for level in 1..12 {
        repeated.push_str(&format!("a{level}: &a{level} [{}]\n", format!("*a{}, ", level - 1).repeat(10)));
    }
    repeated.push_str("tags: *a11");
    let deep = format!("tags: {}{}", "[".repeat(3_000), "]".repeat(3_000));
    let cases: &[(&str, Option<u32>, &str)] = &[
        ("title: One\ntitle: Two", Some(3), "`title` stands there twice"),
        ("slug: a\ntitle: \"open\nbyline: b", Some(3), "a quote is not closed"),
        ("slug: a\ntags: [open", Some(3), "a bracket is not closed"),
        ("slug: a\ntitle: [x]", Some(3), "`title` must be a text"),
        ("title:\n  sub: x", Some(3), "`title` must be a text"),
        ("tags: {a: b}", Some(2), "`tags` must be a text or a list of texts"),
        ("tags:\n  - ok\n  - [x]", Some(4), "an item of `tags` must be a text"),
        ("tags:\n- [x]", Some(3), "an item of `tags` must be a text"),
        ("sources: 5", Some(2), "`sources` must be a list"),
        ("hero: x.png", Some(2), "`hero` must be a group of keys"),
        ("hero:\n  decorative: perhaps", Some(3), "`decorative` must be true or false"),
        ("id: 17", Some(2), "is not the id of a brief"),
        ("related:\n  - x", None, "is not the id of a brief"),
        ("title: *none", Some(2), "* refers to a name that is not defined"),
        ("title: x\n\tslug: y", None, "a tab"),
        ("title: a: b", Some(2), "a second colon"),
        ("- a\n- b", Some(2), "a group of keys"),
        (&repeated, None, "repeats itself"),
        (&deep, Some(2), "too deeply nested"),
    ];
    for (yaml, line, words) in cases {
        let Err(Error::FrontMatter { line: found, reason, .. }) =
            imported("a.md", format!("---\n{yaml}\n---\n\nBody.\n").as_bytes())
        else {
            panic!("must be refused: {yaml:.60}");
        };
        assert!(line.is_none() || found == *line, "{yaml:.60}: {found:?} {reason}");
        assert!(reason.contains(words), "{yaml:.60}: {reason}");
        for jargon in
            ["line ", "column", "Option", "scalar", "mapping", "sequence", "deserialize", "budget", "serde", "::", "<"]
        {
            assert!(!reason.contains(jargon), "{yaml:.60}: {reason}");
        }
        assert!(reason.len() < 120, "{reason}");
    }
}

#[test]
fn a_file_of_a_newer_flavour_is_refused() {
    let refused = front_matter_refused("title: T\nschema: brief/2\nhero: [of, another, shape]", Some(3));
    assert_eq!(refused, "it was written by a newer Briefdesk (brief/2)");
    front_matter_refused("schema: brief/1.1", Some(2));
    assert!(imported("a.md", b"---\nschema: https://schema.org/Article\ntitle: T\n---\n").is_ok());
    assert!(imported("a.md", b"---\nschema: 2\ntitle: T\n---\n").is_ok());
}
