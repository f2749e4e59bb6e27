//! Queues and caches played through, event by event. Seeded, so that each run is the same.

use super::near;
use crate::theory::popularity::*;
use crate::theory::queueing::*;

/// A small generator of random numbers: xorshift with a multiplication, after Marsaglia and Vigna.
struct Random(u64);

impl Random {
    /// Evenly between 0 and 1, without 0.
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        (f64::from(u32::try_from(high).unwrap()) + 0.5) / 32.0_f64.exp2()
    }

    /// The time to the next event of a rate.
    fn time(&mut self, rate: f64) -> f64 {
        -self.share().ln() / rate
    }
}

/// The waits of requests in the order in which they come, each for the server that is free first.
fn play(arrival: f64, service: f64, servers: usize, requests: usize) -> Vec<f64> {
    let (mut random, mut now) = (Random(0x9E37_79B9_7F4A_7C15), 0.0_f64);
    let mut free_at = vec![0.0_f64; servers];
    let mut waits = Vec::new();
    for request in 0..requests {
        now += random.time(arrival);
        let mut first = 0;
        for server in 1..servers {
            if free_at[server] < free_at[first] {
                first = server;
            }
        }
        let begins = now.max(free_at[first]);
        free_at[first] = begins + random.time(service);
        // At first the queue is emptier than it will be.
        if request >= requests / 50 {
            waits.push(begins - now);
        }
    }
    waits
}

#[allow(clippy::cast_precision_loss)] // some millions
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn percentile(values: &mut [f64], of_thousand: usize) -> f64 {
    let at = values.len() * of_thousand / 1000;
    *values.select_nth_unstable_by(at, f64::total_cmp).1
}

#[test]
fn queues_wait_as_they_are_computed() {
    for (arrival, service, servers) in [
        (0.7, 1.0, 1_u8),
        (2.0, 1.0, 3),
        (35.0, 10.0, 5),
        (7.0, 1.0, 10),
    ] {
        let mut played = play(arrival, service, servers.into(), 3_000_000);
        let c = f64::from(servers);
        let waiting: Vec<f64> = played
            .iter()
            .map(|wait| f64::from(u8::from(*wait > 0.0)))
            .collect();
        near(erlang_c(arrival / service, c), mean(&waiting), 0.02);
        let mean_wait = erlang_c(arrival / service, c).map(|share| share / (c * service - arrival));
        near(mean_wait, mean(&played), 0.02);
        near(
            wait_quantile(0.99, arrival, service, c),
            percentile(&mut played, 990),
            0.02,
        );
    }
}

/// A list through all items in the order of their last use; the first `size` of it are the cache.
struct Lru {
    before: Vec<usize>,
    after: Vec<usize>,
    held: Vec<bool>,
    room: usize,
}

impl Lru {
    /// The last place is the ring's own: the newest stands after it, the oldest before it.
    fn new(items: usize, room: usize) -> Self {
        Self {
            before: vec![items; items + 1],
            after: vec![items; items + 1],
            held: vec![false; items],
            room,
        }
    }

    fn join(&mut self, left: usize, right: usize) {
        self.after[left] = right;
        self.before[right] = left;
    }

    fn leave(&mut self, item: usize) {
        self.join(self.before[item], self.after[item]);
        self.held[item] = false;
        self.room += 1;
    }

    /// Whether it was there; now it is.
    fn ask(&mut self, item: usize) -> bool {
        let (ring, hit) = (self.held.len(), self.held[item]);
        if hit {
            self.leave(item);
        } else if self.room == 0 {
            self.leave(self.before[ring]);
        }
        self.join(item, self.after[ring]);
        self.join(ring, item);
        self.held[item] = true;
        self.room -= 1;
        hit
    }
}

#[test]
fn caches_hit_as_they_are_computed() {
    for (items, size, alpha) in [
        (10_000_u16, 100_u16, 1.0),
        (10_000, 1_000, 0.8),
        (2_000, 300, 1.2),
        (1_000, 500, 0.0),
    ] {
        let mut up_to = 0.0;
        let sums: Vec<f64> = (1..=items)
            .map(|i| {
                up_to += f64::from(i).powf(-alpha);
                up_to
            })
            .collect();
        let (mut random, mut cache) = (Random(7), Lru::new(items.into(), size.into()));
        let (mut hits, mut asked) = (0.0, 0.0);
        for request in 0..600_000 {
            let drawn = random.share() * up_to;
            let item = sums.partition_point(|sum| *sum < drawn).min(sums.len() - 1);
            let hit = cache.ask(item);
            if request >= 100_000 {
                asked += 1.0;
                hits += f64::from(u8::from(hit));
            }
        }
        near(
            che_hit_ratio(size.into(), items.into(), alpha),
            hits / asked,
            0.02,
        );
    }
}
