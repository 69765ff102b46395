//! What must be true of a wasm file, whatever the tools before did. A build that breaks a rule fails.

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{CompositeInnerType, ExternalKind, FuncType, ImportSectionReader, Parser, Payload, TypeRef, ValType};
use wasmparser::{Validator, WasmFeatures};

use crate::compile::cargo_home;
use crate::workspace::Workspace;

/// The first WebAssembly and nothing else. `GC_TYPES` is how wasmparser itself stores types, not a feature of the file.
const MVP: WasmFeatures = WasmFeatures::FLOATS.union(WasmFeatures::GC_TYPES);

/// Without `glue` the file may import nothing.
pub fn check_wasm(wasm: &[u8], glue: Option<&str>) -> Result<()> {
    Validator::new_with_features(MVP)
        .validate_all(wasm)
        .context("the wasm file needs more than the WebAssembly MVP")?;

    let mut types = Vec::new();
    let mut functions = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::TypeSection(section) => {
                for group in section {
                    types.extend(group?.into_types().map(|subtype| match subtype.composite_type.inner {
                        CompositeInnerType::Func(function) => Some(function),
                        _ => None,
                    }));
                }
            }
            Payload::ImportSection(section) => functions.extend(imported_functions(section, glue)?),
            Payload::FunctionSection(section) => {
                for index in section {
                    functions.push((None, index?));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    match export.kind {
                        // WeChat on iOS cannot export a global.
                        ExternalKind::Global => {
                            bail!("the wasm file exports the global {}", export.name)
                        }
                        ExternalKind::Func => {
                            let function = functions.get_mut(export.index as usize).context("no such function")?;
                            function.0 = Some(export.name.to_owned());
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    for (name, type_index) in functions {
        let Some(name) = name else { continue };
        let function = types.get(type_index as usize).and_then(Option::as_ref).context("not a function type")?;
        // A 64-bit integer crosses as BigInt, which phones before iOS 14.5 do not have.
        ensure!(!has_i64(function), "the function {name} has a 64-bit integer in its signature");
    }
    Ok(())
}

/// Every import must be a function of the glue: a phone offers nothing else.
fn imported_functions(section: ImportSectionReader, glue: Option<&str>) -> Result<Vec<(Option<String>, u32)>> {
    section
        .into_imports()
        .map(|import| {
            let import = import?;
            ensure!(Some(import.module) == glue, "the wasm file imports {} from {}", import.name, import.module);
            match import.ty {
                TypeRef::Func(type_index) => Ok((Some(import.name.to_owned()), type_index)),
                other => bail!("the wasm file imports {}, which is no function: {other:?}", import.name),
            }
        })
        .collect()
}

fn has_i64(function: &FuncType) -> bool {
    function.params().iter().chain(function.results()).any(|value| *value == ValType::I64)
}

/// A path of the building machine tells where somebody works, and makes every machine's bytes different.
pub fn check_no_machine_path(workspace: &Workspace, files: &[(&str, &[u8])]) -> Result<()> {
    let mut places = vec![workspace.root.clone(), cargo_home()?];
    places.extend(std::env::var_os("RUSTUP_HOME").map(Into::into));
    // In a container the home folder may be the root of all, which is a part of every path.
    places.extend(std::env::home_dir().filter(|home| home.parent().is_some()));
    for place in places {
        let text = format!("{}{}", place.display(), std::path::MAIN_SEPARATOR);
        for (name, bytes) in files {
            let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            ensure!(!found, "the {name} holds a path of this machine: {text}…");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";
    const GLUE: &str = "./g.js";

    /// A type without and one with a 64-bit integer: `() -> ()`, `(i64) -> ()`.
    const TYPES: &[u8] = b"\x01\x08\x02\x60\0\0\x60\x01\x7e\0";

    fn refusal(sections: &[&[u8]]) -> String {
        let wasm = [&[HEADER], sections].concat().concat();
        check_wasm(&wasm, Some(GLUE)).map_or_else(|error| format!("{error:#}"), |()| String::new())
    }

    fn import_of_type(module: &[u8; 6], index: u8) -> Vec<u8> {
        [b"\x02\x0c\x01\x06", module.as_slice(), b"\x01f\0", &[index]].concat()
    }

    #[test]
    fn a_function_of_the_glue_may_be_imported() {
        assert_eq!(refusal(&[TYPES, &import_of_type(b"./g.js", 0)]), "");
    }

    #[test]
    fn an_import_from_elsewhere_is_refused() {
        assert_eq!(refusal(&[TYPES, &import_of_type(b"./h.js", 0)]), "the wasm file imports f from ./h.js");
    }

    #[test]
    fn without_glue_nothing_may_be_imported() {
        let wasm = [HEADER, TYPES, &import_of_type(b"./g.js", 0)].concat();
        assert!(check_wasm(&wasm, None).is_err());
    }

    #[test]
    fn a_64_bit_integer_at_the_boundary_is_refused() {
        assert_eq!(
            refusal(&[TYPES, &import_of_type(b"./g.js", 1)]),
            "the function f has a 64-bit integer in its signature"
        );
    }

    #[test]
    fn an_exported_global_is_refused() {
        let global = b"\x06\x06\x01\x7f\0\x41\0\x0b";
        let export = b"\x07\x05\x01\x01g\x03\0";
        assert_eq!(refusal(&[global, export]), "the wasm file exports the global g");
    }

    #[test]
    fn an_instruction_beyond_the_mvp_is_refused() {
        let function = b"\x03\x02\x01\0";
        let memory = b"\x05\x03\x01\0\x01";
        let memory_fill = b"\x0a\x0d\x01\x0b\0\x41\0\x41\0\x41\0\xfc\x0b\0\x0b";
        let refusal = refusal(&[TYPES, function, memory, memory_fill]);
        assert!(refusal.starts_with("the wasm file needs more than the WebAssembly MVP"), "{refusal}");
    }

    #[test]
    fn a_path_of_this_machine_is_refused() {
        let workspace = Workspace { root: "/somewhere/quality".into() };
        let check = |text: &str| check_no_machine_path(&workspace, &[("glue", text.as_bytes())]);
        assert!(check("quality/src/lib.rs").is_ok());
        assert!(check("at /somewhere/quality/src/lib.rs").is_err());
    }
}
