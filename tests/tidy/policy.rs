//! The policy of the page and what guards it agree with what the page is made of.

use std::collections::BTreeSet;
use std::fs;

use envelope::desk::Drawing;
use envelope::diagram::chart::Width;
use envelope::estimate;
use envelope::model::{Document, apis, data_model};
use envelope::outline::Chart;
use envelope::text::charts;
use xtask::policy;

use super::none_of;
use super::source::{root, sources};

/// A picture's `<style>` holds on the page only where the policy names its hash.
#[test]
fn the_policy_knows_the_style_of_each_picture() {
    let mut doc = Document::default();
    doc.add_row_of(
        &apis::ACTIONS,
        &["Post", "", "POST", "", "", "1-2/s", "", "", "1 KB"],
    );
    let posts = doc.add_row_of(&data_model::ENTITIES, &["Posts", "", "1M/day"]);
    let id = ["id", "bigint", "", "PK", &posts.to_string()];
    doc.add_row_of(&data_model::ATTRIBUTES, &id);
    let estimate = estimate::of(&doc);
    let samples = estimate.sample();
    let pictures = Drawing::ALL.map(|drawing| drawing.svg(&doc, || &estimate));
    // Of all charts it is one.
    let drawn = Chart::ALL.into_iter().flat_map(|chart| {
        let plot = charts::plot(chart, &doc, &estimate, &samples).unwrap();
        Width::ALL.map(|width| charts::svg(chart, &plot, width))
    });
    let mut found: Vec<String> = pictures
        .into_iter()
        .chain(drawn)
        .map(|svg| {
            let (_, style) = svg.split_once("<style>").unwrap();
            let (style, rest) = style.split_once("</style>").unwrap();
            assert!(!rest.contains("<style"), "one style a picture");
            policy::hash(style)
        })
        .collect();
    found.dedup();
    assert_eq!(
        found,
        policy::STYLES,
        "put these hashes into STYLES of xtask/src/policy.rs"
    );
}

/// The classes of pictures are single letters. A rule of the page for one would reach into every picture on it.
#[test]
fn the_style_of_the_page_leaves_the_classes_of_pictures_alone() {
    let style = fs::read_to_string(root().join("style/main.css")).unwrap();
    let single = |part: &str| part.len() == 2 && part.starts_with('.');
    let mut found = Vec::new();
    for (list, _) in style.lines().filter_map(|line| line.split_once(" {")) {
        let mut depth = 0;
        // What stands in brackets is said of what stands before them.
        let outside = list.chars().filter(|letter| {
            depth += i32::from(*letter == '(') - i32::from(*letter == ')');
            depth == 0
        });
        let outside: String = outside.collect();
        let begins = |selector: &&str| {
            let first = selector.trim().split([' ', ':', '>', '+']).next();
            first.is_some_and(single)
        };
        found.extend(outside.split(',').filter(begins).map(str::to_owned));
    }
    none_of(&found, "say on which element or below which, as `aside .b`");
}

/// Every element that the page writes is let through by `guard.js`, which breaks the page otherwise.
#[test]
fn the_guard_knows_every_element_of_the_page() {
    let guard = fs::read_to_string(root().join("src/browser/guard.js")).unwrap();
    let (_, list) = guard.split_once("const ELEMENTS").unwrap();
    let (list, _) = list.split_once(".split(").unwrap();
    let known: BTreeSet<&str> = list.split(['"', ' ']).collect();
    assert!(known.contains("button") && !known.contains("script"));
    let mut found = Vec::new();
    for source in sources() {
        if source.room() != Some("ui") {
            continue;
        }
        for (number, line) in source.numbered() {
            for (at, _) in line.code.match_indices("</") {
                let name = &line.code[at + 2..];
                let end = name.find(|c: char| !c.is_ascii_alphanumeric());
                let name = &name[..end.unwrap_or(name.len())];
                let element = name.starts_with(|c: char| c.is_ascii_lowercase());
                // `shell::TopBar` is no element.
                let path = line.code[at + 2 + name.len()..].starts_with("::");
                if element && !path && !known.contains(name) {
                    found.push(format!("{}:{number}: <{name}>", source.path));
                }
            }
        }
    }
    none_of(
        &found,
        "Add the element to ELEMENTS in src/browser/guard.js, if it neither acts nor fetches anything.",
    );
}
