//! Measures against the threats to what is there, and the regimes that apply to what is stored.

use super::{Proposal, push, row};
use crate::library::threats::{GDPR, GUARDS, HIPAA, PCI};
use crate::model::Document;
use crate::model::security::{MEASURES, RULES};
use crate::review::personal::{Sensitive, found, paths};

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
        let why = ["Against ", guard.threat, ": ", guard.cells[1], "."].concat();
        push(&mut proposed, row(&MEASURES, doc, &guard.cells, &why));
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
            row(&RULES, doc, &[regime.name, regime.demand], &why),
        );
    }
    proposed
}
