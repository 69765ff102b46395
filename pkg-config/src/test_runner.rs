//! Runs the wasm tests, in the configuration that is shipped: in Node or, with WASM_BINDGEN_USE_BROWSER=1, in a browser.
//!
//! wasm-bindgen's own way into a browser needs a chromedriver of just that browser's release. Opening the page that it
//! serves needs nothing but Playwright, which the page's tests use as well.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args;

use crate::target_features;
use crate::workspace::{Workspace, run};

pub fn run_tests(workspace: &Workspace, mut arguments: Vec<String>) -> Result<()> {
    let file = arguments.first_mut().context("which wasm file?")?;
    let stripped = Path::new(file).with_extension("mvp.wasm");
    std::fs::write(&stripped, target_features::remove(&std::fs::read(&*file)?)?)?;
    *file = stripped.to_str().context("a path that is not Unicode")?.to_owned();

    if std::env::var_os("WASM_BINDGEN_USE_BROWSER").is_none() {
        return serve(arguments);
    }
    run_in_browser(workspace, arguments)
}

/// Hands the tests to wasm-bindgen: runs them in Node, or serves them for ever where a browser is asked for.
pub fn serve(arguments: Vec<String>) -> Result<()> {
    run_cli_with_args(std::iter::once("wasm-bindgen-test-runner".to_owned()).chain(arguments))
}

fn run_in_browser(workspace: &Workspace, arguments: Vec<String>) -> Result<()> {
    let mut server = Command::new(std::env::current_exe()?)
        .arg("serve-tests")
        .args(arguments)
        .env("NO_HEADLESS", "1")
        .env("WASM_BINDGEN_TEST_ADDRESS", "127.0.0.1:0")
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = BufReader::new(server.stdout.take().context("no output")?).lines();
    let address = lines.find_map(|line| Some(line.ok()?.split_once("available at ")?.1.to_owned()));
    let result = match address {
        Some(address) => run(workspace.node("pkg-config/assemble/open-tests.mjs").arg(address)),
        // No address and no failure: this file holds no wasm test, as the one of a command line program.
        None => Ok(()),
    };
    server.kill()?;
    let status = server.wait()?;
    anyhow::ensure!(result.is_err() || status.success() || status.code().is_none(), "the tests cannot be served");
    result
}
