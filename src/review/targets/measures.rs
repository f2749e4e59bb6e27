//! How each kind of requirement is measured.

use crate::estimate::capacity as c;
use crate::estimate::{cost, reliability as r};
use crate::formula::Formula;
use crate::model::{Document, Field, capacity, cost as money, data_model, reliability};
use crate::quantity::Kind;

/// Where the design's own figure stands.
pub(super) enum From {
    Result(&'static Formula),
    Input(&'static Field<Document>),
}

/// How a kind of requirement is measured.
pub(super) struct Measure {
    /// The stored kind.
    pub(super) kind: &'static str,
    /// The dimension of its target.
    pub(super) takes: Kind,
    /// Whether the design needs as much at least; at most otherwise.
    pub(super) least: bool,
    /// The word after which the figure stands, if it is there.
    pub(super) marker: &'static str,
    pub(super) from: From,
    /// What is entered where the figure is missing.
    pub(super) needs: &'static str,
    /// Another field that aims at the same.
    pub(super) aim: Option<&'static Field<Document>>,
    /// What to do when it is missed.
    pub(super) remedy: &'static str,
}

pub(super) static MEASURES: [Measure; 9] = [
    Measure {
        kind: "availability",
        takes: Kind::Share,
        least: true,
        marker: "",
        from: From::Result(&r::ALL_PARTS),
        needs: "the parts of section 9 with their availability",
        aim: Some(&reliability::AVAILABILITY),
        remedy: "Add copies of the weakest part, or mend it faster.",
    },
    Measure {
        kind: "latency",
        takes: Kind::Latency,
        least: false,
        marker: "p99",
        from: From::Result(&c::LATENCY_P99),
        needs: "a read with a rate (section 3)",
        aim: Some(&capacity::LATENCY_TARGET),
        remedy: "Shorten the longest step of section 5, or add servers where reads wait for one.",
    },
    Measure {
        kind: "write-latency",
        takes: Kind::Latency,
        least: false,
        marker: "p99",
        from: From::Result(&c::WRITE_P99),
        needs: "a write with a rate (section 3)",
        aim: None,
        remedy: "Shorten the longest step of section 5, or answer before the work is done.",
    },
    Measure {
        kind: "throughput",
        takes: Kind::Rate,
        least: true,
        marker: "",
        from: From::Result(&c::PEAK_QPS),
        needs: "actions with a rate (section 3)",
        aim: None,
        remedy: "The design is sized for less than is asked for: raise the rates of section 3 or the peak factor.",
    },
    Measure {
        kind: "cost",
        takes: Kind::MonthlyCost,
        least: false,
        marker: "",
        from: From::Result(&cost::TOTAL),
        needs: "the parts of section 6",
        aim: Some(&money::BUDGET),
        remedy: "Look at the largest part of section 6.",
    },
    Measure {
        kind: "rpo",
        takes: Kind::Latency,
        least: false,
        marker: "rpo",
        from: From::Input(&data_model::RPO),
        needs: "the RPO of section 7",
        aim: None,
        remedy: "Copy more often: a log archive or a replica loses less than a daily backup.",
    },
    Measure {
        kind: "rto",
        takes: Kind::Latency,
        least: false,
        marker: "rto",
        from: From::Input(&data_model::RTO),
        needs: "the RTO of section 7",
        aim: None,
        remedy: "Let something stand ready, or rehearse a quicker restore.",
    },
    Measure {
        kind: "scale",
        takes: Kind::Users,
        least: true,
        marker: "",
        from: From::Input(&capacity::DAU),
        needs: "the daily active users of section 5",
        aim: None,
        remedy: "The design is sized for fewer: raise the daily active users of section 5.",
    },
    Measure {
        kind: "records",
        takes: Kind::Count,
        least: true,
        marker: "",
        from: From::Result(&c::KEPT_RECORDS),
        needs: "writes that store something (section 3)",
        aim: None,
        remedy: "The design is sized for fewer: raise the rates of section 3, the growth or the horizon.",
    },
];
