//! Attributes that hold data about people, found by their names.

use crate::estimate::data_model::owned;
use crate::model::security::Rule;
use crate::model::{Document, Id};

/// What an attribute holds that somebody has rules about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitive {
    /// Data about a person.
    Person,
    /// A number of a card, or what belongs to it.
    Card,
    /// Data about health.
    Health,
    /// A password, or a key that opens something.
    Secret,
}

/// Words that say it by themselves.
const WORDS: &[(Sensitive, &[&str])] = &[
    (
        Sensitive::Secret,
        &["password", "passwd", "passphrase", "secret", "totp"],
    ),
    (
        Sensitive::Card,
        &["card", "pan", "cvv", "cvc", "cvv2", "cvc2", "iin"],
    ),
    (
        Sensitive::Health,
        &[
            "diagnosis",
            "medical",
            "medication",
            "prescription",
            "allergy",
            "allergies",
            "symptoms",
        ],
    ),
    (
        Sensitive::Person,
        &[
            "email",
            "mail",
            "phone",
            "mobile",
            "surname",
            "firstname",
            "lastname",
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "ip",
            "latitude",
            "longitude",
            "lat",
            "lng",
            "lon",
            "iban",
            "ssn",
            "passport",
            "gender",
            "postcode",
            "zip",
            "street",
        ],
    ),
];

/// Words that are about a person in an entity of persons, and about anything else elsewhere.
const OF_A_PERSON: &[&str] = &[
    "name", "nickname", "address", "location", "city", "age", "photo", "avatar",
];

/// The code on a card, by the names that it goes by.
const CODES: &[&str] = &["cvv", "cvc", "cvv2", "cvc2"];

/// What entities of persons are called.
const PERSONS: &[&str] = &[
    "user",
    "customer",
    "author",
    "member",
    "person",
    "people",
    "account",
    "employee",
    "contact",
    "driver",
    "rider",
    "passenger",
    "guest",
    "patient",
    "student",
    "profile",
    "recipient",
    "subscriber",
];

/// An attribute that somebody has rules about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it holds.
    pub holds: Sensitive,
    /// Where: `Users.email`.
    pub path: String,
    /// The attribute.
    pub attribute: Id,
    /// The entity that has it.
    pub entity: Id,
    /// Whether it is the code on a card, which may not be kept at all.
    pub code: bool,
}

/// Every attribute whose name says that it holds data about people, in the order of the entities.
///
/// ```
/// use envelope::{model::{Document, data_model}, review::personal::{Sensitive, found}};
/// let mut doc = Document::default();
/// for (entity, attribute) in [("Users", "name"), ("Products", "name"), ("Logs", "client_ip"), ("Pay", "cardNumber")] {
///     let entity = doc.add_row_of(&data_model::ENTITIES, &[entity]).to_string();
///     doc.add_row_of(&data_model::ATTRIBUTES, &[attribute, "text", "", "", &entity]);
/// }
/// let found: Vec<_> = found(&doc).into_iter().map(|one| (one.path, one.holds)).collect();
/// assert_eq!(found, [
///     ("Users.name".to_owned(), Sensitive::Person),
///     ("Logs.client_ip".to_owned(), Sensitive::Person),
///     ("Pay.cardNumber".to_owned(), Sensitive::Card),
/// ]);
/// ```
pub fn found(doc: &Document) -> Vec<Found> {
    let mut found = Vec::new();
    for own in owned(doc) {
        let of_persons = persons(&own.name);
        for attribute in &own.attributes {
            let words = words(&attribute.name);
            if let Some(holds) = holds(&words, of_persons) {
                found.push(Found {
                    holds,
                    path: [&own.name, ".", attribute.name.trim()].concat(),
                    attribute: attribute.id,
                    entity: own.entity.id,
                    code: words.iter().any(|word| CODES.contains(&word.as_str())),
                });
            }
        }
    }
    found
}

/// What an attribute of this name, in an entity of that name, holds: `Users.email` says both by itself.
///
/// ```
/// use envelope::review::personal::{Sensitive, holds_named};
/// assert_eq!(holds_named("", "Users.name"), Some(Sensitive::Person));
/// assert_eq!(holds_named("Orders", "card number"), Some(Sensitive::Card));
/// assert_eq!(holds_named("Products", "name"), None);
/// ```
pub fn holds_named(entity: &str, attribute: &str) -> Option<Sensitive> {
    let (of, name) = attribute.rsplit_once('.').unwrap_or((entity, attribute));
    holds(&words(name), persons(of) || persons(entity))
}

/// Whether an entity of this name is one of persons.
fn persons(entity: &str) -> bool {
    let words = words(entity);
    let mut words = words.iter();
    words.any(|word| PERSONS.contains(&&*super::singular(word)))
}

/// What a rule about each sort of data calls it, and how the regime is stored.
pub(super) const RULED: [(Sensitive, &str, &str, &[&str]); 3] = [
    (
        Sensitive::Person,
        "GDPR",
        "gdpr",
        &[
            "gdpr",
            "dsgvo",
            "ccpa",
            "lgpd",
            "privacy",
            "personal",
            "data protection",
        ],
    ),
    (Sensitive::Card, "PCI DSS", "pci", &["pci", "card"]),
    (Sensitive::Health, "HIPAA", "hipaa", &["hipaa", "health"]),
];

/// The stored regime that a rule is of: what was chosen, else by its name; empty where neither says it.
pub(super) fn regime_of(rule: &Rule) -> &str {
    let chosen = rule.kind.trim();
    if !chosen.is_empty() {
        return chosen;
    }
    let name = rule.regime.to_lowercase();
    let mut known = RULED.iter();
    known
        .find(|(.., words)| words.iter().any(|word| name.contains(word)))
        .map_or("", |(_, _, key, _)| key)
}

fn holds(words: &[String], of_persons: bool) -> Option<Sensitive> {
    // What is counted or referred to is no number of a card, and no address.
    if words
        .last()
        .is_some_and(|word| ["id", "count", "type", "status"].contains(&word.as_str()))
    {
        return None;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let mut sure = WORDS.iter().filter(|(_, list)| has(list));
    let person = (of_persons && has(OF_A_PERSON)).then_some(Sensitive::Person);
    sure.next().map(|(holds, _)| *holds).or(person)
}

/// The words of a name in small letters: `client_ip` and `clientIp` are both `client`, `ip`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for letter in name.chars() {
        let new = !letter.is_alphanumeric() || (letter.is_uppercase() && small);
        if new {
            words.push(String::new());
        }
        if let (true, Some(word)) = (letter.is_alphanumeric(), words.last_mut()) {
            word.extend(letter.to_lowercase());
        }
        small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a row is about an attribute: it names it, and its entity or no entity at all.
pub fn listed(doc: &Document, one: &Found) -> bool {
    let small = |text: &str| text.to_lowercase();
    let attribute = small(one.path.rsplit('.').next().unwrap_or_default());
    let entity = one.entity.to_string();
    doc.security.personal.iter().any(|row| {
        let name = small(&row.name);
        let mut words = name.split(|c: char| !c.is_alphanumeric() && c != '_');
        name.contains(&small(&one.path))
            || (row.entity.trim() == entity && words.any(|word| word == attribute))
    })
}

/// The paths of those that hold one thing, the first few by name.
pub fn paths(found: &[Found], holds: Sensitive) -> Option<String> {
    let of: Vec<&str> = found
        .iter()
        .filter(|one| one.holds == holds)
        .map(|one| one.path.as_str())
        .collect();
    let named = of[..of.len().min(NAMED)].join(", ");
    match of.len() {
        0 => None,
        all if all > NAMED => Some([&named, " and ", &(all - NAMED).to_string(), " more"].concat()),
        _ => Some(named),
    }
}

/// So many are named.
const NAMED: usize = 4;
