//! The npm package in target/npm: the programs and their glue, the content, what is written in pkg-config/npm, and what is
//! generated from the core's own types.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::bindings::Bindings;
use crate::workspace::{Workspace, output, run};

const WRITTEN: [&str; 16] = [
    "arguments.js",
    "case.js",
    "core.js",
    "errors.js",
    "index.js",
    "node.js",
    "options.js",
    "packs.js",
    "places.js",
    "program.js",
    "refusal.js",
    "results.js",
    "review.js",
    "slim.js",
    "sources.js",
    "worker.js",
];

/// The documents that the package brings along, and what they are called there.
const DOCUMENTS: [(&str, &str); 4] = [
    ("package.md", "README.md"),
    ("api.md", "api.md"),
    ("mini-program.md", "mini-program.md"),
    ("mini-program.zh-CN.md", "mini-program.zh-CN.md"),
];

/// What the package states as JSON Schema: its functions, and the files that it reads.
const SCHEMAS: [(&str, &str); 4] = [
    ("schema.json", "functions"),
    ("dossier.schema.json", "dossier"),
    ("assistance-pack.schema.json", "assistance-pack"),
    ("governance-pack.schema.json", "governance-pack"),
];

/// Puts what runs into a new package.
pub fn assemble(workspace: &Workspace, programs: &[Bindings], content: &[u8]) -> Result<()> {
    let package = package(workspace);
    if package.exists() {
        std::fs::remove_dir_all(&package)?;
    }
    std::fs::create_dir_all(&package)?;

    for Bindings { name, wasm, glue, .. } in programs {
        std::fs::write(package.join(format!("{name}.wasm")), wasm)?;
        std::fs::write(package.join(format!("{name}_bg.js")), glue)?;
    }
    std::fs::write(package.join("quality_selfcheck_content.wasm"), content)?;
    for file in WRITTEN {
        copy(&workspace.root.join("pkg-config/npm").join(file), &package.join(file))?;
    }
    // The workspace has one version, which is the version of this program as well.
    run(workspace.node("pkg-config/assemble/manifest.mjs").arg(env!("CARGO_PKG_VERSION")))?;
    run(&mut workspace.node("pkg-config/assemble/programs.mjs"))
}

/// Adds what the published package has beside what runs.
pub fn complete(workspace: &Workspace) -> Result<()> {
    let package = package(workspace);
    for (file, name) in DOCUMENTS {
        copy(&workspace.root.join("docs").join(file), &package.join(name))?;
    }
    for entry in std::fs::read_dir(&workspace.root)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("LICENSE") {
            copy(&entry.path(), &package.join(entry.file_name()))?;
        }
    }
    let command_line = command_line(workspace)?;
    for (file, of) in SCHEMAS {
        std::fs::write(package.join(file), output(Command::new(&command_line).args(["schema", of]))?)?;
    }
    run(&mut workspace.node("pkg-config/assemble/types.mjs"))?;
    run(&mut workspace.node("pkg-config/assemble/bundles.mjs"))?;
    run(&mut workspace.node("pkg-config/assemble/miniprogram.mjs"))
}

/// Measures every file and fails over a budget.
pub fn check_sizes(workspace: &Workspace) -> Result<()> {
    run(&mut workspace.node("pkg-config/assemble/sizes.mjs"))
}

fn package(workspace: &Workspace) -> PathBuf {
    workspace.target().join("npm")
}

/// The command line, which prints the schemas. With all features: it is the one that is tested, and compiled once for both.
fn command_line(workspace: &Workspace) -> Result<PathBuf> {
    let target = workspace.target();
    run(workspace
        .cargo()
        .args(["build", "--locked", "--package", "quality-selfcheck", "--all-features", "--bin", "quality-selfcheck"])
        .arg("--target-dir")
        .arg(&target))?;
    Ok(target.join("debug/quality-selfcheck").with_extension(std::env::consts::EXE_EXTENSION))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to).with_context(|| from.display().to_string())?;
    Ok(())
}
