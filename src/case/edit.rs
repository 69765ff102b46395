//! One change of the file that can be taken back, to the same bytes.

use crate::dossier::{self, Dossier};
use crate::error::{Code, Error, Result, excerpt, pointer, unescaped};
use crate::json::{self, Entries, Field, Json, Part, Place, Sink, Tape, codes, object};
use crate::listed::Listed;

codes! {
    /// What a change does.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum EditKind: in out {
        /// Puts another value in the place of one.
        #[default]
        "set" => Set,
        /// Puts in an entry of a list or a map.
        "insert" => Insert,
        /// Takes one out.
        "remove" => Remove,
    }
}

object! {
    /// One change of the file. What takes it back is one too.
    #[derive(Debug, Clone, Default, PartialEq, Eq)]
    pub struct Edit: in out {
        /// What it does.
        pub kind: EditKind,
        /// JSON Pointer into the file.
        pub path: String,
        /// The place of a new entry of a map among the others; at the end without.
        pub at: Option<u32> = default,
        /// The value that is put there.
        #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
        pub value: Option<Json> = default,
    }
}

/// Keys of the file that stand for the whole of it, or that the program writes.
const OURS: [&str; 9] = ["format", "version", "kind", "id", "savedOn", "content", "snapshots", "results", "sha256"];

/// The keys of a JSON Pointer.
///
/// # Errors
/// `wrong-type` for what is none.
pub(super) fn keys(pointer: &str) -> Result<Vec<String>> {
    let refused = || Error::new(Code::WrongType, format!("“{}”不是 JSON Pointer，写成 /a/b 这样", excerpt(pointer)));
    let mut parts = pointer.split('/');
    if parts.next() != Some("") {
        return Err(refused());
    }
    let unescaped = |part: &str| {
        if !part.contains('~') {
            return Ok(part.to_owned());
        }
        let is_escaped = part.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
        is_escaped.then(|| unescaped(part)).ok_or_else(refused)
    };
    parts.map(unescaped).collect()
}

/// Names the part of a value to a sink to which keys lead.
pub(super) fn part(keys: &[String], sink: &mut dyn Sink, write: impl FnOnce(&mut dyn Sink)) -> Result<()> {
    let mut part = Part::new(keys, sink);
    write(&mut part);
    if part.is_found() {
        return Ok(());
    }
    let pointer = keys.iter().fold(String::new(), |above, key| pointer(&above, key));
    Err(Error::new(Code::MissingPath, format!("没有“{}”这一处", excerpt(&pointer))).at("pointer"))
}

/// The value at a place of the file.
///
/// # Errors
/// As [`reach`]; `unknown-key` for what the program writes itself.
pub(super) fn value(dossier: &mut Dossier, path: &str) -> Result<Json> {
    let keys = keys(path)?;
    guarded(&keys)?;
    let (field, rest) = reach(dossier, &keys)?;
    let mut value = field.place.encode();
    match rest {
        [] => Ok(value),
        rest => match reach(&mut value, rest)? {
            (field, []) => Ok(field.place.encode()),
            (_, [key, ..]) => Err(no_entry(key)),
        },
    }
}

impl Edit {
    /// Puts a value in the place of the one that is there.
    pub(super) fn set(path: &str, value: Json) -> Self {
        Self { kind: EditKind::Set, path: path.to_owned(), at: None, value: Some(value) }
    }

    /// Puts a value where an object has none yet, in the place of the one that it has, or into a list.
    pub(super) fn add(path: &str, value: Json) -> Self {
        Self { kind: EditKind::Insert, ..Self::set(path, value) }
    }

    /// Whether it leaves the papers alone that are closed: they are only replaced, by others behind them.
    ///
    /// # Errors
    /// `unknown-key`, as for all that a patch cannot change.
    pub(super) fn spares_closed(&self, dossier: &Dossier) -> Result<()> {
        let mut keys = self.path.split('/').skip(1);
        let closed: Vec<bool> = match keys.next() {
            Some("dailyChecks") => dossier.daily_checks.iter().map(|paper| paper.closed_on.is_some()).listed(),
            Some("weeklyReports") => dossier.weekly_reports.iter().map(|paper| paper.closed_on.is_some()).listed(),
            Some("monthlyMinutes") => dossier.monthly_minutes.iter().map(|paper| paper.closed_on.is_some()).listed(),
            _ => return Ok(()),
        };
        let is_hit = match keys.next() {
            // One more before it leaves it as it is.
            Some(_) if self.kind == EditKind::Insert && keys.next().is_none() => false,
            Some(row) => row.parse().ok().and_then(|row: usize| closed.get(row)).is_some_and(|is_closed| *is_closed),
            None => closed.contains(&true),
        };
        if !is_hit {
            return Ok(());
        }
        Err(Error::new(Code::UnknownKey, "这一份已经封存，不能再改；要更正就另记一份，写明更正哪一份"))
    }

    /// Takes a value out.
    pub(super) fn remove(path: &str) -> Self {
        Self { kind: EditKind::Remove, path: path.to_owned(), at: None, value: None }
    }

    /// Makes it one of the present version of the format: a host may have kept it since an earlier one.
    pub(super) fn renew(&mut self) {
        self.path = dossier::renewed_path(&self.path);
        if let Some(value) = &mut self.value {
            dossier::renew(value, &self.path);
        }
    }

    /// Whether a step that only puts values back goes back behind this change anyway.
    pub(super) fn is_undone_by(&self, step: &[Self]) -> bool {
        self.kind == EditKind::Set
            && step.iter().all(|edit| edit.kind == EditKind::Set)
            && step.iter().any(|edit| edit.path == self.path)
    }

    /// Changes the file, and answers what takes that back. Refused, it changes nothing.
    ///
    /// # Errors
    /// As [`reach`]; what in the value does not fit; `unknown-key` for what the program writes itself, and for a key that an
    /// object cannot have.
    pub(super) fn perform(&self, dossier: &mut Dossier) -> Result<Self> {
        let keys = keys(&self.path)?;
        guarded(&keys)?;
        self.perform_at(dossier, &keys)
    }

    /// The same below a root.
    fn perform_at(&self, root: &mut dyn Place, keys: &[String]) -> Result<Self> {
        let split = keys.split_last().filter(|_| self.kind != EditKind::Set);
        let (field, rest) = reach(root, split.map_or(keys, |(_, above)| above))?;
        let Some((key, _)) = split else {
            return match rest {
                [] => Ok(Self::set(&self.path, put(field, self.value())?)),
                rest if field.place.is_whole() => self.perform_within(field, keys, rest.len()),
                [key, ..] => Err(no_entry(key)),
            };
        };
        if field.place.is_whole() {
            return self.perform_within(field, keys, rest.len() + 1);
        }
        let Some(keys_of) = field.place.keys() else { return self.perform_among(field.place, key) };
        if json::shape::place(keys_of, key).is_none() {
            let code = if self.kind == EditKind::Insert { unknown_key(key) } else { no_entry(key) };
            return Err(code);
        }
        let Some(field) = field.place.field(key) else { return Err(no_entry(key)) };
        if self.kind == EditKind::Insert {
            return Ok(Self::set(&self.path, put(field, self.value())?));
        }
        // An object always has all of its keys: without a value it says nothing.
        if !field.is_optional {
            return Err(Error::new(Code::WrongType, format!("“{}”不能没有", excerpt(key))));
        }
        let old = field.place.encode();
        field.place.clear();
        Ok(Self::set(&self.path, old))
    }

    /// Puts an entry into a list or a map, or takes one out.
    fn perform_among(&self, place: &mut dyn Place, key: &str) -> Result<Self> {
        let Some(entries) = place.entries() else { return Err(no_entry(key)) };
        let known = if entries.is_list() { None } else { entries.find(key) };
        if self.kind == EditKind::Remove {
            let index = entry(entries, key)?;
            let old = entries.at(index).map(|place| place.encode());
            entries.remove(index);
            return Ok(Self { kind: EditKind::Insert, path: self.path.clone(), at: position(index), value: old });
        }
        if let Some(place) = known.and_then(|index| entries.at(index)) {
            return Ok(Self::set(&self.path, put(Field { place, is_optional: false }, self.value())?));
        }
        let index = if entries.is_list() { index(key, entries.length())? } else { self.place(entries.length()) };
        let Some(place) = entries.insert(index, key) else { return Err(no_entry(key)) };
        if let Err(error) = json::replace(place, &mut Tape::of(self.value()).input()) {
            entries.remove(index);
            return Err(error.at("value"));
        }
        let path = self.path.strip_suffix("/-").map(|list| format!("{list}/{index}"));
        Ok(Self::remove(path.as_deref().unwrap_or(&self.path)))
    }

    /// Changes something within a value that is read as a whole. What takes it back is the whole value of before.
    fn perform_within(&self, field: Field<'_>, keys: &[String], depth: usize) -> Result<Self> {
        let (above, within) = keys.split_at_checked(keys.len().saturating_sub(depth)).unwrap_or_default();
        let mut tree = field.place.encode();
        let back = self.perform_at(&mut tree, within)?;
        let old = put(field, &tree).map_err(|error| self.misfit(error, within, &back))?;
        Ok(Self::set(&above.iter().fold(String::new(), |path, key| pointer(&path, key)), old))
    }

    /// What did not fit once a part of a value was another one: the part, or what it was put into.
    fn misfit(&self, error: Error, within: &[String], back: &Self) -> Error {
        // What takes it back names the place in a list that `-` stood for.
        let last = back.path.rsplit('/').next().unwrap_or_default();
        let above = within.iter().rev().skip(1).rev().fold("/value".to_owned(), |path, key| pointer(&path, key));
        let part = if within.last().is_some_and(|key| key == "-") {
            [&above, "/", last].concat()
        } else {
            within.last().map_or(above.clone(), |key| pointer(&above, key))
        };
        match error.path.strip_prefix(&part).map(ToOwned::to_owned) {
            _ if self.kind == EditKind::Remove => error.moved(""),
            Some(rest) if error.code != Code::UnknownKey || !rest.is_empty() => error.moved(&format!("/value{rest}")),
            _ => error.moved(""),
        }
    }

    fn value(&self) -> &Json {
        self.value.as_ref().unwrap_or(&Json::Null)
    }

    fn place(&self, length: usize) -> usize {
        self.at.map_or(length, |at| length.min(at as usize))
    }
}

fn position(index: usize) -> Option<u32> {
    u32::try_from(index).ok()
}

/// What the program writes itself stays as it is, and so does the file as a whole.
fn guarded(keys: &[String]) -> Result<()> {
    match keys.first() {
        Some(key) if OURS.contains(&key.as_str()) => {
            Err(Error::new(Code::UnknownKey, format!("“{key}”由程序填写，不能这样改")))
        }
        Some(_) => Ok(()),
        None => Err(Error::new(Code::UnknownKey, "不能整份换掉，请写明改哪一处")),
    }
}

/// The place to which keys lead, as far as there are places; the rest of the keys lead into a value that is read as a whole.
///
/// # Errors
/// `missing-path` where nothing stands, `out-of-range` for an entry that a list does not have.
fn reach<'a, 'k>(root: &'a mut dyn Place, keys: &'k [String]) -> Result<(Field<'a>, &'k [String])> {
    let mut found = Field { place: root, is_optional: false };
    let mut rest = keys;
    while let Some((key, others)) = rest.split_first() {
        let Field { place, is_optional } = found;
        if place.keys().is_some() {
            found = place.field(key).ok_or_else(|| no_entry(key))?;
        } else if place.entries().is_some() {
            let index = place.entries().map_or_else(|| Err(no_entry(key)), |entries| entry(entries, key))?;
            let place = place.entries().and_then(|entries| entries.at(index)).ok_or_else(|| no_entry(key))?;
            found = Field { place, is_optional: false };
        } else {
            return Ok((Field { place, is_optional }, rest));
        }
        rest = others;
    }
    Ok((found, rest))
}

/// The place of an entry that there is.
fn entry(entries: &dyn Entries, key: &str) -> Result<usize> {
    if entries.is_list() {
        let index = index(key, entries.length())?;
        return if index < entries.length() { Ok(index) } else { Err(outside(key, entries.length())) };
    }
    entries.find(key).ok_or_else(|| no_entry(key))
}

/// A place in a list, or behind its last entry.
fn index(key: &str, length: usize) -> Result<usize> {
    if key == "-" {
        return Ok(length);
    }
    let is_plain = key == "0" || (!key.starts_with('0') && key.bytes().all(|byte| byte.is_ascii_digit()));
    let index = if is_plain { key.parse::<usize>().ok() } else { None };
    match index {
        Some(index) if index <= length => Ok(index),
        Some(_) => Err(outside(key, length)),
        None => Err(no_entry(key)),
    }
}

fn outside(key: &str, length: usize) -> Error {
    Error::new(Code::OutOfRange, format!("列表只有 {length} 项，没有第 {} 项", excerpt(key)))
}

fn unknown_key(key: &str) -> Error {
    Error::new(Code::UnknownKey, format!("没有“{}”这个键，请核对拼写", excerpt(key)))
}

fn no_entry(key: &str) -> Error {
    Error::new(Code::MissingPath, format!("没有“{}”这一处", excerpt(key)))
}

/// Puts a value in the place of another one, which it answers. Refused, the other one stays.
fn put(field: Field<'_>, value: &Json) -> Result<Json> {
    let Field { place, is_optional } = field;
    let old = place.encode();
    if is_optional && *value == Json::Null {
        place.clear();
    } else if let Err(error) = json::replace(place, &mut Tape::of(value).input()) {
        // What it has written itself it can read.
        let _ = json::replace(place, &mut Tape::of(&old).input());
        return Err(error.at("value"));
    }
    Ok(old)
}
