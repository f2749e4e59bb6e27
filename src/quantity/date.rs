//! Dates: days of the calendar, in UTC, to and from seconds since 1970.

use super::fault::Fault;

const DAY: i64 = 86_400;
/// Days in a cycle of 400 years, and from the first of March of the year 0 to 1970.
const CYCLE: i64 = 146_097;
const TO_1970: i64 = 719_468;

/// Reads `2010-11-04`, or milliseconds since 1970; in seconds since then.
pub(super) fn read(text: &str) -> Result<f64, Fault<'_>> {
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    let whole = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        (digits && part.len() <= 15).then(|| part.parse::<i64>().ok())?
    };
    let mut parts = text.split('-').map(str::trim);
    match [parts.next(), parts.next(), parts.next(), parts.next()] {
        [Some(alone), None, ..] => {
            let ms = whole(alone).ok_or(Fault::Unclear)?;
            #[allow(clippy::cast_precision_loss)] // at most 15 digits
            Ok(ms as f64 / 1e3)
        }
        [Some(year), Some(month), Some(day), None] if (4..=9).contains(&year.len()) => {
            let date = [year, month, day].map(whole);
            let [Some(year), Some(month), Some(day)] = date else {
                return Err(Fault::Unclear);
            };
            let days = days(year, month, day);
            if date_of(days) != (year, month, day) {
                return Err(Fault::Outside);
            }
            #[allow(clippy::cast_precision_loss)] // below 10^12
            Ok((days * DAY) as f64)
        }
        _ => Err(Fault::Unclear),
    }
}

/// The date of so many seconds since 1970, `2080-07-10`; `in_full` with the time of day.
pub(super) fn text(seconds: f64, in_full: bool) -> String {
    if seconds.abs() > 9e15 {
        return "beyond any calendar".into();
    }
    #[allow(clippy::cast_possible_truncation)] // within the range just looked at
    let seconds = seconds.floor() as i64;
    let (year, month, day) = date_of(seconds.div_euclid(DAY));
    let date = format!("{year:04}-{month:02}-{day:02}");
    match seconds.rem_euclid(DAY) {
        time if in_full && time > 0 => {
            let (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60);
            format!("{date} {hour:02}:{minute:02}:{second:02} UTC")
        }
        _ => date,
    }
}

/// Days from 1970 to a date; a month or day that is none leads to another date.
///
/// Source: years begin in March, in cycles of 400; Howard Hinnant, as is the way back.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let of_cycle = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year.div_euclid(400) * CYCLE + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year
        - TO_1970
}

/// The year, month and day that is so many days after 1970.
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + TO_1970;
    let of_cycle = days.rem_euclid(CYCLE);
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    // Months from March on: 153 days in each five of them.
    let month = (5 * of_year + 2) / 153;
    let (calendar_month, next_year) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (
        year + days.div_euclid(CYCLE) * 400 + next_year,
        calendar_month,
        of_year - (153 * month + 2) / 5 + 1,
    )
}
