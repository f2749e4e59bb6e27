//! The small picture on the card of a design. It is drawn beside the page when the list is looked at, and kept with what
//! the list says of the design until that changes.

use super::{keep, turn};
use crate::browser::journal::About;
use crate::browser::worker;
use crate::desk::Wish;
use crate::text::json;
use leptos::prelude::*;

/// Draws what has no picture of its present state; whether there was any. A design that cannot be drawn now is tried
/// again with the next look at the list.
pub(super) async fn draw(all: Vec<String>) -> bool {
    let mut drawn = false;
    for pair in all.chunks_exact(2) {
        let (name, about) = (&pair[0], About::decode(&pair[1]));
        let changed = about.changed.to_string();
        if about.deleted > 0 || about.picture.first() == Some(&changed) {
            continue;
        }
        let Some(store) = keep::store() else { break };
        let Ok((_, document)) = turn::load(&store, name).await else {
            continue;
        };
        let wire = Wish::Miniature.of(json::to_compact(&document));
        drop(document);
        if let Ok(texts) = worker::ask(wire).await {
            let picture = [vec![changed], texts].concat();
            // What was saved meanwhile has its own entry in the list by now, and is drawn from that.
            let mut put = |now: &mut About| {
                let same = now.changed == about.changed;
                if same {
                    now.picture.clone_from(&picture);
                }
                same
            };
            drawn |= store.describe(name, &mut put).await == Ok(true);
        }
    }
    drawn
}

/// The picture; an empty frame while there is none, so that nothing moves when it comes.
pub(super) fn view(about: &About) -> AnyView {
    let Some([room, boxes, lines]) = about.picture.get(1..4) else {
        return view! { <div class="miniature"></div> }.into_any();
    };
    // What was stored becomes no more than numbers and the letters of a way.
    let plain = |text: &String| -> String {
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.');
        text.chars().filter(is_plain).collect()
    };
    let svg = [
        "<svg viewBox=\"",
        &*plain(room),
        "\"><path d=\"",
        &*plain(lines),
        "\"/><path d=\"",
        &*plain(boxes),
        "\"/></svg>",
    ]
    .concat();
    view! { <div class="miniature" aria-hidden="true" inner_html=Signal::stored(svg)></div> }
        .into_any()
}
