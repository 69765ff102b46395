//! Packs the content under `src/content` into the program.
//!
//! Each file is read strictly, by the library's own reader, into the types of
//! `src/pack/model.rs` and written out again without its keys: less than half the size of
//! static tables once compressed, and there is nothing to parse when the program starts.

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
#[macro_use]
#[path = "src/pack/packed/write.rs"]
mod packed;
#[path = "src/pack/model.rs"]
mod model;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use packed::Pack;
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/content");
    println!("cargo::rerun-if-changed=src/pack");
    println!("cargo::rerun-if-changed=src/json");

    let mut assistance = model::Assistance {
        manifest: table("assistance/manifest.json")?,
        sha256: "".into(),
        application: table("assistance/application.json")?,
        size_classes: table("assistance/size-classes.json")?,
        industries: table("assistance/industries.json")?,
        provinces: table("assistance/provinces.json")?,
        checklist: table("assistance/checklist.json")?,
        quick_triage: table("assistance/quick-triage.json")?,
        risk: table("assistance/risk.json")?,
        causes: table("assistance/causes.json")?,
        cause_rules: table("assistance/cause-rules.json")?,
        deadlines: table("assistance/deadlines.json")?,
        plan: table("assistance/plan.json")?,
        indicators: table("assistance/effect-indicators.json")?,
        record_rules: table("assistance/record-rules.json")?,
    };
    assistance.sha256 = fingerprint(&assistance).into();

    let mut governance = model::Governance {
        manifest: table("governance/manifest.json")?,
        sha256: "".into(),
        indicators: table("governance/indicators.json")?,
        guidance: table("governance/guidance.json")?,
        schemes: table("governance/schemes.json")?,
    };
    governance.sha256 = fingerprint(&governance).into();

    write("assistance", &assistance)?;
    write("governance", &governance)?;
    Ok(())
}

fn table<T: json::Decode + Default>(name: &str) -> Result<T, Box<dyn Error>> {
    let text = fs::read_to_string(Path::new("src/content").join(name))?;
    let table = json::read(&text).and_then(|json| json::decode(&json));
    table.map_err(|error| format!("src/content/{name}{}: {}", error.path, error.message).into())
}

fn write(name: &str, pack: &impl Pack) -> Result<(), Box<dyn Error>> {
    let mut files = packed::Files::default();
    pack.pack(&mut files);
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join(name).with_extension("pack"), files.numbers)?;
    fs::write(Path::new(&out).join(name).with_extension("txt"), files.text)?;
    Ok(())
}

/// SHA-256 over the JSON text of the pack as this crate writes it, its own fingerprint left empty.
fn fingerprint<T: json::Encode>(pack: &T) -> String {
    let digest = Sha256::digest(json::write(&pack.encode()));
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
