//! The desk: what is done beside the page, so that typing never waits for it and the page need not carry it.
//!
//! A wish and its answer are lists of texts. Here is what is done; who brings the texts over is another matter.

mod architecture;
mod data_model;
mod drawing;
mod influences;
mod load;
pub mod problems;
mod shared;
pub mod versions;
mod wish;

pub use drawing::Drawing;
pub use wish::{Influence, RangeSaid, ResultSaid, Wish};

use crate::diagram::chart::Width;
use crate::diagram::miniature;
use crate::engines::Engine;
use crate::estimate::{self, Estimate, beside};
use crate::formula::Samples;
use crate::model::Document;
use crate::outline::{Chart, Proposed, Topic, View};
use crate::text::export::Form;
use crate::text::{charts, json, markdown, openapi, result, summary, views};
use crate::{propose, review};
use std::cell::OnceCell;

/// What lies on the desk: the design that was asked about last, and what follows from it.
#[derive(Debug, Default)]
pub struct Desk {
    design: Option<Design>,
}

#[derive(Debug)]
struct Design {
    json: String,
    doc: Document,
    /// These two are made when they are wanted: the picture of the entities, SQL and links need neither.
    estimate: OnceCell<Estimate>,
    samples: Option<Samples>,
}

impl Design {
    fn estimate(&self) -> &Estimate {
        self.estimate.get_or_init(|| estimate::of(&self.doc))
    }

    /// The design with the ranges of its results.
    fn sampled(&mut self) -> (&Document, &Estimate, &Samples) {
        let Self {
            doc,
            estimate,
            samples,
            ..
        } = self;
        let estimate = estimate.get_or_init(|| estimate::of(doc));
        let samples = samples.get_or_insert_with(|| estimate.sample());
        (doc, estimate, samples)
    }
}

impl Desk {
    /// The answer to a [`Wish`].
    ///
    /// # Errors
    /// In words, where the design cannot be read or nobody knows such a wish.
    pub fn answer(&mut self, wire: &[String]) -> Result<Vec<String>, String> {
        let [name, argument, json] = wire else {
            return Err("This is no question.".to_owned());
        };
        let design = self.design(json)?;
        Ok(match name.as_str() {
            "ranges" => ranges(design),
            "influences" => influences::of(design, argument),
            "view" => {
                let view = View::of(argument).ok_or("There is no such table.")?;
                views::grid(view, &design.doc, design.estimate()).into_texts()
            }
            "problems" => problems::texts(&review::problems(&design.doc, design.estimate())),
            "advice" => {
                let topic = Topic::of(argument).ok_or("There is no advice on this.")?;
                vec![review::advice(topic, &design.doc, design.estimate())]
            }
            "proposals" => {
                let what = Proposed::of(argument).ok_or("Nothing is proposed there.")?;
                let found = propose::proposals(what, &design.doc, design.estimate());
                problems::proposal_texts(&found)
            }
            "disk" => disk(design.estimate()),
            "work" => work(design.estimate(), argument),
            "export" => {
                let form = Form::of(argument).ok_or("There is no such form.")?;
                let (doc, estimate, samples) = design.sampled();
                let text = form.write(doc, estimate, samples);
                vec![form.ending().to_owned(), form.media().to_owned(), text]
            }
            "picture" | "mermaid" => {
                let drawing = Drawing::of(argument).ok_or("There is no such picture.")?;
                vec![match name.as_str() {
                    "picture" => drawing.svg(&design.doc, || design.estimate()),
                    _ => drawing.mermaid(&design.doc),
                }]
            }
            "load" => load::answer(argument, &design.doc, design.estimate()),
            "chart" => chart(
                Chart::of(argument).ok_or("There is no such chart.")?,
                design,
            ),
            "miniature" => {
                let drawn = miniature::of(&design.doc, design.estimate());
                drawn.map(Vec::from).unwrap_or_default()
            }
            "summary" => summary::written(&design.doc, design.estimate()),
            "sql" => {
                let engine = Engine::of(argument).ok_or("There is no such engine.")?;
                data_model::sql(engine, &design.doc)
            }
            "openapi" => {
                let written = openapi::write(&design.doc, design.estimate());
                [vec![written.json], written.notes].concat()
            }
            "read sql" => data_model::read_sql(argument, &design.doc),
            "read mermaid" => architecture::read_mermaid(argument, &design.doc),
            "read markdown" => read_markdown(argument)?,
            "link" => shared::link(argument, &design.doc)?,
            "code" => vec![shared::code(argument, &design.doc)],
            "read link" => shared::received(argument),
            _ => return Err("Nobody knows how to do this.".to_owned()),
        })
    }

    /// Reads a design, unless it lies here already.
    fn design(&mut self, json: &str) -> Result<&mut Design, String> {
        if self.design.as_ref().is_none_or(|there| there.json != json) {
            self.design = Some(Design {
                json: json.to_owned(),
                doc: json::from_kept(json)?,
                estimate: OnceCell::new(),
                samples: None,
            });
        }
        self.design.as_mut().ok_or_else(String::new)
    }
}

/// A chart for both widths, and its table; nothing while there is nothing to show.
fn chart(chart: Chart, design: &mut Design) -> Vec<String> {
    let (doc, estimate, samples) = design.sampled();
    let Some(plot) = charts::plot(chart, doc, estimate, samples) else {
        return Vec::new();
    };
    let drawn = Width::ALL.map(|width| charts::svg(chart, &plot, width));
    let table = charts::grid(&plot).into_texts();
    drawn.into_iter().chain(table).collect()
}

/// What Markdown says: how many lines tell of what was not understood, those lines, and the design. A text of which
/// nothing is understood is refused, and one of a design that would be too large to be opened again.
fn read_markdown(text: &str) -> Result<Vec<String>, String> {
    let reading = markdown::read(text);
    if !reading.understood {
        return Err(if text.trim().is_empty() {
            "The file is empty.".to_owned()
        } else {
            "Nothing in this file is of a design: it has no title, no heading and no entry that is known here. Is it the right file?".to_owned()
        });
    }
    let design = json::to_compact(&reading.document);
    if design.len() > json::LARGEST {
        return Err("The design in this file has too many rows: as it is kept here, it would be larger than 5 MB, although its Markdown need not be.".to_owned());
    }
    let notes = reading.notes.iter().map(|note| match note.line {
        // What stands for all that is not listed.
        0 => format!("And {}: {}", note.what, note.why),
        line => format!("Line {line}, “{}”: {}", note.what, note.why),
    });
    let mut texts = vec![reading.notes.len().to_string()];
    texts.extend(notes);
    texts.push(design);
    Ok(texts)
}

/// The results of which the rules are long, of the whole and of each row.
fn disk(estimate: &Estimate) -> Vec<String> {
    let nodes = estimate.graph().nodes().iter();
    let said = nodes.filter_map(|node| {
        let (key, row) = node.key;
        let formula = beside(key)?;
        Some(ResultSaid {
            key: key.to_owned(),
            row: row.to_string(),
            shown: estimate.shown(formula, row),
            lacks: result::lacks(estimate, formula, row),
        })
    });
    said.flat_map(ResultSaid::texts).collect()
}

fn work(estimate: &Estimate, key: &str) -> Vec<String> {
    beside(key).map_or_else(Vec::new, |formula| {
        let trace = estimate.trace(formula, 0);
        let lines = result::work(formula, &trace, &estimate.shown(formula, 0));
        lines.into_iter().flatten().collect()
    })
}

fn ranges(design: &mut Design) -> Vec<String> {
    let (_, estimate, samples) = design.sampled();
    let said = estimate.ranged().into_iter().filter_map(|key| {
        let words = estimate.range_shown(key, samples);
        let range = samples.range(key)?;
        let shape = if words.is_empty() {
            String::new()
        } else {
            drawn(&range.bars)
        };
        let key = key.0.to_owned();
        Some(RangeSaid { key, words, shape })
    });
    said.flat_map(RangeSaid::texts).collect()
}

/// The eighths of a line, from the lowest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Bars as letters, each of two parts of the shape.
fn drawn(bars: &[u16]) -> String {
    let sums: Vec<u32> = bars
        .chunks(2)
        .map(|two| two.iter().map(|bar| u32::from(*bar)).sum())
        .collect();
    let most = sums.iter().copied().max().unwrap_or(0).max(1);
    let letter = |sum: u32| BARS[(sum * 7 / most) as usize];
    sums.into_iter().map(letter).collect()
}
