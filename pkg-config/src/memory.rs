//! Memory moved, filled and compared by as many bytes at a time as can be. What Rust's library has for it on the first WebAssembly
//! goes byte by byte or puts words together out of shifted ones; where nothing compiles a program, that would be a fifth of
//! its work.

use anyhow::{Context, Result};
use walrus::ir::{
    BinaryOp, Call, Drop, ExtendedLoad, Instr, InstrSeq, LoadKind, MemArg, StoreKind, UnaryOp, VisitorMut,
};
use walrus::{
    FunctionBuilder, FunctionId, FunctionKind, InstrSeqBuilder, LocalFunction, LocalId, MemoryId, Module, ValType, ir,
};

/// Puts functions of our own in the place of the library's, and of the instructions that came later.
pub fn by_words(module: &mut Module) -> Result<()> {
    let memory = module.get_memory_id().context("a program has one memory")?;
    put(module, memory, "memcpy", copy);
    let copy = put(module, memory, "memmove", copy);
    let fill = put(module, memory, "memset", fill);
    put(module, memory, "memcmp", compare);
    for (_, function) in module.funcs.iter_local_mut() {
        let entry = function.entry_block();
        ir::dfs_pre_order_mut(&mut Called { copy, fill }, function, entry);
    }
    Ok(())
}

/// The function of this name, made anew.
fn put(
    module: &mut Module,
    memory: MemoryId,
    name: &str,
    make: fn(&mut Module, MemoryId) -> LocalFunction,
) -> FunctionId {
    let made = make(module, memory);
    match module.funcs.by_name(name) {
        Some(function) => {
            module.funcs.get_mut(function).kind = FunctionKind::Local(made);
            function
        }
        None => module.funcs.add_local(made),
    }
}

/// Calls functions in the place of instructions.
struct Called {
    copy: FunctionId,
    fill: FunctionId,
}

impl VisitorMut for Called {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        let instructions = std::mem::take(&mut seq.instrs);
        for (instruction, location) in instructions {
            let func = match instruction {
                Instr::MemoryCopy(_) => self.copy,
                Instr::MemoryFill(_) => self.fill,
                other => {
                    seq.instrs.push((other, location));
                    continue;
                }
            };
            // Unlike the instruction, the function answers where it has written.
            seq.instrs.extend([(Call { func }.into(), location), (Drop {}.into(), location)]);
        }
    }
}

/// `(to, from, count)`, answers `to`. Where the places overlap such that bytes would be written over before they are moved, the
/// last ones are moved first.
fn copy(module: &mut Module, memory: MemoryId) -> LocalFunction {
    let [to, from, count, place] = [(); 4].map(|()| module.locals.add(ValType::I32));
    let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32; 3], &[ValType::I32]);
    let mut body = builder.func_body();
    body.local_get(to).local_get(from).binop(BinaryOp::I32Sub).local_get(count).binop(BinaryOp::I32LtU).if_else(
        None,
        |from_the_end| {
            each_width(from_the_end, count, |seq, width| {
                less(seq, count, width);
                for offset in width.parts().iter().rev() {
                    at(seq, to, count);
                    at(seq, from, count);
                    width.load(seq, memory, *offset);
                    width.store(seq, memory, *offset);
                }
            });
        },
        |from_the_front| {
            from_the_front.local_get(to).local_set(place);
            each_width(from_the_front, count, |seq, width| {
                for offset in width.parts() {
                    seq.local_get(place).local_get(from);
                    width.load(seq, memory, *offset);
                    width.store(seq, memory, *offset);
                }
                more(seq, place, width);
                more(seq, from, width);
                less(seq, count, width);
            });
        },
    );
    body.local_get(to);
    builder.local_func(vec![to, from, count])
}

/// `(to, byte, count)`, answers `to`.
fn fill(module: &mut Module, memory: MemoryId) -> LocalFunction {
    let [to, byte, count, place] = [(); 4].map(|()| module.locals.add(ValType::I32));
    let bytes = module.locals.add(ValType::I64);
    let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32; 3], &[ValType::I32]);
    let mut body = builder.func_body();
    body.local_get(byte).i32_const(255).binop(BinaryOp::I32And).unop(UnaryOp::I64ExtendUI32);
    body.i64_const(0x0101_0101_0101_0101).binop(BinaryOp::I64Mul).local_set(bytes);
    body.local_get(to).local_set(place);
    each_width(&mut body, count, |seq, width| {
        for offset in width.parts() {
            seq.local_get(place).local_get(bytes);
            width.store(seq, memory, *offset);
        }
        more(seq, place, width);
        less(seq, count, width);
    });
    body.local_get(to);
    builder.local_func(vec![to, byte, count])
}

/// `(one, other, count)`, answers 0 where both are the same, else a number with the sign of their order.
fn compare(module: &mut Module, memory: MemoryId) -> LocalFunction {
    let [one, other, count] = [(); 3].map(|()| module.locals.add(ValType::I32));
    let [ones, others, shift] = [(); 3].map(|()| module.locals.add(ValType::I64));
    let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32; 3], &[ValType::I32]);
    let mut body = builder.func_body();
    each_width(&mut body, count, |seq, width| {
        for offset in width.parts() {
            for (place, word) in [(one, ones), (other, others)] {
                seq.local_get(place);
                width.load(seq, memory, *offset);
                seq.local_set(word);
            }
            seq.local_get(ones).local_get(others).binop(BinaryOp::I64Ne).if_else(
                None,
                |differ| {
                    // Of the bytes in which the words differ, the first one is the lowest.
                    differ.local_get(ones).local_get(others).binop(BinaryOp::I64Xor).unop(UnaryOp::I64Ctz);
                    differ.i64_const(!7).binop(BinaryOp::I64And).local_set(shift);
                    for word in [ones, others] {
                        differ.local_get(word).local_get(shift).binop(BinaryOp::I64ShrU).unop(UnaryOp::I32WrapI64);
                        differ.i32_const(255).binop(BinaryOp::I32And);
                    }
                    differ.binop(BinaryOp::I32Sub).return_();
                },
                |_| {},
            );
        }
        more(seq, one, width);
        more(seq, other, width);
        less(seq, count, width);
    });
    body.i32_const(0);
    builder.local_func(vec![one, other, count])
}

/// How many bytes are worked on at once.
#[derive(Clone, Copy)]
enum Width {
    One = 1,
    Two = 2,
    Four = 4,
    Eight = 8,
    Sixteen = 16,
}

impl Width {
    /// The offsets of its parts, each of which fits a word.
    fn parts(self) -> &'static [u64] {
        if matches!(self, Self::Sixteen) { &[0, 8] } else { &[0] }
    }

    /// Loads a part as a number of eight bytes.
    fn load(self, seq: &mut InstrSeqBuilder<'_>, memory: MemoryId, offset: u64) {
        let kind = ExtendedLoad::ZeroExtend;
        let loaded = match self {
            Self::One => LoadKind::I64_8 { kind },
            Self::Two => LoadKind::I64_16 { kind },
            Self::Four => LoadKind::I64_32 { kind },
            Self::Eight | Self::Sixteen => LoadKind::I64 { atomic: false },
        };
        seq.load(memory, loaded, anywhere(offset));
    }

    /// Stores the lower bytes of such a number as a part.
    fn store(self, seq: &mut InstrSeqBuilder<'_>, memory: MemoryId, offset: u64) {
        let stored = match self {
            Self::One => StoreKind::I64_8 { atomic: false },
            Self::Two => StoreKind::I64_16 { atomic: false },
            Self::Four => StoreKind::I64_32 { atomic: false },
            Self::Eight | Self::Sixteen => StoreKind::I64 { atomic: false },
        };
        seq.store(memory, stored, anywhere(offset));
    }
}

/// Bytes lie wherever they lie.
fn anywhere(offset: u64) -> MemArg {
    MemArg { align: 1, offset }
}

/// Does something with as many bytes as there are, the widest first: as long as they last, then at most once with each width.
fn each_width(seq: &mut InstrSeqBuilder<'_>, count: LocalId, once: impl Fn(&mut InstrSeqBuilder<'_>, Width)) {
    let enough = |seq: &mut InstrSeqBuilder<'_>, width: Width| {
        seq.local_get(count).i32_const(width as i32).binop(BinaryOp::I32GeU);
    };
    seq.loop_(None, |again| {
        let start = again.id();
        enough(again, Width::Sixteen);
        again.if_else(
            None,
            |seq| {
                once(seq, Width::Sixteen);
                seq.br(start);
            },
            |_| {},
        );
    });
    for width in [Width::Eight, Width::Four, Width::Two, Width::One] {
        enough(seq, width);
        seq.if_else(None, |seq| once(seq, width), |_| {});
    }
}

fn at(seq: &mut InstrSeqBuilder<'_>, place: LocalId, offset: LocalId) {
    seq.local_get(place).local_get(offset).binop(BinaryOp::I32Add);
}

fn more(seq: &mut InstrSeqBuilder<'_>, local: LocalId, width: Width) {
    seq.local_get(local).i32_const(width as i32).binop(BinaryOp::I32Add).local_set(local);
}

fn less(seq: &mut InstrSeqBuilder<'_>, local: LocalId, width: Width) {
    seq.local_get(local).i32_const(width as i32).binop(BinaryOp::I32Sub).local_set(local);
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use walrus::{Module, ModuleConfig};

    use super::*;
    use crate::gates;

    /// Moves, fills and compares at every distance and length that could matter, and holds it against what JavaScript does.
    const COMPARE: &str = "
        const { instance } = await WebAssembly.instantiate(require('node:fs').readFileSync(process.argv[1]))
        const { memory, copy, fill, compare } = instance.exports
        const bytes = new Uint8Array(memory.buffer, 0, 128)
        const renew = () => bytes.forEach((_, place) => { bytes[place] = place * 7 + 1 })
        const check = (what, expected) => { if (Buffer.compare(bytes, expected)) throw what }
        for (let to = 0; to < 30; to++) for (let from = 0; from < 30; from++) for (let count = 0; count < 40; count++) {
            renew()
            const expected = bytes.slice().copyWithin(to, from, from + count)
            const answered = copy(to, from, count)
            if (answered !== to) throw `copy answers ${answered}`
            check(`copy ${to} ${from} ${count}`, expected)
        }
        for (let to = 0; to < 20; to++) for (let count = 0; count < 40; count++) for (const byte of [0, 1, 127, 128, 255, 511]) {
            renew()
            const expected = bytes.slice().fill(byte, to, to + count)
            const answered = fill(to, byte, count)
            if (answered !== to) throw `fill answers ${answered}`
            check(`fill ${to} ${byte} ${count}`, expected)
        }
        for (let count = 0; count < 40; count++) for (let place = 0; place <= count; place++) for (const byte of [0, 127, 128, 255]) {
            bytes.fill(128)
            bytes[64 + place] = byte
            // Behind the first difference there may be others.
            bytes.fill(255 - byte, 64 + place + 1, 64 + place + 3)
            const [one, other] = [bytes.subarray(3, 3 + count), bytes.subarray(64, 64 + count)]
            if (Math.sign(compare(3, 64, count)) !== Buffer.compare(one, other)) throw `compare ${count} ${place} ${byte}`
            if (Math.sign(compare(64, 3, count)) !== Buffer.compare(other, one)) throw `compare back ${count} ${place} ${byte}`
        }";

    #[test]
    fn bytes_are_moved_filled_and_compared_as_javascript_does_it() {
        let mut module = Module::with_config(ModuleConfig::new().generate_producers_section(false).clone());
        let memory = module.memories.add_local(false, false, 1, Some(1), None);
        module.exports.add("memory", memory);
        for (name, make) in
            [("copy", copy as fn(&mut Module, MemoryId) -> LocalFunction), ("fill", fill), ("compare", compare)]
        {
            let made = make(&mut module, memory);
            let function = module.funcs.add_local(made);
            module.exports.add(name, function);
        }
        let wasm = module.emit_wasm();
        gates::check_wasm(&wasm, None).unwrap();
        let file = std::env::temp_dir().join(format!("quality-selfcheck-memory-{}.wasm", std::process::id()));
        std::fs::write(&file, wasm).unwrap();
        let script =
            format!("(async () => {{{COMPARE}}})().catch((error) => {{ console.error(error); process.exit(1) }})");
        let ran = Command::new("node").args(["-e", &script]).arg(&file).output().unwrap();
        std::fs::remove_file(&file).unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }
}
