//! Whether a file says what its facts amount to.

use super::change::Change;
use super::facts::Dossier;
use super::seal::seal;
use super::stored::changes;
use crate::error::Result;
use crate::json::{Json, Tape, object};
use crate::pack::Packs;

object! {
    /// Whether what a file stores is what comes of its facts.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DossierVerification: out {
        /// Nothing differs.
        pub ok: bool,
        /// The result in one sentence.
        pub summary: String,
        /// What differs, of the file and of its snapshots.
        pub differences: Vec<Change>,
    }
}

/// Works out again what a file and its snapshots store: their results and their SHA-256.
///
/// # Errors
/// None of its own: what cannot be worked out is a difference.
pub fn verify(packs: &Packs<'_>, dossier: &Dossier) -> Result<DossierVerification> {
    let mut differences = Vec::new();
    let mut checked = 0;
    stored(packs, dossier, "", None, &mut differences, &mut checked);
    for (index, snapshot) in dossier.snapshots.iter().enumerate() {
        let place = format!("/snapshots/{index}/dossier");
        stored(packs, &snapshot.dossier, &place, snapshot.scheme.as_ref(), &mut differences, &mut checked);
    }
    let ok = differences.is_empty();
    let summary = match (ok, checked) {
        (true, 0) => "文件里没有存结果，没有可核对的。".to_owned(),
        (true, _) => format!("核对一致：{checked} 处存下的结果和校验值都和重算的一样。"),
        (false, _) => format!("有 {} 处和重算的不一样。", differences.len()),
    };
    Ok(DossierVerification { ok, summary, differences })
}

fn stored(
    packs: &Packs<'_>,
    dossier: &Dossier,
    place: &str,
    scheme: Option<&Json>,
    differences: &mut Vec<Change>,
    checked: &mut u32,
) {
    if let Some(sha256) = &dossier.sha256 {
        *checked += 1;
        let found = seal(&Tape::of(dossier));
        if *sha256 != found {
            let message = format!("校验值不符：存的是 {sha256}，按内容算是 {found}");
            differences.push(Change::new(&format!("{place}/sha256"), message));
        }
    }
    if dossier.results.is_some() {
        *checked += 1;
        differences.extend(changes(packs, dossier, place, scheme));
    }
}
