//! How each engine writes names and texts.

use crate::engines::Engine;

/// Words that `PostgreSQL` 15 keeps to itself: `pg_get_keywords()` of the kinds R and T.
const POSTGRES: &str = "all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when where window with";

/// Words that fail as a bare column name in `MySQL` 8 or `MariaDB` 10.11.
const MYSQL: &str = "accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case change char character check collate column condition constraint continue convert create cross cube cume_dist current_date current_role current_time current_timestamp current_user cursor database databases day_hour day_microsecond day_minute day_second dec decimal declare default delayed delete delete_domain_id dense_rank desc describe deterministic distinct distinctrow div do_domain_ids double drop dual each else elseif empty enclosed escaped except exists exit explain false fetch first_value float float4 float8 for force foreign from fulltext function general generated get grant group grouping groups having high_priority hour_microsecond hour_minute hour_second if ignore ignore_domain_ids ignore_server_ids in index infile inner inout insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into io_after_gtids io_before_gtids is iterate join json_table key keys kill lag last_value lateral lead leading leave left like limit linear lines load localtime localtimestamp lock long longblob longtext loop low_priority manual master_bind master_heartbeat_period master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not nth_value ntile null numeric of offset on optimize optimizer_costs option optionally or order out outer outfile over page_checksum parallel parse_vcol_expr partition percent_rank position precision primary procedure purge qualify range rank read reads read_write real recursive ref_system_id references regexp release rename repeat replace require resignal restrict return returning revoke right rlike row row_number rows schema schemas second_microsecond select sensitive separator set show signal slow smallint spatial specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc stats_persistent stats_sample_pages stored straight_join system system_user table tablesample terminated then tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter varying vector virtual when where while window with write xor year_month zerofill";

/// Words that fail as a bare column name in `SQLite` 3.40.
const SQLITE: &str = "add all alter and as autoincrement between case check collate commit constraint create default deferrable delete distinct drop else escape except exists foreign from group having in index insert intersect into is isnull join limit not nothing notnull null on or order primary references returning select set table then to transaction union unique update using values when where";

/// Whether a word cannot stand for a name in this engine.
pub(super) fn reserved(engine: Engine, word: &str) -> bool {
    let words = match engine {
        Engine::Postgres => POSTGRES,
        Engine::Innodb => MYSQL,
        Engine::Sqlite => SQLITE,
    };
    words.split(' ').any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether a name means the same without quotation marks.
fn simple(name: &str) -> bool {
    let begins = |c: char| c == '_' || c.is_ascii_lowercase();
    name.starts_with(begins) && name.chars().all(|c| begins(c) || c.is_ascii_digit())
}

/// A name within an expression of a schema: bare where every engine takes it so, else in `"`.
pub(super) fn neutral(name: &str) -> String {
    let engines = [Engine::Postgres, Engine::Innodb, Engine::Sqlite];
    if simple(name) && !engines.iter().any(|engine| reserved(*engine, name)) {
        name.to_owned()
    } else {
        quoted(name, '"')
    }
}

fn quoted(name: &str, quote: char) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    out.push(quote);
    for c in name.chars() {
        out.push(c);
        if c == quote {
            out.push(c);
        }
    }
    out.push(quote);
    out
}

/// A name as this engine takes it: within its limits, in quotation marks where it needs them.
pub(super) fn name(engine: Engine, name: &str) -> String {
    let fitted = fitted(engine, name);
    if simple(&fitted) && !reserved(engine, &fitted) {
        fitted
    } else {
        marked(engine, name)
    }
}

/// The same, in quotation marks whether it needs them or not.
pub(super) fn marked(engine: Engine, name: &str) -> String {
    let quote = if engine == Engine::Innodb { '`' } else { '"' };
    quoted(&fitted(engine, name), quote)
}

/// A name within the limits of this engine: 63 bytes in `PostgreSQL`; in `MySQL` 64 characters of the
/// basic plane without a space at the end; no name of `SQLite`'s own.
///
/// The end of one that is too long becomes a number that follows from all of it, so that two do not become one.
pub(super) fn fitted(engine: Engine, name: &str) -> String {
    let mysql = engine == Engine::Innodb;
    let kept = |c: &char| *c != '\0';
    let fits = |c: char| {
        if mysql && c > '\u{ffff}' { '_' } else { c }
    };
    let mut out: String = name.chars().filter(kept).map(fits).collect();
    if mysql {
        out.truncate(out.trim_end().len());
    }
    if out.is_empty() {
        return String::from("unnamed");
    }
    let internal = out
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"));
    if engine == Engine::Sqlite && internal {
        out.insert(0, '_');
    }
    let (length, most) = match engine {
        Engine::Postgres => (out.len(), 63),
        Engine::Innodb => (out.chars().count(), 64),
        Engine::Sqlite => (0, 1),
    };
    if length > most {
        let mark = [String::from("_"), number_of(&out)].concat();
        let room = most - mark.len();
        let end = |(at, c): &(usize, char)| match engine {
            Engine::Postgres => at + c.len_utf8() <= room,
            _ => true,
        };
        let shown = if mysql { room } else { most };
        let cut: String = out
            .char_indices()
            .take_while(end)
            .map(|(_, c)| c)
            .take(shown)
            .collect();
        out = cut + &mark;
    }
    out
}

/// Eight digits that follow from a text (FNV-1a).
fn number_of(text: &str) -> String {
    let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let hash = text.bytes().fold(0x811c_9dc5, mix);
    (0..8)
        .map(|digit| char::from_digit(hash >> (4 * digit) & 15, 16).unwrap_or('0'))
        .collect()
}

/// A text in quotation marks.
pub(super) fn text(engine: Engine, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("''"),
            '\\' if engine == Engine::Innodb => out.push_str("\\\\"),
            '\0' => {}
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}
