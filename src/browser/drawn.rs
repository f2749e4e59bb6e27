//! A picture on the page whose parts are moved by hand. While they move, only the attributes of these parts and of the
//! lines at them change; the picture itself is made anew elsewhere once the hand is off it.
//!
//! Parts are `<g data-key data-at>`, lines `<g data-key data-ends>`: see `diagram::architecture`.

use super::page;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A place or a way in pixels of the picture.
pub type Place = (f64, f64);

/// The picture within an element of the page.
#[derive(Clone, Debug)]
pub struct Drawn(Element);

/// Parts under way, with the lines at them.
#[derive(Debug, Default)]
pub struct Moving {
    parts: Vec<Element>,
    lines: Vec<Moved>,
}

/// A line of which at least one end moves.
#[derive(Debug)]
struct Moved {
    group: Element,
    /// Where it begins and ends.
    ends: [Place; 2],
    /// Which of the two move.
    moves: [bool; 2],
}

/// What is at a place of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A component, by its row.
    Part(u32),
    /// A connection, by its row.
    Line(u32),
    /// The handle from which a connection is drawn.
    Grip(u32),
    /// Nothing.
    Paper,
}

impl Drawn {
    /// The picture in the element with this id.
    pub fn within(id: &str) -> Option<Self> {
        let found = page::element(id)?.query_selector(".canvas svg");
        found.ok().flatten().map(Self)
    }

    fn group(&self, key: u32) -> Option<Element> {
        let found = self.0.query_selector(&format!("[data-key='{key}']"));
        found.ok().flatten()
    }

    fn groups(&self, selector: &str) -> Vec<Element> {
        let Ok(found) = self.0.query_selector_all(selector) else {
            return Vec::new();
        };
        let nodes = (0..found.length()).filter_map(|at| found.item(at));
        nodes.filter_map(|node| node.dyn_into().ok()).collect()
    }

    /// How many pixels of the page one of the picture takes; not 0.
    pub fn scale(&self) -> f64 {
        let own = numbers(&self.0.get_attribute("viewBox").unwrap_or_default());
        let shown = self.0.get_bounding_client_rect().width();
        match own[..] {
            [_, _, width, _] if width > 0.0 && shown > 0.0 => shown / width,
            _ => 1.0,
        }
    }

    /// The place of the picture that is seen here on the page.
    fn place(&self, x: f64, y: f64) -> Place {
        let (seen, scale) = (self.0.get_bounding_client_rect(), self.scale());
        ((x - seen.left()) / scale, (y - seen.top()) / scale)
    }

    /// Where a component stands, as the design counts.
    pub fn at(&self, key: u32) -> Option<Place> {
        match numbers(&self.group(key)?.get_attribute("data-at")?)[..] {
            [x, y] => Some((x, y)),
            _ => None,
        }
    }

    /// How wide and how high a component is, in pixels of the picture.
    pub fn size(&self, key: u32) -> Option<Place> {
        let shape = self.group(key)?.query_selector("rect, path").ok()??;
        let (seen, scale) = (shape.get_bounding_client_rect(), self.scale());
        Some((seen.width() / scale, seen.height() / scale))
    }

    /// Takes these components into the hand.
    pub fn take(&self, keys: &[u32]) -> Moving {
        let line = |group: Element| {
            let ends = group.get_attribute("data-ends")?;
            let mut ends = ends.split(' ').map(str::parse);
            let moves =
                [(); 2].map(|()| matches!(ends.next(), Some(Ok(key)) if keys.contains(&key)));
            let way = group.query_selector("path").ok().flatten()?;
            let way = numbers(&way.get_attribute("d")?);
            let (Some([x, y]), Some([to_x, to_y])) = (way.first_chunk(), way.last_chunk()) else {
                return None;
            };
            let ends = [(*x, *y), (*to_x, *to_y)];
            (moves[0] || moves[1]).then_some(Moved { group, ends, moves })
        };
        Moving {
            parts: keys.iter().filter_map(|key| self.group(*key)).collect(),
            lines: self
                .groups("[data-ends]")
                .into_iter()
                .filter_map(line)
                .collect(),
        }
    }

    /// Shows what is chosen, and the handle of it where it is one component alone.
    pub fn choose(&self, keys: &[u32]) {
        for group in self.groups(".chosen") {
            let _ = group.class_list().remove_1("chosen");
        }
        for group in keys.iter().filter_map(|key| self.group(*key)) {
            let _ = group.class_list().add_1("chosen");
        }
        self.grip(match keys {
            [key] => Some(*key),
            _ => None,
        });
    }

    /// Brings a part into sight.
    pub fn show(&self, key: u32) {
        let (Some(part), Some(canvas)) = (self.group(key), self.canvas()) else {
            return;
        };
        let (part, seen) = (
            part.get_bounding_client_rect(),
            canvas.get_bounding_client_rect(),
        );
        let by = |low: f64, high: f64, least: f64, most: f64| {
            if low < least {
                low - least - 16.0
            } else if high > most {
                high - most + 16.0
            } else {
                0.0
            }
        };
        let x = by(part.left(), part.right(), seen.left(), seen.right());
        let y = by(part.top(), part.bottom(), seen.top(), seen.bottom());
        canvas.scroll_by_with_x_and_y(x, y);
    }

    fn canvas(&self) -> Option<Element> {
        self.0.closest(".canvas").ok().flatten()
    }

    /// Puts the handle from which a connection is drawn at the right side of this component.
    pub fn grip(&self, key: Option<u32>) {
        let there = self.groups("[data-grip]");
        let wanted = key.map(|key| key.to_string());
        if there.len() == 1 && there[0].get_attribute("data-grip") == wanted {
            return;
        }
        for old in there {
            old.remove();
        }
        let part = key.and_then(|key| self.group(key));
        let Some(part) = part.filter(|part| part.has_attribute("data-at")) else {
            return;
        };
        let Some(shape) = part.query_selector("rect, path").ok().flatten() else {
            return;
        };
        let seen = shape.get_bounding_client_rect();
        let (x, y) = self.place(seen.right(), f64::midpoint(seen.top(), seen.bottom()));
        let drawn = [
            (
                "circle",
                vec![("cx", x), ("cy", y), ("r", 9.0)],
                String::new(),
            ),
            (
                "path",
                Vec::new(),
                format!("M{} {y}h8M{x} {}v8", x - 4.0, y - 4.0),
            ),
        ];
        let Some(grip) = made(&part, "g") else { return };
        set(&grip, "data-grip", &wanted.unwrap_or_default());
        for (name, numbers, way) in drawn {
            if let Some(shape) = made(&grip, name) {
                for (name, number) in numbers {
                    set(&shape, name, &number.to_string());
                }
                if !way.is_empty() {
                    set(&shape, "d", &way);
                }
            }
        }
    }

    /// Draws a line from a component to this place of the page, or to the component that is there; which that is.
    pub fn reach(&self, from: u32, x: f64, y: f64) -> Option<u32> {
        let to = self.0.query_selector(".reach").ok().flatten().or_else(|| {
            let line = made(&self.0, "path")?;
            set(&line, "class", "reach");
            Some(line)
        })?;
        let seen = self.group(from)?.get_bounding_client_rect();
        let (one, other) = (
            self.place(seen.right(), f64::midpoint(seen.top(), seen.bottom())),
            self.place(x, y),
        );
        set(
            &to,
            "d",
            &format!("M{} {}L{} {}", one.0, one.1, other.0, other.1),
        );
        let document = self.0.owner_document()?;
        let target = match document
            .element_from_point(as_float(x), as_float(y))
            .map(|at| hit(&at))
        {
            Some(Hit::Part(key)) if key != from => Some(key),
            _ => None,
        };
        for group in self.groups(".target") {
            let _ = group.class_list().remove_1("target");
        }
        if let Some(group) = target.and_then(|key| self.group(key)) {
            let _ = group.class_list().add_1("target");
        }
        target
    }

    /// Takes that line away.
    pub fn let_go(&self) {
        for line in self.groups(".reach") {
            line.remove();
        }
        for group in self.groups(".target") {
            let _ = group.class_list().remove_1("target");
        }
    }

    /// Where a component is seen, from the corner of the canvas that holds the picture, wherever that is scrolled to;
    /// and how wide.
    pub fn over(&self, key: u32) -> Option<(f64, f64, f64)> {
        let canvas = self.canvas()?.dyn_into::<HtmlElement>().ok()?;
        let (part, seen) = (
            self.group(key)?
                .query_selector("rect, path")
                .ok()
                .flatten()?
                .get_bounding_client_rect(),
            canvas.get_bounding_client_rect(),
        );
        let x = part.left() - seen.left() + f64::from(canvas.scroll_left());
        let y = part.top() - seen.top() + f64::from(canvas.scroll_top());
        Some((x, y, part.width()))
    }
}

impl Moving {
    /// Whether what is held is still on the page: a picture that was drawn anew has other parts.
    pub fn holds(&self) -> bool {
        self.parts.iter().all(|part| part.is_connected())
    }

    /// Shows all of it so far from where it was drawn.
    pub fn to(&self, by: Place) {
        let shift = if by == (0.0, 0.0) {
            String::new()
        } else {
            format!("translate({} {})", by.0, by.1)
        };
        for part in &self.parts {
            set(part, "transform", &shift);
        }
        for line in &self.lines {
            if line.moves == [true; 2] {
                set(&line.group, "transform", &shift);
                continue;
            }
            let [one, other] = [0, 1].map(|end| {
                let (place, by) = (
                    line.ends[end],
                    if line.moves[end] { by } else { (0.0, 0.0) },
                );
                (place.0 + by.0, place.1 + by.1)
            });
            let middle = f64::midpoint(one.0, other.0);
            let way = format!("M{} {}H{middle}V{}H{}", one.0, one.1, other.1, other.0);
            let Ok(shapes) = line.group.query_selector_all("path, text") else {
                continue;
            };
            // What can be hit, the line, its head; then the label, which waits for its new place.
            for at in 0..shapes.length() {
                let shape = shapes
                    .item(at)
                    .and_then(|shape| shape.dyn_into::<Element>().ok());
                match (at, shape) {
                    (0 | 1, Some(shape)) => set(&shape, "d", &way),
                    (2, Some(head)) if line.moves[1] => set(&head, "transform", &shift),
                    (3.., Some(label)) => set(&label, "visibility", "hidden"),
                    _ => {}
                }
            }
        }
    }
}

/// What this element of the page belongs to.
pub fn hit(element: &Element) -> Hit {
    let closest = |selector: &str| element.closest(selector).ok().flatten();
    let key = |element: &Element, name: &str| {
        let key = element.get_attribute(name).unwrap_or_default();
        key.parse().ok()
    };
    if let Some(grip) = closest(".canvas [data-grip]").and_then(|grip| key(&grip, "data-grip")) {
        return Hit::Grip(grip);
    }
    let Some(group) = closest(".canvas [data-key]") else {
        return Hit::Paper;
    };
    match key(&group, "data-key") {
        Some(row) if group.has_attribute("data-at") => Hit::Part(row),
        Some(row) if group.has_attribute("data-ends") => Hit::Line(row),
        _ => Hit::Paper,
    }
}

/// The rows of the components in the frame of which this element is the name.
pub fn members(element: &Element) -> Vec<u32> {
    let frame = element.closest(".canvas [data-group]").ok().flatten();
    let rows = frame.and_then(|frame| frame.get_attribute("data-group"));
    let rows = rows.unwrap_or_default();
    rows.split(' ').filter_map(|row| row.parse().ok()).collect()
}

/// Lets this element hear of a pointer wherever it goes, until it is lifted.
pub fn capture(element: &Element, pointer: i32) {
    // A pointer that is gone already is not captured.
    let _ = element.set_pointer_capture(pointer);
}

fn made(parent: &Element, name: &str) -> Option<Element> {
    let made = parent
        .owner_document()?
        .create_element_ns(Some(SVG), name)
        .ok()?;
    parent.append_child(&made).ok()?;
    Some(made)
}

/// The names of attributes here are valid ones, which is all that could be refused.
fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// All numbers in a text, whatever stands between them.
fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-');
    parts.filter_map(|part| part.parse().ok()).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "a place on the page")]
fn as_float(number: f64) -> f32 {
    number as f32
}
