//! The data model of a shop: typed with the keyboard alone, read as SQL, taken over from SQL, and looked at.

use std::cell::Cell;

use envelope::engines::{Engine, Schema};
use envelope::estimate::data_model::schema;
use envelope::library::examples;
use envelope::model::Section;
use envelope::text::{json, sql};
use xtask::browser::{Element, keys};

use crate::keyboard::tab_until;
use crate::page::Page;

#[path = "../sql/shop.rs"]
mod typed;

use typed::{TYPED, typed};

/// More would be too many for a model of three tables.
const STEPS: usize = 60;

/// Somebody at the keyboard. A field that is filled in is a step, and so is a shortcut; Tab, Enter and the arrows
/// are free.
struct Hand<'p> {
    page: &'p Page,
    steps: Cell<usize>,
}

impl Hand<'_> {
    #[track_caller]
    fn to(&self, name: &str) {
        tab_until(self.page, name, |here| here == name);
    }

    fn press(&self, key: &str) {
        self.page.session.press(&[key]).unwrap();
    }

    /// Fills in the field that has the focus; an empty text is no step.
    #[track_caller]
    fn fill(&self, name: &str, text: &str) {
        self.page.expect_focus(name);
        if !text.is_empty() {
            self.page.session.type_text(text).unwrap();
            self.steps.set(self.steps.get() + 1);
        }
    }

    /// Goes on to a cell of the same row and fills it in.
    #[track_caller]
    fn fill_cell(&self, column: &str, row: &str, text: &str) {
        let name = format!("{column}, {row}");
        self.to(&name);
        self.fill(&name, text);
    }
}

/// Types the entities, then the attributes of each.
fn type_in(hand: &Hand) {
    hand.to("Add entity");
    for (at, (name, _)) in TYPED.iter().enumerate() {
        hand.press(keys::ENTER);
        hand.fill(&format!("Entity, row {}", at + 1), name);
        hand.page.expect_focus(&format!("Entity, {name}"));
    }
    let mut row = 0;
    for (entity, attributes) in TYPED {
        hand.to(&format!("Attributes of {entity}"));
        hand.to("Add attribute");
        for [name, kind, constraints] in attributes {
            row += 1;
            // At the button this adds the first row, in a cell of the last row the next.
            hand.press(keys::ENTER);
            hand.fill(&format!("Attribute, row {row}"), name);
            hand.page.expect_focus(&format!("Attribute, {name}"));
            hand.fill_cell("Type", name, kind);
            hand.fill_cell("Constraints", name, constraints);
        }
    }
}

/// The statements that are shown for an engine; empty while there are none.
fn shown(page: &Page, engine: Engine) -> String {
    let script =
        "return document.querySelector(`pre[aria-label='${arguments[0]}']`)?.textContent ?? '';";
    let name = format!("SQL for {}", engine.name());
    let text = page.js(script, &[name.into()]);
    text.as_str().unwrap_or_default().to_owned()
}

/// The names of tables and their columns.
fn names(schema: &Schema) -> Vec<(String, Vec<String>)> {
    let tables = schema.tables.iter().map(|table| {
        let columns = table.columns.iter().map(|column| column.name.clone());
        (table.name.clone(), columns.collect())
    });
    tables.collect()
}

#[test]
fn three_tables_are_typed_with_the_keyboard_alone_and_become_sql() {
    let page = Page::open();
    let hand = Hand {
        page: &page,
        steps: Cell::new(0),
    };
    let section = Section::DataModel;
    tab_until(&page, section.name(), |here| {
        here.starts_with(section.name())
    });
    hand.press(keys::ENTER);
    page.at(section);
    page.settle();
    type_in(&hand);
    hand.to("SQL of this data model");
    hand.press(keys::ENTER);
    let meant = schema(&typed());
    assert_eq!(meant.tables.len(), 3);
    for engine in Engine::ALL {
        hand.to(engine.name());
        hand.press(keys::ENTER);
        let written = sql::write(engine, &meant).sql;
        let mut seen = String::new();
        let held = page.session.wait_until(crate::page::PATIENCE, |_| {
            seen = shown(&page, engine);
            Ok(seen == written)
        });
        assert!(
            held.is_ok(),
            "{engine:?} is shown as\n{seen}\nnot\n{written}"
        );
        let read = sql::read(&seen);
        assert_eq!(read.skipped, [], "{engine:?}\n{seen}");
        assert_eq!(names(&read.schema), names(&meant), "{engine:?}\n{seen}");
    }
    let steps = hand.steps.get();
    assert!(steps < STEPS, "{steps} steps");
    assert!(steps > 40, "only {steps} steps were counted");
    page.no_errors();
}

/// As `pg_dump --schema-only` prints it, with much that is no part of a data model.
const DUMP: &str = r#"--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN NEW.at = now(); RETURN NEW; END;$$;

CREATE TABLE public.customers (
    customer_id bigint NOT NULL,
    email character varying(254) NOT NULL,
    "odd, name" text DEFAULT 'a, b'::text
);

ALTER TABLE public.customers OWNER TO shop;

CREATE TABLE public.invoices (
    invoice_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    total numeric(12,2) DEFAULT 0.00 NOT NULL,
    CONSTRAINT invoices_total_check CHECK ((total >= (0)::numeric))
);

CREATE VIEW public.open_invoices AS
 SELECT invoices.invoice_id FROM public.invoices;

ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (customer_id);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (invoice_id);

CREATE INDEX invoices_customer_id_idx ON public.invoices USING btree (customer_id, total DESC);

CREATE TRIGGER touch BEFORE UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.touch();

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(customer_id) ON DELETE CASCADE;
"#;

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is said to have been left out.
fn left_out(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.sql .notes li')].filter(shown).map(e => clean(e.textContent));";
    serde_json::from_value(page.js(script, &[])).unwrap()
}

#[test]
fn a_dump_is_taken_over_and_undone() {
    let page = Page::open();
    page.go(Section::DataModel);
    page.click("Take tables over from SQL");
    let name = "SQL to take over";
    page.touch(&page.control(name));
    page.insert(DUMP);
    page.until("the text", |page| Ok(page.value(name) == DUMP));
    page.click("Add these tables");
    page.until("the notice", |page| {
        Ok(page.notice() == "Added 2 tables. Undo takes them away again.")
    });
    page.settle();
    for (name, value) in [
        ("Entity, customers", "customers"),
        ("Entity, invoices", "invoices"),
        ("Constraints, invoice_id", "PK"),
        ("Type, total", "numeric(12,2)"),
        (
            "Constraints, total",
            "not null, default 0.00, check (total >= 0)",
        ),
        ("Constraints, odd, name", "default 'a, b'"),
        (
            "Index on, customer_id, total desc",
            "customer_id, total desc",
        ),
    ] {
        assert_eq!(page.value(name), value, "{name}");
    }
    assert_eq!(page.chosen("From, customer_id"), "customers");
    assert_eq!(page.chosen("To, customer_id"), "invoices");
    let skipped = sql::read(DUMP).skipped;
    let said = skipped
        .iter()
        .map(|left| format!("Line {}, “{}”: {}", left.line, left.what, left.why));
    let said: Vec<String> = said.map(|line| one_line(&line)).collect();
    assert!(said.len() >= 2, "{said:?}");
    assert_eq!(left_out(&page), said);
    page.click("Undo");
    page.until("the tables to go", |page| {
        Ok(!page.sees("Entity, customers") && !page.sees("Entity, invoices"))
    });
    assert!(!page.sees("Constraints, invoice_id"));
    page.click("Redo");
    page.until("the tables to come back", |page| {
        Ok(page.sees("Entity, customers") && page.sees("Entity, invoices"))
    });
    page.no_errors();
}

const PICTURE: &str = "[role=region][aria-label='Picture of the entities'] svg";

#[test]
fn a_click_on_a_card_leads_to_the_attributes() {
    let page = Page::open();
    page.fill_with(&examples::SHOP);
    page.go(Section::DataModel);
    let entities = json::example(&examples::SHOP).data_model.entities;
    let drawn: Vec<String> = entities.iter().map(|each| each.id.to_string()).collect();
    let script = "return [...document.querySelectorAll(`${arguments[0]} [data-key]`)].map(e => e.dataset.key);";
    page.until("a card for each entity", |page| {
        let found = page.try_js(script, &[PICTURE.into()])?;
        let mut found: Vec<String> = serde_json::from_value(found)?;
        found.sort_by_key(|key| drawn.iter().position(|one| one == key));
        Ok(found == drawn)
    });
    for entity in &entities {
        // As a person would: the card is brought to the middle first, clear of the bars at the edges.
        let card = page.js(
            "const card = document.querySelector(arguments[0]);
            card.scrollIntoView({ block: 'center', inline: 'center' });
            return card;",
            &[format!("{PICTURE} [data-key='{}']", entity.id).into()],
        );
        let card = Element::from_value(&page.session, &card).unwrap();
        card.click().unwrap();
        page.expect_focus(&format!("Attributes of {}", entity.name));
        let within =
            "return document.activeElement.closest(`[id='attributes-${arguments[0]}']`) !== null;";
        assert_eq!(page.js(within, &[entity.id.to_string().into()]), true);
    }
    page.no_errors();
}
