//! The hours of a day beside each other.

use super::scale::Scale;
use super::svg::{Pen, Width};

const HEIGHT: f64 = 150.0;
/// What is left at the sides for the marks, and above and below.
const SIDES: [f64; 2] = [40.0, 8.0];
const ENDS: [f64; 2] = [10.0, 22.0];

pub(super) fn draw(pen: &mut Pen, hours: &[f64; 24], width: Width) -> f64 {
    let bottom = HEIGHT - ENDS[1];
    let up = Scale {
        numbers: [0.0, 1.0],
        places: [bottom, ENDS[0]],
    };
    let right = width.pixels() - SIDES[1];
    let across = Scale {
        numbers: [0.0, 24.0],
        places: [SIDES[0], right],
    };
    for (part, words) in [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")] {
        pen.line("g", (SIDES[0], up.at(part)), (right, up.at(part)));
        pen.text("k e", SIDES[0] - 6.0, up.at(part) + 4.0, words);
    }
    let gap = if width == Width::Wide { 3.0 } else { 1.5 };
    for (hour, part) in (0_u8..).zip(hours) {
        let from = f64::from(hour);
        let top = up.at(*part);
        pen.bar(
            "u",
            [
                across.at(from) + gap / 2.0,
                across.at(from + 1.0) - gap / 2.0,
            ],
            top,
            (bottom - top).max(0.0),
        );
    }
    pen.line("x", (SIDES[0], bottom), (right, bottom));
    for hour in [0_u8, 6, 12, 18, 24] {
        let at = across.at(f64::from(hour));
        let class = if hour == 24 { "k e" } else { "k m" };
        pen.text(class, at, HEIGHT - 6.0, &format!("{hour} h"));
    }
    HEIGHT
}
