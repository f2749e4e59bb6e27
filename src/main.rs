//! The page: starts the user interface in the browser.

fn main() {
    envelope::ui::start();
}
