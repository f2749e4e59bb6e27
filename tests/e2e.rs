//! End-to-end tests: the built page in a real browser, as a person uses it.
//!
//! `cargo xtask test e2e` builds the page and names it and the browser in variables.

// A test that meets the unexpected should stop at once and say where.
#![allow(clippy::unwrap_used)]

/// Makes two tests of each function that takes a [`page::Blank`]: of the page that a server hands out, and of the page that
/// is one file, on a disk.
macro_rules! hosted_and_from_disk {
    ($($name:ident),+ $(,)?) => {
        mod hosted {
            $(#[test]
            fn $name() {
                super::$name(crate::page::Page::blank_with);
            })+
        }

        mod from_disk {
            $(#[test]
            fn $name() {
                super::$name(crate::page::Page::on_disk);
            })+
        }
    };
}

#[path = "e2e/access.rs"]
mod access;
#[path = "e2e/bad_input.rs"]
mod bad_input;
#[path = "e2e/begin.rs"]
mod begin;
#[path = "e2e/charts.rs"]
mod charts;
#[path = "e2e/circumstances.rs"]
mod circumstances;
#[path = "e2e/designs.rs"]
mod designs;
#[path = "e2e/example.rs"]
mod example;
#[path = "e2e/export.rs"]
mod export;
#[path = "e2e/faults.rs"]
mod faults;
#[path = "e2e/files.rs"]
mod files;
#[path = "e2e/find.rs"]
mod find;
#[path = "e2e/journal.rs"]
mod journal;
#[path = "e2e/keeping.rs"]
mod keeping;
#[path = "e2e/keyboard.rs"]
mod keyboard;
#[path = "e2e/links.rs"]
mod links;
#[path = "e2e/loads.rs"]
mod loads;
#[path = "e2e/long.rs"]
mod long;
#[path = "e2e/looks.rs"]
mod looks;
#[path = "e2e/network.rs"]
mod network;
#[path = "e2e/offline.rs"]
mod offline;
#[path = "e2e/page.rs"]
mod page;
#[path = "e2e/pastebin.rs"]
mod pastebin;
#[path = "e2e/places.rs"]
mod places;
#[path = "e2e/ranges.rs"]
mod ranges;
#[path = "e2e/safe.rs"]
mod safe;
#[path = "e2e/shop.rs"]
mod shop;
#[path = "e2e/single.rs"]
mod single;
#[path = "e2e/soak.rs"]
mod soak;
#[path = "e2e/steps.rs"]
mod steps;
#[path = "e2e/stores.rs"]
mod stores;
#[path = "e2e/tabs.rs"]
mod tabs;
#[path = "e2e/typing.rs"]
mod typing;
#[path = "e2e/versions.rs"]
mod versions;
#[path = "e2e/what_if.rs"]
mod what_if;
#[path = "e2e/whole.rs"]
mod whole;

#[path = "e2e/drawing.rs"]
mod drawing;

#[path = "e2e/loaders.rs"]
mod loaders;

#[path = "e2e/frames.rs"]
mod frames;
