//! Calls a function of the table, for a program that counts instructions: FUNCTION FILE CALLS. The result is written as
//! JavaScript reads it.

use std::hint::black_box;

use quality_selfcheck::json::Stream;
use quality_selfcheck::{api, pack};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [function, file, calls] = arguments.as_slice() else {
        // `cargo bench` runs it without any.
        return;
    };
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let packs = pack::built_in();
    let mut stream = Stream::new();
    for _ in 0..calls.parse().unwrap_or(0) {
        stream.clear();
        let answer = api::call_into(black_box(&packs), black_box(function), black_box(&text), &mut stream);
        assert!(black_box(&answer).is_ok(), "{function} refuses what it is given");
        black_box(&stream);
    }
}
