//! What pages call named days: public holidays, and those that partners add to their calendars.

use crate::hours::SpecialDay;
use crate::hours::due::Skipped;
use crate::model::Entry;
use crate::site::edition::Edition;
use crate::site::texts::{Text, Texts};
use crate::yaml::NodeRef;

/// The language in which every public holiday has a name.
const ENGLISH: &str = "en";

/// The names of a day.
#[derive(Debug, Clone, Copy)]
pub struct DayName<'d> {
    name: &'d str,
    english: &'d str,
    /// Language of the name; none for a day that a partner added.
    language: Option<&'d str>,
}

impl<'d> DayName<'d> {
    /// Of a day with other hours, if it has a name.
    pub fn of(day: &SpecialDay<'d>) -> Option<Self> {
        let holiday = day.holiday.map(|day| Self {
            name: &day.name,
            english: &day.english,
            language: day.language.as_deref(),
        });
        let short = || {
            day.short.map(|day| Self {
                name: &day.name,
                english: &day.english,
                language: None,
            })
        };
        holiday.or_else(short)
    }

    /// Of a day that a due time passes over.
    pub fn of_skipped(day: &'d Skipped) -> Self {
        Self {
            name: &day.name,
            english: &day.english,
            language: day.language.as_deref(),
        }
    }
}

impl Edition<'_> {
    /// What the pages call a day: in their language if it has a name there, else as people of the place
    /// do; in English where these write with other letters.
    pub fn day_name(&self, day: DayName<'_>) -> Text {
        let Some(tag) = day.language else {
            return self.own_day(day.name);
        };
        let page = self.locale.language();
        match (page == tag, page == ENGLISH) {
            (true, _) => Text::own(day.name),
            (_, true) => Text::own(day.english),
            _ if is_latin(day.name) => Text::foreign(day.name, tag, &self.locale),
            _ => Text::foreign(day.english, ENGLISH, &self.locale),
        }
    }

    /// A day by the name that a partner gave it, in the words of that partner's profile.
    fn own_day(&self, name: &str) -> Text {
        let mut profiles = self.workspace.of_kind("PartnerProfile");
        match profiles.find(|profile| names_a_day(profile, name)) {
            Some(profile) => Texts::new(profile, self).say(name),
            None => Text::own(name),
        }
    }
}

/// Whether a partner has a day of that name in a calendar.
fn names_a_day(profile: &Entry, name: &str) -> bool {
    let calendars = profile.spec().and_then(|spec| spec.get("calendars"));
    let mut calendars = calendars.into_iter().flat_map(NodeRef::entries);
    calendars.any(|(_, calendar)| {
        let lists = ["add", "short"].map(|key| calendar.get(key));
        let mut days = lists.into_iter().flatten().flat_map(NodeRef::items);
        days.any(|day| day.str("name") == Some(name))
    })
}

/// Whether a text has Latin letters only, which readers of every language know.
fn is_latin(text: &str) -> bool {
    let latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    text.chars().all(|c| !c.is_alphabetic() || latin(c))
}
