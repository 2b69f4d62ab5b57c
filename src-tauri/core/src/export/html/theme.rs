//! Page themes: what stands in the body of a page, and how it looks. A theme is data that anybody may have written: it has a limit on what
//! it may work and write, and what it wrote is looked through by [`super::trust`].

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, ErrorKind, Output, State, escape_formatter};

use super::view::Page;
use super::{example, page, printable, trust};
use crate::brief::{Theme, ThemeFile};
use crate::error::{Error, Result};
use crate::export::Pictures;

const TEMPLATE: &str = include_str!("templates/page.html");
/// The built-in styles.
pub(super) const STYLES: &str = include_str!("templates/page.css");
const HEAD: &str = include_str!("templates/head.html");

/// The most that a theme's template or its styles may have, in bytes.
pub const LONGEST_THEME_FILE: usize = 256 << 10;
/// How deep macros and blocks may nest.
const DEEPEST: usize = 60;
/// What a theme may spend beside what it prints of the article: an instruction costs one, and so do 64 bytes that it makes.
const FUEL: u64 = 250_000;
/// How often a theme may print what it is given.
const PRINTINGS: u64 = 4;
const BYTES_PER_FUEL: u64 = 64;

static BUILT_IN: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let built = environment().and_then(|mut environment| {
        environment.add_template("head.html", HEAD)?;
        environment.add_template("page.html", TEMPLATE)?;
        Ok(environment)
    });
    built.unwrap_or_else(|error| {
        // Rendering then fails with "template not found", which the export reports; a test renders it.
        tracing::error!(%error, "the built-in page template");
        Environment::new()
    })
});

/// The theme that comes with the program, to start one's own from.
#[must_use]
pub fn built_in_theme() -> Theme {
    Theme { name: Theme::BUILT_IN.to_owned(), template: TEMPLATE.to_owned(), styles: STYLES.to_owned() }
}

/// Looks whether `theme` makes a page of a brief with something in every part.
///
/// # Errors
/// [`Error::Theme`] with the line that is wrong, and [`Error::ThemeName`] for a name that no theme may have.
pub fn check_theme(theme: &Theme) -> Result<()> {
    theme.check_name()?;
    page(&example::article(theme.clone()), Pictures::Inline).map(drop)
}

/// The page in the built-in theme.
pub(super) fn render_built_in(view: &Page<'_>) -> Result<String> {
    let body = BUILT_IN.get_template("page.html")?.render(Serde(view))?;
    around(view, STYLES, &body)
}

/// The page in `theme`; what is in it is not to be trusted yet.
pub(super) fn render(theme: &Theme, view: &Page<'_>) -> Result<String> {
    for (file, text) in [(ThemeFile::Template, &theme.template), (ThemeFile::Styles, &theme.styles)] {
        if text.len() > LONGEST_THEME_FILE {
            let reason = format!("it is longer than {} KB", LONGEST_THEME_FILE >> 10);
            return Err(theme.error(file, None, reason));
        }
    }
    let styles = printable(&theme.styles);
    trust::check_styles(theme, &styles)?;
    let body = body(theme, view).map_err(|error| explained(theme, &error))?;
    around(view, &styles, &body)
}

fn body(theme: &Theme, view: &Page<'_>) -> std::result::Result<String, minijinja::Error> {
    let mut environment = environment()?;
    environment.set_recursion_limit(DEEPEST);
    environment.set_fuel(Some(FUEL + view.size() as u64 * PRINTINGS / BYTES_PER_FUEL));
    environment.template_from_named_str("page.html", &theme.template)?.render(Serde(view))
}

fn explained(theme: &Theme, error: &minijinja::Error) -> Error {
    let line = error.line().and_then(|line| u32::try_from(line).ok());
    let reason = match error.kind() {
        ErrorKind::OutOfFuel => "it works too long or writes too much".to_owned(),
        kind => error.detail().map_or_else(|| kind.to_string(), str::to_owned),
    };
    theme.error(ThemeFile::Template, line, reason)
}

/// The head stands first, and is never a theme's: the policy in it holds for all that follows.
fn around(view: &Page<'_>, styles: &str, body: &str) -> Result<String> {
    let head = BUILT_IN.get_template("head.html")?.render(Serde(view))?;
    // Again, for the whole: a text may have written a forbidden character as `&#1;`.
    let (head, body) = (printable(&head), printable(body));
    Ok(format!("{head}<style>\n{styles}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"))
}

fn environment() -> std::result::Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(write_value);
    Ok(environment)
}

/// Escapes what is not marked safe, as HTML needs it and no more: addresses stay readable.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> std::result::Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && *state.auto_escape() == AutoEscape::Html => {
            let mut from = 0;
            for (at, sign) in text.match_indices(['&', '<', '>', '"']) {
                out.write_str(&text[from..at])?;
                out.write_str(match sign {
                    "&" => "&amp;",
                    "<" => "&lt;",
                    ">" => "&gt;",
                    _ => "&quot;",
                })?;
                from = at + sign.len();
            }
            Ok(out.write_str(&text[from..])?)
        }
        _ => escape_formatter(out, state, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(template: &str, styles: &str) -> (ThemeFile, Option<u32>, String) {
        let theme = Theme { name: "Mine".to_owned(), template: template.to_owned(), styles: styles.to_owned() };
        match check_theme(&theme) {
            Err(Error::Theme { name, file, line, reason }) => {
                assert_eq!(name, "Mine");
                (file, line, reason)
            }
            other => panic!("{other:?} from {template} {styles}"),
        }
    }

    fn taken(template: &str, styles: &str) {
        let theme = Theme { name: "Mine".to_owned(), template: template.to_owned(), styles: styles.to_owned() };
        check_theme(&theme).unwrap();
    }

    #[test]
    fn the_built_in_theme_passes_what_others_must() {
        let theme = built_in_theme();
        assert!(matches!(check_theme(&theme), Err(Error::ThemeName(_))), "its own name is taken");
        assert_eq!(printable(STYLES), STYLES, "they go to the page as they are");
        taken(&theme.template, &theme.styles);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        assert_eq!(refused("<p>a</p>\n{% if title %}\n<p>b</p>\n", "").1, Some(3));
        assert_eq!(refused("a\n\n{{ title|nonsense }}", "").1, Some(3));
        assert_eq!(refused("{% for tag in tags %}\n{{ tag.a.b }}\n{% endfor %}", "").1, Some(2));
        let (file, line, _) = refused("{{ title }}", "p { color: red; }\n\n@import 'https://example.org/a.css';");
        assert_eq!((file, line), (ThemeFile::Styles, Some(3)));
    }

    #[test]
    fn work_memory_and_depth_have_an_end() {
        let ends = "it works too long or writes too much";
        let nested = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        assert_eq!(refused(nested, "").2, ends);
        let doubled = format!("{{% set x = 'x' %}}{}{{{{ x }}}}", "{% set x = x ~ x %}".repeat(60));
        assert_eq!(refused(&doubled, "").2, ends);
        assert_eq!(refused("{{ 'x' * 90000000 }}", "").2, ends);
        let (_, line, reason) = refused("{% macro again() %}\n{{ again() }}{% endmacro %}\n{{ again() }}", "");
        assert!(line.is_some() && reason.contains("recursion"), "{reason}");
        assert!(refused(&"a".repeat(LONGEST_THEME_FILE + 1), "").2.contains("longer"));
    }

    #[test]
    fn what_no_page_can_hold_hides_nothing() {
        assert!(refused("{{ title }}", "p { background: u\u{1}rl(https://example.org/a.png); }").2.contains("url()"));
        assert!(refused("{{ title }}", "<\u{1}/style><script>alert(1)</script>").2.contains("HTML"));
        refused("<scr\u{1}ipt>alert(1)</scr\u{1}ipt>", "");
    }

    #[test]
    fn a_theme_reads_no_file() {
        assert_eq!(refused("{% include 'head.html' %}", "").2, "unknown statement include");
    }
}
