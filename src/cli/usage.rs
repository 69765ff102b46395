//! A command that is written wrongly: refused as everything else is, in Chinese and with the place.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use quality_selfcheck::error::{Code, Error, excerpt};

/// What is wrong with the command; none where it asks for help or the version.
pub(crate) fn refusal(error: &clap::Error) -> Option<Error> {
    let argument = said(error, ContextKind::InvalidArg);
    let value = said(error, ContextKind::InvalidValue);
    let (code, wrong) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return None;
        }
        ErrorKind::InvalidSubcommand => {
            let command = said(error, ContextKind::InvalidSubcommand);
            (Code::UnknownFunction, format!("没有“{command}”这个命令"))
        }
        ErrorKind::UnknownArgument => (Code::UnknownKey, format!("这里不能写“{argument}”")),
        ErrorKind::MissingRequiredArgument => (Code::WrongType, format!("缺少 {argument}")),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => (Code::WrongType, format!("{argument} 写少了")),
        ErrorKind::InvalidValue if value.is_empty() => (Code::WrongType, format!("{argument} 后面没有写值")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (Code::WrongType, format!("{argument} 不能写“{value}”"))
        }
        // Nothing here excludes anything else: it can only have been said before.
        ErrorKind::ArgumentConflict => (Code::DuplicateKey, format!("{argument} 写了不止一次")),
        _ => (Code::WrongType, "命令写得不对".to_owned()),
    };
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg].map(|kind| said(error, kind)).concat();
    let meant = if meant.is_empty() { meant } else { format!("，是不是 {meant}") };
    let refusal = Error::new(code, format!("{wrong}{meant}；写法见 quality-selfcheck --help"));
    let option = argument.strip_prefix("--").and_then(|name| name.split([' ', '=']).next());
    Some(match option {
        Some(option) => refusal.at(option),
        None => refusal,
    })
}

fn said(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => excerpt(text).into(),
        Some(ContextValue::Strings(texts)) => excerpt(&texts.join("、")).into(),
        _ => String::new(),
    }
}
