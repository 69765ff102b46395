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
    if let Some(place) = last_place(&text, UNSEALED) {
        text.replace_range(place..place + UNSEALED.len(), &line_of(&seal));
    }
    file.sha256 = Some(seal);
    text
}

/// Whether a text is the one that was sealed so, byte for byte.
pub(super) fn is_sealed_text(text: &str, seal: &str) -> bool {
    let line = line_of(seal);
    let parts = last_place(text, &line).and_then(|place| Some((text.get(..place)?, text.get(place + line.len()..)?)));
    parts.is_some_and(|(before, behind)| sha256([before, UNSEALED, behind].concat().as_bytes()) == seal)
}

/// Where a part of a text stands last: nearly always at its end.
fn last_place(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).rposition(|place| place == part.as_bytes())
}

/// Where the seal will stand. Only a key of the file itself stands at this depth, and no text has a line break in it.
const UNSEALED: &str = "\n  \"sha256\": null";

/// What then stands there.
fn line_of(seal: &str) -> String {
    ["\n  \"sha256\": \"", seal, "\""].concat()
}

/// The seal of a file that holds what was sealed; none where it has been changed since, or was never saved.
pub(crate) fn kept_seal(dossier: &Dossier) -> Option<&str> {
    dossier.sha256.as_deref().filter(|sha256| *sha256 == seal(&Tape::of(dossier)))
}
