//! Files of several firms for a terminal: folders, files and streams of one file a line, read one after another.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use quality_selfcheck::error::Result;
use quality_selfcheck::json;

use crate::files::{STANDARD_INPUT, is_standard_input, name, read, unreadable};
use crate::text::decoded;

/// How many files that were not taken in are named, and how many that were passed over.
const NAMED: usize = 20;

/// The kinds of files that are read below a folder.
const READ: [&str; 5] = ["json", "html", "htm", "ndjson", "jsonl"];

/// Whoever makes something of the files.
pub(crate) trait TakesIn {
    /// Takes in a file by its text; a line that says why it does not count, if so.
    fn take_in(&mut self, name: &str, text: String) -> Result<Option<String>>;
}

/// What was read, and what was not.
#[derive(Default)]
pub(crate) struct Reading {
    /// Files that were not taken in, and why.
    pub(crate) refused: Named,
    /// Files below a folder that were not read.
    passed_over: Named,
}

/// A line for a file that was not taken in.
pub(crate) fn refusal(name: &str, why: &str) -> String {
    format!("{name}  {}", why.trim())
}

/// The names of the first files of a kind, and how many there are.
#[derive(Default)]
pub(crate) struct Named {
    first: Vec<String>,
    count: usize,
}

impl Named {
    pub(crate) fn add(&mut self, line: String) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(line);
        }
    }

    /// A line that says how many, if there are any, and the names below it.
    fn render(&self, what: &str, lines: &mut Vec<String>) {
        if self.count > 0 {
            lines.push(String::new());
            lines.push(format!("{what} {} 份", self.count));
            lines.extend(self.first.iter().cloned());
            if self.count > self.first.len() {
                lines.push(format!("……还有 {} 份", self.count - self.first.len()));
            }
        }
    }
}

impl Reading {
    /// Reads folders, files and streams of one file a line.
    pub(crate) fn read(&mut self, paths: &[PathBuf], taker: &mut dyn TakesIn) -> Result<()> {
        let mut files = Vec::new();
        for path in paths {
            self.list(path, &mut files)?;
        }
        let style =
            ProgressStyle::with_template("{bar:32} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
        // On standard error, and only where that is a terminal.
        let bar = ProgressBar::new(u64::try_from(files.len()).unwrap_or_default()).with_style(style);
        for path in &files {
            self.file(path, taker, &bar)?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn file(&mut self, path: &Path, taker: &mut dyn TakesIn, bar: &ProgressBar) -> Result<()> {
        let name = name(path);
        if is_stream(path) {
            if is_standard_input(path) {
                return self.stream(STANDARD_INPUT, &mut io::stdin().lock(), taker, bar);
            }
            let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
            return self.stream(&name, &mut BufReader::new(file), taker, bar);
        }
        match read(Some(path)) {
            Ok(text) => self.take_in(&name, text, taker),
            // Which names the file.
            Err(error) => {
                self.refused.add(error.message.clone());
                Ok(())
            }
        }
    }

    fn stream(
        &mut self,
        name: &str,
        lines: &mut dyn BufRead,
        taker: &mut dyn TakesIn,
        bar: &ProgressBar,
    ) -> Result<()> {
        let limit = u64::try_from(json::MAX_BYTES).unwrap_or(u64::MAX);
        for number in 1_u64.. {
            let name = format!("{name} 第 {number} 行");
            let mut line = Vec::new();
            let read = lines.take(limit + 1).read_until(b'\n', &mut line);
            if read.map_err(|error| unreadable(&name, &error))? == 0 {
                break;
            }
            bar.set_message(name.clone());
            if line.len() > json::MAX_BYTES {
                skip_line(lines).map_err(|error| unreadable(&name, &error))?;
                self.refused.add(refusal(&name, "超过 20 MB"));
                continue;
            }
            match decoded(line) {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => self.take_in(&name, line, taker)?,
                Err(why) => self.refused.add(refusal(&name, &why)),
            }
        }
        Ok(())
    }

    fn take_in(&mut self, name: &str, text: String, taker: &mut dyn TakesIn) -> Result<()> {
        if let Some(line) = taker.take_in(name, text)? {
            self.refused.add(line);
        }
        Ok(())
    }

    /// The files below a path, folders in the order of their names.
    fn list(&mut self, path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
        if !path.is_dir() {
            files.push(path.to_owned());
            return Ok(());
        }
        let entries = fs::read_dir(path).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        let mut inside: Vec<PathBuf> = entries.map_err(|error| unreadable(&name(path), &error))?;
        inside.sort();
        for path in inside {
            if path.is_dir() || READ.contains(&kind_of(&path).as_str()) {
                self.list(&path, files)?;
            } else {
                self.passed_over.add(name(&path));
            }
        }
        Ok(())
    }

    /// The files that were not taken in, below what came of the others.
    pub(crate) fn render(&self, lines: &mut Vec<String>) {
        self.refused.render("没有计入的文件", lines);
        self.passed_over.render("不是存档、没有读的文件", lines);
    }
}

/// Whether a file holds one file a line.
fn is_stream(path: &Path) -> bool {
    is_standard_input(path) || matches!(kind_of(path).as_str(), "ndjson" | "jsonl")
}

/// What a file's name says that it is.
fn kind_of(path: &Path) -> String {
    path.extension().map(|kind| kind.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Reads to the end of a line without keeping it.
fn skip_line(lines: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let held = lines.fill_buf()?;
        let (end, length) = match held.iter().position(|byte| *byte == b'\n') {
            Some(place) => (true, place + 1),
            None => (held.is_empty(), held.len()),
        };
        lines.consume(length);
        if end {
            return Ok(());
        }
    }
}
