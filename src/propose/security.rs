//! Measures against the threats to what is there, and the regimes that apply to what is stored.

use super::{Proposal, push, row};
use crate::library::threats::{GDPR, GUARDS, HIPAA, PCI};
use crate::model::Document;
use crate::model::security::{MEASURES, PERSONAL, RULES, THREAT_KIND};
use crate::review::Fix;
use crate::review::personal::{Sensitive, found, listed, paths};

/// The measures that the kinds of component ask for; without any component, those of a service that people call.
pub(super) fn measures(doc: &Document) -> Vec<Proposal> {
    let mut kinds: Vec<&str> = doc
        .architecture
        .components
        .iter()
        .map(|part| part.kind.as_str())
        .collect();
    if kinds.is_empty() && !doc.apis.actions.is_empty() {
        kinds.extend(["client", ""]);
    }
    let mut proposed = Vec::new();
    if let Some(paths) = paths(&found(doc), Sensitive::Secret) {
        let cells = [
            "Passwords",
            "What is stored is read by somebody",
            "Argon2id with a salt of its own for each; never in logs",
            "disclosure",
        ];
        push(
            &mut proposed,
            row(
                &MEASURES,
                doc,
                &cells,
                &["The data model has ", &paths, "."].concat(),
            ),
        );
    }
    for guard in GUARDS
        .iter()
        .filter(|guard| guard.kinds.iter().any(|kind| kinds.contains(kind)))
    {
        let kind = THREAT_KIND.spec.choice_label(guard.threat);
        let why = ["Against ", kind, ": ", guard.cells[1], "."].concat();
        let [topic, threat, measure] = guard.cells;
        let cells = [topic, threat, measure, guard.threat];
        push(&mut proposed, row(&MEASURES, doc, &cells, &why));
    }
    proposed
}

pub(super) fn rules(doc: &Document) -> Vec<Proposal> {
    let sensitive = found(doc);
    let mut proposed = Vec::new();
    for (holds, regime) in [
        (Sensitive::Person, GDPR),
        (Sensitive::Card, PCI),
        (Sensitive::Health, HIPAA),
    ] {
        let Some(paths) = paths(&sensitive, holds) else {
            continue;
        };
        let why = ["The data model has ", &paths, "; it ", regime.applies, "."].concat();
        push(
            &mut proposed,
            row(
                &RULES,
                doc,
                &[regime.name, regime.demand, "", regime.key],
                &why,
            ),
        );
    }
    proposed
}

/// What the data model holds of people, of cards and of what opens something, attribute by attribute.
pub(super) fn personal(doc: &Document) -> Vec<Proposal> {
    let open = found(doc).into_iter().filter(|one| !listed(doc, one));
    open.map(|one| {
        // What it is for, for how long, how soon erased, and how it is stored.
        let (holds, purpose, kept, erased, guarded) = match one.holds {
            Sensitive::Person => ("person", "", "", "30 days", ""),
            Sensitive::Card => ("card", "paying", "", "30 days", "token"),
            Sensitive::Health => ("health", "", "", "30 days", "encrypted"),
            Sensitive::Secret => ("secret", "signing in", "", "", "hashed"),
        };
        let entity = one.entity.to_string();
        let cells = [&one.path, &entity, holds, purpose, kept, erased, guarded];
        Proposal {
            fix: Fix::add(
                one.path.clone(),
                &PERSONAL,
                cells.map(str::to_owned).to_vec(),
            ),
            why: why(one.holds).to_owned(),
        }
    })
    .collect()
}

const fn why(holds: Sensitive) -> &'static str {
    match holds {
        Sensitive::Person => {
            "By its name it is about a person, who may ask what it is for and to have it erased."
        }
        Sensitive::Card => "By its name it is of a card: PCI DSS asks that it cannot be read.",
        Sensitive::Health => {
            "By its name it is about health: it needs more protection than the rest."
        }
        Sensitive::Secret => {
            "By its name it opens something: whoever reads the database must not be able to use it."
        }
    }
}
