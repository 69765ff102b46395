//! What a panic would say is left out: it ends a program, and no host hears a word of it. That is 2 KB of each program, once
//! compressed.

use walrus::ir::{Instr, Value};
use walrus::{ConstExpr, Data, DataId, DataKind, FunctionBuilder, FunctionId, FunctionKind, LocalFunction, Module};

/// How the functions of Rust's library begin, or end, that only say why there is a panic.
const SPEAK: [&str; 11] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::cell::panic_",
    "core::slice::index::slice_index_fail",
    "core::str::slice_error_fail",
    "alloc::alloc::handle_alloc_error",
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "std::alloc::rust_oom",
];
const SPEAK_AT_THE_END: [&str; 2] = ["::assert_failed", "::len_mismatch_fail"];

/// Ends the program at once where a panic would have been put into words.
pub fn without_words(module: &mut Module) {
    end_at_once(module);
    forget_places(module);
}

fn end_at_once(module: &mut Module) {
    let speaking: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, function)| {
            let name = module.funcs.get(*id).name.as_deref().unwrap_or_default();
            speaks(&without_hashes(name)) && never_returns(function)
        })
        .map(|(id, _)| id)
        .collect();
    for id in speaking {
        let function = module.funcs.get(id);
        let (params, results) = module.types.params_results(function.ty());
        let (params, results) = (params.to_vec(), results.to_vec());
        let arguments = params.iter().map(|param| module.locals.add(*param)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        builder.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
}

fn speaks(name: &str) -> bool {
    SPEAK.iter().any(|begin| name.starts_with(begin)) || SPEAK_AT_THE_END.iter().any(|end| name.ends_with(end))
}

/// The compiler lets nothing follow such a function, nor the last call in it.
fn never_returns(function: &LocalFunction) -> bool {
    let body = function.block(function.entry_block());
    matches!(body.instrs.last(), Some((Instr::Unreachable(_), _)))
}

/// A name without the `[0123456789abcdef]` of its crates.
fn without_hashes(name: &str) -> String {
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let is_hash = |hash: &&str| hash.len() > 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        match part.split_once(']').filter(|(hash, _)| is_hash(hash)) {
            Some((_, rest)) => name + rest,
            None => name + "[" + part,
        }
    })
}

/// Blanks out the places in the source that a panic would have named: the name of a file by where it lies and its length, a
/// line, a column.
fn forget_places(module: &mut Module) {
    let segments: Vec<DataId> = module.data.iter().map(Data::id).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        if let DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } = &data.kind {
            blank_places(&mut data.value, offset.cast_unsigned() as usize);
        }
    }
}

fn blank_places(data: &mut [u8], offset: usize) {
    let word = |place: usize| Some(u32::from_le_bytes(data.get(place..place + 4)?.try_into().ok()?) as usize);
    let place = |at: usize| {
        let [name, length, line, column] = [word(at)?, word(at + 4)?, word(at + 8)?, word(at + 12)?];
        let name = name.checked_sub(offset)?;
        let is_file = data.get(name..name.checked_add(length)?)?.ends_with(b".rs");
        (is_file && line > 0 && column > 0).then_some([at..at + 16, name..name + length])
    };
    // The linker puts what has words at every fourth byte.
    let places: Vec<_> = (0..data.len()).step_by(4).filter_map(place).flatten().collect();
    for place in places {
        data[place].fill(0);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_place_in_the_source_is_blanked_out_and_nothing_else_is() {
        let words = |words: &[u32]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        let place = words(&[1024, 8, 7, 1]);
        let text = words(&[1032, 4, 7, 1]);
        let mut data = [b"src/a.rstext".as_slice(), &place, &text].concat();
        super::blank_places(&mut data, 1024);
        assert_eq!(data, [[0; 8].as_slice(), b"text", &[0; 16], &text].concat());
    }

    #[test]
    fn functions_of_the_library_are_known_by_their_names() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_bounds_check",
            "core::panicking::panic_display::h103c24ee4a536b9e",
            "<alloc[3ca501edff3f0c7c]::vec::Vec<_, _>>::remove::assert_failed",
        ] {
            assert!(super::speaks(&super::without_hashes(name)), "{name}");
        }
        for name in ["<[T]>::len", "<core[c5930c85a12de822]::panicking::AssertKind as core::fmt::Debug>::fmt"] {
            assert!(!super::speaks(&super::without_hashes(name)), "{name}");
        }
    }
}
