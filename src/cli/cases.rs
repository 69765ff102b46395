//! `cases` for a terminal: 典型案例汇编 and 质量提升指南 from files of several firms.

use std::path::{Path, PathBuf};

use quality_selfcheck::collection::{self, CaseCollection};
use quality_selfcheck::date::Date;
use quality_selfcheck::document::{self, ReportFormat};
use quality_selfcheck::error::{Code, Error, Result, excerpt};
use quality_selfcheck::industry::MemberFile;
use quality_selfcheck::json::Json;
use quality_selfcheck::pack::Packs;

use crate::answer::Answer;
use crate::files::write;
use crate::members::{Reading, TakesIn, refusal};

/// Files to compile from, with their names.
#[derive(Default)]
struct Kept {
    names: Vec<String>,
    files: Vec<MemberFile>,
}

impl TakesIn for Kept {
    fn take_in(&mut self, name: &str, text: String) -> Result<Option<String>> {
        self.names.push(name.to_owned());
        self.files.push(MemberFile(Json::String(text.into())));
        Ok(None)
    }
}

/// Compiles the files, writes the form where that was asked for, and says what went in.
pub(crate) fn compile(
    packs: &Packs<'_>,
    paths: &[PathBuf],
    form: &str,
    output: Option<(&Path, ReportFormat)>,
    today: Date,
) -> Result<Answer> {
    let (mut kept, mut reading) = (Kept::default(), Reading::default());
    reading.read(paths, &mut kept)?;
    let collection = collection::compile_cases(packs, &kept.files, today)?;
    let found = collection.documents.iter().find(|document| document.form == form).ok_or_else(|| {
        let known: Vec<&str> = collection.documents.iter().map(|document| document.form.as_ref()).collect();
        Error::new(Code::UnknownCode, format!("没有“{}”这张表，可用的是：{}", excerpt(form), known.join("、")))
            .at("form")
    })?;
    if let Some((path, format)) = output {
        write(path, &document::write(&found.document, format).bytes)?;
    }
    for refused in &collection.refused {
        let name = usize::try_from(refused.index).ok().and_then(|index| kept.names.get(index));
        let why = [refused.path.as_str(), refused.message.as_str()].join(" ");
        reading.refused.add(refusal(name.map_or("", String::as_str), &why));
    }
    Ok(Answer { bytes: render(&collection, &reading).into_bytes(), holds: collection.files > 0 })
}

fn render(collection: &CaseCollection, reading: &Reading) -> String {
    let mut lines = vec![collection.summary.clone()];
    if collection.superseded > 0 {
        lines.push(format!("同一个案子有更新的存档，没有用旧的 {} 份", collection.superseded));
    }
    lines.extend(collection.left_out.iter().map(|left| format!("没有收入 {} 份：{}", left.text, left.reason)));
    lines.extend(collection.cases.iter().map(|case| {
        let products: Vec<&str> = case.products.iter().map(AsRef::as_ref).collect();
        format!(
            "案例 {}  {}  {} {}  {}",
            case.number,
            products.join("、"),
            case.dimension,
            case.main_cause,
            case.verdict
        )
    }));
    reading.render(&mut lines);
    lines.join("\n") + "\n"
}
