//! Snowflake IDs: how long they last, how many machines, how many at once.

use super::sheet::{Sheet, one};
use crate::formula::Expr;
use crate::model::notes as fields;
use crate::quantity::{Dim, Kind, Period, Quantity};

results! {
    ID_BITS = "notes.id_bits", "Bits of an ID", Count, "Timestamp, datacenter, worker and sequence, and the sign bit, which stays 0. At most 64.";
    ID_LIFE = "notes.id_life", "IDs last for", Span, "Until the timestamp runs over, counted from the epoch: 86.4 M milliseconds a day, 365 days a year.";
    ID_MACHINES = "notes.id_machines", "Machines", Count, "How many machines can make IDs.";
    IDS_PER_MS = "notes.ids_per_ms", "IDs per machine and millisecond", Count, "How many one machine can make in one millisecond.";
    IDS_PER_SECOND = "notes.ids_per_second", "IDs per second", Rate, "How many all machines together can make.";
}

/// Source: the layout of twitter-archive/snowflake; 2⁴¹ ms = 69.7 years, 32 × 32 machines, 4,096 IDs a millisecond.
pub(super) fn estimate(sheet: &mut Sheet) {
    let timestamp = sheet.field(&fields::TIMESTAMP_BITS);
    let datacenter = sheet.field(&fields::DATACENTER_BITS);
    let worker = sheet.field(&fields::WORKER_BITS);
    let sequence = sheet.field(&fields::SEQUENCE_BITS);
    let two = || Expr::number(2.0);
    let millisecond = || {
        Expr::Constant(
            Quantity::new(0.001, Dim::TIME, Period::Second),
            Kind::Latency,
        )
    };
    sheet.define(
        &ID_BITS,
        Expr::number(1.0) + timestamp + datacenter + worker + sequence,
    );
    // An ID lasts for real years, whatever calendar the traffic is estimated by.
    let (ms_a_day, days_a_year) = (Expr::number(86_400_000.0), Expr::number(365.0));
    sheet.define(
        &ID_LIFE,
        two().power(timestamp) / ms_a_day / days_a_year * one(Period::Year),
    );
    let machines = sheet.define(&ID_MACHINES, two().power(datacenter + worker));
    let each = sheet.define(&IDS_PER_MS, two().power(sequence));
    sheet.define(&IDS_PER_SECOND, machines * each / millisecond());
}
