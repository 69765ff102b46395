//! What is to be drawn, and drawing it.

use super::emf;
use super::fishbone::{self, Fishbone};
use super::framework::{self, FrameworkFigure};
use super::heat_map::{self, HeatMap};
use super::pareto::{self, Pareto};
use super::path::{self, Path};
use super::radar::{self, Radar};
use super::run::{self, Run};
use super::surface::Drawing;
use super::svg::{self, Drawn};
use crate::error::{Code, Error, Result};
use crate::json::{self, Decode, Input};

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
    /// 实施框架图.
    Framework(FrameworkFigure),
}

impl Default for Chart {
    fn default() -> Self {
        Self::Radar(Radar::default())
    }
}

impl Decode for Chart {
    fn read(&mut self, input: &mut Input<'_>) -> Result<()> {
        let kind = kind(&mut input.clone())?;
        *self = match kind {
            0 => Self::default(),
            1 => Self::Pareto(Pareto::default()),
            2 => Self::Fishbone(Fishbone::default()),
            3 => Self::Run(Run::default()),
            4 => Self::HeatMap(HeatMap::default()),
            5 => Self::Path(Path::default()),
            _ => Self::Framework(FrameworkFigure::default()),
        };
        let data: &mut dyn Decode = match self {
            Self::Radar(data) => data,
            Self::Pareto(data) => data,
            Self::Fishbone(data) => data,
            Self::Run(data) => data,
            Self::HeatMap(data) => data,
            Self::Path(data) => data,
            Self::Framework(data) => data,
        };
        data.read(input)
    }
}

/// What kind of chart comes next, as the place of its code.
fn kind(input: &mut Input<'_>) -> Result<usize> {
    let mut kind = None;
    json::read_entries(input, &mut |key, input| {
        if key == "kind" {
            kind = Some(json::read_code(input, "radar,pareto,fishbone,run,heat-map,path,framework")?);
        } else {
            input.skip();
        }
        Ok(())
    })?;
    kind.ok_or_else(|| Error::new(Code::WrongType, "缺少“kind”").at("kind"))
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
        Chart::Framework(chart) => framework::draw(chart),
    }
}
