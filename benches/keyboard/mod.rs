//! Keys pressed in the page, and what is measured of them.

use crate::page::Page;
use envelope::model::Document;
use envelope::text;
use serde_json::Value;
use std::time::Duration;
use xtask::browser::keys;

/// So many keys are pressed in each place.
pub(crate) const STROKES: usize = 200;
/// Keys follow each other as those of a very quick typist: 16 in a second.
pub(crate) const BETWEEN: Duration = Duration::from_millis(60);

/// Puts a design into the browser's database in the form that the page itself stores.
const STORE: &str = "
const [text, done] = arguments;
localStorage.removeItem('envelope:journal');
const request = indexedDB.open('envelope', 1);
request.onerror = () => done('not opened');
request.onsuccess = () => {
  const change = request.result.transaction('designs', 'readwrite');
  change.objectStore('designs').put(text, 'current');
  change.oncomplete = () => { request.result.close(); done(''); };
  change.onabort = () => done('not stored');
};";

/// Watches keys from now on. The last listener runs behind those of the page and behind the
/// effects that they set off, which are microtasks. The first asks for the frame before the page does, so that what
/// the page does behind that frame is not counted as part of it, but as part of the one after it.
pub(crate) const WATCH: &str = "
window.strokes = [];
let pressed = 0, stroke = {};
const framed = then => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); then(); };
  channel.port2.postMessage(0);
});
addEventListener('keydown', () => {
  const start = performance.now(), this_one = { };
  pressed = start;
  stroke = this_one;
  framed(() => {
    this_one.paint = performance.now() - start;
    framed(() => {
      this_one.after = performance.now() - start;
      if ('script' in this_one) window.strokes.push(this_one);
    });
  });
}, true);
addEventListener('input', () => { stroke.script = performance.now() - pressed; });
window.long = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (entry.name === 'keydown') window.long.push(entry.duration);
}).observe({ type: 'event', durationThreshold: 16 });";

/// Opens the page anew with this design in it.
pub(crate) fn store(page: &Page, design: &Document) {
    let json = text::json::to_compact(design);
    println!("a design of {} KB", json.len() / 1000);
    let stored = format!("{{\"revision\":1,\"document\":{json}}}");
    let refused = page.session.execute_async(STORE, &[stored.into()]).unwrap();
    assert_eq!(refused, "", "the design is stored");
    page.reload();
}

/// Types into a field: a digit, then takes it back, so that the text stays what it is. Told are the times of the page's
/// own work, until the frame in which the key is seen, and until the frame after it.
pub(crate) fn strokes(page: &Page, name: &str) -> [Vec<f64>; 3] {
    page.touch(&page.control(name));
    page.session.press(&[keys::HOME]).unwrap();
    page.settle();
    page.js("window.strokes.length = 0;", &[]);
    for number in 1..=STROKES {
        let key = if number % 2 == 1 {
            "7"
        } else {
            keys::BACKSPACE
        };
        std::thread::sleep(BETWEEN);
        page.session.press(&[key]).unwrap();
        page.until("the frame", |page| {
            let count = page.try_js("return window.strokes.length;", &[])?;
            Ok(count == number)
        });
    }
    let strokes = page.js("return window.strokes;", &[]);
    let times = |what: &str| sorted(strokes.as_array().unwrap(), |stroke| stroke[what].as_f64());
    ["script", "paint", "after"].map(times)
}

/// The times in order.
pub(crate) fn sorted(values: &[Value], time: impl Fn(&Value) -> Option<f64>) -> Vec<f64> {
    let mut times: Vec<f64> = values.iter().filter_map(time).collect();
    times.sort_by(f64::total_cmp);
    times
}

/// The time below which this part of all lies.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)] // a small position
pub(crate) fn part(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share).ceil() as usize;
    sorted
        .get(place.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}
