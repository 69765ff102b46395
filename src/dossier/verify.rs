//! Whether a file says what its facts amount to.

use super::as_written::AsWritten;
use super::change::Change;
use super::facts::Dossier;
use super::seal::{SEAL, seal};
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
/// What does not fit in the file itself; what cannot be worked out is a difference.
pub fn verify(packs: &Packs<'_>, file: &AsWritten) -> Result<DossierVerification> {
    let mut stored = Stored { packs, differences: Vec::new(), checked: 0 };
    let dossier = file.facts().map_err(|error| error.at("dossier"))?;
    stored.check(file, &dossier, "", None);
    for (index, snapshot) in dossier.snapshots.iter().enumerate() {
        let place = format!("/snapshots/{index}/dossier");
        match snapshot.dossier.facts() {
            Ok(facts) => stored.check(&snapshot.dossier, &facts, &place, snapshot.scheme.as_ref()),
            Err(error) => stored.differences.push(Change::new(&(place + &error.path), error.message.clone())),
        }
    }
    let Stored { differences, checked, .. } = stored;
    let ok = differences.is_empty();
    let summary = match (ok, checked) {
        (true, 0) => "文件里没有存结果，没有可核对的。".to_owned(),
        (true, _) => format!("核对一致：{checked} 处存下的结果和校验值都和重算的一样。"),
        (false, _) => format!("有 {} 处和重算的不一样。", differences.len()),
    };
    Ok(DossierVerification { ok, summary, differences })
}

/// What is stored, compared with what is worked out.
struct Stored<'a> {
    packs: &'a Packs<'a>,
    differences: Vec<Change>,
    checked: u32,
}

impl Stored<'_> {
    fn check(&mut self, file: &AsWritten, facts: &Dossier, place: &str, scheme: Option<&Json>) {
        if let Some(stated) = file.at(SEAL).and_then(|mut input| input.take_text()) {
            self.checked += 1;
            // What is of this version need not name what it does not say.
            let found = if file.is_present() { seal(&Tape::of(facts)) } else { seal(file.tape()) };
            if stated != found {
                let message = format!("校验值不符：存的是 {stated}，按内容算是 {found}");
                self.differences.push(Change::new(&format!("{place}/sha256"), message));
            }
        }
        if facts.results.is_some() {
            self.checked += 1;
            self.differences.extend(changes(self.packs, facts, place, scheme));
        }
    }
}
