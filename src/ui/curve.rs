//! The day's curve: a bar for each hour, drawn by hand. The field above it says the same in numbers.

use super::kit::text;
use super::state::State;
use crate::estimate::capacity::{DRAWN, day_curve};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

/// The curve of the pattern that was chosen; drawing into it makes it one's own.
#[component]
pub(super) fn DayCurve() -> impl IntoView {
    let state = State::here();
    let heights = state.watch(|doc, _| {
        let hours = day_curve(doc).into_iter();
        hours.map(|hour| tenths(hour * 100.0) + "%").collect()
    });
    let bar = move |hour: usize| text(move || heights.with(|heights| heights[hour].clone()));
    let draw: Box<dyn FnMut(PointerEvent)> = Box::new(move |ev| {
        if ev.buttons() & 1 == 1 {
            draw(state, &ev);
        }
    });
    let press: Box<dyn FnMut(PointerEvent)> = Box::new(move |ev| self::draw(state, &ev));
    view! {
        <div class="curve" aria-hidden="true">
            <div class="bars" title="Draw across the hours to make a curve of your own" on:pointerdown=press on:pointermove=draw>
                {(0..24).map(|hour| view! { <i style:height=bar(hour)></i> }).collect_view()}
            </div>
            <div class="hours"><span>"0 h"</span><span>"6 h"</span><span>"12 h"</span><span>"18 h"</span><span>"24 h"</span></div>
        </div>
    }
}

/// Sets the hour under the pointer to the height of the pointer.
fn draw(state: State, ev: &PointerEvent) {
    let area = event_target_of(ev);
    let Some(area) = area.map(|area| area.get_bounding_client_rect()) else {
        return;
    };
    let across = (f64::from(ev.client_x()) - area.left()) / area.width();
    let up = (area.bottom() - f64::from(ev.client_y())) / area.height();
    if !(0.0..1.0).contains(&across) || !up.is_finite() {
        return;
    }
    ev.prevent_default();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 23
    let hour = (across * 24.0) as usize;
    let mut hours = state.doc.with_untracked(day_curve);
    hours[hour] = up.clamp(0.0, 1.0);
    // One hour at least has to have some load.
    let texts: Vec<String> = hours.iter().map(|hour| tenths(hour * DRAWN)).collect();
    if texts.iter().all(|text| text == "0") {
        return;
    }
    state.change("capacity.curve", |doc| {
        "own".clone_into(&mut doc.capacity.pattern);
        doc.capacity.curve = texts.join(" ");
    });
}

/// A number that is not negative, rounded to tenths. The language's own writer of such numbers would make the page
/// heavier by its tables.
fn tenths(number: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a hundred at most"
    )]
    let tenths = (number * 10.0).round() as u32;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

fn event_target_of(ev: &PointerEvent) -> Option<web_sys::Element> {
    use wasm_bindgen::JsCast;
    // The area, also where a bar in it was hit. Leptos hands events on from the window, so the target is asked.
    let target = ev.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(".bars").ok()?
}
