//! What is refused as a range, and in which words.

use super::*;

fn refusal(text: &str, kind: Kind) -> String {
    match parse_entry(text, kind, &EXACT) {
        Ok(entry) => panic!("{text} as {kind:?} was read as {entry:?}"),
        Err(e) => e.message,
    }
}

#[test]
fn what_is_no_range_is_said() {
    const NUMBER: &str = " Write a number such as 3, 86,400 or 15M.";
    let not_understood = [
        "--",
        "1-",
        "-",
        "~",
        "1..",
        "±5",
        "10M-",
        "2024-01-02",
        "01/02",
        "10 to 20 to 30",
        "5 😀 - 6",
        "()",
        "(5",
        "5)",
        "(2)(3)",
        "5(3)",
        "*3",
        "~~5",
        "2 * ~5",
    ];
    for text in not_understood {
        let message = refusal(text, Kind::Count);
        assert!(
            message.ends_with(&[" is not understood.", NUMBER].concat()),
            "{message}"
        );
    }
    let cases = [
        (
            "20-10M",
            Kind::Users,
            "“20-10M” ends lower than it begins, and a dash between two numbers is a range. Write the lower end first, or (20M) - 10M to subtract.",
        ),
        (
            "100% - 20%",
            Kind::Share,
            "“100% - 20%” ends lower than it begins, and a dash between two numbers is a range. Write the lower end first, or (20M) - 10M to subtract.",
        ),
        (
            "10-20M*0.2",
            Kind::Users,
            "“10-20M*0.2” is below zero, because a dash beside other operators subtracts. Write a range in parentheses, such as (10-20M)*0.2.",
        ),
        (
            "10M-20",
            Kind::Users,
            "“10M-20” can be read two ways. Write the unit behind both numbers; to subtract, put the first in parentheses.",
        ),
        (
            "15M ± 2",
            Kind::Users,
            "“15M ± 2” can be read two ways. Write the unit behind both numbers; to subtract, put the first in parentheses.",
        ),
        (
            "1-2-3",
            Kind::Count,
            "“1-2-3” has more than one dash. Write a range such as 10-20M, or (30) - 20 - 10 to subtract.",
        ),
        (
            "100*(1-20%)",
            Kind::Count,
            "“100*(1-20%)” can be a range or a difference. Write (10 to 20M) for a range, ((20M) - 10) to subtract.",
        ),
        (
            "(1-2)*(3-4)",
            Kind::Count,
            "“(1-2)*(3-4)” combines two ranges. Write one range, alone or with plain numbers, such as (10-20M)*0.2.",
        ),
        (
            "0.5-20",
            Kind::Share,
            "“0.5-20” can be read two ways. Write both ends with %.",
        ),
        (
            "0-1",
            Kind::Share,
            "“0-1” can be read two ways. Write both ends with %.",
        ),
        (
            "90-110%",
            Kind::Share,
            "“90-110%” is outside what is possible. Write a share such as 80% or 99.95%.",
        ),
        (
            "-110% to 5%",
            Kind::Growth,
            "“-110% to 5%” is outside what is possible. Write a change per year such as 40% or -5%.",
        ),
        (
            "5 ± 6",
            Kind::Count,
            "“5 ± 6” is below zero. Write a number such as 3, 86,400 or 15M.",
        ),
        (
            "10-20",
            Kind::Bits,
            "One number is expected here, such as 41.",
        ),
        (
            "20-10",
            Kind::Bits,
            "One number is expected here, such as 41.",
        ),
        (
            "<5",
            Kind::Count,
            "“<5” has one end only. Write a number, or a range such as 10-20M.",
        ),
        (
            "1e999-2",
            Kind::Count,
            "“1e999” is too large. Write a number such as 3, 86,400 or 15M.",
        ),
        (
            "5 GB",
            Kind::Rate,
            "“5 GB” is a size. Write a rate such as 400/s, 10M/month or 2/day.",
        ),
        (
            "5-6 GB",
            Kind::Rate,
            "“5-6 GB” is a size. Write a rate such as 400/s, 10M/month or 2/day.",
        ),
        (
            "5/user/day - 300/s",
            Kind::ActionRate,
            "“5/user/day - 300/s” puts a rate per user and a rate together. Write a rate such as 5/user/day, 10M/month or 400/s.",
        ),
        ("3-5", Kind::Span, "Add a unit: 3 years, 7 days."),
    ];
    for (text, kind, message) in cases {
        assert_eq!(refusal(text, kind), message);
    }
}

#[test]
fn one_number_is_no_range() {
    for text in [
        "10-20M",
        "~15M",
        "~0",
        "10-10",
        "20-10",
        "10M-20",
        "1-2-3",
        "15M ± 20%",
        "(10-20M)*2",
        "<5",
    ] {
        assert_eq!(
            err(text, Kind::Users),
            "One number is expected here, such as 15M.",
            "{text}"
        );
    }
}
