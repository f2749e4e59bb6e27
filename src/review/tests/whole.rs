//! What is checked over all sections: what is not said yet, and what two sections say of one thing.

use super::{found, typed};
use crate::estimate;
use crate::library::examples;
use crate::model::{
    Address, Document, Section, apis, architecture, capacity as f, cost, data_model, failures,
    feedback, reliability, requirements, security, tradeoffs,
};
use crate::review::{Problem, Severity, problems};
use crate::text::json;

fn titles(doc: &Document) -> Vec<String> {
    found(doc)
        .into_iter()
        .map(|problem| problem.title)
        .collect()
}

fn titled(doc: &Document, title: &str) -> Problem {
    let all = found(doc);
    let one = all.iter().find(|problem| problem.title == title);
    one.cloned()
        .unwrap_or_else(|| panic!("no “{title}” among {all:?}"))
}

#[test]
fn errors_come_first_and_then_the_order_of_the_sections() {
    let mut doc = typed(
        &[
            (&f::GROWTH, "40 GB"),
            (&f::HOT_AGE, "2 years"),
            (&f::RETENTION, "1 year"),
        ],
        &[],
    );
    doc.requirements
        .non_functional
        .push(requirements::NonFunctional {
            id: 900,
            quality: "Latency".into(),
            target: "quick".into(),
            ..Default::default()
        });
    let said: Vec<_> = found(&doc)
        .iter()
        .map(|one| (one.severity.word(), one.section))
        .collect();
    let all = [
        ("Error", Section::Capacity),
        ("Warning", Section::Capacity),
        ("Hint", Section::Requirements),
    ];
    assert_eq!(said, all);
}

/// Rows of a table, the second without what the first has.
#[track_caller]
fn asked(table: &'static crate::model::Table, column: usize, title: &str) {
    let doc = &mut Document::default();
    let mut cells = vec![""; column + 1];
    cells[0] = "Other";
    let open = doc.add_row_of(table, &cells);
    assert!(
        !titles(doc).iter().any(|said| said.starts_with(title)),
        "a list that was just begun"
    );
    (cells[0], cells[column]) = ("First", "400/s");
    doc.add_row_of(table, &cells);
    let problem = titled(doc, &format!("{title}: Other"));
    assert_eq!(
        problem.place,
        Address::Cell {
            table,
            row: open,
            column
        }
    );
    assert!(problem.severity != Severity::Error && problem.detail.ends_with('.'));
    doc.set_cell(table, open, 0, "  ".into());
    assert!(
        !titles(doc).iter().any(|said| said.starts_with(title)),
        "a row without a name"
    );
}

#[test]
fn a_row_is_held_against_the_others_of_its_table() {
    asked(&apis::ACTIONS, 5, "No rate");
    asked(&tradeoffs::TRADEOFFS, 2, "Nothing chosen");
    asked(&failures::FAILURES, 4, "No mitigation");
    asked(&failures::BOTTLENECKS, 2, "No relief");
    asked(&security::MEASURES, 2, "No measure");
    asked(&security::RULES, 2, "No answer");
    asked(&feedback::COMMENTS, 2, "No change");
    asked(&requirements::NON_FUNCTIONAL, 2, "No target");
}

#[test]
fn what_is_judged_by_reading_needs_no_target() {
    let mut doc = Document::default();
    doc.add_row_of(
        &requirements::NON_FUNCTIONAL,
        &["Scale", "", "10M users", "", "scale"],
    );
    doc.add_row_of(&requirements::NON_FUNCTIONAL, &["Consistency"]);
    doc.add_row_of(
        &requirements::NON_FUNCTIONAL,
        &["Privacy", "", "", "", "other"],
    );
    assert_eq!(found(&doc), []);
}

#[test]
fn a_component_stands_in_the_picture() {
    let mut doc = Document::default();
    let mut add = |name: &str| doc.add_row_of(&architecture::COMPONENTS, &[name]);
    let (one, two, three) = (add("One"), add("Two"), add("Three"));
    assert_eq!(found(&doc), []);
    doc.add_row_of(
        &architecture::CONNECTIONS,
        &["calls", &one.to_string(), &two.to_string()],
    );
    let problem = titled(&doc, "Three is not connected");
    assert_eq!(
        (problem.severity, problem.place.row()),
        (Severity::Hint, three)
    );
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(found(&doc), []);
}

#[test]
fn empty_sections_are_asked_for_once_most_are_filled() {
    let mut doc = json::example(&examples::ALL[0]);
    doc.feedback = feedback::Feedback::default();
    doc.security = security::Security::default();
    let problem = titled(&doc, "Sections without a word");
    assert!(
        problem.detail.contains("Security, Feedback"),
        "{}",
        problem.detail
    );
    assert_eq!(
        (problem.section, problem.severity),
        (Section::Security, Severity::Hint)
    );
    assert_eq!(found(&doc).len(), 1);
    assert_eq!(found(&Document::default()), []);
    // A file that was only just begun.
    let mut begun = Document::default();
    (begun.requirements, begun.apis) = (doc.requirements, doc.apis);
    assert!(
        !titles(&begun)
            .iter()
            .any(|title| title == "Sections without a word")
    );
}

#[test]
fn a_total_says_what_it_leaves_out() {
    let mut doc = json::example(&examples::ALL[0]);
    doc.add_row_of(&cost::OTHERS, &["Maps", "100k/month"]);
    let priceless = titled(&doc, "No price: Maps");
    assert_eq!(priceless.section, Section::Cost);
    let total = titled(&doc, "The total leaves something out");
    assert!(total.detail.contains("Maps"), "{}", total.detail);
    let row = doc.cost.others[0].id;
    doc.set_cell(&cost::OTHERS, row, 2, "$5/1000".into());
    assert!(
        !titles(&doc)
            .iter()
            .any(|title| title.contains("price") || title.contains("total leaves"))
    );
}

#[test]
fn a_cache_is_no_larger_than_the_data() {
    let mut doc = typed(
        &[
            (&f::CACHE_MEMORY, "64 GB"),
            (&f::HORIZON, "1 day"),
            (&f::LOGS, "0%"),
        ],
        &[["Write", "POST", "1/s", ""]],
    );
    doc.apis.actions[0].stored = "1 KB".into();
    let problem = titled(&doc, "The cache is larger than the data");
    assert_eq!(problem.place, Address::Field(&f::CACHE_MEMORY));
    assert!(
        problem.detail.contains("64 GB") && problem.detail.contains("86.4 MB"),
        "{}",
        problem.detail
    );
    doc.capacity.cache_memory = "64 MB".into();
    assert_eq!(found(&doc), []);
}

#[test]
fn retention_goes_together_with_what_is_hot_and_with_the_rows() {
    let mut doc = typed(&[(&f::HOT_AGE, "2 years"), (&f::RETENTION, "1 year")], &[]);
    let problem = titled(&doc, "Hot for longer than it is kept");
    assert_eq!(problem.place, Address::Field(&f::HOT_AGE));
    doc.capacity.hot_age = "90 days".into();
    assert_eq!(found(&doc), []);

    let entity = doc.add_row_of(&data_model::ENTITIES, &["Views", "10M", "1M/month"]);
    let id = entity.to_string();
    let cells = ["id", "bigint", "", "PK", &id];
    doc.add_row_of(&data_model::ATTRIBUTES, &cells);
    assert_eq!(found(&doc), []);
    doc.data_model.entities[0].kept = "60 days".into();
    let problem = titled(&doc, "Views has more rows than are kept");
    assert!(
        problem.detail.contains("10 M") && problem.detail.contains("2 M"),
        "{}",
        problem.detail
    );
    assert_eq!(problem.place.row(), entity);
    // In 3 years 40 % a year are 2.744 times as many: 5.5 M of 60 days at the most.
    (doc.capacity.growth, doc.capacity.horizon) = ("40%".into(), "3 years".into());
    let problem = titled(&doc, "Views has more rows than are kept");
    assert!(problem.detail.contains("at most 5."), "{}", problem.detail);
    doc.data_model.entities[0].rows = "5M".into();
    assert_eq!(found(&doc), [], "with growth it may well be");
    (doc.capacity.growth, doc.data_model.entities[0].rows) = ("-40%".into(), "10M".into());
    assert_eq!(found(&doc), [], "there were more before");
    (doc.capacity.growth, doc.capacity.horizon) = (String::new(), String::new());
    doc.data_model.entities[0].rows = "2.1M".into();
    assert_eq!(found(&doc), [], "people round");
}

#[test]
fn a_single_part_may_not_miss_the_target_alone() {
    let mut doc = Document::default();
    let part = doc.add_row_of(&reliability::PARTS, &["Database", "99%"]);
    assert_eq!(found(&doc), []);
    // The requirement is enough, without a target in section 9.
    doc.add_row_of(
        &requirements::NON_FUNCTIONAL,
        &["Availability", "", "99.99%"],
    );
    let problem = titled(&doc, "Database alone misses the target");
    assert_eq!(
        (problem.severity, problem.place.row()),
        (Severity::Error, part)
    );
    assert!(
        problem.detail.contains("99 %") && problem.detail.contains("99.99 %"),
        "{}",
        problem.detail
    );
    let fix = problem.fix.unwrap();
    assert_eq!(fix.label, "Run 2 copies of Database");
    fix.apply(&mut doc);
    assert_eq!(found(&doc), []);
    doc.reliability.parts[0].availability = "10%".into();
    doc.reliability.parts[0].copies = "1".into();
    assert_eq!(
        titled(&doc, "Database alone misses the target").fix,
        None,
        "no number of copies helps"
    );
}

#[test]
fn personal_data_asks_for_a_rule() {
    let mut doc = Document::default();
    let users = doc
        .add_row_of(&data_model::ENTITIES, &["Users"])
        .to_string();
    doc.add_row_of(
        &data_model::ATTRIBUTES,
        &["user_id", "bigint", "", "PK", &users],
    );
    doc.add_row_of(&data_model::ATTRIBUTES, &["email", "text", "", "", &users]);
    let problem = titled(&doc, "Nothing is said of Users.email");
    let fix = problem.fix.unwrap();
    assert_eq!(fix.label, "Add a row for Users.email");
    fix.apply(&mut doc);
    (
        doc.security.personal[0].kept,
        doc.security.personal[0].erased,
    ) = ("1 year".into(), "30 days".into());
    assert_eq!(found(&doc), []);
    doc.add_row_of(&security::MEASURES, &["Encryption", "", "TLS"]);
    let problem = titled(&doc, "Nothing is said of GDPR");
    assert!(problem.detail.contains("Users.email") && problem.section == Section::Security);
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(titles(&doc), ["No answer: GDPR"; 0]);
    assert_eq!(doc.security.rules[0].kind, "gdpr");
    doc.security.rules[0].regime = "A contract".into();
    assert_eq!(
        found(&doc),
        [],
        "what was chosen counts, whatever it is called"
    );
    doc.security.rules[0].kind = String::new();
    assert_eq!(titles(&doc), ["Nothing is said of GDPR"]);
    doc.security.rules[0].demand = "Personal data is erased".into();
    assert_eq!(found(&doc), []);
}

#[test]
fn what_nothing_uses_is_named() {
    let mut doc = Document::default();
    for name in ["Pastes", "Leftovers"] {
        let entity = doc
            .add_row_of(&data_model::ENTITIES, &[name, "", "1/s"])
            .to_string();
        doc.add_row_of(
            &data_model::ATTRIBUTES,
            &["id", "bigint", "", "PK", &entity],
        );
    }
    assert_eq!(found(&doc), []);
    let [pastes, leftovers] = [0, 1].map(|at| doc.data_model.entities[at].id.to_string());
    doc.add_row_of(
        &data_model::ACCESS_PATTERNS,
        &["Read", &pastes, "read", "", "", "", "id"],
    );
    let problem = titled(&doc, "Nothing uses Leftovers");
    assert_eq!(
        (problem.severity, problem.place.row().to_string()),
        (Severity::Warning, leftovers.clone())
    );
    let mut used = doc.clone();
    used.add_row_of(
        &data_model::RELATIONSHIPS,
        &["many", &pastes, "many", &leftovers],
    );
    assert!(!titles(&used).contains(&problem.title));
    doc.add_row_of(
        &apis::ACTIONS,
        &[
            "Keep", "", "POST", "", "", "1/s", "", "", "", "", "", &leftovers,
        ],
    );
    assert!(!titles(&doc).contains(&problem.title));
}

/// Of every problem of the examples with something taken out: the fix that is offered takes it away.
#[test]
fn what_is_fixed_is_gone() {
    let mut seen = 0;
    for example in examples::ALL {
        let whole = json::example(example);
        for table in crate::model::all_tables() {
            for column in 0..(table.specs)().len() {
                let mut doc = whole.clone();
                for row in (table.rows)(&whole).ids() {
                    doc.set_cell(table, row, column, String::new());
                }
                for problem in found(&doc).into_iter().take(3) {
                    let Some(fix) = problem.fix else { continue };
                    let mut mended = doc.clone();
                    fix.apply(&mut mended);
                    let left = problems(&mended, &estimate::of(&mended));
                    let same = |other: &Problem| {
                        (&other.place, &other.title) == (&problem.place, &problem.title)
                    };
                    assert!(!left.iter().any(same), "{}: {}", fix.label, problem.title);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn a_peak_is_not_below_the_average() {
    let doc = typed(&[(&f::PEAK_FACTOR, "0.5x")], &[]);
    let problem = titled(&doc, "Peak factor");
    assert_eq!(problem.place, Address::Field(&f::PEAK_FACTOR));
    assert!(problem.detail.contains("at least 1"), "{}", problem.detail);
}

#[test]
fn deliveries_of_all_writes_beside_those_of_an_action() {
    let mut doc = typed(&[(&f::FAN_OUT, "3x")], &[["Post", "POST", "1/s", ""]]);
    let title = "Deliveries per write are not used";
    assert!(!titles(&doc).iter().any(|said| said == title));
    doc.apis.actions[0].fan_out = "75x".into();
    let problem = titled(&doc, title);
    assert_eq!(problem.severity, Severity::Hint);
    problem.fix.unwrap().apply(&mut doc);
    assert_eq!(doc.capacity.fan_out, "");
    assert!(!titles(&doc).iter().any(|said| said == title));
}
