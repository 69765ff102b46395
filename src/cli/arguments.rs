//! The commands and what they take.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use quality_selfcheck::bureau::{OwnPacks, PackFinding, load_all};
use quality_selfcheck::date::Date;
use quality_selfcheck::error::{Code, Error, Result, excerpt};
use quality_selfcheck::json::{self, Json};
use quality_selfcheck::pack::built_in;

use crate::files::{name, read};

/// 质量自查：企业自查、协会自评。只在本机计算，不联网。
#[derive(Parser)]
#[command(version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
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
    /// 做到哪一步：每一步的进度，和接着做什么
    Tasks {
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
        #[command(flatten)]
        files: SummaryFiles,
        #[command(flatten)]
        content: OwnContent,
    },
    /// 把几家企业的存档编成典型案例汇编或质量提升指南：先去掉名称，只收做完并自评见效的案例
    Cases {
        /// 文件夹、存档或 .ndjson；- 是标准输入，一行一份
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// 哪一种：case-collection（案例汇编）或 improvement-guide（提升指南）
        #[arg(long, default_value = "case-collection")]
        form: String,
        /// 格式：html、docx、xlsx、markdown、csv 或 json；不写就看 -o 的扩展名，再不然是 html
        #[arg(long)]
        format: Option<String>,
        /// 写到哪个文件；不写就只说收了哪些
        #[arg(long, short)]
        output: Option<PathBuf>,
        /// 按哪一天算，如 2026-03-12；不写就按今天
        #[arg(long)]
        today: Option<String>,
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
pub(crate) enum PackCommand {
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
pub(crate) struct OwnContent {
    /// 用自己的内容包代替内置的，可写两次（两份指南各一个）
    #[arg(long = "pack", value_name = "FILE")]
    packs: Vec<PathBuf>,
}

impl OwnContent {
    pub(crate) fn open(&self) -> Result<OwnPacks> {
        let files = self.packs.iter().map(|file| json::read(&read(Some(file))?)).collect::<Result<Vec<Json>>>()?;
        let own = load_all(&built_in(), &Json::Array(files)).map_err(|error| {
            let (file, path) = self.of_file(&error.path);
            let message =
                file.map_or_else(|| error.message.clone(), |file| format!("内容包 {file} 不能用：{}", error.message));
            Error::new(error.code, message).moved(&path)
        })?;
        // To people only: a program that reads standard error expects a refusal there.
        if io::stderr().is_terminal() {
            for finding in own.findings() {
                let _ = writeln!(io::stderr(), "{}", self.look(&finding));
            }
        }
        Ok(own)
    }

    /// What should be looked at, in a line.
    fn look(&self, finding: &PackFinding) -> String {
        let (file, path) = self.of_file(&finding.path);
        format!("内容包 {} 请看看 {path}：{}", file.unwrap_or_default(), finding.message)
    }

    /// A place in the list of packs as one in a file: the list is ours, the user knows files.
    fn of_file(&self, path: &str) -> (Option<String>, String) {
        let (index, rest) = path.strip_prefix('/').unwrap_or_default().split_once('/').unwrap_or_default();
        let file = index.parse().ok().and_then(|index: usize| self.packs.get(index));
        (file.map(|file| name(file)), format!("/{rest}"))
    }
}

/// What a summary is written to beside the screen.
#[derive(Args)]
pub(crate) struct SummaryFiles {
    /// 把匿名的概览写到这个文件（JSON），可以交给别人
    #[arg(long, value_name = "FILE")]
    pub(crate) export: Option<PathBuf>,
    /// 把会员汇总写成可以交给别人的文件，格式看扩展名：.html、.docx、.xlsx、.md、.csv 或 .json
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// 把能继续合并的汇总写到这个文件（JSON），留在协会
    #[arg(long, value_name = "FILE")]
    pub(crate) part: Option<PathBuf>,
}

/// The day that a case is worked out for: the one that was given, else today.
pub(crate) fn day(given: Option<&str>) -> Result<Date> {
    let today = || chrono::Local::now().format("%Y-%m-%d").to_string();
    let text = given.map_or_else(today, str::to_owned);
    Date::read(&text).ok_or_else(|| {
        Error::new(Code::ImpossibleDate, format!("没有“{}”这一天，日期写成 2026-03-12 这样", excerpt(&text)))
            .at("today")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_should_be_looked_at_is_said_of_a_file() {
        let own = OwnContent { packs: vec!["weights.json".into(), "words.json".into()] };
        let finding = PackFinding {
            path: "/1/extends".to_owned(),
            rule: "edition",
            severity: quality_selfcheck::pack::Severity::Warning,
            message: "请核对".to_owned(),
        };
        assert_eq!(own.look(&finding), "内容包 words.json 请看看 /extends：请核对");
    }
}
