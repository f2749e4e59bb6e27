//! The whole program in one: the page, and in a worker the desk. `dist/envelope.html` consists of it, which is one file.

use envelope::ui::Later;
use std::future::ready;

#[path = "desk.rs"]
mod desk;

fn main() {
    if web_sys::window().is_none() {
        return desk::main();
    }
    // What comes later elsewhere is here from the start.
    envelope::ui::start(Later {
        fetch: || Box::pin(ready(true)),
        view: |part| Box::pin(ready(Some(part.view()))),
    });
}
