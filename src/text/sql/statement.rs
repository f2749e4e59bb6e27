//! One statement after another.

use super::lex::{Kind, Lexer, Token};
use crate::engines::Engine;

/// Puts the tokens of the next statement into `tokens`, of those that are of no use only the first. Says
/// whether there is more.
pub(super) fn collect(lexer: &mut Lexer, tokens: &mut Vec<Token>, engine: Engine) -> bool {
    /// Enough to say what it is.
    const FIRST: usize = 8;
    let (mut keep, mut body, mut depth, mut stdin) = (true, false, 0_usize, false);
    // Whether what is created has been said: behind that, a word is a name.
    let mut said = false;
    loop {
        let token = lexer.next();
        if let (Some(comment), Some(last)) = (lexer.comment.take(), tokens.last_mut()) {
            last.comment = comment;
        }
        let Some(token) = token else { return false };
        let raw = &lexer.text[token.start..token.end];
        let is = |word: &str| token.kind == Kind::Word && raw.eq_ignore_ascii_case(word);
        if tokens.is_empty() {
            let shell = match engine {
                Engine::Postgres => raw == "\\",
                Engine::Sqlite => raw == ".",
                Engine::Innodb => false,
            };
            if shell {
                lexer.skip_line();
                return true;
            }
            if engine == Engine::Innodb && is("delimiter") {
                lexer.set_delimiter();
                return true;
            }
            keep = is("create") || is("alter") || is("comment");
            said = !is("create");
        }
        if tokens.len() < FIRST && !said {
            said |= raw == "("
                || ["table", "index", "type", "view"]
                    .iter()
                    .any(|word| is(word));
            body |= ["trigger", "procedure", "function", "event"]
                .iter()
                .any(|word| is(word));
        }
        if body && lexer.plain_delimiter() {
            depth += usize::from(is("begin") || is("case"));
            depth = depth.saturating_sub(usize::from(is("end")));
        }
        stdin |= is("stdin");
        if token.kind == Kind::End && depth == 0 {
            if stdin
                && tokens.first().is_some_and(|first| {
                    lexer.text[first.start..first.end].eq_ignore_ascii_case("copy")
                })
            {
                lexer.skip_rows();
            }
            return true;
        }
        if keep && !body || tokens.len() < FIRST {
            tokens.push(token);
        }
    }
}
