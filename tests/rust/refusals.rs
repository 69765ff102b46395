//! A refusal is short, however long what it refuses: every place of every vector is given a text, a number and a key of more
//! characters than anything repeats.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::Path;

use quality_selfcheck::api;
use quality_selfcheck::error::Error;
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::built_in;

use crate::vectors::Vector;

/// No vector has these characters, so that they are counted wherever they come out.
const MARKED: char = '囧';
const DIGIT: &str = "7";
const LONG: usize = 300;

/// Most characters that are repeated of one thing, and how a path or a message says that there were more.
const REPEATED: usize = 200;
const MORE: usize = 2;

/// A step into a tree: a key of an object, or an index of a list.
type Steps = Vec<usize>;

/// What a place is changed to.
const CHANGES: [fn(&mut Json, usize); 4] = [
    |parent, place| *child(parent, place) = Json::String(MARKED.to_string().repeat(LONG).into()),
    |parent, place| *child(parent, place) = Json::Number(DIGIT.repeat(LONG).into()),
    |parent, place| {
        if let Json::Object(entries) = parent {
            entries[place].0 = MARKED.to_string().repeat(LONG).into();
        }
    },
    |parent, place| {
        if let Json::Object(entries) = child(parent, place) {
            entries.push((format!("~/{}", MARKED.to_string().repeat(LONG)).into(), Json::Null));
        }
    },
];

fn child(parent: &mut Json, place: usize) -> &mut Json {
    match parent {
        Json::Object(entries) => &mut entries[place].1,
        Json::Array(items) => &mut items[place],
        other => panic!("{other:?} has no children"),
    }
}

/// All places of a tree, each with what it is called among those of its kind.
fn places(json: &Json, at: &mut Steps, name: &str, found: &mut Vec<(Steps, String)>) {
    let children: Vec<(String, &Json)> = match json {
        // Codes have digits; what is refused under one of them is refused under all.
        Json::Object(entries) => {
            let any =
                |key: &str| if key.contains(|c: char| c.is_ascii_digit()) { "*".to_owned() } else { key.to_owned() };
            entries.iter().map(|(key, value)| (format!("{name}/{}", any(key)), value)).collect()
        }
        Json::Array(items) => items.iter().map(|value| (format!("{name}/*"), value)).collect(),
        _ => Vec::new(),
    };
    for (place, (name, value)) in children.into_iter().enumerate() {
        at.push(place);
        found.push((at.clone(), name.clone()));
        places(value, at, &name, found);
        at.pop();
    }
}

fn changed(json: &Json, steps: &[usize], change: fn(&mut Json, usize)) -> Json {
    let mut json = json.clone();
    let (last, way) = steps.split_last().unwrap();
    let mut parent = &mut json;
    for place in way {
        parent = child(parent, *place);
    }
    change(parent, *last);
    json
}

/// What a refusal says too much of.
fn excess(error: &Error) -> Option<String> {
    let too_long = |text: &str| {
        let marked = text.chars().filter(|c| *c == MARKED).count();
        marked > REPEATED || text.contains(&DIGIT.repeat(REPEATED + 1))
    };
    let segments = error.path.split('/').map(|key| key.replace("~1", "/").replace("~0", "~"));
    let path = segments.into_iter().any(|key| key.chars().count() > REPEATED + MORE);
    (path || too_long(&error.message)).then(|| format!("{} {}", error.path, error.message))
}

fn vectors() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let mut all: Vec<Vector> = files.flat_map(|file| Vector::read_all(&file)).collect();
    // The short ones are the quick ones.
    all.sort_by_key(|vector| vector.arguments.len());
    all
}

#[test]
fn no_refusal_repeats_more_than_a_little_of_what_it_refuses() {
    let mut tried = BTreeSet::new();
    let mut refused = 0;
    for vector in vectors() {
        let Ok(arguments) = json::read(&vector.arguments) else { continue };
        assert!(!vector.arguments.contains(MARKED), "{}", vector.name);
        let mut found = Vec::new();
        places(&arguments, &mut Vec::new(), "", &mut found);
        for (steps, name) in found {
            // What has one name in two functions is one type, refused by one piece of code; `before` and `after` are packs.
            let name = name.replacen("/before/", "/pack/", 1).replacen("/after/", "/pack/", 1);
            if !tried.insert(name.clone()) {
                continue;
            }
            for change in CHANGES {
                let arguments = json::write(&changed(&arguments, &steps, change));
                if let Err(error) = api::answer(&built_in(), &vector.function, &arguments) {
                    refused += 1;
                    assert_eq!(excess(&error), None, "{} {name}", vector.function);
                }
            }
        }
    }
    println!("{} places, {refused} refusals", tried.len());
    assert!(tried.len() > 1_000 && refused > 2_000, "{} places, {refused} refusals", tried.len());
}

#[test]
fn a_key_of_ten_megabytes_is_refused_in_a_few_words() {
    let key = "钥".repeat(10_000_000 / 3);
    for text in [
        format!(r#"{{"code":"1","{key}":null}}"#),
        format!(r#"{{"{key}":"#),
        format!(r#"{{"{key}":[{{"{key}":1,"{key}":2}}]}}"#),
        format!(r#"{{"{key}":"\ud842"}}"#),
        format!(r#"{{"code":"\ud842{key}"}}"#),
        format!(r#"{{"code":{{"{key}":1}}}}"#),
    ] {
        let error = api::answer(&built_in(), "checkUscc", &text).unwrap_err();
        let length = error.path.chars().count() + error.message.chars().count();
        assert!(length < 1_000, "{length} characters: {:?}", error.code);
    }
    let error = api::answer(&built_in(), &key, "{}").unwrap_err();
    assert_eq!(error.message.matches('钥').count(), REPEATED);
}
