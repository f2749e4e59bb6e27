//! The page: starts the user interface in the browser.

use envelope::ui::{Later, Part};
use leptos::prelude::AnyView;

fn main() {
    envelope::ui::start(Later {
        fetch: || Box::pin(async { module::fetch().await.is_ok() }),
        view: |part| Box::pin(async { module::view(part).await.ok() }),
    });
}

/// Everything that only `view` needs is a module of its own: `cargo xtask build` takes it apart.
#[cfg(feature = "split")]
// The way into a module can always fail; what the macro makes of this function says so.
#[allow(clippy::unnecessary_wraps)]
mod module {
    use super::{AnyView, Part};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    #[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible, preload(fetch))]
    pub(super) fn view(part: Part) -> Result<AnyView, SplitLoaderError> {
        Ok(part.view())
    }
}

/// A page in one piece.
#[cfg(not(feature = "split"))]
mod module {
    use super::{AnyView, Part};
    use std::convert::Infallible;
    use std::future::{Ready, ready};

    pub(super) fn fetch() -> Ready<Result<(), Infallible>> {
        ready(Ok(()))
    }

    pub(super) fn view(part: Part) -> Ready<Result<AnyView, Infallible>> {
        ready(Ok(part.view()))
    }
}
