//! What lines, their ends and the marks of rows are drawn with: the `d` of paths.

use super::Number;
use crate::diagram::geometry::Point;
use crate::diagram::scene::End;
use std::fmt::Write as _;

/// The radius of a line's corners.
const RADIUS: f64 = 6.0;

/// A line through these points with round corners, as the `d` of a path.
pub fn way(points: &[Point]) -> String {
    let mut out = String::new();
    let last = points.len().saturating_sub(1);
    for (at, point) in points.iter().enumerate() {
        if at == 0 || at == last {
            let letter = if at == 0 { 'M' } else { 'L' };
            let _ = write!(out, "{letter}{} {}", Number(point.x), Number(point.y));
            continue;
        }
        let (start, end) = (
            towards(*point, points[at - 1]),
            towards(*point, points[at + 1]),
        );
        let _ = write!(
            out,
            "L{} {}Q{} {} {} {}",
            Number(start.x),
            Number(start.y),
            Number(point.x),
            Number(point.y),
            Number(end.x),
            Number(end.y)
        );
    }
    out
}

/// The place on the way to the next corner where a round corner begins.
fn towards(from: Point, to: Point) -> Point {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = x.hypot(y);
    let part = if length > 0.0 {
        (RADIUS / length).min(0.5)
    } else {
        0.0
    };
    Point {
        x: from.x + x * part,
        y: from.y + y * part,
    }
}

/// What is drawn at the end of a line, as the `d` of a path: `at` lies on the border, and the line leaves to the right
/// where `towards` is positive.
pub fn mark(end: End, at: Point, towards: f64) -> String {
    let sign = if towards < 0.0 { -1.0 } else { 1.0 };
    let (x, y) = (
        |by: f64| Number(at.x + sign * by),
        |by: f64| Number(at.y + by),
    );
    let mut out = String::new();
    let bar = |out: &mut String, by: f64| {
        let _ = write!(out, "M{} {}V{}", x(by), y(-4.5), y(4.5));
    };
    if matches!(end, End::Many | End::ZeroOrMany) {
        let _ = write!(
            out,
            "M{} {}L{} {}L{} {}",
            x(0.0),
            y(-5.0),
            x(10.0),
            y(0.0),
            x(0.0),
            y(5.0)
        );
    }
    if end == End::Arrow {
        let _ = write!(
            out,
            "M{} {}L{} {}L{} {}",
            x(9.0),
            y(-4.5),
            x(0.0),
            y(0.0),
            x(9.0),
            y(4.5)
        );
    }
    if matches!(end, End::One | End::ZeroOrOne) {
        bar(&mut out, 6.0);
    }
    match end {
        End::One => bar(&mut out, 10.0),
        End::Many => bar(&mut out, 13.0),
        End::ZeroOrOne | End::ZeroOrMany => {
            let start = if end == End::ZeroOrOne { 8.0 } else { 10.0 };
            let flip = Number(sign * 7.0);
            let back = Number(sign * -7.0);
            let _ = write!(
                out,
                "M{} {}a3.5 3.5 0 0 0 {flip} 0a3.5 3.5 0 0 0 {back} 0z",
                x(start),
                y(0.0)
            );
        }
        End::Plain | End::Arrow => {}
    }
    out
}

/// Adds the marks of a row to the `d` of a path. Drawn, because a browser needs ten times as long for a text, and the
/// marks of all rows are one path.
pub(super) fn letters(out: &mut String, x: f64, y: f64, mark: &str) {
    let mut left = x + 0.7;
    for letter in mark.chars() {
        let ways: &[&str] = match letter {
            'P' => &["v-6.3h2.4a1.85 1.85 0 0 1 0 3.7h-2.4"],
            'F' => &["v-6.3h4", "m0 -3.2h3.4"],
            'K' => &["v-6.3", "m4.4 -6.3l-4.2 3.7", "m1.5 -3.8l3.2 3.8"],
            _ => &[],
        };
        for way in ways {
            let _ = write!(out, "M{} {}{way}", Number(left), Number(y));
        }
        left += if letter == ' ' { 2.5 } else { 6.6 };
    }
}
