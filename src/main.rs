//! The command line: the same functions under the same names, and `score` for people.

mod card;

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, str};

use clap::{Parser, Subcommand};
use quality_selfcheck::api;
use quality_selfcheck::error::{Code, Error, Result};
use quality_selfcheck::json::{self, Encode};
use quality_selfcheck::pack::built_in;

/// 质量自查：企业自查、协会自评。只在本机计算，不联网。
#[derive(Parser)]
#[command(version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 按名称调用一个函数：读一个 JSON 对象，写出一个 JSON 值
    Call {
        /// 函数名，如 scoreGovernance
        function: String,
        /// JSON 文件；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
    },
    /// 版本与内容包
    About,
    /// 给协会自评打分：读存档或自评答案，写出一张成绩单
    Score {
        /// JSON 文件；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
        /// 评分方案
        #[arg(long)]
        scheme: Option<String>,
    },
    /// 所有函数的 JSON Schema
    #[cfg(feature = "schema")]
    Schema,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(text) => print(&text),
        Err(error) => {
            let text = json::write(&error.encode());
            // Where standard error is gone as well, the exit code still speaks.
            let _ = io::stderr().write_all(text.as_bytes());
            ExitCode::from(2)
        }
    }
}

fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has left: `quality-selfcheck about | head -1`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<String> {
    match command {
        Command::Call { function, file } => {
            let reads = file.is_some() || api::takes_parameters(&function);
            let text = if reads { read(file.as_deref())? } else { "{}".to_owned() };
            api::call(&built_in(), &function, &text).map(|answer| json::write(&answer))
        }
        Command::About => api::call(&built_in(), "about", "{}").map(|answer| json::write(&answer)),
        Command::Score { file, scheme } => card::score(&read(file.as_deref())?, scheme),
        #[cfg(feature = "schema")]
        Command::Schema => Ok(format!("{:#}\n", api::schema())),
    }
}

/// Reads a file or standard input, no further than a little beyond the limit.
fn read(file: Option<&Path>) -> Result<String> {
    let limit = u64::try_from(json::MAX_BYTES * 3 + 1).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let result = if let Some(path) = file.filter(|path| path.as_os_str() != "-") {
        fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    } else {
        if io::stdin().is_terminal() {
            let _ = writeln!(io::stderr(), "从标准输入读 JSON，按 Ctrl-D 结束……");
        }
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    };
    let name = file.map_or_else(|| "标准输入".to_owned(), |path| path.display().to_string());
    result.map_err(|error| Error::new(Code::NotJson, format!("读不了 {name}：{error}")))?;
    match str::from_utf8(&bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(Error::new(Code::NotJson, format!("{name} 不是 UTF-8 文字"))),
    }
}
