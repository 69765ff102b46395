//! The list of features that a wasm file says it uses.

use anyhow::Result;
use wasmparser::{Parser, Payload};

const MAGIC_AND_VERSION: usize = 8;

/// Returns the file without its `target_features` section.
///
/// Rust's prebuilt standard library declares reference types and multi-value there even where nothing uses them.
/// wasm-bindgen believes it, looks for the table functions that `-Ctarget-cpu=mvp` left out, and stops with
/// "failed to find the `__wbindgen_externref_table_dealloc` function".
pub fn remove(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut kept = wasm[..MAGIC_AND_VERSION].to_vec();
    let mut copied_to = MAGIC_AND_VERSION;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        // The range of a section is its content; what stands before it since the last section is its header.
        let Some((_, range)) = payload.as_section() else {
            continue;
        };
        let dropped = matches!(&payload, Payload::CustomSection(section) if section.name() == "target_features");
        if !dropped {
            kept.extend_from_slice(&wasm[copied_to..range.end]);
        }
        copied_to = range.end;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_that_section_is_dropped() {
        let header = b"\0asm\x01\0\0\0".as_slice();
        let other = b"\0\x06\x05other".as_slice();
        let features = b"\0\x11\x0ftarget_features\0".as_slice();
        let types = b"\x01\x04\x01\x60\0\0".as_slice();
        let wasm = [header, other, features, types].concat();
        assert_eq!(super::remove(&wasm).unwrap(), [header, other, types].concat());
    }
}
