//! Designs by chance whose APIs have hard names, at every place where a name can stand.

use envelope::model::{Document, Input, Spec, Table, actors, apis, data_model, services};

/// Texts that are hard as a name, an address, a type or an answer.
pub(crate) const HARD: [&str; 48] = [
    "",
    " ",
    "*",
    "id",
    "ID",
    "a b",
    "ünï/cödé",
    "{",
    "}",
    "{}",
    "{id}",
    "/a/{id}/{id}",
    "/a/{b}/c",
    "/a/{x}/c",
    "/a/:b/c",
    "/a/<b>",
    "/a//b/",
    "/a?x={x}&y&x=1#z",
    "https://h.example/v2/a",
    "//",
    "/{a}{b}",
    "/%",
    "/%41%zz",
    "/a/{b",
    "/~1/~0",
    "\"quoted\"",
    "\\",
    "\n",
    "\u{0}",
    "\u{2028}",
    "😀",
    "$ref",
    "__proto__",
    "constructor",
    "x-a",
    "Problem",
    "Authorization",
    "Idempotency-Key",
    "cursor",
    "200, 404 unknown; 5xx, 999, 2000, x",
    "204",
    "302 elsewhere",
    "default",
    "enum('a','a','b')",
    "int[][]",
    "A.b",
    "A[]",
    "numeric(10,2)",
];

/// A design by chance: `pick` gives a number below another; texts are those that are hard, and these.
pub(crate) fn design(pick: &mut dyn FnMut(usize) -> usize, texts: &[String]) -> Document {
    let mut doc = Document::default();
    let tables: [(&'static Table, usize); 6] = [
        (&actors::ACTORS, 3),
        (&services::SERVICES, 3),
        (&data_model::ENTITIES, 4),
        (&data_model::ATTRIBUTES, 12),
        (&apis::ACTIONS, 9),
        (&apis::API_FIELDS, 40),
    ];
    for (table, most) in tables {
        for _ in 0..=pick(most) {
            let specs = (table.specs)().into_iter();
            let cells: Vec<String> = specs.map(|spec| cell(&doc, spec, pick, texts)).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            doc.add_row_of(table, &cells);
        }
    }
    doc.title = text(pick, texts);
    doc.apis.style = text(pick, texts);
    doc.apis.base = text(pick, texts);
    doc.apis.auth = cell(&doc, &apis::API_AUTH.spec, pick, texts);
    doc
}

fn text(pick: &mut dyn FnMut(usize) -> usize, texts: &[String]) -> String {
    let at = pick(HARD.len() + texts.len());
    HARD.get(at)
        .map_or_else(|| texts[at - HARD.len()].clone(), |hard| (*hard).to_owned())
}

fn cell(
    doc: &Document,
    spec: &Spec,
    pick: &mut dyn FnMut(usize) -> usize,
    texts: &[String],
) -> String {
    match spec.input {
        // Something that is none of the choices, now and then.
        Input::Choice(choices) => match choices.get(pick(choices.len() + 1)) {
            Some((value, _)) => (*value).to_owned(),
            None => text(pick, texts),
        },
        Input::Reference(table) => {
            let ids = (table.rows)(doc).ids();
            let at = pick(ids.len() + 1);
            ids.get(at)
                .map_or_else(|| "9999".to_owned(), u32::to_string)
        }
        Input::Quantity(_) => ["", "5/s", "1 KB", "x"][pick(4)].to_owned(),
        _ => text(pick, texts),
    }
}
