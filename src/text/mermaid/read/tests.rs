//! Flowcharts as they are written here and by others.

use super::{Note, read};
use crate::model::Document;
use crate::model::architecture::{COMPONENTS, CONNECTIONS, KINDS};
use crate::text::data_model::NewRow;
use crate::text::mermaid::{add, flowchart};
use proptest::prelude::*;

/// A design with these components and connections, which are named by their places.
fn design(
    components: &[(String, usize, String)],
    connections: &[(String, usize, usize, usize)],
) -> Document {
    let mut doc = Document::default();
    let ids: Vec<String> = (components.iter())
        .map(|(name, kind, group)| {
            let cells = [name.as_str(), KINDS[*kind].0, "", "", group];
            doc.add_row_of(&COMPONENTS, &cells).to_string()
        })
        .collect();
    for (label, from, to, kind) in connections {
        let ends = [from, to].map(|at| ids[at % ids.len()].as_str());
        let kind = ["", "async", "replication"][kind % 3];
        doc.add_row_of(&CONNECTIONS, &[label, ends[0], ends[1], kind]);
    }
    doc
}

/// Components, and connections by the names of their ends, in no order.
type Told = (Vec<[String; 3]>, Vec<[String; 4]>);

fn told(doc: &Document) -> Told {
    let model = &doc.architecture;
    // A text in one line, as a label can have it.
    let line = |text: &str| {
        let plain = |c: char| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        };
        text.trim()
            .chars()
            .map(plain)
            .collect::<String>()
            .trim()
            .to_owned()
    };
    let mut components: Vec<[String; 3]> = (model.components.iter())
        .map(|one| [line(&one.name), one.kind.clone(), line(&one.group)])
        .collect();
    let name = |id: &str| {
        let id = id.parse::<u32>();
        let found = model.components.iter().find(|one| Ok(one.id) == id);
        found.map_or_else(String::new, |one| line(&one.name))
    };
    let mut connections: Vec<[String; 4]> = (model.connections.iter())
        .map(|one| {
            [
                line(&one.label),
                name(&one.from),
                name(&one.to),
                one.kind.clone(),
            ]
        })
        .collect();
    components.sort();
    connections.sort();
    (components, connections)
}

fn taken(text: &str) -> (Document, Vec<Note>) {
    let mut doc = Document::default();
    let reading = read(text);
    NewRow::add(&add(&doc, &reading).rows, &mut doc);
    (doc, reading.notes)
}

/// A name with something in it: without one, the diagram says which row it is.
fn names() -> impl Strategy<Value = String> {
    ("[^\\s\\p{C}]{1,3}", ".{0,20}").prop_map(|(first, rest)| first + &rest)
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_it_was(
        components in prop::collection::vec((names(), 0..KINDS.len(), "[a-z\"\\[\\]%#; ]{0,4}"), 1..12),
        connections in prop::collection::vec((".{0,12}", any::<usize>(), any::<usize>(), 0..3_usize), 0..12),
    ) {
        let doc = design(&components, &connections);
        let text = flowchart(&doc).unwrap_or_default();
        let (read, notes) = taken(&text);
        prop_assert_eq!(notes, [], "{}", text);
        prop_assert_eq!(told(&read), told(&doc), "{}", text);
    }

    /// Whatever it is, it is read, and what it adds is a design that reads back.
    #[test]
    fn any_text_is_read(lines in prop::collection::vec("[A-Da-d \\[\\](){}<>=.~|@&:;\"%x/-]{0,24}|subgraph a|end|A --> B|.{0,12}", 0..20)) {
        let (doc, _) = taken(&(String::from("graph TD\n") + &lines.join("\n")));
        let (again, notes) = taken(&flowchart(&doc).unwrap_or_default());
        let length = doc.architecture.components.len();
        prop_assert!(length == 0 || notes.is_empty(), "{:?}", notes);
        prop_assert_eq!(again.architecture.components.len(), length);
        prop_assert_eq!(again.architecture.connections.len(), doc.architecture.connections.len());
    }
}

#[test]
fn every_example_is_read_as_it_was() {
    for example in crate::library::examples::ALL {
        let doc = crate::text::json::example(example);
        let (read, notes) = taken(&flowchart(&doc).unwrap_or_default());
        assert_eq!(
            (told(&read), notes),
            (told(&doc), Vec::new()),
            "{}",
            example.name
        );
    }
}

/// The boxes as `name/kind/group`, and the links as `from>to/label/kind`.
fn seen(text: &str) -> (Vec<String>, Vec<String>) {
    let reading = read(text);
    let edges = reading.edges.iter().map(|edge| {
        let [from, to] = [edge.from, edge.to].map(|at| reading.nodes[at].name.as_str());
        format!("{from}>{to}/{}/{}", edge.label, edge.kind)
    });
    let nodes = reading
        .nodes
        .iter()
        .map(|node| format!("{}/{}/{}", node.name, node.kind, node.group));
    (nodes.collect(), edges.collect())
}

#[test]
fn links_are_read_in_every_way_that_people_write_them() {
    for (link, said) in [
        ("-->", "a>b//"),
        ("---", "a>b//"),
        ("--x", "a>b//"),
        ("--o", "a>b//"),
        ("<-->", "a>b//"),
        ("<---", "b>a//"),
        ("x--x", "a>b//"),
        ("----->", "a>b//"),
        ("==>", "a>b//replication"),
        ("===", "a>b//replication"),
        ("-.->", "a>b//async"),
        ("-.-", "a>b//async"),
        ("-...->", "a>b//async"),
        ("-->|x y|", "a>b/x y/"),
        ("-->|\"x | y\"|", "a>b/x | y/"),
        ("--> |x|", "a>b/x/"),
        ("-- x y -->", "a>b/x y/"),
        ("-- \"x --> y\" -->", "a>b/x --> y/"),
        ("-- x ---", "a>b/x/"),
        ("== x ==>", "a>b/x/replication"),
        ("-. x .->", "a>b/x/async"),
        ("-. \"x\" .-", "a>b/x/async"),
        ("e1@-->", "a>b//"),
    ] {
        let (_, edges) = seen(&["graph LR\n a ", link, " b"].concat());
        assert_eq!(edges, [said], "{link}");
    }
    let (nodes, edges) = seen("flowchart TB; a-->b-->c & d; a ~~~ d; a-.->a;");
    assert_eq!(nodes.len(), 4);
    assert_eq!(edges, ["a>b//", "b>c//", "b>d//", "a>a//async"]);
}

#[test]
fn kinds_follow_from_shapes_and_names() {
    let (nodes, _) = seen(
        "graph TD\n a([Somebody])\n b[(Orders)]\n c[(\"Redis<br/>cache\")]\n d{{Edge}}\n e[[Resizer]]\n f>Jobs done]\n g[/Bank/]\n h((Start))\n\
         i(fa:fa-cart Shop)\n j{Paid?}\n k[User service]\n l[S3]\n m@{ shape: cyl, label: \"Ledger\" }\n n[\"`**Kafka**`\"]\n o[CDN #quot;edge#quot;]",
    );
    let kinds = [
        "Somebody/client/",
        "Orders/sql/",
        "Redis cache/cache/",
        "Edge/balancer/",
        "Resizer/worker/",
        "Jobs done/worker/",
        "Bank/third/",
        "Start/client/",
        "Shop//",
        "Paid?//",
        "User service//",
        "S3/blob/",
        "Ledger/sql/",
        "Kafka/queue/",
        "CDN \"edge\"/cdn/",
    ];
    assert_eq!(nodes, kinds);
}

#[test]
fn subgraphs_are_groups_and_a_box_belongs_to_the_one_that_ends_first() {
    let (nodes, edges) = seen(
        "flowchart LR\nsubgraph eu [Europe]\n direction TB\n a\n subgraph z1[\"Zone 1\"]\n a\n b\n end\n c\nend\na --> d\nsubgraph Rest\n d --> b\nend\n eu --> d",
    );
    assert_eq!(
        nodes,
        [
            "a//Europe / Zone 1",
            "b//Europe / Zone 1",
            "c//Europe",
            "d//Rest"
        ]
    );
    assert_eq!(edges, ["a>d//", "d>b//"]);
    let reading = read("graph\nsubgraph x\na\n");
    assert_eq!(
        (reading.notes[0].line, reading.notes[0].what.as_str()),
        (2, "x")
    );
}

#[test]
fn looks_and_comments_are_passed_over_and_the_rest_is_said_with_its_line() {
    let reading = read(
        "---\ntitle: Shop\n---\n%%{init: {\n'theme': 'dark'}}%%\n%% a --> z\ngraph TD\n  a:::big --> b\n  classDef big fill:#f9f;\n  style a fill:#fff\n\
         linkStyle 0 stroke:red\n  click a \"https://example.org;x\"\n  accDescr {\n two\n lines }\n  a --> ???\n  b[no end\n  class a,b big\n  end",
    );
    let notes: Vec<_> = reading
        .notes
        .iter()
        .map(|note| (note.line, note.what.as_str()))
        .collect();
    assert_eq!(notes, [(16, "--> ???"), (17, "b[no end"), (19, "end")]);
    assert_eq!((reading.nodes.len(), reading.edges.len()), (2, 1));
    for (text, said) in [
        ("sequenceDiagram\n a->>b: x", "sequenceDiagram"),
        ("a --> b", "a --> b"),
    ] {
        let reading = read(text);
        assert_eq!(
            (reading.nodes.len(), reading.notes[0].what.as_str()),
            (0, said)
        );
    }
    let markdown = "# Shop\n\n```mermaid\nsequenceDiagram\n```\n\n```mermaid\ngraph LR\n  a --> b\n  ?\n```\nend";
    let reading = read(markdown);
    assert_eq!(
        (
            reading.edges.len(),
            reading.notes.len(),
            reading.notes[0].line
        ),
        (1, 1, 10)
    );
}

#[test]
fn what_is_too_much_is_counted() {
    let all = |letter: char| {
        (0..300)
            .map(|at| format!("{letter}{at}"))
            .collect::<Vec<_>>()
            .join(" & ")
    };
    let reading = read(&format!("graph\n{} --> {}", all('a'), all('b')));
    assert_eq!((reading.nodes.len(), reading.edges.len()), (500, 2_000));
    let said: Vec<&str> = reading
        .notes
        .iter()
        .map(|note| note.what.as_str())
        .collect();
    assert_eq!(said, ["100 more boxes", "58000 more links"]);
    let long = read(&" ".repeat(500_001));
    assert_eq!(long.notes.len(), 1);
    let odd = read(&(String::from("graph\n") + &"?\n".repeat(300)));
    assert_eq!(
        (
            odd.notes.len(),
            odd.notes[200].line,
            odd.notes[200].what.as_str()
        ),
        (201, 0, "100 more lines")
    );
}

/// A flowchart on top of one that is there adds what is new, and nothing twice.
#[test]
fn the_same_flowchart_adds_nothing() {
    let mut doc = crate::text::json::example(&crate::library::examples::PASTEBIN);
    let text = flowchart(&doc).unwrap_or_default();
    let added = add(&doc, &read(&text));
    let model = &doc.architecture;
    assert_eq!(
        (added.rows, added.there),
        (vec![], [model.components.len(), model.connections.len()])
    );
    let before = doc.architecture.components.len();
    let added = add(
        &doc,
        &read(&(text + "    cdn3 --> new1[(Archive)]\n    new1 --> new1")),
    );
    NewRow::add(&added.rows, &mut doc);
    assert_eq!(doc.architecture.components.len(), before + 1);
    assert_eq!(doc.architecture.components[before].name, "Archive");
}
