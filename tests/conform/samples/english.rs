//! Briefs in English.

use briefdesk_core::brief::{Analysis, Brief, Focal, Hero, Source, Status};

use super::{Pictures, at, blank, corrected, takeaways};

/// Each of them, with the name that a failure is told by.
pub fn all(pictures: &Pictures) -> Vec<(&'static str, Brief)> {
    vec![
        ("complete", harbour(pictures)),
        ("footnotes", licences()),
        ("nested lists", reserves()),
        ("wide table", freight()),
        ("alerts", heat()),
        ("corrections", corrections(pictures)),
        ("300-character headline", long_headline()),
        ("headline and body only", bare()),
        ("no headline", no_headline()),
        ("headline only", Brief { headline: "A Working Title and Nothing Else Yet".into(), ..blank("en") }),
        ("code and inline HTML", code()),
        ("pictures in the text", picture_story(pictures)),
        ("picture to come", picture_to_come()),
        ("markup as words", markup_as_words()),
        ("links of all kinds", links()),
        ("all heading levels", headings()),
        ("many scripts", scripts()),
        ("long", long()),
    ]
}

fn harbour(pictures: &Pictures) -> Brief {
    Brief {
        headline: "A Deeper Harbour: Why Three Small Ports Are Betting on Larger Ships".into(),
        summary: "Dredging starts this autumn in three ports that together handle less cargo than one terminal further \
                  north. Their owners say that depth, not size, decides who is called at."
            .into(),
        hero: Some(Hero {
            image: Some(pictures.png.clone()),
            alt: "A dredger lies beside a breakwater at low tide, its arm raised.".into(),
            caption: "The first dredger arrived in August.".into(),
            credit: "Photograph: Marta Oyelaran".into(),
            focal: Some(Focal { x: 0.25.into(), y: 0.75.into() }),
            ..Hero::default()
        }),
        takeaways: takeaways(&[
            "The channel goes from **11 to 15 metres**, enough for ships of the second-largest class.",
            "Two of the three ports share one loan; *each answers for the whole of it*.",
            "Feeder lines have signed for [four weekly calls](https://example.org/calls \"Timetable\").",
            "Fishing fleets lose a third of their moorings & are paid for `24` months.",
        ]),
        analysis: Analysis {
            text: "Depth is bought once and kept up every year. The loan pays for the first; nobody has said who pays for \
                   the second.\n\n### What would change our mind\n\n- a maintenance fund with a name on it\n- a second line \
                   that signs for **more than a season**"
                .into(),
            byline: "The Transport Desk".into(),
            tag: "Infrastructure".into(),
            ..blank("en").analysis
        },
        body: "The contracts were opened on Tuesday in a gymnasium, because no office in town was large enough.\n\n\
               ## Who comes\n\nThree lines now wait outside for the tide. Their captains lose [six hours a call]\
               (https://example.org/tide), the harbour master says.\n\n> We are not asking to be large. We are asking to be \
               deep.\n\n1. Dredging of the outer channel\n2. New bollards and lights\n3. A railhead, if there is money left\n\n\
               ## What it costs\n\n| Port | Depth now | Depth planned | Cost |\n| :--- | ---: | ---: | ---: |\n\
               | North quay | 10.5 m | 15 m | 140 m |\n| The Narrows | 11 m | 15 m | 95 m |\n| Old Basin | 9 m | 13 m | 60 m |\n\n\
               ---\n\nThe first ship of the new class is due in spring."
            .into(),
        slug: "a-deeper-harbour".into(),
        byline: "Ines Carvalho".into(),
        section: "Trade".into(),
        tags: vec!["ports".into(), "shipping".into(), "public finance".into()],
        dateline: "Setúbal, 4 September".into(),
        sources: vec![
            Source { title: "Tender documents, lots 1 to 3".into(), url: "https://example.org/tenders?lot=1&page=2".into() },
            Source { title: "Interview with the harbour master".into(), url: String::new() },
        ],
        canonical_url: "https://example.org/2026/a-deeper-harbour".into(),
        status: Status::Ready,
        published_at: Some(at("2026-09-04T06:30:00Z")),
        ..blank("en")
    }
}

fn licences() -> Brief {
    Brief {
        headline: "Export Licences Slow Down, and Nobody Has Changed a Rule".into(),
        summary: "The law reads as it did a year ago. The queue does not.".into(),
        takeaways: takeaways(&["Median waiting time rose from 38 to 71 days.", "Refusals have *not* become more common."]),
        analysis: Analysis {
            text: "A queue is a policy that nobody signed.[^why]\n\n[^why]: The desk has argued this before, about visas."
                .into(),
            ..blank("en").analysis
        },
        body: "Applications for licences rose by a fifth in the year to June.[^count] Staff numbers fell.[^staff] The \
               ministry denies that the two are connected.[^count]\n\n## How a form travels\n\nIt is read four times, twice by \
               the same person.[^read]\n\n[^count]: Counted from the [weekly register](https://example.org/register), which \
               leaves out renewals.\n\n[^staff]: Budget annex, table 4.\n\n    The figure for this year is a plan, not a count.\n\n\
               [^read]: According to **two** former readers."
            .into(),
        tags: vec!["trade".into(), "regulation".into()],
        published_at: Some(at("2026-07-01T09:00:00Z")),
        ..blank("en")
    }
}

fn reserves() -> Brief {
    Brief {
        headline: "What Is in the Granary: Counting a Rice Reserve by Hand".into(),
        summary: "Inspectors took eleven weeks to weigh what the ledgers had added up in an afternoon.".into(),
        takeaways: takeaways(&["Ledgers and scales differ by 3 per cent.", "Moisture explains *most* of it."]),
        body: "Inspectors follow an order that has not changed since the 1980s:\n\n\
               3. Seal the doors.\n4. Weigh a sample:\n   - one sack in forty\n   - never the first row\n     - nor the last\n     - \
               nor one that the keeper points out\n5. Dry it, and weigh again.\n\n   A dry sack is about a kilogram lighter.\n\n   \
               > The scale is right. The sack is wrong.\n\n## Still to be done\n\n- [x] Southern depots\n- [ ] Northern depots\n  - \
               [x] Keys collected\n  - [ ] Scales tested\n- [ ] Report\n\nLoose lists read differently:\n\n* Wheat\n\n* Maize\n\n  \
               Last counted in 2019.\n\n* Rice"
            .into(),
        tags: vec!["agriculture".into()],
        published_at: Some(at("2026-05-20T04:00:00Z")),
        ..blank("en")
    }
}

fn freight() -> Brief {
    Brief {
        headline: "Twelve Trains a Day: The Northern Corridor in Figures".into(),
        summary: "A corridor that was built for coal now carries washing machines.".into(),
        takeaways: takeaways(&["Containers overtook coal in March.", "Delays cluster at one border station."]),
        body: "The corridor's operator publishes its counts by station and month.\n\n\
               | Station | January | February | March | April | May | June | Share of delays | Remarks |\n\
               | :--- | ---: | ---: | ---: | ---: | ---: | ---: | :---: | --- |\n\
               | Western yard | 310 | 298 | 355 | 361 | 372 | 380 | 4% | new crane |\n\
               | Junction | 305 | 290 | 351 | 355 | 366 | 371 | 9% | single track to the \\| bridge |\n\
               | Border | 280 | 262 | 300 | 310 | 309 | 315 | **71%** | `gauge` change, see [map](https://example.org/map) |\n\
               | Terminal | 279 | 262 | 299 | 309 | 309 | 314 | 16% | |\n\n\
               A table may also be narrow:\n\n| Yes | No |\n| --- | --- |\n| 3 | 4 |"
            .into(),
        section: "Data".into(),
        tags: vec!["rail".into(), "data".into(), "no".into()],
        published_at: Some(at("2026-07-15T22:10:00Z")),
        ..blank("en")
    }
}

fn heat() -> Brief {
    Brief {
        headline: "A City Learns to Close at Noon".into(),
        summary: "Working hours follow the thermometer now. Schools, courts and building sites have their own rules.".into(),
        takeaways: takeaways(&["Outdoor work stops at 38 °C.", "Courts sit from six to eleven."]),
        analysis: Analysis {
            text: "> [!IMPORTANT]\n> The rule protects those with a contract; most roofers have none.".into(),
            ..blank("en").analysis
        },
        body: "> [!NOTE]\n> Temperatures are those of the airport, which is cooler than the town.\n\nShops open at dawn.\n\n\
               > [!TIP]\n> Buses are free between eleven and four.\n\n> [!WARNING]\n> The *second* heat plan is not yet law.\n>\n> \
               It is before the council.\n\n> [!CAUTION]\n> Figures for August are estimates.\n\n> An ordinary quotation stays \
               one.\n>\n> > And one within it."
            .into(),
        tags: vec!["climate".into(), "labour".into()],
        published_at: Some(at("2026-08-11T11:00:00Z")),
        ..blank("en")
    }
}

fn corrections(pictures: &Pictures) -> Brief {
    Brief {
        headline: "The Bridge That Was Paid For Twice".into(),
        summary: "An audit finds the same invoice in two budgets, nine years apart.".into(),
        hero: Some(Hero {
            image: Some(pictures.jpeg.clone()),
            alt: "A road bridge of two spans over a dry river bed.".into(),
            ..Hero::default()
        }),
        takeaways: takeaways(&["Both payments were approved by the same office."]),
        body: "The invoice carries two stamps. Only one of them is real.".into(),
        tags: vec!["audit".into()],
        corrections: vec![
            corrected(
                "2026-06-03T08:00:00Z",
                "An earlier version gave the length of the bridge as 410 metres; it is 140.",
            ),
            corrected("2026-06-05T16:45:00Z", "The audit office's name was misspelt & its year was \"wrong\"."),
        ],
        canonical_url: "https://example.org/bridge".into(),
        status: Status::Exported,
        published_at: Some(at("2026-06-02T05:00:00Z")),
        ..blank("en")
    }
}

fn long_headline() -> Brief {
    let sentence = "The Committee That Was to Meet for One Afternoon Has Now Met for Four Years, Heard Nine Hundred People, \
                    Filled Two Archives, Changed Its Chair Three Times and Its Name Twice, and Is Asked Once More This \
                    Week to Say in One Sentence What It Has Found Out So Far About the Price of Water in the Dry Valleys";
    let headline: String = sentence.chars().cycle().take(300).collect();
    Brief {
        headline,
        summary: "It answers on Friday.".into(),
        takeaways: takeaways(&["No sentence has been agreed on."]),
        body: "Its minutes run to eleven thousand pages.".into(),
        tags: vec!["water".into()],
        published_at: Some(at("2026-03-09T10:00:00Z")),
        ..blank("en")
    }
}

fn bare() -> Brief {
    Brief {
        headline: "Ferry Fares Rise in October".into(),
        body: "Islanders pay half. The council votes again in spring.".into(),
        ..Brief { language: "en".into(), ..Brief::default() }
    }
}

fn no_headline() -> Brief {
    Brief {
        body: "A correspondent's note that nobody has given a headline to.\n\nIt has two paragraphs.".into(),
        ..blank("en-GB")
    }
}

fn code() -> Brief {
    Brief {
        headline: "The Formula Behind the Index, Line by Line".into(),
        summary: "A price index is a short program. Here is what it does with a holiday.".into(),
        takeaways: takeaways(&["The index drops `NaN` and counts `0`.", "CO<sub>2</sub> is priced by the <abbr title=\"metric tonne\">t</abbr>."]),
        body: "Press <kbd>F9</kbd> to recompute. The office publishes its code:\n\n```python\nfor day in days:\n    if day.price \
               < 0 and not day.holiday:\n        total += day.price * 1e3  # <b>not</b> markup\n```\n\nAnd an older form:\n\n    \
               LET TOTAL = TOTAL + PRICE\n    IF HOLIDAY THEN GOTO 20\n\nIts unit is the m<sup>3</sup>; H<sub>2</sub>O is free.  \n\
               A hard break precedes this line, <ins>this</ins> was added and ~~this~~ struck out, <mark>this marked</mark>.\n\n\
               <div>\n\nA paragraph within a block of HTML.\n\n</div>\n\n<!-- An editor's remark that nobody is to see. -->\n\n\
               The end."
            .into(),
        tags: vec!["data".into(), "prices".into()],
        published_at: Some(at("2026-02-02T02:02:02Z")),
        ..blank("en")
    }
}

fn picture_story(pictures: &Pictures) -> Brief {
    Brief {
        headline: "Four Photographs of a Reservoir".into(),
        summary: "Taken from the same rock, a season apart.".into(),
        hero: Some(Hero {
            image: Some(pictures.jpeg.clone()),
            decorative: true,
            credit: "Archive of the water board".into(),
            ..Hero::default()
        }),
        takeaways: takeaways(&["The water line fell by eleven metres."]),
        body: format!(
            "In spring the rock is an island:\n\n![A flat rock, water on all sides](image:{png})\n\nBy summer it can be walked to. \
             ![The same rock with a path of dry mud](image:{jpeg} \"July\") The path is photographed most.\n\n- Autumn: \
             ![The rock above a beach](image:{png})\n- [![The rock in snow](image:{jpeg})](https://example.org/winter)\n\n\
             ![A picture that lives elsewhere](https://example.org/elsewhere.png)",
            png = pictures.png,
            jpeg = pictures.jpeg
        ),
        tags: vec!["water".into(), "photography".into()],
        published_at: Some(at("2026-10-01T12:00:00Z")),
        ..blank("en")
    }
}

fn picture_to_come() -> Brief {
    Brief {
        headline: "Under Embargo: The Fisheries Accord, Chapter by Chapter".into(),
        summary: "Negotiators agreed at four in the morning. The text is short; the annexes are not.".into(),
        hero: Some(Hero {
            alt: "Delegates asleep on a row of chairs.".into(),
            caption: "The last night of the talks.".into(),
            ..Hero::default()
        }),
        takeaways: takeaways(&["Quotas are traded, not given.", "Observers sail on every fourth ship."]),
        body: "Chapter one defines a fish. It takes six pages.".into(),
        tags: ["no", "12:30", "@sea", "2026-09-01", "- dash", "# hash", "yes: and", "null"].map(Into::into).into(),
        status: Status::InReview,
        embargo_until: Some(at("2026-12-01T00:00:00Z")),
        published_at: Some(at("2026-12-01T00:00:00Z")),
        ..blank("en")
    }
}

fn markup_as_words() -> Brief {
    let words =
        "Say \"{{ name }}\" & {% raw %} <b>not bold</b> 'quoted' \\ back `tick` [link] *star* _line_ #1 @2 %3 |4";
    Brief {
        headline: words.into(),
        summary: words.into(),
        hero: Some(Hero { alt: words.into(), caption: words.into(), credit: words.into(), ..Hero::default() }),
        takeaways: takeaways(&["Braces {{ stay }} and {% so does %} this", "`{{< shortcode >}}` and <kbd>&lt;</kbd> too"]),
        analysis: Analysis {
            label: words.into(),
            title: words.into(),
            text: "A template's `{{ braces }}`, {{ braces }} and {% tags %} are words here.".into(),
            byline: words.into(),
            tag: words.into(),
        },
        body: "The page explains templates: {{ site.title }}, {% include x %}, {{< figure >}}, {{% notice %}}, <% x %>, ${x}.\n\n\
               ```liquid\n{% for x in y %}{{ x }}{% endfor %}\n```\n\nAnd `{% endraw %}` as well: {% endraw %}."
            .into(),
        publication: words.into(),
        byline: words.into(),
        section: words.into(),
        tags: vec!["R&D".into(), "<tag>".into(), "\"quoted\"".into(), "it's".into()],
        dateline: words.into(),
        sources: vec![Source { title: words.into(), url: "https://example.org/?a=1&b=<2>".into() }],
        published_at: Some(at("2026-04-30T12:00:00Z")),
        ..blank("en")
    }
}

fn links() -> Brief {
    Brief {
        headline: "Where to Read More, and Whom to Ask".into(),
        summary: "A brief made of references.".into(),
        takeaways: takeaways(&["See <https://example.org/a>.", "Or www.example.org/b, say."]),
        body: "An [inline link](https://example.org/one), a [reference][two], a [shortcut], a bare https://example.org/four?x=1&y=2, \
               an <https://example.org/five>, a <desk@example.org>, a [mail](mailto:desk@example.org?subject=Hello), a \
               [telephone](tel:+351-210-000-000), a [neighbour](other-brief), one [from the root](/about), an [anchor](#asking), \
               an [empty one](), a [titled one](https://example.org/t \"With \\\"quotes\\\"\") and [**bold** `code`]\
               (https://example.org/%E6%96%B0?q=(a)).\n\n## Asking\n\nWrite to the desk.\n\n\
               [two]: https://example.org/two \"Two\"\n[shortcut]: <https://example.org/three>"
            .into(),
        sources: vec![
            Source { title: String::new(), url: "https://example.org/untitled".into() },
            Source { title: "A book".into(), url: String::new() },
        ],
        tags: vec!["reference".into()],
        published_at: Some(at("2026-01-31T23:59:59Z")),
        ..blank("en")
    }
}

fn headings() -> Brief {
    Brief {
        headline: "An Outline, Six Levels Deep".into(),
        summary: "For those who read by headings.".into(),
        takeaways: takeaways(&["The order of levels is kept."]),
        analysis: Analysis { text: "# Ours begins at one\n\nText.\n\n## Two\n\nText.".into(), ..blank("en").analysis },
        body: "Before.\n\n# One\n\nText.\n\n## Two, with *emphasis* and `code`\n\nText.\n\n### Three\n\nText.\n\n#### Four\n\nText.\n\n\
               ##### Five\n\nText.\n\n###### Six\n\nText.\n\nSetext, one\n===========\n\nText.\n\nSetext, two\n-----------\n\nText."
            .into(),
        tags: vec!["structure".into()],
        published_at: Some(at("2026-11-01T06:00:00Z")),
        ..blank("en")
    }
}

fn scripts() -> Brief {
    Brief {
        headline: "Übersetzt, 翻訳, перевод, ترجمة: A Word in Nine Scripts 🇵🇹".into(),
        summary: "Right-to-left נכתב כאן, combining e\u{301}, wide ｆｕｌｌ, emoji 👩🏽‍🔬, astral 𠮷 and a soft\u{ad}hyphen.".into(),
        takeaways: takeaways(&["العربية في **سطر** واحد", "हिन्दी और ไทย", "한국어와 日本語"]),
        body: "Mixed 中文 with English and العربية in one line.\n\n- ελληνικά\n- Հայերեն\n- ქართული\n\nNarrow\u{202f}space, no-break\u{a0}space, \
               zero\u{200b}width, and a line\u{2028}separator."
            .into(),
        tags: vec!["язык".into(), "לשון".into(), "言語".into()],
        published_at: Some(at("2026-06-21T18:00:00Z")),
        ..blank("en")
    }
}

/// The bodies of the others one after the other.
fn long() -> Brief {
    let chapters = [reserves(), freight(), heat(), code(), headings(), scripts(), reserves(), freight()];
    let body = chapters.iter().map(|brief| format!("## {}\n\n{}", brief.headline, brief.body)).collect::<Vec<_>>();
    Brief {
        headline: "The Yearbook: Eight Reports in One".into(),
        summary: chapters.each_ref().map(|brief| brief.summary.as_str()).join(" "),
        takeaways: chapters
            .iter()
            .flat_map(|brief| brief.takeaways.iter())
            .map(|takeaway| super::takeaway(&takeaway.text))
            .collect(),
        body: body.join("\n\n"),
        tags: vec!["yearbook".into(), "long read".into()],
        published_at: Some(at("2026-12-31T12:00:00Z")),
        ..blank("en")
    }
}
