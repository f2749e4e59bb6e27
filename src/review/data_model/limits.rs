//! What an engine refuses: too many columns, rows and keys that are too long, documents that are too large.

use super::{Model, cell, constraints_of};
use crate::engines::{Finding, IndexOf, STORE_LIMITS, refused};
use crate::estimate::data_model::{ROW_ON_DISK, ROW_SIZE, Store, TABLE_SIZE, table_of};
use crate::model::data_model::{ATTRIBUTE_SIZE, ENTITIES, ENTITY, INDEX_COLUMNS, INDEXES, PARTITION_KEY};
use crate::model::{Address, Id, capacity};
use crate::quantity::{Dim, Kind, Period, Quantity, show};

pub(super) fn check(model: &mut Model, at: usize) {
    match model.all[at].store {
        Store::Relational(_) => table(model, at),
        Store::Other(store) => other(model, at, store),
    }
}
