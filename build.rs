//! Builds the content under `src/content` into static tables.
//!
//! Each file is read strictly into the types of `src/pack/model.rs` and written out
//! again as a Rust expression: the program starts without parsing anything.

#[allow(dead_code, unreachable_pub)]
#[path = "src/pack/model.rs"]
mod model;
#[path = "src/pack/rust_expression.rs"]
mod rust_expression;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/content");
    println!("cargo::rerun-if-changed=src/pack");

    let mut assistance = model::Assistance {
        manifest: table("assistance/manifest.json")?,
        sha256: "".into(),
        application: table("assistance/application.json")?,
        size_classes: table("assistance/size-classes.json")?,
        industries: table("assistance/industries.json")?,
        provinces: table("assistance/provinces.json")?,
    };
    assistance.sha256 = fingerprint(&assistance)?.into();

    let mut governance = model::Governance {
        manifest: table("governance/manifest.json")?,
        sha256: "".into(),
        indicators: table("governance/indicators.json")?,
        guidance: table("governance/guidance.json")?,
        schemes: table("governance/schemes.json")?,
    };
    governance.sha256 = fingerprint(&governance)?.into();

    let code = format!(
        "pub(super) static ASSISTANCE: Assistance = {};\npub(super) static GOVERNANCE: Governance = {};\n",
        rust_expression::of(&assistance)?,
        rust_expression::of(&governance)?,
    );
    fs::write(Path::new(&env::var("OUT_DIR")?).join("content.rs"), code)?;
    Ok(())
}

fn table<T: DeserializeOwned>(name: &str) -> Result<T, Box<dyn Error>> {
    let text = fs::read_to_string(Path::new("src/content").join(name))?;
    serde_json::from_str(&text).map_err(|error| format!("src/content/{name}: {error}").into())
}

/// SHA-256 over the compact JSON of the pack, its own fingerprint left empty.
fn fingerprint<T: Serialize>(pack: &T) -> Result<String, Box<dyn Error>> {
    let digest = Sha256::digest(serde_json::to_vec(pack)?);
    Ok(digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect())
}
