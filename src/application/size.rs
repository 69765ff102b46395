//! 企业规模 (工信部联企业〔2011〕300号, 工业).

use crate::exact::Fraction;
use crate::pack::{Assistance, SizeClass};

/// The class by 从业人员 and 营业收入 (万元): both thresholds have to be reached.
#[must_use]
pub fn size_class<'a>(pack: &'a Assistance, employees: &Fraction, revenue_wan: &Fraction) -> Option<&'a SizeClass> {
    pack.size_classes.classes.iter().find(|class| {
        *employees >= Fraction::from_integer(class.employees.into())
            && *revenue_wan >= Fraction::from_integer(class.revenue_wan.into())
    })
}
