//! What turns one text into another, in a few bytes where they are much the same.

/// How much of a text stays at its beginning and at its end, and what comes between the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta {
    /// The length of the text that it is for, in bytes.
    length: usize,
    start: usize,
    end: usize,
    middle: String,
}

impl Delta {
    /// What turns `from` into `to`.
    ///
    /// ```
    /// use envelope::model::Delta;
    /// let delta = Delta::between("10M users", "12M users");
    /// assert_eq!(delta.apply("10M users").as_deref(), Some("12M users"));
    /// assert_eq!(delta.apply("10M"), None);
    /// assert_eq!(delta.encode(), "9 1 7 2");
    /// ```
    pub fn between(from: &str, to: &str) -> Self {
        let (before, after) = (from.as_bytes(), to.as_bytes());
        let mut start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
        // What both begin with ends within a letter of the one where it does so in the other.
        while !to.is_char_boundary(start) {
            start -= 1;
        }
        let (before, after) = (&before[start..], &after[start..]);
        let behind = before.iter().rev().zip(after.iter().rev());
        let mut end = behind.take_while(|(a, b)| a == b).count();
        while !to.is_char_boundary(to.len() - end) {
            end -= 1;
        }
        Self {
            length: from.len(),
            start,
            end,
            middle: to[start..to.len() - end].to_owned(),
        }
    }

    /// The other text; `None` where this is for a text of another length.
    pub fn apply(&self, from: &str) -> Option<String> {
        if from.len() != self.length {
            return None;
        }
        let end = from.get(self.length.checked_sub(self.end)?..)?;
        Some([from.get(..self.start)?, &self.middle, end].concat())
    }

    /// How many bytes it takes, nearly.
    pub const fn size(&self) -> usize {
        self.middle.len() + 32
    }

    /// One text: three numbers, and what comes between.
    pub fn encode(&self) -> String {
        format!(
            "{} {} {} {}",
            self.length, self.start, self.end, self.middle
        )
    }

    /// Reads it back; `None` where it is damaged.
    pub fn decode(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let mut number = || parts.next()?.parse().ok();
        Some(Self {
            length: number()?,
            start: number()?,
            end: number()?,
            middle: parts.next()?.to_owned(),
        })
    }
}
