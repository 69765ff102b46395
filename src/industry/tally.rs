//! Counts by name, in the order of the names.

use crate::date::Date;
use crate::error::{Code, Error, Result};
use crate::json::{self, Decode, Encode, Input, Sink, object};
use crate::pack::Assistance;

/// What tells a part of a summary from other files.
const FORMAT: &str = "quality-selfcheck-summary";

/// The version of the format that is written.
const VERSION: u32 = 1;

object! {
    /// Counts of members' files: a partial result that can be added to others.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct SummaryPart: in out {
        /// Always `quality-selfcheck-summary`.
        pub format: String,
        /// Version of the format.
        pub version: u32,
        /// Fingerprint of the content that the files were counted by.
        pub content: String,
        /// The latest day that files were counted for.
        pub as_of: Date,
        /// How many files were counted.
        pub files: u32,
        /// The counts, by a name made of codes such as `stage/ST1/good`.
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, u32>"))]
        pub counts: Tally,
    }
}

impl SummaryPart {
    /// A part that has counted nothing yet.
    #[must_use]
    pub fn new(pack: &Assistance, today: Date) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            content: pack.sha256.clone().into_owned(),
            as_of: today,
            files: 0,
            counts: Tally::default(),
        }
    }

    /// Refuses what is no part, or was counted by other content.
    pub(super) fn check(&self, pack: &Assistance) -> Result<()> {
        if self.format != FORMAT {
            return Err(Error::new(Code::UnsupportedFormat, "这不是成员汇总的数据").at("format"));
        }
        if self.version > VERSION {
            return Err(Error::new(Code::NewerVersion, "这份汇总由更新的版本写成，请先更新本产品").at("version"));
        }
        if self.content != pack.sha256 {
            let message = "这份汇总用的内容包和现在的不同，不能合在一起，请用原来的文件重新汇总";
            return Err(Error::new(Code::InvalidPack, message).at("content"));
        }
        Ok(())
    }

    /// Adds another part, counted by the same content.
    ///
    /// # Errors
    /// `out-of-range` when a count becomes too large.
    pub fn take_in(&mut self, other: &Self) -> Result<()> {
        self.files = sum(self.files, other.files)?;
        self.as_of = self.as_of.max(other.as_of);
        for (name, count) in &other.counts.0 {
            self.counts.add(name, *count)?;
        }
        Ok(())
    }

    /// Takes a part out again that was taken in: that of a file of which a newer one has come, which is taken in next.
    pub fn take_out(&mut self, other: &Self) {
        self.files = self.files.saturating_sub(other.files);
        for (name, count) in &other.counts.0 {
            self.counts.subtract(name, *count);
        }
    }
}

fn sum(a: u32, b: u32) -> Result<u32> {
    a.checked_add(b).ok_or_else(|| Error::new(Code::OutOfRange, "家数太多，超出能数的范围"))
}

/// Counts by name. The order of the names makes equal counts equal bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(Vec<(String, u32)>);

impl Tally {
    /// Adds to a count.
    pub(super) fn add(&mut self, name: &str, count: u32) -> Result<()> {
        match self.place(name) {
            Ok(place) => {
                if let Some((_, old)) = self.0.get_mut(place) {
                    *old = sum(*old, count)?;
                }
            }
            Err(place) => self.0.insert(place, (name.to_owned(), count)),
        }
        Ok(())
    }

    /// Takes away from a count; a name of which nothing is left goes with it.
    fn subtract(&mut self, name: &str, count: u32) {
        let Ok(place) = self.place(name) else { return };
        let Some((_, old)) = self.0.get_mut(place) else { return };
        *old = old.saturating_sub(count);
        if *old == 0 {
            self.0.remove(place);
        }
    }

    /// How many there are of a name.
    #[must_use]
    pub fn count(&self, name: &str) -> u32 {
        self.place(name).ok().and_then(|place| self.0.get(place)).map_or(0, |(_, count)| *count)
    }

    /// Names and counts, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.0.iter().map(|(name, count)| (name.as_str(), *count))
    }

    fn place(&self, name: &str) -> std::result::Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(name))
    }
}

impl Decode for Tally {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        self.0.clear();
        json::read_entries(input, &mut |name, input| {
            let mut number = 0_u32;
            number.read(input)?;
            self.add(name, number)
        })
    }
}

impl Encode for Tally {
    fn write(&self, sink: &mut dyn Sink) {
        sink.map(self.0.len());
        for (name, count) in &self.0 {
            sink.key(name);
            count.write(sink);
        }
    }
}
