//! What is refused, and in which words.

use super::*;

#[test]
fn errors_say_what_is_expected() {
    assert_eq!(
        err("5 GB", Kind::ActionRate),
        "“5 GB” is a size. Write a rate such as 5/user/day, 10M/month or 400/s."
    );
    assert_eq!(
        err("1,5", Kind::Count),
        "“1,5” can be read two ways. Write 1.5 or 1,500."
    );
    assert_eq!(
        err("12,34 KB", Kind::Data),
        "“12,34 KB” can be read two ways. Write 12.34 or 12,340."
    );
    for text in [
        "10-20M",
        "~15M",
        "10 – 20 M",
        "10M-20M",
        "10..20",
        "10 to 20 M",
        "10 ± 5",
    ] {
        assert_eq!(
            err(text, Kind::Count),
            "One number is expected here, such as 15M.",
            "{text}"
        );
    }
    assert_eq!(
        err("5 bits", Kind::Data),
        "“5 bits”: bits are not bytes; write B for bytes."
    );
    assert_eq!(err("3", Kind::Span), "Add a unit: 3 years, 7 days.");
    assert_eq!(
        err("1", Kind::Share),
        "“1” can be read two ways. Write 1% or 100%."
    );
    assert_eq!(
        err("1e999", Kind::Count),
        "“1e999” is too large. Write a number such as 3, 86,400 or 15M."
    );
    assert_eq!(
        err("", Kind::Bits),
        "Nothing is written here. Write a whole number of bits from 0 to 64, such as 41."
    );
    assert_eq!(
        err("5m", Kind::Span),
        "“5m” can be read two ways. Write 5 min or 5 months."
    );
    assert_eq!(
        err("10M/m", Kind::Rate),
        "“10M/m” can be read two ways. Write 10M/min or 10M/month."
    );
    assert_eq!(
        err("5m", Kind::Latency),
        "“5m” can be read two ways. Write 5 ms or 5 min."
    );
    assert_eq!(
        err("5 parsecs", Kind::Span),
        "“5 parsecs”: “parsecs” is no unit known here. Write a time such as 3 years, 36 months or 7 days."
    );
}

#[test]
fn nonsense_is_refused() {
    let long = "9".repeat(10_000);
    let letters = "abc".repeat(10_000);
    let texts = [
        "",
        " ",
        "abc",
        "-5",
        "--",
        "--5",
        "😀",
        "5😀",
        "NaN",
        "inf",
        "infinity",
        "0x1F",
        "1e999",
        "-",
        "$",
        "%",
        "1.2.3",
        "1,2,3",
        "5//s",
        "5/",
        "/s",
        "1 2",
        "5 GB GB",
        "3 years 2 months",
        "10+",
        "1e40",
        &long,
        &letters,
    ];
    for kind in Kind::ALL {
        for text in texts
            .into_iter()
            .filter(|text| kind != Kind::Growth || *text != "-5")
        {
            let message = err(text, kind);
            assert!(
                message.len() < 300 && message.ends_with('.'),
                "{kind:?}: {message}"
            );
        }
    }
    for (text, kind) in [
        ("5 GB", Kind::Count),
        ("5", Kind::DataRate),
        ("101%", Kind::Share),
        ("-101%", Kind::Growth),
        ("65", Kind::Bits),
        ("1.5", Kind::Bits),
        ("1:0", Kind::Ratio),
        ("$5/0", Kind::UnitPrice),
        ("50%", Kind::Count),
        ("3x", Kind::Count),
        ("5 parsec", Kind::Span),
        ("10/user", Kind::ActionRate),
        ("5/m", Kind::Rate),
    ] {
        err(text, kind);
    }
}
