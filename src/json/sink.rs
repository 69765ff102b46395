//! Where values are written to.

/// Where values are written to: text, a tree, or the stream that JavaScript reads.
///
/// A container says how much it holds, and what follows are its values; nothing has to be closed.
pub trait Sink {
    /// `null`
    fn null(&mut self);
    /// `true` or `false`
    fn bool(&mut self, value: bool);
    /// An integer.
    fn integer(&mut self, value: i64);
    /// A number, as the text that was written.
    fn number(&mut self, text: &str);
    /// A string.
    fn text(&mut self, text: &str);
    /// A string that stays as long as the program.
    fn lasting(&mut self, text: &'static str) {
        self.text(text);
    }
    /// The contents of a file.
    fn bytes(&mut self, bytes: &[u8]);
    /// A list of so many values.
    fn list(&mut self, length: usize);
    /// An object of these keys, separated by commas, whose values follow in their order.
    fn object(&mut self, keys: &'static str);
    /// An object of so many entries: before each value stands its [key](Sink::key).
    fn map(&mut self, length: usize);
    /// The key of the next value of a map.
    fn key(&mut self, key: &str);
    /// Whether the next value is not wanted, and need not be named: so asked, the sink counts it as passed.
    fn passes_over(&mut self) -> bool {
        false
    }
}
