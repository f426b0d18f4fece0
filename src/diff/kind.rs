//! The kinds of changes of a promise: one table from which reports, help and tests take their words.
//!
//! It must never know how a change is found.

/// What a change means for customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Customers were promised to be told in time, and were not.
    Breach,
    /// Less is promised.
    Reduction,
    /// Neither less nor more, or nobody can say.
    Neutral,
    /// More is promised.
    Improvement,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// The offering as a whole.
    Offering,
    /// When somebody is there.
    Hours,
    /// How customers reach the support.
    Contacts,
    /// In which languages they are answered.
    Languages,
    /// How soon something happens.
    Targets,
    /// What it costs.
    Prices,
    /// What is covered.
    Scope,
    /// What customers must do.
    Duties,
    /// Who takes part.
    Parties,
    /// How a case goes on.
    Escalation,
    /// What customers get when a promise is missed.
    Remedies,
    /// How long the promise holds, and other terms.
    Terms,
    /// Whether customers were told in time.
    Notice,
    /// Words that promise nothing by themselves.
    Wording,
}

/// One kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its id, such as `hours-fewer`; never reused.
    pub id: &'static str,
    /// What it means for customers.
    pub level: Level,
    /// What it is about.
    pub matter: Matter,
    /// What changed, as a sentence without a full stop.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
}

/// The kinds of change of one thing: for the worse, for the better, and what cannot be decided.
#[derive(Debug)]
pub struct Turn {
    /// At most one kind of each level.
    pub kinds: &'static [Kind],
}

impl Level {
    /// The word that people and machines read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Breach => "breach",
            Self::Reduction => "reduction",
            Self::Neutral => "neutral",
            Self::Improvement => "improvement",
        }
    }

    /// What it is when OLD and NEW change places.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Reduction => Self::Improvement,
            Self::Improvement => Self::Reduction,
            same => same,
        }
    }
}

impl Turn {
    /// Its kind of a level, if it has one.
    pub fn kind(&self, level: Level) -> Option<&'static Kind> {
        self.kinds.iter().find(|kind| kind.level == level)
    }
}

impl Kind {
    /// The kind of that id.
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::all().find(|kind| kind.id == id)
    }

    /// All kinds, in the order of the table.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        TURNS.iter().flat_map(|turn| turn.kinds)
    }

    /// The kind that the same change is when OLD and NEW change places; none for what is about notice.
    pub fn reversed(&self) -> Option<&'static Self> {
        let turn = TURNS.iter().find(|turn| turn.kinds.contains(self))?;
        turn.kind(self.level.reversed())
            .filter(|_| self.level != Level::Breach)
    }
}

macro_rules! turns {
    ($($(#[$doc:meta])* $name:ident: $matter:ident, $why:literal {
        $($level:ident $id:literal $title:literal;)*
    })*) => {
        $($(#[$doc])* pub(super) const $name: &Turn = &Turn {
            kinds: &[$(Kind {
                id: $id, level: Level::$level, matter: Matter::$matter, title: $title, why: $why,
            }),*],
        };)*
        /// All of them, in the order in which reports tell them.
        pub const TURNS: &[&Turn] = &[$($name),*];
    };
}

turns! {
    /// Whether customers were told of a reduction in time.
    NOTICE: Notice, "Customers who are told late cannot look for something else in time, and were promised that they could." {
        Breach "notice-missing" "Customers were not told of a reduction before it takes effect";
    }
    /// How long before it takes effect.
    NOTICE_TIME: Notice, "Customers who are told late cannot look for something else in time, and were promised that they could." {
        Breach "notice-too-short" "Customers were told of a reduction later than the offering promises";
    }
    /// Whether there is the offering.
    OFFERING: Offering, "Without its offering a customer has no promise to rely on." {
        Reduction "offering-withdrawn" "An offering is no longer there";
        Neutral "offering-replaced" "Another offering stands in the place of one that is gone";
        Improvement "offering-new" "There is a new offering";
    }
    /// Hours of a usual week.
    HOURS: Hours, "Who needs help at that time finds nobody, or finds somebody for the first time." {
        Reduction "hours-fewer" "In a usual week somebody is there for less time";
        Neutral "hours-changed" "Hours go by another clock, so that nobody can say which are more";
        Improvement "hours-more" "In a usual week somebody is there for more time";
    }
    /// Hours of holidays and other days that are not like their week.
    SPECIAL_DAYS: Hours, "Holidays are days on which customers count on the exception that they were told." {
        Reduction "special-days-fewer" "On holidays and other special days somebody is there for less time";
        Improvement "special-days-more" "On holidays and other special days somebody is there for more time";
    }
    /// Hours in which systems rest.
    MAINTENANCE: Hours, "While systems are down for upkeep, customers cannot work." {
        Reduction "maintenance-more" "Systems may be down for upkeep for more time";
        Neutral "maintenance-changed" "Upkeep goes by another clock, so that nobody can say which is more";
        Improvement "maintenance-less" "Systems may be down for upkeep for less time";
    }
    /// Ways to reach the support.
    CONTACT: Contacts, "Customers have the ways they know in their notes, and use them when it is urgent." {
        Reduction "contact-removed" "A way to reach the support is gone";
        Neutral "contact-changed" "A way to reach the support has another address";
        Improvement "contact-added" "There is a new way to reach the support";
    }
    /// When a contact answers, where it is not what happens to all hours.
    CONTACT_HOURS: Contacts, "A number that does not answer is worse than none." {
        Reduction "contact-hours-fewer" "A contact answers for less time";
        Neutral "contact-hours-changed" "A contact answers by another clock, so that nobody can say whether for longer";
        Improvement "contact-hours-more" "A contact answers for more time";
    }
    /// For what a contact is.
    CONTACT_USE: Contacts, "Customers who turn to a contact that no longer takes their case lose time." {
        Reduction "contact-narrower" "A contact takes fewer requests than before";
        Neutral "contact-use-changed" "A contact takes other requests than before";
        Improvement "contact-wider" "A contact takes more requests than before";
    }
    /// How soon a contact answers.
    CONTACT_REPLY: Contacts, "A contact is chosen by how soon it answers." {
        Reduction "contact-slower" "A contact answers later than before, or no longer says when";
        Neutral "contact-reply-changed" "A contact answers within a time that cannot be compared with the one before";
        Improvement "contact-faster" "A contact answers sooner than before, or now says when";
    }
    /// What a call costs.
    CONTACT_COST: Contacts, "Who pays for the call thinks twice before asking for help." {
        Reduction "contact-dearer" "A call costs more than before";
        Neutral "contact-cost-changed" "A call costs something that cannot be compared with the price before";
        Improvement "contact-cheaper" "A call costs less than before";
    }
    /// Languages.
    LANGUAGE: Languages, "Help in a language that one does not speak is no help." {
        Reduction "language-removed" "A language is no longer spoken";
        Improvement "language-added" "A language is newly spoken";
    }
    /// When a language is spoken.
    LANGUAGE_HOURS: Languages, "Help in a language that one does not speak is no help." {
        Reduction "language-hours-fewer" "A language is spoken for less time";
        Neutral "language-hours-changed" "A language is spoken by another clock, so that nobody can say whether for longer";
        Improvement "language-hours-more" "A language is spoken for more time";
    }
    /// How a language is spoken.
    LANGUAGE_WAY: Languages, "A machine's translation is not a person who speaks the language." {
        Reduction "language-weaker" "A language is promised less firmly: by interpreter, by machine or when possible";
        Improvement "language-firmer" "A language is promised more firmly: by people who speak it, always";
    }
    /// How soon something happens.
    TARGET_TIME: Targets, "Customers plan what they do in an outage by these times." {
        Reduction "target-slower" "A promised time is longer";
        Neutral "target-changed" "A promised time is another one, now sooner, now later, depending on when the request comes";
        Improvement "target-faster" "A promised time is shorter";
    }
    /// Whether anything is promised about time.
    TARGET: Targets, "Customers plan what they do in an outage by these times." {
        Reduction "target-removed" "Nothing is promised any more about a time";
        Improvement "target-added" "Something is newly promised about a time";
    }
    /// How binding a time is.
    TARGET_FIRMNESS: Targets, "A goal that is missed has no consequence; a guarantee has one." {
        Reduction "target-weaker" "A promise about time is less binding";
        Neutral "target-kind-changed" "A promise about time is binding in another way";
        Improvement "target-firmer" "A promise about time is more binding";
    }
    /// For how many cases a time is promised.
    TARGET_SHARE: Targets, "A promise for most cases leaves the rest without one." {
        Reduction "target-share-smaller" "A promise about time is kept in fewer cases";
        Improvement "target-share-larger" "A promise about time is kept in more cases";
    }
    /// What excuses a time.
    TARGET_EXCUSES: Targets, "While the time stands still or depends on others, nobody can be held to it." {
        Reduction "target-excuses-more" "A promise about time has more exceptions";
        Improvement "target-excuses-fewer" "A promise about time has fewer exceptions";
    }
    /// Who says how urgent a case is.
    SEVERITY_CHOICE: Targets, "The severity decides on the time; who sets it decides on the promise." {
        Reduction "severity-choice-less" "Customers have less say in how urgent their case is";
        Neutral "severity-choice-changed" "The severity of a case is set in another way";
        Improvement "severity-choice-more" "Customers have more say in how urgent their case is";
    }
    /// Severities.
    SEVERITY: Targets, "The severity decides on the time and the hours." {
        Neutral "severities-changed" "There are other severities, or they mean something else";
    }
    /// How long the promise holds.
    VALIDITY: Terms, "Customers plan with a promise until its last day." {
        Reduction "validity-shorter" "The promise ends sooner";
        Improvement "validity-longer" "The promise holds longer";
    }
    /// How long before a change customers are told.
    NOTICE_PERIOD: Terms, "Notice is the time that customers have to look for something else." {
        Reduction "notice-period-shorter" "Customers are told of changes later, or no longer in time at all";
        Neutral "notice-period-changed" "Customers are told of changes at a time that cannot be compared with the one before";
        Improvement "notice-period-longer" "Customers are told of changes sooner";
    }
}
