//! Tabs over a store that fails, with any order of events: nothing that was acknowledged is ever gone.

#[cfg(not(target_arch = "wasm32"))]
mod errand;
#[cfg(not(target_arch = "wasm32"))]
mod runs;
#[cfg(not(target_arch = "wasm32"))]
mod turns;
#[cfg(not(target_arch = "wasm32"))]
mod world;

use super::*;

#[test]
fn a_second_tab_follows_until_it_takes_over() {
    let mut tab = Tab::new(Role::Opens, 0);
    assert_eq!(tab.on(Event::Denied), [Act::Read]);
    assert_eq!(tab.on(Event::Found(5)), []);
    assert_eq!(tab.role(), Role::Follows);
    assert_eq!(tab.on(Event::Heard(Said::Stored(6))), [Act::Read]);
    assert_eq!(tab.on(Event::Found(6)), []);
    // What is on the page already is not read again.
    assert_eq!(tab.on(Event::Heard(Said::Stored(6))), []);
    assert_eq!(tab.on(Event::Take), [Act::Say(Said::Wanted), Act::Wait]);
    assert_eq!(tab.on(Event::Heard(Said::Free)), [Act::Steal]);
    assert_eq!(tab.on(Event::Granted), [Act::Read]);
    assert_eq!(tab.on(Event::Found(6)), []);
    assert_eq!(tab.role(), Role::Writes);
    assert_eq!(tab.on(Event::Impatient), []);
}

#[test]
fn the_writer_lets_go_when_all_is_stored() {
    let mut tab = Tab::new(Role::Writes, 5);
    assert_eq!(tab.on(Event::Edited(6)), [Act::Save]);
    assert_eq!(tab.on(Event::Edited(7)), []);
    assert_eq!(tab.on(Event::Heard(Said::Wanted)), []);
    assert_eq!(
        tab.on(Event::Stored(6)),
        [Act::Say(Said::Stored(6)), Act::Save]
    );
    assert_eq!(
        tab.on(Event::Stored(7)),
        [Act::Say(Said::Stored(7)), Act::Leave, Act::Say(Said::Free)]
    );
    assert_eq!(tab.role(), Role::Follows);
}

#[test]
fn who_does_not_answer_is_robbed_and_keeps_what_was_typed() {
    let mut asks = Tab::new(Role::Follows, 5);
    asks.on(Event::Take);
    assert_eq!(asks.on(Event::Impatient), [Act::Steal]);
    let mut frozen = Tab::new(Role::Writes, 5);
    frozen.on(Event::Edited(6));
    frozen.on(Event::Failed);
    assert_eq!(frozen.on(Event::Stolen), [Act::Save]);
    assert_eq!(frozen.on(Event::Refused), [Act::Fork]);
}

#[test]
fn what_failed_is_tried_again() {
    let mut tab = Tab::new(Role::Writes, 5);
    tab.on(Event::Edited(6));
    assert_eq!(tab.on(Event::Failed), []);
    assert!(tab.is_ahead());
    assert_eq!(tab.on(Event::Retry), [Act::Save]);
    assert_eq!(tab.on(Event::Retry), []);
}

/// A design that was deleted and begun anew by another has smaller revisions: it is not written over either.
#[test]
fn a_smaller_revision_is_no_older_one() {
    let mine = next(next(next(0, 1), 1), 1);
    assert!(!may_replace(Some(next(0, 2)), mine, next(mine, 1)));
    assert!(may_replace(None, mine, next(mine, 1)));
}

#[test]
fn any_revision_has_one_after_it() {
    for revision in [0, 1, TABS - 1, TABS, u64::MAX - 1, u64::MAX] {
        assert_ne!(next(revision, u64::MAX), revision);
    }
}
