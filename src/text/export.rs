//! Every form in which a design can be handed over.

use super::{csv, drawio, excalidraw, html, json, markdown, mermaid, openapi, sql};
use crate::diagram::architecture;
use crate::engines::Engine;
use crate::estimate::{Estimate, data_model};
use crate::formula::Samples;
use crate::model::{Document, Section};

/// A form of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The whole design, to be read and compared.
    Markdown,
    /// The whole design, to be printed and sent.
    Html,
    /// The whole design, to be opened again; [`super::json_schema`] says what stands where.
    Json,
    /// The numbers of section 5.
    Capacity,
    /// The numbers of section 6.
    Cost,
    /// The APIs of section 3.
    OpenApi,
    /// The tables of section 7.
    Sql(Engine),
    /// The flow of section 2 as a sequence diagram.
    Flow,
    /// The entities of section 7 as a diagram.
    Entities,
    /// The architecture of section 8 as a diagram.
    Architecture,
    /// The same, to be moved on in draw.io.
    Drawio,
    /// The same, to be moved on in Excalidraw.
    Excalidraw,
}

impl Form {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 14] = [
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Capacity,
        Self::Cost,
        Self::OpenApi,
        Self::Sql(Engine::Postgres),
        Self::Sql(Engine::Innodb),
        Self::Sql(Engine::Sqlite),
        Self::Flow,
        Self::Entities,
        Self::Architecture,
        Self::Drawio,
        Self::Excalidraw,
    ];

    /// Its name in the menu, how the name of its file ends, and its media type.
    const fn said(self) -> [&'static str; 3] {
        match self {
            Self::Markdown => ["Markdown", ".md", "text/markdown"],
            Self::Html => ["HTML", ".html", "text/html"],
            Self::Json => ["JSON", ".json", "application/json"],
            Self::Capacity => ["CSV of the capacity", ".capacity.csv", "text/csv"],
            Self::Cost => ["CSV of the cost", ".cost.csv", "text/csv"],
            Self::OpenApi => ["OpenAPI", ".openapi.json", "application/json"],
            Self::Sql(Engine::Postgres) => {
                ["SQL for PostgreSQL", ".postgres.sql", "application/sql"]
            }
            Self::Sql(Engine::Innodb) => ["SQL for MySQL", ".mysql.sql", "application/sql"],
            Self::Sql(Engine::Sqlite) => ["SQL for SQLite", ".sqlite.sql", "application/sql"],
            Self::Flow => ["Mermaid of the flow", ".flow.mmd", "text/vnd.mermaid"],
            Self::Entities => [
                "Mermaid of the entities",
                ".entities.mmd",
                "text/vnd.mermaid",
            ],
            Self::Architecture => [
                "Mermaid of the architecture",
                ".architecture.mmd",
                "text/vnd.mermaid",
            ],
            Self::Drawio => [
                "draw.io of the architecture",
                ".drawio",
                "application/vnd.jgraph.mxfile",
            ],
            Self::Excalidraw => [
                "Excalidraw of the architecture",
                ".excalidraw",
                "application/vnd.excalidraw+json",
            ],
        }
    }

    /// Its name, after "Copy as".
    ///
    /// ```
    /// use envelope::text::export::Form;
    /// let names = Form::ALL.map(Form::name);
    /// assert_eq!(names[..3], ["Markdown", "HTML", "JSON"]);
    /// assert!(Form::ALL.iter().all(|form| Form::of(form.name()) == Some(*form)));
    /// ```
    pub const fn name(self) -> &'static str {
        self.said()[0]
    }

    /// What stands behind the name of the design in that of its file.
    pub const fn ending(self) -> &'static str {
        self.said()[1]
    }

    /// Its media type; the text is UTF-8.
    pub const fn media(self) -> &'static str {
        self.said()[2]
    }

    /// That of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// Whether it shows results with their work, as far as the conventions ask for it.
    pub const fn shows_work(self) -> bool {
        matches!(
            self,
            Self::Markdown | Self::Html | Self::Capacity | Self::Cost
        )
    }

    /// The design in this form; empty where it has nothing that could be written so, such as a diagram without parts.
    pub fn write(self, doc: &Document, estimate: &Estimate, samples: &Samples) -> String {
        match self {
            Self::Markdown => markdown::render_with(doc, estimate, samples),
            Self::Html => html::render_with(doc, estimate, samples),
            Self::Json => json::to_json(doc),
            Self::Capacity => csv::section(Section::Capacity, doc, estimate),
            Self::Cost => csv::section(Section::Cost, doc, estimate),
            Self::OpenApi => openapi::write(doc, estimate).json,
            Self::Sql(engine) => sql::write(engine, &data_model::schema(doc)).sql,
            Self::Flow => mermaid::sequence(doc).unwrap_or_default(),
            Self::Entities => {
                let schema = data_model::schema(doc);
                mermaid::entities(data_model::engine(doc), &schema).unwrap_or_default()
            }
            Self::Architecture => mermaid::flowchart(doc).unwrap_or_default(),
            Self::Drawio => drawio::write(&architecture::scene(doc, estimate)),
            Self::Excalidraw => excalidraw::write(&architecture::scene(doc, estimate)),
        }
    }
}
