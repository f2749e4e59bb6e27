//! The example programs `estimate`, `render` and `sizes`, as they are run from a shell.
#![allow(clippy::unwrap_used, missing_docs)] // a test stops at the first failure
#![cfg(not(target_arch = "wasm32"))] // runs programs of the host

use envelope::model::{Document, apis};
use envelope::text::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

const PASTEBIN: &str = "src/library/examples/pastebin.json";

/// The programs, built where this test was built. Cargo has mostly done so, but not for `--test command`.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let target = test.ancestors().nth(3).unwrap();
        let built = Command::new(env!("CARGO"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["build", "--quiet", "--no-default-features"])
            .args([
                "--example",
                "estimate",
                "--example",
                "render",
                "--example",
                "sizes",
                "--target-dir",
            ])
            .arg(target)
            .status();
        assert!(built.unwrap().success(), "the examples can be built");
        target.join("debug/examples")
    })
}

fn program_called(name: &str) -> Command {
    let mut command = Command::new(folder().join([name, std::env::consts::EXE_SUFFIX].concat()));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn program() -> Command {
    program_called("estimate")
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// The program with this on its standard input.
fn fed(arguments: &[&str], input: &[u8]) -> Output {
    fed_to(program(), arguments, input)
}

fn fed_to(mut command: Command, arguments: &[&str], input: &[u8]) -> Output {
    command.args(arguments).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Who complains about an argument reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// What a run printed that went well.
#[track_caller]
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[track_caller]
fn has_lines(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|found| found == *line), "{line}\n{text}");
    }
}

#[test]
fn prints_the_results_of_the_bundled_design() {
    let text = printed(&run(&[PASTEBIN]));
    has_lines(
        &text,
        &[
            "capacity.dau_mau\t0.2\tplain\t0.2\t0.2",
            "action.qps#33\t4\t/s\t4\t4",
            "action.qps#34\t40\t/s\t40\t40",
            "capacity.average_qps\t44\t/s\t44\t44",
            "capacity.read_write_ratio\t10\tplain\t10\t10",
            "capacity.peak_qps\t220\t/s\t220\t220",
            "capacity.ingress\t17200\tB/s\t17200\t17200",
            "capacity.storage_per_month\t12710000000\tB\t12710000000\t12710000000",
            "capacity.storage_horizon\t457560000000\tB\t457560000000\t457560000000",
            "capacity.latency\t0.0135\ts\t0.0135\t0.0135",
            "capacity.servers\t2\tplain\t2\t2",
            "cost.compute\t736\t$/month\t736\t736",
            "entity.row_size#35\t1271\tB\t1271\t1271",
            "entity.table_size#35\t457560000000\tB\t457560000000\t457560000000",
        ],
    );
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [key, value, unit, low, high] = columns[..] else {
            panic!("five columns: {line}");
        };
        assert!(key.contains('.') && !unit.is_empty(), "{line}");
        assert!(value.parse::<f64>().unwrap().is_finite(), "{line}");
        // Nothing in it is a range.
        assert_eq!([low, high], [value, value], "{line}");
    }
    // Once each, and nothing that was entered.
    let keys = text.lines().filter_map(|line| line.split('\t').next());
    let mut keys: Vec<&str> = keys.collect();
    assert!(!keys.contains(&"capacity.dau") && !keys.contains(&"cost.instances"));
    keys.sort_unstable();
    assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
}

#[test]
fn entries_are_printed_on_request() {
    let text = printed(&run(&["--all", PASTEBIN]));
    has_lines(
        &text,
        &[
            "capacity.dau\t2000000\tusers\t2000000\t2000000",
            "capacity.horizon\t94608000\ts\t94608000\t94608000",
            "action.rate#33\t4\t/s\t4\t4",
            "action.stored#33\t1271\tB\t1271\t1271",
            "cost.instances\t8\tplain\t8\t8",
            "cost.database_price\t2e-10\t$/B/month\t2e-10\t2e-10",
        ],
    );
    let results = printed(&run(&[PASTEBIN]));
    assert!(results.lines().all(|line| text.lines().any(|l| l == line)));
}

#[test]
fn what_is_unknown_has_no_value() {
    let text = printed(&fed(&["-"], b"{}"));
    has_lines(
        &text,
        &[
            "capacity.average_qps\t\t/s\t\t",
            "capacity.storage_per_day\t\tB\t\t",
            "cost.total\t\t$/month\t\t",
            "notes.id_machines\t1024\tplain\t1024\t1024",
        ],
    );
    let all = printed(&fed(&["-", "--all"], b"{}"));
    has_lines(&all, &["capacity.dau\t\tusers\t\t"]);
    for wanted in ["apis.actions", "data_model.entities", "entity.new_rows"] {
        assert!(!all.contains(wanted), "{wanted} is no number\n{all}");
    }
}

#[test]
fn the_same_design_comes_by_file_and_by_standard_input() {
    let json = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(PASTEBIN)).unwrap();
    assert_eq!(printed(&fed(&["-"], &json)), printed(&run(&[PASTEBIN])));
}

#[test]
fn what_cannot_be_done_is_said() {
    let failures = [
        (run(&[]), "Usage: estimate"),
        (run(&["--al", PASTEBIN]), "`--al` is no option"),
        (run(&[PASTEBIN, PASTEBIN]), "One file at a time"),
        (run(&["nowhere.json"]), "nowhere.json cannot be read: "),
        (run(&["src"]), "src cannot be read: "),
        (fed(&["-"], b"{\"title\": }"), "-: This is not JSON"),
        (fed(&["-"], b"[1, 2]"), "not a design of Envelope"),
        (fed(&["-"], b"{\"format\": 999}"), "from a newer Envelope"),
        (fed(&["-"], b""), "-: The file is empty."),
        (fed(&["-"], b"\xff\xfe"), "- cannot be read: "),
    ];
    for (output, message) in failures {
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(message), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(output.stdout.is_empty(), "{message}");
    }
}

#[test]
fn the_help_says_what_the_columns_are() {
    let text = printed(&run(&["--help"]));
    for word in ["--all", "P5, P95", "action.qps#65", "$/month", "plain"] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn nobody_has_to_read_to_the_end() {
    let mut command = program();
    command.arg(PASTEBIN);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
}

#[test]
fn a_range_has_its_ends() {
    let mut doc = Document::default();
    doc.add_row_of(
        &apis::ACTIONS,
        &["Read", "", "GET", "/", "read", "100-400/s"],
    );
    let text = printed(&fed(&["-"], json::to_json(&doc).as_bytes()));
    let line = text
        .lines()
        .find(|line| line.starts_with("capacity.average_qps\t"))
        .unwrap();
    let columns: Vec<&str> = line.split('\t').collect();
    let number = |at: usize| columns[at].parse::<f64>().unwrap();
    assert!((number(1) - 200.0).abs() < 1e-9, "{line}");
    assert!((number(3) / 100.0 - 1.0).abs() < 0.01, "{line}");
    assert!((number(4) / 400.0 - 1.0).abs() < 0.01, "{line}");
}

const SCHEMA: &str = "CREATE TABLE `teams` (`id` int NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`)) ENGINE=InnoDB;
CREATE TABLE `users` (`id` bigint NOT NULL AUTO_INCREMENT, `email` varchar(200) NOT NULL, `team` int,
  PRIMARY KEY (`id`), UNIQUE KEY `mail` (`email`), FOREIGN KEY (`team`) REFERENCES `teams` (`id`));
CREATE VIEW v AS SELECT 1;";

fn sizes(arguments: &[&str], input: &str) -> Output {
    fed_to(program_called("sizes"), arguments, input.as_bytes())
}

#[test]
fn prints_the_sizes_of_tables_and_indexes() {
    use envelope::engines::{ColumnFacts, Engine, size};
    let tables = envelope::text::sql::read(SCHEMA).schema.tables;
    let mail = ColumnFacts {
        average: Some(24.0),
        ..ColumnFacts::default()
    };
    let team = ColumnFacts {
        null_share: 0.5,
        random: true,
        ..ColumnFacts::default()
    };
    let engines = [
        ("postgres", Engine::Postgres),
        ("mysql", Engine::Innodb),
        ("sqlite", Engine::Sqlite),
    ];
    for (name, engine) in engines {
        let options = [
            "--rows",
            "10k",
            "--rows=teams=7",
            "--avg",
            "users.email=24",
            "--null=users.team=0.5",
            "--random",
            "users.team",
        ];
        let output = sizes(&[&["--engine", name][..], &options].concat(), SCHEMA);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let users = size(
            engine,
            &tables[1],
            10_000.0,
            &[ColumnFacts::default(), mail, team],
        );
        let teams = size(engine, &tables[0], 7.0, &[]);
        let total = |name: &str| {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(&[name, "\t"].concat()));
            line.map(|line| line.split('\t').nth(1).unwrap().parse::<f64>().unwrap())
        };
        assert_eq!(total("users"), Some(users.table), "{text}");
        assert_eq!(
            total("users.mail"),
            users
                .indexes
                .iter()
                .find(|index| index.of.name(&tables[1]) == Some("mail"))
                .map(|index| index.total),
            "{text}"
        );
        assert_eq!(total("users (total)"), Some(users.total), "{text}");
        assert_eq!(total("teams (total)"), Some(teams.total), "{text}");
        assert!(
            text.lines().all(|line| line.split('\t').count() == 3),
            "{text}"
        );
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.contains("line 4: CREATE VIEW v AS SELECT 1: "),
            "{said}"
        );
        assert!(
            !said.contains("email"),
            "nothing is assumed of what is given: {said}"
        );
    }
}

#[test]
fn says_what_it_assumes_and_what_is_not_there() {
    let output = sizes(
        &[
            "--engine",
            "postgres",
            "--rows",
            "5",
            "--avg",
            "users.nothing=3",
            "--rows",
            "nobody=1",
            "-",
        ],
        SCHEMA,
    );
    let said = String::from_utf8(output.stderr).unwrap();
    for line in [
        "users: email is assumed to have ",
        "users.nothing: there is no such column",
        "nobody: there is no such table",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let output = sizes(&["--engine", "postgres", "--rows", "users=5"], SCHEMA);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("teams: no number of rows is given"), "{said}");
}

#[test]
fn wrong_arguments_end_with_two_and_a_word_on_their_use() {
    for arguments in [
        &[][..],
        &["--rows", "5"],
        &["--engine", "postgres"],
        &["--engine", "oracle", "--rows", "5"],
        &["--engine", "postgres", "--rows", "many"],
        &["--engine", "postgres", "--rows", "-5"],
        &["--engine", "postgres", "--rows", "nan"],
        &["--engine", "postgres", "--rows", "5", "--avg", "x=3"],
        &["--engine", "postgres", "--rows", "5", "--null", "a.b=2"],
        &["--engine", "postgres", "--rows"],
        &["--engine", "postgres", "--rows", "5", "a", "b"],
        &["--what"],
    ] {
        let output = sizes(arguments, SCHEMA);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            output.stdout.is_empty() && String::from_utf8(output.stderr).unwrap().contains("Usage"),
            "{arguments:?}"
        );
    }
    assert!(printed(&sizes(&["--help"], "")).starts_with("Prints the bytes"));
    let nothing = sizes(&["--engine", "sqlite", "--rows", "5"], "what is this");
    assert_eq!(nothing.status.code(), Some(1), "{nothing:?}");
    let nowhere = sizes(
        &["--engine", "sqlite", "--rows", "5", "no/such/file.sql"],
        "",
    );
    assert_eq!(nowhere.status.code(), Some(1), "{nowhere:?}");
}

fn rendered(arguments: &[&str], input: &str) -> Output {
    fed_to(program_called("render"), arguments, input.as_bytes())
}

#[test]
fn a_design_is_rendered_from_its_json_and_from_its_markdown() {
    let text = printed(&rendered(&[PASTEBIN], ""));
    assert!(text.starts_with("# Pastebin\n"), "{text}");
    assert_eq!(printed(&rendered(&["-"], &text)), text);
    assert_eq!(
        printed(&rendered(&["tests/cases/example-pastebin.md"], "")),
        text
    );
}

#[test]
fn what_is_wrong_with_a_design_is_printed() {
    let fine = "# Notes\n\n## Users and Traffic\n\n- Daily active users: 10M\n";
    assert_eq!(printed(&rendered(&["--check", "-"], fine)), "");
    // A warning stops no script: something is not read, and nothing is wrong.
    let unread = [fine, "- Weather: fine\n"].concat();
    let text = printed(&rendered(&["--check", "-"], &unread));
    assert!(text.starts_with("line 6\t- Weather: fine\t") && text.ends_with("\twarning\n"));
    assert_eq!(text.lines().count(), 1, "{text}");
    let wrong = [fine, "- Growth a year: 40 GB\n- Weather: fine\n"].concat();
    let output = rendered(&["--check", "-"], &wrong);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(lines[0][..2], ["line 7", "- Weather: fine"], "{text}");
    let wrong = ["capacity", "capacity.growth", "Growth a year"];
    assert_eq!(lines[1][..3], wrong, "{text}");
    assert_eq!((lines.len(), lines[1].len()), (2, 5), "{text}");
    assert_eq!((lines[0][3], lines[1][4]), ("warning", "error"), "{text}");
}

#[test]
fn render_says_what_cannot_be_done() {
    let failures = [
        (rendered(&[], ""), "Usage: render"),
        (rendered(&["--chek", "-"], ""), "`--chek` is no option"),
        (rendered(&["-", "-"], ""), "One file at a time"),
        (rendered(&["nowhere.md"], ""), "nowhere.md cannot be read: "),
        (rendered(&["-"], "{\"title\": }"), "-: This is not JSON"),
    ];
    for (output, message) in failures {
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(message), "{said}");
    }
    assert!(printed(&rendered(&["--help"], "")).contains("--check"));
}
