//! Section 6: what it costs each month, in eight parts, and what follows from the total.

use super::capacity::Capacity;
use super::sheet::{Sheet, one, rest};
use crate::formula::{Expr, Formula, NodeRef, heads, per, sum, tiered, years_of_growth};
use crate::model::cost::{self as fields, Other};
use crate::model::{Document, Field, row_name};
use crate::quantity::{Dim, Kind, Period, Quantity, billing_units_per};

results! {
    COMPUTE = "cost.compute", "Compute cost", MonthlyCost, "Number of instances × cost per instance.";
    STORAGE = "cost.storage", "Storage cost", MonthlyCost, "(Database + blob) × replication factor; blobs × their own copies.";
    NETWORK = "cost.network", "Network cost", MonthlyCost, "Ingress and egress.";
    CDN = "cost.cdn", "CDN cost", MonthlyCost, "CDN traffic × its price.";
    CACHE = "cost.cache", "Cache and CDN cost", MonthlyCost, "Redis/Memcached cluster and CDN traffic.";
    QUEUE = "cost.queue", "Queue cost", MonthlyCost, "Kafka/PubSub cluster.";
    MONITORING = "cost.monitoring", "Monitoring cost", MonthlyCost, "Price per host × hosts, and logs × their price.";
    BACKUP = "cost.backup", "Backup cost", MonthlyCost, "Backup storage × its price, and a copy in another region where there is one.";
    OTHER = "other.cost", "Cost a month", MonthlyCost, "How many × price each, and the fixed cost.";
    THIRD_PARTY = "cost.third_party", "Third-party cost", MonthlyCost, "SMS, emails and other services.";
    TOTAL = "cost.total", "Total monthly cost", MonthlyCost, "All eight parts. What is not known is named, and not counted.";
    YEARLY = "cost.yearly", "Total yearly cost", MonthlyCost, "Twelve months of the total.";
    PER_USER = "cost.per_user", "Cost per active user", UnitPrice, "What one active user costs in a month: of the monthly active users, or of the daily ones while those are not entered.";
    PER_THOUSAND = "cost.per_thousand", "Cost per thousand requests", UnitPrice, "The total over the thousands of requests of a month.";
    PER_MILLION = "cost.per_million", "Cost per million requests", UnitPrice, "The total over the millions of requests of a month.";
    FLOW = "cost.flow", "First year without storage", UnitPrice, "What follows the traffic, in its first year: all parts but storage and backups.";
    KEPT = "cost.kept", "Storage and backups", MonthlyCost, "What is kept, at its size at the end of the horizon.";
    HORIZON = "cost.horizon", "Cost over the horizon", UnitPrice, "Until the horizon: what follows the traffic grows with it year by year; what is kept is paid at its full size from the start, which is more than you will pay.";
}

pub(super) fn estimate(sheet: &mut Sheet, capacity: &Capacity) {
    let instances = sheet.field_or(&fields::INSTANCES, capacity.servers);
    let price = sheet.field(&fields::INSTANCE_PRICE);
    let compute = compute(sheet, instances, price);
    let storage = storage(sheet, capacity);
    let network = network(sheet, capacity);
    let cache = cache(sheet, capacity);
    let queue = queue(sheet, price);
    let monitoring = monitoring(sheet, capacity, instances);
    let backup = backup(sheet, capacity);
    let third_party = third_party(sheet);
    // What the load costs comes first: nothing but the queue and the messages is no total.
    let load = sum([compute, storage, network, cache, monitoring, backup]);
    let total = sheet.define(&TOTAL, load + sum([queue, third_party]));
    sheet.field(&fields::BUDGET);
    let flow = sum([compute, network, cache, monitoring]) + sum([queue, third_party]);
    let flow = sheet.define(&FLOW, flow * one(Period::Year));
    let kept = sheet.define(&KEPT, sum([storage, backup]));
    totals(sheet, capacity, total, flow, kept);
}

/// Defines a cost by the month, whatever the period of the prices in it.
fn monthly(sheet: &mut Sheet, formula: &'static Formula, cost: impl Into<Expr>) -> NodeRef {
    sheet.define(formula, per(cost, Period::Month))
}

fn compute(sheet: &mut Sheet, instances: NodeRef, price: NodeRef) -> NodeRef {
    let hours = sheet.field(&fields::HOURS);
    let commitment = sheet.field(&fields::COMMITMENT);
    let mut cost = instances * price;
    // What changes nothing would only make the formula longer.
    if sheet.entered(&fields::HOURS) {
        let hours_of_a_month = billing_units_per(Period::Month, Period::Hour);
        let month = Quantity::new(hours_of_a_month, Dim::TIME, Period::Hour);
        cost = cost * (per(hours, Period::Hour) / Expr::Constant(month, Kind::Span));
    }
    if sheet.entered(&fields::COMMITMENT) {
        cost = cost * rest(commitment);
    }
    monthly(sheet, &COMPUTE, cost)
}

fn storage(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let database = sheet.field_or(&fields::DATABASE_SIZE, capacity.database_storage);
    let database_price = sheet.field(&fields::DATABASE_PRICE);
    let blob = sheet.field_or(&fields::BLOB_SIZE, capacity.blob_storage);
    let blob_price = sheet.field(&fields::BLOB_PRICE);
    // The price of an object store contains its copies.
    let rows = database * database_price * capacity.replication;
    let blobs = blob * blob_price * capacity.blob_copies;
    monthly(sheet, &STORAGE, sum([rows, blobs]))
}

/// What a month's traffic costs: at one price, or by the tiers of the price book.
fn traffic(sheet: &mut Sheet, volume: NodeRef, field: &'static Field<Document>) -> Expr {
    let price = sheet.field(field);
    let tiers = sheet.tiers(field);
    if tiers.is_empty() {
        volume / one(Period::Month) * price
    } else {
        tiered(volume, price, tiers) / one(Period::Month)
    }
}

fn network(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let ingress = sheet.field_or(&fields::INGRESS, capacity.ingress_per_month);
    let egress = sheet.field_or(&fields::EGRESS, capacity.origin_egress);
    let mut terms = vec![
        traffic(sheet, ingress, &fields::INGRESS_PRICE),
        traffic(sheet, egress, &fields::EGRESS_PRICE),
    ];
    let balancer = sheet.field(&fields::BALANCER_PRICE);
    if sheet.entered(&fields::BALANCER_PRICE) {
        terms.push(sum([ingress, egress]) / one(Period::Month) * balancer);
    }
    monthly(sheet, &NETWORK, sum(terms))
}

fn cache(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let memory = sheet.field_or(&fields::CACHE_MEMORY, capacity.cache_size);
    let memory_price = sheet.field(&fields::MEMORY_PRICE);
    let cluster = sheet.field_or(
        &fields::CACHE_CLUSTER,
        per(memory * memory_price, Period::Month),
    );
    let volume = sheet.field_or(&fields::CDN_TRAFFIC, capacity.cdn_traffic);
    let cdn = traffic(sheet, volume, &fields::CDN_PRICE);
    let cdn = monthly(sheet, &CDN, cdn);
    monthly(sheet, &CACHE, sum([cluster, cdn]))
}

fn queue(sheet: &mut Sheet, instance_price: NodeRef) -> NodeRef {
    let brokers = sheet.field(&fields::BROKERS);
    let price = sheet.field_or(&fields::BROKER_PRICE, instance_price);
    let cluster = if sheet.entered(&fields::BROKERS) {
        sheet.field_or(&fields::QUEUE_CLUSTER, per(brokers * price, Period::Month))
    } else {
        sheet.field(&fields::QUEUE_CLUSTER)
    };
    monthly(sheet, &QUEUE, cluster)
}

fn monitoring(sheet: &mut Sheet, capacity: &Capacity, instances: NodeRef) -> NodeRef {
    let hosts = sheet.field_or(&fields::HOSTS, instances);
    let host_price = sheet.field(&fields::HOST_PRICE);
    let size = sheet.field(&fields::LOG_SIZE);
    let volume = sheet.field_or(
        &fields::LOG_VOLUME,
        capacity.logged.clone() * size / one(Period::Month),
    );
    let log_price = sheet.field(&fields::LOG_PRICE);
    let logs = per(volume, Period::Month) * log_price;
    monthly(sheet, &MONITORING, sum([host_price * hosts, logs]))
}

fn backup(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let copies = sheet.field(&fields::BACKUP_COPIES);
    let retention = sheet.field(&fields::BACKUP_RETENTION);
    let blob_share = sheet.field(&fields::BACKUP_BLOBS);
    let (mut whole, mut daily) = (
        Expr::from(capacity.database_storage),
        capacity.rows_per_day.clone(),
    );
    if sheet.entered(&fields::BACKUP_BLOBS) {
        whole = whole + capacity.blob_storage * blob_share;
        daily = daily + capacity.blobs_per_day.clone() * blob_share;
    }
    let full = whole * copies;
    let increments = daily * (retention / one(Period::Day));
    let size = sheet.field_or(&fields::BACKUP_SIZE, sum([full, increments]));
    let price = sheet.field(&fields::BACKUP_PRICE);
    let mut terms = vec![size * price];
    let share = sheet.field(&fields::RECOVERY_SHARE);
    let elsewhere = sheet.field(&fields::RECOVERY_PRICE);
    if sheet.entered(&fields::RECOVERY_SHARE) {
        terms.push(capacity.database_storage * share * elsewhere);
    }
    let blob_share = sheet.field(&fields::RECOVERY_BLOBS);
    if sheet.entered(&fields::RECOVERY_BLOBS) {
        terms.push(capacity.blob_storage * blob_share * elsewhere);
    }
    monthly(sheet, &BACKUP, sum(terms))
}

/// Messages that are not entered are none, so that an unknown price of something unused hides no total.
fn third_party(sheet: &mut Sheet) -> NodeRef {
    let mut terms = Vec::new();
    let segments = sheet.field(&fields::SMS_SEGMENTS);
    let price = sheet.field(&fields::SMS_PRICE);
    let fee = sheet.field(&fields::SMS_FEE);
    if sheet.entered(&fields::SMS) {
        let messages = sheet.field(&fields::SMS);
        terms.push(per(messages, Period::Month) * segments * (price + fee));
    }
    let price = sheet.field(&fields::EMAIL_PRICE);
    if sheet.entered(&fields::EMAILS) {
        let emails = sheet.field(&fields::EMAILS);
        terms.push(per(emails, Period::Month) * price);
    }
    let doc = sheet.doc;
    for (at, service) in doc.cost.others.iter().enumerate() {
        terms.push(other(sheet, service, at + 1).into());
    }
    let nothing = Quantity::new(0.0, Dim::MONEY_RATE, Period::Month);
    let cost = if terms.is_empty() {
        Expr::Constant(nothing, Kind::MonthlyCost)
    } else {
        sum(terms)
    };
    monthly(sheet, &THIRD_PARTY, cost)
}

/// One other service. With nothing entered of its cost, its fixed cost is what is missing.
fn other(sheet: &mut Sheet, service: &Other, number: usize) -> NodeRef {
    let name = row_name(&service.name, number);
    let used = !service.quantity.trim().is_empty() || !service.price.trim().is_empty();
    let mut terms = Vec::new();
    if used {
        let quantity = sheet.cell(&fields::OTHER_QUANTITY, service, &name);
        let price = sheet.cell(&fields::OTHER_PRICE, service, &name);
        terms.push(per(quantity, Period::Month) * price);
    }
    if !used || !service.fixed.trim().is_empty() {
        let fixed = sheet.cell(&fields::OTHER_FIXED, service, &name);
        terms.push(fixed.into());
    }
    sheet.define_row(&OTHER, service.id, &name, per(sum(terms), Period::Month))
}

/// What follows from the total.
///
/// Source: what follows the traffic grows with it, by [`years_of_growth`]; what is kept does not.
fn totals(sheet: &mut Sheet, capacity: &Capacity, total: NodeRef, flow: NodeRef, kept: NodeRef) {
    sheet.define(&YEARLY, per(total, Period::Year));
    let users = if sheet.entered(&crate::model::capacity::MAU)
        || !sheet.entered(&crate::model::capacity::DAU)
    {
        capacity.mau
    } else {
        capacity.dau
    };
    let month = || total * one(Period::Month);
    sheet.define(&PER_USER, month() / heads(users));
    let requests = capacity.requests_per_month;
    sheet.define(&PER_THOUSAND, month() / requests * Expr::number(1e3));
    sheet.define(&PER_MILLION, month() / requests * Expr::number(1e6));
    let years = years_of_growth(capacity.growth, capacity.horizon);
    let stored = kept * capacity.horizon;
    sheet.define(&HORIZON, sum([flow * years, stored]));
}
