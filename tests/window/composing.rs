//! Chinese through a real input method: what is being composed is shown where it will stand, and no key of ours acts on it.

use briefdesk_core::brief::Brief;
use fantoccini::key::Key;

use crate::window::Desk;

#[tokio::test]
async fn writes_chinese_through_an_input_method() {
    let desk = Desk::with_input_method();
    let window = desk.open().await;
    let method = desk.input_method();
    window.click("button", "New brief").await;
    window.click("textbox", "Headline").await;
    method.compose(&window, "gangkou", "港口").await;
    method.press(&["space"]);
    window.click("textbox", "Body").await;
    method.compose(&window, "zhongguo", "中国").await;
    method.press(&["space"]);
    method.compose(&window, "gangkou", "港口").await;
    method.press(&["space", "period"]);
    window.saved_as(&desk, |brief| brief.body == "中国港口。").await;
    // One undo takes back what was chosen last, not a letter of its pinyin.
    window.press(&[Key::Control], 'z').await;
    window.saved_as(&desk, |brief| !brief.body.contains("港口。")).await;
    window.press(&[Key::Control, Key::Shift], 'z').await;
    window.saved_as(&desk, |brief| (brief.headline.as_str(), brief.body.as_str()) == ("港口", "中国港口。")).await;
}

#[tokio::test]
async fn the_keys_of_the_takeaways_wait_for_what_is_composed() {
    let desk = Desk::with_input_method();
    desk.with(Brief { headline: "港口".to_owned(), ..Brief::default() });
    let window = desk.open_with(&["open", "--last"]).await;
    let method = desk.input_method();
    window.click("button", "Add takeaway").await;
    window.find("textbox", "Takeaway 1").await;
    method.compose(&window, "zhongguo", "中国").await;
    // Of the input method: it takes the letters as they were typed, and begins no takeaway. So does what would delete one.
    method.press(&["Return"]);
    window.saved_as(&desk, |brief| texts(brief) == ["zhongguo"]).await;
    method.compose(&window, "gang", "港").await;
    method.press(&["BackSpace", "BackSpace", "BackSpace", "BackSpace"]);
    window.saved_as(&desk, |brief| texts(brief) == ["zhongguo"]).await;
    method.press(&["Return"]);
    window.find("textbox", "Takeaway 2").await;
    method.compose(&window, "gangkou", "港口").await;
    method.press(&["space"]);
    window.saved_as(&desk, |brief| texts(brief) == ["zhongguo", "港口"]).await;
}

fn texts(brief: &Brief) -> Vec<&str> {
    brief.takeaways.iter().map(|takeaway| takeaway.text.as_str()).collect()
}
