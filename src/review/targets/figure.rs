//! The figure in the text of a target.

use crate::quantity::{Conventions, Kind, Quantity, parse};

/// A target has no more words than this that matter.
const WORDS: usize = 8;

/// The figure in a target of a kind: `p99 < 200 ms`, `$1,500/month`, `RPO 5 min`, `at least 99.95% of the time`.
///
/// It stands after the marker, if that is there; words before it and signs are passed over, and what follows it.
///
/// ```
/// use envelope::{quantity::{Conventions, Kind}, review::targets::figure};
/// let read = |text, kind, marker| figure(text, kind, marker, &Conventions::EXACT).map(|q| q.value);
/// assert_eq!(read("p50 < 50 ms, p99 < 200 ms", Kind::Latency, "p99"), Some(0.2));
/// assert_eq!(read("360M pastes", Kind::Count, ""), Some(360e6));
/// assert_eq!(read("four nines, or 99.99% of the time", Kind::Share, ""), Some(0.9999));
/// assert_eq!(read("3 nines", Kind::Share, ""), Some(0.999));
/// assert_eq!(read("fast", Kind::Latency, "p99"), None);
/// ```
pub fn figure(text: &str, kind: Kind, marker: &str, conv: &Conventions) -> Option<Quantity> {
    let at = text.to_ascii_lowercase().find(marker);
    let after = at
        .and_then(|at| text.get(at + marker.len()..))
        .unwrap_or(text);
    figure_in(after, kind, *conv).or_else(|| figure_in(text, kind, *conv))
}

fn figure_in(text: &str, kind: Kind, conv: Conventions) -> Option<Quantity> {
    let signs: &[char] = &['<', '>', '≤', '≥', '=', '~', '≈', '(', ':', '+', '±'];
    let begins =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit() || c == '$' || c == '.');
    let words = text
        .split_whitespace()
        .map(|word| word.trim_start_matches(signs));
    let words: Vec<&str> = words.skip_while(|word| !begins(word)).take(WORDS).collect();
    let (first, next) = (*words.first()?, words.get(1).copied().unwrap_or_default());
    if kind == Kind::Share && next.starts_with("nine") {
        let nines: i32 = first
            .parse()
            .ok()
            .filter(|nines| (1..=15).contains(nines))?;
        return Some(Quantity::scalar(1.0 - 10_f64.powi(-nines)));
    }
    (1..=words.len()).rev().find_map(|many| {
        let bare = first
            .trim_end_matches(['.', ','])
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',');
        // A number without its unit means something else than the one with it.
        if many == 1 && words.len() > 1 && bare && !matches!(kind, Kind::Users | Kind::Count) {
            return None;
        }
        let text = words[..many].join(" ");
        parse(text.trim_end_matches(['.', ',', ';', ')']), kind, &conv).ok()
    })
}
