//! 质量自查 (quality-selfcheck): a manufacturer checks itself for 质量技术帮扶, an industry
//! association scores its own 行业质量共治.
//!
//! The crate is a set of pure functions: content, answers and dates in, plain data out.
//! It reads no clock, no locale, no file, and no input makes it panic. What the two draft
//! standards say is kept apart from what we added: every entry names its [`pack::Source`].
//!
//! One table, [`api`], gives each function one name for Rust, JavaScript and the command line.
//!
//! ```
//! use quality_selfcheck::governance::{SelfAssessment, score};
//! use quality_selfcheck::{json, pack::built_in};
//!
//! let text = r#"{ "units": { "C1.1": { "level": 1 } } }"#;
//! let assessment: SelfAssessment = json::decode(&json::read(text)?)?;
//! let card = score(built_in().governance(), &assessment, None)?;
//! assert_eq!(card.total.text(), "1.0");
//! assert_eq!(card.missing.len(), card.units.len() - 1);
//! # Ok::<(), quality_selfcheck::error::Error>(())
//! ```
#![cfg_attr(not(all(target_arch = "wasm32", feature = "js")), forbid(unsafe_code))]

pub mod about;
pub mod answer_sheet;
pub mod api;
pub mod application;
pub mod archive;
pub mod bureau;
pub mod case;
pub mod causes;
pub mod chart;
pub mod checklist;
pub mod collection;
pub mod date;
pub mod deadlines;
pub mod decimal;
pub mod decision;
pub mod document;
pub mod dossier;
pub mod duty;
pub mod effect;
pub mod entered;
pub mod error;
pub mod exact;
mod foreign;
pub mod governance;
pub mod improvement;
pub mod industry;
pub mod issue;
pub mod json;
pub mod known;
mod listed;
mod order;
pub mod outline;
pub mod pack;
pub mod plan;
pub mod record;
pub mod report;
pub mod risk;
#[cfg(feature = "schema")]
mod schema;
pub mod warning;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub mod wasm;

/// The Rust examples of the documentation run as tests.
#[cfg(doctest)]
mod examples {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../README.zh-CN.md")]
    struct ReadmeInChinese;
    #[doc = include_str!("../docs/rust.md")]
    struct Rust;
}
