//! How records are numbered, and which replaces which.

use super::rows::WorkRecord;
use crate::entered::filled;
use crate::listed::Listed;

/// `yyyyMMdd-nn`: what was given stays, what is open gets the next free number of its day.
pub(super) fn numbers(records: &[WorkRecord]) -> Vec<Option<String>> {
    let mut numbers: Vec<Option<String>> =
        records.iter().map(|record| record.record_no.clone().filter(|number| filled(Some(number)))).listed();
    for (index, record) in records.iter().enumerate() {
        let Some(start) = record.start_at else { continue };
        if numbers.get(index).is_none_or(Option::is_some) {
            continue;
        }
        let day: String = start.date().to_string().chars().filter(|c| *c != '-').collect();
        let free =
            (1..=99).map(|number| format!("{day}-{number:02}")).find(|number| !numbers.contains(&Some(number.clone())));
        if let Some(number) = numbers.get_mut(index) {
            *number = free;
        }
    }
    numbers
}

/// What a record has to do with the others.
#[derive(Debug, Clone, Default)]
pub(super) struct Link {
    /// Whether it replaces an earlier record.
    pub(super) replaces: bool,
    /// Why it replaces none, although it names one.
    pub(super) fault: Option<&'static str>,
    /// Whether a later record replaces it.
    pub(super) is_replaced: bool,
}

/// A record replaces an earlier one. What is wrong with that is told and undone: both records stand, and nothing is lost.
pub(super) fn links(records: &[WorkRecord], numbers: &[Option<String>]) -> Vec<Link> {
    let names_one = |record: &WorkRecord| filled(record.replaces.as_deref());
    let named = |record: &WorkRecord| numbers.iter().position(|n| names_one(record) && *n == record.replaces);
    let named: Vec<Option<usize>> = records.iter().map(named).listed();
    let mut links = vec![Link::default(); records.len()];
    for (index, (record, found)) in records.iter().zip(&named).enumerate() {
        if !names_one(record) {
            continue;
        }
        let fault = match *found {
            None => Some("replaces-dangling"),
            Some(_) if comes_round(&named, index) => Some("replaces-cycle"),
            Some(other) if other > index => Some("replaces-later"),
            Some(other) => {
                let replaced =
                    links.get_mut(other).is_some_and(|other| std::mem::replace(&mut other.is_replaced, true));
                replaced.then_some("replaces-twice")
            }
        };
        if let Some(link) = links.get_mut(index) {
            link.replaces = matches!(fault, None | Some("replaces-twice"));
            link.fault = fault;
        }
    }
    links
}

/// Whether the chain of replaced records leads back to its start.
fn comes_round(named: &[Option<usize>], start: usize) -> bool {
    let mut at = start;
    for _ in 0..named.len() {
        match named.get(at).copied().flatten() {
            Some(next) if next == start => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
