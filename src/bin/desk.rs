//! The worker beside the page: answers what it is asked of a design, and sees to the versions of those that are kept.

use envelope::browser::journal::Saved;
use envelope::browser::store::{Store, StoreError};
use envelope::browser::{page, worker};
use envelope::desk::versions::{self, Version};
use envelope::desk::{Desk, Wish};
use envelope::text::export::Form;
use std::cell::RefCell;
use std::rc::Rc;

type Answer = Result<Vec<String>, String>;

pub(crate) fn main() {
    let (desk, store) = (Rc::new(RefCell::new(Desk::default())), Rc::default());
    worker::serve(move |wish| {
        let (desk, store) = (desk.clone(), Rc::clone(&store));
        async move {
            match &wish[..] {
                [what, name, argument, _] => of_versions(&store, what, name, argument).await,
                wish => desk.borrow_mut().answer(wish),
            }
        }
    });
}

/// What is wanted of the versions of a design: see [`versions::wish`].
async fn of_versions(
    kept: &RefCell<Option<Store>>,
    what: &str,
    name: &str,
    argument: &str,
) -> Answer {
    let open = kept.borrow().clone();
    let store = match open {
        Some(store) => store,
        None => Store::open().await.map_err(words)?,
    };
    *kept.borrow_mut() = Some(store.clone());
    match what {
        "check" => keep(&store, name, "", false).await,
        "keep" => keep(&store, name, argument, true).await,
        "guard" => keep(&store, name, argument, false).await,
        "list" => {
            let list = list(&store, name).await?.into_iter().rev();
            let rows = list.flat_map(|(key, it)| [key, page::local_time(it.at), it.name, it.about]);
            Ok(rows.collect())
        }
        "look" => {
            let json = json(&store, name, argument).await?;
            let mut answer = Desk::default().answer(&Wish::Export(Form::Markdown).of(json))?;
            Ok(answer.drain(2..).collect())
        }
        "read" => Ok(vec![json(&store, name, argument).await?]),
        "spare" => {
            let designs = store.list().await.map_err(words)?;
            for (name, _) in designs {
                let spare = versions::spare(&list(&store, &name).await?);
                store
                    .keep_version(&name, None, &spare)
                    .await
                    .map_err(words)?;
            }
            Ok(Vec::new())
        }
        _ => Err("Nobody knows how to do this.".to_owned()),
    }
}

/// Reads back what is stored of a design, and keeps it as its newest version. The answer is empty, or says why it
/// cannot be kept: then the version before stays the newest. A name that it has is changed only by hand.
async fn keep(store: &Store, name: &str, called: &str, by_hand: bool) -> Answer {
    let mut wrong = String::new();
    // A save may fall between the two that are read; it does not do so every time.
    for _ in 0..3 {
        let steps = store.steps(name).await.map_err(words)?;
        let Some(text) = store.load(name).await.map_err(words)? else {
            return Ok(Vec::new());
        };
        let read = Saved::decode(&text)
            .ok_or_else(|| "What the browser has stored is cut off.".to_owned());
        let read = read.and_then(|saved| {
            versions::read_back(saved.revision, &saved.json, &steps)
                .map(|document| (saved, document))
        });
        match read {
            Ok((saved, document)) => {
                let list = list(store, name).await?;
                let state = (saved.revision, &*saved.json, &document);
                let here = versions::key(saved.revision, &saved.json);
                let mut there = list.iter().filter(|(key, _)| *key == here);
                let named = there.any(|(_, it)| !it.name.is_empty());
                let called = if by_hand || !named { called } else { "" };
                if let Some(keeping) = versions::keep(&list, state, called, page::now()) {
                    let about = keeping.about.encode();
                    let text = keeping.new.then_some(&*text);
                    let version = (&*keeping.key, &*about, text);
                    put(store, name, version, &keeping.let_go, &list)
                        .await
                        .map_err(words)?;
                }
                return Ok(Vec::new());
            }
            Err(why) => wrong = why,
        }
    }
    Ok(vec![wrong])
}

/// Where there is no room for a version, older ones make it.
async fn put(
    store: &Store,
    name: &str,
    version: (&str, &str, Option<&str>),
    let_go: &[String],
    list: &[(String, Version)],
) -> Result<(), StoreError> {
    match store.keep_version(name, Some(version), let_go).await {
        Err(StoreError::Quota) => {
            store
                .keep_version(name, None, &versions::spare(list))
                .await?;
            store.keep_version(name, Some(version), let_go).await
        }
        done => done,
    }
}

async fn list(store: &Store, name: &str) -> Result<Vec<(String, Version)>, String> {
    let list = store.versions(name).await.map_err(words)?.into_iter();
    Ok(list
        .map(|(key, about)| (key, Version::decode(&about)))
        .collect())
}

/// A version as JSON.
async fn json(store: &Store, name: &str, key: &str) -> Result<String, String> {
    let text = store.version(name, key).await.map_err(words)?;
    let saved = text.as_deref().and_then(Saved::decode);
    saved
        .map(|saved| saved.json)
        .ok_or_else(|| "This version is not there any more.".to_owned())
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is what `map_err` hands over"
)]
fn words(error: StoreError) -> String {
    error.to_string()
}
