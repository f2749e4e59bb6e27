//! Section 9: downtime, the parts together, the error budget, the slow tail, retries.

use super::capacity::Capacity;
use super::chance::{self, all_of, enough};
use super::sheet::{Sheet, one, rest, share};
use crate::formula::{Expr, NodeRef, per};
use crate::model::reliability::{self as fields, Part};
use crate::model::{Id, row_name};
use crate::quantity::{Dim, Kind, Period, Quantity};

results! {
    NINES = "reliability.nines", "Nines", Count, "How many nines the availability target has: 99.9 % has three.";
    DOWNTIME_PER_YEAR = "reliability.downtime_per_year", "Downtime per year", Span, "What the availability target leaves for failures, in a year of 365 days.";
    DOWNTIME_PER_MONTH = "reliability.downtime_per_month", "Downtime per month", Span, "What it leaves in a month of 30 days.";
    DOWNTIME_PER_WEEK = "reliability.downtime_per_week", "Downtime per week", Span, "What it leaves in a week.";
    DOWNTIME_PER_DAY = "reliability.downtime_per_day", "Downtime per day", Latency, "What it leaves in a day.";
    PART_TOGETHER = "part.together", "Availability with copies", Share, "The chance that as many copies are up as are needed: 1 − (1 − A) ^ copies where one is enough.";
    SHARED_PARTS = "reliability.shared_parts", "Availability of the shared parts", Share, "The product of the parts that every action needs.";
    ALL_PARTS = "reliability.all_parts", "Availability of all parts", Share, "The product of all parts, in series: each is needed, and they fail independently.";
    ALL_NINES = "reliability.all_nines", "Nines of all parts", Count, "How many nines the parts have together.";
    ALL_DOWNTIME_PER_YEAR = "reliability.all_downtime_per_year", "Downtime of all parts per year", Span, "How long one of them or another is down, in a year of 365 days.";
    ALL_DOWNTIME_PER_MONTH = "reliability.all_downtime_per_month", "Downtime of all parts per month", Span, "How long one of them or another is down, in a month of 30 days.";
    ACTION_AVAILABILITY = "action.availability", "Availability of its path", Share, "The shared parts × the parts that only this action needs.";
    ERROR_BUDGET = "reliability.error_budget", "Error budget", Span, "What the target allows to fail within the window.";
    FAILED_REQUESTS = "reliability.failed_requests", "Requests that may fail a month", Count, "The same budget as a number of requests.";
    BURN_RATE = "reliability.burn_rate", "Burn rate", Factor, "How many times faster than allowed the budget is used up.";
    BUDGET_LASTS = "reliability.budget_lasts", "Budget lasts for", Span, "How long a full budget lasts at this rate.";
    PAGE_AT = "reliability.page_at", "Alert at once from errors of", Share, "So many errors take 2 % of the budget in an hour: over 30 days that is a burn rate of 14.4.";
    TICKET_AT = "reliability.ticket_at", "Alert within hours from errors of", Share, "So many errors take 5 % of the budget in six hours: over 30 days that is a burn rate of 6.";
    SLOW_REQUESTS = "reliability.slow_requests", "Slow share of requests", Share, "The share of requests that wait for at least one slow answer: 1 − (1 − p) ^ n.";
    RETRY_LOAD = "reliability.retry_load", "Load with retries", Factor, "How many times the load becomes when failed requests are sent again.";
    PROTECTION_LOAD = "protection.load", "Load with retries", Factor, "How many times the load on the part becomes when what fails is sent again: as many tries as there may be where no share that fails is entered.";
    FAILOVERS = "replica.failovers", "Failovers in the error budget", Count, "How often the part may fail over within the window before the error budget is used up.";
}

pub(super) fn estimate(sheet: &mut Sheet, capacity: &Capacity) {
    let target = sheet.field(&fields::AVAILABILITY);
    sheet.define(&NINES, chance::NINES.of([target]));
    let down = |period| rest(target) * one(period);
    sheet.define(&DOWNTIME_PER_YEAR, per(down(Period::Year), Period::Hour));
    sheet.define(
        &DOWNTIME_PER_MONTH,
        per(down(Period::Month), Period::Minute),
    );
    sheet.define(&DOWNTIME_PER_WEEK, per(down(Period::Week), Period::Minute));
    // The interview's day of 100,000 s is for dividing by; a day of downtime has 24 hours as a year of it has.
    let hours = Expr::Constant(Quantity::new(24.0, Dim::TIME, Period::Hour), Kind::Span);
    sheet.define(&DOWNTIME_PER_DAY, per(rest(target) * hours, Period::Second));
    parts(sheet);
    budget(sheet, target, capacity);
    // What nobody asks for is not missing either.
    if sheet.entered(&fields::SLOW_SHARE) || sheet.entered(&fields::CALLS) {
        let slow = sheet.field(&fields::SLOW_SHARE);
        let calls = sheet.field(&fields::CALLS);
        sheet.define(&SLOW_REQUESTS, share(1.0) - rest(slow).power(calls));
    }
    let failing = sheet.entered(&fields::FAILING);
    let known = failing.then(|| sheet.field(&fields::FAILING));
    if failing || sheet.entered(&fields::RETRIES) {
        let failing = known.unwrap_or_else(|| sheet.field(&fields::FAILING));
        let retries = sheet.field(&fields::RETRIES);
        sheet.define(&RETRY_LOAD, chance::RETRY_LOAD.of([failing, retries]));
    }
    retried(sheet, known);
    failovers(sheet);
}

/// The load of each protection that sends again: of the share that fails, or of all while a part is down.
fn retried(sheet: &mut Sheet, failing: Option<NodeRef>) {
    let doc = sheet.doc;
    for (at, row) in doc.reliability.protections.iter().enumerate() {
        let again = matches!(row.kind.trim(), "retry" | "backoff");
        if !again || row.limit.trim().is_empty() {
            continue;
        }
        let name = row_name(&row.name, at + 1);
        let retries = sheet.cell(&fields::PROTECTION_LIMIT, row, &name);
        // A time or a rate is no number of tries.
        if sheet.value(retries).is_none_or(|limit| limit.dim.is_none()) {
            let failing = failing.map_or_else(|| share(1.0), Expr::from);
            let load = chance::RETRY_LOAD.of([failing, retries.into()]);
            sheet.define_row(&PROTECTION_LOAD, row.id, &name, load);
        }
    }
}

/// How often each part may fail over. Source: the error budget ÷ the time that a failover takes.
fn failovers(sheet: &mut Sheet) {
    let doc = sheet.doc;
    let Some(budget) = sheet.result(&ERROR_BUDGET) else {
        return;
    };
    for (at, row) in doc.reliability.replication.iter().enumerate() {
        if !row.rto.trim().is_empty() && sheet.entered(&fields::AVAILABILITY) {
            let name = row_name(&row.name, at + 1);
            let down = sheet.cell(&fields::REPLICA_RTO, row, &name);
            sheet.define_row(&FAILOVERS, row.id, &name, budget / down);
        }
    }
}

/// Source: (1 − SLO) · window and errors ÷ (1 − SLO). The SRE workbook alerts when an hour takes 2 % of the
/// budget, which is a burn rate of 14.4 over 30 days, or six hours 5 %, a burn rate of 6.
fn budget(sheet: &mut Sheet, target: NodeRef, capacity: &Capacity) {
    let window = sheet.field(&fields::WINDOW);
    let budget = rest(target) * window;
    sheet.define(&ERROR_BUDGET, per(budget, Period::Minute));
    let requests = capacity.requests_per_month;
    sheet.define(&FAILED_REQUESTS, rest(target) * requests);
    if sheet.entered(&fields::ERRORS) {
        let errors = sheet.field(&fields::ERRORS);
        let burn = sheet.define(&BURN_RATE, errors / rest(target));
        sheet.define(&BUDGET_LASTS, per(window / burn, Period::Day));
    }
    for (formula, taken, hours) in [(&PAGE_AT, 0.02, 1.0), (&TICKET_AT, 0.05, 6.0)] {
        let hours = Quantity::new(hours, Dim::TIME, Period::Hour);
        let burn = share(taken) * (window / Expr::Constant(hours, Kind::Span));
        sheet.define(formula, burn * rest(target));
    }
}

/// The parts in series, each with its copies in parallel, and the path of each action.
///
/// Source: the products of availabilities and of what they miss; the parts fail independently.
fn parts(sheet: &mut Sheet) {
    let doc = sheet.doc;
    let actions = &doc.apis.actions;
    let mut parts: Vec<(Id, NodeRef)> = Vec::new();
    for (at, row) in doc.reliability.parts.iter().enumerate() {
        // A row that has just been added is no part yet.
        let entries = [&row.name, &row.availability, &row.mtbf, &row.mttr];
        if entries.iter().any(|entry| !entry.trim().is_empty()) {
            // An action that is gone is none: all need the part.
            let action = row.action.trim().parse().unwrap_or_default();
            let known = actions.iter().any(|known| known.id == action);
            parts.push((if known { action } else { 0 }, part(sheet, row, at + 1)));
        }
    }
    if parts.is_empty() {
        return;
    }
    let all = sheet.define(&ALL_PARTS, all_of(parts.iter().map(|(_, part)| *part)));
    sheet.define(&ALL_NINES, chance::NINES.of([all]));
    let down = |period| rest(all) * one(period);
    sheet.define(
        &ALL_DOWNTIME_PER_YEAR,
        per(down(Period::Year), Period::Hour),
    );
    sheet.define(
        &ALL_DOWNTIME_PER_MONTH,
        per(down(Period::Month), Period::Minute),
    );
    let of = |wanted: Id| {
        let parts = parts.iter().filter(move |(action, _)| *action == wanted);
        parts.map(|(_, part)| *part).collect::<Vec<_>>()
    };
    let shared = of(0);
    let shared = (!shared.is_empty()).then(|| sheet.define(&SHARED_PARTS, all_of(shared)));
    for (at, action) in actions.iter().enumerate() {
        let mut path = of(action.id);
        path.extend(shared);
        if !path.is_empty() {
            let name = row_name(&action.name, at + 1);
            sheet.define_row(&ACTION_AVAILABILITY, action.id, &name, all_of(path));
        }
    }
}

/// One part with its copies.
fn part(sheet: &mut Sheet, part: &Part, number: usize) -> NodeRef {
    let name = row_name(&part.name, number);
    let entered = |text: &str| !text.trim().is_empty();
    let repaired = entered(&part.mtbf) || entered(&part.mttr);
    let single: Expr = if repaired && !entered(&part.availability) {
        let runs = sheet.cell(&fields::MTBF, part, &name);
        let repair = sheet.cell(&fields::MTTR, part, &name);
        runs / (runs + repair)
    } else {
        sheet.cell(&fields::PART_AVAILABILITY, part, &name).into()
    };
    // What changes nothing would only make the formula longer.
    let single = if entered(&part.copies) || entered(&part.needed) {
        let copies = sheet.cell(&fields::COPIES, part, &name);
        let needed = sheet.cell(&fields::NEEDED, part, &name);
        enough(needed.into(), copies.into(), single)
    } else {
        single
    };
    sheet.define_row(&PART_TOGETHER, part.id, &name, single)
}
