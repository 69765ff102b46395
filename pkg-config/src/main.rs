//! `cargo xtask build | size | test-runner`: how the core becomes an npm package.
//!
//! wasm-bindgen's command line is a library of this program, so its release is pinned by our own lock file and nothing
//! has to be installed beside Rust and Node.

mod bindings;
mod compile;
mod content;
mod gates;
mod lowering;
mod memory;
mod ordering;
mod package;
mod target_features;
mod test_runner;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use bindings::Bindings;
use workspace::Workspace;

const USAGE: &str = "usage: cargo xtask build | size | wasm | wasm-as-rust-does | test-runner FILE.wasm

build              compiles the three programs, checks the wasm files and assembles the npm package in target/npm
size               prints the size of every file of the package and checks the budgets
wasm               only compiles and checks the wasm files, in target/wasm
wasm-as-rust-does  compiles one without any care for old phones, in target/wasm-as-rust-does; a test needs it
test-runner        runs a wasm test binary; cargo calls it for `cargo test --target wasm32-unknown-unknown`";

/// What is needed at every step, what only those load who look back, and what writes documents: one program for each part of
/// the core's table of functions, which is a cargo feature, with what its files are called.
const STEPS: (&str, &str) = ("steps", "quality_selfcheck");
const REVIEW: (&str, &str) = ("review", "quality_selfcheck_review");
const DOCUMENTS: (&str, &str) = ("documents", "quality_selfcheck_documents");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without the backtrace that a machine's RUST_BACKTRACE would add: it names only this program.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let workspace = Workspace::find()?;
    match arguments.next().as_deref() {
        Some("build") => {
            let (programs, content) = build_wasm(&workspace)?;
            package::assemble(&workspace, &programs, &content)?;
            package::check_sizes(&workspace)
        }
        Some("size") => package::check_sizes(&workspace),
        Some("wasm") => build_wasm(&workspace).map(drop),
        Some("wasm-as-rust-does") => build_wasm_as_rust_does(&workspace),
        Some("test-runner") => test_runner::run_tests(&workspace, arguments.collect()),
        Some("serve-tests") => test_runner::serve(arguments.collect()),
        _ => bail!(USAGE),
    }
}

/// The programs with their glue, and the content that all of them read.
fn build_wasm(workspace: &Workspace) -> Result<([Bindings; 3], Vec<u8>)> {
    let folder = workspace.target().join("wasm");
    let (steps, content) = build_program(workspace, STEPS, &folder)?;
    let (review, _) = build_program(workspace, REVIEW, &folder)?;
    let (documents, _) = build_program(workspace, DOCUMENTS, &folder)?;
    let content = content::as_wasm(content);
    gates::check_wasm(&content, None)?;
    gates::check_no_machine_path(workspace, &[("content", &*content)])?;
    std::fs::write(folder.join("quality_selfcheck_content.wasm"), &content)?;
    Ok(([steps, review, documents], content))
}

/// A program with its glue, and the content as it was packed.
fn build_program(
    workspace: &Workspace,
    (part, name): (&str, &'static str),
    folder: &Path,
) -> Result<(Bindings, Vec<u8>)> {
    let compiled = compile::for_all_hosts(workspace, part)?;
    let mut bindings = bindings::generate(name, target_features::remove(&compiled.wasm)?, folder)?;
    bindings.wasm = lowering::lower_to_mvp(workspace, name, &bindings.wasm, folder)?;
    gates::check_wasm(&bindings.wasm, Some(&bindings.module_name))?;
    let files = [("wasm", &*bindings.wasm), ("glue", bindings.glue.as_bytes())];
    gates::check_no_machine_path(workspace, &files)?;
    Ok((bindings, compiled.content))
}

fn build_wasm_as_rust_does(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target().join("wasm-as-rust-does");
    let (part, name) = STEPS;
    let compiled = compile::as_rust_does(workspace, part, &folder.join("cargo"))?;
    bindings::generate(name, compiled.wasm, &folder).map(drop)
}
