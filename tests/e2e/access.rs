//! What a screen reader is told: nothing that takes the focus is without a name.

use std::collections::BTreeSet;

use envelope::model::Section;
use serde_json::{Value, json};

use crate::page::Page;

fn tree(page: &Page) -> Vec<Value> {
    let tree = page.cdp("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().unwrap().iter();
    nodes
        .filter(|node| node["ignored"] != true)
        .cloned()
        .collect()
}

fn of(node: &Value, what: &str) -> String {
    node[what]["value"].as_str().unwrap_or_default().to_owned()
}

/// The role and the name of everything on the page, as the browser computes them.
pub(crate) fn names(page: &Page) -> BTreeSet<(String, String)> {
    let named = |node: &Value| (of(node, "role"), of(node, "name"));
    tree(page).iter().map(named).collect()
}

fn takes_focus(node: &Value) -> bool {
    let properties = node["properties"].as_array().into_iter().flatten();
    properties
        .into_iter()
        .any(|p| p["name"] == "focusable" && p["value"]["value"] == true)
}

/// Ids that stand twice, and references that lead nowhere.
const BROKEN: &str = "
const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map(id => 'twice: ' + id);
const lost = [];
for (const kind of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for']) {
  for (const e of document.querySelectorAll(`[${kind}]`)) {
    // What a closed button opens need not be there yet.
    if (kind === 'aria-controls' && e.getAttribute('aria-expanded') === 'false') continue;
    for (const id of e.getAttribute(kind).split(' ').filter(Boolean)) {
      if (!document.getElementById(id)) lost.push(`${kind} of ${named(e)} leads nowhere: ${id}`);
    }
  }
}
return [...twice, ...lost];";

fn look_at(page: &Page, section: Section, wrong: &mut Vec<String>) {
    page.go(section);
    let place = section.name();
    let nodes = tree(page);
    for node in nodes.iter().filter(|node| takes_focus(node)) {
        // The page itself is the root of the tree, and named by its title.
        if of(node, "name").is_empty() {
            wrong.push(format!("{place}: a {} has no name", of(node, "role")));
        }
    }
    for (what, count) in [
        ("h1", "h1"),
        ("main", "main"),
        ("nav", "nav[aria-label]"),
        ("status", "[role=status]"),
    ] {
        let count = page.js(
            "return document.querySelectorAll(arguments[0]).length;",
            &[count.into()],
        );
        if count != 1 {
            wrong.push(format!("{place}: {count} of {what}"));
        }
    }
    let broken: Vec<String> = serde_json::from_value(page.js(BROKEN, &[])).unwrap();
    wrong.extend(broken.iter().map(|line| format!("{place}: {line}")));
}

#[test]
fn nothing_that_takes_the_focus_is_without_a_name() {
    let page = Page::open();
    let mut wrong = Vec::new();
    for section in Section::ALL {
        look_at(&page, section, &mut wrong);
    }
    page.open_example();
    page.click("Export");
    for section in Section::ALL {
        look_at(&page, section, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_title_of_the_window_says_where_one_is() {
    let page = Page::open();
    page.go(Section::Capacity);
    page.until("the title", |page| {
        Ok(page.session.title()? == "Capacity and scale · Untitled design · Envelope")
    });
    page.enter("Title of the design", "Pastebin");
    page.until("the title", |page| {
        Ok(page.session.title()? == "Capacity and scale · Pastebin · Envelope")
    });
    page.session.back().unwrap();
    page.at(Section::Requirements);
    page.session.forward().unwrap();
    page.at(Section::Capacity);
}
