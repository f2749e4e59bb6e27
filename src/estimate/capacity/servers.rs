//! Throughput: how many servers the peak takes.

use super::traffic::Traffic;
use crate::estimate::sheet::Sheet;
use crate::formula::{NodeRef, ceil};
use crate::model::capacity as fields;
use crate::quantity::Kind;

results! {
    SERVER_THROUGHPUT = "capacity.server_throughput", "Usable throughput per server", Rate, "What one server is given to do at peak.";
    SERVERS = "capacity.servers", "Servers", Count, "Application servers for the peak, with spares.";
}

pub(super) fn estimate(sheet: &mut Sheet, traffic: &Traffic) -> NodeRef {
    let each = sheet.field(&fields::SERVER_RATE);
    let utilisation = sheet.field(&fields::UTILISATION);
    let spare = sheet.field(&fields::SPARE);
    let usable = sheet.define(&SERVER_THROUGHPUT, each * utilisation);
    sheet.define(&SERVERS, ceil(traffic.peak / usable) + spare)
}
