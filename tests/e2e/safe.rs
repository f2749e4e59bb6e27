//! What the page refuses: scripts and styles that are not its own, other servers, markup that acts.

use std::collections::BTreeMap;

use envelope::model::{Document, Section, all_fields, all_tables};
use envelope::text::export::Form;
use envelope::text::json as file;
use serde_json::{Value, json};
use xtask::{offline, policy};

use crate::page::{Page, dist};

/// Each of these would leave a mark; what is fetched is asked of this address. By a timer, and by what
/// belongs to the window: what a driver runs may do what the page may not.
pub(crate) const ATTACKS: &str = "
const [other, done] = arguments;
const ran = [];
window.ran = what => ran.push(what);
let refused = 0;
document.addEventListener('securitypolicyviolation', () => refused++);
const add = (name, attributes, text) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.append(text);
  document.body.append(element);
  return element;
};
const attacks = {
  eval: () => window.eval('ran(\"eval\")'),
  Function: () => new window.Function('ran(\"Function\")')(),
  timer: () => setTimeout('ran(\"timer\")'),
  script: () => add('script', {}, 'ran(\"script\")'),
  module: () => add('script', { type: 'module' }, 'ran(\"module\")'),
  data: () => add('script', { src: 'data:text/javascript,ran(\"data\")' }),
  blob: () => add('script', { src: URL.createObjectURL(new Blob(['ran(\"blob\")'])) }),
  handler: () => add('button', { onclick: 'ran(\"handler\")' }).click(),
  address: () => add('a', { href: 'javascript:ran(\"address\")' }, 'x').click(),
  frame: () => add('iframe', { srcdoc: '<script>parent.ran(\"frame\")<\\/script>' }),
  style: () => { add('style', {}, '#marked { outline: 3px solid red }');
    if (getComputedStyle(add('p', { id: 'marked' })).outlineWidth === '3px') ran('style'); },
  attribute: () => { if (getComputedStyle(add('p', { style: 'outline: 3px solid red' })).outlineWidth === '3px') ran('attribute'); },
  worker: () => { new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage = () => ran('worker'); },
  form: () => { add('form', { action: './sent', method: 'post' }).submit(); },
};
setTimeout(async () => {
  for (const attack of Object.values(attacks)) try { attack(); } catch { refused++; }
  await fetch(other, { mode: 'no-cors' }).then(() => ran('fetch'), () => refused++);
  await new Promise(end => { const image = new Image(); image.onload = () => { ran('image'); end(); }; image.onerror = end; image.src = other + '/icon.svg'; });
  try { new WebSocket(other.replace('http', 'ws')).onopen = () => ran('socket'); } catch { refused++; }
  // Its own are let through all the same, and what was refused before has had its time meanwhile.
  const own = new Image();
  own.onload = () => setTimeout(() => done([ran, refused, Object.keys(attacks).length + 2]));
  own.src = document.querySelector('link[rel=icon]').href;
});";

#[test]
fn nothing_runs_that_is_not_its_own() {
    let page = Page::open();
    let other = page.url().replace("127.0.0.1", "localhost");
    let other = other.trim_end_matches('/');
    let found = page
        .session
        .execute_async(ATTACKS, &[other.into()])
        .unwrap();
    assert_eq!(found[0], json!([]), "these got through");
    // Had nothing been tried, nothing would have been refused.
    assert!(found[1].as_u64() >= found[2].as_u64(), "{found}");
    assert!(page.session.url().unwrap().starts_with(&page.url()));
    // The page has taken no harm.
    page.enter("Title of the design", "Still there");
    page.saved();
}

#[test]
fn only_markup_that_does_nothing_is_let_through() {
    let page = Page::open();
    let script = "const done = arguments[arguments.length - 1], texts = arguments[0];
        setTimeout(() => done(texts.filter(text => {
          try { document.createElement('div').innerHTML = text; return true; } catch { return false; }
        })));";
    let acting = [
        "<img src=x onerror=alert(1)>",
        "<img src=\"x\">",
        "<svg onload=\"alert(1)\"></svg>",
        "<svg/onload=alert(1)>",
        "<p\nonclick=\"alert(1)\">a</p>",
        "<p ONCLICK=\"alert(1)\">a</p>",
        "<p style=\"color:red\">a</p>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<a href=\"//elsewhere\">a</a>",
        "<a href=javascript:alert(1)>a</a>",
        "<svg><a xlink:href=\"javascript:alert(1)\">a</a></svg>",
        "<svg><use href=\"data:image/svg+xml,x\"></use></svg>",
        "<svg><animate attributeName=\"href\" values=\"javascript:alert(1)\"/></svg>",
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        "<iframe srcdoc=\"a\"></iframe>",
        "<base href=\"#\">",
        "<meta http-equiv=\"refresh\" content=\"0\">",
        "<form action=\"#\"></form>",
        "<math><mi>a</mi></math>",
        "<!-- a --><p>a</p>",
        "<p title=\"a\"onclick=\"alert(1)\">a</p>",
        "<p title='\"' onclick='alert(1)'>a</p>",
        "<p",
        "a < b",
    ];
    let plain = [
        "",
        "a > b & c",
        "<p class=\"hint\" hidden>a</p>",
        "<span aria-hidden=\"true\">on = a style</span>",
        "<p title=\"turn on style onclick\">a</p>",
        "<a class=\"skip\" href=\"#main\">a</a>",
        "<svg viewBox=\"0 0 1 1\"><path class=\"l d\" d=\"M0 0\"/></svg>",
        "<br><b>a</b>",
    ];
    for (texts, expected) in [(&acting[..], &[][..]), (&plain[..], &plain[..])] {
        let let_through = page.session.execute_async(script, &[json!(texts)]).unwrap();
        assert_eq!(let_through, json!(expected));
    }
}

/// Texts that would run or load something in a page that took them for markup: in every field and in every cell.
#[test]
fn hostile_texts_stay_texts_wherever_they_are_shown() {
    const TEXT: &str = "</textarea></style></title>\u{202e}<img src=x onerror=ran(1)><svg onload=ran(2)>\
        <script>ran(3)</script>[a](JavaScript:ran(4)) ![b](x) `--> \"'{{constructor}} __proto__ %0a \u{2028}";
    let page = Page::open();
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": "window.seen = []; window.ran = what => seen.push(what);
            addEventListener('securitypolicyviolation', event => seen.push(event.violatedDirective));" }),
    );
    let mut doc = Document {
        title: TEXT.to_owned(),
        ..Document::default()
    };
    for field in all_fields() {
        TEXT.clone_into((field.get_mut)(&mut doc));
    }
    for table in all_tables() {
        let cells = vec![TEXT; (table.specs)().len()];
        doc.add_row_of(table, &cells);
    }
    page.store(
        "current",
        &format!("{{\"revision\":9,\"document\":{}}}", file::to_compact(&doc)),
    );
    page.js("localStorage.clear();", &[]);
    page.reload();
    assert_eq!(page.value("Title of the design"), TEXT);
    for section in Section::ALL {
        page.go(section);
    }
    page.click("Export");
    for form in Form::ALL {
        page.choose("Form", form.name());
        page.settle();
    }
    page.designs();
    page.settle();
    assert_eq!(page.js("return seen;", &[]), json!([]));
    page.no_errors();
}

/// The policy and the list of files are those of the bytes that are published.
#[test]
fn what_is_published_names_itself_rightly() {
    let index = std::fs::read_to_string(dist().join("index.html")).unwrap();
    let headers = policy::headers(&dist(), "/");
    let sent = headers
        .iter()
        .find_map(|line| line.strip_prefix("Content-Security-Policy: "))
        .unwrap();
    let in_page = sent.replace("; frame-ancestors 'none'", "");
    assert!(index.contains(&format!(
        "<meta http-equiv=Content-Security-Policy content=\"{in_page}\">"
    )));
    let scripts = policy::inline_scripts(&index);
    assert!(!scripts.is_empty());
    for script in scripts {
        assert!(in_page.contains(&policy::hash(script)), "{script}");
    }
    assert!(!in_page.contains("unsafe-inline") && !in_page.contains("'unsafe-eval'"));
    // No style of its own, no handler, and no address but those of its own files.
    for word in [
        " style=", "<style", " onload", " onclick", "http://", "https://", "src=//", "href=//",
    ] {
        assert!(!index.contains(word), "{word}");
    }
    let worker = std::fs::read_to_string(dist().join(offline::WORKER)).unwrap();
    let list = worker
        .lines()
        .find_map(|line| line.strip_prefix("const FILES = ")?.strip_suffix(';'));
    let list: BTreeMap<String, String> = serde_json::from_str(list.unwrap()).unwrap();
    assert_eq!(list, offline::files(&dist()).unwrap());
    for part in [
        "./",
        "desk/desk_bg.wasm",
        "examples/pastebin.json",
        "icon.svg",
    ] {
        assert!(list.contains_key(part), "{part}");
    }
}

#[test]
fn the_headers_are_sent_with_each_file() {
    let page = Page::open();
    let script = "const [path, done] = arguments;
        fetch(path, { cache: 'no-store' }).then(answer => done(Object.fromEntries(answer.headers)));";
    for path in ["./", "offline.js", "desk/start.js"] {
        let sent = page.session.execute_async(script, &[path.into()]).unwrap();
        let policy = sent["content-security-policy"].as_str().unwrap_or_default();
        assert!(policy.ends_with("frame-ancestors 'none'"), "{path}: {sent}");
        assert_eq!(sent["referrer-policy"], Value::from("no-referrer"));
        assert_eq!(sent["x-content-type-options"], Value::from("nosniff"));
    }
}
