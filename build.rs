//! Packs the content under `src/content` into one file, which is built into the program or supplied to it.
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
#[path = "src/pack/fingerprint.rs"]
mod fingerprint;
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

/// The files of each pack, by the field that they fill.
const ASSISTANCE: &[(&str, &str)] = &[
    ("manifest", "manifest"),
    ("application", "application"),
    ("sizeClasses", "size-classes"),
    ("industries", "industries"),
    ("provinces", "provinces"),
    ("products", "products"),
    ("checklist", "checklist"),
    ("checklistScale", "checklist-scale"),
    ("quickTriage", "quick-triage"),
    ("risk", "risk"),
    ("causes", "causes"),
    ("causeRules", "cause-rules"),
    ("deadlines", "deadlines"),
    ("plan", "plan"),
    ("indicators", "effect-indicators"),
    ("recordRules", "record-rules"),
    ("industry", "industry"),
    ("reports", "reports"),
    ("words", "words"),
];
const GOVERNANCE: &[(&str, &str)] = &[
    ("manifest", "manifest"),
    ("indicators", "indicators"),
    ("guidance", "guidance"),
    ("schemes", "schemes"),
    ("framework", "framework"),
    ("satisfaction", "satisfaction"),
    ("reports", "reports"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/content");
    println!("cargo::rerun-if-changed=src/pack");
    println!("cargo::rerun-if-changed=src/json");
    let assistance = packed::pack(&tree::<model::Assistance>("assistance", ASSISTANCE)?);
    let governance = packed::pack(&tree::<model::Governance>("governance", GOVERNANCE)?);
    let alphabet = packed::alphabet(&[assistance.text.as_str(), &governance.text].concat());
    let packs = packed::framed(&[
        &packed::spelled(&alphabet),
        &assistance.structure,
        &packed::ranked(&assistance.text, &alphabet),
        &governance.structure,
        &packed::ranked(&governance.text, &alphabet),
    ]);
    // Stands in the program and at the front of the file, so that neither is used with another version of the other.
    let mut id = fingerprint::sha256(&packs);
    id.truncate(8);
    println!("cargo::rustc-env=CONTENT_ID={id}");
    let content = [u32::from_str_radix(&id, 16)?.to_le_bytes().as_slice(), &packs].concat();
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("content"), content)?)
}

/// The tree of a pack's files, with its fingerprint.
fn tree<T: json::Decode + Default>(name: &str, files: &[(&'static str, &str)]) -> Result<Json, Box<dyn Error>> {
    let mut fields: Vec<(Text, Json)> = Vec::new();
    for (field, file) in files {
        let path = Path::new("src/content").join(name).join(file).with_extension("json");
        let tree = json::read(&fs::read_to_string(&path)?);
        fields.push(((*field).into(), tree.map_err(|error| format!("{}: {}", path.display(), error.message))?));
    }
    let mut tree = Json::Object(fields);
    json::decode::<T>(&tree).map_err(|error| format!("{name}{}: {}", error.path, error.message))?;
    let sha256 = fingerprint::fingerprint(&tree);
    tree.put("sha256", Json::String(sha256.into()));
    Ok(tree)
}
