//! An element of the page.

use serde_json::{Value, json};

use super::session::Session;
use crate::error::{Error, Result};

/// The name under which WebDriver refers to elements.
const REFERENCE: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page, as it was when it was found.
#[derive(Debug, Clone)]
pub struct Element<'s> {
    session: &'s Session,
    id: String,
}

/// Where an element is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

impl<'s> Element<'s> {
    /// Reads a reference to an element, as scripts return them too.
    ///
    /// # Errors
    /// When the value is something else.
    pub fn from_value(session: &'s Session, value: &Value) -> Result<Self> {
        let id = value[REFERENCE]
            .as_str()
            .ok_or_else(|| Error::new(format!("no element: {value}")))?;
        Ok(Self {
            session,
            id: id.to_owned(),
        })
    }

    /// A reference to this element, as an argument of a script.
    pub fn to_value(&self) -> Value {
        json!({ REFERENCE: self.id })
    }

    /// Clicks on the middle of the element.
    pub fn click(&self) -> Result<()> {
        self.post("click", &json!({})).map(drop)
    }

    /// Types text into the element; see [`super::keys`] for keys without a letter.
    pub fn send_keys(&self, text: &str) -> Result<()> {
        self.post("value", &json!({ "text": text })).map(drop)
    }

    /// Empties a field.
    pub fn clear(&self) -> Result<()> {
        self.post("clear", &json!({})).map(drop)
    }

    /// The text as it is seen.
    pub fn text(&self) -> Result<String> {
        self.get("text").map(string)
    }

    /// An attribute of the HTML, if it is there.
    pub fn attribute(&self, name: &str) -> Result<Option<String>> {
        let value = self.get(&format!("attribute/{name}"))?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// A property of the DOM object, such as `value` or `checked`.
    pub fn property(&self, name: &str) -> Result<Value> {
        self.get(&format!("property/{name}"))
    }

    /// What is written in a field.
    pub fn value(&self) -> Result<String> {
        self.property("value").map(string)
    }

    /// A property of the computed style.
    pub fn css_value(&self, name: &str) -> Result<String> {
        self.get(&format!("css/{name}")).map(string)
    }

    /// The accessible name, as the browser computes it.
    pub fn computed_label(&self) -> Result<String> {
        self.get("computedlabel").map(string)
    }

    /// The accessible role, as the browser computes it.
    pub fn computed_role(&self) -> Result<String> {
        self.get("computedrole").map(string)
    }

    /// The name of the tag, in small letters.
    pub fn tag(&self) -> Result<String> {
        self.get("name").map(string)
    }

    /// Whether a person could see it.
    pub fn is_displayed(&self) -> Result<bool> {
        Ok(self.get("displayed")?.as_bool().unwrap_or_default())
    }

    /// Whether a person could use it.
    pub fn is_enabled(&self) -> Result<bool> {
        Ok(self.get("enabled")?.as_bool().unwrap_or_default())
    }

    /// Where it is.
    pub fn rect(&self) -> Result<Rect> {
        let value = self.get("rect")?;
        let number = |name: &str| value[name].as_f64().unwrap_or_default();
        Ok(Rect {
            x: number("x"),
            y: number("y"),
            width: number("width"),
            height: number("height"),
        })
    }

    /// The first element inside this one that the selector matches.
    pub fn find_css(&self, selector: &str) -> Result<Self> {
        let found = self.post("element", &css(selector))?;
        Self::from_value(self.session, &found)
    }

    /// All elements inside this one that the selector matches.
    pub fn find_all_css(&self, selector: &str) -> Result<Vec<Self>> {
        let found = self.post("elements", &css(selector))?;
        list(self.session, &found)
    }

    fn get(&self, what: &str) -> Result<Value> {
        self.session
            .command("GET", &format!("element/{}/{what}", self.id), None)
    }

    fn post(&self, what: &str, body: &Value) -> Result<Value> {
        self.session
            .command("POST", &format!("element/{}/{what}", self.id), Some(body))
    }
}

/// The body of a search by selector.
pub(super) fn css(selector: &str) -> Value {
    json!({ "using": "css selector", "value": selector })
}

/// A list of references as elements.
pub(super) fn list<'s>(session: &'s Session, found: &Value) -> Result<Vec<Element<'s>>> {
    found
        .as_array()
        .into_iter()
        .flatten()
        .map(|value| Element::from_value(session, value))
        .collect()
}

/// A value that should be text.
pub(super) fn string(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
