//! wasm-bindgen: the JavaScript glue, and a wasm file that fits it.

use std::path::Path;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{memory, panics};

pub struct Bindings {
    /// What the names of its files begin with.
    pub name: &'static str,
    pub wasm: Vec<u8>,
    /// JavaScript without any loader: imports, exports and `__wbg_set_wasm`.
    pub glue: String,
    /// The name by which the wasm file imports the glue.
    pub module_name: String,
}

/// Makes the bindings for bundlers: the only kind whose glue holds no loader, so that one glue serves every host and no
/// generated file is ever patched.
pub fn generate(part: &str, name: &'static str, compiled: Vec<u8>, folder: &Path) -> Result<Bindings> {
    let mut output = Bindgen::new()
        .input_bytes(name, compiled)
        .bundler(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?;
    drop_exported_globals(output.wasm_mut());
    memory::by_words(output.wasm_mut())?;
    panics::without_words(output.wasm_mut());
    let module_name = format!("quality-selfcheck@{}/{part}", env!("CARGO_PKG_VERSION"));
    import_from(&module_name, output.wasm_mut());
    output.emit(folder)?;

    let read = |file: String| std::fs::read(folder.join(&file)).context(file);
    Ok(Bindings {
        name,
        wasm: read(format!("{name}_bg.wasm"))?,
        glue: String::from_utf8(read(format!("{name}_bg.js"))?)?,
        module_name,
    })
}

/// Names what the glue is imported as after the version: a wasm file that a cache has kept longer than the scripts finds
/// nothing there and is not started.
fn import_from(name: &str, module: &mut walrus::Module) {
    for import in module.imports.iter_mut() {
        import.module = name.to_owned();
    }
}

/// wasm-bindgen 0.2.130 exports `__abort_handler` and `__instance_terminated`, which nothing uses when a panic aborts;
/// WeChat on iOS cannot export a global.
fn drop_exported_globals(module: &mut walrus::Module) {
    let is_global = |export: &&walrus::Export| matches!(export.item, walrus::ExportItem::Global(_));
    let globals: Vec<_> = module.exports.iter().filter(is_global).map(walrus::Export::id).collect();
    for global in globals {
        module.exports.delete(global);
    }
}
