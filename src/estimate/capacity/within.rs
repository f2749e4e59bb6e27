//! The fewest servers at which requests wait no longer than they may, in one case and in very many.

use super::servers::per_second;
use crate::formula::{Callee, Expr, Operation, Written};
use crate::quantity::{Conventions, Dim, Mismatch, Period, Quantity, Unit};
use crate::theory::queueing;
use std::sync::{Arc, Mutex, PoisonError};

/// The fewest servers at which a share of the requests waits no longer than a time: arrivals, rate of a server, time,
/// share.
pub(super) fn servers(arguments: [Expr; 4]) -> Expr {
    Callee::Made(Arc::new(Within::default())).of(arguments)
}

/// The cases of a range ask for ten thousand loads, and each takes a search. But the answer changes steadily with the
/// load: it is searched for at some loads, and lies on a line between them.
#[derive(Default)]
struct Within {
    /// At each load that was asked for, from [`FEW`] servers' worth of work on, step by step.
    steps: Mutex<Vec<f64>>,
}

/// Below so many servers' worth of work it is searched for by itself: that does not take long.
const FEW: f64 = 32.0;
/// So many bits of the fraction tell loads from each other: 32 until the load is twice as large. Between two of them the
/// line is less than a hundredth of a server off.
const BITS: u32 = 5;
const SHIFT: u32 = f64::MANTISSA_DIGITS - 1 - BITS;

impl Within {
    /// The servers for this load; `steady` says what is needed for a load, between whole numbers.
    fn between(
        steps: &mut Vec<f64>,
        load: f64,
        steady: impl Fn(f64) -> Option<f64>,
    ) -> Option<f64> {
        let step = load.to_bits() >> SHIFT;
        let ends = [step, step + 1].map(|step| f64::from_bits(step << SHIFT));
        #[allow(clippy::cast_possible_truncation)] // a few hundred up to the most that is looked at
        let at = (step - (FEW.to_bits() >> SHIFT)) as usize;
        if steps.len() < at + 2 {
            steps.resize(at + 2, f64::NAN);
        }
        for (known, load) in steps[at..].iter_mut().zip(ends) {
            if known.is_nan() {
                *known = steady(load)?;
            }
        }
        let part = (load - ends[0]) / (ends[1] - ends[0]);
        let needed = steps[at] + (steps[at + 1] - steps[at]) * part;
        Some(needed.ceil().max(load.floor() + 1.0))
    }
}

impl Operation for Within {
    fn dim(&self, dims: &[Dim]) -> Result<Dim, String> {
        match dims {
            [Dim::PER_TIME, Dim::PER_TIME, Dim::TIME, Dim::NONE] => Ok(Dim::NONE),
            _ => Err("servers for something else than a wait".to_owned()),
        }
    }

    fn value(&self, arguments: &[Quantity], conv: &Conventions) -> Result<Quantity, Mismatch> {
        match arguments {
            [peak, each, wait, share] => {
                let (arrival, service) = (per_second(*peak, *conv), per_second(*each, *conv));
                if service == 0.0 {
                    return Err(Mismatch::DivisionByZero);
                }
                let wait = wait.in_period(Period::Second, conv).value;
                let servers = queueing::servers_for_wait(share.value, wait, arrival, service);
                servers.map(Quantity::scalar).ok_or(Mismatch::TooLarge)
            }
            _ => Err(Mismatch::Undefined),
        }
    }

    /// Where only the arrivals are not known for sure.
    fn along(
        &self,
        arguments: &[Quantity],
        which: usize,
        cases: &mut [f64],
        conv: &Conventions,
    ) -> Option<Unit> {
        let [peak, each, wait, share] = arguments else {
            return None;
        };
        let service =
            Some(per_second(*each, *conv)).filter(|service| *service > 0.0 && which == 0)?;
        let wait = wait.in_period(Period::Second, conv).value;
        // In seconds from here on.
        let _ = peak.unit().convert(cases, Period::Second, conv);
        let mut steps = self.steps.lock().unwrap_or_else(PoisonError::into_inner);
        for arrival in cases {
            let (load, rate) = (*arrival / service, *arrival);
            let between = (FEW..queueing::MOST_SERVERS).contains(&load).then(|| {
                Self::between(&mut steps, load, |load| {
                    queueing::steady_servers_for_wait(share.value, wait, load * service, service)
                })
            });
            // Beside the most servers that are looked at, one end of the line may have no answer.
            let servers = between
                .flatten()
                .or_else(|| queueing::servers_for_wait(share.value, wait, rate, service));
            *arrival = servers.unwrap_or(f64::NAN);
        }
        Some(Quantity::scalar(0.0).unit())
    }

    fn write(&self, arguments: &[Written]) -> String {
        match arguments {
            [peak, each, wait, share] => format!(
                "fewest servers of {} at which {} of {} wait no longer than {}, by Erlang C",
                each.text, share.text, peak.text, wait.text
            ),
            _ => String::new(),
        }
    }
}

// On the host only, as the other tests of the estimate.
#[cfg(all(test, not(target_arch = "wasm32")))]
// Servers are whole.
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    /// Both ways to the answer, for requests of 10 ms of which 99 % wait no longer than this many milliseconds.
    fn both(wait_ms: f64, per_day: &[f64]) -> Vec<(f64, f64)> {
        let within = Within::default();
        let day = |rate| Quantity::new(rate, Dim::PER_TIME, Period::Day);
        let arguments = |rate| {
            [
                day(rate),
                Quantity::new(100.0, Dim::PER_TIME, Period::Second),
                Quantity::new(wait_ms / 1e3, Dim::TIME, Period::Second),
                Quantity::scalar(0.99),
            ]
        };
        let mut cases = per_day.to_vec();
        let unit = within.along(&arguments(0.0), 0, &mut cases, &Conventions::EXACT);
        assert_eq!(unit, Some(Quantity::scalar(0.0).unit()));
        let one = |rate| within.value(&arguments(rate), &Conventions::EXACT);
        let ones = per_day
            .iter()
            .map(|rate| one(*rate).map_or(f64::NAN, |one| one.value));
        ones.zip(cases).collect()
    }

    #[test]
    fn very_many_cases_come_to_the_same_as_one_by_one() {
        for wait_ms in [0.1, 5.0, 50.0, 2_000.0] {
            // From a hundredth of a server's work to a million servers' worth, and there is no answer to the last.
            let rates: Vec<f64> = (0..2_000).map(|at| 1e5 * 1.0092_f64.powi(at)).collect();
            let all = both(wait_ms, &rates);
            assert!(all.iter().all(|(one, many)| one.is_nan() == many.is_nan()));
            let known = all.iter().filter(|(one, _)| !one.is_nan());
            let differ: Vec<_> = known.filter(|(one, many)| one != many).collect();
            assert!(differ.len() < 40, "{wait_ms} ms: {differ:?}");
            for (one, many) in differ {
                // As near to a whole number as the line is to the curve.
                assert!((one - many).abs() <= 1.0, "{wait_ms} ms: {one}, {many}");
            }
        }
    }

    #[test]
    fn what_has_no_answer_has_none_among_many_either() {
        let within = Within::default();
        let arguments = [
            Quantity::new(0.0, Dim::PER_TIME, Period::Second),
            Quantity::new(100.0, Dim::PER_TIME, Period::Second),
            Quantity::new(0.005, Dim::TIME, Period::Second),
            Quantity::scalar(0.99),
        ];
        let mut cases = [f64::NAN, 0.0, 1e12, 200.0];
        assert!(
            within
                .along(&arguments, 0, &mut cases, &Conventions::EXACT)
                .is_some()
        );
        assert!(cases[0].is_nan() && cases[2].is_nan(), "{cases:?}");
        assert_eq!(cases[1].to_bits(), 1.0_f64.to_bits());
        // Only the arrivals may differ.
        assert_eq!(
            within.along(&arguments, 1, &mut cases, &Conventions::EXACT),
            None
        );
    }
}
