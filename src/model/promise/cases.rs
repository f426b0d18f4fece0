//! The cases in which a request that is only half told gets different answers.

use super::{About, Answer, Dimension, Promises};
use jiff::Timestamp;

/// A request and what holds for it.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// What the request is about.
    pub about: About<'a>,
    /// What sets it apart from the general case of its severity.
    pub apart: Option<Dimension>,
    /// What holds.
    pub answer: Answer<'a>,
}

impl<'a> Promises<'a> {
    /// One case for each severity, the most urgent first, and further ones for kinds of requests,
    /// contacts and products for which something else is promised; what is told stays as it is.
    pub fn cases(&self, told: About<'a>, at: Timestamp) -> Vec<Case<'a>> {
        let mut cases = Vec::new();
        for severity in self.severities_of(told) {
            let about = About { severity, ..told };
            let general = self.answer(&about, at);
            let special = self.special(about, &general, at);
            cases.push(Case {
                about,
                apart: None,
                answer: general,
            });
            cases.extend(special);
        }
        cases
    }

    fn severities_of(&self, told: About<'a>) -> Vec<Option<&'a str>> {
        if told.severity.is_some() {
            return vec![told.severity];
        }
        let levels: Vec<_> = self.severities().iter().map(|level| level.id()).collect();
        if levels.is_empty() {
            return vec![None];
        }
        levels
    }

    /// Cases in which another target holds than in the general one.
    fn special(&self, about: About<'a>, general: &Answer<'a>, at: Timestamp) -> Vec<Case<'a>> {
        let mut cases: Vec<Case<'a>> = Vec::new();
        for dimension in [Dimension::Request, Dimension::Via, Dimension::Product] {
            if about.told(dimension).is_some() {
                continue;
            }
            for name in self.named(dimension) {
                let about = about.with(dimension, name);
                let answer = self.answer(&about, at);
                if !same(&answer, general) {
                    cases.push(Case {
                        about,
                        apart: Some(dimension),
                        answer,
                    });
                }
            }
        }
        cases
    }

    /// What the targets name of a dimension, each once.
    fn named(&self, dimension: Dimension) -> Vec<&'a str> {
        let mut names = Vec::new();
        for name in self
            .offering
            .targets()
            .flat_map(|target| dimension.listed(target))
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

fn same(one: &Answer<'_>, other: &Answer<'_>) -> bool {
    let chosen = |answer: &Answer<'_>| answer.promised.len();
    chosen(one) == chosen(other)
        && one
            .promised
            .iter()
            .zip(&other.promised)
            .all(|(one, other)| one.choice == other.choice)
}

impl<'r> About<'r> {
    /// The same with something more told.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, name: &'r str) -> Self {
        match dimension {
            Dimension::Severity => self.severity = Some(name),
            Dimension::Request => self.request = Some(name),
            Dimension::Via => self.via = Some(name),
            Dimension::Product => self.product = Some(name),
            Dimension::Arriving => {}
        }
        self
    }
}
