//! What customers are told before a promise changes: offering by offering, as it was and as it is.
//!
//! Two versions are set against each other in the words of their pages, so a notice can say nothing that a page does
//! not. Which of them is less is decided elsewhere and comes in as a weight; nothing internal ever does.

mod write;

pub use write::{build, entries};

use crate::error::Result;
use crate::model::Entry;
use crate::site::changes::Difference;
use crate::site::edition::Edition;
use crate::site::frame::Frame;
use crate::site::statement::Subject;
use crate::site::statement::contact::Card;
use crate::site::texts::Text;
use crate::site::{changes, index};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Stem of its templates and files.
pub const NAME: &str = "notice";

/// What a change of one part of a page means for customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something in it is less than before, and nothing is more.
    Less,
    /// Something in it is less than before, and something is more.
    Mixed,
    /// Neither less nor more, or nobody can say.
    Other,
    /// Something in it is more than before, and nothing is less.
    More,
}

impl Weight {
    /// What two changes of one part mean together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Less, Self::More)
            | (Self::More, Self::Less)
            | (Self::Mixed, _)
            | (_, Self::Mixed) => Self::Mixed,
            _ => self.min(other),
        }
    }
}

/// An offering that customers are told about.
#[derive(Debug)]
pub struct Told<'a> {
    /// The offering as it was; none where it is new.
    pub old: Option<&'a Entry>,
    /// The offering as it is; none where it is gone.
    pub new: Option<&'a Entry>,
    /// The day from which it holds.
    pub from: Date,
    /// What changed, by the key of the part of the page.
    pub weights: BTreeMap<&'static str, Weight>,
}

/// What the page shows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NoticePage")]
pub(super) struct Notice {
    /// What surrounds the page.
    page: Frame,
    /// The offerings about which something changes.
    offerings: Vec<Noticed>,
}

/// What changes about one offering.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NoticedOffering")]
struct Noticed {
    /// The name of its place on the page.
    id: String,
    /// What it is called.
    name: Text,
    /// What it was called before, if that is another name.
    former: Option<Text>,
    /// From when, in words.
    from: String,
    /// The same day as ISO date.
    date: String,
    /// Says so where it is new, or no longer offered.
    whole: Option<String>,
    /// What changes: what is less first.
    groups: Vec<Group>,
    /// How customers reach us.
    contacts: Vec<Card>,
    /// Its page, where the site's address is known.
    online: Option<String>,
}

/// Changes that mean the same for customers.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NoticedGroup")]
struct Group {
    /// What they mean.
    title: String,
    /// Matter by matter, as it was and as it is.
    rows: Vec<Difference>,
    /// Parts that changed, for which the page has to be read.
    parts: Vec<String>,
}

/// The page in one language, from the site as it was and as it is.
fn notice(old: &Edition<'_>, new: &Edition<'_>, told: &[Told<'_>]) -> Result<Option<Notice>> {
    let words = new.words();
    let offerings = told.iter().map(|told| noticed(old, new, told));
    let offerings: Vec<Option<Noticed>> = offerings.collect::<Result<_>>()?;
    let offerings: Vec<Noticed> = offerings.into_iter().flatten().collect();
    if offerings.is_empty() {
        return Ok(None);
    }
    let title = words.say("notice.title", &[])?;
    let mut page = new.frame(&format!("{NAME}.html"), new.partner(None), &title)?;
    page.description = words.say("notice.lead", &[])?;
    "#contact".clone_into(&mut page.support);
    // It is no page of the site, so it has no address there.
    page.canonical = None;
    if let Some(shared) = &new.single {
        let home = new.address(&new.page_stem(&format!("{}.html", index::NAME)));
        page = page.alone(shared, home);
    }
    Ok(Some(Notice { page, offerings }))
}

fn noticed(old: &Edition<'_>, new: &Edition<'_>, told: &Told<'_>) -> Result<Option<Noticed>> {
    let words = new.words();
    let before = told.old.map(|entry| Subject::new(old, entry)).transpose()?;
    let after = told.new.map(|entry| Subject::new(new, entry)).transpose()?;
    let differences = match (&before, &after) {
        (Some(before), Some(after)) => changes::compare(before, after)?,
        _ => Vec::new(),
    };
    let whole = match (&before, &after) {
        (Some(_), None) => Some(words.say("archive.gone", &[])?),
        (None, Some(_)) => Some(words.say("notice.new", &[])?),
        _ => None,
    };
    let groups = groups(new, differences, &told.weights)?;
    let Some(subject) = after.as_ref().or(before.as_ref()) else {
        return Ok(None);
    };
    if whole.is_none() && groups.is_empty() {
        return Ok(None);
    }
    let name = subject.heading()?;
    let former = before.as_ref().map(Subject::heading).transpose()?;
    let day = words.locale.date(told.from);
    let stem = new.statement_stem(&subject.entry.id);
    Ok(Some(Noticed {
        id: format!("offering-{}", stem.rsplit('/').next().unwrap_or_default()),
        former: former.filter(|former| *former != name),
        name,
        from: words.say("notice.from", &[("date", &day)])?,
        date: told.from.to_string(),
        whole,
        groups,
        contacts: index::usual_contacts(subject)?,
        online: after
            .as_ref()
            .and_then(|_| new.address(&format!("{stem}.html"))),
    }))
}

/// The differences by what they mean, and parts of which nobody said more than that they changed.
fn groups(
    edition: &Edition<'_>,
    differences: Vec<Difference>,
    weights: &BTreeMap<&'static str, Weight>,
) -> Result<Vec<Group>> {
    let words = edition.words();
    let mut silent: Vec<(&str, Weight)> = weights.iter().map(|(key, own)| (*key, *own)).collect();
    silent.retain(|(key, _)| !differences.iter().any(|own| own.part() == *key));
    let mut rows: BTreeMap<Weight, Vec<Difference>> = BTreeMap::new();
    for difference in differences {
        let weight = weights.get(difference.part()).copied();
        rows.entry(weight.unwrap_or(Weight::Other))
            .or_default()
            .push(difference);
    }
    let mut groups = Vec::new();
    for (weight, title) in [
        (Weight::Less, "notice.less"),
        (Weight::Mixed, "notice.mixed"),
        (Weight::Other, "notice.other"),
        (Weight::More, "notice.more"),
    ] {
        let own = silent.iter().filter(|(_, own)| *own == weight);
        let parts = own.map(|(key, _)| words.say(key, &[]));
        let parts: Vec<String> = parts.collect::<Result<_>>()?;
        let rows = rows.remove(&weight).unwrap_or_default();
        if !rows.is_empty() || !parts.is_empty() {
            groups.push(Group {
                title: words.say(title, &[])?,
                rows,
                parts,
            });
        }
    }
    Ok(groups)
}
