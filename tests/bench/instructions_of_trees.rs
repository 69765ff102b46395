//! As `instructions.rs`, for revisions whose results were a tree that each door then walked.

use std::hint::black_box;

use quality_selfcheck::{api, pack};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [function, file, calls] = arguments.as_slice() else {
        // `cargo bench` runs it without any.
        return;
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let packs = pack::built_in();
    for _ in 0..calls.parse().unwrap_or(0) {
        let answer = api::call(black_box(&packs), black_box(function), black_box(&text));
        assert!(black_box(&answer).is_ok(), "{function} refuses what it is given");
    }
}
