//! What a review must say, problem by problem: each in a small design that has it, and not in the same design without.

use super::found;
use crate::library::examples;
use crate::model::{
    Address, Document, Section, apis, architecture, cost, data_model, feedback, reliability,
    requirements, security, services,
};
use crate::review::{Problem, Severity};
use crate::text::json;

/// A problem, a design that has it, and what takes it away.
struct Case {
    title: &'static str,
    severity: Severity,
    section: Section,
    /// A word of the reason, such as one of the numbers.
    reason: &'static str,
    /// Whether a click takes it away.
    fixed: bool,
    wrong: fn(&mut Document),
    right: fn(&mut Document),
}

/// Two actions with a service, of which one writes what the other reads.
fn base() -> Document {
    let mut doc = Document::default();
    let service = doc.add_row_of(&services::SERVICES, &["Notes", "Keeps notes"]);
    let entity = doc.add_row_of(&data_model::ENTITIES, &["Notes", "1M", "1/s"]);
    let [service, entity] = [service, entity].map(|id| id.to_string());
    let cells = ["note_id", "bigint", "", "PK", &entity];
    doc.add_row_of(&data_model::ATTRIBUTES, &cells);
    let write = [
        "Write", "", "POST", "/notes", "write", "1/s", "", "", "", "", &service, &entity,
    ];
    doc.add_row_of(&apis::ACTIONS, &write);
    let read = [
        "Read",
        "",
        "GET",
        "/notes/{note_id}",
        "read",
        "10/s",
        "",
        "",
        "",
        "",
        &service,
    ];
    doc.add_row_of(&apis::ACTIONS, &read);
    let cells = ["Read", &entity, "read", "", "", "", "note_id"];
    doc.add_row_of(&data_model::ACCESS_PATTERNS, &cells);
    doc
}

/// A row about the e-mail address of the first entity.
fn listed(doc: &mut Document) {
    let id = doc.data_model.entities[0].id.to_string();
    let cells = ["Notes.email", &id, "", "Signing in", "1 year", "30 days"];
    doc.add_row_of(&security::PERSONAL, &cells);
}

fn attribute(doc: &mut Document, entity: usize, name: &str) {
    let entity = doc.data_model.entities[entity].id.to_string();
    doc.add_row_of(&data_model::ATTRIBUTES, &[name, "text", "", "", &entity]);
}

static CASES: &[Case] = &[
    Case {
        title: "Latency: the target is missed",
        severity: Severity::Error,
        section: Section::Requirements,
        reason: "1 ms",
        fixed: false,
        wrong: |doc| {
            doc.add_row_of(
                &requirements::NON_FUNCTIONAL,
                &["Latency", "", "p99 < 1 ms"],
            );
        },
        right: |doc| doc.requirements.non_functional[0].target = "p99 < 1 s".into(),
    },
    Case {
        title: "No API: Search",
        severity: Severity::Warning,
        section: Section::Apis,
        reason: "Nobody can call it",
        fixed: false,
        wrong: |doc| {
            let service = doc.services.services[0].id.to_string();
            let cells = [
                "Search", "", "", "", "read", "1/s", "", "", "", "", &service,
            ];
            doc.add_row_of(&apis::ACTIONS, &cells);
        },
        right: |doc| {
            doc.apis.actions[2].method = "GET".into();
            doc.apis.actions[2].path = "/notes".into();
        },
    },
    Case {
        title: "No service, Read",
        severity: Severity::Warning,
        section: Section::Apis,
        reason: "Choose the service",
        fixed: true,
        wrong: |doc| doc.apis.actions[1].service.clear(),
        right: |doc| doc.apis.actions[1].service = doc.apis.actions[0].service.clone(),
    },
    Case {
        title: "Nothing uses Leftovers",
        severity: Severity::Warning,
        section: Section::DataModel,
        reason: "No query asks it",
        fixed: false,
        wrong: |doc| {
            doc.add_row_of(&data_model::ENTITIES, &["Leftovers", "", "1/s"]);
            let id = doc.data_model.entities[1].id.to_string();
            doc.add_row_of(&data_model::ATTRIBUTES, &["id", "bigint", "", "PK", &id]);
        },
        right: |doc| {
            let id = doc.data_model.entities[1].id.to_string();
            doc.add_row_of(
                &data_model::ACCESS_PATTERNS,
                &["Get", &id, "read", "", "", "", "id"],
            );
        },
    },
    Case {
        title: "Peak factor",
        severity: Severity::Error,
        section: Section::Capacity,
        reason: "at least 1",
        fixed: false,
        wrong: |doc| doc.capacity.peak_factor = "0.5x".into(),
        right: |doc| doc.capacity.peak_factor = "2x".into(),
    },
    Case {
        title: "The cache is larger than the data",
        severity: Severity::Warning,
        section: Section::Capacity,
        reason: "64 TB",
        fixed: false,
        wrong: |doc| {
            doc.apis.actions[0].stored = "1 KB".into();
            doc.capacity.cache_memory = "64 TB".into();
        },
        right: |doc| doc.capacity.cache_memory = "64 MB".into(),
    },
    Case {
        title: "Nothing writes Tags",
        severity: Severity::Warning,
        section: Section::DataModel,
        reason: "none in this one",
        fixed: true,
        wrong: |doc| {
            doc.add_row_of(&data_model::ENTITIES, &["Tags"]);
            let id = doc.data_model.entities[1].id.to_string();
            doc.add_row_of(&data_model::ATTRIBUTES, &["id", "bigint", "", "PK", &id]);
            doc.add_row_of(
                &data_model::ACCESS_PATTERNS,
                &["Get", &id, "read", "", "", "", "id"],
            );
        },
        right: |doc| doc.data_model.entities[1].new_rows = "1/s".into(),
    },
    Case {
        title: "Notes has more rows than are kept",
        severity: Severity::Warning,
        section: Section::DataModel,
        reason: "86.4 k",
        fixed: false,
        wrong: |doc| doc.data_model.entities[0].kept = "1 day".into(),
        right: |doc| doc.data_model.entities[0].kept = "30 days".into(),
    },
    Case {
        title: "Hot for longer than it is kept",
        severity: Severity::Warning,
        section: Section::Capacity,
        reason: "ever cold",
        fixed: false,
        wrong: |doc| {
            (doc.capacity.hot_age, doc.capacity.retention) = ("2 years".into(), "1 year".into());
        },
        right: |doc| doc.capacity.hot_age = "30 days".into(),
    },
    Case {
        title: "More users a day than a month",
        severity: Severity::Error,
        section: Section::Capacity,
        reason: "counts for the month",
        fixed: false,
        wrong: |doc| (doc.capacity.dau, doc.capacity.mau) = ("10M".into(), "1M".into()),
        right: |doc| doc.capacity.mau = "20M".into(),
    },
    Case {
        title: "Database alone misses the target",
        severity: Severity::Error,
        section: Section::Reliability,
        reason: "single point of failure",
        fixed: true,
        wrong: |doc| {
            doc.reliability.availability = "99.95%".into();
            doc.add_row_of(&reliability::PARTS, &["Database", "99.5%"]);
        },
        right: |doc| doc.reliability.parts[0].copies = "2".into(),
    },
    Case {
        title: "Nothing is said of GDPR",
        severity: Severity::Warning,
        section: Section::Security,
        reason: "Notes.email",
        fixed: true,
        wrong: |doc| {
            attribute(doc, 0, "email");
            listed(doc);
            doc.add_row_of(&security::MEASURES, &["Encryption", "", "TLS"]);
        },
        right: |doc| {
            doc.add_row_of(&security::RULES, &["GDPR", "Erasure", "Within a month"]);
        },
    },
    Case {
        title: "Nothing is said of Notes.email",
        severity: Severity::Warning,
        section: Section::Security,
        reason: "to have it erased",
        fixed: true,
        wrong: |doc| attribute(doc, 0, "email"),
        right: listed,
    },
    Case {
        title: "Tags has no attributes",
        severity: Severity::Hint,
        section: Section::DataModel,
        reason: "SQL leaves the table out",
        fixed: true,
        wrong: |doc| {
            doc.add_row_of(&data_model::ENTITIES, &["Tags", "", "1/s"]);
            let id = doc.data_model.entities[1].id.to_string();
            let cells = ["Get", &id, "read", "", "", "", "tag_id"];
            doc.add_row_of(&data_model::ACCESS_PATTERNS, &cells);
        },
        right: |doc| {
            let id = doc.data_model.entities[1].id.to_string();
            let cells = ["tag_id", "bigint", "", "PK", &id];
            doc.add_row_of(&data_model::ATTRIBUTES, &cells);
        },
    },
    Case {
        title: "Notes is a single point of failure",
        severity: Severity::Warning,
        section: Section::Architecture,
        reason: "one machine answers 99.5 %",
        fixed: true,
        wrong: |doc| {
            doc.reliability.availability = "99.95%".into();
            doc.capacity.spare = "0".into();
            doc.add_row_of(&architecture::COMPONENTS, &["Notes"]);
        },
        right: |doc| doc.capacity.spare = "1".into(),
    },
    Case {
        title: "Number of instances: less than is needed",
        severity: Severity::Warning,
        section: Section::Cost,
        reason: "pays for 1, and the estimate needs 4",
        fixed: true,
        wrong: |doc| {
            doc.apis.actions[1].rate = "1k/s".into();
            doc.cost.instances = "1".into();
        },
        right: |doc| doc.cost.instances = "4".into(),
    },
    Case {
        title: "Brokers: less than is needed",
        severity: Severity::Warning,
        section: Section::Cost,
        reason: "pays for 1, and the estimate needs 3",
        fixed: false,
        wrong: |doc| {
            doc.reliability.kafka_rate = "1/s".into();
            doc.reliability.kafka_size = "1 KB".into();
            doc.cost.brokers = "1".into();
        },
        right: |doc| doc.cost.brokers = "3".into(),
    },
    Case {
        title: "No price: Maps",
        severity: Severity::Warning,
        section: Section::Cost,
        reason: "costs nothing in the total",
        fixed: false,
        wrong: |doc| {
            doc.add_row_of(&cost::OTHERS, &["Maps", "100k/month"]);
        },
        right: |doc| doc.cost.others[0].price = "$5/1000".into(),
    },
];

fn titled(all: &[Problem], title: &str) -> Vec<Problem> {
    let of = all.iter().filter(|problem| problem.title == title);
    of.cloned().collect()
}

#[test]
fn each_problem_is_said_where_it_is_and_nowhere_else() {
    assert_eq!(found(&base()), []);
    for case in CASES {
        let mut doc = base();
        (case.wrong)(&mut doc);
        let all = found(&doc);
        let said = titled(&all, case.title);
        let [problem] = &said[..] else {
            panic!("{}: {all:?}", case.title);
        };
        assert_eq!(
            (problem.severity, problem.section),
            (case.severity, case.section),
            "{}",
            case.title
        );
        let key = match problem.place {
            Address::Field(field) => field.spec.key,
            Address::Cell { table, .. } => table.key,
        };
        assert_eq!(Section::of_key(key), Some(case.section), "{}", case.title);
        let reason = problem.detail.to_lowercase();
        assert!(
            reason.contains(&case.reason.to_lowercase()),
            "{}: {reason}",
            case.title
        );
        assert!(problem.detail.ends_with('.'), "{}", case.title);
        assert_eq!(problem.fix.is_some(), case.fixed, "{}", case.title);
        if let Some(fix) = &problem.fix {
            let mut mended = doc.clone();
            fix.apply(&mut mended);
            assert_eq!(
                titled(&found(&mended), case.title),
                [],
                "the fix of {}",
                case.title
            );
        }
        (case.right)(&mut doc);
        assert_eq!(found(&doc), [], "the twin of {}", case.title);
    }
}

/// An unknown price of the total itself, and sections without a word, show in a whole design only.
#[test]
fn what_a_whole_design_leaves_out_is_said() {
    let whole = json::example(&examples::ALL[0]);
    assert_eq!(found(&whole), []);
    let mut priceless = json::example(&examples::ALL[0]);
    priceless.add_row_of(&cost::OTHERS, &["Maps", "100k/month"]);
    let left_out = titled(&found(&priceless), "The total leaves something out");
    assert_eq!(left_out.len(), 1);
    assert_eq!(
        (left_out[0].severity, left_out[0].section),
        (Severity::Warning, Section::Cost)
    );
    assert!(left_out[0].detail.contains("Maps"));
    let mut silent = json::example(&examples::ALL[0]);
    silent.feedback = feedback::Feedback::default();
    let empty = titled(&found(&silent), "Sections without a word");
    assert_eq!(empty.len(), 1);
    assert_eq!(
        (empty[0].severity, empty[0].section),
        (Severity::Hint, Section::Feedback)
    );
    assert!(empty[0].detail.contains("Feedback"));
}

/// The key of a field that is used above is still that of the field.
#[test]
fn the_order_of_the_columns_is_as_it_is_used() {
    for (table, column, key) in [
        (&apis::ACTIONS, 10, apis::ACTION_SERVICE.spec.key),
        (&apis::ACTIONS, 11, apis::ACTION_RECORD.spec.key),
        (
            &data_model::ACCESS_PATTERNS,
            6,
            data_model::QUERY_FILTER.spec.key,
        ),
    ] {
        assert_eq!(table.column(key), Some(column));
    }
}
