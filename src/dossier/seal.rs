//! The seal of a file: SHA-256 over its text with its own `sha256` left empty.

use super::facts::Dossier;
use crate::json::{self, Input, Sink, Tape, Value, Writer};
use crate::pack::sha256;

/// The seal that a file should have.
pub(super) fn seal(file: &Tape) -> String {
    let mut writer = Writer::indented();
    unsealed(&mut file.input(), &mut writer);
    sha256(writer.text().as_bytes())
}

/// Copies a file without its seal.
fn unsealed(file: &mut Input<'_>, sink: &mut dyn Sink) {
    let Value::Object(mut keys) = file.value() else { return sink.null() };
    sink.map(keys.left());
    while let Some(key) = file.key(&mut keys) {
        sink.key(key);
        if key == SEAL {
            sink.null();
            file.skip();
        } else {
            file.copy(sink);
        }
    }
}

/// The key of the seal.
pub(super) const SEAL: &str = "sha256";

/// The text of a file with its seal, which the file then holds too.
pub(super) fn sealed_text(file: &mut Dossier) -> String {
    file.sha256 = None;
    let mut text = json::write(file);
    let seal = sha256(text.as_bytes());
    // Only a key of the file itself stands at this depth, and no text has a line break in it.
    let open = "\n  \"sha256\": null";
    if let Some(place) = text.find(open) {
        text.replace_range(place + open.len() - "null".len()..place + open.len(), &["\"", &seal, "\""].concat());
    }
    file.sha256 = Some(seal);
    text
}

/// The seal of a file that holds what was sealed; none where it has been changed since, or was never saved.
pub(crate) fn kept_seal(dossier: &Dossier) -> Option<&str> {
    dossier.sha256.as_deref().filter(|sha256| *sha256 == seal(&Tape::of(dossier)))
}
