//! The flow as a sequence diagram: who takes part, from left to right, and what they say to each other, from top to
//! bottom.

mod place;
mod svg;

pub use place::{Drawn, Head, Part, Scene, arrange};
pub use svg::render;

use crate::model::{Document, Id};

/// Steps that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Its name; empty for the main flow.
    pub name: String,
    /// Who takes part, in order of appearance.
    pub participants: Vec<Participant>,
    /// What is said, in order.
    pub messages: Vec<Message>,
}

/// A person or a part of the system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participant {
    /// The name.
    pub name: String,
    /// Whether it is a person.
    pub person: bool,
    /// The row of the actor, if it is one.
    pub actor: Option<Id>,
}

/// A step as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The row of the step.
    pub step: Id,
    /// The positions of the participants between which it goes; twice the same for own work.
    pub ends: [usize; 2],
    /// What is done.
    pub text: String,
    /// Who waits for whom.
    pub way: Way,
}

/// Who waits for whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// A call: the caller waits.
    #[default]
    Call,
    /// The answer to a call.
    Answer,
    /// A message that nobody waits for.
    Message,
}

/// The flows of a design, in the order of their first steps. An end that is missing is the other one; where both are,
/// the step is done where the one before it has led to. Names are compared as people read them, without regard to
/// capitals.
///
/// ```
/// use envelope::{diagram::sequence::flows, model::{Document, actors}};
/// let mut doc = Document::default();
/// doc.add_row_of(&actors::STEPS, &["Opens the link", "Reader", "CDN"]);
/// doc.add_row_of(&actors::STEPS, &["Looks it up", "CDN", "", "", "own"]);
/// let flows = flows(&doc);
/// assert_eq!(flows[0].participants[1].name, "CDN");
/// assert_eq!(flows[0].messages[1].ends, [1, 1]);
/// ```
pub fn flows(doc: &Document) -> Vec<Flow> {
    let mut flows: Vec<Flow> = Vec::new();
    for step in &doc.actors.steps {
        let name = step.flow.trim();
        let at = flows.iter().position(|flow| flow.name == name);
        let at = at.unwrap_or_else(|| {
            flows.push(Flow {
                name: name.to_owned(),
                ..Flow::default()
            });
            flows.len() - 1
        });
        let flow = &mut flows[at];
        let [from, to] = [&step.from, &step.to].map(|name| flow.participant(doc, name));
        let before = flow.messages.last().map(|message| message.ends[1]);
        let Some(start) = from.or(to).or(before) else {
            continue;
        };
        let own = step.kind == "own";
        let end = if own { start } else { to.unwrap_or(start) };
        flow.messages.push(Message {
            step: step.id,
            ends: [start, end],
            text: step.what.trim().to_owned(),
            way: match step.kind.as_str() {
                "answer" => Way::Answer,
                "async" => Way::Message,
                _ => Way::Call,
            },
        });
    }
    flows.retain(|flow| !flow.messages.is_empty());
    flows
}

impl Participant {
    /// Whether both are the same person or part: names are compared without regard to capitals.
    pub fn is(&self, other: &Self) -> bool {
        same(&self.name, &other.name)
    }
}

impl Flow {
    /// The position of whoever has this name; new ones come last.
    fn participant(&mut self, doc: &Document, name: &str) -> Option<usize> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let mut known = self.participants.iter();
        if let Some(at) = known.position(|known| same(&known.name, name)) {
            return Some(at);
        }
        let mut actors = doc.actors.actors.iter();
        let actor = actors.find(|actor| same(actor.name.trim(), name));
        self.participants.push(Participant {
            name: name.to_owned(),
            person: actor.is_some_and(|actor| actor.kind.trim().is_empty()),
            actor: actor.map(|actor| actor.id),
        });
        Some(self.participants.len() - 1)
    }
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// The flows of a design with a place for everything.
pub fn scene(doc: &Document) -> Scene {
    arrange(&flows(doc))
}
