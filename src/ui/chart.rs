//! The charts: drawn beside the page, with the same numbers as a table below.

use super::desk;
use super::kit::{click, text, when};
use super::picture::file::{self, File};
use super::state::State;
use super::view::table;
use crate::desk::Wish;
use crate::outline::Chart;
use crate::text::grid::Grid;
use leptos::prelude::*;

/// A chart. Nothing of it is there before there is something to show; what stood there stays until the new one is drawn.
#[component]
pub(super) fn ChartOf(chart: Chart) -> impl IntoView {
    let state = State::here();
    let said = desk::follow(state, Wish::Chart(chart));
    let empty = when(move || said.with(|said| said.as_ref().map_or(true, Vec::is_empty)));
    let part = move |at: usize| {
        let svg = move |texts: &Vec<String>| texts.get(at).cloned().unwrap_or_default();
        text(move || said.with(|said| said.as_ref().map(svg).unwrap_or_default()))
    };
    let grid = Memo::new(move |_| {
        let texts = said.get().unwrap_or_default();
        Grid::from_texts(texts.into_iter().skip(2).collect())
    });
    let download = move |as_file| file::download(state, Wish::Chart(chart), chart.name(), as_file);
    // The day's curve is there to be drawn already.
    let drawn = (!chart.is_entered()).then(|| {
        view! {
            <h3 class="caption">{chart.name()}</h3>
            <div class="plot wide" inner_html=part(0)></div>
            <div class="plot narrow" inner_html=part(1)></div>
        }
    });
    view! {
        <div class="charted" hidden=empty>
            {drawn}
            <details class="reference">
                <summary>{format!("{} as a table", chart.name())}</summary>
                <div class="figures" tabindex="0" role="region" aria-label=chart.name()>
                    {move || grid.with(|grid| table(chart.name(), &grid.head, &grid.rows))}
                </div>
                <p class="add">
                    <button on:click=click(move |_| download(File::Svg))>"Download SVG"</button>
                    " "
                    <button on:click=click(move |_| download(File::Png))>"Download PNG"</button>
                </p>
            </details>
        </div>
    }
}
