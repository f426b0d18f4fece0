//! Examples of manual controls, made from their records: in time, too late, and who is not asked at all.
//!
//! It writes examples only; how a control is judged is known elsewhere.

use crate::finding::Place;
use crate::judge::applies::Limit;
use crate::judge::rule::Case;
use jiff::ToSpan;
use jiff::civil::Date;

/// What the examples of a control are made from.
pub(super) struct Examples<'a> {
    pub(super) id: &'a str,
    pub(super) applies: &'a [Limit],
    /// The oldest day of a review that counts.
    pub(super) first: Date,
    /// The day that counts as today.
    pub(super) today: Date,
    /// Where the record stands.
    pub(super) place: Place,
}

/// A partner of an example.
#[derive(Clone, Copy)]
struct Partner<'a> {
    kind: &'a str,
    cloud: &'a str,
}

impl Examples<'_> {
    /// At the border of what is young enough for everybody who is asked, and those who are not asked.
    pub(super) fn good(&self) -> Vec<Case> {
        let asked = self.asked();
        let in_time = asked
            .iter()
            .map(|partner| self.case("reviewed in time", *partner, "", &self.reviewed(self.first)));
        let today = asked
            .first()
            .map(|partner| self.case("reviewed today", *partner, "", &self.reviewed(self.today)));
        let silent = self
            .not_asked()
            .into_iter()
            .map(|partner| self.case("not asked", partner, "", &self.never()));
        in_time.chain(today).chain(silent).collect()
    }

    /// Reviews that do not count.
    pub(super) fn bad(&self) -> Vec<Case> {
        let mark = format!("# {}", self.id);
        let bad = [
            (
                "reviewed too long ago",
                self.reviewed(self.first.saturating_sub(1.day())),
            ),
            (
                "to be reviewed",
                self.reviewed(self.today.saturating_add(1.day())),
            ),
            ("never reviewed", self.never()),
            (
                "another question answered",
                format!("{{id: X-1, reviewedOn: {}}}", self.today),
            ),
        ];
        let partner = self.asked().into_iter().next();
        bad.into_iter()
            .filter_map(|(name, control)| Some(self.case(name, partner?, &mark, &control)))
            .collect()
    }

    /// One partner for each value that is asked.
    fn asked(&self) -> Vec<Partner<'_>> {
        let (kinds, clouds) = (self.values("partnerTypes"), self.values("clouds"));
        let kind = kinds.first().copied().unwrap_or("direct_bill");
        let cloud = clouds.first().copied().unwrap_or("commercial");
        let by_kind = kinds.into_iter().map(|kind| Partner { kind, cloud });
        let by_cloud = clouds.into_iter().map(|cloud| Partner { kind, cloud });
        let asked: Vec<_> = by_kind.chain(by_cloud).collect();
        if asked.is_empty() {
            vec![Partner { kind, cloud }]
        } else {
            asked
        }
    }

    /// One partner for each key, outside its values only.
    fn not_asked(&self) -> Vec<Partner<'_>> {
        let Some(asked) = self.asked().first().copied() else {
            return Vec::new();
        };
        let outside = |limit: &Limit| {
            let mut values = limit.dimension.values();
            let value = values.find(|value| !limit.values.iter().any(|own| own == value))?;
            Some(match limit.dimension.key {
                "clouds" => Partner {
                    cloud: value,
                    ..asked
                },
                _ => Partner {
                    kind: value,
                    ..asked
                },
            })
        };
        self.applies.iter().filter_map(outside).collect()
    }

    fn values(&self, key: &str) -> Vec<&str> {
        let mut limits = self.applies.iter();
        let limit = limits.find(|limit| limit.dimension.key == key);
        let values = limit.into_iter().flat_map(|limit| &limit.values);
        values.map(String::as_str).collect()
    }

    fn reviewed(&self, day: Date) -> String {
        format!("{{id: {}, reviewedOn: {day}}}", self.id)
    }

    fn never(&self) -> String {
        format!("{{id: {}, owner: Somebody}}", self.id)
    }

    fn case(&self, name: &str, partner: Partner<'_>, mark: &str, control: &str) -> Case {
        Case {
            name: name.to_owned(),
            base: None,
            as_of: Some(self.today),
            documents: format!(
                "kind: PartnerProfile\nmetadata: {{id: partner}}\nspec:\n  legalName: Example\n  \
                 cspAuthorization: {{partnerType: {}, cloud: {}}}\n  \
                 securityContact: {{firstName: A, lastName: B, email: a@b.example, phone: \"+493023125011\"}}\n  \
                 controls: {mark}\n    - {control}\n",
                partner.kind, partner.cloud
            ),
            place: self.place.clone(),
        }
    }
}
