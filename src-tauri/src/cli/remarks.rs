//! What is said of files, of which there may be thousands: the same is said once.

use std::collections::HashMap;

/// The most files that a line names; the others are counted.
const NAMED: usize = 3;

/// Lines about files, in the order in which each was said first.
#[derive(Default)]
pub struct Remarks {
    remarks: Vec<Remark>,
    /// Where in `remarks` a sentence stands.
    places: HashMap<String, usize>,
}

struct Remark {
    sentence: String,
    files: Vec<String>,
    others: usize,
}

impl Remarks {
    /// Says `sentence` of `file`.
    pub fn say(&mut self, file: &str, sentence: &str) {
        let place = self.places.get(sentence).copied().unwrap_or_else(|| {
            self.remarks.push(Remark { sentence: sentence.to_owned(), files: Vec::new(), others: 0 });
            self.places.insert(sentence.to_owned(), self.remarks.len() - 1);
            self.remarks.len() - 1
        });
        let remark = &mut self.remarks[place];
        if remark.files.len() < NAMED {
            remark.files.push(file.to_owned());
        } else {
            remark.others += 1;
        }
    }

    /// A line for each sentence: `a.html, b.html: what is to be said of both`.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.remarks.iter().map(|Remark { sentence, files, others }| match others {
            0 => format!("{}: {sentence}", files.join(", ")),
            others => format!("{} and {others} more: {sentence}", files.join(", ")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Remarks;

    #[test]
    fn what_is_the_same_of_many_files_is_said_once() {
        let mut remarks = Remarks::default();
        for file in ["a", "b", "c", "d", "e"] {
            remarks.say(file, "no picture");
            if file != "a" {
                remarks.say(file, &format!("{} is odd", if file == "c" { "this" } else { "that" }));
            }
        }
        let lines: Vec<String> = remarks.lines().collect();
        assert_eq!(lines, ["a, b, c and 2 more: no picture", "b, d, e: that is odd", "c: this is odd"]);
    }
}
