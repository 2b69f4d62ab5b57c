//! Counting what a step's output says about tests, and naming those that failed. Pure: text in, numbers and names out.

use std::ops::AddAssign;

/// How many passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: usize,
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// What a step's output looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// The whole step is one check.
    Whole,
    /// One `test result: …` line from each test program.
    Cargo,
    /// One `Tests  …` line at the end.
    Vitest,
}

/// Counts a step. A step that ended badly without a failure to show for it (it could not be compiled, it crashed), or
/// that was to run tests and never said a result, is one failure: silence must not look like success.
pub fn tally(counting: Counting, succeeded: bool, output: &str) -> Tally {
    let plain = without_colours(output);
    let said = match counting {
        Counting::Whole => Some(Tally { passed: usize::from(succeeded), failed: usize::from(!succeeded) }),
        Counting::Cargo => cargo_results(&plain),
        Counting::Vitest => vitest_result(&plain),
    };
    let mut tally = said.unwrap_or_default();
    if tally.failed == 0 && (!succeeded || said.is_none()) {
        tally.failed = 1;
    }
    tally
}

/// The tests that failed, by the names that their program gives them, each once and in order.
pub fn failures(counting: Counting, output: &str) -> Vec<String> {
    let plain = without_colours(output);
    let name = |line: &str| -> Option<String> {
        let line = line.trim();
        let name = match counting {
            Counting::Whole => None,
            Counting::Cargo => line.strip_prefix("test ")?.strip_suffix(" ... FAILED"),
            Counting::Vitest => line.strip_prefix("FAIL  "),
        };
        name.map(|name| name.trim().to_owned())
    };
    let mut found: Vec<String> = Vec::new();
    for name in plain.lines().filter_map(name) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The sum over `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
fn cargo_results(output: &str) -> Option<Tally> {
    let mut sum = None;
    for line in output.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
        *sum.get_or_insert_default() += numbers(line);
    }
    sum
}

/// The last of `Tests  1 failed | 2 passed (3)`. Not `Test Files  …`, and not the name of somebody's test.
fn vitest_result(output: &str) -> Option<Tally> {
    let results = output.lines().filter_map(|line| line.trim().strip_prefix("Tests  "));
    results.filter(|line| line.ends_with(')')).map(numbers).next_back()
}

fn numbers(line: &str) -> Tally {
    let words: Vec<&str> = line.split([' ', ';', '|']).filter(|word| !word.is_empty()).collect();
    let before = |name| {
        let pair = words.windows(2).find(|pair| pair[1] == name);
        pair.and_then(|pair| pair[0].parse().ok()).unwrap_or_default()
    };
    Tally { passed: before("passed"), failed: before("failed") }
}

/// Drops terminal escapes: `ESC [ … letter`, and `ESC ] … BEL`, with which some tools set the window's title.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\u{1b}' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('[') => drop(characters.by_ref().find(|character| ('@'..='~').contains(character))),
            Some(']') => drop(characters.by_ref().find(|character| *character == '\u{7}')),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "\
running 3 tests
test brief::keeps_order ... ok

test result: \u{1b}[32mok\u{1b}[0m. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 2 tests
test result: FAILED. 40 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s
";

    fn counted(passed: usize, failed: usize) -> Tally {
        Tally { passed, failed }
    }

    #[test]
    fn sums_the_test_programs() {
        assert_eq!(tally(Counting::Cargo, false, CARGO), counted(43, 2));
    }

    #[test]
    fn reads_vitest_with_and_without_colours() {
        let green = " Test Files  4 passed (4)\n      Tests  31 passed (31)\n   Duration  1.2s\n";
        assert_eq!(tally(Counting::Vitest, true, green), counted(31, 0));
        let red = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m\u{1b}[2m | \u{1b}[22m\u{1b}[32m2 passed\u{1b}[39m\
                   | 1 skipped \u{1b}[90m(4)\u{1b}[39m\n";
        assert_eq!(tally(Counting::Vitest, false, red), counted(2, 1));
    }

    #[test]
    fn names_the_tests_that_failed() {
        let cargo = "test brief::keeps_order ... ok\ntest brief::keeps_all ... \u{1b}[31mFAILED\u{1b}[0m\nfailures:\n";
        assert_eq!(failures(Counting::Cargo, cargo), ["brief::keeps_all"]);
        let vitest = "\u{1b}[41m\u{1b}[1m FAIL \u{1b}[22m\u{1b}[49m src/a.test.ts > adds > 港\n × adds\n FAIL  src/a.test.ts > adds > 港\n";
        assert_eq!(failures(Counting::Vitest, vitest), ["src/a.test.ts > adds > 港"]);
        assert!(failures(Counting::Whole, "error: …").is_empty());
    }

    #[test]
    fn a_check_is_one() {
        assert_eq!(tally(Counting::Whole, true, ""), counted(1, 0));
        assert_eq!(tally(Counting::Whole, false, "error: …"), counted(0, 1));
    }

    #[test]
    fn what_did_not_compile_or_crashed_is_one_failure() {
        assert_eq!(tally(Counting::Cargo, false, "error: could not compile"), counted(0, 1));
        let crashed = "test result: ok. 3 passed; 0 failed; 0 ignored\nerror: signal: 11";
        assert_eq!(tally(Counting::Cargo, false, crashed), counted(3, 1));
        let suite = " Test Files  1 failed | 3 passed (4)\n      Tests  9 passed (9)\n";
        assert_eq!(tally(Counting::Vitest, false, suite), counted(9, 1));
    }

    #[test]
    fn a_silent_test_step_is_a_failure_and_an_empty_one_is_not() {
        assert_eq!(tally(Counting::Vitest, true, "done"), counted(0, 1));
        let filtered = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 8 filtered out";
        assert_eq!(tally(Counting::Cargo, true, filtered), counted(0, 0));
    }

    #[test]
    fn drops_every_escape() {
        assert_eq!(without_colours("\u{1b}]0;title\u{7}a\u{1b}[1;31mb\u{1b}[K\u{1b}(c"), "abc");
    }
}
