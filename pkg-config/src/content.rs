//! The content as a wasm file of its own: a memory that holds it, and no code.
//!
//! It is a wasm file so that every host loads it in the same way as the program, and because WeChat unpacks brotli for
//! nothing else.

use walrus::{ConstExpr, DataKind, Module, ModuleConfig, ir::Value};

const PAGE: usize = 65536;

/// The content says itself where it ends: what follows it in the last page is never read.
pub fn as_wasm(content: Vec<u8>) -> Vec<u8> {
    let mut module = Module::with_config(ModuleConfig::new().generate_producers_section(false).clone());
    let pages = content.len().div_ceil(PAGE) as u64;
    let memory = module.memories.add_local(false, false, pages, Some(pages), None);
    module.data.add(DataKind::Active { memory, offset: ConstExpr::Value(Value::I32(0)) }, content);
    module.exports.add("memory", memory);
    module.emit_wasm()
}

#[cfg(test)]
mod tests {
    use crate::gates;

    #[test]
    fn the_content_passes_the_gates_and_fits_its_memory() {
        for length in [1, super::PAGE, super::PAGE + 1] {
            let wasm = super::as_wasm(vec![7; length]);
            assert!(wasm.windows(length).any(|window| window.iter().all(|byte| *byte == 7)));
            gates::check_wasm(&wasm, None).unwrap();
        }
    }
}
