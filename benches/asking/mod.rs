//! A worker of our own that is asked again and again.

/// Asks a worker the same, each time about a design of another title, so that nothing is kept. What follows has to say
/// what happens in `answered(data)`, and goes on by `ask()`; `started` is when the last question was asked, `took` is
/// for the times, and `done` ends it.
pub(crate) const ASKING: &str = "
const [name, argument, design, times, done] = arguments;
const worker = new Worker('desk/start.js?bench'), took = [];
let started = 0, number = 0;
const ask = () => {
  const text = JSON.stringify({ ...JSON.parse(design), title: 'Run ' + number });
  started = performance.now();
  worker.postMessage([++number, name, argument, text]);
};
worker.onerror = event => done(String(event.message));
worker.onmessage = ({ data }) => {
  if (data === null) return ask();
  if (typeof data === 'string' || data[1] !== null) return done(String(data));
  answered(data);
};";
