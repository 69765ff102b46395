//! wasm-opt: smaller, and without the instructions that Rust's prebuilt standard library uses beyond the MVP.

use std::path::Path;

use anyhow::Result;

use crate::workspace::{Workspace, run};

/// What the standard library may contain, so that wasm-opt reads it; all of it is gone after the passes below.
const READ: [&str; 5] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
];
const LOWER: [&str; 3] =
    ["--signext-lowering", "--llvm-nontrapping-fptoint-lowering", "--llvm-memory-copy-fill-lowering"];
/// A large function that swallows those it alone calls needs many locals, and compresses worse: 4 % of the brotli size.
const SHRINK: [&str; 4] =
    ["-Oz", "--one-caller-inline-max-function-size=10", "--strip-producers", "--strip-target-features"];

pub fn lower_to_mvp(workspace: &Workspace, wasm: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let input = folder.join("before_lowering.wasm");
    let output = folder.join("quality_selfcheck.wasm");
    std::fs::write(&input, wasm)?;
    run(workspace
        .node("node_modules/binaryen/bin/wasm-opt")
        .args(READ)
        .args(LOWER)
        .args(SHRINK)
        .arg(&input)
        .arg("-o")
        .arg(&output))?;
    Ok(std::fs::read(output)?)
}
