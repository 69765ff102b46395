//! The causes to choose from, and what a code names.

use crate::json::object;
use crate::pack::{Assistance, Cause, CauseClass, Text};

object! {
    /// The causes to choose from.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct CausesTable<'a>: out {
        /// By class, in order.
        pub classes: &'a [CauseClass],
    }
}

/// The causes to choose from, by class.
#[must_use]
pub fn table(pack: &Assistance) -> CausesTable<'_> {
    CausesTable { classes: &pack.causes }
}

/// Codes of causes carry a namespace on the wire: `B:P1` is no code of table A.1.
pub(crate) const NAMESPACE: &str = "B:";

/// The name of the cause that a code on the wire names.
pub(crate) fn name_of<'a>(pack: &'a Assistance, code: &str) -> Option<&'a Text> {
    find(pack, code).map(|(_, cause)| &cause.name)
}

/// The cause that a code on the wire names, with its class.
pub(crate) fn find<'a>(pack: &'a Assistance, code: &str) -> Option<(&'a CauseClass, &'a Cause)> {
    let code = code.strip_prefix(NAMESPACE)?;
    pack.causes.iter().find_map(|class| Some((class, class.causes.iter().find(|cause| cause.code == code)?)))
}
