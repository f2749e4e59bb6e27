//! What there is advice on.

/// What there is advice on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What the read/write ratio asks for.
    ReadWrite,
    /// Which actions are within their targets.
    Latency,
    /// Which limit decides how many servers there are.
    Servers,
    /// Which limit decides how many shards there are.
    Shards,
    /// Which kind of database the design asks for.
    Database,
}

impl Topic {
    const ALL: [(Self, &'static str); 5] = [
        (Self::ReadWrite, "read/write"),
        (Self::Latency, "latency"),
        (Self::Servers, "servers"),
        (Self::Shards, "shards"),
        (Self::Database, "database"),
    ];

    /// Its name, for who asks.
    pub fn name(self) -> &'static str {
        let named = Self::ALL.iter().find(|(topic, _)| *topic == self);
        named.map_or("", |(_, name)| name)
    }

    /// That of this name.
    pub fn of(name: &str) -> Option<Self> {
        let named = Self::ALL.iter().find(|(_, known)| *known == name);
        named.map(|(topic, _)| *topic)
    }
}
