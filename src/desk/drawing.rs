//! Pictures of the design, and the same in Mermaid's words.

use crate::diagram::svg::{self, Theme};
use crate::diagram::{architecture, entities, sequence};
use crate::estimate::Estimate;
use crate::estimate::data_model::{engine, schema};
use crate::model::Document;
use crate::text::mermaid;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The data model.
    Entities,
    /// The flow.
    Flow,
    /// The components and connections.
    Architecture,
}

impl Drawing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Entities, Self::Flow, Self::Architecture];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Flow => "flow",
            Self::Architecture => "architecture",
        }
    }

    /// That of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|drawing| drawing.name() == name)
    }

    /// Whether the design has nothing to draw.
    pub fn is_empty(self, doc: &Document) -> bool {
        match self {
            Self::Entities => doc.data_model.entities.is_empty(),
            Self::Flow => doc.actors.steps.is_empty(),
            Self::Architecture => doc.architecture.components.is_empty(),
        }
    }

    /// The picture, as SVG in the colours of whoever looks; that of the architecture shows numbers.
    ///
    /// ```
    /// use envelope::{desk::{Desk, Drawing, Wish}, estimate, model::Document, text::json};
    /// let (doc, mut desk) = (Document::default(), Desk::default());
    /// let estimate = estimate::of(&doc);
    /// for drawing in Drawing::ALL {
    ///     let svg = drawing.svg(&doc, || &estimate);
    ///     assert_eq!(desk.answer(&Wish::Picture(drawing).of(json::to_compact(&doc))), Ok(vec![svg]));
    ///     assert!(drawing.is_empty(&doc) && drawing.mermaid(&doc).is_empty());
    /// }
    /// ```
    pub fn svg<'e>(self, doc: &Document, estimate: impl FnOnce() -> &'e Estimate) -> String {
        let name = self.name();
        match self {
            Self::Entities => svg::render(&entities::scene(doc), Theme::Auto, name),
            Self::Flow => sequence::render(&sequence::scene(doc), Theme::Auto, name),
            Self::Architecture => {
                architecture::render(&architecture::scene(doc, estimate()), Theme::Auto, name)
            }
        }
    }

    /// The same in Mermaid's words.
    pub fn mermaid(self, doc: &Document) -> String {
        match self {
            Self::Entities => mermaid::entities(engine(doc), &schema(doc)).unwrap_or_default(),
            Self::Flow => mermaid::sequence(doc).unwrap_or_default(),
            Self::Architecture => mermaid::flowchart(doc).unwrap_or_default(),
        }
    }
}
