//! `Cassandra`: the values and bytes of a partition.

/// Above these a partition is called large: values, and bytes (`DataStax`, "Data modeling analysis").
pub const MOST_VALUES: f64 = 100_000.0;
/// See [`MOST_VALUES`].
pub const MOST_BYTES: f64 = 100_000_000.0;

/// What each value takes beside itself, about: the time of its writing and flags.
pub const METADATA: f64 = 8.0;

/// The columns of a table, by what they are to a partition; each with its average bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// The partition key.
    pub partition: Vec<f64>,
    /// The clustering columns, by which its rows are sorted.
    pub clustering: Vec<f64>,
    /// Columns with one value for the whole partition.
    pub shared: Vec<f64>,
    /// All others.
    pub regular: Vec<f64>,
}

/// How many values a partition of so many rows holds: rows × regular columns + static columns, that is
/// Nr × (Nc − Npk − Ns) + Ns where the primary key has Npk columns.
///
/// ```
/// use envelope::engines::cassandra::{Columns, values};
/// let columns = Columns { partition: vec![16.0], clustering: vec![8.0], shared: vec![20.0], regular: vec![4.0; 7] };
/// assert_eq!(values(&columns, 1_000.0), 7_001.0);
/// ```
pub fn values(columns: &Columns, rows: f64) -> f64 {
    let count = |lengths: &[f64]| lengths.iter().map(|_| 1.0).sum::<f64>();
    rows.max(0.0) * count(&columns.regular) + count(&columns.shared)
}

/// The bytes of a partition of so many rows before compression, in one copy: the partition key and the
/// static columns once, clustering and regular columns in each row, and [`METADATA`] for each value.
///
/// ```
/// use envelope::engines::cassandra::{Columns, partition};
/// let columns = Columns { partition: vec![16.0], clustering: vec![8.0], regular: vec![30.0], ..Columns::default() };
/// assert_eq!(partition(&columns, 100.0), 16.0 + 100.0 * (8.0 + 30.0) + 100.0 * 8.0);
/// ```
pub fn partition(columns: &Columns, rows: f64) -> f64 {
    let sum = |lengths: &[f64]| lengths.iter().map(|length| length.max(0.0)).sum::<f64>();
    sum(&columns.partition)
        + sum(&columns.shared)
        + rows.max(0.0) * (sum(&columns.clustering) + sum(&columns.regular))
        + METADATA * values(columns, rows)
}
