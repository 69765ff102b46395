//! Where in the file something stands that a function found in its parameters.

use crate::error::Error;
use crate::issue::Issue;

/// Some functions name their parameters otherwise than the file names its facts.
pub(super) type Places = [(&'static str, &'static str)];

pub(super) const OF_ENTERPRISE: [(&str, &str); 3] = [("/rows", "/causes"), ("/triage/", "/"), ("/plan/", "/draft/")];
pub(super) const OF_ASSOCIATION: [(&str, &str); 3] = [
    ("/assessment", "/governance/assessment"),
    ("/answers", "/governance/framework"),
    ("/surveys", "/governance/surveys"),
];

fn in_file(path: &str, names: &Places) -> Option<String> {
    names.iter().find_map(|(from, to)| Some((*to).to_owned() + path.strip_prefix(from)?))
}

/// A finding with its place in the file.
pub(super) fn locate(issue: &mut Issue, names: &Places) {
    if let Some(path) = in_file(&issue.path, names) {
        issue.path = path;
    }
}

/// An error with its place in the file.
pub(super) fn placed(error: Error, names: &Places) -> Error {
    match in_file(&error.path, names) {
        Some(path) => error.moved(&path),
        None => error,
    }
}
