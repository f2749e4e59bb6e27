//! Runs of the small browser.

use super::world::World;
use crate::keep::{Act, Event, Role, Said};

/// Any order of events, and then rest.
fn run(locks: bool, steps: &[(u8, u16)]) -> World {
    let mut world = World::new(locks);
    world.open(0);
    for (kind, which) in steps {
        world.step(*kind, usize::from(*which));
    }
    world.settle();
    // Whoever comes next takes in what crashed tabs have left.
    for design in 0..world.designs.len() {
        world.open(design);
    }
    world.settle();
    // A tab whose reading has failed looks again when somebody looks at it.
    for at in 0..world.pages.len() {
        world.happens(at, Event::Shown);
    }
    world.settle();
    world
}

#[test]
fn letters_are_told_to_all_that_have_the_design_open() {
    let mut world = World::new(true);
    world.open(0);
    world.settle();
    world.edit(0);
    world.open(0);
    world.settle();
    assert_eq!(world.pages[1].tab.role(), Role::Follows);
    assert_eq!(world.pages[1].text, [1]);
    world.edit(0);
    world.settle();
    assert_eq!(world.pages[1].text, [1, 2]);
    assert!(matches!(
        world.pages[1].tab.on(Event::Take)[..],
        [Act::Say(Said::Wanted), Act::Wait]
    ));
    assert_eq!(world.forks, 0);
}

mod property {
    use super::run;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]

        #[test]
        fn nothing_that_was_acknowledged_or_typed_is_lost(steps in vec((0..20_u8, 0..64_u16), 0..200)) {
            let world = run(true, &steps);
            world.holds_all();
            world.agrees();
        }

        #[test]
        fn nothing_is_overwritten_without_locks(steps in vec((0..20_u8, 0..64_u16), 0..200)) {
            let world = run(false, &steps);
            world.holds_all();
        }
    }
}
