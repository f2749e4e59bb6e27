//! Attributes that hold data about people, found by their names.

use crate::estimate::data_model::owned;
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
    (Sensitive::Card, &["card", "pan", "cvv", "cvc", "iin"]),
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
        let of_persons = words(&own.name)
            .iter()
            .any(|word| PERSONS.contains(&&*super::singular(word)));
        for attribute in &own.attributes {
            if let Some(holds) = holds(&words(&attribute.name), of_persons) {
                found.push(Found {
                    holds,
                    path: [&own.name, ".", attribute.name.trim()].concat(),
                    attribute: attribute.id,
                });
            }
        }
    }
    found
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
