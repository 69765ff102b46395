//! Charts as SVG text, and as metafiles for documents: the same picture in the web, in a mini-program and on paper.
//!
//! Every chart also says what it shows in one sentence and holds all its values in a table, so that nobody depends on
//! seeing it. Places are whole hundredths of a pixel and numbers are exact, so that the same data are the same bytes everywhere.

mod amount;
mod emf;
mod fishbone;
mod heat_map;
mod pareto;
mod path;
mod radar;
mod run;
mod surface;
mod svg;
mod words;

pub use amount::Amount;
pub use fishbone::{Branch, BranchCause, Fishbone};
pub use heat_map::{HeatMap, HeatMapRow};
pub use pareto::{Bar, Pareto};
pub use path::{Path, PathStep};
pub use radar::{Radar, RadarPeriod};
pub use run::{Run, RunPoint};

use self::surface::{Drawing, Px};
use crate::error::{Code, Error, Result};
use crate::json::{self, Decode, Json, encode_object};

/// What is to be drawn: the kind of chart, and the data of this kind.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Chart {
    /// 雷达图.
    Radar(Radar),
    /// 帕累托图.
    Pareto(Pareto),
    /// 鱼骨图.
    Fishbone(Fishbone),
    /// 运行图.
    Run(Run),
    /// 热力表.
    HeatMap(HeatMap),
    /// 提升路径.
    Path(Path),
}

impl Default for Chart {
    fn default() -> Self {
        Self::Radar(Radar::default())
    }
}

impl Decode for Chart {
    fn decode(&mut self, json: &Json) -> Result<()> {
        let Json::Object(_) = json else { return Err(json::wrong_type(json, "对象")) };
        let Some(kind) = json.get("kind") else {
            return Err(Error::new(Code::WrongType, "缺少“kind”").at("kind"));
        };
        let kind = json::code(kind, ",radar,pareto,fishbone,run,heat-map,path").map_err(|error| error.at("kind"))?;
        *self = match kind {
            0 => Self::default(),
            1 => Self::Pareto(Pareto::default()),
            2 => Self::Fishbone(Fishbone::default()),
            3 => Self::Run(Run::default()),
            4 => Self::HeatMap(HeatMap::default()),
            _ => Self::Path(Path::default()),
        };
        let data: &mut dyn Decode = match self {
            Self::Radar(data) => data,
            Self::Pareto(data) => data,
            Self::Fishbone(data) => data,
            Self::Run(data) => data,
            Self::HeatMap(data) => data,
            Self::Path(data) => data,
        };
        data.decode(json)
    }
}

/// A chart, drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Drawn {
    /// The picture: SVG that needs nothing else. It has dark ink and no background.
    pub svg: String,
    /// What it shows, in one sentence.
    pub alt: String,
    /// Its width in pixels, always 640.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// All its values.
    pub table: ChartTable,
}

encode_object!(Drawn { svg, alt, width, height, table });

/// The values of a chart; names as they were given, also where the picture shortens them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChartTable {
    /// What the columns are called.
    pub columns: Vec<String>,
    /// Rows, of one text for each column.
    pub rows: Vec<Vec<String>>,
}

encode_object!(ChartTable { columns, rows });

impl ChartTable {
    fn new(columns: &[&str]) -> Self {
        let mut table = Self::default();
        table.add(columns);
        table.columns = table.rows.pop().unwrap_or_default();
        table
    }

    fn add(&mut self, row: &[&str]) {
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            cells.push((*cell).to_owned());
        }
        self.rows.push(cells);
    }
}

/// Draws a chart.
///
/// # Errors
/// `out-of-range` for more than a picture holds, for lists that do not fit each other, and for numbers that cannot be added
/// exactly.
pub fn draw(chart: &Chart) -> Result<Drawn> {
    drawing(chart).map(svg::drawn)
}

/// Draws a chart, and once more as an enhanced metafile, for programs that cannot show SVG.
///
/// # Errors
/// As [`draw`].
pub fn draw_with_emf(chart: &Chart) -> Result<(Drawn, Vec<u8>)> {
    let drawing = drawing(chart)?;
    let emf = emf::emf(&drawing);
    Ok((svg::drawn(drawing), emf))
}

fn drawing(chart: &Chart) -> Result<Drawing> {
    match chart {
        Chart::Radar(chart) => radar::draw(chart),
        Chart::Pareto(chart) => pareto::draw(chart),
        Chart::Fishbone(chart) => fishbone::draw(chart),
        Chart::Run(chart) => run::draw(chart),
        Chart::HeatMap(chart) => heat_map::draw(chart),
        Chart::Path(chart) => path::draw(chart),
    }
}

/// Refuses a list or a number at a place, a list of keys and indices from the chart inwards.
#[cold]
fn refused(at: &[&str], message: &str) -> Error {
    let error = Error::new(Code::OutOfRange, message);
    at.iter().rev().fold(error, |error, key| error.at(key))
}

/// A column of numbers with their unit: `合格率（%）`.
fn column(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { [name, "（", unit, "）"].concat() }
}

/// A number of things, in words.
fn count(items: usize) -> String {
    items.to_string()
}

/// A number of things, to reckon with.
fn many(items: usize) -> Px {
    Px::try_from(items).unwrap_or(Px::MAX)
}

/// What is said in place of a chart without data.
const NO_DATA: &str = "没有数据";
