//! Lighthouse on a desktop and on a telephone.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::browser::base_arguments;
use crate::error::{Context, Error, Result};
use crate::process;
use crate::setup::Tools;

const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];

/// A kind of device and the least score that is good enough.
struct Preset {
    name: &'static str,
    arguments: &'static [&'static str],
    least: u32,
}

const PRESETS: [Preset; 2] = [
    Preset {
        name: "desktop",
        arguments: &["--preset=desktop"],
        least: 100,
    },
    Preset {
        name: "mobile",
        arguments: &[],
        least: 95,
    },
];

type Scores = [u32; CATEGORIES.len()];

/// Measures both kinds of device. True if all scores are good enough.
pub(super) fn run(tools: &Tools, url: &str, out: &Path) -> Result<bool> {
    let mut fine = true;
    for preset in &PRESETS {
        let mut runs = vec![measure(tools, url, out, preset)?];
        // A busy machine spoils a run; the median of three tells it from a slow page.
        while runs.len() < 3 && !good_enough(&median(&runs), preset) {
            runs.push(measure(tools, url, out, preset)?);
        }
        let scores = median(&runs);
        fine &= good_enough(&scores, preset);
        println!(
            "Lighthouse, {}: {} (at least {}, {} runs)",
            preset.name,
            CATEGORIES
                .iter()
                .zip(scores)
                .map(|(name, score)| format!("{name} {score}"))
                .collect::<Vec<_>>()
                .join(", "),
            preset.least,
            runs.len()
        );
    }
    Ok(fine)
}

fn measure(tools: &Tools, url: &str, out: &Path, preset: &Preset) -> Result<Scores> {
    let node = process::which("node")
        .ok_or_else(|| Error::new("node is missing; install Node.js 20 or newer"))?;
    let report = out.join(format!("lighthouse-{}.json", preset.name));
    let mut lighthouse = Command::new(node);
    lighthouse
        .arg(tools.audit()?.join("node_modules/lighthouse/cli/index.js"))
        .arg(url)
        .args(["--quiet", "--output=json"])
        .arg(format!("--output-path={}", report.display()))
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg(format!("--chrome-flags={}", base_arguments().join(" ")))
        .args(preset.arguments)
        .env("CHROME_PATH", &tools.browser()?.chrome);
    process::answer(&mut lighthouse)?;
    let text = std::fs::read_to_string(&report).context("reading Lighthouse's report")?;
    let json: Value = serde_json::from_str(&text)?;
    complain(&json);
    scores(&json)
}

/// Names what costs points.
fn complain(report: &Value) {
    let audits = report["audits"].as_object();
    for (id, audit) in audits.into_iter().flatten() {
        let score = audit["score"].as_f64().unwrap_or(1.0);
        let weighty = audit["scoreDisplayMode"] != "informative";
        if score < 0.9 && weighty {
            let value = audit["displayValue"].as_str().unwrap_or_default();
            println!(
                "    {id}: {} {value}",
                audit["title"].as_str().unwrap_or(id)
            );
        }
    }
}

fn scores(report: &Value) -> Result<Scores> {
    let mut scores = [0; CATEGORIES.len()];
    for (slot, name) in scores.iter_mut().zip(CATEGORIES) {
        let score = report["categories"][name]["score"].as_f64();
        let score = score.ok_or_else(|| Error::new(format!("Lighthouse gave no {name}")))?;
        *slot = (0..=100)
            .rev()
            .find(|points| f64::from(*points) <= score.mul_add(100.0, 0.001))
            .unwrap_or_default();
    }
    Ok(scores)
}

fn median(runs: &[Scores]) -> Scores {
    let mut middle = [0; CATEGORIES.len()];
    for (at, slot) in middle.iter_mut().enumerate() {
        let mut column: Vec<u32> = runs.iter().map(|run| run[at]).collect();
        column.sort_unstable();
        *slot = column[column.len() / 2];
    }
    middle
}

fn good_enough(scores: &Scores, preset: &Preset) -> bool {
    scores.iter().all(|score| *score >= preset.least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn scores_are_points_of_a_hundred() {
        let report = json!({ "categories": {
            "performance": { "score": 0.97 },
            "accessibility": { "score": 1 },
            "best-practices": { "score": 0.29 },
        } });
        assert_eq!(scores(&report).unwrap(), [97, 100, 29]);
        assert!(scores(&json!({})).is_err());
    }

    #[test]
    fn one_spoilt_run_does_not_count() {
        let runs = [[100, 100, 100], [60, 100, 100], [99, 100, 100]];
        assert_eq!(median(&runs), [99, 100, 100]);
    }
}
