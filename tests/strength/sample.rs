//! Texts to save.

use briefdesk_core::brief::{Analysis, Brief, BriefId, Publication, Source, Takeaway, TakeawayId};
use briefdesk_core::store::Picture;
use briefdesk_disk::Random;

/// The id of the desk's brief of that number.
pub fn id(number: usize) -> BriefId {
    format!("0192f0c1-2345-7abc-8def-{number:012x}").parse().unwrap()
}

pub fn takeaway(id: &str, text: &str) -> Takeaway {
    Takeaway { id: TakeawayId::new(id).unwrap(), text: text.to_owned() }
}

pub fn ferry() -> Brief {
    Brief {
        headline: "The Night Ferry Returns, With Fewer Berths Than Before".to_owned(),
        summary: "The line opens in April. Half its cabins are sold to hauliers for two years.".to_owned(),
        takeaways: vec![
            takeaway("cabins", "Half of the cabins are **sold** already."),
            takeaway("price", "A berth costs less than the train, *for now*."),
        ],
        analysis: Analysis {
            text: "A subsidy in all but name.\n\nThe port pays for the quay, and nobody counts it.".to_owned(),
            ..Brief::blank(&Publication::default()).analysis
        },
        body: "The operator ordered two ships.\n\n## Who sails\n\n- hauliers\n- families in summer\n".to_owned(),
        sources: vec![Source { title: "Timetable".to_owned(), url: "https://example.org/timetable".to_owned() }],
        tags: vec!["shipping".to_owned(), "渡轮".to_owned()],
        ..Brief::blank(&Publication::default())
    }
}

pub fn harbour() -> Brief {
    Brief {
        headline: "港口扩建：谁来承担空置的泊位".to_owned(),
        summary: "三座新泊位将于明年投用，货量却连续两季下滑。".to_owned(),
        takeaways: vec![takeaway("berths", "新泊位**利用率**不足六成。"), takeaway("debt", "港务局负债升至历史高点。")],
        body: "周一公布的数据低于预期。\n\n> 先有码头，才有货。\n".to_owned(),
        language: "zh-Hans".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

/// Paragraphs that fill about `length` bytes, each of them different.
pub fn paragraphs(random: &mut Random, length: usize) -> String {
    let words =
        ["the quay", "a berth", "tonnage", "泊位", "货量", "by night", "in April", "the port", "subsidy", "渡轮"];
    let mut text = String::new();
    while text.len() < length {
        let sentence: Vec<&str> = (0..9).map(|_| words[random.below(words.len())]).collect();
        text.push_str(&format!("{} {}.\n\n", sentence.join(" "), random.below(10_000)));
    }
    text
}

/// A picture as the store sees one: it never looks into the bytes.
pub fn picture(seed: u64, length: usize) -> Picture {
    let mut bytes = vec![0; length];
    Random::new(seed).fill(&mut bytes);
    Picture { media_type: "image/png".to_owned(), width: 640, height: 480, bytes }
}
