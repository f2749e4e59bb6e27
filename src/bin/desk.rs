//! The worker beside the page: answers what it is asked.

fn main() {
    let mut desk = envelope::desk::Desk::default();
    envelope::browser::worker::serve(move |wish| desk.answer(&wish));
}
