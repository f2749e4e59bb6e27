//! Section 4: what each service bears, from the actions that it answers.

use super::capacity::{
    ACTION_EGRESS, ACTION_INGRESS, ACTION_PEAK_EGRESS, ACTION_PEAK_INGRESS, ACTION_PEAK_QPS,
    ACTION_QPS,
};
use super::sheet::{Sheet, rest};
use crate::formula::{Expr, Formula, sum};
use crate::model::apis::ACTION_CDN;
use crate::model::{Id, row_name};
use crate::quantity::Kind;

results! {
    SERVICE_APIS = "service.apis", "APIs", Count, "The actions that the service answers.";
    SERVICE_QPS = "service.qps", "Average QPS", Rate, "Requests per second of all actions that the service answers, on average.";
    SERVICE_PEAK_QPS = "service.peak_qps", "Peak QPS", Rate, "Requests per second of all actions that the service answers, at the busiest moment.";
    SERVICE_INGRESS = "service.ingress", "Ingress", DataRate, "What the requests bring in, on average.";
    SERVICE_PEAK_INGRESS = "service.peak_ingress", "Peak ingress", DataRate, "What the requests bring in at the busiest moment.";
    SERVICE_EGRESS = "service.egress", "Egress", DataRate, "What the responses send out, on average.";
    SERVICE_PEAK_EGRESS = "service.peak_egress", "Peak egress", DataRate, "What the responses send out at the busiest moment.";
}

/// Each number of a service, and the number of its actions that it is the sum of, without what a CDN answers.
static SUMS: [(&Formula, &Formula); 6] = [
    (&SERVICE_QPS, &ACTION_QPS),
    (&SERVICE_PEAK_QPS, &ACTION_PEAK_QPS),
    (&SERVICE_INGRESS, &ACTION_INGRESS),
    (&SERVICE_PEAK_INGRESS, &ACTION_PEAK_INGRESS),
    (&SERVICE_EGRESS, &ACTION_EGRESS),
    (&SERVICE_PEAK_EGRESS, &ACTION_PEAK_EGRESS),
];

/// Puts what the services bear into the graph. A service that answers no action, such as a worker, has no such numbers:
/// what it does is in no table.
pub(super) fn estimate(sheet: &mut Sheet) {
    let doc = sheet.doc;
    for (at, service) in (1..).zip(&doc.services.services) {
        let answers = |text: &str| text.trim().parse::<Id>().is_ok_and(|id| id == service.id);
        let actions = doc.apis.actions.iter();
        let actions: Vec<Id> = actions
            .filter(|action| answers(&action.service))
            .map(|action| action.id)
            .collect();
        if actions.is_empty() {
            continue;
        }
        let name = row_name(&service.name, at);
        let count = actions.iter().map(|_| Expr::number(1.0));
        sheet.define_row(&SERVICE_APIS, service.id, &name, sum(count));
        for (formula, part) in SUMS {
            let at_origin = |action: &Id| {
                let part = sheet.input(part.key, *action)?;
                let cdn = sheet.input(ACTION_CDN.spec.key, *action);
                Some(cdn.map_or(Expr::from(part), |cdn| part * rest(cdn)))
            };
            let parts: Vec<Expr> = actions.iter().filter_map(at_origin).collect();
            if !parts.is_empty() {
                sheet.define_row(formula, service.id, &name, sum(parts));
            }
        }
    }
}
