//! HTML → brief: our own pages, pages with a published page's labels, any others, and hostile ones.

use briefdesk_core::brief::{Brief, Publication, RandomIds};
use briefdesk_core::import::html;
use briefdesk_core::markdown::{Embed, to_html};
use proptest::prelude::*;

fn read(source: &str) -> Brief {
    html(source, &[Publication::default()], &mut RandomIds)
}

fn body(source: &str) -> String {
    read(&format!("<h1>H</h1><p>S.</p>{source}<p>end</p>")).body
}

#[test]
fn reads_an_article_of_another_site() {
    let brief = read(include_str!("../fixtures/html/other-site.html"));
    assert_eq!(brief.headline, "Orchards by the sea");
    assert!(brief.summary.starts_with("Growers on the northern coast"));
    let hero = brief.hero.expect("a hero");
    assert_eq!(
        (hero.alt.as_str(), hero.caption.as_str()),
        ("Rows of apple trees above a harbour wall", "The new rows at Northhaven")
    );
    assert_eq!((brief.language.as_str(), brief.canonical_url.as_str()), ("en-GB", "https://coast.example/orchards"));
    let expected = "Growers moved **nine** farms in two years,\\\nthe [harbour board](https://coast.example/board?a=1&b=2) says.\n\n\
        ## What changed\n\n\
        - Roads: **slower**\n- Ships: *faster*\n  3. twice a week\n  4. all year\n\n\
        > We plant where the boat is.\n>\n> It is that simple.\n\n\
        | Port | Calls |\n| --- | ---: |\n| Northhaven | 104 |\n| Eastwick \\| Quay | 52 |\n\n\
        ```\nrate = calls * 2\n```\n\n\
        A trap and snake_case stay text, as do 2 * 3 and 3 < 4.\n\n\
        Trade";
    assert_eq!(brief.body, expected);
}

#[test]
fn labels_in_html_tell_the_parts() {
    let brief = read(include_str!("../fixtures/html/labelled.html"));
    assert_eq!(brief.headline, "Light on the water");
    assert_eq!(brief.summary, "Two lighthouses return to service as harbours go back to smaller ships.");
    assert_eq!(brief.hero.expect("a hero").alt, "A lighthouse with its lamp lit");
    let takeaways: Vec<_> = brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect();
    assert_eq!(
        takeaways,
        ["Both lamps burn **all night** again.", "Keepers are paid by the [ports](https://harbour.example/)."]
    );
    assert_eq!(brief.analysis.label, "Editor's Desk");
    assert_eq!(brief.analysis.text, "A lamp is *cheap* insurance.\n\nIt is also a promise.");
    assert_eq!(brief.analysis.byline, "China Daily Brief Editorial");
    assert_eq!(brief.publication, "China Daily Brief");
    assert_eq!(brief.body, "The first was lit on Monday.\n\n## Costs\n\nThey are small.");
}

const OWN: &str = r##"<!doctype html><html lang="en"><head><meta name="generator" content="Briefdesk">
<meta property="article:section" content="Trade"><meta property="article:tag" content="ports"><meta property="article:tag" content="fruit">
</head><body><article><header><h1 data-part="headline">Fish &amp; ships</h1><p data-part="summary">A *plain* summary.</p></header>
<figure data-part="hero"><img src="data:image/png;base64,AA==" alt="A boat"><figcaption><span data-part="caption">At sea</span> <span data-part="credit">A. Lens</span></figcaption></figure>
<section data-part="takeaways"><h2>Key Takeaways</h2><ol><li>One is <strong>bold</strong></li><li>Two</li></ol></section>
<aside data-part="analysis"><p data-part="analysis-label">The Desk</p><h2 data-part="analysis-title">Why</h2>
<div data-part="analysis-text"><p>First<sup class="footnote-ref"><a href="#analysis-fn-a" id="analysis-fnref-a">1</a></sup>.</p><h3>Then</h3>
<section class="footnotes"><ol><li id="analysis-fn-a"><p>A source. <a href="#analysis-fnref-a" class="footnote-backref">↩</a></p></li></ol></section></div>
<p><span data-part="analysis-byline">The Editors</span><span data-part="analysis-tag">Note</span></p></aside>
<p data-part="publication">The Paper</p>
<div data-part="body"><p>Key Takeaways</p><p>Text.</p><div class="markdown-alert markdown-alert-note"><p class="markdown-alert-title">Note</p><p>Mind.</p></div></div>
</article><nav data-part="share"><h2>Share Article</h2></nav></body></html>"##;

#[test]
fn our_own_page_comes_back_by_its_landmarks() {
    let brief = read(OWN);
    assert_eq!((brief.headline.as_str(), brief.summary.as_str()), ("Fish & ships", "A *plain* summary."));
    let hero = brief.hero.expect("a hero");
    assert_eq!((hero.alt.as_str(), hero.caption.as_str(), hero.credit.as_str()), ("A boat", "At sea", "A. Lens"));
    assert!(!hero.decorative);
    assert_eq!(brief.takeaways.iter().map(|t| t.text.as_str()).collect::<Vec<_>>(), ["One is **bold**", "Two"]);
    let analysis = &brief.analysis;
    assert_eq!((analysis.label.as_str(), analysis.title.as_str()), ("The Desk", "Why"));
    assert_eq!(analysis.text, "First[^a].\n\n### Then\n\n[^a]: A source.");
    assert_eq!((analysis.byline.as_str(), analysis.tag.as_str()), ("The Editors", "Note"));
    assert_eq!(brief.body, "Key Takeaways\n\nText.\n\n> [!NOTE]\n> Mind.");
    assert_eq!((brief.publication.as_str(), brief.section.as_str()), ("The Paper", "Trade"));
    assert_eq!(brief.tags, ["ports", "fruit"]);
}

#[test]
fn a_hero_whose_picture_is_to_come_keeps_its_words() {
    let img = r#"<img src="data:image/png;base64,AA==" alt="A boat">"#;
    let missing = r#"<p class="to-come"><span>Picture to come</span>A boat</p>"#;
    assert_eq!(read(&OWN.replace(img, missing)).hero.expect("a hero").alt, "A boat");
}

#[test]
fn nothing_that_runs_or_loads_passes() {
    let source = r#"<script>alert(1)</script><p>a<img src=x onerror=alert(1)>b <a href="java&#10;script:alert(1)">c</a>
        <a href="data:text/html,x">d</a> <a href="/relative">e</a> <a href="HTTPS://ok.example/(x)">f</a> <a href="mailto:a@b.example">g</a>
        &lt;script&gt;alert(2)&lt;/script&gt; ![i](j)</p><svg onload=alert(1)><text>s</text></svg><style>x{}</style><template>t</template>"#;
    assert_eq!(
        body(source),
        "ab c d e [f](https://ok.example/%28x%29) [g](mailto:a@b.example) \\<script>alert(2)\\</script> !\\[i\\](j)\n\nend"
    );
}

#[test]
fn marks_are_only_set_where_markdown_can_show_them() {
    assert_eq!(body("<p>a<b> b </b>c</p>"), "a **b** c\n\nend");
    assert_eq!(body("<p><b>a</b><b>b</b> <i><b>c</b></i></p>"), "**ab *c***\n\nend");
    assert_eq!(body("<p>a<b>(b)</b>c</p>"), "a(b)c\n\nend");
    assert_eq!(body("<p><b>重要的。</b>但</p>"), "**重要的。**但\n\nend");
    assert_eq!(body("<p><a href='https://a.example/'>x <b>y</b></a>z</p>"), "[x **y**](https://a.example/)z\n\nend");
    assert_eq!(body("<p><code>a`b</code> <del>no</del></p>"), "``a`b`` ~~no~~\n\nend");
    assert_eq!(
        body("<b style='font-weight:normal'><p>plain</p></b><p><span style='font-weight:700'>bold</span></p>"),
        "plain\n\n**bold**\n\nend"
    );
    assert_eq!(body("<p>1. a<br># b<br>---</p>"), "1\\. a\\\n\\# b\\\n\\---\n\nend");
}

#[test]
fn tables_that_arrange_a_page_are_text() {
    assert_eq!(
        body("<table><tr><td><h2>A</h2><p>b</p></td><td>c</td></tr><tr><td>d</td></tr></table>"),
        "## A\n\nb\n\nc\n\nd\n\nend"
    );
}

#[test]
fn depth_costs_neither_stack_nor_text() {
    for tag in [
        "div",
        "b",
        "ul><li",
        "blockquote",
        "table><tr><td",
        "span",
        "a href=https://a.example",
        "div></b",
        "div><b></div",
    ] {
        let source = format!("<h1>H</h1>{}deep", format!("<{tag}>").repeat(100_000));
        let brief = read(&source);
        assert!(brief.body.contains("deep"), "{tag}");
    }
    let closed = format!("<h1>H</h1><p>s</p>{}deep{}<p>after</p>", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert!(read(&closed).body.contains("deep\n\nafter"));
}

#[test]
fn a_page_without_anything_is_an_empty_brief() {
    assert_eq!(read("").body, "");
    assert_eq!(read("<p>Only text").headline, "Only text");
    assert_eq!(read("<title>T</title><p>One.</p><p>Two.</p><p>Three.</p>").headline, "T");
}

fn visible(markdown: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.cjk_friendly_emphasis = true;
    let mut text = String::new();
    let mut in_tag = false;
    for c in comrak::markdown_to_html(markdown, &options).chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag && !c.is_whitespace() => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

proptest! {
    #[test]
    fn marked_text_shows_as_it_was(runs in prop::collection::vec((0usize..7, "[ab1.()*_~`\\[\\]!\\\\ 中。#>-]{1,6}"), 1..8)) {
        let mut source = String::new();
        let mut text = String::new();
        for (kind, words) in &runs {
            let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
            let (open, close) = [("", ""), ("<b>", "</b>"), ("<i>", "</i>"), ("<b><i>", "</i></b>"), ("<a href='https://a.example/'>", "</a>"), ("<s>", "</s>"), ("<br>", "")][*kind];
            source.push_str(&format!("{open}{escaped}{close}"));
            text.extend(words.chars().filter(|c| !c.is_whitespace()));
        }
        prop_assert_eq!(visible(&body(&format!("<p>x{source}</p>"))), format!("x{text}end"));
    }

    #[test]
    fn tag_soup_never_panics(pieces in prop::collection::vec(prop::sample::select(vec!["<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "<b>", "</b>", "<pre>", "</pre>", "<a href=https://x.example>", "</a>", "<h1>", "</h1>", "<h2>", "<blockquote>", "</blockquote>", "<br>", "<img alt=x>", "<figcaption>", "Key Takeaways", "text ", "<section class=footnotes>", "<hr>", "<div class=markdown-alert-note>", "</div>"]), 0..40)) {
        read(&pieces.concat());
    }
}

/// One row of `n` cells over `n` rows of one.
fn ragged_table(n: usize) -> String {
    let rows: String = (0..n).map(|at| format!("<tr><td>r{at}")).collect();
    format!("<table><tr>{}{rows}</table>", (0..n).map(|at| format!("<td>c{at}")).collect::<String>())
}

#[test]
fn a_ragged_table_is_not_padded_to_the_square_of_it() {
    let source = ragged_table(1_200);
    let text = body(&source);
    assert!(text.len() < source.len() * 4, "{} bytes became {}", source.len(), text.len());
    for at in 0..1_200 {
        assert!(text.contains(&format!("c{at}\n")) && text.contains(&format!("r{at}\n")), "cell {at} was dropped");
    }
    // A small one, and one with a few short rows, are tables as before.
    assert!(body(&ragged_table(6)).starts_with("| c0 | c1 |"));
    let short = format!("<table>{}<tr><td>sum</table>", "<tr><td>a<td>b<td>c".repeat(100));
    assert!(body(&short).ends_with("| sum |  |  |\n\nend"));
}

#[test]
fn an_address_with_what_looks_like_an_entity_leads_where_it_led() {
    let address = "https://example.org/?a=1&copy;=2&b=3";
    let markdown = body(&format!("<p>See <a href=\"{}\">that</a>.</p>", address.replace('&', "&amp;")));
    let embed = Embed { top_heading: 2, id_prefix: "body-" };
    assert!(to_html(&markdown, embed, &|_| None).contains(&address.replace('&', "&amp;")), "{markdown}");
}

#[test]
fn links_within_marks_take_time_by_their_number() {
    let source = |links: usize| format!("<p><b><i>{}</i></b></p>", "<a href=http://a>x</a> y ".repeat(links));
    assert_eq!(body(&source(2)), "[***x***](http://a/) ***y*** [***x***](http://a/) ***y***\n\nend");
    // Hours, were it quadratic.
    assert_eq!(body(&source(100_000)).matches("](http://a/)").count(), 100_000);
}

#[test]
fn what_word_hides_or_has_struck_out_is_no_text() {
    let source = "<p>The mayor resigned <del cite=\"mailto:Desk\" datetime=\"2026-06-01T10:00\"><span class=msoDel>after a \
        scandal </span></del><ins datetime=\"2026-06-01T10:00\">on Monday</ins>.<span class=MsoCommentReference>[D1]</span></p>\
        <p style='mso-hide:all'>Not for print.</p><p style='Display : None !important'>Nor this.</p>\
        <div style='mso-element:comment-list'><p>Sure?</p></div>";
    assert_eq!(body(source), "The mayor resigned on Monday.\n\nend");
}

#[test]
fn lists_keep_their_levels_however_they_are_written() {
    let nested = "<ul><li>Fuel</li><ul><li>for tugs</li><li>for ferries</li></ul><li>Water</li></ul>";
    assert_eq!(body(nested), "- Fuel\n  - for tugs\n  - for ferries\n- Water\n\nend");
    let item = |level: usize, marker: &str, text: &str| {
        format!(
            "<p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level{level} lfo1'><span \
             style='mso-list:Ignore'>{marker}<span>&nbsp; </span></span>{text}</p>"
        )
    };
    let word =
        [item(1, "1.", "Berths"), item(2, "o", "north"), item(2, "o", "south"), item(1, "2.", "Cranes")].concat();
    assert_eq!(body(&word), "1. Berths\n   - north\n   - south\n2. Cranes\n\nend");
    let endless: String = (1..20_000).map(|level| item(level, "·", "x")).collect();
    assert!(body(&endless).len() < 1_000_000);
    let again = [item(1, "·", "甲"), "<p>正文。</p>".to_owned(), item(1, "·", "乙")].concat();
    assert_eq!(body(&again), "- 甲\n\n正文。\n\n- 乙\n\nend");
}

#[test]
fn figures_above_and_below_the_line_stay_there() {
    let source = "<p>10<sup>6</sup> tonnes of CO<sub>2</sub> over 12 km<span style='vertical-align:super'>2 </span>on the \
        1<sup>st</sup></p>";
    assert_eq!(body(source), "10⁶ tonnes of CO₂ over 12 km² on the 1st\n\nend");
}

#[test]
fn merged_cells_keep_the_others_in_their_columns_and_a_caption_stands_above() {
    let source = "<table><caption>Ships by port</caption><tr><th>Region</th><th>Port</th><th align=right>Ships</th></tr>\
        <tr><td rowspan=2>North</td><td>Arlen</td><td>12</td></tr><tr><td>Boren</td><td>7</td></tr>\
        <tr><td colspan=2>Total</td><td>19</td></tr></table>";
    let table =
        "| Region | Port | Ships |\n| --- | --- | ---: |\n| North | Arlen | 12 |\n|  | Boren | 7 |\n| Total |  | 19 |";
    assert_eq!(body(source), format!("Ships by port\n\n{table}\n\nend"));
    let wide =
        "<table><tr><td colspan=1000000>a</td><td>b</td></tr><tr><td rowspan=99999999>c</td><td>d</td></tr></table>";
    assert!(body(wide).len() < 2000);
    assert!(body(wide).contains("| d |"));
}

#[test]
fn links_don_t_tell_who_has_shared_them() {
    let source = "<p><a href='https://port.example/a?utm_source=x&amp;id=2&amp;fbclid=y#top'>a</a> \
        <a href='https://port.example/b?utm_medium=z'>b</a></p>";
    assert_eq!(body(source), "[a](https://port.example/a?id=2#top) [b](https://port.example/b)\n\nend");
}
