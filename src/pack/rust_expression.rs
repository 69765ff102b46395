//! Writes a value as the Rust expression that makes it. Part of `build.rs` only.

use serde::ser::{Error as _, Impossible, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

type Failure = serde_json::Error;
type Written = Result<String, Failure>;

/// The expression for `value`, made of the shapes that the content model has.
pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Written {
    value.serialize(Expression)
}

struct Expression;

/// `reasonMin` → `reason_min`: undoes the renaming of fields.
fn snake(key: &str) -> String {
    key.chars().flat_map(|c| if c.is_ascii_uppercase() { vec!['_', c.to_ascii_lowercase()] } else { vec![c] }).collect()
}

/// `long-text` → `LongText`: undoes the renaming of variants.
fn pascal(code: &str) -> String {
    code.split('-').map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}

impl Serializer for Expression {
    type Ok = String;
    type Error = Failure;
    type SerializeSeq = Items;
    type SerializeStruct = Fields;
    type SerializeTuple = Impossible<String, Failure>;
    type SerializeTupleStruct = Impossible<String, Failure>;
    type SerializeTupleVariant = Impossible<String, Failure>;
    type SerializeMap = Impossible<String, Failure>;
    type SerializeStructVariant = Impossible<String, Failure>;

    fn serialize_str(self, text: &str) -> Written {
        Ok(format!("Cow::Borrowed({text:?})"))
    }
    fn serialize_bool(self, value: bool) -> Written {
        Ok(value.to_string())
    }
    fn serialize_u8(self, value: u8) -> Written {
        Ok(value.to_string())
    }
    fn serialize_u32(self, value: u32) -> Written {
        Ok(value.to_string())
    }
    fn serialize_none(self) -> Written {
        Ok("None".into())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        Ok(format!("Some({})", of(value)?))
    }
    fn serialize_unit_variant(self, name: &'static str, _: u32, variant: &'static str) -> Written {
        Ok(format!("{name}::{}", pascal(variant)))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Failure> {
        Ok(Items(String::new()))
    }
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields, Failure> {
        Ok(Fields(format!("{name} {{ ")))
    }

    // The content model has none of these.
    fn serialize_i8(self, _: i8) -> Written {
        Err(foreign())
    }
    fn serialize_i16(self, _: i16) -> Written {
        Err(foreign())
    }
    fn serialize_i32(self, _: i32) -> Written {
        Err(foreign())
    }
    fn serialize_i64(self, _: i64) -> Written {
        Err(foreign())
    }
    fn serialize_u16(self, _: u16) -> Written {
        Err(foreign())
    }
    fn serialize_u64(self, _: u64) -> Written {
        Err(foreign())
    }
    fn serialize_f32(self, _: f32) -> Written {
        Err(foreign())
    }
    fn serialize_f64(self, _: f64) -> Written {
        Err(foreign())
    }
    fn serialize_char(self, _: char) -> Written {
        Err(foreign())
    }
    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(foreign())
    }
    fn serialize_unit(self) -> Written {
        Err(foreign())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Err(foreign())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Written {
        Err(foreign())
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(foreign())
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Failure> {
        Err(foreign())
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Failure> {
        Err(foreign())
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Failure> {
        Err(foreign())
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Failure> {
        Err(foreign())
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Failure> {
        Err(foreign())
    }
}

fn foreign() -> Failure {
    Failure::custom("a type that the content model does not use")
}

struct Items(String);

impl SerializeSeq for Items {
    type Ok = String;
    type Error = Failure;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failure> {
        self.0 += &of(item)?;
        self.0 += ", ";
        Ok(())
    }
    fn end(self) -> Written {
        Ok(format!("Cow::Borrowed(&[{}])", self.0))
    }
}

struct Fields(String);

impl SerializeStruct for Fields {
    type Ok = String;
    type Error = Failure;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Failure> {
        self.0 += &format!("{}: {}, ", snake(key), of(value)?);
        Ok(())
    }
    fn end(self) -> Written {
        Ok(self.0 + "}")
    }
}
