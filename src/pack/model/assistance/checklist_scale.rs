//! What the answers of the checklist are worth: `checklist-scale.json`.

use super::super::source::Source;

content! {
    /// What the answers of the checklist are worth, and what a stage amounts to.
    ChecklistScale {
        /// What 轻微不符合 earns of an item's weight, in percent; 符合 earns all of it, 不符合 nothing.
        minor: u32,
        /// 良好 from this percentage on.
        good: u32,
        /// 基本受控 from this percentage on, 薄弱 below.
        controlled: u32,
        /// Where it comes from.
        source: Source,
    }
}
