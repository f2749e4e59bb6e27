//! Held connections: how many are open at once, and what holding them takes.

use crate::estimate::sheet::Sheet;
use crate::formula::{NodeRef, ceil, heads};
use crate::model::capacity as fields;
use crate::quantity::Kind;

results! {
    CONNECTIONS_MEMORY = "capacity.connections_memory", "Memory for connections", Data, "What all open connections take at the busiest moment, on all servers that hold them.";
    CONNECTION_SERVERS = "capacity.connection_servers", "Connection servers", Count, "Servers that hold the connections at peak, without spares. Beside the servers above: add them to the instances of section 6 where other machines hold the connections.";
}

/// Source: users online × connections of each, memory of one connection × connections; Alex Xu, chat.
pub(super) fn estimate(sheet: &mut Sheet, dau: NodeRef) {
    let online = sheet.field(&fields::ONLINE);
    let open = if sheet.entered(&fields::ONLINE) {
        sheet.field_or(&fields::CONNECTIONS, heads(dau) * online)
    } else {
        sheet.field(&fields::CONNECTIONS)
    };
    let memory = sheet.field(&fields::CONNECTION_MEMORY);
    let each = sheet.field(&fields::NODE_CONNECTIONS);
    // Most designs hold none, and are not asked for them.
    if sheet.entered(&fields::ONLINE) || sheet.entered(&fields::CONNECTIONS) {
        sheet.define(&CONNECTIONS_MEMORY, open * memory);
        sheet.define(&CONNECTION_SERVERS, ceil(open / each));
    }
}
