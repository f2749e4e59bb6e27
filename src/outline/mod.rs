//! What stands under which heading, in the template's order: the one list that the page and the
//! Markdown are both made of.

/// The free text of a section, as its last block; there only where it is filled.
macro_rules! notes {
    ($field:path) => {
        $crate::outline::Block {
            heading: $crate::outline::NOTES,
            items: &[$crate::outline::Item::Fields(&[&$field])],
        }
    };
}

mod capacity;
mod chart;
mod cost;
mod data_model;
mod notes;
mod others;
mod reliability;
mod topic;
mod whatif;

pub use chart::Chart;
pub use data_model::ENTITY_COLUMNS;
pub use topic::Topic;

use crate::estimate;
use crate::formula::Formula;
use crate::library::reference::ReferenceTable;
use crate::model::{Document, Field, Section, Table};

/// The heading of the free text that a section ends with.
pub const NOTES: &str = "Notes";

/// A heading of the template with what belongs under it.
#[derive(Debug)]
pub struct Block {
    /// The heading, in the template's words.
    pub heading: &'static str,
    /// What stands under it, in order.
    pub items: &'static [Item],
}

impl Block {
    /// Whether it is the free text of its section, which most designs do without: folded while it is empty, and
    /// nothing in the Markdown.
    pub fn is_notes(&self) -> bool {
        self.heading == NOTES
    }

    /// The caption over an item: the title of a table that does not stand alone under its heading.
    pub fn caption(&self, item: &Item) -> Option<&'static str> {
        let title = match item {
            Item::Table(table, _) | Item::Columns { table, .. } => table.title,
            Item::View(view) => view.name(),
            Item::Chart(chart) => chart.name(),
            _ => return None,
        };
        let items = self.items.iter();
        let beside = items
            .filter(|item| !matches!(item, Item::Hint(_) | Item::RowResults(..)) && !item.aid());
        (beside.count() > 1 && title != self.heading).then_some(title)
    }
}

/// One thing under a heading.
#[derive(Debug)]
pub enum Item {
    /// A sentence of guidance, in the template's sense.
    Hint(&'static str),
    /// Fields, one a row.
    Fields(&'static [&'static Field<Document>]),
    /// A table, edited in place, with results at the end of each row.
    Table(&'static Table, &'static [&'static Formula]),
    /// Some columns of a table, by number. Rows are added and removed only at the table's home.
    Columns {
        /// The table.
        table: &'static Table,
        /// The columns that are shown, by number.
        columns: &'static [usize],
        /// Whether this is where rows are added and removed.
        home: bool,
        /// Results at the end of each row.
        results: &'static [&'static Formula],
    },
    /// Results of each row of a table, there only where a row has one.
    RowResults(&'static Table, &'static [&'static Formula]),
    /// The entities, each with its attributes.
    Entities,
    /// The entities written as a relational schema.
    Schema,
    /// The entities as a picture.
    Picture,
    /// The data model as SQL, and SQL taken over into it; for the page only.
    Sql,
    /// The APIs as `OpenAPI`; for the page only.
    OpenApi,
    /// The picture of the architecture.
    Diagram,
    /// The flow as a sequence diagram.
    Flow,
    /// What follows from the numbers, in words.
    Advice(Topic),
    /// Results, each with its work.
    Results(&'static [&'static Formula]),
    /// The total of a part: its formula written out as the template has it.
    Total(&'static Formula),
    /// Figures to look up while filling in what stands above; for the page only.
    Reference(&'static ReferenceTable),
    /// A table of what follows.
    View(View),
    /// The design in a few sentences, for as long as nobody has summed it up.
    Written,
    /// Rows that could be taken over; for the page only.
    Proposals(Proposed),
    /// A chart of the numbers, and the table that says the same.
    Chart(Chart),
}

impl Item {
    /// Whether it only helps with filling in, and is no part of the design.
    pub const fn aid(&self) -> bool {
        matches!(
            self,
            Self::Reference(_) | Self::Sql | Self::OpenApi | Self::Proposals(_)
        )
    }
}

/// What follows from the design and is written as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The scenarios beside the design.
    Comparison,
    /// The limits in the order in which they are passed.
    Limits,
    /// How far the users may grow, and the answers to the questions.
    Answers,
    /// Which index serves which query.
    Serving,
    /// What each entity is read and written, and which of its queries stay on one machine.
    Sharding,
    /// What each table and each index takes on disk.
    Sizes,
    /// What would take fewer bytes, and what they cost.
    Savings,
    /// The requirements beside what the design has.
    Coverage,
    /// The way of each action through the components, with its times and its availability.
    Paths,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Comparison,
        Self::Limits,
        Self::Answers,
        Self::Serving,
        Self::Sharding,
        Self::Sizes,
        Self::Savings,
        Self::Coverage,
        Self::Paths,
    ];

    /// The heading over it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Comparison => "Scenarios side by side",
            Self::Limits => "What breaks first",
            Self::Answers => "Answers",
            Self::Serving => "Which index serves which query",
            Self::Sharding => "Reads, writes and shards",
            Self::Sizes => "Each table and each index",
            Self::Savings => "What could be saved",
            Self::Coverage => "Targets and the estimate",
            Self::Paths => "Request paths",
        }
    }

    /// What stands in its place while there is nothing to say.
    pub const fn empty(self) -> &'static str {
        match self {
            Self::Comparison => {
                "Add a scenario: it stands here beside the design, with the differences marked."
            }
            Self::Limits | Self::Answers => "Follows from the numbers of the design.",
            Self::Serving | Self::Sharding => {
                "Follows from the queries above: what each looks for, and how often."
            }
            Self::Sizes => {
                "Follows from the attributes with their types, and from the number of rows."
            }
            Self::Coverage => "Follows from the requirements of section 1 with their targets.",
            Self::Paths => {
                "Follows from the actions with their services, and from what connects the components."
            }
            Self::Savings => "Nothing, as far as the attributes and the number of rows say.",
        }
    }

    /// That with this heading.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// What rows are proposed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// Functional requirements.
    Functional,
    /// Non-functional requirements.
    NonFunctional,
    /// Services, and which actions they answer.
    Services,
    /// Components of the architecture.
    Components,
    /// Connections between components.
    Connections,
    /// Trade-offs.
    Tradeoffs,
    /// Failures.
    Failures,
    /// Bottlenecks.
    Bottlenecks,
    /// Measures of security.
    Measures,
    /// Rules that must be kept.
    Rules,
    /// Limits, timeouts, retries and the like.
    Protections,
    /// Copies, and what takes over.
    Replication,
    /// Data about people, found in the data model.
    Personal,
    /// Tables of many-to-many relationships.
    Junctions,
}

impl Proposed {
    /// All of them, each with its name, for who asks.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::Functional, "functional requirements"),
        (Self::NonFunctional, "non-functional requirements"),
        (Self::Services, "services"),
        (Self::Components, "components"),
        (Self::Connections, "connections"),
        (Self::Tradeoffs, "trade-offs"),
        (Self::Failures, "failures"),
        (Self::Bottlenecks, "bottlenecks"),
        (Self::Measures, "measures"),
        (Self::Rules, "rules"),
        (Self::Protections, "protections"),
        (Self::Replication, "replication"),
        (Self::Personal, "personal data"),
        (Self::Junctions, "tables between"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        let named = Self::ALL.iter().find(|(what, _)| *what == self);
        named.map_or("", |(_, name)| name)
    }

    /// That of this name.
    pub fn of(name: &str) -> Option<Self> {
        let named = Self::ALL.iter().find(|(_, known)| *known == name);
        named.map(|(what, _)| *what)
    }
}

/// What a section consists of.
pub fn blocks(section: Section) -> &'static [Block] {
    match section {
        Section::Requirements => others::REQUIREMENTS,
        Section::Actors => others::ACTORS,
        Section::Apis => others::APIS,
        Section::Services => others::SERVICES,
        Section::Capacity => capacity::BLOCKS,
        Section::Cost => cost::BLOCKS,
        Section::DataModel => data_model::BLOCKS,
        Section::Architecture => others::ARCHITECTURE,
        Section::Reliability => reliability::BLOCKS,
        Section::Tradeoffs => others::TRADEOFFS,
        Section::Failures => others::FAILURES,
        Section::Security => others::SECURITY,
        Section::Feedback => others::FEEDBACK,
        Section::Summary => others::SUMMARY,
        Section::Notes => notes::BLOCKS,
        Section::WhatIf => whatif::BLOCKS,
    }
}

/// The key numbers, always in sight: the label there, and the result.
pub static KEY_NUMBERS: &[(&str, &Formula)] = &[
    ("Average QPS", &estimate::capacity::AVERAGE_QPS),
    ("Peak QPS", &estimate::capacity::PEAK_QPS),
    ("Read/write ratio", &estimate::capacity::READ_WRITE_RATIO),
    ("Peak ingress", &estimate::capacity::PEAK_INGRESS),
    ("Peak egress", &estimate::capacity::PEAK_EGRESS),
    ("Kept at the horizon", &estimate::capacity::KEPT_STORAGE),
    ("Effective storage", &estimate::capacity::EFFECTIVE_STORAGE),
    ("Cache size", &estimate::capacity::CACHE_SIZE),
    ("Servers", &estimate::capacity::SERVERS),
    ("Monthly cost", &estimate::cost::TOTAL),
];

/// The numbers by which a design is known again in a list of designs.
pub static CARD_NUMBERS: &[(&str, &Formula)] = &[
    ("Peak QPS", &estimate::capacity::PEAK_QPS),
    ("Storage", &estimate::capacity::KEPT_STORAGE),
    ("Servers", &estimate::capacity::SERVERS),
    ("Monthly cost", &estimate::cost::TOTAL),
];

/// What is compared besides the key numbers.
pub static COMPARED: &[&Formula] = &[
    &estimate::capacity::PEAK_READ_QPS,
    &estimate::capacity::PEAK_WRITE_QPS,
    &estimate::capacity::DELIVERIES,
    &estimate::capacity::PEAK_DELIVERIES,
    &estimate::capacity::ORIGIN_QPS,
    &estimate::capacity::DATABASE_READS,
    &estimate::capacity::CONCURRENCY,
    &estimate::capacity::LATENCY,
    &estimate::capacity::LATENCY_P99,
    &estimate::capacity::SHARDS,
    &estimate::capacity::READ_REPLICAS,
    &estimate::capacity::DATABASE_STORAGE,
    &estimate::topics::KAFKA_PARTITIONS,
    &estimate::cost::COMPUTE,
    &estimate::cost::STORAGE,
    &estimate::cost::NETWORK,
    &estimate::cost::PER_USER,
];

/// How far a section is filled, in tenths: entries that hold something, of those that could.
///
/// A list counts as one entry, so that a long table does not hide an empty field.
pub fn filled(section: Section, doc: &Document) -> u32 {
    let (mut some, mut all) = (0_u32, 0_u32);
    let mut count = |entered: bool| {
        all += 1;
        some += u32::from(entered);
    };
    for item in blocks(section).iter().flat_map(|block| block.items) {
        match item {
            Item::Fields(fields) => {
                for field in *fields {
                    // What has an assumption, or follows from others, may well stay empty.
                    let optional = field.spec.assumed.is_some() || field.spec.optional;
                    if !optional || !(field.get)(doc).is_empty() {
                        count(!(field.get)(doc).trim().is_empty());
                    }
                }
            }
            Item::Table(table, _) | Item::Columns { table, .. } => {
                count(!(table.rows)(doc).ids().is_empty());
            }
            Item::Entities => count(!doc.data_model.entities.is_empty()),
            _ => {}
        }
    }
    // Rounded to the nearest; nothing that could be filled counts as empty.
    (some * 20 + all).checked_div(all * 2).unwrap_or(0)
}
