//! Several registers of members become one, by the rules by which copies of a case do.

use super::facts::Conflict;
use super::merge::{Merging, sort};
use crate::application::normalized_uscc;
use crate::entered::filled;
use crate::error::Result;
use crate::governance::RegisteredMember;
use crate::json::{self, Encode, Json, object};
use crate::listed::Listed;
use crate::order::ordered;

object! {
    /// One register out of several.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct MergedRegisters: out {
        /// The members in the order of their codes; of each the id is its code, or its name where it has none.
        pub members: Vec<RegisteredMember>,
        /// What the registers say differently of a member, with the place in `members`; the last value by its text stands.
        pub conflicts: Vec<Conflict>,
        /// The result in one sentence.
        pub summary: String,
    }
}

/// Merges registers: whoever is in one of them is in the result, with every credit entry of all of them. It does not matter
/// who merges what first.
///
/// # Errors
/// None that a register could cause: what cannot be read has been refused before.
pub fn merge_registers(registers: &[Vec<RegisteredMember>]) -> Result<MergedRegisters> {
    let all: Vec<(String, &RegisteredMember)> =
        registers.iter().flatten().map(|member| (identity(member), member)).listed();
    let mut merging = Merging::default();
    let mut merged: Vec<(&str, Json)> = Vec::new();
    for (identity, member) in ordered(&all, &|one, other| one.0 > other.0) {
        let mut tree = member.encode();
        tree.put("id", identity.encode());
        if let Some(code) = member.uscc.as_deref() {
            tree.put("uscc", normalized_uscc(code).encode());
        }
        let is_same = merged.last().is_some_and(|(last, _)| last == identity);
        let path = format!("/members/{}", merged.len() - usize::from(is_same));
        sort(&mut tree, &path);
        match merged.last_mut().filter(|_| is_same) {
            Some((_, known)) => *known = merging.merge(known, &tree, &path),
            None => merged.push((identity.as_str(), tree)),
        }
    }
    let members = merged.iter().map(|(_, tree)| json::decode(tree)).collect::<Result<Vec<RegisteredMember>>>()?;
    let mut summary = format!("{} 份名册合成一份，{} 家", registers.len(), members.len());
    summary += &match merging.conflicts.len() {
        0 => "，没有冲突。".to_owned(),
        count => format!("，有 {count} 处说法不一，都列出来了，请逐处选定。"),
    };
    Ok(MergedRegisters { members, conflicts: merging.conflicts, summary })
}

/// By what a member is the same in two registers: its code, else its name, else what its register calls it.
fn identity(member: &RegisteredMember) -> String {
    let known = |text: &Option<String>| text.clone().filter(|text| filled(Some(text)));
    let code = known(&member.uscc).map(|code| normalized_uscc(&code));
    code.or_else(|| known(&member.name).map(|name| name.trim().to_owned())).unwrap_or_else(|| member.id.clone())
}
