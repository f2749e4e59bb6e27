//! The architecture as files of other programs, opened by what those programs open files with: the library that draw.io
//! was built on, and the loader and painter of Excalidraw.

use envelope::diagram::architecture::{self, Scene};
use envelope::estimate;
use envelope::library::examples;
use envelope::model::{Document, architecture as rows};
use envelope::text::{drawio, excalidraw, json};
use serde_json::Value;
use xtask::scratch::Folder;
use xtask::server::Server;
use xtask::setup;

use crate::page::Page;

/// Reads the cells of a file into a graph and lays it out; what comes of them.
const DRAW_IO: &str = "
const graph = new mxGraph(document.body.appendChild(document.createElement('div')));
const file = mxUtils.parseXml(arguments[0]);
new mxCodec(file).decode(file.querySelector('mxGraphModel'), graph.getModel());
graph.view.validate();
const cells = Object.values(graph.getModel().cells).map(cell => [cell, graph.view.getState(cell)]);
const near = (point, box) => point.x >= box.x - 1 && point.x <= box.x + box.width + 1
  && point.y >= box.y - 1 && point.y <= box.y + box.height + 1;
const boxes = cells.filter(([cell]) => cell.vertex)
  .map(([cell, at]) => [cell.id, cell.value, at.x, at.y, at.width, at.height]);
const lines = cells.filter(([cell]) => cell.edge).map(([cell, at]) => {
  const ends = [cell.source, cell.target].map(end => graph.view.getState(end));
  const points = at.absolutePoints;
  return [cell.id, near(points[0], ends[0]) && near(points[points.length - 1], ends[1])];
});
graph.destroy();
return { boxes, lines };";

/// Restores the elements of a file and draws them; the words of the drawing, or what was wrong.
const EXCALIDRAW: &str = "
const [text, done] = arguments;
import(new URL('excalidraw.js', location)).then(async ({ exportToSvg }) => {
  const { elements, appState, files } = JSON.parse(text);
  const svg = await exportToSvg({ data: { elements, appState, files }, config: { skipInliningFonts: true } });
  if (svg.outerHTML.includes('NaN')) throw new Error('a place that is no number');
  done([...svg.querySelectorAll('text')].map(text => text.textContent));
}).catch(error => done(String(error)));";

/// A page of its own with both programs' loaders.
fn loaders() -> (Page, Server, Folder) {
    let missing = || panic!("the loaders are missing; `cargo xtask setup` installs them");
    let modules = setup::drawings()
        .unwrap_or_else(missing)
        .join("node_modules");
    let folder = Folder::new("loaders").unwrap();
    for (from, to) in [
        ("mxgraph/javascript/mxClient.min.js", "mxgraph.js"),
        ("@excalidraw/utils/dist/prod/index.js", "excalidraw.js"),
    ] {
        std::fs::copy(modules.join(from), folder.path().join(to)).unwrap();
    }
    let quiet = "var mxLoadResources = false, mxLoadStylesheets = false, mxBasePath = '.';";
    let page = format!(
        "<!doctype html><script>{quiet}</script><script src=\"mxgraph.js\"></script><body></body>"
    );
    std::fs::write(folder.path().join("index.html"), page).unwrap();
    let server = Server::start(folder.path()).unwrap();
    let page = Page::blank();
    page.session.goto(&server.url()).unwrap();
    (page, server, folder)
}

/// All examples, and a design with groups, a loop and names that mean something to the readers.
fn designs() -> Vec<Document> {
    let mut hard = Document::default();
    let ids = [
        ["<b>\"A\" & B</b>", "", "Zone <1>"],
        ["]]>\u{202e}x\\n", "cache", "Zone <1>"],
        ["Three", "queue", ""],
    ]
    .map(|[name, kind, group]| hard.add_row_of(&rows::COMPONENTS, &[name, kind, "", "", group]));
    for (label, from, to) in [
        ("<i>&amp;</i>", 0, 1),
        ("", 1, 0),
        ("itself", 2, 2),
        ("out", 1, 2),
    ] {
        let [from, to] = [ids[from], ids[to]].map(|id| id.to_string());
        hard.add_row_of(&rows::CONNECTIONS, &[label, &from, &to]);
    }
    let all = examples::ALL.iter().map(json::example);
    all.chain([hard]).collect()
}

fn scene(doc: &Document) -> Scene {
    architecture::scene(doc, &estimate::of(doc))
}

#[test]
fn draw_io_s_library_reads_what_is_exported() {
    let (page, _server, _folder) = loaders();
    for doc in designs() {
        let scene = scene(&doc);
        let found = page.js(DRAW_IO, &[drawio::write(&scene).into()]);
        let boxes = found["boxes"].as_array().unwrap();
        assert_eq!(boxes.len(), scene.parts.len() + scene.frames.len());
        for part in &scene.parts {
            let id = format!("c{}", part.key);
            let seen = boxes.iter().find(|seen| seen[0] == id).unwrap();
            let name = part.name.join("\n");
            assert!(seen[1].as_str().unwrap().starts_with(&name), "{seen}");
            let wanted = [part.rect.x, part.rect.y, part.rect.width, part.rect.height];
            for (number, wanted) in wanted.iter().enumerate() {
                let off = seen[number + 2].as_f64().unwrap() - wanted;
                assert!(off.abs() < 0.1, "{seen}: not {wanted}");
            }
        }
        let lines = found["lines"].as_array().unwrap();
        assert_eq!(lines.len(), scene.lines.len());
        for line in lines {
            assert_eq!(line[1], true, "{line} ends elsewhere");
        }
    }
}

#[test]
fn excalidraw_draws_what_is_exported() {
    let (page, _server, _folder) = loaders();
    for doc in designs() {
        let scene = scene(&doc);
        let file = excalidraw::write(&scene);
        let drawn = page
            .session
            .execute_async(EXCALIDRAW, &[file.into()])
            .unwrap();
        let words = |words: &Value| words.as_str().unwrap().trim().to_owned();
        let drawn: Vec<String> = match &drawn {
            Value::Array(texts) => texts.iter().map(words).collect(),
            wrong => panic!("{}: {wrong}", doc.title),
        };
        let names = scene.parts.iter().flat_map(|part| &part.name);
        for name in names.chain(scene.frames.iter().map(|frame| &frame.name)) {
            assert!(drawn.contains(name), "{name:?} is not among {drawn:?}");
        }
    }
}
