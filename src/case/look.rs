//! Looking at an open case.

use super::asked::{Asked, Looked, TapeOf, ViewOptions, other_guide, without_options, work};
use super::edit::{keys, part};
use super::open::Case;
use super::views::ViewName;
use crate::error::{Code, Error, Result, excerpt};
use crate::json::{self, Json, Sink, object};
use crate::listed::Listed;
use crate::pack::Packs;

/// The names of all views.
fn names() -> impl Iterator<Item = &'static str> {
    ViewName::ALL.iter().map(|view| view.code()).chain(Asked::ALL.map(Asked::code))
}

impl Case {
    /// Names a view to a sink, or the part of it at a JSON Pointer.
    ///
    /// # Errors
    /// `unknown-code` for a view that there is not, `unsupported-format` for one of another guide, `missing-path` for a part
    /// that it does not have; and what refuses the facts, with the place in the file.
    pub fn view(
        &mut self,
        packs: &Packs<'_>,
        name: &str,
        options: &ViewOptions,
        pointer: &str,
        sink: &mut dyn Sink,
    ) -> Result<()> {
        let keys = if pointer.is_empty() { Vec::new() } else { keys(pointer).map_err(|error| error.at("pointer"))? };
        if let Some(asked) = Asked::ALL.into_iter().find(|asked| asked.code() == name) {
            let answer = self.asked(packs, asked, options)?;
            return part(&keys, sink, |sink| answer.input().copy(sink));
        }
        let Some(view) = ViewName::named(name) else {
            let known: Vec<&str> = names().listed();
            let message = format!("没有“{}”这个视图，可用的是：{}", excerpt(name), known.join("、"));
            return Err(Error::new(Code::UnknownCode, message).at("name"));
        };
        without_options(name, options)?;
        match self.views().get(view) {
            Some(worked) => {
                let worked = worked?;
                part(&keys, sink, |sink| worked.write(sink))
            }
            None if self.has(view) => part(&keys, sink, |sink| sink.null()),
            None => Err(other_guide(name)),
        }
    }

    fn asked(&mut self, packs: &Packs<'_>, asked: Asked, options: &ViewOptions) -> Result<TapeOf> {
        let is_it = |looked: &&Looked| looked.asked == asked && looked.options == *options;
        if let Some(looked) = self.looked.iter().find(is_it) {
            return looked.answer.clone();
        }
        let answer = work(&self.measured(packs, usize::MAX), asked, options);
        self.looked.push(Looked { asked, options: options.clone(), answer: answer.clone() });
        answer
    }
}

/// A view of a list that a host asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewRequest {
    /// Its name.
    pub name: String,
    /// What it is asked with.
    pub options: ViewOptions,
    /// The part that is wanted.
    pub pointer: String,
}

impl json::Decode for ViewRequest {
    fn read(&mut self, input: &mut json::Input<'_>) -> Result<()> {
        if let Some(name) = input.take_text() {
            name.clone_into(&mut self.name);
            return Ok(());
        }
        let AskedView { name, options, pointer } = json::decoded(input)?;
        *self = Self { name, options, pointer: pointer.unwrap_or_default() };
        Ok(())
    }
}

object! {
    /// A view that is asked for with more than its name.
    #[derive(Debug, Clone, Default)]
    pub struct AskedView: in {
        /// Its name.
        #[cfg_attr(feature = "schema", schemars(with = "AnyView"))]
        pub name: String,
        /// What it is asked with.
        pub options: ViewOptions = default,
        /// The part that is wanted, as a JSON Pointer.
        pub pointer: Option<String> = default,
    }
}

impl ViewRequest {
    /// The tree of what is asked for.
    ///
    /// # Errors
    /// As [`Case::view`].
    pub(crate) fn answer(&self, packs: &Packs<'_>, case: &mut Case) -> Result<Json> {
        let mut tree = json::Tree::default();
        case.view(packs, &self.name, &self.options, &self.pointer, &mut tree)?;
        Ok(tree.tree())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ViewRequest {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ViewRequest".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (name, asked) = (generator.subschema_for::<AnyView>(), generator.subschema_for::<AskedView>());
        schemars::json_schema!({ "anyOf": [name, asked] })
    }
}

/// The names of all views.
#[cfg(feature = "schema")]
pub(super) struct AnyView;

#[cfg(feature = "schema")]
impl schemars::JsonSchema for AnyView {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AnyView".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<&str> = names().listed();
        schemars::json_schema!({ "description": "The name of a view.", "type": "string", "enum": names })
    }
}
