//! The text in the bytes of a file. Programs in China write another encoding than UTF-8 unless they are told.

use encoding_rs::GB18030;

/// Decodes the text of a file. Its byte order mark decides; without one it is UTF-8, else what programs in China save. What is
/// no text is given on as far as it is one: its reader knows how other files begin.
///
/// # Errors
/// What to do, in Chinese, where a few bytes of the text are broken.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, String> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    // No text has a zero in it.
    let given_on = || String::from_utf8_lossy(&bytes).into_owned();
    if bytes.contains(&0) {
        return Ok(given_on());
    }
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf");
    let Broken { line, column, characters, places } = Broken::of(unmarked.unwrap_or(&bytes));
    if unmarked.is_none() && characters <= places {
        let national = GB18030.decode_without_bom_handling_and_without_replacement(&bytes);
        return Ok(national.map_or_else(given_on, std::borrow::Cow::into_owned));
    }
    Err(format!("第 {line} 行第 {column} 个字符处坏了（不是 UTF-8 文字），请改好这一处，或重新另存为 UTF-8"))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<u16>>());
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err("不是完整的 UTF-16 文字，请重新另存为 UTF-8".to_owned()),
    }
}

/// How far a text is UTF-8 that was damaged.
struct Broken {
    /// Where it is first broken.
    line: usize,
    column: usize,
    /// How many characters beyond ASCII are whole, and at how many places it is broken.
    characters: usize,
    places: usize,
}

impl Broken {
    fn of(bytes: &[u8]) -> Self {
        let mut broken = Self { line: 1, column: 1, characters: 0, places: 0 };
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid();
            if broken.places == 0 {
                broken.line += valid.matches('\n').count();
                let last = valid.rsplit('\n').next().unwrap_or_default().chars().count();
                broken.column = if valid.contains('\n') { last + 1 } else { broken.column + last };
            }
            broken.characters += valid.chars().filter(|c| !c.is_ascii()).count();
            broken.places += usize::from(!chunk.invalid().is_empty());
        }
        broken
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    const SHEET: &str = "编号,自报等级,说明\r\nC19.1,4,好\r\n";

    fn read(bytes: &[u8]) -> Result<String, String> {
        decoded(bytes.to_vec())
    }

    fn utf16(unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xfeff).chain(SHEET.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn the_mark_decides_and_then_what_fits() {
        for bytes in [
            SHEET.as_bytes().to_vec(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            encoding_rs::GB18030.encode(SHEET).0.into_owned(),
        ] {
            assert_eq!(read(&bytes).as_deref(), Ok(SHEET));
        }
        assert_eq!(read("\u{feff}编号".as_bytes()).as_deref(), Ok("\u{feff}编号"));
        assert_eq!(read(b"").as_deref(), Ok(""));
    }

    #[test]
    fn a_broken_byte_is_named() {
        let named = |place: &str| Err(format!("{place}处坏了（不是 UTF-8 文字），请改好这一处，或重新另存为 UTF-8"));
        let cut = |mark: &str| [mark.as_bytes(), SHEET.as_bytes()].concat();
        let mut bytes = cut("\u{feff}");
        let place = bytes.len() - 4;
        bytes.remove(place);
        assert_eq!(read(&bytes), named("第 2 行第 9 个字符"));
        let mut bytes = cut("");
        bytes.insert(3, 0xff);
        assert_eq!(read(&bytes), named("第 1 行第 2 个字符"));
        assert_eq!(read(b"\xef\xbb\xbf\xff"), named("第 1 行第 1 个字符"));
    }

    #[test]
    fn what_is_no_text_is_given_on() {
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0";
        assert!(read(old).is_ok_and(|text| text.starts_with("\u{fffd}\u{fffd}\u{11}")));
        assert!(read(b"\xff\xfe\x16").is_err() && read(b"\xff\xfe\x42\xd8").is_err());
    }
}
