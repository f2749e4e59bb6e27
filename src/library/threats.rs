//! What is done against the usual threats, and the regimes that ask for it. Which of them fit is decided elsewhere.

/// A measure of security, and the kinds of component that ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The stored kinds of component that it is about.
    pub kinds: &'static [&'static str],
    /// Topic, threat and measure.
    pub cells: [&'static str; 3],
    /// Which of the six threats of STRIDE it answers, as it is stored.
    pub threat: &'static str,
}

const fn guard(
    kinds: &'static [&'static str],
    threat: &'static str,
    cells: [&'static str; 3],
) -> Guard {
    Guard {
        kinds,
        cells,
        threat,
    }
}

/// Measures against the six kinds of threat, after STRIDE (Kohnfelder and Garg, Microsoft, 1999).
pub static GUARDS: &[Guard] = &[
    guard(
        &["client", "gateway"],
        "spoofing",
        [
            "Authentication",
            "Somebody acts as somebody else",
            "Signed sessions or tokens with a short life; a second factor on offer",
        ],
    ),
    guard(
        &["third"],
        "spoofing",
        [
            "Messages from third parties",
            "Somebody sends in their name",
            "Signature and time of each message are checked; secrets are rotated",
        ],
    ),
    guard(
        &["", "gateway"],
        "tampering",
        [
            "Input",
            "A request carries a script, SQL or a path",
            "Checked against a schema; bound parameters; escaped where it is shown",
        ],
    ),
    guard(
        &["queue"],
        "tampering",
        [
            "Messages",
            "Something writes to a topic that it should not",
            "Who may write and read is set for each topic; consumers check what they take",
        ],
    ),
    guard(
        &["sql", "nosql", "worker"],
        "repudiation",
        [
            "Audit log",
            "Nobody can tell who changed or deleted it",
            "Who, what and when of each change, kept where those who change cannot write",
        ],
    ),
    guard(
        &["sql", "nosql", "blob"],
        "disclosure",
        [
            "Encryption",
            "Somebody listens, or takes a disk or a backup",
            "TLS between all parts; disks and backups encrypted, keys in a KMS and rotated",
        ],
    ),
    guard(
        &["cdn", "cache"],
        "disclosure",
        [
            "Private data in caches",
            "One person is shown what was cached for another",
            "Private answers are not cached, or only under a key with the person in it",
        ],
    ),
    guard(
        &["blob"],
        "disclosure",
        [
            "Files",
            "A link is guessed or passed on",
            "Buckets are private; links are signed and run out",
        ],
    ),
    guard(
        &["search"],
        "disclosure",
        [
            "What search shows",
            "Something is found that may not be read",
            "Results are filtered by who asks, in the query and not after it",
        ],
    ),
    guard(
        &["client", "balancer", "gateway"],
        "denial",
        [
            "Rate limits",
            "Too many requests, by mistake or on purpose",
            "Limits by person and address, 429 with Retry-After; the CDN takes floods",
        ],
    ),
    guard(
        &["", "worker"],
        "elevation",
        [
            "Authorisation",
            "Somebody does what they may not, or reads what belongs to another",
            "Each call checks the owner; services have the least rights that they need",
        ],
    ),
    guard(
        &["client"],
        "elevation",
        [
            "Access of staff",
            "A stolen account of the staff opens everything",
            "Single sign-on, roles, time-limited access to production",
        ],
    ),
];

/// A regime and what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regime {
    /// What it is called.
    pub name: &'static str,
    /// How it is stored.
    pub key: &'static str,
    /// What it asks for.
    pub demand: &'static str,
    /// When it applies.
    pub applies: &'static str,
}

/// Where there is data about people.
pub static GDPR: Regime = Regime {
    name: "GDPR",
    key: "gdpr",
    demand: "A purpose and a lawful basis; access, correction and erasure on request; kept no longer than needed",
    applies: "applies to data about people in the EU",
};
/// Where there are numbers of cards.
pub static PCI: Regime = Regime {
    name: "PCI DSS",
    key: "pci",
    demand: "Card numbers are encrypted and masked, the code on the back is never stored, access is logged",
    applies: "applies to whoever stores, processes or passes on card numbers",
};
/// Where there is data about health.
pub static HIPAA: Regime = Regime {
    name: "HIPAA",
    key: "hipaa",
    demand: "Least access, an audit trail, encryption, agreements with everybody who handles it",
    applies: "applies to health data of providers and insurers in the US",
};
