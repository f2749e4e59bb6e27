//! Controls and results, found by the names that people and screen readers know them by.

use std::collections::BTreeMap;

use envelope::model::Section;
use serde_json::Value;
use xtask::browser::{Element, keys};

use crate::page::{PATIENCE, Page};

/// What takes text or a choice.
const CONTROLS: &str = "input, select, textarea";
/// What is clicked.
const BUTTONS: &str = "button, a[href]";
/// So often something may be drawn anew between two commands.
const TRIES: usize = 3;

impl Page {
    /// The first control of this accessible name.
    #[track_caller]
    pub(crate) fn control(&self, name: &str) -> Element<'_> {
        self.named(CONTROLS, name)
    }

    /// The first button or link of this accessible name.
    #[track_caller]
    pub(crate) fn button(&self, name: &str) -> Element<'_> {
        self.named(BUTTONS, name)
    }

    /// Waits for an element that is seen, and checks its name with the browser itself.
    #[track_caller]
    fn named(&self, kinds: &str, name: &str) -> Element<'_> {
        // A row of a long list that is not in sight has been laid out as little as it has been read.
        let script = "const [kinds, name] = arguments;
            const found = [...document.querySelectorAll(kinds)].find(e => shown(e) && named(e) === name);
            found?.scrollIntoView({ block: 'nearest' });
            return found ?? null;";
        let arguments = [kinds.into(), name.into()];
        let mut called = None;
        // What is drawn anew in between is looked for again.
        let found = self.session.wait_for(PATIENCE, |session| {
            let found = self.try_js(script, &arguments)?;
            if found.is_null() {
                return Ok(None);
            }
            let element = Element::from_value(session, &found)?;
            let label = element.computed_label()?;
            let right = label == name;
            called = Some(label);
            Ok(right.then_some(element))
        });
        match (found, called) {
            (Ok(element), _) => element,
            (_, Some(label)) => panic!("{name:?} is called {label:?}"),
            (_, None) => panic!("nothing here is called {name:?}"),
        }
    }

    /// Whether something of this name is seen at this moment.
    pub(crate) fn sees(&self, name: &str) -> bool {
        let script = "const [kinds, name] = arguments;
            return [...document.querySelectorAll(kinds)].some(e => shown(e) && named(e) === name);";
        let kinds = format!("{CONTROLS}, {BUTTONS}");
        self.js(script, &[kinds.into(), name.into()]) == true
    }

    /// Clicks an element, out from under the bars at the edges if need be, as a person would scroll it.
    #[track_caller]
    pub(crate) fn touch(&self, element: &Element<'_>) {
        self.js(
            "arguments[0].scrollIntoView({ block: 'nearest' });",
            &[element.to_value()],
        );
        element.click().unwrap();
    }

    /// Clicks the button or link of this name.
    #[track_caller]
    pub(crate) fn click(&self, name: &str) {
        for _ in 0..TRIES {
            match self.button(name).click() {
                // It was drawn anew after it was found, and has not been clicked.
                Err(cause) if cause.to_string().contains("stale element") => {}
                clicked => return clicked.unwrap(),
            }
        }
        panic!("{name:?} is drawn anew again and again");
    }

    /// Goes to a section by its entry in the list.
    #[track_caller]
    pub(crate) fn follow(&self, section: Section) {
        let link = format!("nav a[href='#/{}']", section.route());
        self.session.find_css(&link).unwrap().click().unwrap();
        self.at(section);
    }

    /// Writes into the field of this name with the keyboard, in place of what is there.
    #[track_caller]
    pub(crate) fn enter(&self, name: &str, text: &str) {
        let field = self.control(name);
        self.touch(&field);
        self.session.press(&[keys::CONTROL, "a"]).unwrap();
        if text.is_empty() {
            self.session.press(&[keys::BACKSPACE]).unwrap();
        } else {
            self.session.type_text(text).unwrap();
        }
        assert_eq!(field.value().unwrap(), text, "typed into {name:?}");
    }

    /// Makes a choice by the label that a person sees.
    #[track_caller]
    pub(crate) fn choose(&self, name: &str, label: &str) {
        let select = self.control(name);
        let script = "const [select, label] = arguments;
            return [...select.options].find(option => option.label === label) ?? null;";
        let option = self.js(script, &[select.to_value(), label.into()]);
        assert!(!option.is_null(), "{name:?} has no choice {label:?}");
        let option = Element::from_value(&self.session, &option).unwrap();
        option.click().unwrap();
    }

    /// What stands in the control of this name.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> String {
        self.control(name).value().unwrap()
    }

    /// What is chosen in the control of this name, as a person sees it.
    #[track_caller]
    pub(crate) fn chosen(&self, name: &str) -> String {
        let select = self.control(name);
        let script = "return arguments[0].selectedOptions[0]?.label ?? '';";
        let label = self.js(script, &[select.to_value()]);
        label.as_str().unwrap_or_default().to_owned()
    }

    /// Every result on the page by its name. A key number may stand twice: in the form and in the margin.
    pub(crate) fn results(&self) -> BTreeMap<String, Vec<String>> {
        let script = "const found = {};
            for (const e of document.querySelectorAll('output')) (found[named(e)] ??= []).push(clean(e.textContent));
            return found;";
        serde_json::from_value(self.js(script, &[])).unwrap()
    }

    /// Waits until a result begins with this value and unit, wherever it stands.
    #[track_caller]
    pub(crate) fn expect(&self, name: &str, value: &str) {
        let longer = format!("{value} ");
        let mut seen = Vec::new();
        let held = self.session.wait_until(PATIENCE, |_| {
            seen = self.results().remove(name).unwrap_or_default();
            let is = |text: &String| text == value || text.starts_with(&longer);
            Ok(!seen.is_empty() && seen.iter().all(is))
        });
        assert!(held.is_ok(), "{name:?} should be {value:?}, is {seen:?}");
    }

    /// The accessible name of what has the focus.
    pub(crate) fn focused(&self) -> String {
        let element = self.session.active_element().unwrap();
        element.computed_label().unwrap()
    }

    /// Waits until the focus is on the control of this name.
    #[track_caller]
    pub(crate) fn expect_focus(&self, name: &str) {
        let mut seen = String::new();
        let held = self.session.wait_until(PATIENCE, |_| {
            seen = self.focused();
            Ok(seen == name)
        });
        assert!(
            held.is_ok(),
            "the focus should be on {name:?}, is on {seen:?}"
        );
    }

    /// Adds a row by its button, and waits until the focus is in it.
    #[track_caller]
    pub(crate) fn add_row(&self, what: &str, first_cell: &str) {
        self.click(&format!("Add {what}"));
        self.expect_focus(first_cell);
    }

    /// The Markdown in the preview, which must be open.
    #[track_caller]
    pub(crate) fn preview(&self) -> String {
        let text = self.js(
            "return document.querySelector('#preview pre').textContent;",
            &[],
        );
        match text {
            Value::String(text) => text,
            other => panic!("the preview holds {other}"),
        }
    }
}
