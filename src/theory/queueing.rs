//! Waiting: Erlang's formulas, the queue of one and of several servers, and how many servers it takes.
//!
//! Arrivals are random (Poisson) at a rate `arrival`; each server answers `service` requests in the same
//! unit of time; times come out in that unit. `offered` is the load in servers' worth of work,
//! arrival ÷ service. A part of a server does not serve.

use super::{amount, count, finite, positive, share, whole_up};

/// The largest pool that is looked at; beyond it there is no answer.
pub const MOST_SERVERS: f64 = 1e6;

/// How busy each server is: arrival ÷ (servers × service); one and more is too much.
///
/// Source: ρ = λ / (cμ).
///
/// ```
/// use envelope::theory::queueing::utilisation;
/// assert_eq!(utilisation(700.0, 100.0, 10.0), Some(0.7));
/// ```
pub fn utilisation(arrival: f64, service: f64, servers: f64) -> Option<f64> {
    let servers = positive(count(servers)?)?;
    finite(amount(arrival)? / positive(service)? / servers)
}

/// How many are inside on average: the rate at which they come × the time that each stays.
///
/// Source: Little's law, L = λW; any queue.
///
/// ```
/// use envelope::theory::queueing::little;
/// // 2,000 requests a second of 50 ms each keep 100 threads busy.
/// assert_eq!(little(2_000.0, 0.05), Some(100.0));
/// ```
pub fn little(arrival: f64, stay: f64) -> Option<f64> {
    finite(amount(arrival)? * amount(stay)?)
}

/// The share of requests that find all servers busy and are turned away, where nobody waits.
///
/// Source: Erlang's B formula in its inverse, 1/B = 1 + c/a + c(c−1)/a² + …, which ends early in a large pool.
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
    let (mut sum, mut term, mut left) = (1.0_f64, 1.0, servers);
    // The terms shrink once fewer servers are left than are offered work.
    while left >= 1.0 && sum.is_finite() && (left >= offered || term > sum * 1e-18) {
        term *= left / offered;
        sum += term;
        left -= 1.0;
    }
    Some(1.0 / sum)
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

    /// The share that is not answered within `time`: waiting and service are exponential, one after the other.
    fn takes_beyond(self, time: f64) -> f64 {
        let (served, apart) = ((-time).exp(), self.free - 1.0);
        let behind_a_wait = if apart == 0.0 {
            served * time
        } else if apart * time > -1.0 {
            served * -(-apart * time).exp_m1() / apart
        } else {
            (served - (-self.free * time).exp()) / apart
        };
        served + self.waiting * behind_a_wait
    }
}

/// The load in servers' worth of work.
fn offered(arrival: f64, service: f64) -> Option<f64> {
    finite(amount(arrival)? / positive(service)?)
}

/// The mean wait before service in M/M/c.
///
/// Source: Wq = C / (cμ − λ).
///
/// ```
/// use envelope::theory::queueing::mmc_wait;
/// // 2 a second at three servers of 1 a second: 4/9 of them wait, 4/9 s on average.
/// assert!(mmc_wait(2.0, 1.0, 3.0).is_some_and(|wait| (wait - 4.0 / 9.0).abs() < 1e-15));
/// ```
pub fn mmc_wait(arrival: f64, service: f64, servers: f64) -> Option<f64> {
    let pool = Pool::new(offered(arrival, service)?, servers)?;
    finite(pool.waiting / pool.free / service)
}

/// The mean response time in M/M/c: wait and service.
///
/// Source: W = Wq + 1/μ.
///
/// ```
/// use envelope::theory::queueing::mmc_response;
/// assert!(mmc_response(2.0, 1.0, 3.0).is_some_and(|time| (time - 13.0 / 9.0).abs() < 1e-15));
/// ```
pub fn mmc_response(arrival: f64, service: f64, servers: f64) -> Option<f64> {
    finite(mmc_wait(arrival, service, servers)? + 1.0 / service)
}

/// The mean response time at one server.
///
/// Source: M/M/1, W = 1 / (μ − λ).
///
/// ```
/// use envelope::theory::queueing::mm1;
/// assert_eq!(mm1(75.0, 100.0), Some(0.04));
/// assert_eq!(mm1(100.0, 100.0), None);
/// ```
pub fn mm1(arrival: f64, service: f64) -> Option<f64> {
    let free = positive(service)? - amount(arrival)?;
    (free > 0.0).then(|| finite(1.0 / free)).flatten()
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
    let rest = positive(1.0 - share(p)?)?;
    let pool = Pool::new(offered(arrival, service)?, servers)?;
    if pool.waiting <= rest {
        return Some(0.0);
    }
    finite((pool.waiting / rest).ln() / pool.free / service)
}

/// The response time that a share `p` of the requests does not exceed, in M/M/c: wait and service.
///
/// Source: the distribution of the sum, P(T > t) = e^{−μt}·(1 + C·(1 − e^{−μt(c−1−a)}) / (c − 1 − a)),
/// inverted by bisection.
///
/// ```
/// use envelope::theory::queueing::response_quantile;
/// // One server: the response time is exponential, with the mean of `mm1`.
/// let median = response_quantile(0.5, 75.0, 100.0, 1.0);
/// assert!(median.is_some_and(|time| (time - 0.04 * 2.0_f64.ln()).abs() < 1e-12));
/// ```
pub fn response_quantile(p: f64, arrival: f64, service: f64, servers: f64) -> Option<f64> {
    let rest = positive(1.0 - share(p)?)?;
    let pool = Pool::new(offered(arrival, service)?, servers)?;
    // No later than where wait and service each exceed their part in half of the cases.
    let (mut low, mut high) = (0.0, finite((2.0 / rest).ln() * (1.0 + 1.0 / pool.free))?);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if pool.takes_beyond(middle) > rest {
            low = middle;
        } else {
            high = middle;
        }
    }
    finite(if rest < 1.0 { high / service } else { 0.0 })
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
    fewest(offered(arrival, service)?, &|pool| {
        pool.waits_beyond(time) <= rest
    })
}

/// The fewest servers at which a share `p` of the requests is answered within `target`; none where the
/// service alone takes longer, or beyond [`MOST_SERVERS`].
///
/// Source: a search over [`response_quantile`], which falls with every server.
///
/// ```
/// use envelope::theory::queueing::servers_for_response;
/// assert_eq!(servers_for_response(0.99, 0.5, 100.0, 10.0), Some(12.0));
/// // 1 % of the services alone take more than 460 ms.
/// assert_eq!(servers_for_response(0.99, 0.4, 100.0, 10.0), None);
/// ```
pub fn servers_for_response(p: f64, target: f64, arrival: f64, service: f64) -> Option<f64> {
    let rest = positive(1.0 - share(p)?)?;
    let time = amount(target)? * positive(service)?;
    if (-time).exp() > rest {
        return None;
    }
    fewest(offered(arrival, service)?, &|pool| {
        pool.takes_beyond(time) <= rest
    })
}

/// The smallest pool that is enough.
fn fewest(offered: f64, enough: &dyn Fn(Pool) -> bool) -> Option<f64> {
    let enough = |servers| Pool::new(offered, servers).is_some_and(enough);
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

/// The mean wait at one server whose service times vary by any law: mean `service_time`, squared
/// coefficient of variation `variation` (0 all alike, 1 exponential).
///
/// Source: Pollaczek–Khinchine, Wq = λ·E\[S²\] / (2(1 − ρ)), with E\[S²\] = mean²·(1 + variation).
///
/// ```
/// use envelope::theory::queueing::pollaczek_khinchine;
/// // 80 a second of 10 ms each: 40 ms where they vary as usual, half of it where they are all alike.
/// assert!(pollaczek_khinchine(80.0, 0.01, 1.0).is_some_and(|wait| (wait - 0.04).abs() < 1e-12));
/// assert!(pollaczek_khinchine(80.0, 0.01, 0.0).is_some_and(|wait| (wait - 0.02).abs() < 1e-12));
/// ```
pub fn pollaczek_khinchine(arrival: f64, service_time: f64, variation: f64) -> Option<f64> {
    let busy = amount(arrival)? * amount(service_time)?;
    let spread = f64::midpoint(1.0, amount(variation)?);
    (busy < 1.0)
        .then(|| finite(busy * service_time * spread / (1.0 - busy)))
        .flatten()
}

/// The mean wait at several servers where arrivals and services are more or less even than random ones;
/// an approximation. The two are squared coefficients of variation: 0 all alike, 1 random, more in bursts.
///
/// Source: Allen–Cunneen, Wq ≈ (ca² + cs²)/2 · C / (cμ − λ).
///
/// ```
/// use envelope::theory::queueing::{allen_cunneen, mmc_wait};
/// assert_eq!(allen_cunneen(2.0, 1.0, 3.0, 1.0, 1.0), mmc_wait(2.0, 1.0, 3.0));
/// ```
pub fn allen_cunneen(
    arrival: f64,
    service: f64,
    servers: f64,
    of_arrivals: f64,
    of_services: f64,
) -> Option<f64> {
    let spread = f64::midpoint(amount(of_arrivals)?, amount(of_services)?);
    finite(mmc_wait(arrival, service, servers)? * spread)
}

/// Servers for a load, with a margin that grows like its root; `quality` is the margin, 1 to 2.4 as a rule.
///
/// Source: square-root staffing, c = ⌈a + Q·√a⌉; the tiers of Netflix' capacity models have Q from 1 to 2.375.
///
/// ```
/// use envelope::theory::queueing::square_root_staffing;
/// assert_eq!(square_root_staffing(100.0, 1.0), Some(110.0));
/// assert_eq!(square_root_staffing(10_000.0, 1.0), Some(10_100.0));
/// ```
pub fn square_root_staffing(offered: f64, quality: f64) -> Option<f64> {
    let offered = amount(offered)?;
    finite(whole_up(offered + amount(quality)? * offered.sqrt()))
}

/// The share of requests that wait with a margin of `quality`, in a large pool.
///
/// Source: Halfin–Whitt, P ≈ 1 / (1 + Q·Φ(Q)/φ(Q)), with the series Φ/φ = e^{Q²/2}·√(π/2) + Q + Q³/3 + Q⁵/15 + …
///
/// ```
/// use envelope::theory::queueing::queue_probability;
/// assert!(queue_probability(1.0).is_some_and(|waiting| (waiting - 0.2234).abs() < 1e-4));
/// assert_eq!(queue_probability(0.0), Some(1.0));
/// ```
pub fn queue_probability(quality: f64) -> Option<f64> {
    let quality = amount(quality)?;
    let square = quality * quality;
    let mut sum = (square / 2.0).exp() * std::f64::consts::FRAC_PI_2.sqrt();
    let (mut term, mut odd) = (quality, 1.0);
    // The terms grow up to about Q².
    while sum.is_finite() && (odd < square || term > sum * 1e-17) {
        sum += term;
        odd += 2.0;
        term *= square / odd;
    }
    Some(1.0 / (1.0 + quality * sum))
}
