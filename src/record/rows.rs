//! A record, and the tables in it.

use super::moment::Moment;
use crate::date::Date;
use crate::entered::Entered;
use crate::json::{codes, object};
use crate::plan::Step;

codes! {
    /// How a service was given.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
    pub enum Mode: in out {
        /// 现场.
        #[default]
        "on-site" => OnSite,
        /// 线上.
        "online" => Online,
        /// 电话.
        "telephone" => Telephone,
        /// 集中培训.
        "training" => Training,
    }
}

/// Makes a table of a record. Every answer may be absent.
macro_rules! rows {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        object! {
            $(#[$meta])*
            #[derive(Debug, Clone, Default, PartialEq, Eq)]
            pub struct $name: in out { $($(#[$field_meta])* pub $field: $type = default),* }
        }
    )*};
}

rows! {
    /// Somebody who helps.
    Helper {
        /// Name.
        name: Option<String>,
        /// Organisation.
        org: Option<String>,
        /// What they know.
        role: Option<String>,
        /// Professional title.
        title: Option<String>,
    }

    /// Somebody of the enterprise.
    EnterprisePerson {
        /// Name.
        name: Option<String>,
        /// Post.
        post: Option<String>,
    }

    /// A piece of advice.
    Advice {
        /// What is advised.
        text: Option<String>,
        /// The cause it acts on.
        cause: Option<String>,
        /// The item of the self-check it acts on.
        item: Option<String>,
    }

    /// What was agreed.
    AgreedAction {
        /// What.
        what: Option<String>,
        /// Who.
        who: Option<String>,
        /// By when.
        due: Option<Date>,
    }

    /// A material that was handed over.
    Material {
        /// What it is.
        title: Option<String>,
        /// How many copies.
        copies: Option<u32>,
    }

    /// A measurement before and after.
    TestDatum {
        /// What was measured.
        item: Option<String>,
        /// Before.
        before: Option<Entered>,
        /// After.
        after: Option<Entered>,
        /// Unit; — where there is none.
        unit: Option<String>,
        /// What is required.
        requirement: Option<String>,
    }

    /// A record of work. A mistake is mended by a new record that names this one.
    WorkRecord {
        /// Number, `yyyyMMdd-nn`.
        record_no: Option<String>,
        /// Number of the record that it replaces.
        replaces: Option<String>,
        /// The step.
        step: Option<Step>,
        /// How the service was given.
        mode: Option<Mode>,
        /// From.
        start_at: Option<Moment>,
        /// To.
        end_at: Option<Moment>,
        /// Where.
        place: Option<String>,
        /// Who helped.
        helpers: Vec<Helper>,
        /// Who of the enterprise took part.
        enterprise_people: Vec<EnterprisePerson>,
        /// 工作内容.
        content: Option<String>,
        /// Codes of problems or items that were found.
        findings: Vec<String>,
        /// Advice.
        advice: Vec<Advice>,
        /// What was agreed.
        agreed_actions: Vec<AgreedAction>,
        /// Materials.
        materials: Vec<Material>,
        /// Measurements.
        test_data: Vec<TestDatum>,
        /// What the enterprise said.
        enterprise_feedback: Option<String>,
        /// 1 to 5.
        satisfaction: Option<Entered>,
        /// The next service.
        next_date: Option<Date>,
        /// Who signed for the helpers.
        sign_helper: Option<String>,
        /// Who signed for the enterprise.
        sign_enterprise: Option<String>,
        /// When.
        sign_date: Option<Date>,
    }
}

impl TestDatum {
    /// A row is a data point once a value is entered, whatever else it says.
    pub(super) fn is_point(&self) -> bool {
        [&self.before, &self.after].into_iter().flatten().any(|value| !value.is_blank())
    }
}
