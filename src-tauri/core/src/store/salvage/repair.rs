//! A brief from the beginning of its content, where the rest of it is gone: what an editor wrote is worth having in part.

use serde_json::Value;

use crate::brief::{Brief, Hero, Ids, RandomIds, Source};

/// The brief that `content`, which breaks off somewhere, began to say; everything behind the break is blank. `None` if it says nothing.
pub(super) fn brief(content: &[u8]) -> Option<Brief> {
    let text = match std::str::from_utf8(content) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&content[..error.valid_up_to()]).ok()?,
    };
    let (within, before) = closings(text);
    within.into_iter().chain(before).find_map(|text| complete(serde_json::from_str(&text).ok()?))
}

/// `text` with its open strings, lists and objects closed: with the string that it breaks off in, and as it was before that.
fn closings(text: &str) -> (Option<String>, Option<String>) {
    let mut open = Vec::new();
    let (mut in_string, mut is_value, mut escape) = (false, false, 0);
    // Whatever opens or closes something is a safe place itself: all that is open at the end was open at the last of them.
    let mut safe = None;
    for (at, character) in text.char_indices() {
        if in_string {
            match character {
                _ if escape > 0 => escape = if escape == 1 && character == 'u' { 4 } else { escape - 1 },
                '\\' => escape = 1,
                '"' => {
                    in_string = false;
                    if is_value {
                        safe = Some(at + 1);
                        is_value = false;
                    }
                }
                _ => {}
            }
            continue;
        }
        match character {
            '"' => {
                in_string = true;
                is_value = is_value || open.last() == Some(&']');
            }
            ':' => is_value = true,
            ',' => {
                safe = Some(at);
                is_value = false;
            }
            '{' | '[' => {
                open.push(if character == '{' { '}' } else { ']' });
                is_value = false;
                safe = Some(at + 1);
            }
            '}' | ']' => {
                open.pop();
                safe = Some(at + 1);
                is_value = false;
            }
            _ => {}
        }
    }
    // Half an escape, or half of a pair of them, says nothing.
    let kept = if escape > 0 { text.rfind('\\').map_or("", |at| &text[..at]) } else { text };
    let within = (in_string && is_value).then(|| close(&format!("{kept}\""), &open));
    (within, safe.map(|end| close(&text[..end], &open)))
}

fn close(text: &str, open: &[char]) -> String {
    text.chars().chain(open.iter().rev().copied()).collect()
}

/// Puts what was read over blanks.
fn complete(read: Value) -> Option<Brief> {
    let says_something = read.as_object().is_some_and(|fields| !fields.is_empty());
    let mut whole = serde_json::to_value(Brief::default()).ok()?;
    fill(&mut whole, read, "");
    says_something.then(|| serde_json::from_value(whole).ok()).flatten()
}

fn fill(blank: &mut Value, read: Value, name: &str) {
    match (blank, read) {
        (Value::Object(blank), Value::Object(read)) => {
            for (name, value) in read {
                let field = blank.entry(name.clone()).or_insert(Value::Null);
                fill(field, value, &name);
            }
        }
        (blank, Value::Array(items)) => {
            let items = items.into_iter().map(|item| if item.is_object() { filled(name, item) } else { item });
            *blank = Value::Array(items.collect());
        }
        (blank, Value::Object(read)) => *blank = filled(name, Value::Object(read)),
        (blank, read) => *blank = read,
    }
}

/// An item of the list, or the object, of that name, with all of its fields.
fn filled(name: &str, read: Value) -> Value {
    let mut blank = match name {
        "takeaways" => serde_json::json!({ "id": RandomIds.takeaway(), "text": "" }),
        "sources" => serde_json::to_value(Source::default()).unwrap_or_default(),
        "hero" => serde_json::to_value(Hero::default()).unwrap_or_default(),
        _ => Value::Object(serde_json::Map::new()),
    };
    fill(&mut blank, read, "");
    blank
}

#[cfg(test)]
mod tests {
    use super::brief;
    use crate::brief::{Analysis, Brief, Hero, Source, Takeaway, TakeawayId};

    fn takeaway(id: &str, text: &str) -> Takeaway {
        Takeaway { id: TakeawayId::new(id).unwrap(), text: text.to_owned() }
    }

    fn sample() -> Brief {
        Brief {
            headline: "央行再降准：“宽松”能否唤醒信贷 \u{1F1E8}\u{1F1F3}".to_owned(),
            summary: "A \"quoted\" summary,\twith \\ and \u{1} in it.".to_owned(),
            hero: Some(Hero { alt: "Pylons [west], {pale}".to_owned(), ..Hero::default() }),
            takeaways: vec![takeaway("one", "First: **61**"), takeaway("two", "第二条")],
            analysis: Analysis { text: "Building ahead, of demand.\n\n再说。".to_owned(), ..Analysis::default() },
            body: "The regulator said so.".to_owned(),
            sources: vec![Source { title: "Approvals".to_owned(), url: "https://example.org".to_owned() }],
            ..Brief::default()
        }
    }

    #[test]
    fn a_brief_cut_anywhere_keeps_all_that_stood_before() {
        let whole = sample();
        let content = serde_json::to_string(&whole).unwrap();
        let mut last = 0;
        for cut in 13..content.len() {
            let found = brief(&content.as_bytes()[..cut]).unwrap_or_else(|| panic!("cut at {cut}"));
            assert!(whole.headline.starts_with(&found.headline), "{}", found.headline);
            assert!(whole.summary.starts_with(&found.summary), "{}", found.summary);
            assert!(whole.body.starts_with(&found.body) && whole.analysis.text.starts_with(&found.analysis.text));
            for (found, whole) in found.takeaways.iter().zip(&whole.takeaways) {
                assert!(whole.text.starts_with(&found.text));
            }
            let texts = [&found.headline, &found.summary, &found.analysis.text, &found.body];
            let length = texts.iter().map(|text| text.len()).sum::<usize>()
                + found.takeaways.iter().map(|takeaway| takeaway.text.len()).sum::<usize>();
            assert!(length >= last, "what was readable stays readable at {cut}");
            last = length;
        }
        assert_eq!(brief(content.as_bytes()), Some(whole));
    }

    #[test]
    fn a_long_list_and_a_deep_one_take_no_longer_than_a_text() {
        let tags = 300_000;
        let list = format!("{{\"headline\":\"降准\",\"tags\":[{}\"half a ta", "\"a\",".repeat(tags));
        assert_eq!(brief(list.as_bytes()).unwrap().tags.len(), tags + 1);
        assert_eq!(brief("[".repeat(1_000_000).as_bytes()), None);
    }

    #[test]
    fn what_says_nothing_is_no_brief() {
        assert_eq!(brief(b""), None);
        assert_eq!(brief(b"{\"head"), None);
        assert_eq!(brief(b"\xFF\x00"), None);
        assert_eq!(brief("{\"headline\":\"降\u{51C6}".as_bytes()).unwrap().headline, "降准");
    }
}
