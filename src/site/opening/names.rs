//! What pages call the days of partners' own calendars.

use crate::hours::SpecialDay;
use crate::model::Workspace;
use crate::site::texts::Text;
use crate::yaml::NodeRef;
use std::collections::{BTreeMap, BTreeSet};

/// The names that partners gave to days of their own, with translations.
#[derive(Debug, Default)]
pub(super) struct OwnNames {
    names: BTreeSet<String>,
    /// By language and name.
    translated: BTreeMap<(String, String), String>,
    /// In which language the names are written, where the profiles say.
    language: Option<String>,
}

impl OwnNames {
    pub(super) fn new(workspace: &Workspace) -> Self {
        let mut own = Self::default();
        for partner in workspace.of_kind("PartnerProfile") {
            let written = partner.metadata().and_then(|data| data.str("language"));
            own.language = own.language.or(written.map(str::to_owned));
            if let Some(spec) = partner.spec() {
                own.take(spec);
            }
        }
        own
    }

    fn take(&mut self, spec: NodeRef<'_>) {
        let entries = |key| spec.get(key).into_iter().flat_map(NodeRef::entries);
        for (_, calendar) in entries("calendars") {
            let lists = ["add", "short"].map(|key| calendar.get(key));
            let days = lists.into_iter().flatten().flat_map(NodeRef::items);
            let names = days.filter_map(|day| day.str("name"));
            self.names.extend(names.map(str::to_owned));
        }
        for (language, texts) in entries("translations") {
            let told = texts.entries().map(|(text, translation)| {
                let key = (language.text().to_owned(), text.text().to_owned());
                (key, translation.text().to_owned())
            });
            self.translated.extend(told);
        }
    }

    /// The name of a day on a page in a language; none for a day that has none.
    pub(super) fn of(&self, day: &SpecialDay<'_>, language: &str) -> Option<Text> {
        let holiday = day.holiday.map(|day| (&day.name, day.called(language)));
        let short = day.short.map(|day| (&day.name, day.called(language)));
        let (name, called) = holiday.or(short)?;
        Some(self.say(name, called, language))
    }

    /// What a page in a language calls a day: as the partner does, if it is one of the partner's own.
    pub(super) fn say(&self, name: &str, called: &str, language: &str) -> Text {
        if !self.names.contains(name) {
            return Text::own(called);
        }
        let key = (language.to_owned(), name.to_owned());
        if let Some(translation) = self.translated.get(&key) {
            return Text::own(translation);
        }
        let written = self.language.as_deref();
        let foreign = written.filter(|written| written.split('-').next() != Some(language));
        foreign.map_or_else(|| Text::own(name), |tag| Text::foreign(name, tag))
    }
}
