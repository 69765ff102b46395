//! How often a call asks for memory: what slows it down most where nothing compiles it, and, unlike its time, the same on every
//! machine. What is asked is what `npm run bench` measures.
#![cfg(not(target_arch = "wasm32"))]
#![allow(unsafe_code, reason = "an allocator cannot be written without; it hands everything on to the system's own")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fs;
use std::hint::black_box;

use quality_selfcheck::api;
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::built_in;

/// What one call asked for when this was last written down. More than a twentieth above it is a step back, to be mended;
/// more than a fifth below it is a step forward, to be written down so that it stays.
const MEASURED: [(&str, &str, u64); 10] = [
    ("scoreGovernance", "association", 1_929),
    ("scoreGovernance", "one unit", 1_577),
    ("validateApplication", "enterprise", 698),
    ("triageRisk", "enterprise", 558),
    ("checkDossier", "enterprise", 5_169),
    ("checkDossier", "association", 4_151),
    ("readDossier", "enterprise", 7_834),
    ("readDossier", "association", 5_799),
    ("writeDossier", "enterprise", 6_588),
    ("writeDossier", "association", 4_574),
];

#[test]
fn no_call_asks_for_more_memory_than_it_did() {
    let mut changed = Vec::new();
    for (function, of, measured) in MEASURED {
        let asked = asked_by(function, &arguments(function, of));
        if asked * 20 > measured * 21 || asked * 5 < measured * 4 {
            changed.push(format!("{function}, {of}: {asked} times, not {measured}"));
        }
    }
    assert!(changed.is_empty(), "{changed:#?}");
}

/// How often a call asks for memory once the content that it needs has been read.
fn asked_by(function: &str, arguments: &str) -> u64 {
    let packs = built_in();
    let call = || black_box(api::answer(&packs, function, arguments)).unwrap();
    drop(call());
    let before = ASKED.get();
    let answer = call();
    let after = ASKED.get();
    drop(answer);
    after - before
}

fn arguments(function: &str, of: &str) -> String {
    if of == "one unit" {
        return r#"{ "assessment": { "units": { "C1.1": { "level": 1 } } } }"#.to_owned();
    }
    let path = format!("{}/www/web/src/samples/{of}.json", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).unwrap();
    let dossier = json::read(&text).unwrap();
    let part = |keys: &[&str]| {
        let part = keys.iter().fold(&dossier, |part, key| part.get(key).unwrap());
        json::write(part)
    };
    let today = r#""today": "2026-07-10""#;
    match function {
        "scoreGovernance" => format!(r#"{{ "assessment": {} }}"#, part(&["governance", "assessment"])),
        "validateApplication" => format!(r#"{{ "application": {}, {today} }}"#, part(&["application"])),
        "triageRisk" => {
            format!(r#"{{ "application": {}, "facts": {}, {today} }}"#, part(&["application"]), part(&["facts"]))
        }
        "checkDossier" => format!(r#"{{ "dossier": {text}, {today} }}"#),
        "readDossier" => format!(r#"{{ "text": {} }}"#, json::write(&Json::String(text.clone().into()))),
        _ => format!(r#"{{ "dossier": {text}, "format": "json" }}"#),
    }
}

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

thread_local! {
    /// Of this thread alone: the other tests of this program run beside it.
    static ASKED: Cell<u64> = const { Cell::new(0) };
}

fn ask() {
    ASKED.set(ASKED.get() + 1);
}

// SAFETY: the system's allocator, with its own promises; counting neither allocates nor panics.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ask();
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        ask();
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ask();
        // SAFETY: as the caller promises.
        unsafe { System.realloc(memory, layout, size) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(memory, layout) }
    }
}
