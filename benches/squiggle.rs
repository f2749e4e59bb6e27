//! The same sixteen formulas over ten thousand cases, here and in Squiggle.
//!
//! `cargo xtask bench --only squiggle` installs Squiggle, compiles this file also as the page is compiled, and runs
//! all of them one after the other. What is timed is the evaluation: for Squiggle what its `run` takes, without
//! looking at the distributions that come out of it; here also the sorting and the quantiles of every result.
//!
//! Ten thousand cases leave a few percent to chance at the ends of a wide range, here as there. So each side is run
//! with many draws, and the means of their quantiles are compared; how far a single run is off is told for both.
//! It fails if a mean is off by more than 2 %, or if this machine's own code is not 20 times as fast.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

// The benchmark of the ranges needs less of it, and so does each of the two targets.
#[allow(dead_code)]
mod sixteen;

use serde_json::{Value, json};
use std::hint::black_box;

/// So many runs come before those that count.
const WARM_UP: usize = 15;
/// Enough that a short disturbance is not all that is seen; Squiggle is run only once for each of its draws.
const RUNS: usize = 501;
/// With so many draws, each the work of a run.
const DRAWN: u32 = 21;

/// The times of all runs in milliseconds, and of some with other draws three quantiles of each result; in the form
/// in which Squiggle's side tells them too.
fn measure(clock: impl Fn() -> f64) -> Value {
    let mut times = Vec::new();
    let graph = sixteen::graph(0);
    let keys = sixteen::RESULTS.map(|name| (name, 0));
    for run in 0..WARM_UP + RUNS {
        let started = clock();
        black_box(graph.sample(&keys));
        if run >= WARM_UP {
            times.push(clock() - started);
        }
    }
    let quantiles = (0..DRAWN).map(|row| {
        let keys = sixteen::RESULTS.map(|name| (name, row));
        let samples = sixteen::graph(row).sample(&keys);
        let ranges = keys.iter().map(|key| samples.range(*key).unwrap());
        let ends = ranges.flat_map(|range| [range.low, range.middle, range.high]);
        ends.map(|end| end.value).collect::<Vec<f64>>()
    });
    json!({ "times": times, "quantiles": quantiles.collect::<Vec<_>>() })
}

/// In Node, as a part of the page would run: prints what was measured.
#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;
    let performance = js_sys::Reflect::get(&js_sys::global(), &"performance".into()).unwrap();
    let performance: web_sys::Performance = performance.unchecked_into();
    let measured = measure(|| performance.now());
    web_sys::console::log_1(&measured.to_string().into());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    host::main()
}

#[cfg(not(target_arch = "wasm32"))]
mod host {
    use super::{DRAWN, Value, WARM_UP, json, measure, sixteen};
    use envelope::formula::DRAWS;
    use std::env;
    use std::io::Write;
    use std::process::{Command, ExitCode, Stdio};
    use std::time::Instant;
    use xtask::bench::{MODULE_VARIABLE, SQUIGGLE_VARIABLE};

    /// So much faster this is wanted to be.
    const TIMES_AS_FAST: f64 = 20.0;
    /// So far a quantile may be off.
    const OFF: f64 = 0.02;

    /// What one of them came to.
    struct Side {
        /// Sorted, in milliseconds.
        times: Vec<f64>,
        /// Of each run: three of each result.
        quantiles: Vec<Vec<f64>>,
    }

    impl Side {
        fn of(measured: Value) -> Self {
            let mut measured = measured;
            let mut part = |name: &str| measured[name].take();
            let mut times: Vec<f64> = serde_json::from_value(part("times")).unwrap();
            times.sort_by(f64::total_cmp);
            let quantiles = serde_json::from_value(part("quantiles")).unwrap();
            Self { times, quantiles }
        }

        /// The same with the times until Squiggle has told the quantiles, as is always done here.
        fn with_quantiles(measured: &Value) -> Self {
            let mut measured = measured.clone();
            measured["times"] = measured["shown"].take();
            Self::of(measured)
        }

        /// The quantiles, each the mean over all runs.
        fn means(&self) -> Vec<f64> {
            let mut means = vec![0.0; self.quantiles[0].len()];
            #[allow(clippy::cast_precision_loss)] // a few
            let part = 1.0 / self.quantiles.len() as f64;
            for run in &self.quantiles {
                for (mean, value) in means.iter_mut().zip(run) {
                    *mean += value * part;
                }
            }
            means
        }

        /// By how much the worst quantile of a run is off: of the first, and of the median run.
        fn off(&self, right: &[f64]) -> (f64, f64) {
            let off = self.quantiles.iter().map(|run| worst(run, right));
            let mut off: Vec<f64> = off.collect();
            let first = off[0];
            off.sort_by(f64::total_cmp);
            (first, off[off.len() / 2])
        }

        fn median(&self) -> f64 {
            self.times[self.times.len() / 2]
        }

        /// Prints a line, and how many times as long as `own` it took.
        fn tell(&self, name: &str, own: &Self) -> f64 {
            let (median, least) = (self.median(), self.times[0]);
            println!(
                "{name:<44} {median:>9.2} ms {least:>9.2} ms {:>8.1} × {:>8.1} ×",
                median / own.median(),
                least / own.times[0]
            );
            median / own.median()
        }
    }

    pub(super) fn main() -> ExitCode {
        let Some(folder) = env::var_os(SQUIGGLE_VARIABLE) else {
            println!("no Squiggle: `cargo xtask bench --only squiggle` installs it");
            return ExitCode::FAILURE;
        };
        let folder = folder.to_string_lossy().into_owned();
        let started = Instant::now();
        let native = Side::of(measure(|| started.elapsed().as_secs_f64() * 1000.0));
        let wasm = env::var_os(MODULE_VARIABLE)
            .map(|module| Side::of(node(Command::new("node").arg(module), "")));
        let rounded = squiggle(&folder, true);
        let told = Side::with_quantiles(&rounded);
        let rounded = Side::of(rounded);
        let plain = Side::of(squiggle(&folder, false));
        println!(
            "{:<44} {:>12} {:>12} {:>19}",
            "16 formulas, 13 ranges, 10,000 cases", "median", "least", "times as long"
        );
        native.tell("this machine's code", &native);
        if let Some(wasm) = &wasm {
            wasm.tell("as the page is compiled, in Node", &native);
        }
        let ratio = rounded.tell("Squiggle, in the same Node", &native);
        told.tell("Squiggle, with the quantiles", &native);
        plain.tell("Squiggle without rounding up", &native);
        if let Some(wasm) = &wasm {
            println!(
                "Squiggle takes {:.1} times as long as the page's code, {:.1} with the quantiles, {:.1} without rounding up",
                rounded.median() / wasm.median(),
                told.median() / wasm.median(),
                plain.median() / wasm.median()
            );
        }
        let (own, other) = (native.means(), rounded.means());
        compare(&own, &other);
        let percent = |off: f64| format!("{:.2} %", off * 100.0);
        let (first, usual) = native.off(&other);
        println!(
            "a single run is off from Squiggle's mean by at most: {} here in the usual case ({} with the first draws), {} Squiggle's own",
            percent(usual),
            percent(first),
            percent(rounded.off(&other).1)
        );
        if let Some(wasm) = &wasm {
            let most = worst(&wasm.means(), &own);
            println!("the page's code is off from this machine's by {most:.0e}");
        }
        let off = worst(&own, &other);
        println!(
            "means off by {} at most ({} are allowed); {ratio:.1} times as fast ({TIMES_AS_FAST} are wanted)",
            percent(off),
            percent(OFF)
        );
        if off <= OFF && ratio >= TIMES_AS_FAST {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn compare(own: &[f64], other: &[f64]) {
        println!(
            "\nmeans over {DRAWN} runs, here and in Squiggle\n{:<10} {:>34} {:>34} {:>34}",
            "", "5 %", "50 %", "95 %"
        );
        let (mut own, mut other) = (own.iter(), other.iter());
        for name in sixteen::RESULTS {
            let parts = own.by_ref().zip(other.by_ref()).take(3);
            let parts = parts.map(|(own, other)| {
                let off = (own / other - 1.0) * 100.0;
                format!(" {own:>12.4e} {other:>12.4e} {off:>+6.2} %")
            });
            println!("{name:<10} {}", parts.collect::<String>());
        }
    }

    /// By how much the quantile that agrees least is off.
    fn worst(own: &[f64], other: &[f64]) -> f64 {
        let pairs = own.iter().zip(other);
        pairs
            .map(|(own, other)| (own / other - 1.0).abs())
            .fold(0.0, f64::max)
    }

    fn squiggle(folder: &str, rounded: bool) -> Value {
        let asked = json!({
            "folder": folder,
            "model": sixteen::squiggle(rounded),
            "names": sixteen::RESULTS,
            "draws": DRAWS,
            "warmUp": WARM_UP,
            "runs": DRAWN,
        });
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/xtask/squiggle/run.mjs");
        node(Command::new("node").arg(script), &asked.to_string())
    }

    /// What a script answers to what it is told.
    fn node(command: &mut Command, told: &str) -> Value {
        let mut child = (command.stdin(Stdio::piped()).stdout(Stdio::piped()))
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        // Who is told nothing may not listen.
        let _ = input.write_all(told.as_bytes());
        drop(input);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "node failed");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}
