//! Whose dialect a text is in.

use super::lex::in_a_word;
use crate::engines::Engine;

/// Words that one engine alone writes, and how much they say.
const SIGNS: [(&str, Engine, u32); 34] = [
    ("PostgreSQL", Engine::Postgres, 20),
    ("pg_catalog", Engine::Postgres, 20),
    ("pg_dump", Engine::Postgres, 20),
    ("search_path", Engine::Postgres, 9),
    ("nextval", Engine::Postgres, 9),
    ("timestamptz", Engine::Postgres, 9),
    ("bigserial", Engine::Postgres, 9),
    ("serial", Engine::Postgres, 5),
    ("jsonb", Engine::Postgres, 5),
    ("bytea", Engine::Postgres, 9),
    ("plpgsql", Engine::Postgres, 9),
    ("regclass", Engine::Postgres, 9),
    ("identity", Engine::Postgres, 5),
    ("gin", Engine::Postgres, 2),
    ("gist", Engine::Postgres, 2),
    ("varying", Engine::Postgres, 2),
    ("OWNER", Engine::Postgres, 2),
    ("zone", Engine::Postgres, 2),
    ("gen_random_uuid", Engine::Postgres, 9),
    ("MySQL", Engine::Innodb, 20),
    ("MariaDB", Engine::Innodb, 20),
    ("InnoDB", Engine::Innodb, 20),
    ("auto_increment", Engine::Innodb, 20),
    ("ENGINE", Engine::Innodb, 5),
    ("utf8mb4", Engine::Innodb, 9),
    ("CHARSET", Engine::Innodb, 5),
    ("unsigned", Engine::Innodb, 3),
    ("mediumint", Engine::Innodb, 5),
    ("longtext", Engine::Innodb, 9),
    ("AUTOINCREMENT", Engine::Sqlite, 20),
    ("rowid", Engine::Sqlite, 9),
    ("PRAGMA", Engine::Sqlite, 9),
    ("sqlite_sequence", Engine::Sqlite, 20),
    ("strftime", Engine::Sqlite, 5),
];

/// As many bytes say enough.
const ENOUGH: usize = 1 << 20;

/// The engine whose words are met most. Without any, that of the standard's letters: `PostgreSQL`.
pub(super) fn engine(text: &str) -> Engine {
    let mut end = text.len().min(ENOUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = &text[..end];
    let (mut postgres, mut mysql, mut sqlite) = (1_u32, 0_u32, 0_u32);
    for word in text.split(|c: char| !in_a_word(c)) {
        let sign = SIGNS
            .iter()
            .find(|(sign, ..)| sign.eq_ignore_ascii_case(word));
        match sign {
            Some((_, Engine::Postgres, weight)) => postgres += weight,
            Some((_, Engine::Innodb, weight)) => mysql += weight,
            Some((_, Engine::Sqlite, weight)) => sqlite += weight,
            None => {}
        }
    }
    let count =
        |sign: &str, most| u32::try_from(text.matches(sign).take(most).count()).unwrap_or(0);
    postgres += 3 * count("::", 9) + 3 * count("$$", 9);
    mysql += count("`", 9) + 5 * count("/*!", 9);
    // The way in which SQLite's own shell and most who write for it declare a key.
    let key = "integer primary key";
    let line = |line: &str| line.to_ascii_lowercase().contains(key);
    sqlite += if text.lines().take(9999).any(line) {
        3
    } else {
        0
    };
    if mysql > postgres && mysql >= sqlite {
        Engine::Innodb
    } else if sqlite > postgres {
        Engine::Sqlite
    } else {
        Engine::Postgres
    }
}
