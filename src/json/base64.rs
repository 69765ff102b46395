//! Base64 (RFC 4648, section 4).

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends bytes as base64.
pub(super) fn push_base64(text: &mut String, bytes: &[u8]) {
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * place) & 63) as usize).copied();
            text.push(if place > group.len() { '=' } else { digit.map_or('=', char::from) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::push_base64;

    /// The vectors of RFC 4648, section 10, and the two signs beside letters and digits.
    #[test]
    fn bytes_are_written_as_the_standard_says() {
        let vectors: [(&[u8], &str); 8] = [
            (b"", ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg=="),
            (b"fooba", "Zm9vYmE="),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xef, 0xff], "++//"),
        ];
        for (bytes, expected) in vectors {
            let mut text = String::new();
            push_base64(&mut text, bytes);
            assert_eq!(text, expected);
        }
    }
}
