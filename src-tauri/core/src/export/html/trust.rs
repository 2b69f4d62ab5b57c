//! What a theme may write. A page is looked at as a browser will read it, and refused for anything but the elements, attributes and
//! addresses that are known here; so nothing runs, nothing loads and nothing is sent, even where the page's own policy is not kept.

use cssparser::{ParseError, ParseErrorKind, Parser, Token};
use scraper::{ElementRef, Html};

use crate::brief::{Theme, ThemeFile};
use crate::error::Result;
use crate::markdown::nesting;

const ELEMENTS: &str = "html body a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del \
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p pre q rp \
    rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr";
const ATTRIBUTES: &str = "alt class colspan datetime decoding dir headers height hidden href id lang loading open rel reversed role \
    rowspan scope src start title translate type value width";
/// What a link may lead to.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// Levels of elements; a browser's own limit is at 512, and reading takes time by their square.
const DEEPEST: usize = 300;

/// Looks through `page`, which `theme` has written but for its head. `is_ours` tells the addresses of the article's pictures.
///
/// # Errors
/// [`crate::Error::Theme`] with the first thing that may not be there.
pub(super) fn check_page(theme: &Theme, page: &str, is_ours: &dyn Fn(&str) -> bool) -> Result<()> {
    let refused = |reason: String, needle: &str| {
        let line = line_of(&theme.template, needle);
        Err(theme.error(ThemeFile::Template, line, reason))
    };
    if nesting(page) > DEEPEST {
        return refused("elements are nested too deep, or never closed".to_owned(), "");
    }
    let tree = Html::parse_document(page);
    let root = tree.root_element();
    // The head is ours: a theme begins after it, and a parser puts nothing of that into it any more.
    let head = root.child_elements().next().filter(|element| element.value().name() == "head").map(|head| head.id());
    let mut waiting = vec![root];
    while let Some(element) = waiting.pop() {
        let name = element.value().name();
        if !listed(ELEMENTS, name) {
            return refused(format!("<{name}> may not stand in a theme"), &format!("<{name}"));
        }
        if let Some((attribute, value)) = bad_attribute(element, is_ours) {
            let value: String = value.chars().take(40).collect();
            return refused(format!("{attribute}=\"{value}\" may not stand in a theme"), attribute);
        }
        waiting.extend(element.child_elements().filter(|child| Some(child.id()) != head));
    }
    Ok(())
}

fn bad_attribute<'a>(element: ElementRef<'a>, is_ours: &dyn Fn(&str) -> bool) -> Option<(&'a str, &'a str)> {
    element.value().attrs().find(|(name, value)| match *name {
        "href" => !leads_somewhere_known(value),
        "src" => !is_ours(value),
        name => !(listed(ATTRIBUTES, name) || name.starts_with("aria-") || name.starts_with("data-")),
    })
}

fn listed(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|listed| listed == name)
}

/// Whether a browser takes `href` for a place on the page or its site, or for an address of a known scheme.
fn leads_somewhere_known(href: &str) -> bool {
    // As the URL standard reads it: line breaks and tabs are nothing, and neither is what stands before.
    let bare: String = href.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let bare = bare.trim_start_matches(|c: char| c <= ' ');
    match bare.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) => SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)),
        _ => true,
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// Looks through `styles`, which are those of `theme` as they stand in the page: they end nowhere but at their end, and name no address.
///
/// # Errors
/// [`crate::Error::Theme`] with the first thing that may not be there.
pub(super) fn check_styles(theme: &Theme, styles: &str) -> Result<()> {
    if let Some(at) = styles.find("</").or_else(|| styles.find("<!--")) {
        let line = styles[..at].matches('\n').count() as u32 + 1;
        return Err(theme.error(ThemeFile::Styles, Some(line), "HTML may not stand in styles".to_owned()));
    }
    loads_nothing(&mut Parser::new(styles)).map_err(|error| {
        let (line, what) = match error.kind {
            ParseErrorKind::Custom(found) => found,
            // Nothing else is expected of them but an end to their blocks.
            ParseErrorKind::Basic(_) => (0, "what is nested so deep".to_owned()),
        };
        theme.error(ThemeFile::Styles, Some(line + 1), format!("{what} would load a file: a page stands alone"))
    })
}

/// Fails with the first thing in styles that loads a file, and its line counted from 0.
fn loads_nothing(parser: &mut Parser<'_>) -> std::result::Result<(), ParseError<(u32, String)>> {
    loop {
        parser.skip_whitespace();
        let line = parser.current_source_location().line;
        let Ok(token) = parser.next().cloned() else { return Ok(()) };
        let found = |what: &str| Err(ParseError::custom((line, what.to_owned())));
        match &token {
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => return found("@import"),
            Token::UnquotedUrl(address) if !is_small_picture(address) => return found("url()"),
            // Of a quoted address `url` is a function like any other.
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                let address = parser.parse_nested_block::<_, _, ()>(|inner| Ok(inner.expect_string_cloned()?));
                if !address.is_ok_and(|address| is_small_picture(&address)) {
                    return found("url()");
                }
            }
            Token::Function(name) if takes_files(name) => return found(&format!("{name}()")),
            Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                parser.parse_nested_block(loads_nothing)?;
            }
            _ => {}
        }
    }
}

/// Functions that take the address of a file as a plain string.
fn takes_files(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["image-set", "image", "src", "cross-fade", "element", "paint"].iter().any(|known| name.ends_with(known))
}

/// A picture within the styles themselves.
fn is_small_picture(address: &str) -> bool {
    address.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}

/// The first line of `template` in which `needle` stands, counted from 1.
fn line_of(template: &str, needle: &str) -> Option<u32> {
    let needle = needle.to_ascii_lowercase();
    let at = template.lines().position(|line| !needle.is_empty() && line.to_ascii_lowercase().contains(&needle))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn theme(template: &str, styles: &str) -> Theme {
        Theme { name: "Mine".to_owned(), template: template.to_owned(), styles: styles.to_owned() }
    }

    fn page(body: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><script type=\"application/ld+json\">{{}}</script><style></style>\n</head>\n<body>\n{body}</body>\n</html>\n"
        )
    }

    fn check(body: &str) -> Result<()> {
        check_page(&theme(body, ""), &page(body), &|source| source == "images/a.jpg")
    }

    #[test]
    fn what_a_page_is_made_of_passes() {
        for body in [
            "<main class=\"a\" id=\"b\"><h1 data-part=\"headline\">央行</h1><img src=\"images/a.jpg\" alt=\"\"></main>",
            "<a href=\"https://example.org/a:b\">a</a><a href=\"#note\">b</a><a href=\"c/d:e\">c</a><a href=\"mailto:desk@example.org\">d</a>",
            "<!-- a remark --><details open><summary>More</summary></details>",
            "<body class=\"wide\">",
        ] {
            check(body).unwrap();
        }
    }

    #[test]
    fn what_runs_loads_or_sends_is_refused() {
        for body in [
            "<script>alert(1)</script>",
            "</body></html><script>alert(1)</script>",
            "</main></body><ScRiPt src=x>",
            "<svg/onload=alert(1)>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<template><script>alert(1)</script></template>",
            "<body onload=\"alert(1)\">",
            "<html onclick=\"alert(1)\">",
            "<p onclick=alert(1)>",
            "<p style=\"background: url(https://example.org/a.png)\">",
            "<a href=\"javascript:alert(1)\">",
            "<a href=\" java&#10;script&colon;alert(1)\">",
            "<a href=\"&#1;JAVASCRIPT:alert(1)\">",
            "<a href=\"data:text/html,<script>alert(1)</script>\">",
            "<a href=\"https://example.org\" ping=\"https://example.org/seen\">",
            "<a href=\"x\" target=\"_top\">",
            "<img src=\"https://example.org/a.png\" alt=\"\">",
            "<img src=\"//example.org/a.png\" alt=\"\">",
            "<img srcset=\"https://example.org/a.png\" alt=\"\">",
            "<picture><source srcset=\"https://example.org/a.png\"></picture>",
            "<video src=\"https://example.org/a.mp4\"></video>",
            "<iframe srcdoc=\"&lt;script>\"></iframe>",
            "<object data=\"a.swf\"></object>",
            "<embed src=\"a.swf\">",
            "<form action=\"https://example.org\"><button>Go</button></form>",
            "<button formaction=\"https://example.org\">Go</button>",
            "<input name=\"a\">",
            "<meta http-equiv=\"refresh\" content=\"0;url=https://example.org\">",
            "<base href=\"https://example.org/\">",
            "<link rel=\"stylesheet\" href=\"https://example.org/a.css\">",
            "<style>@import 'https://example.org/a.css'</style>",
            "<textarea><p></textarea>",
            "<title>x</title>",
            "<plaintext>",
        ] {
            match check(body) {
                Err(Error::Theme { line, .. }) => assert_eq!(line, Some(1), "{body}"),
                other => panic!("{other:?} for {body}"),
            }
        }
    }

    #[test]
    fn depth_without_end_is_refused() {
        assert!(check(&"<div>".repeat(50_000)).is_err());
    }

    fn styles(styles: &str) -> Result<()> {
        check_styles(&theme("", styles), styles)
    }

    #[test]
    fn styles_that_load_nothing_pass() {
        for css in [
            "@media print { p::after { content: ' (' attr(href) ') // https://example.org'; color: light-dark(#fff, #000) } }",
            "p { background: url(data:image/png;base64,AA==); mask: url(\"data:image/svg+xml,<svg/>\") }",
            ":lang(zh) { quotes: \"「\" \"」\" } @font-face { src: local(\"Songti SC\") }",
            "p { color: red",
        ] {
            styles(css).unwrap();
        }
    }

    #[test]
    fn styles_that_load_or_end_are_refused() {
        for (css, wanted) in [
            ("p { color: red }\n</style><script>alert(1)</script>", 2),
            ("<!-- p {} -->", 1),
            ("@import 'a.css';", 1),
            ("@IMPORT url(https://example.org/a.css);", 1),
            ("\n@\\69mport 'https://example.org/a.css';", 2),
            ("p {\n  background: url(https://example.org/a.png) }", 2),
            ("p { background: u\\72 l(https://example.org/a.png) }", 1),
            ("p { background: url( 'https://example.org/a.png' ) }", 1),
            ("@media screen { @supports (color: red) { p { background: url(a.png) } } }", 1),
            ("p { background: image-set('https://example.org/a.png' 1x) }", 1),
            ("p { background: -webkit-image-set(url(data:image/png,) 1x) }", 1),
            ("@font-face { src: url(https://example.org/a.woff2) }", 1),
            ("p { --a: url(https://example.org/a.png) }", 1),
            ("p { background: src(\"https://example.org/a.png\") }", 1),
        ] {
            match styles(css) {
                Err(Error::Theme { line, file: ThemeFile::Styles, .. }) => assert_eq!(line, Some(wanted), "{css}"),
                other => panic!("{other:?} for {css}"),
            }
        }
        assert!(styles(&"a{".repeat(10_000)).is_err());
    }
}
