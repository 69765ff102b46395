//! The core, tested from outside through what it offers to Rust. One program for all of it: the core is linked once, and the
//! tests of all files share the machine. On wasm only the vectors are left of it; a file says itself what it needs.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod additions;
mod allocations;
mod case;
mod cases;
mod charts;
mod collection;
mod command_line;
mod completeness;
mod content;
mod coverage;
mod dossiers;
mod industry;
mod kinds;
mod mutations;
mod office;
mod optimum;
mod packs;
mod properties;
mod purity;
mod refusals;
mod registers;
mod reports;
mod sample;
mod sheets;
mod structure;
mod vectors;
mod warnings;

/// A file that is no part of this program would test nothing.
#[cfg(not(target_arch = "wasm32"))]
#[test]
fn every_file_is_a_part() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for name in names.filter_map(|name| name.strip_suffix(".rs").filter(|name| *name != "main").map(ToOwned::to_owned))
    {
        assert!(include_str!("main.rs").contains(&format!("mod {name};\n")), "{name}.rs is no part of this program");
    }
}
