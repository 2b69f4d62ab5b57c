//! Markdown of any length with all that briefs are written with: headings, lists, quotes, tables, links, emphasis. The
//! same seed gives the same text.

const WORDS: &str = "harbour tariff railway ministry glacier orchard licence auction turbine ferry census tribunal \
vaccine satellite quarry subsidy wetland refinery archive embassy freight loan pension drought levee workshop \
carrier fishery summit mandate ballot charter deposit engine furnace garrison herd inquiry junction kiln ledger \
market notice office permit quota reserve strike terminal union valley warehouse yield the of and to in a is that \
for on with as by at from this which has have was were would could may not but more than over under after before \
between while since until";

/// Markdown of at least `bytes` bytes, and hardly more.
pub fn markdown(seed: u64, bytes: usize) -> String {
    let mut writer = Writer { random: seed, words: WORDS.split_whitespace().collect() };
    let mut text = format!("# {}\n", capitalised(&writer.phrase(6)));
    while text.len() < bytes {
        text.push('\n');
        text.push_str(&writer.block());
        text.push('\n');
    }
    text
}

struct Writer {
    random: u64,
    words: Vec<&'static str>,
}

impl Writer {
    fn block(&mut self) -> String {
        let few = 3 + self.below(4);
        match self.below(100) {
            0..12 => format!("## {}", capitalised(&self.phrase(5))),
            12..24 => self.repeated(few, "\n", |writer| format!("- {}", writer.sentence())),
            24..29 => format!("> {} {}", self.sentence(), self.sentence()),
            29..32 => {
                let rows = self.repeated(4, "\n", |writer| {
                    format!("| {} | {} | {} |", writer.word(), writer.phrase(2), writer.below(100))
                });
                format!("| Actor | Interest | Risk |\n| --- | --- | ---: |\n{rows}")
            }
            _ => self.repeated(few, " ", Self::sentence),
        }
    }

    fn sentence(&mut self) -> String {
        let mut words: Vec<String> = (0..9 + self.below(16)).map(|_| self.word().to_owned()).collect();
        if self.below(100) < 18 {
            self.dress(&mut words, |word| format!("**{word}**"));
        }
        if self.below(100) < 12 {
            self.dress(&mut words, |word| format!("[{word}](https://example.org/{})", word.trim_matches('*')));
        }
        if self.below(100) < 10 {
            self.dress(&mut words, |word| format!("*{}*", word.trim_matches('*')));
        }
        capitalised(&words.join(" ")) + "."
    }

    fn dress(&mut self, words: &mut [String], dress: impl Fn(&str) -> String) {
        let at = self.below(words.len());
        words[at] = dress(&words[at]);
    }

    fn phrase(&mut self, words: usize) -> String {
        self.repeated(words, " ", |writer| writer.word().to_owned())
    }

    fn repeated(&mut self, count: usize, between: &str, mut one: impl FnMut(&mut Self) -> String) -> String {
        (0..count).map(|_| one(self)).collect::<Vec<_>>().join(between)
    }

    fn word(&mut self) -> &'static str {
        let at = self.below(self.words.len());
        self.words[at]
    }

    /// A number below `end`, by SplitMix64.
    fn below(&mut self, end: usize) -> usize {
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
