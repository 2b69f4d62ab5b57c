//! The words by which a page tells its parts apart, in one table, and how freely they may be written.

use std::collections::HashMap;

use crate::brief::Publication;

/// What a label announces. In the order of the page: a label further up than the last one seen is just text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    Takeaways,
    Desk,
    AnalysisTitle,
    Share,
    Related,
}

const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Takeaways,
        &[
            "key takeaways",
            "takeaways",
            "key takeaway",
            "main takeaways",
            "key points",
            "要点",
            "核心要点",
            "关键要点",
            "本文要点",
            "要點",
            "核心要點",
            "關鍵要點",
            "本文要點",
        ],
    ),
    (
        Label::Desk,
        &[
            "editor's desk",
            "editors' desk",
            "editors desk",
            "from the editor's desk",
            "编者按",
            "编辑部",
            "編者按",
            "編輯部",
        ],
    ),
    (Label::AnalysisTitle, &["strategic analysis", "战略分析", "戰略分析"]),
    (
        Label::Share,
        &["share article", "share this article", "share this", "share", "分享", "分享文章", "分享本文", "分享到"],
    ),
    (
        Label::Related,
        &["related articles", "related stories", "related reading", "相关文章", "相关阅读", "相關文章", "相關閱讀"],
    ),
];

/// What stands under the related label when there is nothing to relate.
const FURNITURE: &[&str] = &[
    "no related articles found",
    "no related articles",
    "暂无相关文章",
    "没有相关文章",
    "暫無相關文章",
    "沒有相關文章",
];
const RELATED_SYMBOL: &str = "📰";

/// The links under the share label, also after "Share on".
const NETWORKS: &[&str] = &[
    "x",
    "twitter",
    "facebook",
    "linkedin",
    "weibo",
    "wechat",
    "whatsapp",
    "telegram",
    "reddit",
    "qq",
    "email",
    "e-mail",
    "mail",
    "copy link",
    "print",
    "微博",
    "新浪微博",
    "微信",
    "朋友圈",
    "领英",
    "邮件",
    "电子邮件",
    "電子郵件",
    "复制链接",
    "複製連結",
];
const SHARE_ON: &[&str] = &["share on ", "share to ", "share via ", "share by ", "分享到", "分享至"];

/// The last word of an analysis's tag, by which one can be told from the name of a publication.
const TAG_WORDS: &[&str] = &[
    "insight",
    "insights",
    "analysis",
    "opinion",
    "comment",
    "commentary",
    "perspective",
    "洞察",
    "分析",
    "评论",
    "观点",
    "觀點",
];

/// Labels never get longer than this in bytes, unless a profile has a longer one; saves looking at paragraphs.
const LONGEST: usize = 60;

/// The table above with what the publications add to it.
pub(super) struct Labels {
    labels: HashMap<String, Label>,
    publications: HashMap<String, String>,
    bylines: Vec<String>,
    tags: Vec<String>,
    longest: usize,
}

impl Label {
    /// Whether it begins a part of the brief, as opposed to what the page generates.
    pub(super) fn has_part(self) -> bool {
        matches!(self, Self::Takeaways | Self::Desk | Self::AnalysisTitle)
    }
}

impl Labels {
    pub(super) fn new(publications: &[Publication]) -> Self {
        let mut labels: HashMap<String, Label> = HashMap::new();
        for (label, words) in LABELS {
            labels.extend(words.iter().map(|word| ((*word).to_owned(), *label)));
        }
        for publication in publications {
            for (label, word) in
                [(Label::Desk, &publication.desk_label), (Label::AnalysisTitle, &publication.analysis_title)]
            {
                labels.entry(bare(word)).or_insert(label);
            }
        }
        labels.remove("");
        let longest = labels.keys().map(String::len).max().unwrap_or(0) + LONGEST;
        let of = |field: fn(&Publication) -> &String| {
            publications.iter().map(|publication| bare(field(publication))).filter(|word| !word.is_empty()).collect()
        };
        let names = publications.iter().map(|publication| (bare(&publication.name), publication.name.clone()));
        Self {
            labels,
            publications: names.filter(|(key, _)| !key.is_empty()).collect(),
            bylines: of(|publication| &publication.analysis_byline),
            tags: of(|publication| &publication.analysis_tag),
            longest,
        }
    }

    /// The label that `line` is, whatever its case, apostrophes and decoration.
    pub(super) fn label(&self, line: &str) -> Option<Label> {
        if line.len() > self.longest
            || line.trim_end().ends_with(['.', '!', '?', ',', ';', '。', '！', '？', '，', '；'])
        {
            return None;
        }
        self.labels.get(&bare(line)).copied()
    }

    /// The name, as its profile writes it, of the publication that `line` says and nothing else.
    pub(super) fn publication(&self, line: &str) -> Option<&str> {
        self.short_key(line).and_then(|key| self.publications.get(&key)).map(String::as_str)
    }

    pub(super) fn is_byline(&self, line: &str) -> bool {
        self.short_key(line).is_some_and(|key| self.bylines.contains(&key))
    }

    pub(super) fn is_tag(&self, line: &str) -> bool {
        self.short_key(line).is_some_and(|key| self.tags.contains(&key))
    }

    fn short_key(&self, line: &str) -> Option<String> {
        let known = self.publications.keys().chain(&self.bylines).chain(&self.tags);
        let longest = known.map(String::len).max().unwrap_or(0) + LONGEST;
        (line.len() <= longest).then(|| bare(line))
    }
}

/// Whether an analysis's tag may end with the last word of `line`.
pub(super) fn is_tag_like(line: &str) -> bool {
    let key = bare(line);
    TAG_WORDS.iter().any(|word| key.ends_with(word))
}

/// Whether `line` is what a page shows under its related label when it has nothing to relate.
pub(super) fn is_furniture(line: &str) -> bool {
    line == RELATED_SYMBOL
        || (line.len() <= LONGEST && FURNITURE.contains(&bare(line.trim_end_matches(['.', '。'])).as_str()))
}

/// Whether `line` is one of the links of a share block.
pub(super) fn is_network(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let key = bare(line);
    let name = SHARE_ON.iter().find_map(|on| key.strip_prefix(on)).unwrap_or(&key);
    NETWORKS.contains(&name)
}

/// `text` as a page shows it, without the decoration around it.
pub(super) fn undecorated(text: &str) -> &str {
    text.trim_matches(is_decoration)
}

/// Rules, brackets, bullets, arrows and pictures: what no text would miss. Quotation and question marks are text.
fn is_decoration(c: char) -> bool {
    const MARKS: &str = "*_#=~-–—•·|:：>»【】[]（）()《》「」『』〖〗▪";
    c.is_whitespace()
        || MARKS.contains(c)
        || matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}')
}

/// The form in which labels are compared: no decoration, small letters, straight apostrophes, single spaces.
fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for word in undecorated(text).split_whitespace() {
        if !bare.is_empty() {
            bare.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' | '‘' | 'ʼ' | '＇' | '`' | '´' => bare.push('\''),
                '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{AD}' => {}
                _ => bare.extend(c.to_lowercase()),
            }
        }
    }
    bare
}
