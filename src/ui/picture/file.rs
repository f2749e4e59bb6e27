//! Pictures and charts as files.

use super::super::desk;
use super::super::state::State;
use crate::browser::{files, raster};
use crate::desk::Wish;
use crate::text as forms;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The form of a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum File {
    /// Lines and texts, in the colours of whoever opens it.
    Svg,
    /// Pixels, twice as many as the page shows, in the colours of the page.
    Png,
}

/// Hands over the picture that is the first text of the answer to this wish.
pub(in super::super) fn download(state: State, wish: Wish, what: &'static str, file: File) {
    spawn_local(async move {
        let name = state.doc.with_untracked(forms::file_name);
        let ending = match file {
            File::Svg => "svg",
            File::Png => "png",
        };
        let name = format!("{name} {what}.{ending}");
        let done = match (desk::ask(state, wish).await, file) {
            (Err(why), _) => Err(why),
            (Ok(texts), file) => {
                let svg = texts.into_iter().next().unwrap_or_default();
                match file {
                    File::Svg => files::download(&name, "image/svg+xml", &svg),
                    File::Png => {
                        let png = raster::png(&svg).await;
                        png.and_then(|png| files::download_blob(&name, &png))
                    }
                }
            }
        };
        state.say(done.map_or_else(
            |why| format!("Not downloaded: {why}"),
            |()| format!("Downloading {name}."),
        ));
    });
}
