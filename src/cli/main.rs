//! The command line: the same functions under the same names, and friendlier commands for people.

mod card;
mod case;
mod documents;
mod industry_report;
mod pack_report;

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, str};

use clap::{Args, Parser, Subcommand};
use quality_selfcheck::api;
use quality_selfcheck::error::{Code, Error, Result};
use quality_selfcheck::industry;
use quality_selfcheck::json::{self, Encode, Json};
use quality_selfcheck::pack::{OwnPacks, load_all};
use quality_selfcheck::report;

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
        #[command(flatten)]
        content: OwnContent,
    },
    /// 版本与内容包
    About {
        #[command(flatten)]
        content: OwnContent,
    },
    /// 把一份存档从头算一遍：申请表、自查、风险、原因、期限、方案、记录、效果
    Check {
        /// 存档（.json 或 .html）；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
        /// 按哪一天算，如 2026-03-12；不写就按今天
        #[arg(long)]
        today: Option<String>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 核对存档：存下的结果和校验值是不是和重算的一样；不一样时退出码为 1
    Verify {
        /// 存档（.json 或 .html）；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 把同一个案子的几份存档合成一份，说法不一的逐处列出
    Merge {
        /// 存档，两份以上
        #[arg(required = true, num_args = 2..)]
        files: Vec<PathBuf>,
        /// 写到哪个文件；不写就写到标准输出
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// 把一个案子的一张表或一份报告写成文件
    Report {
        /// 存档（.json 或 .html）；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
        /// 哪张表，如 causes；不写就列出全部
        #[arg(long)]
        form: Option<String>,
        /// 格式：html、docx、xlsx、markdown、csv 或 json；不写就看 -o 的扩展名，再不然是 html
        #[arg(long)]
        format: Option<String>,
        /// 写到哪个文件；不写就写到标准输出
        #[arg(long, short)]
        output: Option<PathBuf>,
        /// 按哪一天算，如 2026-03-12；不写就按今天
        #[arg(long)]
        today: Option<String>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 把在表格软件里填好的答案表（CSV）读回存档：先列出会改什么，写了 -o 才写出新的存档；有读不懂的行时退出码为 1
    Import {
        /// 存档（.json 或 .html）
        file: PathBuf,
        /// 答案表，由 report --form answer-sheet 或 level-sheet 导出后填写；- 是标准输入
        sheet: PathBuf,
        /// 把新的存档写到哪个文件
        #[arg(long, short)]
        output: Option<PathBuf>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 汇总成员企业的存档：文件夹、文件，或一行一份的 .ndjson；读多少都不占内存
    Industry {
        /// 文件夹、存档、.ndjson，或以前用 --part 存下的汇总；- 是标准输入，一行一份
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// 应收多少家
        #[arg(long)]
        asked: Option<u32>,
        /// 按哪一天算，如 2026-03-12；不写就按今天
        #[arg(long)]
        today: Option<String>,
        /// 屏幕上也不显示家数太少的格子
        #[arg(long)]
        anonymous: bool,
        /// 把匿名的概览写到这个文件（JSON），可以交给别人
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
        /// 把会员汇总写成可以交给别人的文件，格式看扩展名：.html、.docx、.xlsx、.md、.csv 或 .json
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
        /// 把能继续合并的汇总写到这个文件（JSON），留在协会
        #[arg(long, value_name = "FILE")]
        part: Option<PathBuf>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 内容包：检查、比较
    Pack {
        #[command(subcommand)]
        command: PackCommand,
    },
    /// 给协会自评打分：读存档或自评答案，写出一张成绩单
    Score {
        /// JSON 文件；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
        /// 评分方案
        #[arg(long)]
        scheme: Option<String>,
        /// 只写一项的来历，如 C12
        #[arg(long, value_name = "CODE")]
        explain: Option<String>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 协会自评怎样提高：到下一等级最少几步，最合算的几步，权重浮动对总分的影响
    Improve {
        /// JSON 文件；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
        /// 要到的等级，如 good；不写就是下一个等级
        #[arg(long, value_name = "GRADE")]
        target: Option<String>,
        /// 评分方案
        #[arg(long)]
        scheme: Option<String>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 协会自评和上期比：变化来自回答、内容还是方案
    Compare {
        /// 存档（.json 或 .html）；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
        /// 哪一期，快照的名称；不写就是最近一期
        #[arg(long)]
        before: Option<String>,
        /// 和哪一期比；不写就和现在比
        #[arg(long)]
        after: Option<String>,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 函数、存档和内容包的 JSON Schema
    #[cfg(feature = "schema")]
    Schema {
        /// functions、dossier、assistance-pack 或 governance-pack
        #[arg(default_value = "functions")]
        of: String,
    },
}

#[derive(Subcommand)]
enum PackCommand {
    /// 检查一个内容包能不能用；不能用时退出码为 1
    Lint {
        /// 内容包；不写或写 - 时从标准输入读
        file: Option<PathBuf>,
    },
    /// 比较两个内容包，列出改了什么、哪些要重新回答；只写一个时和内置的比
    Diff {
        /// 内容包，一个或两个
        #[arg(required = true, num_args = 1..=2)]
        files: Vec<PathBuf>,
    },
}

/// A bureau's own packs.
#[derive(Args)]
struct OwnContent {
    /// 用自己的内容包代替内置的，可写两次（两份指南各一个）
    #[arg(long = "pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
}

impl OwnContent {
    fn open(&self) -> Result<OwnPacks> {
        let files = self.packs.iter().map(|file| json::read(&read(Some(file))?)).collect::<Result<Vec<Json>>>()?;
        load_all(&Json::Array(files)).map_err(|error| {
            // The list is ours: the user knows files.
            let (index, rest) = error.path.strip_prefix('/').unwrap_or_default().split_once('/').unwrap_or_default();
            let file = index.parse().ok().and_then(|index: usize| self.packs.get(index));
            let message = file.map_or_else(
                || error.message.clone(),
                |file| format!("内容包 {} 不能用：{}", file.display(), error.message),
            );
            Error::new(error.code, message).moved(format!("/{rest}"))
        })
    }
}

/// What a command prints, and how it ends.
pub(crate) struct Answer {
    pub(crate) bytes: Vec<u8>,
    /// Nothing was refused, but what was asked for does not hold.
    pub(crate) holds: bool,
}

impl From<String> for Answer {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), holds: true }
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(answer) => print(&answer),
        Err(error) => {
            let text = json::write(&error.encode());
            // Where standard error is gone as well, the exit code still speaks.
            let _ = io::stderr().write_all(text.as_bytes());
            ExitCode::from(2)
        }
    }
}

fn print(answer: &Answer) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(&answer.bytes).and_then(|()| out.flush()) {
        Ok(()) if answer.holds => ExitCode::SUCCESS,
        Ok(()) => ExitCode::from(1),
        // The reader has left: `quality-selfcheck about | head -1`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
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
            case::check(&own.packs(), &read(file.as_deref())?, case::day(today.as_deref())?).map(Answer::from)
        }
        Command::Verify { file, content } => case::verify(&content.open()?.packs(), &read(file.as_deref())?),
        Command::Merge { files, output } => merge(&files, output.as_deref()),
        Command::Report { file, form, format, output, today, content } => {
            let own = content.open()?;
            let packs = own.packs();
            let Some(form) = form else { return Ok(documents::forms(&packs).into()) };
            let format = documents::format(format.as_deref(), output.as_deref())?;
            let today = case::day(today.as_deref())?;
            let bytes = documents::export(&packs, &read(file.as_deref())?, &form, format, today)?;
            match output {
                None => Ok(Answer { bytes, holds: true }),
                Some(path) => write(&path, &bytes).map(|()| String::new().into()),
            }
        }
        Command::Import { file, sheet, output, content } => {
            let own = content.open()?;
            // Excel in China saves another encoding unless it is told.
            let advised =
                |error: Error| Error::new(error.code, format!("{}；答案表请另存为“CSV UTF-8”", error.message));
            let sheet = read(Some(&sheet)).map_err(advised)?;
            let (written, list, holds) = documents::import(&own.packs(), &read(Some(&file))?, &sheet)?;
            if let Some(path) = output {
                write(&path, written.as_bytes())?;
            }
            Ok(Answer { bytes: list.into_bytes(), holds })
        }
        Command::Industry { paths, asked, today, anonymous, export, report, part, content } => {
            let (own, today) = (content.open()?, case::day(today.as_deref())?);
            let packs = own.packs();
            let mut members = industry_report::Gathering::new(&packs, today);
            members.read(&paths)?;
            let hidden = industry::anonymise_summary(&packs, members.part(), asked)?;
            if let Some(path) = export {
                write(&path, json::write(&hidden.encode()).as_bytes())?;
            }
            if let Some(path) = report {
                let format = documents::format(None, Some(&path))?;
                write(&path, &report::export_summary(&packs, members.part(), asked, format, today)?.bytes)?;
            }
            if let Some(path) = part {
                write(&path, json::write(&members.part().encode()).as_bytes())?;
            }
            let overview = if anonymous {
                hidden
            } else {
                industry::merge_summaries(&packs, std::slice::from_ref(members.part()), asked)?.overview
            };
            Ok(Answer { bytes: members.render(&overview).into_bytes(), holds: members.part().files > 0 })
        }
        Command::Pack { command: PackCommand::Lint { file } } => pack_report::lint(&read(file.as_deref())?),
        Command::Pack { command: PackCommand::Diff { files } } => {
            let texts = files.iter().map(|file| read(Some(file))).collect::<Result<Vec<String>>>()?;
            pack_report::diff(&texts).map(Answer::from)
        }
        Command::Score { file, scheme, explain, content } => {
            let own = content.open()?;
            let assessed = card::Assessed::read(&own.packs(), &read(file.as_deref())?, scheme)?;
            card::score(&own.packs(), &assessed, explain.as_deref()).map(Answer::from)
        }
        Command::Improve { file, target, scheme, content } => {
            let own = content.open()?;
            let assessed = card::Assessed::read(&own.packs(), &read(file.as_deref())?, scheme)?;
            card::improve(&own.packs(), &assessed, target.as_deref()).map(Answer::from)
        }
        Command::Compare { file, before, after, content } => {
            let (own, text) = (content.open()?, read(file.as_deref())?);
            card::compare(&own.packs(), &text, before.as_deref(), after.as_deref()).map(Answer::from)
        }
        #[cfg(feature = "schema")]
        Command::Schema { of } => {
            let refuse = || {
                let message = "可写的是：functions、dossier、assistance-pack、governance-pack";
                Error::new(Code::UnsupportedFormat, message).at("of")
            };
            let schema = api::schema(&of).ok_or_else(refuse)?;
            Ok(format!("{schema:#}\n").into())
        }
    }
}

fn call(content: &OwnContent, function: &str, arguments: &str) -> Result<Answer> {
    let own = content.open()?;
    api::call(&own.packs(), function, arguments).map(|answer| json::write(&answer).into())
}

fn merge(files: &[PathBuf], output: Option<&Path>) -> Result<Answer> {
    let texts = files.iter().map(|file| read(Some(file))).collect::<Result<Vec<String>>>()?;
    let (text, summary) = case::merge(&texts)?;
    // The list of conflicts must not get into the file that is written to standard output.
    let _ = io::stderr().write_all(summary.as_bytes());
    let Some(path) = output else { return Ok(text.into()) };
    write(path, text.as_bytes())?;
    Ok(String::new().into())
}

fn write(path: &Path, contents: &[u8]) -> Result<()> {
    fs::write(path, contents).map_err(|error| Error::new(Code::NotJson, format!("写不了 {}：{error}", path.display())))
}

/// Reads a file or standard input, no further than a little beyond the limit.
pub(crate) fn read(file: Option<&Path>) -> Result<String> {
    let limit = u64::try_from(json::MAX_BYTES * 3 + 1).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let result = if let Some(path) = file.filter(|path| path.as_os_str() != "-") {
        fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    } else {
        if io::stdin().is_terminal() {
            let _ = writeln!(io::stderr(), "从标准输入读，按 Ctrl-D 结束……");
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
