//! The declaration of a field: key, label, unit, help, assumption, getter and setter stand once,
//! and the form row, the check, the Markdown row and the reading back follow from it.

use super::table::Table;
use crate::library::Reference;
use crate::library::prices::{Book, Price};
use crate::quantity::Kind;
use std::borrow::Cow;

/// What kind of text a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// One line of free text.
    Line,
    /// Several lines of free text.
    Text,
    /// One of some fixed values, each with its label.
    Choice(&'static [(&'static str, &'static str)]),
    /// A number with a unit; stored as it was typed.
    Quantity(Kind),
    /// The load of each hour of a day; what follows from it is the peak factor.
    Curve,
    /// A row of another table, stored as the row's id.
    Reference(&'static Table),
}

/// All that is to be known of a field except where its text is kept.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Stable name in files, unique in the whole document, such as `capacity.dau`.
    pub key: &'static str,
    /// The accessible name, in the words of the field's own trade.
    pub label: &'static str,
    /// What the field takes.
    pub input: Input,
    /// One sentence that says what is meant.
    pub help: &'static str,
    /// What an entry looks like; shown while the field is empty.
    pub example: &'static str,
    /// What holds when nothing is entered.
    pub assumed: Option<Reference>,
    /// The price in each price book, where the assumption is one.
    pub price: Option<&'static Price>,
    /// Whether it may well stay empty: it follows from others then, or most designs do without it.
    pub optional: bool,
    /// The least and the greatest value that make sense, in base units.
    pub bounds: Option<(f64, f64)>,
    /// Whether it is entered by hand into a picture: no column of the page's table shows it, and the Markdown has its
    /// column only where a row has one.
    pub in_picture: bool,
    /// Whether most tables leave it empty: the Markdown has its column only where a row has one.
    pub sparse: bool,
}

impl Spec {
    const fn new(key: &'static str, label: &'static str, input: Input, help: &'static str) -> Self {
        Self {
            key,
            label,
            input,
            help,
            example: "",
            assumed: None,
            price: None,
            optional: false,
            bounds: None,
            in_picture: false,
            sparse: false,
        }
    }

    /// One line of text.
    pub const fn line(key: &'static str, label: &'static str, help: &'static str) -> Self {
        Self::new(key, label, Input::Line, help)
    }

    /// Several lines of text.
    pub const fn text(key: &'static str, label: &'static str, help: &'static str) -> Self {
        Self::new(key, label, Input::Text, help)
    }

    /// A choice among fixed values; the first one holds when nothing was chosen, if `assumed` says so.
    pub const fn choice(
        key: &'static str,
        label: &'static str,
        choices: &'static [(&'static str, &'static str)],
        help: &'static str,
    ) -> Self {
        Self::new(key, label, Input::Choice(choices), help)
    }

    /// A number with a unit.
    pub const fn quantity(
        key: &'static str,
        label: &'static str,
        kind: Kind,
        help: &'static str,
    ) -> Self {
        Self::new(key, label, Input::Quantity(kind), help)
    }

    /// The load of each hour of a day.
    pub const fn curve(key: &'static str, label: &'static str, help: &'static str) -> Self {
        Self::new(key, label, Input::Curve, help)
    }

    /// A row of another table.
    pub const fn reference(
        key: &'static str,
        label: &'static str,
        table: &'static Table,
        help: &'static str,
    ) -> Self {
        Self::new(key, label, Input::Reference(table), help)
    }

    /// Shows `example` while the field is empty.
    #[must_use]
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// Takes `text` when nothing is entered, and says `why`.
    #[must_use]
    pub const fn assumed(mut self, text: &'static str, why: &'static str) -> Self {
        self.assumed = Some(Reference { text, why });
        self
    }

    /// Takes a figure or price of the library when nothing is entered.
    #[must_use]
    pub const fn taken(mut self, reference: Reference) -> Self {
        self.assumed = Some(reference);
        self
    }

    /// Takes a price of the document's price book when nothing is entered.
    #[must_use]
    pub const fn priced(mut self, price: &'static Price) -> Self {
        self.assumed = Some(price.thumb);
        self.price = Some(price);
        self
    }

    /// May well stay empty: it follows from others then, or most designs do without it.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Refuses values outside `least..=greatest` (base units: bytes, seconds, dollars, shares of one).
    #[must_use]
    pub const fn bounds(mut self, least: f64, greatest: f64) -> Self {
        self.bounds = Some((least, greatest));
        self
    }

    /// Entered by hand into a picture, and into no table.
    #[must_use]
    pub const fn in_picture(mut self) -> Self {
        self.in_picture = true;
        self
    }

    /// Left empty in most tables.
    #[must_use]
    pub const fn sparse(mut self) -> Self {
        self.sparse = true;
        self
    }

    /// What holds by this price book when nothing is entered, and why.
    pub fn taken_by(&self, book: Book) -> Option<(&'static str, Cow<'static, str>)> {
        match self.price {
            Some(price) => Some(price.taken(book)),
            None => self
                .assumed
                .map(|taken| (taken.text, Cow::Borrowed(taken.why))),
        }
    }

    /// The kind of quantity, where the field takes one.
    pub const fn kind(&self) -> Option<Kind> {
        match self.input {
            Input::Quantity(kind) => Some(kind),
            Input::Curve => Some(Kind::Factor),
            _ => None,
        }
    }

    /// The unit in a person's words: what the page and the checks of the house say that this field takes.
    pub fn unit(&self) -> &'static str {
        match self.input {
            Input::Line | Input::Text => "text",
            Input::Choice(_) => "a choice",
            Input::Quantity(kind) => kind.expects(),
            Input::Curve => "24 numbers, the load of each hour from midnight on",
            Input::Reference(table) => table.row,
        }
    }

    /// The label of a stored choice, or the stored text itself where it is none of the choices.
    pub fn choice_label<'a>(&self, value: &'a str) -> &'a str {
        match self.input {
            Input::Choice(choices) => choices
                .iter()
                .find(|(v, _)| *v == value)
                .map_or(value, |(_, label)| label),
            _ => value,
        }
    }
}

/// A field of `T`: its declaration and where in a `T` its text is kept.
pub struct Field<T: 'static> {
    /// What is declared of it.
    pub spec: Spec,
    /// Reads the text, as it was typed.
    pub get: fn(&T) -> &String,
    /// The text, to be replaced.
    pub get_mut: fn(&mut T) -> &mut String,
}
