//! 企业规模 (工信部联企业〔2011〕300号, 工业).

use super::answers::Subject;
use crate::entered::Entered;
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

/// The class of a subject: the one that it chose, else what follows from its numbers.
pub(crate) fn size_class_of<'a>(pack: &'a Assistance, subject: &Subject) -> Option<&'a SizeClass> {
    let number = |entered: &Option<Entered>| Some(entered.as_ref()?.number()?.to_ratio());
    chosen(pack, subject).or_else(|| size_class(pack, &number(&subject.employees)?, &number(&subject.revenue_wan)?))
}

/// The class that a subject chose instead of the computed one.
pub(super) fn chosen<'a>(pack: &'a Assistance, subject: &Subject) -> Option<&'a SizeClass> {
    let code = subject.size_class_override.as_deref()?;
    pack.size_classes.classes.iter().find(|class| class.code == code)
}
