//! wasm-opt: smaller, and without the instructions that Rust's prebuilt standard library uses beyond the MVP.

use std::path::Path;

use anyhow::Result;

use crate::ordering;
use crate::workspace::{Workspace, run};

/// What the standard library may contain, so that wasm-opt reads it; all of it is gone after the passes below.
const READ: [&str; 5] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
];
const LOWER: [&str; 2] = ["--signext-lowering", "--llvm-nontrapping-fptoint-lowering"];
/// `-Oz` makes the file 5 % smaller than `-O2` as it is and 0.8 % larger once compressed, which is what is sent. A large
/// function that swallows those it alone calls needs many locals, and compresses worse: 4 % of the brotli size. How a load
/// is aligned is a hint that engines ignore; without it loads look alike: 1.4 %. Locals that are not moved about compress a
/// little better: 0.3 %.
const SHRINK: [&str; 7] = [
    "-O2",
    "--skip-pass=simplify-locals",
    "--one-caller-inline-max-function-size=10",
    "--dealign",
    "--reorder-locals",
    "--strip-producers",
    "--strip-target-features",
];
const ORDER: [&str; 3] = ["--mvp-features", "--reorder-functions-by-name", "--strip-debug"];

pub fn lower_to_mvp(workspace: &Workspace, name: &str, wasm: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let input = folder.join(format!("{name}_before_lowering.wasm"));
    let lowered = folder.join(format!("{name}_before_ordering.wasm"));
    let output = folder.join(format!("{name}.wasm"));
    std::fs::write(&input, wasm)?;
    wasm_opt(workspace, READ.into_iter().chain(LOWER).chain(SHRINK), &input, &lowered)?;
    std::fs::write(&lowered, ordering::name_by_likeness(&std::fs::read(&lowered)?)?)?;
    wasm_opt(workspace, ORDER, &lowered, &output)?;
    Ok(std::fs::read(output)?)
}

fn wasm_opt<'a>(
    workspace: &Workspace,
    flags: impl IntoIterator<Item = &'a str>,
    input: &Path,
    output: &Path,
) -> Result<()> {
    run(workspace.node("node_modules/binaryen/bin/wasm-opt").args(flags).arg(input).arg("-o").arg(output))
}
