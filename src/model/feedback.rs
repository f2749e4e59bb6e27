//! Section 13: what others said, and what changed.

use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};

record! {
    /// A comment and what came of it.
    pub struct Comment as "comment" {
        comment: COMMENT = line("Comment", "What was said or asked.").example("What if one paste goes viral?");
        whom: WHOM = line("From whom", "Who said it.").example("Interviewer");
        change: CHANGE = line("What changed", "What was changed because of it, or why nothing was.").example("Added a CDN in front of reads");
    }
}

section! {
    /// The feedback.
    pub struct Feedback at feedback {
        fields {
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            comments: COMMENTS of Comment = ("Feedback", "comment", "Ask for it, write it down, and say what changed.");
        }
    }
}
