//! Facts about GDAP relationships as Microsoft Graph lists them: when one should end, who asked for it.
//!
//! The end that the platform gives counts; these facts only tell where it differs from the reference.

use super::known::{field, missing};
use super::{Context, Fact, FactType, Subject};
use crate::hours::duration;
use crate::judge::expr::{Answer, Missing};
use crate::model::export::is_live;
use crate::model::export::record::instant;
use crate::yaml::NodeRef;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "computed_end",
        of: OF,
        ty: FactType::Text,
        about: "the day on which the relationship ends by its activation and its duration",
        compute: |_, subject| {
            let day = term(subject.node)?.end.to_zoned(TimeZone::UTC).date();
            Ok(Answer::text(day.to_string()))
        },
    },
    Fact {
        name: "end_day",
        of: OF,
        ty: FactType::Text,
        about: "the day on which the relationship ends as the export says",
        compute: |_, subject| {
            let day = term(subject.node)?.given.to_zoned(TimeZone::UTC).date();
            Ok(Answer::text(day.to_string()))
        },
    },
    Fact {
        name: "end_differs",
        of: OF,
        ty: FactType::Bool,
        about: "the end is more than a day away from activation and duration, automatic extensions included",
        compute: |_, subject| {
            let differs = term(subject.node)?.differs();
            Ok(Answer::yes(differs).at(subject.node.get("endDateTime")))
        },
    },
    Fact {
        name: "live",
        of: OF,
        ty: FactType::Bool,
        about: "the relationship is not over, as far as its status tells",
        compute: |_, subject| Ok(Answer::yes(is_live(subject.node))),
    },
    Fact {
        name: "provider",
        of: OF,
        ty: FactType::Text,
        about: "the indirect provider who asked for the relationship, by name where the profile has its tenant",
        compute: |context, subject| Ok(provider(context, subject)),
    },
    Fact {
        name: "runs",
        of: OF,
        ty: FactType::Bool,
        about: "the relationship was activated, is not over, and says when it ends",
        compute: |_, subject| {
            let given = |name| subject.node.get(name).and_then(instant).is_some();
            let runs = is_live(subject.node) && given("activatedDateTime") && given("endDateTime");
            Ok(Answer::yes(runs))
        },
    },
];

const OF: &str = "GraphRelationships.value[]";

/// How far the two ends may be apart.
const SLACK: SignedDuration = SignedDuration::from_hours(24);

/// More extensions than any relationship has had.
const MOST_EXTENSIONS: usize = 200;

/// When a relationship ends, by its own words and by the reference.
struct Term {
    given: Timestamp,
    end: Timestamp,
    extension: Option<Span>,
}

fn term(relationship: NodeRef<'_>) -> Result<Term, Missing> {
    let moment = |name| {
        let node = field(relationship, name)?;
        instant(node).ok_or_else(|| missing(relationship, name))
    };
    let period = |name| Some(duration::parse(relationship.str(name)?)?.span());
    let length = period("duration").ok_or_else(|| missing(relationship, "duration"))?;
    let end = later(moment("activatedDateTime")?, length);
    Ok(Term {
        given: moment("endDateTime")?,
        end: end.ok_or_else(|| missing(relationship, "duration"))?,
        extension: period("autoExtendDuration").filter(|span| !span.is_zero()),
    })
}

/// A year has no fixed length, so spans are added on the calendar.
fn later(from: Timestamp, span: Span) -> Option<Timestamp> {
    let sum = from.to_zoned(TimeZone::UTC).checked_add(span).ok()?;
    Some(sum.timestamp())
}

impl Term {
    fn differs(&self) -> bool {
        let mut end = self.end;
        for _ in 0..MOST_EXTENSIONS {
            let apart = end.duration_until(self.given);
            if apart.abs() <= SLACK {
                return false;
            }
            let next = self.extension.filter(|_| apart > SLACK);
            match next.and_then(|span| later(end, span)) {
                Some(next) => end = next,
                None => return true,
            }
        }
        true
    }
}

fn provider<'a>(context: &Context<'a>, subject: Subject<'a>) -> Answer<'a> {
    let Some(tenant) = subject.node.str("indirectProviderTenantId") else {
        return Answer::text("a provider that the export does not name");
    };
    let profile = context.partner(subject.entry).ok();
    let upstream = profile.and_then(|profile| profile.spec()?.get("upstream"));
    let mut providers = upstream.into_iter().flat_map(NodeRef::items);
    let named = providers.find(|provider| {
        let own = provider.str("providerTenantId").unwrap_or_default();
        own.eq_ignore_ascii_case(tenant)
    });
    let name = named.and_then(|provider| provider.str("provider"));
    Answer::text(match name {
        Some(name) => format!("{name} (tenant `{tenant}`)"),
        None => format!("the provider with the tenant `{tenant}`"),
    })
}
