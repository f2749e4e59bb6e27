//! How much is lost at worst when the browser is killed while somebody types, and whether two tabs lose anything.
//!
//! `ROUNDS=200 cargo xtask bench --only soak` does so many rounds of each, 20 by default, and `TABS=…` another number of
//! rounds of two tabs; `SEED=…` begins elsewhere, and `DISK=1` takes the page that is one file. It fails if a letter is
//! gone that the page had called saved.

// There is nobody to hand an error on to: a benchmark that meets one stops.
#![allow(clippy::unwrap_used)]

/// The tests among what is shared are no part of this.
macro_rules! hosted_and_from_disk {
    ($($name:ident),+ $(,)?) => {};
}

// Shared with the end-to-end tests, which use more of it.
#[allow(dead_code)]
#[path = "../tests/e2e/find.rs"]
mod find;
#[allow(dead_code)]
#[path = "../tests/e2e/page.rs"]
mod page;
#[allow(dead_code)]
#[path = "../tests/e2e/soak.rs"]
mod soak;

use page::{Blank, Page};

fn number(variable: &str, otherwise: u64) -> u64 {
    let value = std::env::var(variable).ok();
    value.map_or(otherwise, |value| value.parse().unwrap())
}

/// It takes long enough to be asked how far it is.
fn progress(done: u64, what: &str) {
    if done.is_multiple_of(25) {
        eprintln!("{done} {what}");
    }
}

fn main() {
    let (rounds, seed) = (number("ROUNDS", 20), number("SEED", 1));
    let tabs = number("TABS", rounds);
    let page = [Page::blank_with as Blank, Page::on_disk][usize::from(number("DISK", 0) > 0)];
    let (mut worst, mut losing) = (soak::Lost::default(), 0);
    for round in seed..seed + rounds {
        let lost = soak::killed(page, round);
        assert_eq!(lost.saved, 0, "seed {round}: saved, and gone");
        if lost.typed > 0 {
            println!(
                "seed {round}: {} letters of the last {} ms",
                lost.typed, lost.ms
            );
        }
        losing += u64::from(lost.typed > 0);
        worst.typed = worst.typed.max(lost.typed);
        worst.ms = worst.ms.max(lost.ms);
        progress(round + 1 - seed, "kills");
    }
    println!(
        "{rounds} kills: nothing lost that was saved; {losing} lost letters on their way, at worst {} letters of the last {} ms",
        worst.typed, worst.ms
    );
    let mut copies = 0;
    for round in seed..seed + tabs {
        copies += soak::two_tabs(page, round);
        progress(round + 1 - seed, "rounds of two tabs");
    }
    println!("{tabs} rounds of two tabs: nothing lost, {copies} conflict copies");
}
