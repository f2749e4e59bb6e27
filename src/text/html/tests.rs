//! The page of HTML, read by the parser of a browser, and its Markdown by another reader.
#![allow(clippy::unwrap_used)] // a test stops at the first failure

use super::{page, render};
use crate::estimate;
use crate::library::examples;
use crate::model::tests::any_document;
use crate::model::{Document, all_fields, all_tables, capacity, data_model};
use crate::outline::Chart;
use crate::text::json;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node};

/// Every tag that is written, and the attributes that it may have.
const OURS: &[(&str, &[&str])] = &[
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("title", &["id"]),
    ("style", &[]),
    ("body", &[]),
    ("main", &[]),
    ("nav", &["aria-label"]),
    ("h1", &[]),
    ("h2", &["id"]),
    ("h3", &["id"]),
    ("h4", &["id"]),
    ("p", &[]),
    ("a", &["href", "rel"]),
    ("ul", &[]),
    ("ol", &["start"]),
    ("li", &[]),
    ("strong", &[]),
    ("em", &[]),
    ("del", &[]),
    ("br", &[]),
    ("hr", &[]),
    ("code", &[]),
    ("pre", &[]),
    ("blockquote", &[]),
    ("div", &["class"]),
    ("details", &[]),
    ("summary", &[]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope"]),
    ("td", &[]),
    (
        "svg",
        &[
            "xmlns",
            "id",
            "class",
            "viewBox",
            "width",
            "height",
            "role",
            "aria-labelledby",
        ],
    ),
    ("desc", &["id"]),
    ("g", &["data-key", "data-at", "data-ends", "data-group"]),
    ("rect", &["class", "x", "y", "width", "height", "rx"]),
    ("path", &["class", "d", "transform"]),
    ("circle", &["class", "cx", "cy", "r"]),
    ("text", &["class", "x", "y"]),
    ("tspan", &["class", "x", "y", "dx"]),
];

/// What is in the page that is not ours.
fn foreign(text: &str) -> Vec<String> {
    let html = Html::parse_document(text);
    let mut found = Vec::new();
    for node in html.tree.nodes() {
        let Node::Element(element) = node.value() else {
            if matches!(node.value(), Node::Comment(_)) {
                found.push("a comment".to_owned());
            }
            continue;
        };
        let name = element.name();
        let Some((_, allowed)) = OURS.iter().find(|(ours, _)| *ours == name) else {
            found.push(format!("<{name}>"));
            continue;
        };
        for (attribute, value) in element.attrs() {
            if !allowed.contains(&attribute) {
                found.push(format!("<{name} {attribute}>"));
            }
            let safe = ["https:", "http:", "mailto:", "#"];
            let small = value.to_ascii_lowercase();
            if attribute == "href" && !safe.iter().any(|start| small.starts_with(start)) {
                found.push(format!("a link to {value}"));
            }
        }
    }
    found
}

fn hostile() -> impl Strategy<Value = String> {
    let whole = vec![
        "<script>alert(1)</script>",
        "</title><script>x</script>",
        "</style><b>",
        "<img src=x onerror=y>",
        "[x](javascript:alert(1))",
        "[x](JavaScript:alert(1))",
        "[x](java&#115;cript:x)",
        "[x](\tjavascript:x)",
        "[x](https://a\"onclick=\"y)",
        "![x](data:text/html,<b>)",
        "[x](mailto:a@b'>)",
        "[[x](#y)](https://z)",
        "\" onload=\"x",
        "&#60;script&#62;",
        "`</code><b>`",
        "```\n</pre><b>\n",
        "- <b>\n  - <i>\n\n    > <u>",
        "| <b> |\n| --- |\n| <i> |",
        "<br>",
        "<br onclick=x>",
        "*a <b>* **c** ~~d~~",
        "<!-- --><b>",
        "<https://x>",
        "1. a\n2. b\n\n   c",
    ];
    let sign = prop::sample::select(vec![
        "<",
        ">",
        "&",
        "\"",
        "'",
        "`",
        "*",
        "_",
        "~",
        "[",
        "]",
        "(",
        ")",
        "!",
        "\\",
        "\n",
        "|",
        "-",
        ">",
        "#",
        " ",
        "    ",
        "a",
        "b>",
        "/b",
        "script",
        "https:",
        "javascript:",
        "&lt;",
        "1.",
    ]);
    prop_oneof![
        prop::sample::select(whole).prop_map(str::to_owned),
        proptest::collection::vec(sign, 0..24).prop_map(|signs| signs.concat()),
    ]
}

/// A design with such a text in every field that keeps Markdown, and in a row of every table.
fn full_of(text: &str, other: &str) -> Document {
    let mut doc = Document {
        title: text.to_owned(),
        ..Document::default()
    };
    for (at, field) in all_fields().into_iter().enumerate() {
        let text = if at % 2 == 0 { text } else { other };
        text.clone_into((field.get_mut)(&mut doc));
    }
    for table in all_tables() {
        doc.add_row_of(table, &[other, text, text, other, "1", text]);
    }
    doc
}

/// R22: a link leads to the web, to an address of mail or to a heading, in whatever letters that is written, and nowhere
/// else.
#[test]
fn a_link_of_another_scheme_is_text() {
    let leads = |target: &str| {
        let text = page("T", &format!("[x]({target})"), &[]);
        text.contains("rel=\"noopener noreferrer\"")
    };
    for target in ["https://a", "HTTPS://a", "http://a", "mailto:a@b", "#a"] {
        assert!(leads(target), "{target}");
    }
    for target in [
        "javascript:x",
        "JavaScript:x",
        "JAVASCRIPT:x",
        "java\\script:x",
        "vbscript:x",
        "data:text/html,x",
        "DATA:x",
        "file:///x",
        "blob:x",
        "//a",
        "a",
        "",
    ] {
        assert!(!leads(target), "{target}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_that_was_typed_becomes_a_tag(doc in any_document()) {
        let found = foreign(&render(&doc, &estimate::of(&doc)));
        prop_assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn nothing_hostile_becomes_a_tag(one in hostile(), other in hostile()) {
        let doc = full_of(&one, &other);
        let found = foreign(&render(&doc, &estimate::of(&doc)));
        prop_assert!(found.is_empty(), "{found:?}");
    }

    /// Not even where the Markdown is not ours.
    #[test]
    fn no_markdown_at_all_becomes_a_tag(text in hostile(), more in hostile()) {
        let found = foreign(&page(&text, &[&text, "\n\n", &more, "\n", &text].concat(), &[]));
        prop_assert!(found.is_empty(), "{found:?}");
    }
}

/// The elements and words of a page in order, without what this page has more than others.
fn outline(html: &Html) -> Vec<String> {
    let mut said = vec![String::new()];
    walk(html.root_element(), &mut said);
    let words = said
        .iter()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|text| !text.is_empty()).collect()
}

fn walk(element: ElementRef, said: &mut Vec<String>) {
    let name = element.value().name();
    let link = element.attr("href").unwrap_or_default();
    let shared = !["html", "body", "main", "div"].contains(&name) && !link.starts_with('#');
    let name = match name {
        "head" | "nav" | "svg" => return,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "h",
        name => name,
    };
    if shared {
        said.extend([format!("<{name} {link}>"), String::new()]);
    }
    for child in element.children() {
        if let Node::Text(text) = child.value() {
            said.last_mut().unwrap().push_str(text);
        } else if let Some(element) = ElementRef::wrap(child) {
            walk(element, said);
        }
    }
    if shared {
        said.extend([format!("</{name}>"), String::new()]);
    }
}

/// As another reader of Markdown has it.
#[track_caller]
fn reads_as_others_do(markdown: &str) {
    let options =
        pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    let mut other = String::new();
    pulldown_cmark::html::push_html(
        &mut other,
        pulldown_cmark::Parser::new_ext(markdown, options),
    );
    let ours = outline(&Html::parse_document(&page("x", markdown, &[])));
    let other = outline(&Html::parse_document(&other));
    let differs = ours
        .iter()
        .zip(&other)
        .position(|(ours, other)| ours != other);
    if let Some(at) = differs {
        let from = at.saturating_sub(6);
        panic!(
            "ours: {:?}\nother: {:?}",
            &ours[from..=at],
            &other[from..=at]
        );
    }
    assert_eq!(
        ours.len(),
        other.len(),
        "{:?} {:?}",
        ours.last(),
        other.last()
    );
}

#[test]
fn the_examples_read_as_with_another_reader() {
    for example in examples::ALL {
        let doc = json::example(example);
        let markdown = crate::text::markdown::render(&doc, &estimate::of(&doc));
        assert!(markdown.len() > 10_000);
        reads_as_others_do(&markdown);
    }
}

#[test]
fn what_people_write_reads_as_with_another_reader() {
    for text in [
        "one\ntwo  \nthree\\\nfour",
        "- a\n- b\n  - c\n  - d\n- e",
        "- a\n\n- b\n\n  more of b\n",
        "1. a\n2. b\n\n\n3. c\n\ntext",
        "3) a\n4) b",
        "text\n- list right behind it\n* another",
        "> quoted\nand on\n>\n> - list\n\nnot quoted",
        "```rust\nlet a = \"<b>\";\n\n```\n\n~~~\nx\n~~~",
        "- a\n\n  ```\n  code\n    more\n  ```\n- b",
        "    indented\n\n    code\n\ntext\n    no code",
        "*a* **b** ***c*** _d_ __e__ ~~f~~ snake_case_word 2 * 3 * 4 a*b*c",
        "**a *b* c** *a **b** c* *open **both",
        "`a` ``b ` c`` ` d ` `open",
        "[a](https://b.example/c?d=e&f) [**b**](mailto:a@b.example) [x] (y) [z]",
        "a &amp; b &lt; c &copy; & d; \\* \\_ \\\\ \\a",
        "| a | b |\n| --- | :-: |\n| 1 \\| 2 | `x` |\n| 3 |\n\nafter",
        "a | b\n--- | ---\n1 | 2",
        "---\n\n***\ntext\n\n- - -",
        "1986\\. A year\n1986. A list that is none",
        "- [ ] task\n- [x] done",
        "*\n\n* a",
    ] {
        reads_as_others_do(text);
    }
}

#[test]
fn the_page_has_its_parts() {
    let doc = json::example(&examples::PASTEBIN);
    let text = render(&doc, &estimate::of(&doc));
    // Three diagrams, and each chart for two widths; what hangs on ranges is not there without any.
    let charts = Chart::ALL.iter().filter(|chart| chart.swings().is_none());
    let drawn = 3 + 2 * charts.count();
    assert_eq!(text.matches("<svg ").count(), drawn, "all is drawn");
    for code in ["erDiagram", "sequenceDiagram", "flowchart"] {
        assert!(!text.contains(code), "{code}");
    }
    let html = Html::parse_document(&text);
    let select = |what: &str| {
        let selector = scraper::Selector::parse(what).unwrap();
        html.select(&selector).count()
    };
    assert_eq!(
        (select("h1"), select("main"), select("nav a")),
        (1, 1, select("main > h2"))
    );
    assert!(select("h3") > 30 && select("table") > 10 && select("[src], script, link") == 0);
    // Every link within the page leads somewhere, and no two places have the same name.
    let links = scraper::Selector::parse("a[href^='#']").unwrap();
    for link in html.select(&links) {
        let place = format!("[id='{}']", &link.attr("href").unwrap()[1..]);
        assert_eq!(select(&place), 1, "{place}");
    }
}

/// What is nested without end, or opened and never closed, is text in the end, and needs no stack.
#[test]
fn endless_nesting_is_read_to_its_end() {
    let mut doc = Document::default();
    for start in [
        "> ", "- ", "*a ", "[", "`", "**a _b ", "1. ", "![", "\\", "&", "~~a ", "|",
    ] {
        (capacity::RATIO_DECISION.get_mut)(&mut doc).clear();
        (capacity::RATIO_DECISION.get_mut)(&mut doc).push_str(&start.repeat(20_000));
        (data_model::INDEXING.get_mut)(&mut doc).clear();
        (data_model::INDEXING.get_mut)(&mut doc).push_str(&[start, "x\n"].concat().repeat(5_000));
        let found = foreign(&render(&doc, &estimate::Estimate::default()));
        assert!(found.is_empty(), "{found:?}");
    }
}
