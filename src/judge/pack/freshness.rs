//! How fresh the guidance behind rules is: pages that are old, pages whose age is not known, and what
//! nobody has read for long.
//!
//! It tells ages and must never judge: an old page may still hold, and no partner fails for it.

use super::Pack;
use super::age::{Written, days};
use crate::judge::rule::Citation;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Days after which guidance is to be read again, where nobody says otherwise.
pub const REREAD: u32 = 180;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// The day that counts as today.
    pub as_of: Date,
    /// Days after which a page counts as old.
    pub older_than: u32,
    /// Days after which guidance is to be read again.
    pub reread: u32,
}

/// How fresh the guidance is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Freshness<'a> {
    /// The day that counts as today.
    pub as_of: String,
    /// Days after which a page counts as old.
    pub older_than: u32,
    /// Days after which guidance is to be read again.
    pub reread: u32,
    /// How many sources there are in all.
    pub sources: usize,
    /// Old pages, the oldest first.
    pub old: Vec<Page<'a>>,
    /// Pages whose date does not tell whether they are old, by key.
    pub unknown: Vec<Page<'a>>,
    /// What is to be read again, the longest unread first; first that of which no day is known.
    pub due: Vec<Due<'a>>,
}

/// A cited page.
#[derive(Debug, Serialize)]
pub struct Page<'a> {
    /// The pack that cites it.
    pub pack: &'a str,
    /// Its key.
    pub key: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its date, as the catalogue has it.
    pub date: &'a str,
    /// How it was read, in the catalogue's letter.
    pub tier: &'a str,
    /// Its age in days, at least; none where no date is known.
    pub days: Option<i64>,
    /// The rules in force that rest on it.
    pub rules: BTreeSet<&'a str>,
}

/// Guidance that was read on one day, too long ago.
#[derive(Debug, Serialize)]
pub struct Due<'a> {
    /// The pack.
    pub pack: &'a str,
    /// The day on which it was read, as written; empty where the pack does not say.
    pub read: &'a str,
    /// Days since then.
    pub days: Option<i64>,
    /// The keys of its sources.
    pub sources: BTreeSet<&'a str>,
    /// The rules in force that rest on them.
    pub rules: BTreeSet<&'a str>,
}

/// How fresh the guidance behind some packs is.
pub fn freshness(packs: &[Pack], patience: Patience) -> Freshness<'_> {
    let mut fresh = Freshness {
        as_of: patience.as_of.to_string(),
        older_than: patience.older_than,
        reread: patience.reread,
        sources: packs.iter().map(|pack| pack.sources.len()).sum(),
        old: Vec::new(),
        unknown: Vec::new(),
        due: Vec::new(),
    };
    for pack in packs {
        let resting = resting(pack, patience.as_of);
        for source in &pack.sources {
            let rules = resting.get(source.key.as_str()).cloned();
            fresh.add(pack, source, rules.unwrap_or_default(), patience);
        }
        fresh.due.extend(due(pack, &resting, patience));
    }
    fresh
        .old
        .sort_by_key(|page| (std::cmp::Reverse(page.days), page.key));
    fresh.unknown.sort_by_key(|page| page.key);
    fresh.due.sort_by_key(|due| {
        let known = due.days.map(std::cmp::Reverse);
        (known, due.pack)
    });
    fresh
}

impl<'a> Freshness<'a> {
    fn add(
        &mut self,
        pack: &'a Pack,
        source: &'a Citation,
        rules: BTreeSet<&'a str>,
        patience: Patience,
    ) {
        let written = Written::read(&source.date);
        let age = |day: Date| days(day, patience.as_of);
        let limit = i64::from(patience.older_than);
        let page = Page {
            pack: &pack.id,
            key: &source.key,
            title: &source.title,
            date: &source.date,
            tier: &source.tier,
            days: written.map(|written| age(written.latest)),
            rules,
        };
        match written {
            Some(written) if age(written.latest) > limit => self.old.push(page),
            Some(written) if age(written.earliest) <= limit => {}
            Some(_) | None => self.unknown.push(page),
        }
    }
}

/// The rules in force that rest on each source, by its key.
fn resting(pack: &Pack, as_of: Date) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut resting: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let asked = pack.rules.iter().filter(|rule| rule.retired.is_none());
    for rule in asked {
        let edition = rule.edition(as_of).into_iter();
        for source in edition.flat_map(|edition| &edition.sources) {
            resting.entry(&source.key).or_default().insert(&rule.id);
        }
    }
    resting
}

/// The sources of a pack that were last read too long ago, by the day.
fn due<'a>(
    pack: &'a Pack,
    resting: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    patience: Patience,
) -> Vec<Due<'a>> {
    let mut by_day: BTreeMap<&str, Due<'a>> = BTreeMap::new();
    for source in &pack.sources {
        let read = source.read.as_deref().unwrap_or(&pack.catalogued);
        let day: Option<Date> = read.parse().ok();
        let due = by_day.entry(read).or_insert_with(|| Due {
            pack: &pack.id,
            read,
            days: day.map(|day| days(day, patience.as_of)),
            sources: BTreeSet::new(),
            rules: BTreeSet::new(),
        });
        due.sources.insert(&source.key);
        due.rules
            .extend(resting.get(source.key.as_str()).into_iter().flatten());
    }
    let overdue = |due: &Due<'_>| {
        due.days
            .is_none_or(|days| days > i64::from(patience.reread))
    };
    by_day.into_values().filter(overdue).collect()
}
