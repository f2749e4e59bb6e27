//! Expressions of a schema, in the letters of an engine.

use super::lex::{Kind, Lexer, Token, said};
use super::words;
use crate::engines::{Engine, reserved};

/// The tokens of an expression in the standard's letters; none where it is not whole.
fn whole(expression: &str) -> Option<Vec<Token>> {
    let mut lexer = Lexer::new(expression, Engine::Postgres);
    let (mut tokens, mut open) = (Vec::new(), Vec::new());
    while let Some(token) = lexer.next() {
        match (token.kind, &expression[token.start..token.end]) {
            (Kind::End | Kind::Escaped | Kind::Dollar, _) => return None,
            (Kind::Symbol, "(") => open.push(")"),
            (Kind::Symbol, "[") => open.push("]"),
            (Kind::Symbol, close @ (")" | "]")) if open.pop() != Some(close) => return None,
            _ => {}
        }
        tokens.push(token);
    }
    (open.is_empty() && lexer.unfinished.is_none() && !tokens.is_empty()).then_some(tokens)
}

/// Whether the word at a place can be the name of a column: no function, no word of the language.
fn names(expression: &str, tokens: &[Token], at: usize) -> bool {
    let raw = |token: &Token| &expression[token.start..token.end];
    let calls = |next: &Token| next.kind == Kind::Text || raw(next) == "(";
    tokens[at].kind == Kind::Word
        && !tokens.get(at + 1).is_some_and(calls)
        && !reserved(Engine::Postgres, raw(&tokens[at]))
}

/// An expression in the standard's letters in which bare names of columns stand as they should. `find` knows
/// the columns by their names in any letters.
pub(super) fn with_names(expression: String, find: impl Fn(&str) -> Option<String>) -> String {
    let Some(tokens) = whole(&expression) else {
        return expression;
    };
    let mut out = String::with_capacity(expression.len());
    for (at, token) in tokens.iter().enumerate() {
        if token.gap && !out.is_empty() {
            out.push(' ');
        }
        let raw = &expression[token.start..token.end];
        match Some(raw)
            .filter(|_| names(&expression, &tokens, at))
            .and_then(&find)
        {
            Some(name) => out.push_str(&words::neutral(&name)),
            None => out.push_str(raw),
        }
    }
    out
}

/// An expression of a schema as this engine reads it; none where it cannot: it is not whole, or has
/// operators that the engine does not have.
pub(super) fn write(engine: Engine, expression: &str, columns: &[&str]) -> Option<String> {
    let tokens = whole(expression)?;
    let mut out = String::with_capacity(expression.len());
    for (at, token) in tokens.iter().enumerate() {
        let raw = &expression[token.start..token.end];
        if token.gap && !out.is_empty() {
            out.push(' ');
        }
        match token.kind {
            Kind::Text => out.push_str(&words::text(engine, &said(expression, token))),
            Kind::Name => out.push_str(&words::marked(engine, &said(expression, token))),
            Kind::Word if names(expression, &tokens, at) => {
                match columns.iter().find(|name| name.eq_ignore_ascii_case(raw)) {
                    Some(column) => out.push_str(&words::name(engine, column)),
                    None => out.push_str(raw),
                }
            }
            Kind::Symbol if !knows(engine, raw, tokens.get(at + 1), expression) => return None,
            _ => out.push_str(raw),
        }
    }
    Some(out)
}

/// Whether a column is named in an expression.
pub(super) fn mentions(expression: &str, column: &str) -> bool {
    let tokens = whole(expression).unwrap_or_default();
    tokens.iter().any(|token| {
        matches!(token.kind, Kind::Word | Kind::Name)
            && said(expression, token).eq_ignore_ascii_case(column)
    })
}

/// Whether an engine has this operator in this sense.
fn knows(engine: Engine, symbol: &str, next: Option<&Token>, expression: &str) -> bool {
    let doubled =
        next.is_some_and(|next| !next.gap && expression[next.start..].starts_with(symbol));
    match (engine, symbol) {
        (_, ";" | "`" | "\\" | "{" | "}") => false,
        (Engine::Postgres, _) => true,
        // In MySQL two of them mean `or`.
        (Engine::Innodb, "|") => !doubled,
        (_, "::" | "~" | "[" | "]" | "@" | "?" | "#" | "$" | ":") => false,
        _ => true,
    }
}

/// What an expression is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// A text or a number.
    Constant,
    /// One word.
    Word,
    /// One call of a function.
    Call,
    /// Anything else.
    Other,
}

/// What an expression in the standard's letters is made of.
pub(super) fn shape(expression: &str) -> Shape {
    let tokens = whole(expression).unwrap_or_default();
    let raw = |token: &Token| &expression[token.start..token.end];
    match &tokens[..] {
        [
            Token {
                kind: Kind::Text | Kind::Number,
                ..
            },
        ] => Shape::Constant,
        [
            sign,
            Token {
                kind: Kind::Number, ..
            },
        ] if matches!(raw(sign), "-" | "+") => Shape::Constant,
        [
            prefix,
            Token {
                kind: Kind::Text, ..
            },
        ] if matches!(raw(prefix), "X" | "x" | "B" | "b") => Shape::Constant,
        [
            Token {
                kind: Kind::Word, ..
            },
        ] => Shape::Word,
        [
            Token {
                kind: Kind::Word, ..
            },
            open,
            inside @ ..,
            close,
        ] if raw(open) == "(" && raw(close) == ")" => {
            let mut depth = 1_usize;
            for token in inside {
                depth += usize::from(raw(token) == "(");
                depth = depth.saturating_sub(usize::from(raw(token) == ")"));
                if depth == 0 {
                    return Shape::Other;
                }
            }
            Shape::Call
        }
        _ => Shape::Other,
    }
}
