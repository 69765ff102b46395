//! Memory moved and filled eight bytes at a time. The first WebAssembly has no instruction for either, and what wasm-opt puts in
//! its place goes byte by byte; where nothing compiles a program, moving texts would be half of its work.

use anyhow::{Context, Result};
use walrus::ir::{BinaryOp, ExtendedLoad, LoadKind, MemArg, StoreKind, UnaryOp};
use walrus::{
    FunctionBuilder, FunctionKind, InstrSeqBuilder, LocalFunction, LocalId, MemoryId, Module, ModuleConfig, ValType,
};

/// The program with these functions in the place of wasm-opt's, which it finds by their names.
pub fn by_eights(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = ModuleConfig::new().generate_producers_section(false).parse(wasm)?;
    let memory = module.get_memory_id().context("a program has one memory")?;
    for (name, make) in [("__memory_copy", copy as fn(&mut Module, MemoryId) -> LocalFunction), ("__memory_fill", fill)]
    {
        let made = make(&mut module, memory);
        if let Some(function) = module.funcs.by_name(name) {
            module.funcs.get_mut(function).kind = FunctionKind::Local(made);
        }
    }
    Ok(module.emit_wasm())
}

/// `(to, from, count)`: the places may overlap, so what would be written over is moved first.
fn copy(module: &mut Module, memory: MemoryId) -> LocalFunction {
    let [to, from, count] = [(); 3].map(|()| module.locals.add(ValType::I32));
    let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32; 3], &[]);
    let step = |seq: &mut InstrSeqBuilder<'_>, width: Width| width.load_and_store(seq, memory);
    builder.func_body().local_get(to).local_get(from).binop(BinaryOp::I32GtU).if_else(
        None,
        |from_the_end| {
            for width in [Width::Eight, Width::One] {
                repeat(from_the_end, count, width, |seq| {
                    less(seq, count, width);
                    at(seq, to, count);
                    at(seq, from, count);
                    step(seq, width);
                });
            }
        },
        |from_the_front| {
            for width in [Width::Eight, Width::One] {
                repeat(from_the_front, count, width, |seq| {
                    seq.local_get(to).local_get(from);
                    step(seq, width);
                    more(seq, to, width);
                    more(seq, from, width);
                    less(seq, count, width);
                });
            }
        },
    );
    builder.local_func(vec![to, from, count])
}

/// `(to, byte, count)`
fn fill(module: &mut Module, memory: MemoryId) -> LocalFunction {
    let [to, byte, count] = [(); 3].map(|()| module.locals.add(ValType::I32));
    let eight = module.locals.add(ValType::I64);
    let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32; 3], &[]);
    let mut body = builder.func_body();
    body.local_get(byte).i32_const(255).binop(BinaryOp::I32And).unop(UnaryOp::I64ExtendUI32);
    body.i64_const(0x0101_0101_0101_0101).binop(BinaryOp::I64Mul).local_set(eight);
    for (width, value) in [(Width::Eight, eight), (Width::One, byte)] {
        repeat(&mut body, count, width, |seq| {
            seq.local_get(to).local_get(value).store(memory, width.stored(), ANYWHERE);
            more(seq, to, width);
            less(seq, count, width);
        });
    }
    builder.local_func(vec![to, byte, count])
}

/// How many bytes are moved at once.
#[derive(Clone, Copy)]
enum Width {
    One = 1,
    Eight = 8,
}

/// Bytes lie wherever they lie.
const ANYWHERE: MemArg = MemArg { align: 1, offset: 0 };

impl Width {
    fn stored(self) -> StoreKind {
        match self {
            Self::One => StoreKind::I32_8 { atomic: false },
            Self::Eight => StoreKind::I64 { atomic: false },
        }
    }

    fn load_and_store(self, seq: &mut InstrSeqBuilder<'_>, memory: MemoryId) {
        let loaded = match self {
            Self::One => LoadKind::I32_8 { kind: ExtendedLoad::ZeroExtend },
            Self::Eight => LoadKind::I64 { atomic: false },
        };
        seq.load(memory, loaded, ANYWHERE).store(memory, self.stored(), ANYWHERE);
    }
}

/// Does something as long as there is enough left to move.
fn repeat(seq: &mut InstrSeqBuilder<'_>, count: LocalId, width: Width, once: impl Fn(&mut InstrSeqBuilder<'_>)) {
    seq.loop_(None, |again| {
        let start = again.id();
        again.local_get(count).i32_const(width as i32).binop(BinaryOp::I32GeU).if_else(
            None,
            |seq| {
                once(seq);
                seq.br(start);
            },
            |_| {},
        );
    });
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

    use walrus::Module;

    use super::*;
    use crate::gates;

    /// Moves and fills at every distance and length that could matter, and compares with what JavaScript does.
    const COMPARE: &str = "
        const { instance } = await WebAssembly.instantiate(require('node:fs').readFileSync(process.argv[1]))
        const { memory, copy, fill } = instance.exports
        const bytes = new Uint8Array(memory.buffer, 0, 128)
        const renew = () => bytes.forEach((_, place) => { bytes[place] = place * 7 + 1 })
        const check = (what, expected) => { if (Buffer.compare(bytes, expected)) throw what }
        for (let to = 0; to < 30; to++) for (let from = 0; from < 30; from++) for (let count = 0; count < 40; count++) {
            renew()
            const expected = bytes.slice().copyWithin(to, from, from + count)
            copy(to, from, count)
            check(`copy ${to} ${from} ${count}`, expected)
        }
        for (let to = 0; to < 20; to++) for (let count = 0; count < 40; count++) for (const byte of [0, 1, 127, 128, 255, 511]) {
            renew()
            const expected = bytes.slice().fill(byte, to, to + count)
            fill(to, byte, count)
            check(`fill ${to} ${byte} ${count}`, expected)
        }";

    #[test]
    fn bytes_are_moved_and_filled_as_javascript_does_it() {
        let mut module = Module::with_config(ModuleConfig::new().generate_producers_section(false).clone());
        let memory = module.memories.add_local(false, false, 1, Some(1), None);
        module.exports.add("memory", memory);
        for (name, make) in [("copy", copy as fn(&mut Module, MemoryId) -> LocalFunction), ("fill", fill)] {
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
