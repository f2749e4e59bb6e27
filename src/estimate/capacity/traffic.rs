//! Users and traffic: how often each action is done, and all of them together.

use crate::estimate::input::hours;
use crate::estimate::sheet::{Sheet, one, rest};
use crate::formula::{Expr, NodeRef, per, sum};
use crate::library::figures::PATTERNS;
use crate::model::apis::{self, Action};
use crate::model::{Document, Field, Id, capacity as fields, row_name};
use crate::quantity::{Dim, Kind, Period, Quantity};
use crate::theory::traffic;
use rustc_hash::FxHashMap as HashMap;

results! {
    ACTION_QPS = "action.qps", "Average QPS", Rate, "Requests per second of one action, on average.";
    ACTION_PEAK_QPS = "action.peak_qps", "Peak QPS", Rate, "Requests per second of one action at the busiest moment.";
    DAU_MAU = "capacity.dau_mau", "DAU/MAU", Share, "How many of a month's users come on one day.";
    REQUESTS_PER_DAY = "capacity.requests_per_day", "Requests per day", ActionRate, "All requests of a day.";
    REQUESTS_PER_MONTH = "capacity.requests_per_month", "Requests per month", Count, "All requests of a month.";
    AVERAGE_QPS = "capacity.average_qps", "Average QPS", Rate, "All requests, spread evenly.";
    PEAK_QPS = "capacity.peak_qps", "Peak QPS", Rate, "All requests at the busiest moment. Capacity is sized from this.";
    READ_QPS = "capacity.read_qps", "Read QPS", Rate, "Reads, on average.";
    WRITE_QPS = "capacity.write_qps", "Write QPS", Rate, "Writes, on average.";
    PEAK_QPS_HORIZON = "capacity.peak_qps_horizon", "Peak QPS at the horizon", Rate, "The peak after the growth of all years until the horizon.";
    PEAK_READ_QPS = "capacity.peak_read_qps", "Peak read QPS", Rate, "Reads at the busiest moment.";
    PEAK_WRITE_QPS = "capacity.peak_write_qps", "Peak write QPS", Rate, "Writes at the busiest moment. Those of blobs count too: each leaves a row that says where it lies.";
    ORIGIN_QPS = "capacity.origin_qps", "Peak QPS at the origin", Rate, "What of the peak reaches your own servers: without the requests that a CDN answers.";
    ROW_READS = "capacity.row_reads", "Peak reads of rows", Rate, "Reads at the busiest moment that ask for rows: without those that a CDN answers, and those of blobs, which need neither the cache nor the database.";
    READ_WRITE_RATIO = "capacity.read_write_ratio", "Read/write ratio", Ratio, "Reads for each write. Decides sharding, caching and indexing.";
}

/// The row size of each entity of the data model, and how long a row is kept where that was entered.
pub(in crate::estimate) type Rows = HashMap<Id, (NodeRef, Option<NodeRef>)>;

/// One action with its numbers in the graph.
pub(super) struct Load {
    pub(super) id: Id,
    pub(super) name: String,
    pub(super) rate: Expr,
    pub(super) qps: NodeRef,
    pub(super) writes: Option<bool>,
    pub(super) request: Option<NodeRef>,
    pub(super) response: Option<NodeRef>,
    pub(super) stored: Option<NodeRef>,
    /// Nobody has said what it leaves behind, and it may be a write.
    pub(super) stores_unsaid: bool,
    pub(super) blob: bool,
    pub(super) fan_out: Option<NodeRef>,
    pub(super) cdn: Option<NodeRef>,
    pub(super) kept: Option<NodeRef>,
}

impl Load {
    /// What reaches the servers of so much of the action: a CDN answers the rest.
    pub(super) fn at_origin(&self, of: impl Into<Expr>) -> Expr {
        match self.cdn {
            Some(cdn) => of.into() * rest(cdn),
            None => of.into(),
        }
    }
}

/// The traffic that everything else follows from.
pub(super) struct Traffic {
    pub(super) dau: NodeRef,
    pub(super) mau: NodeRef,
    pub(super) per_month: NodeRef,
    pub(super) loads: Vec<Load>,
    pub(super) average: NodeRef,
    pub(super) peak: NodeRef,
    pub(super) peak_factor: NodeRef,
    pub(super) origin: NodeRef,
    pub(super) logged: Expr,
    pub(super) read: NodeRef,
    pub(super) row_reads: NodeRef,
    pub(super) write: NodeRef,
    pub(super) peak_write: NodeRef,
}

/// Whether an action writes; from its method where that was not said.
pub fn writes(action: &Action) -> Option<bool> {
    match (action.operation.as_str(), action.method.as_str()) {
        ("read", _) | ("", "GET") => Some(false),
        ("write", _) | ("", "POST" | "PUT" | "PATCH" | "DELETE") => Some(true),
        _ => None,
    }
}

/// The cell of an action, where something was entered.
fn entered(
    sheet: &mut Sheet,
    field: &'static Field<Action>,
    action: &Action,
    name: &str,
) -> Option<NodeRef> {
    let some = !(field.get)(action).trim().is_empty();
    some.then(|| sheet.cell(field, action, name))
}

fn load(sheet: &mut Sheet, action: &Action, row: usize, dau: NodeRef, rows: &Rows) -> Load {
    let name = row_name(&action.name, row);
    let given = sheet.cell(&apis::RATE, action, &name);
    let per_user = sheet
        .value(given)
        .is_some_and(|rate| rate.dim == Dim::PER_USER_TIME);
    let rate = if per_user {
        dau * given
    } else {
        Expr::from(given)
    };
    let qps = sheet.define_row(
        &ACTION_QPS,
        action.id,
        &name,
        per(rate.clone(), Period::Second),
    );
    // An empty size is nothing to add; one that is not understood is missing.
    let mut cell = |field| entered(sheet, field, action, &name);
    let [request, response] = [cell(&apis::REQUEST), cell(&apis::RESPONSE)];
    let [fan_out, cdn] = [cell(&apis::ACTION_FAN_OUT), cell(&apis::ACTION_CDN)];
    let mut kept = cell(&apis::ACTION_KEPT);
    let mut stored = cell(&apis::STORED);
    // What is not entered may stand in the data model: the row, and with it how long it is kept.
    let record: Option<Id> = action.record.trim().parse().ok();
    if let (None, Some((row, span))) = (stored, record.and_then(|entity| rows.get(&entity))) {
        stored = Some(sheet.cell_or(&apis::STORED, action, &name, *row));
        kept = kept
            .or_else(|| span.map(|span| sheet.cell_or(&apis::ACTION_KEPT, action, &name, span)));
    }
    let stores_unsaid = stored.is_none() && writes(action) != Some(false);
    // What leaves nothing behind leaves no record behind either.
    let stored = stored.filter(|node| sheet.value(*node).is_none_or(|bytes| bytes.value != 0.0));
    Load {
        id: action.id,
        name,
        rate,
        qps,
        writes: writes(action),
        request,
        response,
        stored,
        stores_unsaid,
        blob: action.store == "blob",
        fan_out,
        cdn,
        kept,
    }
}

/// What a sum over the actions needs of one of them, beside its rate.
pub(super) struct Want {
    key: &'static str,
    name: &'static str,
    /// Whether nobody has said it of an action, so that the action might be of this sort.
    unsaid: fn(&Load) -> bool,
}

/// The sum over those actions that have what it takes. Without any action it is unknown. With actions, but none of them
/// of this sort, it is zero, unless that has been said of one of them: what is not known is not nothing.
pub(super) fn total(
    sheet: &mut Sheet,
    loads: &[Load],
    want: &Want,
    zero: (Quantity, Kind),
    term: impl Fn(&Load) -> Option<Expr>,
) -> Expr {
    let terms: Vec<Expr> = loads.iter().filter_map(term).collect();
    if !terms.is_empty() {
        sum(terms)
    } else if loads.is_empty() {
        let (key, name) = ("apis.actions", "an action with a rate (section 3)");
        sheet.wanting(key, name, zero.1).into()
    } else if loads.iter().any(want.unsaid) {
        sheet.wanting(want.key, want.name, zero.1).into()
    } else {
        Expr::Constant(zero.0, zero.1)
    }
}

/// A rate, which each action has a place for.
pub(super) static RATES: Want = Want {
    key: "apis.rate",
    name: "a rate (section 3)",
    unsaid: |_| false,
};

/// Whether an action reads or writes.
pub(super) static DIRECTION: Want = Want {
    key: "apis.operation",
    name: "whether an action reads or writes (section 3)",
    unsaid: |load| load.writes.is_none(),
};

/// What comes in with a request.
pub(super) static REQUESTS: Want = Want {
    key: "apis.request",
    name: "the request size of an action (section 3)",
    unsaid: |load| load.request.is_none(),
};

/// What goes out with an answer.
pub(super) static ANSWERS: Want = Want {
    key: "apis.response",
    name: "the response size of an action (section 3)",
    unsaid: |load| load.response.is_none(),
};

/// What reads of rows answer with.
pub(super) static READ_ROWS: Want = Want {
    key: "apis.answers",
    name: "a read with a response size (section 3)",
    unsaid: |load| load.response.is_none() && !load.blob && load.writes != Some(true),
};

const STORED_KEY: &str = "apis.stored";
const STORED_NAME: &str = "the bytes that an action stores (section 3)";

/// What is left behind.
pub(super) static STORED: Want = Want {
    key: STORED_KEY,
    name: STORED_NAME,
    unsaid: |load| load.stores_unsaid,
};

/// What is left behind in the database.
pub(super) static ROWS: Want = Want {
    key: STORED_KEY,
    name: STORED_NAME,
    unsaid: |load| load.stores_unsaid && !load.blob,
};

/// What is left behind in blob storage.
pub(super) static BLOBS: Want = Want {
    key: STORED_KEY,
    name: STORED_NAME,
    unsaid: |load| load.stores_unsaid && load.blob,
};

/// The bytes of one day, month or year: rate × size, for those actions that have such a size.
pub(super) fn amount(
    sheet: &mut Sheet,
    loads: &[Load],
    want: &Want,
    period: Period,
    size: impl Fn(&Load) -> Option<NodeRef>,
) -> Expr {
    let nothing = (Quantity::new(0.0, Dim::DATA, Period::Second), Kind::Data);
    total(sheet, loads, want, nothing, |load| {
        size(load).map(|size| per(load.rate.clone(), period) * one(period) * size)
    })
}

pub(super) fn estimate(sheet: &mut Sheet, rows: &Rows) -> Traffic {
    let dau = sheet.field(&fields::DAU);
    let mau = sheet.field(&fields::MAU);
    sheet.define(&DAU_MAU, dau / mau);
    let doc = sheet.doc;
    let actions = doc.apis.actions.iter().enumerate();
    let loads: Vec<Load> = actions
        .map(|(at, action)| load(sheet, action, at + 1, dau, rows))
        .collect();
    let still = (
        Quantity::new(0.0, Dim::PER_TIME, Period::Second),
        Kind::Rate,
    );
    let average = total(sheet, &loads, &RATES, still, |load| Some(load.qps.into()));
    let average = sheet.define(&AVERAGE_QPS, average);
    let daily = total(sheet, &loads, &RATES, still, |load| {
        Some(per(load.rate.clone(), Period::Day))
    });
    sheet.define(&REQUESTS_PER_DAY, per(daily, Period::Day));
    let none = (Quantity::scalar(0.0), Kind::Count);
    let monthly = total(sheet, &loads, &RATES, none, |load| {
        Some(per(load.rate.clone(), Period::Month) * one(Period::Month))
    });
    let per_month = sheet.define(&REQUESTS_PER_MONTH, monthly);
    let read = total(sheet, &loads, &DIRECTION, still, |load| {
        (load.writes == Some(false)).then(|| load.qps.into())
    });
    let read = sheet.define(&READ_QPS, read);
    let write = total(sheet, &loads, &DIRECTION, still, |load| {
        (load.writes == Some(true)).then(|| load.qps.into())
    });
    let write = sheet.define(&WRITE_QPS, write);
    sheet.define(&READ_WRITE_RATIO, read / write);
    let peak_factor = peak_factor(sheet);
    for load in &loads {
        sheet.define_row(
            &ACTION_PEAK_QPS,
            load.id,
            &load.name,
            load.qps * peak_factor,
        );
    }
    let peak = sheet.define(&PEAK_QPS, average * peak_factor);
    let peak_read = sheet.define(&PEAK_READ_QPS, read * peak_factor);
    let peak_write = sheet.define(&PEAK_WRITE_QPS, write * peak_factor);
    let [mut origin, mut row_reads] = [peak, peak_read];
    let mut logged = Expr::from(per_month);
    let cdn = loads.iter().any(|load| load.cdn.is_some());
    if cdn {
        let left = total(sheet, &loads, &RATES, still, |load| {
            Some(load.at_origin(load.qps))
        });
        origin = sheet.define(&ORIGIN_QPS, left * peak_factor);
        logged = total(sheet, &loads, &RATES, none, |load| {
            Some(load.at_origin(per(load.rate.clone(), Period::Month) * one(Period::Month)))
        });
    } else {
        sheet.define(&ORIGIN_QPS, peak);
    }
    if cdn
        || loads
            .iter()
            .any(|load| load.blob && load.writes == Some(false))
    {
        let rows = total(sheet, &loads, &DIRECTION, still, |load| {
            (load.writes == Some(false) && !load.blob).then(|| load.at_origin(load.qps))
        });
        row_reads = sheet.define(&ROW_READS, rows * peak_factor);
    } else {
        sheet.define(&ROW_READS, peak_read);
    }
    Traffic {
        dau,
        mau,
        per_month,
        loads,
        average,
        peak,
        peak_factor,
        origin,
        logged,
        read,
        row_reads,
        write,
        peak_write,
    }
}

/// The busiest moment ÷ the mean: entered, or that of the pattern.
fn peak_factor(sheet: &mut Sheet) -> NodeRef {
    let chosen = sheet.doc.capacity.pattern.as_str();
    if chosen == "own" {
        let curve = sheet.field(&fields::CURVE);
        return sheet.field_or(&fields::PEAK_FACTOR, curve);
    }
    let pattern = PATTERNS.iter().find(|(key, ..)| *key == chosen);
    let (_, factor, why) = pattern.unwrap_or(&PATTERNS[0]);
    sheet.field_assumed(&fields::PEAK_FACTOR, Quantity::scalar(*factor), why)
}

/// The peak after so many years of growth.
///
/// Source: V₀·(1 + g)ⁿ.
pub(super) fn peak_at_horizon(
    sheet: &mut Sheet,
    traffic: &Traffic,
    growth: NodeRef,
    horizon: NodeRef,
) {
    let years = per(horizon, Period::Year) / one(Period::Year);
    let times = (Expr::number(1.0) + growth).power(years);
    sheet.define(&PEAK_QPS_HORIZON, traffic.peak * times);
}

/// The height of the area in which a curve is drawn.
pub const DRAWN: f64 = 10.0;

/// How the load is spread over the day, in parts of the busiest hour: by the pattern that was chosen, or as it was
/// drawn.
///
/// ```
/// use envelope::{estimate::capacity::day_curve, model::Document};
/// let mut doc = Document::default();
/// doc.capacity.pattern = "office".into();
/// assert_eq!(day_curve(&doc)[8..10], [0.0, 1.0]);
/// ```
pub fn day_curve(doc: &Document) -> [f64; 24] {
    let curve = match doc.capacity.pattern.as_str() {
        "flat" => traffic::FLAT,
        "office" => traffic::OFFICE,
        "flash" => traffic::FLASH,
        "own" => hours(&doc.capacity.curve).unwrap_or(traffic::FLAT),
        _ => traffic::DAY,
    };
    let most = curve.iter().copied().fold(0.0, f64::max);
    // A curve that was drawn by hand is not stretched under the hand.
    let drawn = doc.capacity.pattern == "own" && (1.0..DRAWN).contains(&most);
    let most = if drawn { DRAWN } else { most };
    curve.map(|hour| if most > 0.0 { hour / most } else { 0.0 })
}
