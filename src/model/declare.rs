//! The two macros that make a struct, its fields' declarations and its accessors from one list.

/// What the free text of a section is called, and what it is for. Sections that have another that serves, such as
/// [`ASSUMPTIONS`](super::requirements::ASSUMPTIONS), have none.
pub(crate) const NOTES_LABEL: &str = "Notes";
pub(crate) const NOTES_HELP: &str = "Whatever else belongs here, in Markdown.";

/// Declares the rows of a table: a plain struct of texts with an id, and one [`Field`](super::Field) a column.
///
/// `member: STATIC = Spec constructor(label, …)`: the key is `prefix.member`, the text is kept in `member`.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident as $prefix:literal {
        $($member:ident: $field:ident = $make:ident($($arg:expr),+ $(,)?) $(.$method:ident($($margs:expr),*))*;)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            /// Stable identity within the document.
            pub id: $crate::model::Id,
            $(#[doc = concat!("The text of `", $prefix, ".", stringify!($member), "`, as it was typed.")]
            pub $member: String,)+
        }
        $(#[doc = concat!("The declaration of `", $prefix, ".", stringify!($member), "`.")]
        pub static $field: $crate::model::Field<$name> = $crate::model::Field {
            spec: $crate::model::Spec::$make(concat!($prefix, ".", stringify!($member)), $($arg),+)$(.$method($($margs),*))*,
            get: |record| &record.$member,
            get_mut: |record| &mut record.$member,
        };)+
        impl $crate::model::Record for $name {
            fn columns() -> &'static [&'static $crate::model::Field<Self>] {
                static COLUMNS: &[&$crate::model::Field<$name>] = &[$(&$field),+];
                COLUMNS
            }
            fn id(&self) -> $crate::model::Id { self.id }
            fn set_id(&mut self, id: $crate::model::Id) { self.id = id; }
        }
    };
}

/// Declares a section: a plain struct of texts and lists that stands in the document as `$at`.
macro_rules! section {
    ($(#[$meta:meta])* pub struct $name:ident at $at:ident {
        fields { $($member:ident: $field:ident = $make:ident($($arg:expr),+ $(,)?) $(.$method:ident($($margs:expr),*))*;)* }
        tables { $($list:ident: $table:ident of $row:ty = ($title:expr, $row_word:expr, $help:expr);)* }
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $(#[doc = concat!("The text of `", stringify!($at), ".", stringify!($member), "`, as it was typed.")]
            pub $member: String,)*
            $(#[doc = concat!("The rows of `", stringify!($at), ".", stringify!($list), "`.")]
            pub $list: Vec<$row>,)*
        }
        $(#[doc = concat!("The declaration of `", stringify!($at), ".", stringify!($member), "`.")]
        pub static $field: $crate::model::Field<$crate::model::Document> = $crate::model::Field {
            spec: $crate::model::Spec::$make(concat!(stringify!($at), ".", stringify!($member)), $($arg),+)$(.$method($($margs),*))*,
            get: |doc| &doc.$at.$member,
            get_mut: |doc| &mut doc.$at.$member,
        };)*
        $(#[doc = concat!("The table of `", stringify!($at), ".", stringify!($list), "`.")]
        pub static $table: $crate::model::Table = $crate::model::Table {
            key: concat!(stringify!($at), ".", stringify!($list)),
            title: $title,
            row: $row_word,
            help: $help,
            specs: $crate::model::table::specs_of::<$row>,
            rows: |doc| &doc.$at.$list,
            rows_mut: |doc| &mut doc.$at.$list,
        };)*
        impl $name {
            /// Every single field of the section, in order.
            pub const FIELDS: &'static [&'static $crate::model::Field<$crate::model::Document>] = &[$(&$field),*];
            /// Every table of the section, in order.
            pub const TABLES: &'static [&'static $crate::model::Table] = &[$(&$table),*];
        }
    };
}

pub(crate) use record;
pub(crate) use section;
