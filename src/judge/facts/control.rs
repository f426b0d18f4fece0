//! Facts about reviews: the oldest day on which a review still counts.
//!
//! It reckons days; which question is asked how often stands in the packs.

use super::{Context, Fact, FactType};
use crate::judge::expr::Answer;
use jiff::{Span, ToSpan};

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "a_year_ago",
        of: "AgentGroup",
        ty: FactType::Text,
        about: "the day a year before today",
        compute: |context, _| Ok(ago(context, 1.year())),
    },
    Fact {
        name: "a_month_ago",
        of: "PartnerProfile",
        ty: FactType::Text,
        about: "the day a month before today",
        compute: |context, _| Ok(ago(context, 1.month())),
    },
    Fact {
        name: "a_quarter_ago",
        of: "PartnerProfile",
        ty: FactType::Text,
        about: "the day three months before today",
        compute: |context, _| Ok(ago(context, 3.months())),
    },
    Fact {
        name: "a_year_ago",
        of: "PartnerProfile",
        ty: FactType::Text,
        about: "the day a year before today",
        compute: |context, _| Ok(ago(context, 1.year())),
    },
    Fact {
        name: "half_a_year_ago",
        of: "PartnerProfile",
        ty: FactType::Text,
        about: "the day six months before today",
        compute: |context, _| Ok(ago(context, 6.months())),
    },
    Fact {
        name: "two_years_ago",
        of: "PartnerProfile",
        ty: FactType::Text,
        about: "the day two years before today",
        compute: |context, _| Ok(ago(context, 2.years())),
    },
    Fact {
        name: "a_year_ago",
        of: "SupportOffering",
        ty: FactType::Text,
        about: "the day a year before today",
        compute: |context, _| Ok(ago(context, 1.year())),
    },
];

fn ago<'a>(context: &Context<'a>, span: Span) -> Answer<'a> {
    Answer::text(context.as_of.saturating_sub(span).to_string())
}
