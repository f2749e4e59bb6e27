//! Logs and queues of messages, quorums, and text messages.

use super::{amount, count, finite, positive, whole_up};

/// The partitions that a topic needs: enough for its producers and for its consumers; at least one. All
/// three are in one unit, the last two for one partition.
///
/// Source: max(⌈T/p⌉, ⌈T/c⌉), the rule of Confluent.
///
/// ```
/// use envelope::theory::messaging::partitions;
/// assert_eq!(partitions(250.0, 50.0, 25.0), Some(10.0));
/// ```
pub fn partitions(throughput: f64, producer: f64, consumer: f64) -> Option<f64> {
    let throughput = amount(throughput)?;
    let slower = positive(producer)?.min(positive(consumer)?);
    finite(whole_up(throughput / slower).max(1.0))
}

/// What is left undone when more comes than is worked off, for a while.
///
/// Source: (λ − μ)·t.
///
/// ```
/// use envelope::theory::messaging::backlog;
/// // Ten minutes of 1,500 messages a second, of which 1,000 are worked off.
/// assert_eq!(backlog(1_500.0, 1_000.0, 600.0), Some(300_000.0));
/// ```
pub fn backlog(arrival: f64, service: f64, time: f64) -> Option<f64> {
    finite((amount(arrival)? - amount(service)?).max(0.0) * amount(time)?)
}

/// How long it takes to work off a backlog while more arrives; none if it never ends.
///
/// Source: backlog / (μ − λ).
///
/// ```
/// use envelope::theory::messaging::drain_time;
/// assert_eq!(drain_time(300_000.0, 800.0, 1_000.0), Some(1_500.0));
/// assert_eq!(drain_time(300_000.0, 1_000.0, 1_000.0), None);
/// ```
pub fn drain_time(backlog: f64, arrival: f64, service: f64) -> Option<f64> {
    let backlog = amount(backlog)?;
    let spare = amount(service)? - amount(arrival)?;
    if backlog == 0.0 {
        return Some(0.0);
    }
    finite(backlog / positive(spare)?)
}

/// The alphabet of a text message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Latin letters and some signs, seven bits each; a few signs such as € count twice.
    Gsm7,
    /// Everything else, sixteen bits each; most emoji count twice.
    Unicode,
}

/// The messages that a text is sent, and paid, as.
///
/// Source: 160 signs of GSM 03.38 or 70 of UCS-2 in one; 153 or 67 in each of several, which carry a header.
///
/// ```
/// use envelope::theory::messaging::{Alphabet, sms_segments};
/// assert_eq!(sms_segments(160.0, Alphabet::Gsm7), Some(1.0));
/// assert_eq!(sms_segments(161.0, Alphabet::Gsm7), Some(2.0));
/// assert_eq!(sms_segments(71.0, Alphabet::Unicode), Some(2.0));
/// ```
pub fn sms_segments(characters: f64, alphabet: Alphabet) -> Option<f64> {
    let characters = amount(characters)?.ceil();
    let (single, part) = match alphabet {
        Alphabet::Gsm7 => (160.0, 153.0),
        Alphabet::Unicode => (70.0, 67.0),
    };
    Some(if characters <= single {
        characters.min(1.0)
    } else {
        (characters / part).ceil()
    })
}

/// What copies promise that are written and read by quorum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quorum {
    /// Whether each read meets a copy with the newest write.
    pub overlaps: bool,
    /// Copies that may fail while reads go on.
    pub read_failures: f64,
    /// Copies that may fail while writes go on.
    pub write_failures: f64,
}

/// What `copies` promise of which `read` are asked and `written` are waited for; none where there are fewer.
///
/// Source: R + W > N; N − R and N − W failures.
///
/// ```
/// use envelope::theory::messaging::quorum;
/// let usual = quorum(3.0, 2.0, 2.0);
/// assert!(usual.is_some_and(|usual| usual.overlaps && usual.write_failures == 1.0));
/// assert!(quorum(3.0, 1.0, 1.0).is_some_and(|loose| !loose.overlaps));
/// ```
pub fn quorum(copies: f64, read: f64, written: f64) -> Option<Quorum> {
    let copies = count(copies)?;
    let within = |part: f64| positive(count(part)?).filter(|part| *part <= copies);
    let (read, written) = (within(read)?, within(written)?);
    Some(Quorum {
        // Not r + w > n: beyond 2⁵³ a sum is rounded.
        overlaps: read > copies - written,
        read_failures: copies - read,
        write_failures: copies - written,
    })
}

/// The smallest number of copies of which any two such groups have one in common.
///
/// Source: ⌊n/2⌋ + 1.
///
/// ```
/// use envelope::theory::messaging::majority;
/// assert_eq!(majority(5.0), Some(3.0));
/// ```
pub fn majority(copies: f64) -> Option<f64> {
    Some((positive(count(copies)?)? / 2.0).floor() + 1.0)
}
