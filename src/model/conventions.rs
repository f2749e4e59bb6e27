//! How numbers are read and shown in this document.

use super::Document;
use super::declare::section;
use crate::quantity;

section! {
    /// The conventions, as they were chosen.
    pub struct Conventions at conventions {
        fields {
            data: DATA = choice("Units of data", &[("decimal", "Decimal, 1 KB = 1000 B"), ("binary", "Binary, 1 KB = 1024 B")], "Whether 1 KB is read as 1000 bytes, or as 1024 and shown as KiB. KiB and MiB always mean 1024.").assumed("decimal", "1 KB = 1000 B");
            calendar: CALENDAR = choice("Calendar", &[("exact", "Exact, 86,400 s a day"), ("interview", "Interview, 100,000 s a day")], "Exact: a day of 86,400 s, a month of 30 days, a year of 365. Interview: 100,000 s a day and 2.5 million s a month, easy to divide by.").assumed("exact", "86,400 s a day");
            digits: DIGITS = choice("Digits", &[("3", "3"), ("2", "2")], "How many significant digits a result is shown with. The full value stands in the work shown.").assumed("3", "three significant digits");
            work: WORK = choice("Work shown", &[("full", "In numbers and words"), ("short", "In numbers"), ("none", "None, values only")], "What an exported result shows of its work: the numbers put in, and the formula in words. On the page it is a click away.").assumed("full", "whoever reads it can check it");
        }
        tables {}
    }
}

/// What a result shows of its work where it is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Its value only, and what it lacks.
    None,
    /// The numbers put in.
    Short,
    /// The numbers, and the formula in words.
    Full,
}

impl Document {
    /// How much of the work an export shows.
    ///
    /// ```
    /// use envelope::model::{Document, conventions::Work};
    /// let mut doc = Document::default();
    /// assert_eq!(doc.work_shown(), Work::Full);
    /// doc.conventions.work = "none".into();
    /// assert_eq!(doc.work_shown(), Work::None);
    /// ```
    pub fn work_shown(&self) -> Work {
        match self.conventions.work.as_str() {
            "none" => Work::None,
            "short" => Work::Short,
            _ => Work::Full,
        }
    }

    /// The conventions in the form that reading and showing a number needs.
    ///
    /// ```
    /// use envelope::{model::Document, quantity::Calendar};
    /// let mut doc = Document::default();
    /// doc.conventions.calendar = "interview".into();
    /// assert_eq!(doc.number_conventions().calendar, Calendar::Interview);
    /// ```
    pub fn number_conventions(&self) -> quantity::Conventions {
        let chosen = &self.conventions;
        quantity::Conventions {
            data: if chosen.data == "binary" {
                quantity::DataUnits::Binary
            } else {
                quantity::DataUnits::Decimal
            },
            calendar: if chosen.calendar == "interview" {
                quantity::Calendar::Interview
            } else {
                quantity::Calendar::Exact
            },
            digits: if chosen.digits == "2" { 2 } else { 3 },
        }
    }
}
