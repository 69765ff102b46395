//! `cargo xtask build | complete | test-runner`: how the core becomes an npm package.
//!
//! wasm-bindgen is a library of this program, and its command line one of the feature `test-runner`, so their release is
//! pinned by our own lock file and nothing has to be installed beside Rust and Node.

mod bindings;
mod compile;
mod content;
mod gates;
mod lowering;
mod memory;
mod ordering;
mod package;
mod panics;
mod target_features;
#[cfg(feature = "test-runner")]
mod test_runner;
mod workspace;

use std::path::Path;
use std::process::ExitCode;
use std::thread;

use anyhow::{Result, bail};
use bindings::Bindings;
use compile::Compiled;
use workspace::Workspace;

const USAGE: &str = "usage: cargo xtask build | complete | size | wasm | wasm-as-rust-does

build              compiles the three programs, checks the wasm files and puts into target/npm what of the npm package runs
complete           adds what the published package has beside that: types, schemas, documents, the folders for
                   mini-programs; then what size does
size               prints the size of every file of the package and checks the budgets
wasm               only compiles and checks the wasm files, in target/wasm
wasm-as-rust-does  compiles one without any care for old phones, in target/wasm-as-rust-does; a test needs it

With --features test-runner, which cargo asks for when it runs `cargo test --target wasm32-unknown-unknown`:
test-runner FILE.wasm  runs a wasm test binary";

/// What is needed at every step, what only those load who look back, and what writes documents: one program for each part of
/// the core's table of functions, which is a cargo feature, with what its files are called.
const PROGRAMS: [(&str, &str); 3] =
    [STEPS, ("review", "quality_selfcheck_review"), ("documents", "quality_selfcheck_documents")];
const STEPS: (&str, &str) = ("steps", "quality_selfcheck");

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
            package::assemble(&workspace, &programs, &content)
        }
        Some("complete") => {
            package::complete(&workspace)?;
            package::check_sizes(&workspace)
        }
        Some("size") => package::check_sizes(&workspace),
        Some("wasm") => build_wasm(&workspace).map(drop),
        Some("wasm-as-rust-does") => build_wasm_as_rust_does(&workspace),
        #[cfg(feature = "test-runner")]
        Some("test-runner") => test_runner::run_tests(&workspace, arguments.collect()),
        #[cfg(feature = "test-runner")]
        Some("serve-tests") => test_runner::serve(arguments.collect()),
        _ => bail!(USAGE),
    }
}

/// The programs with their glue, and the content that all of them read.
///
/// Cargo compiles one program after the other, each of them on one core. Meanwhile the other core finishes the one before.
fn build_wasm(workspace: &Workspace) -> Result<(Vec<Bindings>, Vec<u8>)> {
    let folder = workspace.target().join("wasm");
    let flags = compile::flags_for_all_hosts(workspace)?;
    let mut packed = Vec::new();
    let programs = thread::scope(|scope| -> Result<Vec<Bindings>> {
        let mut finishing = Vec::new();
        for (part, name) in PROGRAMS {
            let Compiled { wasm, content } = compile::core(workspace, part, &flags, &workspace.target())?;
            packed = content;
            let folder = &folder;
            finishing.push(scope.spawn(move || finish_program(workspace, part, name, &wasm, folder)));
        }
        finishing.into_iter().map(|program| program.join().expect("it refuses, and never panics")).collect()
    })?;
    let content = content::as_wasm(packed);
    gates::check_wasm(&content, None)?;
    gates::check_no_machine_path(workspace, &[("content", &*content)])?;
    std::fs::write(folder.join("quality_selfcheck_content.wasm"), &content)?;
    Ok((programs, content))
}

/// A program with its glue, from what the compiler wrote.
fn finish_program(
    workspace: &Workspace,
    part: &str,
    name: &'static str,
    compiled: &[u8],
    folder: &Path,
) -> Result<Bindings> {
    let mut bindings = bindings::generate(part, name, target_features::remove(compiled)?, folder)?;
    bindings.wasm = lowering::lower_to_mvp(workspace, name, &bindings.wasm, folder)?;
    gates::check_wasm(&bindings.wasm, Some(&bindings.module_name))?;
    let files = [("wasm", &*bindings.wasm), ("glue", bindings.glue.as_bytes())];
    gates::check_no_machine_path(workspace, &files)?;
    Ok(bindings)
}

fn build_wasm_as_rust_does(workspace: &Workspace) -> Result<()> {
    let folder = workspace.target().join("wasm-as-rust-does");
    let (part, name) = STEPS;
    let compiled = compile::core(workspace, part, &[], &folder.join("cargo"))?;
    bindings::generate(part, name, compiled.wasm, &folder).map(drop)
}
