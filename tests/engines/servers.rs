//! Real engines for tests: each started in a directory of its own, as somebody without rights, and
//! stopped when it is dropped.

// Not every test file that includes this one needs all of it.
#![allow(dead_code)]

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use xtask::scratch::Folder;
use xtask::{process, setup};

/// Long enough for a busy machine; a server that does not come up ends the test.
const START: Duration = Duration::from_mins(1);

/// `PostgreSQL`, reached over a socket in its directory.
pub(crate) struct Postgres {
    server: Child,
    pg_ctl: PathBuf,
    account: Account,
    folder: Folder,
}

impl Postgres {
    /// Makes a cluster and starts its server: empty, in UTF-8, without fsync and without autovacuum.
    pub(crate) fn start() -> Self {
        let folder = Folder::new("postgres").unwrap();
        let account = Account::without_rights(folder.path());
        let data = folder.path().join("data");
        let mut initdb = account.command(&postgres_program("initdb"));
        initdb.arg("--pgdata").arg(&data);
        initdb.args(["--username=envelope", "--auth=trust", "--encoding=UTF8"]);
        initdb.args(["--locale=C", "--no-sync"]);
        answer(&mut initdb);
        let mut server = account.command(&postgres_program("postgres"));
        server.arg("-D").arg(&data).arg("-k").arg(folder.path());
        for setting in [
            "listen_addresses=",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_wal_size=4GB",
            "maintenance_work_mem=256MB",
        ] {
            server.args(["-c", setting]);
        }
        let server = spawn(&mut server, folder.path());
        let mut postgres = Self {
            server,
            pg_ctl: postgres_program("pg_ctl"),
            account,
            folder,
        };
        let ready = wait_until(|| postgres.try_query("SELECT 1").is_ok());
        postgres.complain_unless(ready);
        postgres
    }

    /// Runs statements; what they answer, a line for each row, its values divided by tabs.
    ///
    /// # Panics
    /// When a statement fails; then with what the server said.
    pub(crate) fn query(&self, sql: &str) -> String {
        self.try_query(sql).unwrap_or_else(|said| stop(sql, &said))
    }

    /// The same, with what the server said when a statement failed.
    pub(crate) fn try_query(&self, sql: &str) -> Result<String, String> {
        let mut psql = Command::new(postgres_program("psql"));
        psql.args(["-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1"]);
        psql.arg("-h").arg(self.folder.path());
        psql.args(["-U", "envelope", "-d", "postgres"]);
        ask(&mut psql, sql)
    }

    fn complain_unless(&mut self, ready: bool) {
        assert!(ready, "PostgreSQL: {}", last_words(self.folder.path()));
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Not killed outright: it would leave its segment of shared memory behind.
        let mut stop = self.account.command(&self.pg_ctl);
        stop.arg("-D").arg(self.folder.path().join("data"));
        stop.args(["-m", "immediate", "-w", "stop"]);
        let _ = stop.output();
        process::end(&mut self.server);
    }
}

/// `MariaDB` with `InnoDB`, reached over a socket in its directory.
pub(crate) struct Mariadb {
    server: Child,
    folder: Folder,
}

impl Mariadb {
    /// Makes a data directory and starts its server: an empty database `envelope` in utf8mb4, without
    /// caring for what is lost when the machine stops.
    pub(crate) fn start() -> Self {
        let folder = Folder::new("mariadb").unwrap();
        let account = Account::without_rights(folder.path());
        let data = option("--datadir=", &folder.path().join("data"));
        let mut install = account.command(&mariadb_program("mariadb-install-db"));
        install.arg("--no-defaults").arg(&data);
        install.args(["--auth-root-authentication-method=normal", "--skip-test-db"]);
        // Files of the same name from an earlier run would be in the way in the common place.
        install.current_dir(folder.path());
        install.env("TMPDIR", folder.path());
        answer(&mut install);
        let mut server = account.command(&mariadb_program("mariadbd"));
        server.arg("--no-defaults").arg(&data);
        server.arg(option("--socket=", &folder.path().join("socket")));
        server.arg(option("--tmpdir=", folder.path()));
        server.args([
            "--skip-networking",
            "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=0",
            "--innodb-log-file-size=256M",
            "--innodb-buffer-pool-size=256M",
            "--innodb-stats-auto-recalc=0",
            "--skip-log-bin",
        ]);
        let server = spawn(&mut server, folder.path());
        let mariadb = Self { server, folder };
        let create = "CREATE DATABASE IF NOT EXISTS envelope";
        let ready = wait_until(|| mariadb.ask("", create).is_ok());
        assert!(ready, "MariaDB: {}", last_words(mariadb.folder.path()));
        mariadb
    }

    /// Runs statements; what they answer, a line for each row, its values divided by tabs.
    ///
    /// # Panics
    /// When a statement fails; then with what the server said.
    pub(crate) fn query(&self, sql: &str) -> String {
        self.try_query(sql).unwrap_or_else(|said| stop(sql, &said))
    }

    /// The same, with what the server said when a statement failed.
    pub(crate) fn try_query(&self, sql: &str) -> Result<String, String> {
        self.ask("envelope", sql)
    }

    fn ask(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut client = Command::new(mariadb_program("mariadb"));
        client.arg("--no-defaults");
        client.arg(option("--socket=", &self.folder.path().join("socket")));
        client.args(["--user=root", "--batch", "--raw", "--skip-column-names"]);
        client.args(["--default-character-set=utf8mb4", database]);
        ask(&mut client, sql)
    }
}

impl Drop for Mariadb {
    fn drop(&mut self) {
        process::end(&mut self.server);
    }
}

/// `SQLite`: a file, and its command line.
pub(crate) struct Sqlite {
    folder: Folder,
}

impl Sqlite {
    /// An empty database.
    pub(crate) fn start() -> Self {
        let folder = Folder::new("sqlite").unwrap();
        Self { folder }
    }

    /// Runs statements; what they answer, a line for each row, its values divided by tabs.
    ///
    /// # Panics
    /// When a statement fails; then with what the program said.
    pub(crate) fn query(&self, sql: &str) -> String {
        self.try_query(sql).unwrap_or_else(|said| stop(sql, &said))
    }

    /// The same, with what the program said when a statement failed.
    pub(crate) fn try_query(&self, sql: &str) -> Result<String, String> {
        let mut sqlite = Command::new(found("sqlite3", setup::sqlite()));
        sqlite.args(["-batch", "-bail", "-noheader", "-separator", "\t"]);
        sqlite.args(["-init", "/dev/null"]);
        sqlite.arg(self.folder.path().join("database"));
        ask(&mut sqlite, sql)
    }
}

/// Whose rights a server has: servers refuse to run as root.
#[derive(Clone, Copy)]
struct Account(Option<(u32, u32)>);

impl Account {
    /// Nobody, if this is root, or else whoever runs the test. The folder is given to them.
    fn without_rights(folder: &Path) -> Self {
        let id = |arguments: &[&str]| {
            let said = process::answer(Command::new("id").args(arguments)).unwrap();
            said.parse::<u32>().unwrap()
        };
        if id(&["-u"]) != 0 {
            return Self(None);
        }
        let (user, group) = (id(&["-u", "nobody"]), id(&["-g", "nobody"]));
        std::os::unix::fs::chown(folder, Some(user), Some(group)).unwrap();
        Self(Some((user, group)))
    }

    fn command(self, program: &Path) -> Command {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new(program);
        if let Self(Some((user, group))) = self {
            command.uid(user).gid(group);
        }
        // The directory of the tests may be closed to whom the server runs as.
        command.current_dir(std::env::temp_dir());
        command
    }
}

fn postgres_program(name: &str) -> PathBuf {
    found(name, setup::postgres(name))
}

fn mariadb_program(name: &str) -> PathBuf {
    found(name, setup::mariadb(name))
}

fn found(name: &str, program: Option<PathBuf>) -> PathBuf {
    program.unwrap_or_else(|| panic!("{name} is missing; `cargo xtask setup` installs it"))
}

fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

/// Starts a server whose words go to a file.
fn spawn(server: &mut Command, folder: &Path) -> Child {
    let log = std::fs::File::create(folder.join("log")).unwrap();
    server.stdin(Stdio::null());
    server.stdout(log.try_clone().unwrap()).stderr(log);
    server.spawn().unwrap()
}

fn last_words(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("log")).unwrap_or_default()
}

fn wait_until(ready: impl Fn() -> bool) -> bool {
    let started = Instant::now();
    while started.elapsed() < START {
        if ready() {
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}

/// Runs a program to its end, which must be a good one.
fn answer(command: &mut Command) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.stdin(Stdio::null()).output().unwrap();
    let said = [stdout, stderr].concat();
    assert!(
        status.success(),
        "{}: {}",
        process::line_of(command),
        String::from_utf8_lossy(&said)
    );
}

/// Gives statements to a client and takes its answer.
fn ask(client: &mut Command, sql: &str) -> Result<String, String> {
    client.stdin(Stdio::piped());
    client.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = client.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        // Beside the reading, or two full pipes would wait for each other. A client that has failed
        // reads no further; its own words say more than the broken pipe.
        scope.spawn(move || input.write_all(sql.as_bytes()));
        child.wait_with_output().unwrap()
    });
    if output.status.success() {
        let text = String::from_utf8_lossy(&output.stdout);
        return Ok(text.trim_end_matches('\n').to_owned());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

fn stop(sql: &str, said: &str) -> ! {
    panic!("{said}\nin:\n{sql}")
}

impl Postgres {
    /// What `pg_dump --schema-only` prints.
    pub(crate) fn dump(&self) -> String {
        let mut dump = Command::new(postgres_program("pg_dump"));
        dump.arg("--schema-only").arg("-h").arg(self.folder.path());
        dump.args(["-U", "envelope", "-d", "postgres"]);
        ask(&mut dump, "").unwrap_or_else(|said| stop("pg_dump", &said))
    }
}

impl Mariadb {
    /// What `mariadb-dump --no-data` prints.
    pub(crate) fn dump(&self) -> String {
        let mut dump = Command::new(mariadb_program("mariadb-dump"));
        dump.arg("--no-defaults");
        dump.arg(option("--socket=", &self.folder.path().join("socket")));
        dump.args(["--user=root", "--no-data", "envelope"]);
        ask(&mut dump, "").unwrap_or_else(|said| stop("mariadb-dump", &said))
    }
}

impl Sqlite {
    /// What `.schema` prints.
    pub(crate) fn dump(&self) -> String {
        self.query(".schema\n")
    }
}
