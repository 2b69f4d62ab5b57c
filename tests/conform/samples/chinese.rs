//! Briefs in Chinese.

use briefdesk_core::brief::{Analysis, Brief, Hero, Source, Status};

use super::{Pictures, at, blank, corrected, takeaways};

/// Each of them, with the name that a failure is told by.
pub fn all(pictures: &Pictures) -> Vec<(&'static str, Brief)> {
    vec![
        ("Chinese, complete", solar(pictures)),
        ("Chinese, tables and footnotes", housing()),
        ("Chinese, lists and alerts", flood()),
        ("traditional Chinese", tea()),
        ("Chinese, corrections and pictures", museum(pictures)),
        ("Chinese with English words", chips()),
        ("Chinese, headline and takeaways only", short()),
        ("Chinese, long", long(pictures)),
        ("Chinese, 300-character headline", long_headline()),
    ]
}

fn chinese(brief: Brief) -> Brief {
    Brief {
        publication: "每日简报".into(),
        analysis: Analysis {
            label: "编者按".into(),
            title: "战略分析".into(),
            byline: "简报编辑部".into(),
            tag: "战略观察".into(),
            ..brief.analysis
        },
        language: "zh-Hans".into(),
        ..brief
    }
}

fn with_analysis(text: &str) -> Analysis {
    Analysis { text: text.into(), ..Analysis::default() }
}

fn solar(pictures: &Pictures) -> Brief {
    chinese(Brief {
        headline: "屋顶上的电站：县城光伏为何先热后冷".into(),
        summary: "去年每三户就有一户签约，今年新装机却少了四成。电网接不下，是最常听到的解释，却不是唯一的一个。".into(),
        hero: Some(Hero {
            image: Some(pictures.jpeg.clone()),
            alt: "两名工人在红瓦屋顶上固定一块光伏板。".into(),
            caption: "九月，北方某县。".into(),
            credit: "摄影：周屿".into(),
            ..Hero::default()
        }),
        takeaways: takeaways(&[
            "新增装机同比下降**百分之四十一**。",
            "**“先签约、后并网。”**这样的合同占了一半。",
            "配电变压器*平均*已用到九成。",
        ]),
        analysis: with_analysis(
            "**问题不在屋顶。**而在屋顶与变压器之间的那一百米。\n\n### 接下来看什么\n\n- 配电网投资由谁来付\n- 余电还能不能全额上网",
        ),
        body: "“今年的单子，一个月不如一个月。”安装队的老秦说。\n\n## 接不进去的电\n\n县供电公司的名单上，有[六个乡镇](https://example.org/乡镇)被标成红色。\
               红色的意思是：暂停受理。\n\n> 不是不让装，是装了也送不出去。\n\n1. 先登记\n2. 再排队\n3. 等变压器增容\n\n## 账怎么算\n\n| 项目 | 去年 | 今年 |\n\
               | :--- | ---: | ---: |\n| 每瓦造价（元） | 3.2 | 2.7 |\n| 上网电价（元） | 0.38 | 0.31 |\n| 回本（年） | 7 | 9 |\n\n**结论很简单。**但没有人愿意先说。"
            .into(),
        slug: "屋顶上的电站".into(),
        byline: "沈嘉禾".into(),
        section: "能源".into(),
        tags: vec!["光伏".into(), "电网".into(), "县域".into()],
        dateline: "石家庄，九月八日".into(),
        sources: vec![Source { title: "分布式光伏承载力公告".into(), url: "https://example.org/公告?年=2026".into() }],
        canonical_url: "https://example.org/2026/屋顶上的电站".into(),
        status: Status::Ready,
        published_at: Some(at("2026-09-08T01:00:00Z")),
        ..blank("zh-Hans")
    })
}

fn housing() -> Brief {
    chinese(Brief {
        headline: "二手房挂牌量见顶了吗：四座城市的数字".into(),
        summary: "挂牌量连降三周，成交却没有跟上。".into(),
        takeaways: takeaways(&["四城挂牌量合计下降百分之六。", "成交周期拉长到一百一十天。"]),
        analysis: with_analysis("撤牌不等于卖掉。[^撤]\n\n[^撤]: 平台不区分二者。"),
        body: "数字来自四家平台。[^来源]口径并不一致。[^口径]\n\n| 城市 | 挂牌（万套） | 环比 | 备注 |\n| --- | ---: | :---: | --- |\n| 甲市 | 15.2 | −2.1% | 含商住 |\n\
               | 乙市 | 9.8 | −0.4% | |\n| 丙市 | 12.0 | **+0.3%** | 唯一上升 |\n| 丁市 | 7.7 | −5.0% | 见[说明](https://example.org/说明) |\n\n\
               [^来源]: 截至六月三十日。\n\n[^口径]: 其中一家把**车位**也算作一套。"
            .into(),
        section: "房产".into(),
        tags: vec!["楼市".into(), "数据".into()],
        published_at: Some(at("2026-07-02T00:30:00Z")),
        ..blank("zh-Hans")
    })
}

fn flood() -> Brief {
    chinese(Brief {
        headline: "汛期第二周：水库先腾空，河堤再加高".into(),
        summary: "调度顺序与往年相反，原因在上游。".into(),
        takeaways: takeaways(&["三座水库提前泄洪。", "下游两县转移四千人。"]),
        analysis: with_analysis("> [!IMPORTANT]\n> 调度权在流域机构，责任在县里。"),
        body: "> [!NOTE]\n> 水位均为吴淞高程。\n\n调度令分三步：\n\n1. 腾库\n   - 先小库\n   - 后大库\n     - 夜间不放水\n2. 拦峰\n3. 错峰\n\n> [!WARNING]\n> 部分堤段仍有*渗漏*。\n\n\
               - [x] 人员清点\n- [ ] 物资清点\n\n> 水退了，泥还在。\n>\n> > 泥退了，账还在。"
            .into(),
        tags: vec!["防汛".into()],
        published_at: Some(at("2026-07-12T09:45:00Z")),
        ..blank("zh-Hans")
    })
}

fn tea() -> Brief {
    Brief {
        headline: "高山茶園的最後一班採茶工".into(),
        summary: "機器上山之後，手採茶的價格反而漲了。".into(),
        takeaways: takeaways(&["手採面積只剩一成。", "價格是機採的**六倍**。"]),
        analysis: Analysis {
            label: "編輯台".into(),
            title: "分析".into(),
            text: "稀少本身就是商品。".into(),
            byline: "編輯部".into(),
            tag: "觀察".into(),
        },
        body: "清晨五點，霧還沒散。\n\n「今年來了七個人。」茶園主人說，「去年是十一個。」\n\n## 價格\n\n一斤春茶要採四萬個芽。".into(),
        publication: "每日簡報".into(),
        language: "zh-Hant-TW".into(),
        tags: vec!["茶".into(), "農業".into()],
        published_at: Some(at("2026-04-18T21:00:00Z")),
        ..Brief::default()
    }
}

fn museum(pictures: &Pictures) -> Brief {
    chinese(Brief {
        headline: "一座没有展品的博物馆开馆了".into(),
        summary: "馆里只有空展柜和说明牌，门票照收。".into(),
        hero: Some(Hero {
            image: Some(pictures.png.clone()), alt: "一排亮着灯的空展柜。".into(), ..Hero::default()
        }),
        takeaways: takeaways(&["开馆首日来了两千人。"]),
        body: format!(
            "说明牌写得很认真：\n\n![一块说明牌，上面写着“此处应有一只陶罐”](image:{png})\n\n展柜![柜中只有一盏灯](image:{jpeg} \"三号柜\")里什么也没有。",
            png = pictures.png,
            jpeg = pictures.jpeg
        ),
        tags: vec!["文化".into()],
        corrections: vec![corrected("2026-06-03T02:00:00Z", "本文原称门票四十元，实为二十元。")],
        status: Status::Exported,
        published_at: Some(at("2026-05-18T02:00:00Z")),
        ..blank("zh-Hans")
    })
}

fn chips() -> Brief {
    chinese(Brief {
        headline: "EDA 之后是 IP：一条被忽略的 supply chain".into(),
        summary: "设计公司买的不是芯片，而是 license——按颗计价，按年续约。".into(),
        takeaways: takeaways(&["RISC-V 占新项目的 27%。", "续约周期从 3 年缩短到 `12` 个月。"]),
        body: "一位工程师说：“We don't tape out in Q4.”他的意思是，今年不会再有新品。\n\n- 7nm 以下：**不单卖。**\n- 28nm：照旧\n\n参见https://example.org/ip，或<https://example.org/eda>。\n\n\
               ```c\nif (license.expired) return -1; /* 续约 */\n```"
            .into(),
        tags: vec!["芯片".into(), "RISC-V".into()],
        published_at: Some(at("2026-03-15T03:00:00Z")),
        ..blank("zh-Hans")
    })
}

fn short() -> Brief {
    chinese(Brief {
        headline: "快讯：跨海大桥今晨恢复通车".into(),
        takeaways: takeaways(&["限速六十公里。", "货车须绕行。"]),
        published_at: Some(at("2026-08-01T22:00:00Z")),
        ..blank("zh-Hans")
    })
}

fn long(pictures: &Pictures) -> Brief {
    let chapters = [solar(pictures), housing(), flood(), museum(pictures), chips(), flood()];
    let body = chapters.iter().map(|brief| format!("## {}\n\n{}", brief.headline, brief.body)).collect::<Vec<_>>();
    chinese(Brief {
        headline: "年度合订本：六篇旧文重读".into(),
        summary: chapters.each_ref().map(|brief| brief.summary.as_str()).concat(),
        takeaways: chapters
            .iter()
            .flat_map(|brief| brief.takeaways.iter())
            .map(|takeaway| super::takeaway(&takeaway.text))
            .collect(),
        body: body.join("\n\n"),
        tags: vec!["合订本".into()],
        published_at: Some(at("2026-12-30T16:00:00Z")),
        ..blank("zh-Hans")
    })
}

fn long_headline() -> Brief {
    let sentence = "委员会原定开会一个下午，至今已开了四年，听取九百人陈述，装满两座档案馆，换过三任主席、两次名称，本周又被要求用一句话说明迄今为止的发现，";
    chinese(Brief {
        headline: sentence.chars().cycle().take(300).collect(),
        summary: "答复定在周五。".into(),
        takeaways: takeaways(&["至今没有一句话获得一致同意。"]),
        body: "会议记录共一万一千页。".into(),
        tags: vec!["水价".into()],
        published_at: Some(at("2026-03-09T02:00:00Z")),
        ..blank("zh-Hans")
    })
}
