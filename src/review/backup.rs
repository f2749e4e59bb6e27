//! Whether what is promised of a recovery goes together with what is said of backups and copies.

use super::{Problem, Severity};
use crate::estimate::{Reading, read};
use crate::model::data_model::{POINT_IN_TIME, RPO, RTO};
use crate::model::{Address, Document, Field, Section};
use crate::quantity::{Kind, Period, Quantity, show};

pub(super) fn problems(doc: &Document) -> Vec<Problem> {
    let conv = doc.number_conventions();
    let entered = |field: &'static Field<Document>| match read(&field.spec, (field.get)(doc), &conv)
    {
        Reading::Value(entry) => Some(entry.value),
        _ => None,
    };
    let empty = |text: &str| text.trim().is_empty();
    let mut found = Vec::new();
    let mut say = |span: Option<Quantity>, title: &str, words: [&str; 2]| {
        if let Some(span) = span {
            found.push(Problem {
                severity: Severity::Warning,
                section: Section::DataModel,
                place: Address::Field(&POINT_IN_TIME),
                title: title.to_owned(),
                detail: [words[0], &show(&span, Kind::Latency, &conv), words[1]].concat(),
                fix: None,
            });
        }
    };
    let model = &doc.data_model;
    if empty(&model.point_in_time) {
        // A daily backup alone keeps a longer promise.
        let short = |rpo: &Quantity| rpo.in_period(Period::Second, &conv).value < DAY;
        say(
            entered(&RPO).filter(short),
            "Nothing keeps the RPO",
            [
                "At most ",
                " of work may be lost, and a daily backup loses a day. Say how far back a point in time can be restored. A replica does not help against a wrong DELETE.",
            ],
        );
        let nowhere = empty(&model.cross_region) && empty(&model.replicas);
        say(
            entered(&RTO).filter(|_| nowhere),
            "Nothing keeps the RTO",
            [
                "It has to run again after ",
                ". Say from what: a replica that takes over, a copy in another region, or a backup and how long it takes to restore.",
            ],
        );
    }
    found
}

/// So many seconds.
const DAY: f64 = 86_400.0;
