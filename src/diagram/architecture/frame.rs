//! Frames around the components of a region, a zone or a tier.

use super::Scene;
use crate::diagram::geometry::{Point, Rect};
use crate::diagram::scene::FONTS;
use crate::diagram::words::{BOLD, fitted, line};
use crate::model::architecture::Component;
use crate::model::{Id, row_name};

/// From the corner of a frame to its name: to the right, and down to the line on which that stands.
pub(super) const NAME: (f64, f64) = (9.0, 16.0);

/// A frame in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// Its place.
    pub rect: Rect,
    /// Its name, as much as there is room for.
    pub name: String,
    /// Its name, and those of the components in it.
    pub about: String,
    /// The rows of the components in it.
    pub members: Vec<Id>,
}

/// The groups by the numbers of their components, which begin with 1; 0 where a component has none.
pub(super) fn numbers(components: &[Component]) -> Vec<u32> {
    let mut known: Vec<&str> = Vec::new();
    let mut numbers = Vec::with_capacity(components.len());
    for component in components {
        let name = component.group.trim();
        if !name.is_empty() && !known.contains(&name) {
            known.push(name);
        }
        let number = (1..).zip(&known).find(|(_, known)| **known == name);
        numbers.push(number.map_or(0, |(number, _)| number));
    }
    numbers
}

impl Scene {
    /// Takes over the frames of the layout.
    pub(super) fn frame(
        &mut self,
        components: &[Component],
        numbers: &[u32],
        frames: Vec<(u32, Rect)>,
    ) {
        for (number, rect) in frames {
            let members = || {
                let all = components.iter().zip(numbers).enumerate();
                all.filter(|(_, (_, of))| **of == number)
            };
            let name = members()
                .next()
                .map_or("", |(_, (component, _))| &component.group);
            let names: Vec<String> = members()
                .map(|(at, (component, _))| line(&row_name(&component.name, at + 1)))
                .collect();
            let room = rect.width - 2.0 * NAME.0;
            self.frames.push(Frame {
                rect,
                name: fitted(&line(name), FONTS[2] * BOLD, room),
                about: [&line(name), ": ", &names.join(", ")].concat(),
                members: members().map(|(_, (component, _))| component.id).collect(),
            });
        }
    }
}

impl Frame {
    /// Where its name stands.
    pub(super) fn name_at(&self) -> Point {
        Point {
            x: self.rect.x + NAME.0,
            y: self.rect.y + NAME.1,
        }
    }
}
