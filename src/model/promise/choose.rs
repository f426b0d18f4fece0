//! Which target holds for a request: the one that says most about it.
//!
//! That is the one which is limited in most ways; of those limited in as many, the one that names the
//! kind of request counts, then the contact, the time of arrival, the product. So what is rare beats the
//! severity, which every request has.

use super::about::{About, Dimension};
use super::{Promises, state};
use crate::hours::Answer as State;
use crate::model::lens::Lens;
use crate::model::offering::Target;
use jiff::Timestamp;

/// A target that holds, and why.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// The target.
    pub target: Target<'a>,
    /// By what it is limited, all of it true of the request.
    pub limits: Vec<Dimension>,
    /// Others that would hold but say less about the request.
    pub passed: Vec<Target<'a>>,
    /// Others that say just as much.
    pub rivals: Vec<Target<'a>>,
    /// Whether it is certain that the request comes in the hours that the target names.
    pub certain: bool,
}

/// How much a target says: in how many ways it is limited, and in which of them.
type Weight = (usize, [bool; 4]);

fn weight(target: Target<'_>) -> Weight {
    let limits = Dimension::of(target);
    let rare = [
        Dimension::Request,
        Dimension::Via,
        Dimension::Arriving,
        Dimension::Product,
    ];
    (
        limits.len(),
        rare.map(|dimension| limits.contains(&dimension)),
    )
}

impl<'a> Promises<'a> {
    /// The target about a metric that holds for a request; without an instant, those that ask for a
    /// time of arrival do not count.
    pub fn choose(
        &self,
        metric: &str,
        about: &About<'_>,
        at: Option<Timestamp>,
    ) -> Option<Choice<'a>> {
        let mut fitting: Vec<(Weight, Target<'a>, bool)> = Vec::new();
        for target in self.targets(metric) {
            let certain = match self.fits(target, about, at) {
                Some(true) => true,
                None => false,
                Some(false) => continue,
            };
            fitting.push((weight(target), target, certain));
        }
        let most = fitting.iter().map(|(says, ..)| *says).max()?;
        let (mut best, mut passed) = (Vec::new(), Vec::new());
        for (says, target, certain) in fitting {
            if says == most {
                best.push((target, certain));
            } else {
                passed.push(target);
            }
        }
        let (target, certain) = *best.first()?;
        Some(Choice {
            target,
            limits: Dimension::of(target),
            passed,
            rivals: best.iter().skip(1).map(|(rival, _)| *rival).collect(),
            certain,
        })
    }

    /// Whether a target holds for a request; none if that hangs on hours nobody knows.
    fn fits(&self, target: Target<'_>, about: &About<'_>, at: Option<Timestamp>) -> Option<bool> {
        let told = [
            Dimension::Severity,
            Dimension::Request,
            Dimension::Via,
            Dimension::Product,
        ];
        let fits = told.into_iter().all(|dimension| {
            let listed = dimension.listed(target);
            let told = about.told(dimension);
            listed.is_empty() || told.is_some_and(|told| listed.contains(&told))
        });
        if !fits {
            return Some(false);
        }
        self.arrives(target, at)
    }

    fn arrives(&self, target: Target<'_>, at: Option<Timestamp>) -> Option<bool> {
        let names = Dimension::Arriving.listed(target);
        if names.is_empty() {
            return Some(true);
        }
        let Some(at) = at else { return Some(false) };
        let windows = names.iter().filter_map(|name| self.window(name));
        match state::joint(&windows.cloned().collect::<Vec<_>>(), at) {
            State::Open { .. } => Some(true),
            State::Closed { .. } => Some(false),
            State::Unknown => None,
        }
    }
}

impl PartialEq for Choice<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.target.node() == other.target.node()
    }
}
