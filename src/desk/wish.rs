//! What can be asked of the desk, and how its answers are read: both sides of the wire in one place.

use super::drawing::Drawing;
use crate::engines::Engine;
use crate::model::Id;
use crate::outline::{Chart, Proposed, Topic, View};
use crate::text::export::Form;

/// Something that is done beside the page, for a whole design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The ranges of all results: see [`RangeSaid`].
    Ranges,
    /// What the result of this key hangs on most: see [`Influence`].
    Influences(&'static str),
    /// A table of what follows: see [`crate::text::grid::Grid`].
    View(View),
    /// Everything that is wrong: see [`super::problems`].
    Problems,
    /// What follows from the numbers about a topic, in words; one text.
    Advice(Topic),
    /// What the tables take on disk, and what the services bear: see [`ResultSaid`].
    Disk,
    /// The work behind the result of this key: the kind of each line, and its text.
    Work(&'static str),
    /// A picture in the colours of whoever looks: SVG, one text.
    Picture(Drawing),
    /// The picture of the architecture under so many times the load, with the way of an action marked: SVG, what is said of
    /// the load, what is said of the action, and its steps as a table (see [`crate::text::grid::Grid`]).
    ///
    /// ```
    /// use envelope::{desk::{Desk, Drawing, Wish}, library::examples, text::json};
    /// let doc = json::to_compact(&json::from_json(examples::PASTEBIN.json).unwrap());
    /// let mut ask = |wish: Wish| Desk::default().answer(&wish.of(doc.clone())).unwrap();
    /// let (picture, once) = (ask(Wish::Picture(Drawing::Architecture)), ask(Wish::Load { times: "1".into(), action: 0 }));
    /// assert_eq!(picture[0], once[0]);
    /// assert_ne!(picture[0], ask(Wish::Load { times: "1000".into(), action: 0 })[0]);
    /// ```
    Load {
        /// How many times the users.
        times: String,
        /// The row of the action; 0 for none.
        action: Id,
    },
    /// A chart in the colours of whoever looks: SVG for a wide place and for a narrow one, then its table (see
    /// [`crate::text::grid::Grid`]). Nothing while there is nothing to show.
    Chart(Chart),
    /// The shape of the design, to know it by: see [`crate::diagram::miniature`]. Nothing where there is none.
    Miniature,
    /// What is drawn, in Mermaid's words; one text, empty where there is nothing to draw.
    Mermaid(Drawing),
    /// The design in this form: how the name of its file ends, its media type, its text.
    Export(Form),
    /// The design in a few sentences, a text each.
    Summary,
    /// The data model as SQL of this engine: the statements, then what the engine cannot say, line by line.
    Sql(Engine),
    /// What this SQL would add to the design: how many lines are about what was skipped, those, and then rows (see
    /// [`crate::text::data_model::NewRow`]).
    ReadSql(String),
    /// What this flowchart of Mermaid would add to the design: how many lines are about what was skipped, those, how many
    /// lines say what is added, those, and then rows (see [`crate::text::data_model::NewRow`]).
    ReadMermaid(String),
    /// What could be added in one place: see [`super::problems::read_proposals`].
    Proposals(Proposed),
    /// What this Markdown says: how many lines are about what was not understood, those, and the design as JSON.
    ///
    /// ```
    /// use envelope::{desk::{Desk, Wish}, model::Document, text::json};
    /// let wire = Wish::ReadMarkdown("# Pastebin\n\nWeather\n".into()).of(json::to_compact(&Document::default()));
    /// let answer = Desk::default().answer(&wire).unwrap();
    /// assert_eq!(answer[..2], ["1", "Line 3, “Weather”: It belongs to no entry and no table."]);
    /// assert_eq!(json::from_json(&answer[2]).unwrap().title, "Pastebin");
    /// // A file of another sort is refused, so that nothing is opened in place of what is there.
    /// for other in ["", " \n", "<p>News</p>", "aaaa"] {
    ///     let wire = Wish::ReadMarkdown(other.into()).of(json::to_compact(&Document::default()));
    ///     assert!(Desk::default().answer(&wire).is_err(), "{other:?}");
    /// }
    /// ```
    ReadMarkdown(String),
    /// The APIs as `OpenAPI` 3.1: the document, then what it cannot say, line by line.
    OpenApi,
    /// A link to the design, or to the section at this route, on the page at this address: the link, then what is to be
    /// known of it, line by line.
    ///
    /// ```
    /// use envelope::{desk::{Desk, Wish}, model::Document, text::json};
    /// let doc = json::to_compact(&Document { title: "Pastebin".into(), ..Document::default() });
    /// let link = Wish::Link { route: "", page: "https://example.org/".into() }.of(doc.clone());
    /// let link = Desk::default().answer(&link).unwrap();
    /// let (page, end) = link[0].split_at("https://example.org/".len());
    /// assert_eq!((page, &link[1][..14]), ("https://example.org/", "41 characters:"));
    /// let received = Desk::default().answer(&Wish::ReadLink(end.into()).of(doc.clone())).unwrap();
    /// assert_eq!(json::from_json(&received[0]), json::from_json(&doc));
    /// assert!(received[2].contains("<bdi>Pastebin</bdi>"));
    /// ```
    Link {
        /// The section; empty for the whole design.
        route: &'static str,
        /// Where the page is.
        page: String,
    },
    /// The same link as a QR code: SVG, one text, empty where it is too long.
    Code {
        /// The section; empty for the whole design.
        route: &'static str,
        /// Where the page is.
        page: String,
    },
    /// What the end of an address carries: the design as JSON and the route of the section if it is only one, both
    /// empty where it cannot be read, and what it looks like as HTML.
    ReadLink(String),
}

impl Wish {
    /// The wish about this design, which is given as JSON, as it goes over the wire.
    ///
    /// ```
    /// use envelope::{desk::{Desk, Wish}, model::Document, text::{export::Form, json}};
    /// let wire = Wish::Export(Form::Markdown).of(json::to_compact(&Document::default()));
    /// assert!(Desk::default().answer(&wire).is_ok_and(|answer| answer[0] == ".md" && answer[2].starts_with("# ")));
    /// ```
    pub fn of(self, design: String) -> [String; 3] {
        let (name, argument) = match self {
            Self::Ranges => ("ranges", ""),
            Self::Influences(key) => ("influences", key),
            Self::View(view) => ("view", view.name()),
            Self::Problems => ("problems", ""),
            Self::Advice(topic) => ("advice", topic.name()),
            Self::Disk => ("disk", ""),
            Self::Work(key) => ("work", key),
            Self::Picture(drawing) => ("picture", drawing.name()),
            Self::Mermaid(drawing) => ("mermaid", drawing.name()),
            Self::Chart(chart) => ("chart", chart.name()),
            Self::Export(form) => ("export", form.name()),
            Self::Summary => ("summary", ""),
            Self::Miniature => ("miniature", ""),
            Self::Sql(engine) => ("sql", engine.key()),
            Self::OpenApi => ("openapi", ""),
            Self::Proposals(what) => ("proposals", what.name()),
            Self::Load { times, action } => {
                let argument = [&times, " ", &action.to_string()].concat();
                return ["load".to_owned(), argument, design];
            }
            Self::ReadSql(text) => return ["read sql".to_owned(), text, design],
            Self::ReadMermaid(text) => return ["read mermaid".to_owned(), text, design],
            Self::ReadMarkdown(text) => return ["read markdown".to_owned(), text, design],
            Self::Link { route, page } => {
                return ["link".to_owned(), [route, " ", &page].concat(), design];
            }
            Self::Code { route, page } => {
                return ["code".to_owned(), [route, " ", &page].concat(), design];
            }
            Self::ReadLink(end) => return ["read link".to_owned(), end, design],
        };
        [name.to_owned(), argument.to_owned(), design]
    }
}

/// How far a result may be off, as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RangeSaid {
    /// The key of the result.
    pub key: String,
    /// The range in words; empty where the result is the same in nearly all cases.
    pub words: String,
    /// Its shape, drawn with letters.
    pub shape: String,
}

/// A result that is computed at the desk, as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultSaid {
    /// The key of the result.
    pub key: String,
    /// Its row; 0 where it is of the whole document.
    pub row: String,
    /// Its value with its unit.
    pub shown: String,
    /// What it lacks.
    pub lacks: String,
}

/// What one input does to a result, as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Influence {
    /// The input.
    pub name: String,
    /// The result at both ends of the input's range.
    pub ends: String,
    /// Its share of the spread.
    pub share: String,
    /// Where the bar begins, in percent of the width.
    pub left: String,
    /// How wide the bar is, in percent of the width.
    pub width: String,
}

/// Structs that are a few texts each, in a list of texts.
macro_rules! texts {
    ($name:ident { $($member:ident),+ }) => {
        impl $name {
            /// Its texts, in the order of their declaration.
            pub fn texts(self) -> impl Iterator<Item = String> {
                [$(self.$member),+].into_iter()
            }

            /// All that stand in a list of texts; what is left over is left out.
            pub fn all(mut texts: impl Iterator<Item = String>) -> Vec<Self> {
                let mut all = Vec::new();
                while let ($(Some($member),)+) = ($({ let $member = texts.next(); $member },)+) {
                    all.push(Self { $($member),+ });
                }
                all
            }
        }
    };
}

texts!(RangeSaid { key, words, shape });
texts!(ResultSaid {
    key,
    row,
    shown,
    lacks
});
texts!(Influence {
    name,
    ends,
    share,
    left,
    width
});
