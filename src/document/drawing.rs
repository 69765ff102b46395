//! The charts of a document, drawn.

use super::model::{Block, Document, Picture, Table};
use crate::chart::{self, Chart, Drawn};
use crate::json::{self, Json};
use crate::listed::Listed;

/// The document with its charts drawn: each a picture, and a table that says the same.
#[must_use]
pub fn drawn(document: &Document) -> Document {
    let block = |block: &Block| match block {
        Block::Chart(chart) => shown(chart),
        block => vec![block.clone()],
    };
    Document { blocks: document.blocks.iter().flat_map(block).listed(), ..document.clone() }
}

fn shown(data: &Json) -> Vec<Block> {
    let title = if let Some(Json::String(title)) = data.get("title") { title } else { "" };
    let drawn = json::decode::<Chart>(data).and_then(|chart| chart::draw_with_emf(&chart));
    let (Drawn { svg, alt, width, height, table }, emf) = match drawn {
        Ok(drawn) => drawn,
        // It keeps nothing else back, but it does not vanish either.
        Err(error) => return vec![Block::Note(["图“", title, "”画不出来：", &error.message].concat())],
    };
    vec![
        Block::Picture(Picture { svg, emf, alt, width, height }),
        Block::Table(Table {
            is_small: true, ..Table::of_texts(&[title, "数据"].concat(), table.columns, table.rows)
        }),
    ]
}
