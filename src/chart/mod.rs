//! Charts as SVG text, and as metafiles for documents: the same picture in the web, in a mini-program and on paper.
//!
//! Every chart also says what it shows in one sentence and holds all its values in a table, so that nobody depends on
//! seeing it. Places are whole hundredths of a pixel and numbers are exact, so that the same data are the same bytes everywhere.

mod amount;
mod draw;
mod emf;
mod fishbone;
mod framework;
mod heat_map;
mod ink;
mod pareto;
mod path;
mod radar;
mod run;
mod scale;
mod surface;
mod svg;
mod table;
mod words;

pub use amount::Amount;
pub use draw::{Chart, draw, draw_with_emf};
pub use fishbone::{Branch, BranchCause, Fishbone};
pub use framework::{FigureArea, FigurePart, FrameworkFigure};
pub use heat_map::{HeatMap, HeatMapRow};
pub use pareto::{Bar, Pareto};
pub use path::{Path, PathStep};
pub use radar::{Radar, RadarPeriod};
pub use run::{Run, RunPoint};
pub use svg::Drawn;
pub use table::ChartTable;
