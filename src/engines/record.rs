//! A row of a design as the record of a store that keeps no tables: a document, an item, a row of a partition, a
//! hash in memory.

use super::storage::storage;
use super::{Engine, Type, cassandra, dynamodb, mongodb, redis};

/// A store that keeps no tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordStore {
    /// `MongoDB`: documents.
    Mongodb,
    /// `DynamoDB`: items.
    Dynamodb,
    /// `Cassandra`: rows of partitions.
    Cassandra,
    /// `Redis`: hashes.
    Redis,
}

impl RecordStore {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mongodb => "MongoDB",
            Self::Dynamodb => "DynamoDB",
            Self::Cassandra => "Cassandra",
            Self::Redis => "Redis",
        }
    }
}

/// A field of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordField {
    /// The bytes of its name.
    pub name: f64,
    /// Its type.
    pub data_type: Type,
    /// The average bytes of its value, where its type leaves that open and somebody said it.
    pub average: Option<f64>,
    /// The share of records without it.
    pub null_share: f64,
    /// It is a part of what tells records apart.
    pub key: bool,
}

/// The bytes of a record with these fields: in `MongoDB` as BSON, before compression; in `DynamoDB` as it is billed,
/// with the 100 bytes of each item; in `Cassandra` in a partition of its own, before compression and in one copy; in
/// `Redis` in memory, as a hash under a key of the name `collection` and the record's key.
///
/// ```
/// use envelope::engines::{RecordField, RecordStore, Type, record};
/// // The guide's own item: "shirt-color" and "R", "shirt-size" and "M", and 100 bytes.
/// let field = |name, data_type| RecordField { name, data_type, average: Some(1.0), ..RecordField::default() };
/// let shirt = [field(11.0, Type::Text), field(10.0, Type::Text)];
/// assert_eq!(record(RecordStore::Dynamodb, 6.0, &shirt), 123.0);
/// // {"hello": "world"}
/// let hello = RecordField { average: Some(5.0), ..field(5.0, Type::Text) };
/// assert_eq!(record(RecordStore::Mongodb, 4.0, &[hello]), 22.0);
/// ```
pub fn record(store: RecordStore, collection: f64, fields: &[RecordField]) -> f64 {
    match store {
        RecordStore::Mongodb => each(fields, mongodb::document(&[]), |field| {
            mongodb::document(&[(field.name, bson(field))]) - mongodb::document(&[])
        }),
        RecordStore::Dynamodb => each(fields, dynamodb::OVERHEAD, |field| {
            dynamodb::item(&[(field.name, attribute(field))])
        }),
        RecordStore::Cassandra => {
            let mut columns = cassandra::Columns::default();
            for field in fields {
                let list = match (field.key, columns.partition.is_empty()) {
                    (true, true) => &mut columns.partition,
                    (true, false) => &mut columns.clustering,
                    (false, _) => &mut columns.regular,
                };
                list.push(bytes(field) * there(field));
            }
            cassandra::partition(&columns, 1.0)
        }
        RecordStore::Redis => {
            let count: f64 = fields.iter().map(there).sum();
            let of = |part: fn(&RecordField) -> f64| {
                let all: f64 = fields.iter().map(|field| part(field) * there(field)).sum();
                if count > 0.0 { all / count } else { 0.0 }
            };
            let key = fields.iter().filter(|field| field.key).map(bytes);
            let name = collection + 1.0 + key.sum::<f64>();
            redis::key(
                name,
                redis::Value::Hash(count, of(|field| field.name), of(bytes)),
                false,
            )
        }
    }
}

/// What a record takes by itself, and what each field adds as often as it is there.
fn each(fields: &[RecordField], alone: f64, adds: impl Fn(&RecordField) -> f64) -> f64 {
    let adds = |field: &RecordField| adds(field) * there(field);
    alone + fields.iter().map(adds).sum::<f64>()
}

fn there(field: &RecordField) -> f64 {
    1.0 - field.null_share.clamp(0.0, 1.0)
}

/// The bytes of a value: those that were said, or those of its type.
fn bytes(field: &RecordField) -> f64 {
    storage(Engine::Innodb, &field.data_type)
        .average(field.average)
        .0
}

fn bson(field: &RecordField) -> mongodb::Bson {
    use mongodb::Bson;
    match &field.data_type {
        Type::Bool => Bson::Bool,
        Type::TinyInt | Type::SmallInt | Type::MediumInt | Type::Int | Type::Year => Bson::Int32,
        Type::Decimal(_) => Bson::Decimal,
        Type::Uuid => Bson::Binary(16.0),
        Type::Binary(_) | Type::Varbinary(_) | Type::Blob => Bson::Binary(bytes(field)),
        Type::Other(name) if name.to_ascii_lowercase().starts_with("objectid") => Bson::ObjectId,
        data_type if text(data_type) => Bson::String(bytes(field)),
        _ => Bson::Eight,
    }
}

fn attribute(field: &RecordField) -> dynamodb::Attribute {
    use dynamodb::Attribute;
    match &field.data_type {
        Type::Bool => Attribute::Flag,
        Type::TinyInt => Attribute::Number(3.0),
        Type::SmallInt | Type::Year => Attribute::Number(5.0),
        Type::MediumInt | Type::Real => Attribute::Number(7.0),
        Type::Int => Attribute::Number(10.0),
        Type::BigInt | Type::Interval => Attribute::Number(19.0),
        Type::Double => Attribute::Number(15.0),
        Type::Decimal(digits) => Attribute::Number(digits.map_or(10.0, |(all, _)| f64::from(all))),
        // As ISO 8601 writes them, which sorts as they do.
        Type::Date => Attribute::String(10.0),
        Type::Time => Attribute::String(8.0),
        Type::DateTime(_) | Type::Timestamp(_) => Attribute::String(24.0),
        Type::Uuid => Attribute::String(36.0),
        Type::Binary(_) | Type::Varbinary(_) | Type::Blob => Attribute::Binary(bytes(field)),
        _ => Attribute::String(bytes(field)),
    }
}

/// Whether values of a type are kept as text.
fn text(data_type: &Type) -> bool {
    matches!(
        data_type,
        Type::Char(_)
            | Type::Varchar(_)
            | Type::Text
            | Type::Json
            | Type::Jsonb
            | Type::Enum(_)
            | Type::Set(_)
            | Type::Inet
            | Type::Array(_)
            | Type::Other(_)
    )
}
