//! What the core must not do, read off its source.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

/// The source, each file by its name below `src`.
pub(crate) fn sources() -> Vec<(String, String)> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    assert!(found.len() > 20);
    found
}

/// Names of files, relative to `src`, in which any of the words occurs.
fn files_with(words: &[&str]) -> Vec<String> {
    let holds = |text: &str| words.iter().any(|word| text.contains(word));
    let mut files: Vec<String> = sources().into_iter().filter(|(_, text)| holds(text)).map(|(name, _)| name).collect();
    files.sort();
    files
}

#[test]
fn only_one_file_knows_javascript() {
    assert_eq!(files_with(&["wasm_bindgen", "js_sys", "JsValue"]), ["wasm.rs"]);
}

#[test]
fn only_the_command_line_reads_files_and_streams() {
    let found = files_with(&["std::fs", "fs::", "std::io", "std::net", "std::process"]);
    assert!(found.iter().all(|file| file.starts_with("cli/")), "{found:?}");
    assert!(!found.is_empty());
}

#[test]
fn nobody_reads_a_clock_or_a_random_source() {
    let words = ["SystemTime", "Instant::", "Utc::", "rand::", "getrandom", "thread_rng"];
    assert_eq!(files_with(&words), Vec::<String>::new());
    // Only the command line knows what day it is, as any host does.
    assert_eq!(files_with(&["Local::"]), ["cli/arguments.rs"]);
}

#[test]
fn nobody_calculates_with_doubles() {
    assert_eq!(files_with(&["f32", "f64"]), Vec::<String>::new());
}
