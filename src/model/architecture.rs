//! Section 8: the parts of the system and what connects them.

use super::declare::{record, section};

/// The kinds of component, each with its label; the shape in the diagram follows from the kind.
pub static KINDS: &[(&str, &str)] = &[
    ("", "service"),
    ("client", "client"),
    ("dns", "DNS"),
    ("cdn", "CDN"),
    ("balancer", "load balancer"),
    ("gateway", "API gateway"),
    ("worker", "worker"),
    ("cache", "cache"),
    ("queue", "queue or stream"),
    ("sql", "SQL database"),
    ("nosql", "NoSQL database"),
    ("blob", "blob storage"),
    ("search", "search"),
    ("third", "third party"),
];

record! {
    /// One part of the system.
    pub struct Component as "component" {
        name: COMPONENT = line("Component", "The name of the part.").example("Paste service");
        kind: COMPONENT_KIND = choice("Kind", KINDS, "What it is; the diagram draws it accordingly.");
        note: COMPONENT_NOTE = line("Note", "Technology, count, region.").example("PostgreSQL 17, one primary, two replicas");
        place: COMPONENT_PLACE = line("Place", "Where somebody put it in the picture, in pixels from the left and from above; the picture finds a place for it otherwise.").example("340, 120").in_picture();
        group: COMPONENT_GROUP = line("Group", "The region, zone or tier that it belongs to; the picture draws a frame around each.").example("eu-west").sparse();
    }
}

/// So far from the corner of the picture somebody may put a component, in pixels.
pub(super) const FARTHEST: f64 = 20_000.0;

impl Component {
    /// Where somebody put its upper left corner in the picture, in pixels; none where it goes wherever there is room.
    ///
    /// ```
    /// use envelope::model::architecture::Component;
    /// let put = |place: &str| Component { place: place.into(), ..Component::default() }.put();
    /// assert_eq!(put("340, -20"), Some((340.0, -20.0)));
    /// assert_eq!((put(""), put("left"), put("1, NaN")), (None, None, None));
    /// ```
    pub fn put(&self) -> Option<(f64, f64)> {
        let (x, y) = self.place.split_once(',')?;
        let number = |text: &str| {
            text.trim()
                .parse()
                .ok()
                .filter(|at: &f64| at.abs() <= FARTHEST)
        };
        Some((number(x)?, number(y)?))
    }
}

record! {
    /// A connection between two parts.
    pub struct Connection as "connection" {
        label: CONNECTION = line("Carries", "What goes over the connection.").example("reads and writes");
        from: CONNECTION_FROM = reference("From", &COMPONENTS, "Where it begins.");
        to: CONNECTION_TO = reference("To", &COMPONENTS, "Where it ends.");
        kind: CONNECTION_KIND = choice("Kind", &[("", "sync"), ("async", "async"), ("replication", "replication")], "Whether the caller waits, or the data follows by itself.");
    }
}

section! {
    /// The parts and their connections.
    pub struct Architecture at architecture {
        fields {
            description: ARCHITECTURE_NOTES = text("Description", "What the picture does not say.");
        }
        tables {
            components: COMPONENTS of Component = ("Components", "component", "From the client to the last disk: DNS, CDN, load balancer, services, caches, queues, databases, blob storage, third parties.");
            connections: CONNECTIONS of Connection = ("Connections", "connection", "Who calls whom, and with what.");
        }
    }
}
