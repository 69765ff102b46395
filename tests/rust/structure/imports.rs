//! Which file of the source names which: read off `use` declarations and off paths in the code, through the names that a
//! module hands on.
//!
//! A module's door (`mod.rs`) that hands a name on does not import it; only whoever uses the name imports the file that
//! defines it. What stands under `#[cfg(test)]` is not looked at: a test may know more than what it tests.

use std::collections::{BTreeMap, BTreeSet};

/// The name of the library for the command line, which is a crate of its own.
const LIBRARY: &str = "quality_selfcheck";

/// The folder of that crate.
const COMMAND_LINE: &str = "cli";

/// Modules by their path, such as `["chart", "radar"]`.
pub(super) struct Sources(BTreeMap<Vec<String>, Module>);

/// A file.
struct Module {
    name: String,
    /// What it brings into its names: the name, where it is from, and whether only to hand it on.
    uses: Vec<Use>,
    /// What it defines itself.
    defines: BTreeSet<String>,
    /// Paths in its code, with the inline modules around them.
    paths: Vec<(Vec<String>, Vec<String>)>,
}

struct Use {
    /// `*` for everything there is.
    alias: String,
    path: Vec<String>,
    /// The inline modules around it.
    inside: Vec<String>,
    is_handed_on: bool,
}

/// What a file takes from another one: `(from, to)` with one of the names for it.
pub(super) type Imports = BTreeMap<(String, String), String>;

impl Sources {
    /// Reads files, by their path below `src`.
    pub(super) fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(files.into_iter().map(|(name, text)| (module_of(name), Module::read(name, text))).collect())
    }

    /// What each file imports.
    pub(super) fn imports(&self) -> Imports {
        let mut imports = Imports::new();
        for (place, module) in &self.0 {
            let uses = module.uses.iter().filter(|used| !used.is_handed_on);
            let uses = uses.map(|used| (&used.inside, used.target()));
            let paths = module.paths.iter().map(|(inside, path)| (inside, path.clone()));
            for (inside, path) in uses.chain(paths) {
                let owner = self.absolute(place, inside, &path, 0).and_then(|path| self.owner(&path, 0));
                if let Some(owner) = owner.filter(|owner| *owner != module.name) {
                    imports.entry((module.name.clone(), owner.to_owned())).or_insert_with(|| path.join("::"));
                }
            }
        }
        imports
    }

    /// A path from the root; none for what is no module of ours.
    fn absolute(&self, place: &[String], inside: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        let here = [place, inside].concat();
        let (first, rest) = path.split_first()?;
        let is_module = self.0.contains_key(&[place, std::slice::from_ref(first)].concat());
        let used = self.0.get(place)?.uses.iter().find(|used| used.alias == *first && used.path != path);
        match first.as_str() {
            "crate" if place.first().is_some_and(|first| first == COMMAND_LINE) => {
                Some([&[COMMAND_LINE.to_owned()], rest].concat())
            }
            "crate" | LIBRARY => Some(rest.to_owned()),
            "self" => Some([&here, rest].concat()),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let kept = here.len().checked_sub(ups)?;
                Some([&here[..kept], &path[ups..]].concat())
            }
            _ if is_module && (!rest.is_empty() || used.is_none()) => Some([place, path].concat()),
            // Names may be brought in one through the other, but not without end.
            _ if depth < 8 => {
                let used = used?;
                let target = self.absolute(place, &used.inside, &used.path, depth + 1)?;
                Some([&target, rest].concat())
            }
            _ => None,
        }
    }

    /// The file in which what a path names is defined; none where the path ends at a module.
    fn owner(&self, path: &[String], depth: usize) -> Option<&str> {
        let mut place: Vec<String> = Vec::new();
        for (index, part) in path.iter().enumerate() {
            let rest = &path[index + 1..];
            let next = [place.as_slice(), std::slice::from_ref(part)].concat();
            if self.0.contains_key(&next) && !(rest.is_empty() && self.names(&place, part)) {
                place = next;
                continue;
            }
            let module = self.0.get(&place)?;
            return self.defining(&place, part, rest, depth).or(Some(&module.name));
        }
        None
    }

    /// Whether a module brings a name into its own.
    fn names(&self, place: &[String], name: &str) -> bool {
        self.0.get(place).is_some_and(|module| module.uses.iter().any(|used| used.alias == name))
    }

    /// The file that defines a name which a module has: the module's own, or where it has the name from.
    fn defining(&self, place: &[String], name: &str, rest: &[String], depth: usize) -> Option<&str> {
        let module = self.0.get(place)?;
        if module.defines.contains(name) || depth >= 8 {
            return Some(&module.name);
        }
        let from = |used: &Use| self.absolute(place, &used.inside, &used.path, 0);
        if let Some(used) = module.uses.iter().find(|used| used.alias == name) {
            return self.owner(&[from(used)?.as_slice(), rest].concat(), depth + 1);
        }
        let wholes = module.uses.iter().filter(|used| used.alias == "*").filter_map(from);
        wholes.into_iter().find_map(|whole| self.defining(&whole, name, rest, depth + 1))
    }
}

/// Files that import each other in a loop, each group in the order of their names.
pub(super) fn circles(imports: &Imports) -> Vec<Vec<String>> {
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in imports.keys() {
        reached.entry(from).or_default().insert(to);
    }
    loop {
        let mut grown = reached.clone();
        for targets in grown.values_mut() {
            let further: Vec<&str> =
                targets.iter().filter_map(|target| reached.get(target)).flatten().copied().collect();
            targets.extend(further);
        }
        if grown == reached {
            break;
        }
        reached = grown;
    }
    let meets = |one: &str, other: &str| reached.get(one).is_some_and(|targets| targets.contains(other));
    let mut circles: Vec<Vec<String>> = Vec::new();
    for file in reached.keys().filter(|file| meets(file, file)) {
        match circles.iter_mut().find(|circle| meets(file, &circle[0]) && meets(&circle[0], file)) {
            Some(circle) => circle.push((*file).to_owned()),
            None => circles.push(vec![(*file).to_owned()]),
        }
    }
    circles
}

/// The same imports between the rooms that the files stand in, each with one of the names for it.
pub(super) fn between_rooms(imports: &Imports) -> Imports {
    let between = imports.iter().filter(|((from, to), _)| room(from) != room(to));
    between.map(|((from, to), name)| ((room(from), room(to)), format!("{from} → {to} ({name})"))).collect()
}

/// The folder that a file stands in, or the file itself at the root.
pub(super) fn room(file: &str) -> String {
    file.split_once('/').map_or(file, |(folder, _)| folder).to_owned()
}

/// `chart/radar.rs` is `chart::radar`, a door is its folder, and the files that crates begin with are their roots.
fn module_of(file: &str) -> Vec<String> {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| ["lib", "main", "mod"].contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

impl Use {
    /// What is imported: all of a module is imported from the module.
    fn target(&self) -> Vec<String> {
        if self.alias == "*" { [self.path.as_slice(), &["*".to_owned()]].concat() } else { self.path.clone() }
    }
}

impl Module {
    fn read(name: &str, text: &str) -> Self {
        let tokens = without_tests(&tokens(text));
        let mut module = Self { name: name.to_owned(), uses: Vec::new(), defines: BTreeSet::new(), paths: Vec::new() };
        // The inline modules around, each with the depth of its braces, and the depth of those of a macro at the outermost.
        let mut inside: Vec<(String, usize)> = Vec::new();
        let mut in_macro = None;
        let mut depth = 0;
        let mut place = 0;
        while let Some(token) = tokens.get(place) {
            let at = |offset: usize| tokens.get(place + offset).map_or("", String::as_str);
            let names = || inside.iter().map(|(name, _)| name.clone()).collect::<Vec<String>>();
            let is_outermost = depth == inside.last().map_or(0, |(_, depth)| *depth);
            let may_define = is_outermost || in_macro == Some(depth);
            match token.as_str() {
                "{" => {
                    if is_outermost && place > 0 && tokens[place - 1] == "!" {
                        in_macro = Some(depth + 1);
                    }
                    depth += 1;
                }
                "}" => {
                    depth -= 1;
                    in_macro = in_macro.filter(|opened| *opened <= depth);
                    inside.pop_if(|(_, opened)| *opened > depth);
                }
                "mod" => {
                    if at(2) == "{" {
                        inside.push((at(1).to_owned(), depth + 1));
                    }
                    place += 1;
                }
                "macro_rules" if at(1) == "!" => {
                    module.defines.insert(at(2).to_owned());
                }
                "fn" | "struct" | "enum" | "union" | "trait" | "type" | "const" | "static" if may_define => {
                    module.defines.insert(at(1).to_owned());
                }
                "use" if at(1) != "<" => {
                    let is_public = place > 0 && (tokens[place - 1] == "pub" || tokens[place - 1] == ")");
                    let end = place + tokens[place..].iter().position(|token| token == ";").unwrap_or_default();
                    let mut found = Vec::new();
                    tree(&tokens[place + 1..end], &mut 0, &[], &mut found);
                    module.uses.extend(found.into_iter().map(|(alias, path)| Use {
                        alias,
                        path,
                        inside: names(),
                        is_handed_on: is_public,
                    }));
                    place = end;
                }
                // An item of a macro that declares several.
                name if in_macro == Some(depth) && is_name(name) && at(1) == "{" => {
                    module.defines.insert(name.to_owned());
                }
                word if is_name(word) && (place == 0 || !["::", "."].contains(&tokens[place - 1].as_str())) => {
                    let mut path = vec![word.to_owned()];
                    while at(2 * path.len() - 1) == "::" && is_name(at(2 * path.len())) {
                        path.push(at(2 * path.len()).to_owned());
                    }
                    // `self` alone is a value.
                    if path.len() > 1 || !["crate", "self", "super"].contains(&word) {
                        module.paths.push((names(), path));
                    }
                }
                _ => {}
            }
            place += 1;
        }
        module
    }
}

/// A tree of `use`, as pairs of a name and a path.
fn tree(tokens: &[String], place: &mut usize, before: &[String], found: &mut Vec<(String, Vec<String>)>) {
    let mut path = before.to_owned();
    while let Some(token) = tokens.get(*place) {
        *place += 1;
        match token.as_str() {
            "::" => continue,
            "{" => {
                while tokens.get(*place).is_some_and(|token| token != "}") {
                    tree(tokens, place, &path, found);
                    if tokens.get(*place).is_some_and(|token| token == ",") {
                        *place += 1;
                    }
                }
                *place += 1;
                return;
            }
            "*" => {
                found.push(("*".to_owned(), path));
                return;
            }
            name => path.push(name.to_owned()),
        }
        match tokens.get(*place).map(String::as_str) {
            Some("as") => {
                let alias = tokens.get(*place + 1).cloned().unwrap_or_default();
                *place += 2;
                found.push((alias, path));
                return;
            }
            Some("::") => {}
            _ => break,
        }
    }
    if path.len() > before.len() {
        // `a::{self}` is `a`.
        path.pop_if(|last| last == "self" && !before.is_empty());
        found.push((path.last().cloned().unwrap_or_default(), path));
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The source without what is compiled for tests alone.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        if !is_for_tests(&tokens[place..]) {
            kept.push(tokens[place].clone());
            place += 1;
            continue;
        }
        // To the end of the item: a semicolon, or the brace that closes.
        let mut depth = 0;
        for token in &tokens[place..] {
            place += 1;
            match token.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 && (token == ";" || token == "}") {
                break;
            }
        }
    }
    kept
}

/// Whether an attribute begins here that keeps an item for tests: `cfg(test)`, or `cfg(all(test, …))`.
fn is_for_tests(tokens: &[String]) -> bool {
    let condition = tokens.iter().map(String::as_str).take_while(|token| *token != "]").collect::<Vec<_>>();
    match condition.as_slice() {
        ["#", "[", "cfg", "(", "test", ")"] => true,
        ["#", "[", "cfg", "(", "all", rest @ ..] => rest.contains(&"test") && !rest.contains(&"not"),
        _ => false,
    }
}

/// Names, `::` and single signs; neither comments nor the insides of strings.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let at = |place: usize| chars.get(place).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut place = 0;
    while place < chars.len() {
        let c = at(place);
        if c == '/' && at(place + 1) == '/' {
            while place < chars.len() && at(place) != '\n' {
                place += 1;
            }
        } else if c == '/' && at(place + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(place), at(place + 1)) {
                    ('/', '*') => (depth, place) = (depth + 1, place + 2),
                    ('*', '/') => (depth, place) = (depth - 1, place + 2),
                    _ => place += 1,
                }
                if depth == 0 || place >= chars.len() {
                    break;
                }
            }
        } else if c == '"' {
            place = after_string(&chars, place + 1, None);
        } else if c == '\'' {
            // A lifetime has no second apostrophe.
            if at(place + 1) == '\\' {
                place += 3;
                while place < chars.len() && at(place) != '\'' {
                    place += 1;
                }
                place += 1;
            } else {
                place += if at(place + 2) == '\'' { 3 } else { 2 };
            }
        } else if c.is_alphanumeric() || c == '_' {
            let start = place;
            while at(place).is_alphanumeric() || at(place) == '_' {
                place += 1;
            }
            let word: String = chars[start..place].iter().collect();
            let hashes = chars[place..].iter().take_while(|c| **c == '#').count();
            if ["r", "br", "cr"].contains(&word.as_str()) && at(place + hashes) == '"' {
                place = after_string(&chars, place + hashes + 1, Some(hashes));
            } else if word == "r" && hashes == 1 {
                // A raw name is the name.
                place += 1;
            } else {
                tokens.push(word);
            }
        } else if c == ':' && at(place + 1) == ':' {
            tokens.push("::".to_owned());
            place += 2;
        } else {
            if !c.is_whitespace() {
                tokens.push(c.to_string());
            }
            place += 1;
        }
    }
    tokens
}

/// Where a string ends that begins here; a raw one ends with so many hashes and knows no escapes.
fn after_string(chars: &[char], mut place: usize, hashes: Option<usize>) -> usize {
    while let Some(c) = chars.get(place) {
        place += 1;
        match (c, hashes) {
            ('\\', None) => place += 1,
            ('"', None) => break,
            ('"', Some(hashes)) if chars[place..].iter().take(hashes).filter(|c| **c == '#').count() == hashes => {
                place += hashes;
                break;
            }
            _ => {}
        }
    }
    place
}
