//! System packages, where there is apt and the right to use it.

use std::process::Command;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::process;

/// Long enough for a slow mirror; a hanging one ends in an error.
const LIMIT: Duration = Duration::from_mins(20);

/// Installs Debian packages, or says how the person can do it.
///
/// # Errors
/// When there is no apt, no right to use it, or it fails.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "Run this yourself, then start again:\n    sudo apt-get update && sudo apt-get install --no-install-recommends {}",
        packages.join(" ")
    );
    if process::which("apt-get").is_none() {
        return Err(Error::new(format!(
            "no apt-get on this system; install what these Debian packages hold by the system's own means: {}",
            packages.join(" ")
        )));
    }
    let Some(rights) = rights() else {
        return Err(Error::new(format!(
            "system packages are missing and neither root nor password-less sudo is at hand.\n{by_hand}"
        )));
    };
    let failed = |cause: Error| Error::new(format!("{cause}\n{by_hand}"));
    // An earlier run that was interrupted leaves half-configured packages, which stop every later one.
    process::watch(&mut rights.command("dpkg", &["--configure", "-a"]), LIMIT).map_err(failed)?;
    // Old lists name versions that are gone. If this fails, the lists at hand may still do.
    let lists = process::watch(&mut rights.command("apt-get", &["-q", "update"]), LIMIT);
    let mut arguments = vec![
        "-q",
        "install",
        "-y",
        "--no-install-recommends",
        "-o",
        "Dpkg::Use-Pty=0",
        "-o",
        "DPkg::Lock::Timeout=300",
    ];
    arguments.extend(packages);
    process::watch(&mut rights.command("apt-get", &arguments), LIMIT).map_err(|cause| {
        let cause = lists.err().unwrap_or(cause);
        Error::new(format!("{cause}\n{by_hand}"))
    })
}

/// How commands that change the system are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn command(self, program: &str, arguments: &[&str]) -> Command {
        // sudo drops the environment, so the variable goes in as an argument of env.
        let mut command = match self {
            Self::Root => Command::new("env"),
            Self::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "env"]);
                sudo
            }
        };
        command
            .arg("DEBIAN_FRONTEND=noninteractive")
            .arg(program)
            .args(arguments);
        command
    }
}

fn rights() -> Option<Rights> {
    let user = process::answer(Command::new("id").arg("-u")).ok()?;
    if user == "0" {
        return Some(Rights::Root);
    }
    process::answer(Command::new("sudo").args(["-n", "true"]))
        .ok()
        .map(|_| Rights::Sudo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_end_reaches_apt_through_sudo() {
        let command = Rights::Sudo.command("apt-get", &["update"]);
        assert_eq!(
            process::line_of(&command),
            "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get update"
        );
    }
}
