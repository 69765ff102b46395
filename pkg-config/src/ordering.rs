//! The order of the functions in the wasm file: those that look alike stand together and compress better, 3 % of the
//! brotli size.

use std::collections::HashMap;

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

/// The file with a name for each function, such that the order of the names is the order that compresses best.
/// `wasm-opt --reorder-functions-by-name` moves them.
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
    let order = by_likeness(&types, &bodies);
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

/// How many bytes in a row count as something that two functions have in common.
const RUN: usize = 4;
/// What so many functions have says nothing of any.
const TOO_COMMON: usize = 1000;
/// How much of what a function has in common with those before stays when another one has come between.
const KEPT: f64 = 0.7;

/// Each function is followed by the one that has most in common with it and, less and less, with those before it. A large one
/// has more in common with all, and is chosen only for more. Nothing is worked out here that another machine might round
/// otherwise.
fn by_likeness(types: &[u32], bodies: &[&[u8]]) -> Vec<usize> {
    let mut having: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, body) in bodies.iter().enumerate() {
        for run in body.windows(RUN) {
            let functions = having.entry(run).or_default();
            if functions.last() != Some(&function) {
                functions.push(function);
            }
        }
    }
    let mut alike = vec![Vec::new(); bodies.len()];
    for functions in having.values().filter(|functions| (2..=TOO_COMMON).contains(&functions.len())) {
        functions.iter().for_each(|function| alike[*function].push(functions));
    }
    let weight = |runs: &Vec<_>| ((runs.len() + 8) as f64).sqrt() * ((runs.len() + 8) as f64).sqrt().sqrt();
    let weights: Vec<f64> = alike.iter().map(weight).collect();

    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|function| (types.get(*function), bodies[*function]));
    let mut common = vec![0.0; bodies.len()];
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let likeness = |function: usize| common[function] / weights[function];
        // Of those that are as like, the first: so the smallest begins.
        let next = (1..left.len())
            .fold(0, |best, other| if likeness(left[other]) > likeness(left[best]) { other } else { best });
        let function = left.remove(next);
        order.push(function);
        common.iter_mut().for_each(|common| *common *= KEPT);
        for other in alike[function].iter().copied().flatten() {
            common[*other] += 1.0;
        }
    }
    order
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
