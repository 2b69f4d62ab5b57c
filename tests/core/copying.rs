//! What is copied for other programs.

use briefdesk_core::brief::{Brief, Publication, RandomIds};
use briefdesk_core::export::{CopyAs, copied};
use briefdesk_core::import;

use crate::sample::{article, easing, long_wire, takeaway};

fn html(brief: &Brief) -> String {
    copied(&article(brief.clone()), CopyAs::RichText).html.unwrap()
}

#[test]
fn rich_text_is_the_article_in_plain_semantics() {
    let html = html(&long_wire());
    assert!(
        html.starts_with("<h1>The Long Wire: Power From the West Waits for Buyers in the East</h1>\n<p>Three more"),
        "{html}"
    );
    assert!(
        html.contains(
            "<h2>Key Takeaways</h2>\n<ol><li>Three lines won approval in one quarter, the <em>most</em> on record.</li>"
        ),
        "{html}"
    );
    assert!(html.contains("<blockquote><p>Editor's Desk</p>\n<h2>Strategic Analysis</h2>\n<p>Building"), "{html}");
    assert!(html.contains("<p>China Daily Brief Editorial · Strategic Insight</p>\n</blockquote>"), "{html}");
    assert!(html.contains("<td align=\"right\">3</td>") && html.contains("<h2>Who pays</h2>"), "{html}");
    assert!(self::html(&easing()).contains("<h2>要点</h2>"));
}

#[test]
fn nothing_of_a_page_comes_with_it() {
    let body = "Claim[^a] <span class=\"x\" style=\"color:red\" id=\"y\">s</span> <img src=x onerror=alert(1)> ![Quay](image:0)\n\n\
        > [!NOTE]\n> n\n\n[j](javascript:alert(1)) [up](#top) [a](https://example.org/?a=1&b)\n\n[^a]: Source.";
    let brief = Brief {
        body: body.to_owned(),
        headline: "<b>&amp; \"q\"".to_owned(),
        takeaways: vec![takeaway("<script>x</script>y")],
        ..long_wire()
    };
    let html = html(&brief);
    for bad in
        ["class=", "style=", "id=", "onerror", "<img", "script", "href=\"#", "javascript", "data-", "↩", "<section"]
    {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
    assert!(html.starts_with("<h1>&lt;b&gt;&amp;amp; \"q\"</h1>"), "{html}");
    assert!(
        html.contains("href=\"https://example.org/?a=1&amp;b\"") && html.contains("Source.") && html.contains("Quay"),
        "{html}"
    );
}

#[test]
fn an_empty_brief_is_nothing() {
    assert_eq!(html(&Brief::default()), "");
}

#[test]
fn plain_text_goes_beside_rich_text_and_alone() {
    let article = article(long_wire());
    let [rich, page] = [CopyAs::RichText, CopyAs::PageText].map(|form| copied(&article, form));
    assert_eq!((rich.text, page.html), (page.text.clone(), None));
    assert!(page.text.contains("\n\nKey Takeaways\n\n  • 1. Three lines"));
}

#[test]
fn markdown_is_the_whole_article_without_front_matter() {
    let copied = copied(&article(long_wire()), CopyAs::Markdown);
    assert_eq!(copied.html, None);
    assert!(
        copied
            .text
            .starts_with("# The Long Wire: Power From the West Waits for Buyers in the East\n\nThree more lines"),
        "{}",
        copied.text
    );
    assert!(copied.text.ends_with(&format!("\n\n---\n\n{}", long_wire().body)));
    let back = import::import("a.md", copied.text.as_bytes(), &[Publication::default()], &mut RandomIds).unwrap();
    assert_eq!(back.brief.headline, long_wire().headline);
}

#[test]
fn what_is_copied_is_read_as_a_page_when_it_is_pasted() {
    let back = import::html(&html(&long_wire()), &[Publication::default()], &mut RandomIds);
    let texts = |brief: &Brief| brief.takeaways.iter().map(|takeaway| takeaway.text.clone()).collect::<Vec<_>>();
    assert_eq!(
        (&back.headline, &back.summary, texts(&back)),
        (&long_wire().headline, &long_wire().summary, texts(&long_wire()))
    );
}
