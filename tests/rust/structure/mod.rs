//! The structure of the source: nothing imports in a circle, and what lies below knows nothing of what lies above.
#![cfg(not(target_arch = "wasm32"))]

mod imports;

use imports::{Imports, Sources, between_rooms, circles, room};

use crate::purity;

/// What everything may rest on, and what rests on nothing but each other.
const FOUNDATIONS: [&str; 9] =
    ["date.rs", "decimal.rs", "entered.rs", "error.rs", "exact.rs", "json", "known.rs", "listed.rs", "order.rs"];

fn imports() -> Imports {
    let files = purity::sources();
    Sources::read(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))).imports()
}

/// Refuses imports of files in these rooms from anywhere but these others.
fn assert_rests_on(rooms: &[&str], others: &[&str]) {
    let imports = imports();
    assert!(imports.keys().any(|(from, _)| rooms.contains(&room(from).as_str())), "{rooms:?} are gone");
    for ((from, to), name) in &imports {
        let is_known = |file: &str| others.contains(&room(file).as_str()) || rooms.contains(&room(file).as_str());
        assert!(!rooms.contains(&room(from).as_str()) || is_known(to), "{from} imports {name} of {to}");
    }
}

fn assert_no_circle(imports: &Imports) {
    let mut lines = Vec::new();
    for circle in circles(imports) {
        lines.push("these import each other in a circle:".to_owned());
        let inside = imports.iter().filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
        lines.extend(inside.map(|((from, to), name)| format!("{from} -> {to}: {name}")));
    }
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn no_file_imports_itself_through_others() {
    assert_no_circle(&imports());
}

#[test]
fn no_room_imports_itself_through_others() {
    assert_no_circle(&between_rooms(&imports()));
}

#[test]
fn the_foundations_rest_on_nothing_else() {
    assert_rests_on(&FOUNDATIONS, &[]);
}

#[test]
fn what_is_written_and_drawn_knows_no_rule_and_no_content() {
    assert_rests_on(&["chart"], &FOUNDATIONS);
    assert_rests_on(&["document"], &[&FOUNDATIONS[..], &["chart"]].concat());
}

#[test]
fn content_knows_no_rule() {
    assert_rests_on(&["pack"], &FOUNDATIONS);
}

/// What the reading of imports relies on.
#[test]
fn a_module_is_the_file_of_its_name() {
    for (name, text) in purity::sources() {
        assert!(!text.contains("#[path"), "{name}");
    }
}

/// The doors of the core, each in its own file.
#[test]
fn nothing_imports_a_door() {
    for ((from, to), name) in imports() {
        let is_door = ["api.rs", "wasm.rs", "cli"].contains(&room(&to).as_str());
        let may = room(&from) == room(&to) || to == "api.rs" && ["wasm.rs", "cli"].contains(&room(&from).as_str());
        assert!(!is_door || may, "{from} imports {name} of {to}");
    }
    // Nor do the tests inside a file: what is tested through the table of functions is tested from outside.
    for (name, text) in purity::sources().into_iter().filter(|(name, _)| name != "api.rs" && name != "wasm.rs") {
        assert!(!text.contains("crate::api"), "{name}");
    }
}

fn read(files: &[(&str, &str)]) -> Vec<(String, String)> {
    Sources::read(files.iter().copied()).imports().into_keys().collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
}

#[test]
fn a_file_imports_what_it_uses_or_spells_out() {
    let defined = ("b.rs", "pub fn act() {} pub struct Thing;");
    for user in [
        "use crate::b::Thing;",
        "use crate::{b::{self, Thing as Other}};",
        "use crate::b; fn run() { b::act() }",
        "use super::b::*;",
        "fn run() { crate::b::act() }",
        "fn run() -> Vec<crate::b::Thing> { Vec::new() }",
        "mod inner { use super::super::b::Thing; }",
        "fn run() { let _ = '\"'; super::b::act() }",
        "#[cfg(feature = \"schema\")]\nuse crate::b::Thing;",
        "#[cfg(all(not(test), unix))]\nuse crate::b::Thing;",
        "macro_rules! all { () => { $crate::b::act() }; }",
    ] {
        assert_eq!(read(&[("lib.rs", ""), ("a.rs", user), defined]), pairs(&[("a.rs", "b.rs")]), "{user}");
    }
    for other in [
        "// crate::b::act()",
        "/* use crate::b::Thing; /* and */ */",
        "const A: &str = \"use crate::b::Thing;\";",
        "const A: &str = r#\"\"use crate::b::Thing;\"#;",
        "#[cfg(test)]\nmod tests { use crate::b::Thing; fn run() { crate::b::act() } }",
        "#[cfg(all(test, feature = \"schema\"))]\nmod tests { use crate::b::Thing; }",
        "use std::b::Thing;",
        "fn run(c: C) { c.b::<u8>() }",
    ] {
        assert_eq!(read(&[("lib.rs", ""), ("a.rs", other), defined]), [], "{other}");
    }
}

#[test]
fn a_name_is_imported_from_where_it_is_defined() {
    let room = [
        ("lib.rs", ""),
        ("b/mod.rs", "mod inner; mod last; mod made; pub use inner::{Thing, inner}; pub use made::*; pub use last::*;"),
        ("b/inner.rs", "use super::Made; pub struct Thing; pub fn inner() {}"),
        ("b/made.rs", "items! { Made { field: String } } object! { pub struct Other: out { field: String } }"),
        ("b/last/mod.rs", "mod inmost; pub use inmost::*;"),
        ("b/last/inmost.rs", "codes! { pub enum Code { } }"),
    ];
    let imports_of = |user: &str| read(&[&room[..], &[("a.rs", user)]].concat());
    let inside = ("b/inner.rs", "b/made.rs");
    assert_eq!(imports_of("use crate::b::Thing;"), pairs(&[("a.rs", "b/inner.rs"), inside]));
    assert_eq!(imports_of("use crate::b; fn run() { b::inner(); }"), pairs(&[("a.rs", "b/inner.rs"), inside]));
    assert_eq!(imports_of("fn run(made: crate::b::Made) {}"), pairs(&[("a.rs", "b/made.rs"), inside]));
    assert_eq!(imports_of("use crate::b::Other;"), pairs(&[("a.rs", "b/made.rs"), inside]));
    assert_eq!(imports_of("use crate::b::Code;"), pairs(&[("a.rs", "b/last/inmost.rs"), inside]));
    // A door that only hands names on imports nothing; one that uses them does.
    let busy = ("b/mod.rs", "mod inner; pub use inner::act; pub struct Kind; pub fn run() { act() }");
    let child = ("b/inner.rs", "use super::Kind; pub fn act() {}");
    assert_eq!(read(&[busy, child]), pairs(&[("b/inner.rs", "b/mod.rs"), ("b/mod.rs", "b/inner.rs")]));
}

#[test]
fn the_command_line_is_a_crate_of_its_own() {
    let files = [
        ("lib.rs", ""),
        ("files.rs", "pub fn read() {}"),
        ("cli/main.rs", "mod files; fn main() { files::read(); quality_selfcheck::files::read() }"),
        ("cli/files.rs", "use crate::Answer; pub fn read() {}"),
    ];
    let expected =
        pairs(&[("cli/files.rs", "cli/main.rs"), ("cli/main.rs", "cli/files.rs"), ("cli/main.rs", "files.rs")]);
    assert_eq!(read(&files), expected);
}

#[test]
fn a_circle_is_found() {
    let found = |files: &[(&str, &str)]| circles(&Sources::read(files.iter().copied()).imports());
    let one = [("a.rs", "use crate::b::B; pub struct A;"), ("b.rs", "use crate::c::C; pub struct B;")];
    let straight = ("c.rs", "pub struct C;");
    let round = ("c.rs", "pub struct C; fn run() { let _ = crate::a::A; }");
    assert_eq!(found(&[&one[..], &[straight]].concat()), Vec::<Vec<String>>::new());
    assert_eq!(found(&[&one[..], &[round]].concat()), [["a.rs", "b.rs", "c.rs"]]);
    // Two rooms may import each other where no two files do.
    let rooms = [
        ("a/mod.rs", ""),
        ("a/one.rs", "use crate::b::two::Two;"),
        ("a/two.rs", "pub struct Two;"),
        ("b/mod.rs", ""),
        ("b/one.rs", "use crate::a::two::Two;"),
        ("b/two.rs", "pub struct Two;"),
    ];
    let imports = Sources::read(rooms).imports();
    assert_eq!(circles(&imports), Vec::<Vec<String>>::new());
    assert_eq!(circles(&between_rooms(&imports)), [["a", "b"]]);
}
