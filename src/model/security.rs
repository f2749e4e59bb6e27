//! Section 12: security and compliance.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};

record! {
    /// One measure of security.
    pub struct Measure as "measure" {
        topic: TOPIC = line("Topic", "Authentication, authorisation, encryption, rate limits, abuse, secrets, audit and the like.").example("Authentication");
        threat: THREAT = line("Threat", "What it guards against.").example("Somebody reads a private paste");
        measure: MEASURE = line("Measure", "What is done.").example("Signed sessions; links of 128 random bits");
    }
}

record! {
    /// A rule that must be kept.
    pub struct Rule as "rule" {
        regime: REGIME = line("Regime", "GDPR, HIPAA, PCI DSS, SOC 2, a contract.").example("GDPR");
        demand: DEMAND = line("Demand", "What it asks for.").example("Erasure on request within 30 days");
        answer: ANSWER = line("Answer", "How the design meets it.").example("Erase by author id; backups expire after 30 days");
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
        }
    }
}
