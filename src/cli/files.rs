//! Files and standard input, and what the disk refuses in words of ours.

use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::Path;

use quality_selfcheck::error::{Code, Error, Result};
use quality_selfcheck::json::MAX_BYTES;

use crate::text::decoded;

/// Most characters of a file's name that are said again.
const NAMED: usize = 200;

/// What standard input is called.
pub(crate) const STANDARD_INPUT: &str = "标准输入";

/// Whether a path stands for standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What a file is called. Of a name beyond all measure only its end is said: that tells files apart.
pub(crate) fn name(path: &Path) -> String {
    let name = path.display().to_string();
    match name.chars().count().saturating_sub(NAMED) {
        0 => name,
        cut => "……".chars().chain(name.chars().skip(cut)).collect(),
    }
}

/// Reads a file or standard input, no further than a little beyond the limit.
pub(crate) fn read(file: Option<&Path>) -> Result<String> {
    let limit = u64::try_from(MAX_BYTES * 3 + 1).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let file = file.filter(|path| !is_standard_input(path));
    let name = file.map_or_else(|| STANDARD_INPUT.to_owned(), name);
    let read = if let Some(path) = file {
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    } else {
        if io::stdin().is_terminal() {
            let _ = writeln!(io::stderr(), "从标准输入读，按 Ctrl-D 结束……");
        }
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    };
    read.map_err(|error| unreadable(&name, &error))?;
    decoded(bytes).map_err(|why| Error::new(Code::NotJson, format!("{name} {why}")))
}

/// Writes a file.
pub(crate) fn write(path: &Path, contents: &[u8]) -> Result<()> {
    fs::write(path, contents).map_err(|error| unwritable(&name(path), &error))
}

/// The refusal of a file, a folder or a stream that cannot be read.
pub(crate) fn unreadable(name: &str, error: &io::Error) -> Error {
    match error.kind() {
        ErrorKind::NotFound => Error::new(Code::NoSuchFile, format!("没有 {name} 这个文件")),
        _ => Error::new(Code::CannotRead, format!("读不了 {name}：{}", reason(error))),
    }
}

/// The refusal of a file or a stream that cannot be written.
pub(crate) fn unwritable(name: &str, error: &io::Error) -> Error {
    Error::new(Code::CannotWrite, format!("写不了 {name}：{}", reason(error)))
}

/// What the system says, in Chinese where it is something that happens.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "没有这个文件夹".to_owned(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "没有权限".to_owned(),
        ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "存储空间满了".to_owned(),
        _ => error.to_string(),
    }
}
