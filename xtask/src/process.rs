//! Running other programs: looking them up, asking them, and watching them work.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Context, Error, Result};

/// How often a silent step says that it is still alive.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Longer than any one test or crate takes, also on a busy machine.
const SILENCE: Duration = Duration::from_mins(15);

/// Finds an executable file by its name in a `PATH`-like list of directories.
pub fn find_in(paths: &std::ffi::OsStr, name: &str) -> Option<PathBuf> {
    std::env::split_paths(paths)
        .map(|folder| folder.join(name))
        .find(|file| is_executable(file))
}

/// Finds an executable file by its name on the `PATH`.
pub fn which(name: &str) -> Option<PathBuf> {
    std::env::var_os("PATH").and_then(|paths| find_in(&paths, name))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

/// The name of the program a command starts, for messages.
pub fn name_of(command: &Command) -> String {
    Path::new(command.get_program()).file_name().map_or_else(
        || command.get_program().to_string_lossy().into_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// A command as a person would type it.
pub fn line_of(command: &Command) -> String {
    let mut line = name_of(command);
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

/// Runs a command silently; its standard output if it succeeded.
///
/// # Errors
/// When it cannot be started or fails; then with what it said.
pub fn answer(command: &mut Command) -> Result<String> {
    let line = line_of(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .context(format!("starting `{line}`"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Error::new(format!("`{line}` failed: {}", said.trim())))
}

/// Runs a command to its end with its output passed through, and says every
/// few seconds that it is still at work.
///
/// # Errors
/// When it cannot be started, fails, or takes longer than the limit.
pub fn watch(command: &mut Command, limit: Duration) -> Result<()> {
    let line = line_of(command);
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .context(format!("starting `{line}`"))?;
    let started = Instant::now();
    let mut spoke = started;
    loop {
        if let Some(status) = child.try_wait()? {
            return succeeded(&line, status);
        }
        if started.elapsed() > limit {
            end(&mut child);
            return Err(Error::new(format!(
                "`{line}` was stopped after {} s without an end",
                limit.as_secs()
            )));
        }
        if spoke.elapsed() > HEARTBEAT {
            spoke = Instant::now();
            println!("    … {line}: {} s", started.elapsed().as_secs());
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// Runs a command with its output both shown as it comes and kept; whether it succeeded, and the output.
///
/// # Errors
/// When it cannot be started or its end cannot be seen.
pub fn tee(command: &mut Command) -> Result<(bool, String)> {
    tee_within(command, SILENCE)
}

/// As [`tee`], with another limit of silence. Who waits for ever for something says nothing: it is ended.
fn tee_within(command: &mut Command, silence: Duration) -> Result<(bool, String)> {
    let line = line_of(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context(format!("starting `{line}`"))?;
    let (tell, told) = mpsc::channel();
    // Both are read side by side, or a full pipe would stop the child.
    if let Some(pipe) = child.stdout.take() {
        let tell = tell.clone();
        thread::spawn(move || copy_lines(pipe, &mut std::io::stdout(), &tell));
    }
    if let Some(pipe) = child.stderr.take() {
        thread::spawn(move || copy_lines(pipe, &mut std::io::stderr(), &tell));
    }
    let mut text = String::new();
    loop {
        match told.recv_timeout(silence) {
            Ok(line) => text.push_str(&line),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                println!("`{line}` was ended: it has said nothing for {silence:?}");
                // What cargo runs holds the pipes, too.
                let _ =
                    answer(Command::new("pkill").args(["-KILL", "-P", &child.id().to_string()]));
                end(&mut child);
                return Ok((false, text));
            }
        }
    }
    let status = child.wait()?;
    Ok((status.success(), text))
}

fn copy_lines(pipe: impl Read, out: &mut impl Write, tell: &Sender<String>) {
    let mut reader = BufReader::new(pipe);
    let mut bytes = Vec::new();
    while reader
        .read_until(b'\n', &mut bytes)
        .is_ok_and(|read| read > 0)
    {
        // A closed terminal is no reason to stop the tests, nor is one who listens no more.
        let _ = out.write_all(&bytes).and_then(|()| out.flush());
        let _ = tell.send(String::from_utf8_lossy(&bytes).into_owned());
        bytes.clear();
    }
}

fn succeeded(line: &str, status: ExitStatus) -> Result<()> {
    if status.success() {
        Ok(())
    } else {
        Err(Error::new(format!("`{line}` failed ({status})")))
    }
}

/// Ends a child process and takes note of its end, so that none is left over.
pub fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_and_a_missing_one_is_not() {
        assert!(which("cargo").is_some());
        assert!(which("no-such-program-anywhere").is_none());
    }

    #[test]
    fn output_is_kept_and_passed_on() {
        let mut shown = Vec::new();
        let (tell, told) = mpsc::channel();
        copy_lines(b"one\ntwo".as_slice(), &mut shown, &tell);
        drop(tell);
        assert_eq!(told.iter().collect::<String>(), "one\ntwo");
        assert_eq!(shown, b"one\ntwo");
    }

    #[cfg(unix)]
    #[test]
    fn who_says_nothing_more_is_ended() {
        let mut waits = Command::new("sh");
        // The inner one holds the pipe, as a test that cargo runs does.
        waits.args(["-c", "echo so far; sleep 600; true"]);
        let (fine, text) = tee_within(&mut waits, Duration::from_millis(300)).unwrap();
        assert_eq!((fine, text.as_str()), (false, "so far\n"));
    }

    #[test]
    fn the_output_of_a_program_is_kept() {
        let (fine, text) = tee(Command::new("cargo").arg("--version")).unwrap();
        assert!(fine && text.contains("cargo "));
    }

    #[test]
    fn a_command_reads_as_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["build", "--release"]);
        assert_eq!(line_of(&command), "cargo build --release");
    }

    #[test]
    fn a_failure_carries_what_was_said() {
        let error = answer(Command::new("cargo").arg("no-such-subcommand")).unwrap_err();
        assert!(error.to_string().contains("no-such-subcommand"));
    }
}
