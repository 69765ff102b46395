//! Rust to wasm, the same bytes on every machine.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::workspace::{Workspace, output, run};

const TARGET: &str = "wasm32-unknown-unknown";

pub struct Compiled {
    /// The program without the content, as the compiler wrote it.
    pub wasm: Vec<u8>,
    /// The content, as the core's build script packed it.
    pub content: Vec<u8>,
}

/// Compiles a part of the core into a target folder, with these flags and no others.
pub fn core(workspace: &Workspace, part: &str, flags: &[String], target: &Path) -> Result<Compiled> {
    let messages = output(
        workspace
            .cargo()
            .args([
                "build",
                "--profile",
                "wasm",
                "--locked",
                "--lib",
                "--package",
                "quality-selfcheck",
                "--target",
                TARGET,
            ])
            .args([
                "--no-default-features",
                "--features",
                &format!("{part},js"),
                "--message-format=json-render-diagnostics",
            ])
            .arg("--target-dir")
            .arg(target)
            // In the environment, even when empty: an environment's own RUSTFLAGS would silently replace those of a
            // configuration file, and these replace both.
            .env("CARGO_ENCODED_RUSTFLAGS", [flags, &inlining(part)].concat().join("\u{1f}")),
    )?;

    let messages: Vec<Value> = messages.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let read = |file: PathBuf| std::fs::read(&file).with_context(|| file.display().to_string());
    Ok(Compiled { wasm: read(wasm_file(&messages)?)?, content: read(packed_into(&messages)?.join("content"))? })
}

/// How readily a part takes functions into those that call them. All are made small (`z`); what answers while somebody fills in
/// is also to be quick where nothing compiles the program. There, a threshold of 60 would be a quarter faster than `z` alone for
/// 9 % more bytes, 30 a tenth slower than that; 15 is a twentieth slower again, and 5 takes 1 % less of the bytes, for what
/// that program has learnt since.
///
/// What needs much of the stack stays a function of its own: taken into another, it makes that one's places on the stack more and
/// farther apart. That is 3 % of the bytes of a program that works with large structures, for a hundredth of the speed.
fn inlining(part: &str) -> Vec<String> {
    let arguments: &[&str] = match part {
        "steps" => &["-inline-threshold=5", "-inline-max-stacksize=32"],
        "review" => &["-inline-max-stacksize=32"],
        _ => &[],
    };
    arguments.iter().map(|argument| format!("-Cllvm-args={argument}")).collect()
}

/// The wasm file that cargo says it has made.
fn wasm_file(messages: &[Value]) -> Result<PathBuf> {
    let files = messages.iter().filter_map(|message| message["filenames"].as_array()).flatten();
    let mut files = files.filter_map(Value::as_str).map(PathBuf::from);
    let file = files.find(|file| file.extension().is_some_and(|extension| extension == "wasm"));
    file.context("cargo names no wasm file")
}

/// The folder into which the core's build script packed the content. Among cargo's messages it is the script that states
/// the content's id.
fn packed_into(messages: &[Value]) -> Result<PathBuf> {
    let states_id =
        |message: &&Value| message["env"].as_array().is_some_and(|env| env.iter().any(|set| set[0] == "CONTENT_ID"));
    let folder = messages.iter().filter(states_id).find_map(|message| Some(message["out_dir"].as_str()?.into()));
    folder.context("cargo names no folder of the core's build script")
}

/// The flags for every host that the core is shipped to. Without any, it is as Rust makes it by itself.
pub fn flags_for_all_hosts(workspace: &Workspace) -> Result<Vec<String>> {
    // The remaps below name the unpacked crates, so these must be there first.
    run(workspace.cargo().args(["fetch", "--quiet", "--locked", "--target", TARGET]))?;
    // Phones of 2018 know no later feature than the first WebAssembly (iOS 12; reference types need Chrome 96).
    let mut flags = vec!["-Ctarget-cpu=mvp".to_owned()];
    // Turned off, loops are written alike and compress better: 0.8 % of the brotli size.
    flags.push("-Cllvm-args=-disable-lsr".to_owned());
    // SHA-256 in a loop, not written out: 0.9 KB of the brotli size of each program that seals files.
    flags.push("--cfg=sha2_backend_soft=\"compact\"".to_owned());
    let mut remap = |from: &Path, to: &str| flags.push(format!("--remap-path-prefix={}={to}", from.display()));

    remap(&workspace.root, "quality-selfcheck");
    for crates in unpacked_crates()? {
        // The folder's name holds a hash of the registry's address, which differs between mirrors.
        remap(&crates, "crates");
    }
    let sysroot = PathBuf::from(output(workspace.rustc().args(["--print", "sysroot"]))?.trim());
    // Where the rust-src component is installed, inlined library code names its files there.
    remap(&sysroot.join("lib/rustlib/src/rust"), &format!("/rustc/{}", commit_hash(workspace)?));
    remap(&sysroot, "rust");
    Ok(flags)
}

/// The folders below the cargo home that hold crates, one for each registry.
fn unpacked_crates() -> Result<Vec<PathBuf>> {
    let sources = cargo_home()?.join("registry/src");
    let mut folders = std::fs::read_dir(&sources)
        .with_context(|| sources.display().to_string())?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    folders.sort();
    Ok(folders)
}

pub fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    Ok(std::env::home_dir().context("no home folder")?.join(".cargo"))
}

fn commit_hash(workspace: &Workspace) -> Result<String> {
    let version = output(workspace.rustc().arg("-vV"))?;
    let hash = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    Ok(hash.context("rustc -vV names no commit")?.to_owned())
}
