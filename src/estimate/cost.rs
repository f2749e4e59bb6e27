//! Section 6: what it costs each month, in eight parts.

use super::capacity::Capacity;
use super::sheet::{Sheet, one};
use crate::formula::{Expr, NodeRef, sum};
use crate::model::cost as fields;
use crate::quantity::{Kind, Period};

results! {
    COMPUTE = "cost.compute", "Compute cost", MonthlyCost, "Number of instances × cost per instance.";
    STORAGE = "cost.storage", "Storage cost", MonthlyCost, "(Database + blob) × replication factor.";
    NETWORK = "cost.network", "Network cost", MonthlyCost, "Ingress and egress.";
    CDN = "cost.cdn", "CDN cost", MonthlyCost, "CDN traffic × its price.";
    CACHE = "cost.cache", "Cache and CDN cost", MonthlyCost, "Redis/Memcached cluster and CDN traffic.";
    QUEUE = "cost.queue", "Queue cost", MonthlyCost, "Kafka/PubSub cluster.";
    MONITORING = "cost.monitoring", "Monitoring cost", MonthlyCost, "Price per host × hosts.";
    BACKUP = "cost.backup", "Backup cost", MonthlyCost, "Backup storage × its price.";
    THIRD_PARTY = "cost.third_party", "Third-party cost", MonthlyCost, "SMS and emails.";
    TOTAL = "cost.total", "Total monthly cost", MonthlyCost, "All eight parts.";
}

pub(super) fn estimate(sheet: &mut Sheet, capacity: &Capacity) {
    let instances = sheet.field_or(&fields::INSTANCES, capacity.servers);
    let parts = [
        compute(sheet, instances),
        storage(sheet, capacity),
        network(sheet, capacity),
        cache(sheet, capacity),
        queue(sheet),
        monitoring(sheet, instances),
        backup(sheet, capacity),
        third_party(sheet),
    ];
    let [
        compute,
        storage,
        network,
        cache,
        queue,
        monitoring,
        backup,
        third_party,
    ] = parts;
    // What the load costs comes first: nothing but the queue and the messages is no total.
    let load = sum([compute, storage, network, cache, monitoring, backup]);
    sheet.define(&TOTAL, load + sum([queue, third_party]));
}

fn compute(sheet: &mut Sheet, instances: NodeRef) -> NodeRef {
    let price = sheet.field(&fields::INSTANCE_PRICE);
    sheet.define(&COMPUTE, instances * price)
}

fn storage(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let database = sheet.field_or(&fields::DATABASE_SIZE, capacity.database_storage);
    let database_price = sheet.field(&fields::DATABASE_PRICE);
    let blob = sheet.field_or(&fields::BLOB_SIZE, capacity.blob_storage);
    let blob_price = sheet.field(&fields::BLOB_PRICE);
    sheet.define(
        &STORAGE,
        sum([database * database_price, blob * blob_price]) * capacity.replication,
    )
}

/// What a month's traffic costs.
fn traffic(volume: NodeRef, price: NodeRef) -> Expr {
    volume / one(Period::Month) * price
}

fn network(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let ingress_price = sheet.field(&fields::INGRESS_PRICE);
    let egress_price = sheet.field(&fields::EGRESS_PRICE);
    let ingress = traffic(capacity.ingress_per_month, ingress_price);
    let egress = traffic(capacity.origin_egress, egress_price);
    sheet.define(&NETWORK, sum([ingress, egress]))
}

fn cache(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let memory_price = sheet.field(&fields::MEMORY_PRICE);
    let cluster = sheet.field_or(&fields::CACHE_CLUSTER, capacity.cache_size * memory_price);
    let cdn_price = sheet.field(&fields::CDN_PRICE);
    let cdn = sheet.define(&CDN, traffic(capacity.cdn_traffic, cdn_price));
    sheet.define(&CACHE, sum([cluster, cdn]))
}

fn queue(sheet: &mut Sheet) -> NodeRef {
    let cluster = sheet.field(&fields::QUEUE_CLUSTER);
    sheet.define(&QUEUE, cluster)
}

fn monitoring(sheet: &mut Sheet, instances: NodeRef) -> NodeRef {
    let hosts = sheet.field_or(&fields::HOSTS, instances);
    let price = sheet.field(&fields::HOST_PRICE);
    sheet.define(&MONITORING, price * hosts)
}

fn backup(sheet: &mut Sheet, capacity: &Capacity) -> NodeRef {
    let size = sheet.field_or(&fields::BACKUP_SIZE, capacity.raw_storage);
    let price = sheet.field(&fields::BACKUP_PRICE);
    sheet.define(&BACKUP, size * price)
}

/// Messages that are not entered are none, so that an unknown price of something unused hides no total.
fn third_party(sheet: &mut Sheet) -> NodeRef {
    let mut terms = Vec::new();
    for (messages, price) in [
        (&fields::SMS, &fields::SMS_PRICE),
        (&fields::EMAILS, &fields::EMAIL_PRICE),
    ] {
        let entered = sheet.entered(messages);
        let price = sheet.field(price);
        if entered {
            let messages = sheet.field(messages);
            terms.push(crate::formula::per(messages, Period::Month) * price);
        }
    }
    let nothing = Expr::Constant(
        crate::quantity::Quantity::new(0.0, crate::quantity::Dim::MONEY_RATE, Period::Month),
        Kind::MonthlyCost,
    );
    sheet.define(
        &THIRD_PARTY,
        if terms.is_empty() {
            nothing
        } else {
            sum(terms)
        },
    )
}
