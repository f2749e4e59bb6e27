//! Fan-out: one write that reaches many, by work on each write or on each read.

use super::traffic::Traffic;
use crate::estimate::sheet::{Sheet, rest};
use crate::formula::{Expr, sum};
use crate::model::capacity as fields;
use crate::quantity::Kind;

results! {
    ACTION_DELIVERIES = "action.deliveries", "Deliveries", Rate, "What the calls of one action make, on average: its calls × deliveries for each.";
    PUSHED = "capacity.pushed", "Deliveries by push", Rate, "Writes × deliveries for each, on average: what a timeline kept for each reader costs. Of those actions that have deliveries of their own, where any has.";
    GATHERED = "capacity.gathered", "Reads by pull", Rate, "Reads × sources for each, on average: what gathering at each read costs.";
    DELIVERIES = "capacity.deliveries", "Deliveries", Rate, "By the way of delivery that was chosen, on average. Beside the requests: not counted as reads or writes of the database.";
    PEAK_DELIVERIES = "capacity.peak_deliveries", "Peak deliveries", Rate, "Deliveries at the busiest moment.";
}

/// Source: posts × followers for push, reads × followed for pull; system-design-primer, Twitter.
pub(super) fn estimate(sheet: &mut Sheet, traffic: &Traffic) {
    let fan_out = sheet.field(&fields::FAN_OUT);
    let follows = sheet.field(&fields::FOLLOWS);
    let pulled = sheet.field(&fields::PULLED);
    let mut own = Vec::new();
    for load in &traffic.loads {
        if let Some(each) = load.fan_out {
            let made = load.qps * each;
            own.push(sheet.define_row(&ACTION_DELIVERIES, load.id, &load.name, made));
        }
    }
    let pushed = if own.is_empty() {
        traffic.write * fan_out
    } else {
        sum(own)
    };
    let pushed = sheet.define(&PUSHED, pushed);
    let gathered = sheet.define(&GATHERED, traffic.read * follows);
    let deliveries: Expr = match sheet.doc.capacity.delivery.as_str() {
        "pull" => gathered.into(),
        "mixed" => pushed * rest(pulled) + gathered * pulled,
        _ => pushed.into(),
    };
    let deliveries = sheet.define(&DELIVERIES, deliveries);
    sheet.define(&PEAK_DELIVERIES, deliveries * traffic.peak_factor);
}
