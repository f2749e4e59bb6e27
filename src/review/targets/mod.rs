//! The requirements of section 1, each with what the estimate says of it, and whether the two agree.

mod figure;
mod measures;
// On the host only, as the other tests are.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use figure::figure;

use super::{Fix, Problem, Severity};
use crate::estimate::{Estimate, Reading, read};
use crate::formula::Node;
use crate::model::reliability::AVAILABILITY;
use crate::model::requirements::{NON_FUNCTIONAL, NonFunctional, TARGET};
use crate::model::{Address, Document, Field, Section, capacity, data_model};
use crate::quantity::{Kind, Quantity, show};
use measures::{From, MEASURES, Measure};
use std::cmp::Ordering;

/// A requirement beside what the design has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered<'d> {
    /// The requirement.
    pub requirement: &'d NonFunctional,
    /// What the estimate, or another section, has for it; empty where that is not known.
    pub has: String,
    /// Whether it agrees.
    pub agrees: Agrees,
}

/// Whether a requirement and the design agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agrees {
    /// It is met.
    Yes,
    /// It is missed, by so much.
    No(String),
    /// It cannot be said without this.
    Needs(String),
    /// No figure decides it.
    Judge,
}

/// What a quality is called, by the words in its name. A scale can be of many things, and is not among them.
const NAMES: [(&[&str], &str); 9] = [
    (&["availability"], "availability"),
    (&["write", "latency"], "write-latency"),
    (&["latency"], "latency"),
    (&["durability"], "durability"),
    (&["consistency"], "consistency"),
    (&["throughput"], "throughput"),
    (&["cost"], "cost"),
    (&["recovery", "point"], "rpo"),
    (&["recovery", "time"], "rto"),
];

/// The kind of a requirement: what was chosen, else by its name; empty where neither says it.
///
/// ```
/// use envelope::{model::requirements::NonFunctional, review::targets::kind_of};
/// let of = |quality: &str| kind_of(&NonFunctional { quality: quality.into(), ..Default::default() }).to_owned();
/// assert_eq!([of("Read latency"), of("Recovery point"), of("Scale")], ["latency", "rpo", ""]);
/// ```
pub fn kind_of(requirement: &NonFunctional) -> &str {
    let chosen = requirement.kind.trim();
    if !chosen.is_empty() {
        return chosen;
    }
    let name = requirement.quality.to_lowercase();
    let has = |word: &&str| {
        name.split(|c: char| !c.is_alphanumeric())
            .any(|other| other == *word)
    };
    let mut names = NAMES.iter();
    names
        .find(|(words, _)| words.iter().all(has))
        .map_or("", |(_, kind)| kind)
}

/// Each requirement of section 1 beside what the design has.
pub fn covered<'d>(doc: &'d Document, estimate: &Estimate) -> Vec<Covered<'d>> {
    let rows = doc.requirements.non_functional.iter();
    rows.map(|row| cover(row, doc, estimate)).collect()
}

fn cover<'d>(row: &'d NonFunctional, doc: &Document, estimate: &Estimate) -> Covered<'d> {
    let (has, agrees) = match (measure(row), kind_of(row)) {
        (Some(measure), _) => measured(row, measure, doc, estimate),
        (None, "durability") => durability(estimate),
        (None, "consistency") => match doc.data_model.cap.trim() {
            "" => (
                String::new(),
                Agrees::Needs("the CAP stance of section 7".to_owned()),
            ),
            cap => (
                data_model::CAP.spec.choice_label(cap).to_owned(),
                Agrees::Judge,
            ),
        },
        _ if row.met_by.trim().is_empty() => {
            (String::new(), Agrees::Needs("what meets it".to_owned()))
        }
        _ => (String::new(), Agrees::Judge),
    };
    Covered {
        requirement: row,
        has,
        agrees,
    }
}

fn measure(row: &NonFunctional) -> Option<&'static Measure> {
    let kind = kind_of(row);
    MEASURES.iter().find(|measure| measure.kind == kind)
}

/// How often data is lost depends on the disks; a single copy is lost with its disk, whatever it is.
fn durability(estimate: &Estimate) -> (String, Agrees) {
    let copies = estimate.input(capacity::REPLICATION.spec.key, 0);
    let Some(copies) = copies.and_then(|node| node.value) else {
        return (
            String::new(),
            Agrees::Needs("the replication factor of section 5".to_owned()),
        );
    };
    let many = show(&copies, Kind::Count, estimate.graph().conventions());
    // A factor between one and two is that of an erasure code.
    if copies.value <= 1.0 {
        return ("1 copy".to_owned(), Agrees::No("a copy".to_owned()));
    }
    ([&many, " copies"].concat(), Agrees::Judge)
}

fn measured(
    row: &NonFunctional,
    measure: &Measure,
    doc: &Document,
    estimate: &Estimate,
) -> (String, Agrees) {
    let conv = estimate.graph().conventions();
    let needs = |what: &str| Agrees::Needs(what.to_owned());
    let Some((now, node)) = now(measure, doc, estimate) else {
        return (String::new(), needs(measure.needs));
    };
    let has = show(&now, measure.takes, conv);
    let Some(target) = figure(&row.target, measure.takes, measure.marker, conv) else {
        return (has, needs("a target with a figure (section 1)"));
    };
    let missed = if measure.least {
        Ordering::Less
    } else {
        Ordering::Greater
    };
    let agrees = match now.compare(target, conv) {
        Ok(order) if order == missed => {
            let by = if measure.least {
                target.sub(now, conv)
            } else {
                now.sub(target, conv)
            };
            Agrees::No(by.map_or_else(|_| String::new(), |by| show(&by, measure.takes, conv)))
        }
        // What is not known of a sum would only add to it.
        Ok(_) => match node.map(|node| &node.missing[..]) {
            Some([first, ..]) if !measure.least => {
                needs(&estimate.graph().names(std::slice::from_ref(first)).concat())
            }
            _ => Agrees::Yes,
        },
        Err(_) => needs("a target in the same unit"),
    };
    (has, agrees)
}

fn now<'e>(
    measure: &Measure,
    doc: &Document,
    estimate: &'e Estimate,
) -> Option<(Quantity, Option<&'e Node>)> {
    match measure.from {
        From::Result(formula) => {
            let node = estimate.result(formula, 0)?;
            Some((node.value?, Some(node)))
        }
        From::Input(field) => Some((entered(field, doc, estimate)?, None)),
    }
}

fn entered(
    field: &'static Field<Document>,
    doc: &Document,
    estimate: &Estimate,
) -> Option<Quantity> {
    match read(
        &field.spec,
        (field.get)(doc),
        estimate.graph().conventions(),
    ) {
        Reading::Value(entry) => Some(entry.value),
        _ => None,
    }
}

/// The figure that section 1 asks for of this kind, or that section 7 does where its own field says it.
pub fn asked(kind: &str, doc: &Document, estimate: &Estimate) -> Option<Quantity> {
    let measure = MEASURES.iter().find(|measure| measure.kind == kind)?;
    let conv = estimate.graph().conventions();
    let mut rows = doc.requirements.non_functional.iter();
    let required = rows.find_map(|row| {
        let of = kind_of(row) == kind;
        of.then(|| figure(&row.target, measure.takes, measure.marker, conv))?
    });
    required.or_else(|| match measure.from {
        From::Input(field) => entered(field, doc, estimate),
        From::Result(_) => None,
    })
}

/// How much of the time the system is to answer, by section 9 or by section 1.
pub(super) fn availability(doc: &Document, estimate: &Estimate) -> Option<Quantity> {
    let aim = estimate.input(AVAILABILITY.spec.key, 0);
    aim.and_then(|node| node.value)
        .or_else(|| asked("availability", doc, estimate))
}

/// Targets that are missed, that have no figure, and other fields that aim lower.
pub(super) fn problems(doc: &Document, estimate: &Estimate) -> Vec<Problem> {
    let conv = estimate.graph().conventions();
    let mut found = Vec::new();
    for Covered {
        requirement: row,
        has,
        agrees,
    } in covered(doc, estimate)
    {
        let name = NON_FUNCTIONAL.row_name(doc, row.id);
        let place = Address::Cell {
            table: &NON_FUNCTIONAL,
            row: row.id,
            column: NON_FUNCTIONAL.column(TARGET.spec.key).unwrap_or_default(),
        };
        let mut say = |severity, title: &[&str], detail: &[&str], fix| {
            found.push(Problem {
                severity,
                section: Section::Requirements,
                place,
                title: title.concat(),
                detail: detail.concat(),
                fix,
            });
        };
        let measure = measure(row);
        if let Agrees::No(by) = &agrees {
            let remedy = measure.map_or("Keep a second copy.", |measure| measure.remedy);
            let (target, title) = (row.target.trim(), [&*name, ": the target is missed"]);
            let detail = [
                "Asked for is ",
                target,
                "; the design has ",
                &has,
                " (",
                by,
                " off). ",
                remedy,
            ];
            if !target.is_empty() {
                say(Severity::Error, &title, &detail, None);
            }
        }
        let Some(measure) = measure.filter(|_| !row.target.trim().is_empty()) else {
            continue;
        };
        let Some(target) = figure(&row.target, measure.takes, measure.marker, conv) else {
            let detail = [
                "“",
                row.target.trim(),
                "” cannot be compared with the estimate. Write ",
                measure.takes.expects(),
                ".",
            ];
            say(
                Severity::Hint,
                &[&name, ": no figure in the target"],
                &detail,
                None,
            );
            continue;
        };
        let aim = measure
            .aim
            .and_then(|field| Some((field, entered(field, doc, estimate)?)));
        let lower = if measure.least {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        if let Some((field, aim)) = aim.filter(|(_, aim)| aim.compare(target, conv) == Ok(lower)) {
            let (asked, aim) = (
                show(&target, measure.takes, conv),
                show(&aim, measure.takes, conv),
            );
            let label = ["Set ", field.spec.label, " to ", &asked].concat();
            let detail = [
                "Asked for is ",
                &asked,
                ", and ",
                field.spec.label,
                " is ",
                &aim,
                ". One of the two is not meant.",
            ];
            let fix = Fix::edit(label, Address::Field(field), asked.clone());
            say(
                Severity::Warning,
                &[&name, ": aimed lower than asked"],
                &detail,
                Some(fix),
            );
        }
    }
    found
}
