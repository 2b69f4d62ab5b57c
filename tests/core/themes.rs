//! Page themes: kept in the library, chosen by a publication, and never trusted.

use briefdesk_core::brief::{Brief, Publication, Theme};
use briefdesk_core::export::{Article, Format, Pictures, Warning, built_in_theme, page};
use briefdesk_core::{Error, library};

use crate::sample::{article, easing, id, long_wire, noon};

const TEMPLATE: &str = "<main><h1 data-part=\"headline\">{{ title }}</h1><p data-part=\"summary\">{{ summary }}</p>\n\
    <div data-part=\"body\">{{ body_html|safe }}</div></main>\n";

fn harbour(template: &str) -> Theme {
    Theme { name: "Harbour".to_owned(), template: template.to_owned(), styles: "h1 { color: teal; }\n".to_owned() }
}

fn in_theme(brief: Brief, template: &str) -> Article {
    Article { theme: Some(harbour(template)), ..article(brief) }
}

#[test]
fn a_theme_is_kept_renamed_and_removed_and_its_publications_follow() {
    let mut library = crate::sample::library();
    let store = &mut library.store;
    library::save_theme(store, None, &harbour(TEMPLATE), noon()).unwrap();
    let publication = library::use_theme(store, "The Quay", "Harbour").unwrap();
    assert_eq!((publication.name.as_str(), publication.theme.as_str()), ("The Quay", "Harbour"));
    let names = |store: &_| library::themes(store).unwrap().into_iter().map(|theme| theme.name).collect::<Vec<_>>();
    assert_eq!(names(store), ["brief", "Harbour"]);

    let renamed = Theme { name: "港口".to_owned(), ..harbour(TEMPLATE) };
    library::save_theme(store, Some("Harbour"), &renamed, noon()).unwrap();
    assert_eq!(names(store), ["brief", "港口"]);
    assert_eq!(library::theme(store, "港口").unwrap(), renamed);
    let theme_of = |store: &briefdesk_core::store::Store, name: &str| {
        store.publications().unwrap().into_iter().find(|profile| profile.name == name).unwrap().theme
    };
    assert_eq!(theme_of(store, "The Quay"), "港口");
    store.remove_theme("港口").unwrap();
    assert_eq!((names(store), theme_of(store, "The Quay")), (vec!["brief".to_owned()], "brief".to_owned()));
    assert!(matches!(store.remove_theme("港口"), Err(Error::ThemeNotFound(name)) if name == "港口"));
    assert!(matches!(library::use_theme(store, "The Quay", "港口"), Err(Error::ThemeNotFound(_))));
}

#[test]
fn a_name_that_is_taken_or_a_theme_that_fails_changes_nothing() {
    let mut library = crate::sample::library();
    let store = &mut library.store;
    library::save_theme(store, None, &harbour(TEMPLATE), noon()).unwrap();
    let quay = Theme { name: "Quay".to_owned(), ..harbour(TEMPLATE) };
    library::save_theme(store, None, &quay, noon()).unwrap();
    let before = store.themes().unwrap();
    assert!(matches!(library::save_theme(store, None, &quay, noon()), Err(Error::ThemeName(_))));
    let taken = Theme { name: "Quay".to_owned(), ..harbour("other") };
    assert!(matches!(library::save_theme(store, Some("Harbour"), &taken, noon()), Err(Error::ThemeName(_))));
    assert!(matches!(library::save_theme(store, None, &built_in_theme(), noon()), Err(Error::ThemeName(_))));
    let broken = harbour("<p>\n{{ title");
    match library::save_theme(store, Some("Harbour"), &broken, noon()) {
        Err(Error::Theme { name, line, .. }) => assert_eq!((name.as_str(), line), ("Harbour", Some(2))),
        other => panic!("{other:?}"),
    }
    assert_eq!(store.themes().unwrap(), before);
}

#[test]
fn a_page_is_made_in_the_theme_of_its_publication() {
    let mut library = crate::sample::library();
    let store = &mut library.store;
    library::save_theme(store, None, &harbour(TEMPLATE), noon()).unwrap();
    library::use_theme(store, &Publication::default().name, "Harbour").unwrap();
    let brief = id();
    store.save_brief(brief, 0, long_wire(), noon()).unwrap();
    let article = library::article(store, brief).unwrap();
    let html = page(&article, Pictures::Inline).unwrap();
    assert!(html.contains("h1 { color: teal; }") && html.contains("<main><h1 data-part=\"headline\">"), "{html}");
    assert!(!article.warnings(Format::Html).contains(&Warning::ThemeMissing));
}

#[test]
fn a_theme_that_the_library_does_not_have_is_told_and_the_built_in_one_used() {
    let mut library = crate::sample::library();
    let store = &mut library.store;
    let publication = Publication { theme: "Elsewhere".to_owned(), ..Publication::default() };
    store.save_publication(&publication).unwrap();
    let brief = id();
    store.save_brief(brief, 0, easing(), noon()).unwrap();
    let article = library::article(store, brief).unwrap();
    assert!(article.warnings(Format::Html).contains(&Warning::ThemeMissing));
    assert!(!article.warnings(Format::Markdown).contains(&Warning::ThemeMissing));
    assert!(page(&article, Pictures::Inline).unwrap().contains(&built_in_theme().styles));
}

#[test]
fn the_policy_stands_before_all_that_a_theme_writes() {
    let html = page(&in_theme(easing(), TEMPLATE), Pictures::Inline).unwrap();
    let head = html.split_once("<head>\n").unwrap().1;
    assert!(head.starts_with("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"));
    assert_eq!(html.matches("Content-Security-Policy").count(), 1);
}

#[test]
fn a_text_that_a_theme_does_not_escape_is_refused_with_what_it_holds() {
    let evil = Brief { headline: "<img src=x onerror=alert(1)>".to_owned(), ..long_wire() };
    let unescaped = TEMPLATE.replace("{{ title }}", "{{ title|safe }}");
    page(&in_theme(evil.clone(), TEMPLATE), Pictures::Inline).unwrap();
    match page(&in_theme(evil, &unescaped), Pictures::Inline) {
        Err(Error::Theme { reason, .. }) => assert!(reason.contains("may not stand in a theme"), "{reason}"),
        other => panic!("{other:?}"),
    }
}
