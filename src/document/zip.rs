//! A ZIP archive that stores its files as they are: no compression, no clock, the same bytes every time.

use std::array;

/// 1 January 1980, the first day that a ZIP archive can state.
const DAY: &[u8] = b"\x21\0";

/// Puts files into an archive, in their order. The format ends at 65,535 files and 4 GB, which no report comes near.
pub(super) fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let crc = Crc::new();
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let size = long(bytes.len());
        // Version 2.0, names in UTF-8, stored, no time, the day, checksum, both sizes, length of the name, nothing else.
        let entry: &[&[u8]] =
            &[b"\x14\0\0\x08\0\0\0\0", DAY, &crc.of(bytes).to_le_bytes(), &size, &size, &short(name.len()), b"\0\0"];
        let entry = entry.concat();
        let offset = long(archive.len());
        // The same again in the directory, with who made it, no comment, first disk, no attributes, and where it begins.
        for part in [b"PK\x01\x02\x14\0", &*entry, &[0; 10], &offset, name.as_bytes()] {
            directory.extend_from_slice(part);
        }
        for part in [b"PK\x03\x04", &*entry, name.as_bytes(), bytes] {
            archive.extend_from_slice(part);
        }
    }
    let (size, offset, count) = (long(directory.len()), long(archive.len()), short(files.len()));
    for part in [&*directory, b"PK\x05\x06\0\0\0\0", &count, &count, &size, &offset, b"\0\0"] {
        archive.extend_from_slice(part);
    }
    archive
}

fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// CRC-32; its table is made at run time, which is shorter than carrying it.
struct Crc([u32; 256]);

impl Crc {
    fn new() -> Self {
        let mut next = 0;
        Self(array::from_fn(|_| {
            let start: u32 = next;
            next += 1;
            (0..8).fold(start, |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
        }))
    }

    fn of(&self, bytes: &[u8]) -> u32 {
        let step = |crc: u32, byte: &u8| {
            let [low, ..] = crc.to_le_bytes();
            (crc >> 8) ^ self.0.get(usize::from(low ^ byte)).copied().unwrap_or_default()
        };
        !bytes.iter().fold(u32::MAX, step)
    }
}

#[cfg(test)]
mod tests {
    use super::Crc;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(Crc::new().of(b"123456789"), 0xCBF4_3926);
        assert_eq!(Crc::new().of(b""), 0);
    }
}
