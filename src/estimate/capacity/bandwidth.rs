//! Bandwidth: what comes in and goes out, and what of it the CDN takes.

use super::traffic::{ANSWERS, Load, REQUESTS, Traffic, amount, total};
use crate::estimate::sheet::{Sheet, one, rest};
use crate::formula::{NodeRef, per};
use crate::model::capacity as fields;
use crate::quantity::{Dim, Kind, Period, Quantity};

results! {
    ACTION_INGRESS = "action.ingress", "Ingress", DataRate, "What one action brings in, on average.";
    ACTION_PEAK_INGRESS = "action.peak_ingress", "Peak ingress", DataRate, "What one action brings in at the busiest moment.";
    ACTION_EGRESS = "action.egress", "Egress", DataRate, "What one action sends out, on average.";
    ACTION_PEAK_EGRESS = "action.peak_egress", "Peak egress", DataRate, "What one action sends out at the busiest moment.";
    PEAK_ORIGIN_EGRESS = "capacity.peak_origin_egress", "Peak origin egress", DataRate, "What leaves your own servers at the busiest moment, without the CDN's share.";
    AVERAGE_REQUEST = "capacity.average_request", "Average request size", Data, "Bytes that come in with one request.";
    AVERAGE_RESPONSE = "capacity.average_response", "Average response size", Data, "Bytes that go out with one response.";
    INGRESS = "capacity.ingress", "Ingress", DataRate, "What comes in, on average.";
    EGRESS = "capacity.egress", "Egress", DataRate, "What goes out, on average.";
    PEAK_INGRESS = "capacity.peak_ingress", "Peak ingress", DataRate, "What comes in at the busiest moment.";
    PEAK_EGRESS = "capacity.peak_egress", "Peak egress", DataRate, "What goes out at the busiest moment.";
    INGRESS_PER_MONTH = "capacity.ingress_per_month", "Ingress per month", Data, "What comes in within a month.";
    EGRESS_PER_MONTH = "capacity.egress_per_month", "Egress per month", Data, "What goes out within a month.";
    CDN_TRAFFIC = "capacity.cdn_traffic", "CDN traffic", Data, "The part of a month's egress that the CDN serves.";
    ORIGIN_EGRESS = "capacity.origin_egress", "Origin egress", Data, "The part of a month's egress that leaves your own servers.";
}

/// Ingress and egress, and what of a month's traffic the CDN takes.
pub(super) fn estimate(sheet: &mut Sheet, traffic: &Traffic) -> (NodeRef, NodeRef, NodeRef) {
    let loads = &traffic.loads;
    let still = (
        Quantity::new(0.0, Dim::DATA_RATE, Period::Second),
        Kind::DataRate,
    );
    let ingress = total(sheet, loads, &REQUESTS, still, |load| {
        load.request.map(|size| load.qps * size)
    });
    let ingress = sheet.define(&INGRESS, ingress);
    let egress = total(sheet, loads, &ANSWERS, still, |load| {
        load.response.map(|size| load.qps * size)
    });
    let egress = sheet.define(&EGRESS, egress);
    sheet.define(&AVERAGE_REQUEST, ingress / traffic.average);
    sheet.define(&AVERAGE_RESPONSE, egress / traffic.average);
    sheet.define(&PEAK_INGRESS, ingress * traffic.peak_factor);
    let peak_egress = sheet.define(&PEAK_EGRESS, egress * traffic.peak_factor);
    for load in loads {
        if let Some(size) = load.request {
            let come = sheet.define_row(&ACTION_INGRESS, load.id, &load.name, load.qps * size);
            let peak = come * traffic.peak_factor;
            sheet.define_row(&ACTION_PEAK_INGRESS, load.id, &load.name, peak);
        }
        if let Some(size) = load.response {
            let out = sheet.define_row(&ACTION_EGRESS, load.id, &load.name, load.qps * size);
            let peak = out * traffic.peak_factor;
            sheet.define_row(&ACTION_PEAK_EGRESS, load.id, &load.name, peak);
        }
    }
    let volume = amount(sheet, loads, &REQUESTS, Period::Month, |load| load.request);
    let ingress_per_month = sheet.define(&INGRESS_PER_MONTH, volume);
    let volume = amount(sheet, loads, &ANSWERS, Period::Month, |load| load.response);
    let egress_per_month = sheet.define(&EGRESS_PER_MONTH, volume);
    let cdn_share = sheet.field(&fields::CDN_SHARE);
    if loads.iter().any(|load| load.cdn.is_some()) {
        // Each action by its own share, or by that of all.
        let left = |load: &Load| rest(load.cdn.unwrap_or(cdn_share));
        let out = total(sheet, loads, &ANSWERS, still, |load| {
            load.response.map(|size| load.qps * size * left(load))
        });
        sheet.define(&PEAK_ORIGIN_EGRESS, out * traffic.peak_factor);
        let nothing = (Quantity::new(0.0, Dim::DATA, Period::Second), Kind::Data);
        let out = total(sheet, loads, &ANSWERS, nothing, |load| {
            let month = || per(load.rate.clone(), Period::Month) * one(Period::Month);
            load.response.map(|size| month() * size * left(load))
        });
        let origin_egress = sheet.define(&ORIGIN_EGRESS, out);
        let cdn_traffic = sheet.define(&CDN_TRAFFIC, egress_per_month - origin_egress);
        return (ingress_per_month, origin_egress, cdn_traffic);
    }
    sheet.define(&PEAK_ORIGIN_EGRESS, peak_egress * rest(cdn_share));
    let cdn_traffic = sheet.define(&CDN_TRAFFIC, egress_per_month * cdn_share);
    let origin_egress = sheet.define(&ORIGIN_EGRESS, egress_per_month * rest(cdn_share));
    (ingress_per_month, origin_egress, cdn_traffic)
}
