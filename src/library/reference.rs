//! Figures to look up: latencies, throughputs, powers of two, availability, what one machine does.
//! Each table with its source and its date.

/// A table of figures.
#[derive(Debug)]
pub struct ReferenceTable {
    /// What it is about, in a few words.
    pub title: &'static str,
    /// The heading of each column; the first names the row.
    pub columns: &'static [&'static str],
    /// The rows, each with a cell for each column.
    pub rows: &'static [&'static [&'static str]],
    /// Where the figures are from, and of when.
    pub source: &'static str,
}

/// Every table.
pub static ALL: [&ReferenceTable; 5] = [&LATENCY, &THROUGHPUT, &UNITS, &AVAILABILITY, &NODES];

/// How long things take.
pub static LATENCY: ReferenceTable = ReferenceTable {
    title: "Latency numbers",
    columns: &["Operation", "Takes", "1 MiB", "1 GiB"],
    rows: &[
        &["Sequential memory, 64 B", "0.5 ns", "50 µs", "50 ms"],
        &["Random memory, 64 B", "20 ns", "300 µs", "300 ms"],
        &["Cryptographic hash, 64 B", "100 ns", "1 ms", "1 s"],
        &["System call", "300 ns", "–", "–"],
        &["Sequential SSD read, 8 KiB", "1 µs", "100 µs", "100 ms"],
        &[
            "Sequential SSD write, no fsync, 8 KiB",
            "2 µs",
            "300 µs",
            "300 ms",
        ],
        &["Context switch", "10 µs", "–", "–"],
        &["TCP echo, 32 KiB", "50 µs", "2 ms", "2 s"],
        &["Proxy: Envoy, Nginx, HAProxy", "50 µs", "–", "–"],
        &["Random SSD read, 8 KiB", "100 µs", "15 ms", "15 s"],
        &["Network within a region", "250 µs", "500 µs", "500 ms"],
        &[
            "Sequential SSD write with fsync, 8 KiB",
            "300 µs",
            "30 ms",
            "30 s",
        ],
        &["Query to MySQL, Memcached or Redis", "500 µs", "–", "–"],
        &["Sequential HDD read, 8 KiB", "10 ms", "2 ms", "2 s"],
        &["Random HDD read, 8 KiB", "10 ms", "2 s", "30 min"],
        &["Blob storage, GET of 128 KiB", "80 ms", "10 ms", "10 s"],
        &["Blob storage, PUT", "200 ms", "10 ms", "10 s"],
        &["North America, central to east", "25 ms", "40 ms", "40 s"],
        &["North America, east to west", "60 ms", "40 ms", "40 s"],
        &[
            "Western Europe to North America, east",
            "80 ms",
            "40 ms",
            "40 s",
        ],
        &["Western Europe to Singapore", "160 ms", "40 ms", "40 s"],
    ],
    source: "sirupsen/napkin-math, 2026-03-21; rounded to be remembered, right within a factor of 2 to 3.",
};

/// How much goes through.
pub static THROUGHPUT: ReferenceTable = ReferenceTable {
    title: "Throughput numbers",
    columns: &["Operation", "A second"],
    rows: &[
        &["Sequential memory, one thread", "20 GiB"],
        &["Sequential memory, all threads", "200 GiB"],
        &["Random memory, 64 B", "3 GiB"],
        &["Network in a zone or VPC", "10 GiB"],
        &["Network to outside the VPC", "3 GiB"],
        &["Network within a region", "2 GiB"],
        &["Network between regions, one connection", "25 MiB"],
        &["Sequential SSD read", "8 GiB"],
        &["Sequential SSD write, no fsync", "3 GiB"],
        &["Sequential SSD write with fsync", "30 MiB"],
        &["Random SSD read, 8 KiB", "70 MiB"],
        &["Sequential HDD read", "250 MiB"],
        &["Random HDD read, 8 KiB", "0.7 MiB"],
        &["Blob storage, one connection", "100 MiB"],
        &["Compression", "500 MiB"],
        &["Decompression", "1 GiB"],
        &["Serialisation, JSON", "100 MiB"],
        &["Serialisation, fast", "1 GiB"],
    ],
    source: "sirupsen/napkin-math, 2026-03-21; rounded to be remembered, right within a factor of 2 to 3.",
};

/// Decimal and binary units.
pub static UNITS: ReferenceTable = ReferenceTable {
    title: "Powers of two and units of data",
    columns: &["Power", "Exactly", "Binary", "Decimal", "Binary is more by"],
    rows: &[
        &["2¹⁰", "1,024", "1 KiB", "1 KB = 10³ B", "2.4 %"],
        &["2¹⁶", "65,536", "64 KiB", "65.5 KB", "–"],
        &["2²⁰", "1,048,576", "1 MiB", "1 MB = 10⁶ B", "4.9 %"],
        &["2³⁰", "1,073,741,824", "1 GiB", "1 GB = 10⁹ B", "7.4 %"],
        &["2³²", "4,294,967,296", "4 GiB", "4.29 GB", "–"],
        &[
            "2⁴⁰",
            "1,099,511,627,776",
            "1 TiB",
            "1 TB = 10¹² B",
            "10.0 %",
        ],
        &[
            "2⁵⁰",
            "1,125,899,906,842,624",
            "1 PiB",
            "1 PB = 10¹⁵ B",
            "12.6 %",
        ],
        &[
            "2⁶⁴",
            "18,446,744,073,709,551,616",
            "16 EiB",
            "18.4 EB",
            "–",
        ],
    ],
    source: "Definitions: IEC 80000-13, 2008. A byte is 8 bits: 1 Gbit/s is 125 MB/s.",
};

/// What nines mean.
pub static AVAILABILITY: ReferenceTable = ReferenceTable {
    title: "Availability in nines",
    columns: &["Availability", "Down a year", "a month", "a week", "a day"],
    rows: &[
        &["90 %", "36.5 days", "3 days", "16.8 hours", "2.4 hours"],
        &["99 %", "3.65 days", "7.2 hours", "1.68 hours", "14.4 min"],
        &["99.5 %", "1.83 days", "3.6 hours", "50.4 min", "7.2 min"],
        &["99.9 %", "8.76 hours", "43.2 min", "10.1 min", "1.44 min"],
        &["99.95 %", "4.38 hours", "21.6 min", "5.04 min", "43.2 s"],
        &["99.99 %", "52.6 min", "4.32 min", "1.01 min", "8.64 s"],
        &["99.999 %", "5.26 min", "25.9 s", "6.05 s", "864 ms"],
        &["99.9999 %", "31.5 s", "2.59 s", "605 ms", "86.4 ms"],
    ],
    source: "Calculated, 2026-11-22: a year of 365 days, a month of 30. Two parts that are both needed, each at 99.9 %, have 99.8 %; two of which one is enough, 99.9999 %.",
};

/// What one machine does.
pub static NODES: ReferenceTable = ReferenceTable {
    title: "What one machine does",
    columns: &["Machine", "A second", "Holds"],
    rows: &[
        &["Application server", "1–10 k requests", "–"],
        &["Nginx or Envoy", "50–100 k requests", "–"],
        &["PostgreSQL or MySQL", "10–50 k transactions", "about 10 TB"],
        &["Redis", "100–300 k operations", "about 25 GB"],
        &["Cassandra", "10–50 k writes", "–"],
        &["Kafka broker", "0.1–1 M messages", "about 50 TB"],
        &["Elasticsearch", "1–10 k searches", "–"],
        &["S3, each prefix", "5,500 GET, 3,500 PUT", "–"],
    ],
    source: "thesystemround.com, copy of 2026; ranges to begin with: measure your own.",
};

// On the host only, like every test of the core.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    #[test]
    fn every_row_has_a_cell_for_each_column_and_every_table_a_source() {
        for table in super::ALL {
            for row in table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.title);
                assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
            }
            assert!(table.source.contains("20"), "{} has no date", table.title);
        }
    }

    /// The nines against arithmetic.
    #[test]
    fn nines_are_right() {
        let seconds = |text: &str| -> f64 {
            let (number, unit) = text.split_once(' ').unwrap_or_default();
            let unit = match unit {
                "days" => 86_400.0,
                "hours" => 3_600.0,
                "min" => 60.0,
                "s" => 1.0,
                _ => 0.001,
            };
            number.parse::<f64>().unwrap_or(f64::NAN) * unit
        };
        for row in super::AVAILABILITY.rows {
            let percent: f64 = row[0].trim_end_matches(" %").parse().unwrap_or(f64::NAN);
            for (cell, days) in row[1..].iter().zip([365.0, 30.0, 7.0, 1.0]) {
                let down = (100.0 - percent) / 100.0 * days * 86_400.0;
                assert!(
                    (seconds(cell) / down - 1.0).abs() < 0.006,
                    "{row:?}: {cell}"
                );
            }
        }
    }
}
