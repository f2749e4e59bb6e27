//! Flowcharts that are imported, read by Mermaid itself as they are read here.

use envelope::library::examples;
use envelope::text::{json, mermaid};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};
use xtask::setup;

/// A link: the texts of its boxes, its label, how it is drawn.
type Link = [String; 4];

/// The links that each version reads.
fn read_by_mermaid(diagrams: &[String]) -> Vec<(String, Vec<Vec<Link>>)> {
    let missing = || panic!("Mermaid is missing; `cargo xtask setup` installs it");
    let folder = setup::mermaid().unwrap_or_else(missing);
    let mut node = Command::new("node")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/xtask/mermaid/graph.mjs"
        ))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked = json!({ "folder": folder, "diagrams": diagrams }).to_string();
    let mut input = node.stdin.take().unwrap();
    input.write_all(asked.as_bytes()).unwrap();
    drop(input);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node says why above");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let versions = told.as_object().unwrap().iter();
    let versions = versions.map(|(version, told)| {
        let links = serde_json::from_value(told.clone());
        (version.clone(), links.unwrap_or_else(|_| panic!("{told}")))
    });
    versions.collect()
}

/// The links that are read here, in the same words.
fn read_here(diagram: &str) -> Vec<Link> {
    let reading = mermaid::read(diagram);
    assert_eq!(reading.notes, [], "{diagram}");
    let links = reading.edges.iter().map(|edge| {
        let [from, to] = [edge.from, edge.to].map(|at| reading.nodes[at].name.clone());
        let stroke = match edge.kind {
            "async" => "dotted",
            "replication" => "thick",
            _ => "normal",
        };
        [from, to, edge.label.clone(), stroke.to_owned()]
    });
    links.collect()
}

#[test]
fn links_are_those_that_mermaid_reads() {
    const LINKS: [&str; 22] = [
        "-->",
        "---",
        "--x",
        "--o",
        "<-->",
        "x--x",
        "----->",
        "==>",
        "===",
        "-.->",
        "-.-",
        "-...->",
        "-->|x y|",
        "-->|\"x | y\"|",
        "--> |x|",
        "-- x y -->",
        "-- \"x --> y\" -->",
        "-- x ---",
        "== x ==>",
        "-. x .->",
        "-. \"x\" .-",
        "~~~",
    ];
    let mut diagrams: Vec<String> = (LINKS.iter())
        .map(|link| format!("graph LR\n a {link} b"))
        .collect();
    diagrams.extend(
        [
            "flowchart TB; a-->b-->c & d; a ~~~ d; a-.->a;",
            "graph TD\n a([Somebody]) --> b[(Orders)]\n c[(\"Redis<br/>cache\")] --> d{{Edge}}\n e[[Resizer]] --> f>Jobs done]\n g[/Bank/] --> h((Start))\n i(Shop) --> j{Paid?}",
            "flowchart LR\nsubgraph eu [Europe]\n direction TB\n a\n subgraph z1[\"Zone 1\"]\n a\n b\n end\n c\nend\na --> d\nsubgraph Rest\n d --> b\nend",
            "graph LR\n A---oB\n C--xD\n e-f-->g\n h.i --> j_k\n n1:::big --> n2\n classDef big fill:#f9f",
        ]
        .map(str::to_owned),
    );
    for (version, links) in read_by_mermaid(&diagrams) {
        for (diagram, mut links) in diagrams.iter().zip(links) {
            links.retain(|link| link[3] != "invisible");
            for name in links.iter_mut().flatten() {
                *name = name.replace("<br>", " ");
            }
            assert_eq!(read_here(diagram), links, "{version}: {diagram}");
        }
    }
}

/// The ids, the shapes and the subgraphs of what is exported.
#[test]
fn what_is_exported_is_read_by_both() {
    let mut diagrams = Vec::new();
    for example in examples::ALL {
        let mut doc = json::example(example);
        for (at, component) in doc.architecture.components.iter_mut().enumerate() {
            component.group = ["", "eu-west", "us \"east\" [b]"][at % 3].to_owned();
        }
        diagrams.extend(mermaid::flowchart(&doc));
    }
    // Signs that are escaped Mermaid gives back only where it draws them.
    let strokes =
        |links: &[Link]| -> Vec<String> { links.iter().map(|link| link[3].clone()).collect() };
    for (version, links) in read_by_mermaid(&diagrams) {
        for (diagram, links) in diagrams.iter().zip(links) {
            assert_eq!(
                strokes(&read_here(diagram)),
                strokes(&links),
                "{version}: {diagram}"
            );
        }
    }
}
