//! Identifiers: Snowflake IDs, how long they last, how many at once; short codes, and random ones.

use super::capacity::{Capacity, RECORDS};
use super::chance;
use super::sheet::Sheet;
use crate::formula::Expr;
use crate::model::notes as fields;
use crate::quantity::{Kind, Quantity};

results! {
    ID_BITS = "notes.id_bits", "Bits of an ID", Count, "Timestamp, datacenter, worker and sequence, and the sign bit, which stays 0. At most 64.";
    ID_LIFE = "notes.id_life", "IDs last for", Span, "Until the timestamp runs over, counted from the epoch; real years of 365.2425 days.";
    RUNS_OUT = "notes.runs_out", "IDs run out on", Date, "The day on which the timestamp runs over: epoch + 2 ^ timestamp bits, in UTC.";
    BEYOND_JAVASCRIPT = "notes.beyond_javascript", "Too large for JavaScript from", Date, "From then on IDs are larger than 2^53, and JavaScript rounds them: send them as text. Later than the IDs run out, it never comes to that.";
    ID_MACHINES = "notes.id_machines", "Machines", Count, "How many machines can make IDs.";
    IDS_PER_MS = "notes.ids_per_ms", "IDs per machine and unit of time", Count, "How many one machine can make within one unit of time: a millisecond, unless you enter another.";
    IDS_PER_MACHINE = "notes.ids_per_machine", "IDs per machine and second", Rate, "How many one machine can make in a second.";
    IDS_PER_SECOND = "notes.ids_per_second", "IDs per second", Rate, "How many all machines together can make.";
    IDS_NEEDED = "notes.ids_needed", "IDs needed per machine and unit of time", Count, "The writes of the peak, one ID each, spread evenly over the machines that make IDs.";
    SHORTEST_CODE = "notes.shortest_code", "Shortest code", Count, "The signs that a code needs, so that there is one for each.";
    CODE_SPACE = "notes.code_space", "Possible codes", Count, "Alphabet ^ length.";
    CODES_TAKEN = "notes.codes_taken", "Codes taken", Share, "Codes needed ÷ possible codes: in the end so many random codes have to be drawn again.";
    COLLISIONS = "notes.collisions", "Pairs of equal random codes", Count, "How many to expect when codes are drawn at random and not checked: n × (n − 1) ÷ 2 ÷ possible codes.";
    COLLISION_CHANCE = "notes.collision_chance", "Chance of any collision", Share, "The chance that any two random codes are the same.";
    IDS_UNTIL = "notes.ids_until", "Random codes until the accepted chance", Count, "So many can be drawn without a check; beyond, take a counter or check each.";
}

/// The bits of the whole numbers that JavaScript, and JSON read by it, can hold.
const JAVASCRIPT_BITS: f64 = 53.0;

pub(super) fn estimate(sheet: &mut Sheet, capacity: &Capacity) {
    snowflake(sheet, capacity);
    codes(sheet);
}

fn two(exponent: impl Into<Expr>) -> Expr {
    Expr::number(2.0).power(exponent)
}

/// Source: the layout of twitter-archive/snowflake; 2⁴¹ ms = 69.7 years, 32 × 32 machines, 4,096 IDs a millisecond.
fn snowflake(sheet: &mut Sheet, capacity: &Capacity) {
    let timestamp = sheet.field(&fields::TIMESTAMP_BITS);
    let datacenter = sheet.field(&fields::DATACENTER_BITS);
    let worker = sheet.field(&fields::WORKER_BITS);
    let sequence = sheet.field(&fields::SEQUENCE_BITS);
    let unit = sheet.field(&fields::UNIT);
    let epoch = sheet.field(&fields::EPOCH);
    sheet.define(
        &ID_BITS,
        Expr::number(1.0) + timestamp + datacenter + worker + sequence,
    );
    sheet.define(&ID_LIFE, chance::lasting(timestamp, unit));
    sheet.define(&RUNS_OUT, Expr::from(epoch) + two(timestamp) * unit);
    let beside = Expr::from(datacenter) + worker + sequence;
    let before = Expr::Constant(Quantity::scalar(JAVASCRIPT_BITS), Kind::Bits) - beside;
    sheet.define(&BEYOND_JAVASCRIPT, Expr::from(epoch) + two(before) * unit);
    let machines = sheet.define(&ID_MACHINES, two(datacenter + worker));
    let each = sheet.define(&IDS_PER_MS, two(sequence));
    let a_second = sheet.define(&IDS_PER_MACHINE, each / unit);
    sheet.define(&IDS_PER_SECOND, machines * a_second);
    let makers = sheet.field_or(&fields::MAKERS, capacity.servers);
    let peak = capacity.write_qps * capacity.peak_factor;
    sheet.define(&IDS_NEEDED, peak * unit / makers);
}

fn codes(sheet: &mut Sheet) {
    let alphabet = sheet.field(&fields::ALPHABET);
    let codes = match sheet.result(&RECORDS) {
        Some(records) => sheet.field_or(&fields::CODES, records),
        None => sheet.field(&fields::CODES),
    };
    let shortest = sheet.define(&SHORTEST_CODE, chance::CODE_LENGTH.of([codes, alphabet]));
    let length = sheet.field_or(&fields::CODE_LENGTH, shortest);
    let space = sheet.define(&CODE_SPACE, Expr::from(alphabet).power(length));
    sheet.define(&CODES_TAKEN, codes / space);
    let pairs = codes * (codes - Expr::number(1.0)) / Expr::number(2.0) / space;
    sheet.define(&COLLISIONS, pairs);
    sheet.define(&COLLISION_CHANCE, chance::COLLISION.of([codes, space]));
    let accepted = sheet.field(&fields::COLLISION);
    sheet.define(&IDS_UNTIL, chance::IDS_UNTIL.of([accepted, space]));
}
