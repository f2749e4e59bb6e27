//! The versions of a design: which of them are kept, and what is said of each.
//!
//! The newest is the last state that was read back from the store as it was written; it is replaced by no other.
//! Their order is that of the revisions. The clock says only when each of them was, and how old it is.

use crate::estimate::{self, Estimate};
use crate::model::{Document, History, all_fields, all_tables, fingerprint};
use crate::outline;
use crate::text::json;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Up to this age, the last version of each stretch of time of this length is kept; in milliseconds.
const STRETCHES: [(u64, u64); 4] = [
    (HOUR, 5 * MINUTE),
    (DAY, HOUR),
    (30 * DAY, DAY),
    (u64::MAX, 7 * DAY),
];

/// So many are thinned out with each that comes: a clock that is wrong for an hour must not empty the list.
const THINNED: usize = 2;

/// So many bytes the versions of one design may take, besides the newest.
const MOST: usize = 5_000_000;

/// What a list of versions says of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// When it was taken, in milliseconds since 1970.
    pub at: u64,
    /// The length of its text, in bytes.
    pub size: usize,
    /// The name that somebody gave it; empty where it was kept by itself.
    pub name: String,
    /// The title of the design, its numbers, how much of it is filled in.
    pub about: String,
}

impl Version {
    /// One text, a line for each part.
    ///
    /// ```
    /// use envelope::desk::versions::Version;
    /// let version = Version { at: 7, size: 900, name: "For the\nreview".into(), about: "Pastebin".into() };
    /// assert_eq!(version.encode(), "7\n900\nFor the review\nPastebin");
    /// assert_eq!(Version::decode("7\n900\nFor the review\nPastebin").at, 7);
    /// assert_eq!(Version::decode("damaged"), Version::default());
    /// ```
    pub fn encode(&self) -> String {
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        let (name, about) = (line(&self.name), line(&self.about));
        format!("{}\n{}\n{name}\n{about}", self.at, self.size)
    }

    /// Reads it back; what is damaged is as if it were not there.
    pub fn decode(text: &str) -> Self {
        let mut lines = text.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        Self {
            at: next().parse().unwrap_or_default(),
            size: next().parse().unwrap_or_default(),
            name: next().to_owned(),
            about: next().to_owned(),
        }
    }
}

/// A version that is kept now, and those that make room for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// The key of the version.
    pub key: String,
    /// What the list says of it.
    pub about: Version,
    /// Whether its text has to be kept too, because the version is new.
    pub new: bool,
    /// The keys of those that go.
    pub let_go: Vec<String>,
}

/// What is wanted of the versions of a design, as it goes over the wire. The texts of the answer:
///
/// - `check`: reads back what is stored and keeps it as a version; nothing, or why it cannot be kept.
/// - `keep`: the same under a name, which is the argument.
/// - `guard`: the same, but only where it has no name yet.
/// - `list`: of each version, the newest first, its key, its time, its name, and what it is.
/// - `look`: the version of this key as Markdown.
/// - `read`: the same as JSON.
/// - `spare`: lets older versions of all designs go, so that there is room; nothing.
pub fn wish(what: &str, design: &str, argument: &str) -> [String; 4] {
    // Longer by one than a wish about a design.
    [what, design, argument, ""].map(str::to_owned)
}

/// The place of a state among the versions: by its revision, and apart from any other of the same revision.
///
/// ```
/// use envelope::desk::versions::key;
/// assert!(key(9, "{}") < key(10, "{}"));
/// assert_ne!(key(9, "{}"), key(9, "{} "));
/// ```
pub fn key(revision: u64, json: &str) -> String {
    format!("{revision:020}-{:016x}", fingerprint(json))
}

/// Reads a stored text back as a design that can be kept: it is what was written, and it can be read again.
///
/// # Errors
/// In a person's words.
///
/// ```
/// use envelope::{desk::versions::read_back, model::{Document, History}, text::json};
/// let text = json::to_compact(&Document { title: "1e400 NaN inf".into(), ..Document::default() });
/// let steps = History::default().encode(3, &text);
/// assert_eq!(read_back(3, &text, &steps).unwrap().title, "1e400 NaN inf");
/// let other = text.replace("NaN", "nan");
/// assert!(read_back(3, &other, &steps).unwrap_err().contains("not what was written"));
/// assert!(read_back(3, &other[1..], "").is_err());
/// ```
pub fn read_back(revision: u64, json: &str, steps: &str) -> Result<Document, String> {
    if History::belongs(steps, revision, json) == Some(false) {
        return Err("What the browser has stored is not what was written.".to_owned());
    }
    let document = json::from_kept(json)?;
    if json::from_kept(&json::to_compact(&document)).as_ref() != Ok(&document) {
        return Err("What the browser has stored does not read back.".to_owned());
    }
    Ok(document)
}

/// What has to be done so that this state of a design is the newest version, of a name if it is given one. `None`
/// where it is so already.
pub fn keep(
    list: &[(String, Version)],
    (revision, json, document): (u64, &str, &Document),
    name: &str,
    now: u64,
) -> Option<Keeping> {
    let key = key(revision, json);
    let there = list.iter().find(|(other, _)| *other == key);
    let mut about = match there {
        Some((_, about)) if name.is_empty() || about.name == name => return None,
        Some((_, about)) => about.clone(),
        None => Version {
            at: now,
            size: json.len(),
            name: String::new(),
            about: describe(document, &estimate::of(document)),
        },
    };
    name.clone_into(&mut about.name);
    let mut all = list.to_vec();
    all.retain(|(other, _)| *other != key);
    let behind = all.iter().take_while(|(other, _)| *other < key).count();
    all.insert(behind, (key.clone(), about.clone()));
    Some(Keeping {
        new: there.is_none(),
        let_go: surplus(&all, &key, now),
        key,
        about,
    })
}

/// The versions that go, of a list that begins with the oldest: of those without a name, all but the last of each
/// stretch of time; then the oldest until the others fit. That of the key stays.
fn surplus(all: &[(String, Version)], stays: &str, now: u64) -> Vec<String> {
    // What came after another is no older than that, even if the clock was set back for it.
    let mut latest = 0;
    let unnamed: Vec<_> = all
        .iter()
        .filter_map(|(key, it)| {
            latest = if it.at <= now {
                latest.max(it.at)
            } else {
                latest
            };
            let age = if it.at > now { 0 } else { now - latest };
            let found = STRETCHES.iter().find(|(limit, _)| age < *limit);
            let length = found.map_or(1, |(_, length)| *length);
            it.name
                .is_empty()
                .then(|| (key, it.at, (length, it.at / length)))
        })
        .collect();
    let twice = unnamed.windows(2).filter(|pair| {
        let [(key, at, stretch), (_, next, same)] = pair else {
            return false;
        };
        // Where the clock was set back between the two, nobody knows what lies between them.
        *key != stays && at <= next && stretch == same
    });
    let thinned = twice.map(|pair| pair[0].0);
    let mut gone: Vec<String> = thinned.take(THINNED).cloned().collect();
    let by_name = |named: bool| {
        let of = move |(_, it): &&(String, Version)| it.name.is_empty() != named;
        all.iter().filter(of)
    };
    let left = |(key, _): &&(String, Version)| !gone.contains(key) && key != stays;
    let mut size: usize = all.iter().filter(left).map(|(_, it)| it.size).sum();
    let mut more = Vec::new();
    for (key, it) in by_name(false).chain(by_name(true)).filter(left) {
        if size > MOST {
            size -= it.size;
            more.push(key.clone());
        }
    }
    gone.append(&mut more);
    gone
}

/// What can go where the browser has no room left: the older half of the versions without a name, and never the
/// newest of all.
///
/// ```
/// use envelope::desk::versions::{Version, spare};
/// let list = ["1", "2", "3", "4"].map(|key| (key.to_owned(), Version::default()));
/// assert_eq!(spare(&list), ["1", "2"]);
/// assert!(spare(&list[..1]).is_empty());
/// ```
pub fn spare(list: &[(String, Version)]) -> Vec<String> {
    let (_, older) = list.split_last().unzip();
    let older: &[(String, Version)] = older.unwrap_or_default();
    let unnamed: Vec<_> = older.iter().filter(|(_, it)| it.name.is_empty()).collect();
    let half = unnamed.len().div_ceil(2);
    unnamed[..half].iter().map(|(key, _)| key.clone()).collect()
}

/// What a design is, in a line: its title, the numbers that a card shows, and how many entries hold something.
fn describe(document: &Document, estimate: &Estimate) -> String {
    let filled = |text: &str| usize::from(!text.trim().is_empty());
    let fields: usize = all_fields()
        .iter()
        .map(|field| filled((field.get)(document)))
        .sum();
    let cells = all_tables().into_iter().map(|table| {
        let (rows, columns) = ((table.rows)(document), (table.specs)().len());
        let cell = |at: usize| filled(rows.cell_at(at / columns, at % columns).unwrap_or_default());
        (0..rows.count() * columns).map(cell).sum::<usize>()
    });
    let entries = fields + cells.sum::<usize>();
    let numbers = outline::CARD_NUMBERS
        .iter()
        .map(|(label, formula)| format!("{label} {}", estimate.shown_alone(formula, 0)));
    let numbers = numbers.filter(|number| !number.ends_with('–'));
    let mut parts = vec![document.name().to_owned()];
    parts.extend(numbers);
    parts.push(format!("Entries {entries}"));
    parts.join(" · ")
}

#[cfg(test)]
mod tests;
