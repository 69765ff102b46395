//! The command line: the same functions under the same names, and friendlier commands for people.

mod answer;
mod arguments;
mod assessment;
mod cases;
mod documents;
mod dossier;
mod files;
mod industry;
mod members;
mod overview;
mod packs;
mod tasks;
mod text;
mod usage;

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use quality_selfcheck::api;
use quality_selfcheck::error::Result;
use quality_selfcheck::json::{self, Encode};

use answer::Answer;
use arguments::{Arguments, Command, OwnContent, PackCommand, day};
use files::{read, unwritable, write};

fn main() -> ExitCode {
    let answered = Arguments::try_parse().map_or_else(
        |error| usage::refusal(&error).map_or_else(|| error.exit(), Err),
        |arguments| run(arguments.command).and_then(|answer| print(&answer)),
    );
    match answered {
        Ok(code) => code,
        Err(error) => {
            let text = json::write(&error.encode());
            // Where standard error is gone as well, the exit code still speaks.
            let _ = io::stderr().write_all(text.as_bytes());
            ExitCode::from(2)
        }
    }
}

fn print(answer: &Answer) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    match out.write_all(&answer.bytes).and_then(|()| out.flush()) {
        Ok(()) if answer.holds => Ok(ExitCode::SUCCESS),
        Ok(()) => Ok(ExitCode::from(1)),
        // The reader has left: `quality-selfcheck about | head -1`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(unwritable("标准输出", &error)),
    }
}

fn run(command: Command) -> Result<Answer> {
    match command {
        Command::Call { function, file, content } => {
            let reads = file.is_some() || api::takes_parameters(&function);
            let text = if reads { read(file.as_deref())? } else { "{}".to_owned() };
            call(&content, &function, &text)
        }
        Command::About { content } => call(&content, "about", "{}"),
        Command::Check { file, today, content } => {
            let own = content.open()?;
            dossier::check(&own.packs(), &read(file.as_deref())?, day(today.as_deref())?).map(Answer::from)
        }
        Command::Tasks { file, today, content } => {
            let own = content.open()?;
            tasks::tasks(&own.packs(), &read(file.as_deref())?, day(today.as_deref())?).map(Answer::from)
        }
        Command::Verify { file, content } => dossier::verify(&content.open()?.packs(), &read(file.as_deref())?),
        Command::Merge { files, output } => merge(&files, output.as_deref()),
        Command::Report { file, form, format, output, today, content } => {
            let own = content.open()?;
            let packs = own.packs();
            let Some(form) = form else { return Ok(documents::forms(&packs).into()) };
            let format = documents::format(format.as_deref(), output.as_deref())?;
            let today = day(today.as_deref())?;
            let bytes = documents::export(&packs, &read(file.as_deref())?, &form, format, today)?;
            match output {
                None => Ok(Answer { bytes, holds: true }),
                Some(path) => write(&path, &bytes).map(|()| String::new().into()),
            }
        }
        Command::Import { file, sheet, output, content } => {
            let own = content.open()?;
            let (case, sheet) = (read(Some(&file))?, read(Some(&sheet))?);
            let (written, list, holds) = documents::import(&own.packs(), &case, &sheet)?;
            if let Some(path) = output {
                write(&path, written.as_bytes())?;
            }
            Ok(Answer { bytes: list.into_bytes(), holds })
        }
        Command::Industry { paths, asked, today, anonymous, files, content } => {
            let (own, today) = (content.open()?, day(today.as_deref())?);
            industry::summarise(&own.packs(), &paths, asked, today, anonymous, &files)
        }
        Command::Cases { paths, form, format, output, today, content } => {
            let (own, today) = (content.open()?, day(today.as_deref())?);
            let format = documents::format(format.as_deref(), output.as_deref())?;
            cases::compile(&own.packs(), &paths, &form, output.as_deref().map(|path| (path, format)), today)
        }
        Command::Pack { command: PackCommand::Lint { file } } => packs::lint(&read(file.as_deref())?),
        Command::Pack { command: PackCommand::Diff { files } } => {
            let texts = files.iter().map(|file| read(Some(file))).collect::<Result<Vec<String>>>()?;
            packs::diff(&texts).map(Answer::from)
        }
        Command::Score { file, scheme, explain, content } => {
            let own = content.open()?;
            let assessed = assessment::Assessed::read(&own.packs(), &read(file.as_deref())?, scheme)?;
            assessment::score(&own.packs(), &assessed, explain.as_deref()).map(Answer::from)
        }
        Command::Improve { file, target, scheme, content } => {
            let own = content.open()?;
            let assessed = assessment::Assessed::read(&own.packs(), &read(file.as_deref())?, scheme)?;
            assessment::improve(&own.packs(), &assessed, target.as_deref()).map(Answer::from)
        }
        Command::Compare { file, before, after, content } => {
            let (own, text) = (content.open()?, read(file.as_deref())?);
            assessment::compare(&own.packs(), &text, before.as_deref(), after.as_deref()).map(Answer::from)
        }
        #[cfg(feature = "schema")]
        Command::Schema { of } => schema(&of).map(Answer::from),
    }
}

fn call(content: &OwnContent, function: &str, arguments: &str) -> Result<Answer> {
    let own = content.open()?;
    let mut text = json::Writer::indented();
    api::call_into(&own.packs(), function, arguments, &mut text)?;
    Ok(text.text().into())
}

fn merge(files: &[PathBuf], output: Option<&Path>) -> Result<Answer> {
    let texts = files.iter().map(|file| read(Some(file))).collect::<Result<Vec<String>>>()?;
    let (text, summary) = dossier::merge(&texts)?;
    // The list of conflicts must not get into the file that is written to standard output.
    let _ = io::stderr().write_all(summary.as_bytes());
    let Some(path) = output else { return Ok(text.into()) };
    write(path, text.as_bytes())?;
    Ok(String::new().into())
}

#[cfg(feature = "schema")]
fn schema(of: &str) -> Result<String> {
    use quality_selfcheck::error::{Code, Error};

    let schema = api::schema(of).ok_or_else(|| {
        let message = "可写的是：functions、dossier、assistance-pack、governance-pack";
        Error::new(Code::UnsupportedFormat, message).at("of")
    })?;
    Ok(format!("{schema:#}\n"))
}
