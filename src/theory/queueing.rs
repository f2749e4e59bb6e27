//! Waiting: Erlang's formulas, how long requests queue for servers, and how many servers it takes.
//!
//! Arrivals are random (Poisson) at a rate `arrival`; each server answers `service` requests in the same
//! unit of time; times come out in that unit. `offered` is the load in servers' worth of work,
//! arrival ÷ service. A part of a server does not serve.

use super::{amount, count, finite, positive, share};

/// The largest pool that is looked at; beyond it there is no answer.
pub const MOST_SERVERS: f64 = 1e6;

/// The share of requests that find all servers busy and are turned away, where nobody waits.
///
/// Source: Erlang's B formula in its inverse, 1/B = 1 + c/a + c(c−1)/a² + …. It is the share of c among the numbers up to c
/// in a Poisson distribution around a; in a large pool that is had from the few numbers above c.
///
/// ```
/// use envelope::theory::queueing::erlang_b;
/// assert!(erlang_b(2.0, 3.0).is_some_and(|lost| (lost - 4.0 / 19.0).abs() < 1e-15));
/// ```
pub fn erlang_b(offered: f64, servers: f64) -> Option<f64> {
    let offered = amount(offered)?;
    let servers = count(servers).filter(|servers| *servers <= MOST_SERVERS)?;
    if offered == 0.0 {
        return Some(if servers == 0.0 { 1.0 } else { 0.0 });
    }
    if servers > LARGE_POOL && offered < servers {
        let at = poisson(offered, servers);
        return Some(at / (1.0 - at * above(offered, servers)));
    }
    let (mut sum, mut term, mut left) = (1.0_f64, 1.0, servers);
    // The terms shrink once fewer servers are left than are offered work.
    while left >= 1.0 && sum.is_finite() && (left >= offered || term > sum * 1e-18) {
        term *= left / offered;
        sum += term;
        left -= 1.0;
    }
    Some(1.0 / sum)
}

/// From here on what is left out of the series in [`poisson`] is beyond the thirteenth digit.
const LARGE_POOL: f64 = 100.0;

/// How likely a large `number` is in a Poisson distribution around `mean`.
///
/// Source: Stirling's series for the logarithm of the factorial.
fn poisson(mean: f64, number: f64) -> f64 {
    let off = (mean - number) / number;
    let stirling = 1.0 / (12.0 * number) - 1.0 / (360.0 * number.powi(3));
    (number * (off.ln_1p() - off) - stirling).exp() / (std::f64::consts::TAU * number).sqrt()
}

/// How likely all numbers above this one are together, in parts of how likely it is itself; the mean is below it.
fn above(mean: f64, number: f64) -> f64 {
    let (mut sum, mut term, mut next) = (0.0, 1.0, number + 1.0);
    while term > sum * 1e-12 {
        term *= mean / next;
        sum += term;
        next += 1.0;
    }
    // From here on the terms shrink nearly alike.
    let shrinks = mean / next;
    sum + term * shrinks / (1.0 - shrinks)
}

/// The share of requests that have to wait, in M/M/c; none where the load is no less than the servers.
///
/// Source: Erlang's C formula, C = B / (1 − ρ(1 − B)).
///
/// ```
/// use envelope::theory::queueing::erlang_c;
/// assert!(erlang_c(2.0, 3.0).is_some_and(|waiting| (waiting - 4.0 / 9.0).abs() < 1e-15));
/// assert_eq!(erlang_c(3.0, 3.0), None);
/// ```
pub fn erlang_c(offered: f64, servers: f64) -> Option<f64> {
    let lost = erlang_b(offered, servers)?;
    let servers = servers.floor();
    (offered < servers).then(|| servers * lost / (servers - offered + offered * lost))
}

/// What the laws of M/M/c are made of; times are counted in mean service times.
#[derive(Clone, Copy)]
struct Pool {
    /// The share that waits.
    waiting: f64,
    /// Servers that are free on average: those who wait leave the queue at this rate.
    free: f64,
}

impl Pool {
    fn new(offered: f64, servers: f64) -> Option<Self> {
        let waiting = erlang_c(offered, servers)?;
        let free = servers.floor() - offered;
        Some(Self { waiting, free })
    }

    /// The share that waits longer than `time`.
    fn waits_beyond(self, time: f64) -> f64 {
        self.waiting * (-self.free * time).exp()
    }
}

/// The load in servers' worth of work.
fn offered(arrival: f64, service: f64) -> Option<f64> {
    finite(amount(arrival)? / positive(service)?)
}

/// The wait that a share `p` of the requests does not exceed, in M/M/c; 0 where so many do not wait at all.
///
/// Source: P(wait > t) = C·e^{−(cμ−λ)t}, so t = ln(C / (1 − p)) / (cμ − λ).
///
/// ```
/// use envelope::theory::queueing::wait_quantile;
/// let p99 = wait_quantile(0.99, 2.0, 1.0, 3.0);
/// assert!(p99.is_some_and(|wait| (wait - (400.0_f64 / 9.0).ln()).abs() < 1e-12));
/// assert_eq!(wait_quantile(0.5, 2.0, 1.0, 3.0), Some(0.0));
/// ```
pub fn wait_quantile(p: f64, arrival: f64, service: f64, servers: f64) -> Option<f64> {
    let pool = Pool::new(offered(arrival, service)?, servers)?;
    wait_of_share(p, pool.waiting, pool.free * service)
}

/// The same where the share that waits is known, and how many more requests could be answered than arrive, in a unit of
/// time.
///
/// Source: as above.
///
/// ```
/// use envelope::theory::queueing::{erlang_c, wait_of_share, wait_quantile};
/// let waiting = erlang_c(2.0, 3.0).unwrap();
/// assert_eq!(wait_of_share(0.99, waiting, 3.0 - 2.0), wait_quantile(0.99, 2.0, 1.0, 3.0));
/// ```
pub fn wait_of_share(p: f64, waiting: f64, free: f64) -> Option<f64> {
    let (rest, waiting) = (positive(1.0 - share(p)?)?, share(waiting)?);
    if waiting <= rest {
        return Some(0.0);
    }
    finite((waiting / rest).ln() / positive(free)?)
}

/// The fewest servers at which a share `p` of the requests waits no longer than `target`; none beyond
/// [`MOST_SERVERS`].
///
/// Source: a search over [`wait_quantile`], which falls with every server.
///
/// ```
/// use envelope::theory::queueing::servers_for_wait;
/// // 100 requests a second of 100 ms each, of which 99 % shall wait no longer than 50 ms.
/// assert_eq!(servers_for_wait(0.99, 0.05, 100.0, 10.0), Some(15.0));
/// ```
pub fn servers_for_wait(p: f64, target: f64, arrival: f64, service: f64) -> Option<f64> {
    let rest = positive(1.0 - share(p)?)?;
    let time = amount(target)? * positive(service)?;
    let offered = offered(arrival, service)?;
    let enough = |servers| {
        let pool = Pool::new(offered, servers);
        pool.is_some_and(|pool| pool.waits_beyond(time) <= rest)
    };
    let (mut too_few, mut step) = (offered.floor(), 1.0);
    let mut plenty = loop {
        let tried = too_few + step;
        if tried > MOST_SERVERS {
            // The last step is cut short.
            break (too_few < MOST_SERVERS && enough(MOST_SERVERS)).then_some(MOST_SERVERS)?;
        }
        if enough(tried) {
            break tried;
        }
        (too_few, step) = (tried, step * 2.0);
    };
    while plenty - too_few > 1.0 {
        let middle = f64::midpoint(plenty, too_few).floor();
        if enough(middle) {
            plenty = middle;
        } else {
            too_few = middle;
        }
    }
    Some(plenty)
}

/// As [`servers_for_wait`], but between the whole numbers: the whole number above it is enough, and it changes steadily
/// with the load.
///
/// Source: the logarithm of the share that waits longer is nearly straight from one server to the next.
///
/// ```
/// use envelope::theory::queueing::{servers_for_wait, steady_servers_for_wait};
/// let steady = steady_servers_for_wait(0.99, 0.05, 100.0, 10.0).unwrap();
/// assert_eq!(Some(steady.ceil()), servers_for_wait(0.99, 0.05, 100.0, 10.0));
/// assert!((steady - 14.83).abs() < 0.005);
/// ```
pub fn steady_servers_for_wait(p: f64, target: f64, arrival: f64, service: f64) -> Option<f64> {
    let enough = servers_for_wait(p, target, arrival, service)?;
    let (offered, rest) = (offered(arrival, service)?, 1.0 - p);
    let over = |servers| {
        let pool = Pool::new(offered, servers)?;
        Some((pool.waits_beyond(target * service) / rest).ln())
    };
    // Where fewer would not even do the work, the line goes on from the next two.
    let from = if enough - 1.0 > offered {
        enough - 1.0
    } else {
        enough
    };
    let (first, second) = (over(from)?, over(from + 1.0)?);
    let steady = from + first / (first - second);
    // `clamp` would bring along what says that its ends are wrong, and how numbers are written there.
    finite(steady).map(|steady| steady.max(offered).min(enough))
}
