//! What a command ends with.

/// What a command prints, and how it ends.
pub(crate) struct Answer {
    pub(crate) bytes: Vec<u8>,
    /// Nothing was refused, but what was asked for does not hold.
    pub(crate) holds: bool,
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), holds: true }
    }
}
