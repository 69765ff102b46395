//! Packs the content under `src/content` into the program.
//!
//! Each file is read strictly, by the library's own reader, into the types of
//! `src/pack/model.rs`. What is packed is the tree of the files themselves: when the program
//! starts it becomes the same types by the same door as a bureau's own pack.

// The modules are the library's own; not everything in them is of use here.
#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_macros,
    clippy::enum_variant_names,
    clippy::cast_possible_truncation
)]

#[path = "src/decimal.rs"]
mod decimal;
#[path = "src/error.rs"]
mod error;
#[path = "src/json/mod.rs"]
mod json;
#[path = "src/pack/model.rs"]
mod model;
#[path = "src/pack/packed/write.rs"]
mod packed;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use json::{Json, Text};
use sha2::{Digest, Sha256};

/// The files of each pack, by the field that they fill.
const ASSISTANCE: &[(&str, &str)] = &[
    ("manifest", "manifest"),
    ("application", "application"),
    ("sizeClasses", "size-classes"),
    ("industries", "industries"),
    ("provinces", "provinces"),
    ("products", "products"),
    ("checklist", "checklist"),
    ("quickTriage", "quick-triage"),
    ("risk", "risk"),
    ("causes", "causes"),
    ("causeRules", "cause-rules"),
    ("deadlines", "deadlines"),
    ("plan", "plan"),
    ("indicators", "effect-indicators"),
    ("recordRules", "record-rules"),
];
const GOVERNANCE: &[(&str, &str)] =
    &[("manifest", "manifest"), ("indicators", "indicators"), ("guidance", "guidance"), ("schemes", "schemes")];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/content");
    println!("cargo::rerun-if-changed=src/pack");
    println!("cargo::rerun-if-changed=src/json");
    pack::<model::Assistance>("assistance", ASSISTANCE)?;
    pack::<model::Governance>("governance", GOVERNANCE)
}

fn pack<T: json::Decode + json::Encode + Default>(
    name: &str,
    files: &[(&'static str, &str)],
) -> Result<(), Box<dyn Error>> {
    let mut fields: Vec<(Text, Json)> = Vec::new();
    for (field, file) in files {
        let path = Path::new("src/content").join(name).join(file).with_extension("json");
        let tree = json::read(&fs::read_to_string(&path)?);
        fields.push(((*field).into(), tree.map_err(|error| format!("{}: {}", path.display(), error.message))?));
    }
    let tree = Json::Object(fields.clone());
    let content: T = json::decode(&tree).map_err(|error| format!("{name}{}: {}", error.path, error.message))?;
    fields.push(("sha256".into(), Json::String(fingerprint(&content).into())));
    let files = packed::pack(&Json::Object(fields));
    let out = env::var("OUT_DIR")?;
    let file = |extension| Path::new(&out).join(name).with_extension(extension);
    fs::write(file("structure"), files.structure)?;
    fs::write(file("alphabet"), files.alphabet)?;
    fs::write(file("text"), files.text)?;
    Ok(())
}

/// SHA-256 over the JSON text of the pack as this crate writes it, its own fingerprint left empty.
fn fingerprint<T: json::Encode>(pack: &T) -> String {
    let digest = Sha256::digest(json::write(&pack.encode()));
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
