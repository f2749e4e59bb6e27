//! Records: how a row or a key is written, and what of it stays on its page.

use super::{PAGE, PLACE, TABLE_LIMIT};
use crate::engines::draws::Lattice;
use crate::engines::packing::{Range, Size, within};
use crate::engines::sizes::{Shape, Values};
use crate::engines::storage::Storage;

/// What stays of a longer one at least.
const KEPT: f64 = 489.0;

/// What an overflow page holds: all but the number of the next.
const OVERFLOW: f64 = PAGE - 4.0;

/// The type of a value in the record's header, and the value.
pub(super) fn column(values: &Values) -> Size {
    let exactly = |length: f64| Range {
        least: length,
        most: length,
    };
    let present = 1.0 - values.null;
    let mut parts = [(0.0, Range::default()); 7];
    parts[0] = (values.null, exactly(1.0));
    let varies = matches!(values.storage, Storage::Varying { .. });
    for (at, (share, range)) in values.lengths.ranges().into_iter().enumerate() {
        let share = share * present;
        let more = |range: Range, by: f64| Range {
            least: range.least + by,
            most: range.most + by,
        };
        if varies {
            // The type is 13 and twice the length, in groups of seven bits.
            let [(one, short), (rest, longer)] = range.split(57.0);
            let [(two, middle), (three, long)] = longer.split(8185.0);
            parts[1 + 3 * at] = (share * one, more(short, 1.0));
            parts[2 + 3 * at] = (share * rest * two, more(middle, 2.0));
            parts[3 + 3 * at] = (share * rest * three, more(long, 3.0));
        } else {
            parts[1 + 3 * at] = (share, more(range, 1.0));
        }
    }
    Size::mixed(&parts)
}

/// The record with the length of its header, which is counted in itself.
pub(super) fn with_header(values: Size, columns: usize) -> Size {
    Size {
        mean: values.mean + if columns > 126 { 2.0 } else { 1.0 },
        ..values
    }
}

/// The bytes that tell how long a record is.
pub(super) fn lengths_of_payload(payload: Size) -> f64 {
    1.0 + payload.beyond(127.5) + payload.beyond(16_383.5) + payload.beyond(2_097_151.5)
}

/// The record, what of it stays on its page, and how many overflow pages the rest takes.
pub(super) fn kept(payload: Size, limit: f64) -> (Size, Size, f64) {
    if payload.beyond(limit + 0.5) <= 0.0 {
        return (payload, payload, 0.0);
    }
    // Lengths as likely as each other, with the same mean and variance.
    let tries = if payload.variance > 0.0 { 64.0 } else { 1.0 };
    let half = (3.0 * payload.variance).sqrt();
    let (mut sum, mut square, mut pages, mut at) = (0.0, 0.0, 0.0, 0.5);
    while at < tries {
        let length = (payload.mean + half * (2.0 * at / tries - 1.0))
            .max(1.0)
            .round();
        let mut local = length;
        if length > limit {
            let surplus = KEPT + (length - KEPT) % OVERFLOW;
            local = if surplus <= limit { surplus } else { KEPT };
            pages += ((length - local) / OVERFLOW).ceil();
            local += 4.0;
        }
        sum += local;
        square += local * local;
        at += 1.0;
    }
    let mean = sum / tries;
    let variance = within(square / tries - mean * mean, 0.0, f64::MAX);
    (
        payload,
        Size {
            mean,
            variance,
            flat: false,
        },
        pages / tries,
    )
}

/// A cell of a table, drawn, without its row number.
pub(super) fn drawn(shape: &Shape, alias: usize, throw: &mut Lattice) -> f64 {
    let mut payload = with_header(Size::default(), shape.columns.len()).mean;
    for (at, values) in shape.columns.iter().enumerate() {
        payload += 1.0;
        let missing = alias == at || (values.null > 0.0 && throw.is_null(values.null));
        let length = values.lengths.drawn(throw);
        if !missing {
            payload += length;
            if matches!(values.storage, Storage::Varying { .. }) {
                payload += type_of(length) - 1.0;
            }
        }
    }
    let (payload, local, _) = kept(Size::fixed(payload), TABLE_LIMIT);
    local.mean + lengths_of_payload(payload) + PLACE
}

/// Bytes of the type of a text in a record's header: 13 and twice its length, in groups of seven bits.
fn type_of(length: f64) -> f64 {
    match length {
        ..=57.0 => 1.0,
        ..=8185.0 => 2.0,
        _ => 3.0,
    }
}
