//! Section 12: security and compliance.

use super::data_model::ENTITIES;
use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};
use crate::quantity::Kind;

/// The six kinds of threat after STRIDE (Kohnfelder and Garg, Microsoft, 1999), each with its label.
pub static STRIDE: &[(&str, &str)] = &[
    ("", "–"),
    ("spoofing", "spoofing"),
    ("tampering", "tampering"),
    ("repudiation", "repudiation"),
    ("disclosure", "information disclosure"),
    ("denial", "denial of service"),
    ("elevation", "elevation of privilege"),
];

/// The regimes that are known, each with its label.
pub static REGIMES: &[(&str, &str)] = &[
    ("", "by its name"),
    ("gdpr", "GDPR"),
    ("pci", "PCI DSS"),
    ("hipaa", "HIPAA"),
    ("other", "another"),
];

/// What an attribute holds that somebody has rules about, each with its label.
pub static SENSITIVE: &[(&str, &str)] = &[
    ("", "by its name"),
    ("person", "about a person"),
    ("card", "of a card"),
    ("health", "about health"),
    ("secret", "secret"),
];

record! {
    /// One measure of security.
    pub struct Measure as "measure" {
        topic: TOPIC = line("Topic", "Authentication, authorisation, encryption, rate limits, abuse, secrets, audit and the like.").example("Authentication");
        threat: THREAT = line("Threat", "What it guards against.").example("Somebody reads a private paste");
        measure: MEASURE = line("Measure", "What is done.").example("Signed sessions; links of 128 random bits");
        stride: THREAT_KIND = choice("STRIDE", STRIDE, "Which of the six kinds of threat it answers.");
    }
}

record! {
    /// A rule that must be kept.
    pub struct Rule as "rule" {
        regime: REGIME = line("Regime", "GDPR, HIPAA, PCI DSS, SOC 2, a contract.").example("GDPR");
        demand: DEMAND = line("Demand", "What it asks for.").example("Erasure on request within 30 days");
        answer: ANSWER = line("Answer", "How the design meets it.").example("Erase by author id; backups expire after 30 days");
        kind: REGIME_KIND = choice("Kind", REGIMES, "Which regime it is, so that the data can be held against it; by the name while nothing is chosen.");
    }
}

record! {
    /// Data about people, or data that opens something, with the rule for it.
    pub struct Personal as "personal" {
        name: PERSONAL_DATA = line("Data", "The attribute, with its entity, or what it is.").example("Users.email");
        entity: PERSONAL_ENTITY = reference("Entity", &ENTITIES, "The entity of section 7 that holds it.");
        holds: HOLDS = choice("What it is", SENSITIVE, "What sort of data it is; by the name while nothing is chosen.");
        purpose: PURPOSE = line("Purpose", "What it is needed for.").example("signing in");
        kept: PERSONAL_KEPT = quantity("Kept for", Kind::Span, "How long it is kept after it was last needed.").example("30 days");
        erased: ERASED = quantity("Erased within", Kind::Span, "How soon it is gone once somebody asks for that, copies and backups among it.").example("30 days");
        guarded: GUARDED = choice("Protection", &[("", "none"), ("encrypted", "encrypted"), ("hashed", "hashed"), ("token", "replaced by a token"), ("masked", "masked or shortened")], "How it is stored.");
    }
}

section! {
    /// Security and compliance.
    pub struct Security at security {
        fields {
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            measures: MEASURES of Measure = ("Security", "measure", "Who may do what, what is encrypted where, and what an attacker would try.");
            rules: RULES of Rule = ("Compliance", "rule", "Personal data, retention and erasure, and the regimes that apply.");
            personal: PERSONAL of Personal = ("Personal data", "kind of data", "What is stored about people and what opens something: what for, how long, how it is erased and how it is stored.");
        }
    }
}
