//! A bureau's own packs: read, checked, compared with others, and put in the place of ours.

mod asked;
mod checks;
mod diff;
mod file;
mod keyed;
mod lint;
mod places;
mod templates;

pub use checks::PackFinding;
pub use diff::{ChangeKind, PackChange, PackDiff, diff};
pub use file::{LoadedPack, OwnPacks, load, load_all};
pub use lint::{PackLint, lint};
