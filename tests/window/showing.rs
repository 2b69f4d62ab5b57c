//! What the window shows: the preview, both languages, and to assistive technology.

use briefdesk_core::brief::{Brief, Hero, Publication};
use fantoccini::key::Key;
use serde_json::json;

use crate::window::Desk;

fn brief() -> Brief {
    Brief {
        headline: "Forty Mills, One Quota".to_owned(),
        summary: "Steel consolidates without a word.".to_owned(),
        hero: Some(Hero { alt: "A mill at night.".to_owned(), ..Hero::default() }),
        body: "The quota is **one number**.".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

#[tokio::test]
async fn the_preview_is_the_exporters_page_and_follows_the_typing() {
    let desk = Desk::new();
    let id = desk.with(brief());
    let window = desk.open_with(&["open", &id.to_string(), "--part", "body"]).await;
    window.click("button", "Preview").await;
    let page = "document.querySelector('iframe')?.contentDocument";
    let has = |part: &str, html: &str| {
        format!("return {page}?.querySelector('[data-part={part}]')?.innerHTML.includes({}) === true", json!(html))
    };
    window.wait("the page is shown", &has("body", "<strong>one number</strong>")).await;
    window
        .wait(
            "the analysis is not there yet",
            &format!("return {page}?.querySelector('[data-part=analysis]') === null"),
        )
        .await;
    window.write("textbox", "Strategic analysis", "It was *planned*.").await;
    window.wait("the page follows", &has("analysis-text", "<em>planned</em>")).await;
}

#[tokio::test]
async fn the_preview_follows_a_text_with_notes_and_keeps_the_blocks_that_stay() {
    let desk = Desk::new();
    let body = "One quota.[^mill] Forty mills.\n\n[^mill]: The ministry's list of mills.\n\nAnd then".to_owned();
    let id = desk.with(Brief { body, ..brief() });
    let window = desk.open_with(&["open", &id.to_string(), "--part", "body"]).await;
    window.click("button", "Preview").await;
    let body = "document.querySelector('iframe')?.contentDocument?.querySelector('[data-part=body]')";
    window.wait("the note stands at the end", &format!("return {body}?.lastElementChild.tagName === 'SECTION'")).await;
    window
        .wait("blocks are marked", &format!("for (const block of {body}.children) block.seen = true; return true"))
        .await;
    window.click("textbox", "Body").await;
    window.press(&[Key::Control], Key::End).await;
    window.type_text(" *none* left").await;
    let follows = format!("return {body}.children[1].innerHTML === 'And then <em>none</em> left'");
    window.wait("the page follows", &follows).await;
    let kept = format!("return [...{body}.children].map((block) => block.seen).join() === 'true,true,true'");
    window.wait("in its place", &kept).await;
}

#[tokio::test]
async fn the_preview_stays_where_it_was_scrolled_to() {
    let desk = Desk::new();
    let body = "A paragraph that makes the page long enough to scroll.\n\n".repeat(80);
    let id = desk.with(Brief { body, ..brief() });
    let window = desk.open_with(&["open", &id.to_string(), "--part", "headline"]).await;
    window.click("button", "Preview").await;
    let page = "document.querySelector('iframe')?.contentDocument";
    let scroll = format!(
        "const page = {page}; page?.scrollingElement?.scrollTo(0, 600); return page?.scrollingElement?.scrollTop === 600"
    );
    window.wait("the page is scrolled", &scroll).await;
    window.write("textbox", "Headline", "Now: ").await;
    let follows = format!("return {page}.querySelector('h1').textContent.includes('Now:')");
    window.wait("the page follows", &follows).await;
    window.wait("and stays where it was", &format!("return {page}.scrollingElement.scrollTop === 600")).await;
}

#[tokio::test]
async fn hostile_text_runs_nowhere() {
    let desk = Desk::new();
    let evil = "<img src=x onerror=\"top.hacked=1\"><script>top.hacked=1</script>[link](javascript:top.hacked=1)";
    let id = desk.with(Brief { headline: evil.to_owned(), summary: evil.to_owned(), body: evil.to_owned(), ..brief() });
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("button", "Preview").await;
    let page = "document.querySelector('iframe')?.contentDocument";
    window.wait("the page is shown", &format!("return {page}?.querySelector('[data-part=headline]') != null")).await;
    window.wait("nothing ran", "return window.hacked === undefined").await;
    window
        .wait(
            "nothing loads",
            &format!("return {page}?.querySelectorAll('img, script:not([type=\"application/ld+json\"])').length === 0"),
        )
        .await;
}

#[tokio::test]
async fn speaks_chinese_at_once_and_after_a_restart() {
    let desk = Desk::new();
    let id = desk.with(brief());
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.click("button", "Menu").await;
    window.click("menuitemradio", "简体中文").await;
    window.find("button", "导出").await;
    window.find("textbox", "标题").await;
    window.wait("the page's language follows", "return document.documentElement.lang === 'zh-Hans'").await;
    window.close().await;
    let window = desk.open().await;
    window.find("button", "导出").await;
}

#[tokio::test]
async fn axe_finds_nothing() {
    let desk = Desk::new();
    let id = desk.with(brief());
    let window = desk.open_with(&["open", &id.to_string()]).await;
    window.find("textbox", "Body").await;
    assert_eq!(window.violations().await, json!([]));
    window.click("button", "Preview").await;
    window.find("button", "Close preview").await;
    assert_eq!(window.violations().await, json!([]));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_page_is_compiled_early() {
    let desk = Desk::new();
    let window = desk.open_with(&[]).await;
    let told = window.driver.program_and_below().into_iter().any(|pid| {
        let name = std::fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        let environment = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        let mut variables = environment.split(|byte| *byte == 0);
        name.starts_with("WebKitWebProces") && variables.any(|one| one == b"JSC_thresholdForJITAfterWarmUp=50")
    });
    assert!(told, "the page's process has the threshold in its environment");
}
