//! The order of the functions in the wasm file: those that look alike stand together and compress better, 2 % of the
//! brotli size.

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

/// The file with a name for each function, such that the order of the names is the order that compresses best: by type, then
/// by their bytes. `wasm-opt --reorder-functions-by-name` moves them.
pub fn name_by_likeness(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imports = 0;
    let mut types = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => imports = section.count(),
            Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<Vec<u32>, _>>()?,
            Payload::CodeSectionEntry(body) => bodies.push(wasm.get(body.range()).context("a body outside the file")?),
            _ => {}
        }
    }
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|function| (types.get(*function), bodies.get(*function)));
    let mut ranks = vec![0; order.len()];
    for (rank, function) in order.into_iter().enumerate() {
        ranks[function] = rank;
    }

    let mut names = Vec::new();
    number(&mut names, imports as usize + ranks.len());
    for import in 0..imports as usize {
        name(&mut names, import, 'a', import);
    }
    for (function, rank) in ranks.into_iter().enumerate() {
        name(&mut names, imports as usize + function, 'b', rank);
    }
    // The section "name", with the names of functions (1) and nothing else.
    let mut section = Vec::new();
    text(&mut section, "name");
    section.push(1);
    number(&mut section, names.len());
    section.extend(names);
    let mut named = wasm.to_vec();
    named.push(0);
    number(&mut named, section.len());
    named.extend(section);
    Ok(named)
}

fn name(names: &mut Vec<u8>, function: usize, before: char, rank: usize) {
    number(names, function);
    text(names, &format!("{before}{rank:06}"));
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    number(bytes, text.len());
    bytes.extend(text.bytes());
}

/// LEB128.
fn number(bytes: &mut Vec<u8>, mut rest: usize) {
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}
