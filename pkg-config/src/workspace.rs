//! Where things are, and how other programs are run.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

pub struct Workspace {
    pub root: PathBuf,
}

impl Workspace {
    /// The repository around the current folder, so that this program also builds a copy that lies elsewhere.
    pub fn find() -> Result<Self> {
        let here = std::env::current_dir()?;
        let root = here.ancestors().find(|folder| folder.join("pkg-config/Cargo.toml").is_file());
        Ok(Self { root: root.context("this is not inside the quality-selfcheck repository")?.to_owned() })
    }

    /// All output, whatever CARGO_TARGET_DIR says: the front-ends and the tests look for it here.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    pub fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        command.current_dir(&self.root);
        command
    }

    pub fn rustc(&self) -> Command {
        let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
        command.current_dir(&self.root);
        command
    }

    /// Runs a script that lives in this repository.
    pub fn node(&self, script: &str) -> Command {
        let mut command = Command::new("node");
        command.current_dir(&self.root).arg(self.root.join(script));
        command
    }
}

/// Runs a command to its end; its messages go to the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    ensure!(status.success(), "{command:?} ended with {status}");
    Ok(())
}

/// Runs a command to its end and returns what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(std::process::Stdio::inherit()).output().with_context(|| format!("cannot start {command:?}"))?;
    ensure!(output.status.success(), "{command:?} ended with {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}
