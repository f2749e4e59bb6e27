//! Counting what passed and what failed.

/// How many checks passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed.
    pub failed: u32,
}

impl Tally {
    /// A single check.
    pub fn one(passed: bool) -> Self {
        Self {
            passed: u32::from(passed),
            failed: u32::from(!passed),
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }

    /// What a test runner said, line by line. A runner that failed without a
    /// failed test did not compile, and one that closed on no line ran nothing:
    /// both count as one failure.
    pub fn of_runner(succeeded: bool, output: &str) -> Self {
        let mut tally = Self::default();
        let mut closed = false;
        for line in output.lines().filter_map(closing) {
            closed = true;
            tally = tally.plus(line);
        }
        if (!succeeded && tally.failed == 0) || !closed {
            tally.failed += 1;
        }
        tally
    }
}

/// `test result: ok. 5 passed; 0 failed; 1 ignored; …`
fn closing(line: &str) -> Option<Tally> {
    let (_, rest) = line.split_once("test result: ")?;
    let (_, counts) = rest.split_once(". ")?;
    let number = |word: &str| {
        counts
            .split(';')
            .find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
    };
    Some(Tally {
        passed: number("passed")?,
        failed: number("failed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up() {
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            noise\n\
            test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 filtered out; finished in 1.2s\n";
        let expected = Tally {
            passed: 5,
            failed: 1,
        };
        assert_eq!(Tally::of_runner(false, output), expected);
    }

    #[test]
    fn a_runner_that_ran_nothing_failed() {
        assert_eq!(Tally::of_runner(true, "").failed, 1);
        assert_eq!(
            Tally::of_runner(false, "error: could not compile").failed,
            1
        );
        let fine = "test result: ok. 0 passed; 0 failed; 0 ignored";
        assert_eq!(Tally::of_runner(true, fine), Tally::default());
        assert_eq!(Tally::of_runner(false, fine).failed, 1);
    }
}
