//! Briefs with a past, made through the store at times of their own.

use briefdesk_core::brief::{Brief, BriefId, Ids, Publication, RandomIds, Takeaway, TakeawayId};
use briefdesk_core::store::Store;
use jiff::{SignedDuration, Timestamp};

/// A brief whose revisions are written one after the other.
pub struct Past {
    pub id: BriefId,
    /// The last revision.
    pub revision: u32,
    begun: Timestamp,
}

impl Past {
    /// Times are told from now on backwards.
    pub fn new() -> Self {
        Self { id: RandomIds.brief(), revision: 0, begun: Timestamp::now() }
    }

    /// Saves `brief` as it was so many minutes ago.
    pub fn save(&mut self, store: &mut Store, minutes_ago: i64, brief: &Brief) {
        let at = self.begun - SignedDuration::from_mins(minutes_ago);
        self.revision = store.save_brief(self.id, self.revision, brief.clone(), at).unwrap().revision;
    }
}

/// Takeaways with ids that tests can name: t1, t2, …
pub fn takeaways(texts: &[&str]) -> Vec<Takeaway> {
    let named = (1..).zip(texts);
    named
        .map(|(n, text)| Takeaway { id: TakeawayId::new(format!("t{n}")).unwrap(), text: (*text).to_owned() })
        .collect()
}

/// A Chinese brief with four takeaways.
pub fn port() -> Brief {
    Brief {
        headline: "港口为失去的一周算账".to_owned(),
        summary: "船期推迟，仓储费上涨，账单最后落到谁头上还没有定论。".to_owned(),
        takeaways: takeaways(&[
            "停航七天，积压货柜约三万个。",
            "货主承担了大部分滞港费。",
            "保险公司尚未表态。",
            "下月班期仍会顺延。",
        ]),
        body:
            "码头周一恢复作业，首批船只当晚靠泊。\n\n调度员说，排队的船最长等了六天。\n\n货代公司已经开始改走铁路。\n"
                .to_owned(),
        language: "zh-Hans".to_owned(),
        ..Brief::blank(&Publication::default())
    }
}

/// The same brief a day later: the last takeaway is the first, the first is the third, and words differ in two others.
pub fn port_rewritten() -> Brief {
    let [t1, t2, t3, t4] = <[Takeaway; 4]>::try_from(port().takeaways).unwrap();
    let t2 = Takeaway { text: "货主承担了全部滞港费。".to_owned(), ..t2 };
    Brief {
        takeaways: vec![t4, t2, t1, t3],
        body:
            "码头周一恢复作业，首批船只当晚靠泊。\n\n调度员说，排队的船最长等了九天。\n\n货代公司已经开始改走铁路。\n"
                .to_owned(),
        ..port()
    }
}
