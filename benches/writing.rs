//! A text as it grows under somebody's hands: sentences typed where the caret is, taken back, mended, moved. The same at each run.

/// Numbers that look random and are the same at each run: xorshift64*.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(0x9E37_79B9_7F4A_7C15))
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % sides
    }
}

/// The words that hold English together; about half of any text.
const SMALL: [&str; 48] = [
    "the", "of", "and", "to", "a", "in", "that", "is", "for", "on", "with", "as", "was", "it", "by", "at", "from",
    "its", "has", "have", "are", "be", "an", "but", "not", "which", "their", "had", "this", "more", "than", "will",
    "were", "one", "who", "been", "would", "they", "after", "when", "there", "all", "or", "into", "two", "over", "if",
    "what",
];
const ONSETS: [&str; 20] =
    ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl", "pr", "ch", "sh", "gr"];
const VOWELS: [&str; 10] = ["a", "e", "i", "o", "u", "ea", "ou", "ai", "er", "ar"];
const CODAS: [&str; 12] = ["", "", "n", "r", "s", "t", "nd", "ct", "ment", "tion", "ing", "ed"];

/// Sentences with the statistics of English: half of the words small ones, the others from a vocabulary of 4,000, the common ones often.
pub struct Writer {
    vocabulary: Vec<String>,
    dice: Dice,
}

impl Writer {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut syllable = |ends: bool| {
            let coda = if ends { CODAS[dice.roll(CODAS.len())] } else { "" };
            format!("{}{}{coda}", ONSETS[dice.roll(ONSETS.len())], VOWELS[dice.roll(VOWELS.len())])
        };
        let word = |number: usize| (0..1 + number % 3).map(|n| syllable(n == number % 3)).collect();
        let vocabulary = (0..4000).map(word).collect();
        Self { vocabulary, dice }
    }

    pub fn dice(&mut self) -> &mut Dice {
        &mut self.dice
    }

    /// A sentence of about a line and a half.
    pub fn sentence(&mut self) -> String {
        let length = 8 + self.dice.roll(14);
        let drawn: Vec<_> = (0..length).map(|_| self.word()).collect();
        let words: Vec<&str> = drawn.into_iter().map(|(small, at)| self.spell(small, at)).collect();
        let sentence = words.join(" ");
        format!("{}{}.", sentence[..1].to_uppercase(), &sentence[1..])
    }

    /// Which word comes next. The product of two even throws prefers the beginning of a list, as Zipf's law does.
    fn word(&mut self) -> (bool, usize) {
        let small = self.dice.roll(100) < 47;
        let count = if small { SMALL.len() } else { self.vocabulary.len() };
        (small, self.dice.roll(count) * self.dice.roll(count) / count)
    }

    fn spell(&self, small: bool, at: usize) -> &str {
        if small { SMALL[at] } else { &self.vocabulary[at] }
    }
}

/// A body in paragraphs of sentences.
pub struct Body {
    paragraphs: Vec<Vec<String>>,
    writer: Writer,
    /// The paragraph that the caret is in.
    caret: usize,
}

impl Body {
    pub fn new(writer: Writer) -> Self {
        Self { paragraphs: vec![Vec::new()], writer, caret: 0 }
    }

    pub fn text(&self) -> String {
        self.paragraphs.iter().map(|sentences| sentences.join(" ")).collect::<Vec<_>>().join("\n\n")
    }

    /// What may happen within one sitting.
    pub fn sit(&mut self) {
        match self.writer.dice().roll(20) {
            0 => self.take_back(),
            1 => self.move_one(),
            2..=4 => self.mend(),
            5..=8 => {
                self.mend();
                self.type_on();
            }
            _ => self.type_on(),
        }
    }

    fn type_on(&mut self) {
        if self.writer.dice().roll(6) == 0 {
            self.caret = self.writer.dice().roll(self.paragraphs.len());
        }
        if self.paragraphs[self.caret].len() > 5 {
            self.caret += 1;
            self.paragraphs.insert(self.caret, Vec::new());
        }
        let sentence = self.writer.sentence();
        self.paragraphs[self.caret].push(sentence);
    }

    fn somewhere(&mut self) -> Option<(usize, usize)> {
        let paragraph = self.writer.dice().roll(self.paragraphs.len());
        let length = self.paragraphs[paragraph].len();
        (length > 0).then(|| (paragraph, self.writer.dice().roll(length)))
    }

    fn take_back(&mut self) {
        if let Some((paragraph, sentence)) = self.somewhere() {
            self.paragraphs[paragraph].remove(sentence);
        }
    }

    fn move_one(&mut self) {
        if let Some((paragraph, sentence)) = self.somewhere() {
            let moved = self.paragraphs[paragraph].remove(sentence);
            let to = self.writer.dice().roll(self.paragraphs.len());
            self.paragraphs[to].insert(0, moved);
        }
    }

    /// Puts another word in place of one, or of a few.
    fn mend(&mut self) {
        let Some((paragraph, sentence)) = self.somewhere() else { return };
        let other = self.writer.sentence();
        let mut words: Vec<&str> = self.paragraphs[paragraph][sentence].split(' ').collect();
        let at = self.writer.dice().roll(words.len());
        let until = (at + 1 + self.writer.dice().roll(2)).min(words.len());
        words.splice(at..until, other.trim_end_matches('.').split(' ').skip(2).take(2));
        self.paragraphs[paragraph][sentence] = words.join(" ");
    }

    /// Puts another sentence in place of one.
    pub fn change_a_sentence(&mut self) {
        if let Some((paragraph, sentence)) = self.somewhere() {
            self.paragraphs[paragraph][sentence] = self.writer.sentence();
        }
    }

    /// Writes until the text has `bytes`.
    pub fn grow_to(&mut self, bytes: usize) {
        while self.text().len() < bytes {
            self.type_on();
        }
    }
}
