//! Every text form, on plain and on hostile documents.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

mod by_hand;
mod charts;
mod drawings;
mod exports;
mod files;
mod markdown;
mod reading;
mod savings;
mod shown;
mod views;
mod written;
