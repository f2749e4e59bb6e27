//! JSON as it is read: texts and keys stay where they stand in the file. A design is mostly keys, and a copy of each
//! would take longer than all the rest of reading it.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A value in a file.
#[derive(Debug, PartialEq)]
pub(crate) enum Node<'t> {
    /// Nothing.
    Null,
    /// A whole number that is not negative.
    Number(u64),
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// An object, in the order of the file.
    Map(Entries<'t>),
    /// What no design has: a truth value, any other number.
    Other,
}

/// What stands in an object.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Entries<'t>(Vec<(Text<'t>, Node<'t>)>);

impl<'t> Entries<'t> {
    /// What stands at a key: the last where it stands more than once.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'t>> {
        let found = self.0.iter().rfind(|(text, _)| text.0 == key);
        found.map(|(_, node)| node)
    }

    /// The keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(text, _)| &*text.0)
    }
}

impl<'de> Deserialize<'de> for Node<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reads)
    }
}

/// A text that stays where it stands, if it is written there as it is; serde copies one that is asked for as a `Cow`.
#[derive(Debug, PartialEq)]
struct Text<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ReadsText)
    }
}

struct ReadsText;

impl<'de> Visitor<'de> for ReadsText {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }
}

struct Reads;

impl<'de> Visitor<'de> for Reads {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Node::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Node::Other)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Node::Number(number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Node::Other)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(Entries(entries)))
    }
}
