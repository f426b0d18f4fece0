//! The kinds of changes of a promise: one table from which reports, help and tests take their words.
//!
//! It must never know how a change is found.

use super::turn::{Kind, Level, Matter, Turn};

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
        Breach "notice-too-short" "Customers were told of a reduction later than they were promised";
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
    /// By which contacts a language is spoken.
    LANGUAGE_BY: Languages, "Help in a language that one does not speak is no help." {
        Reduction "language-ways-fewer" "A contact no longer answers in a language that is still spoken elsewhere";
        Improvement "language-ways-more" "A contact now answers in a language that was spoken elsewhere only";
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
    /// What is charged at all.
    CHARGING: Prices, "Customers who thought that help is free do not expect an invoice." {
        Reduction "charging-more" "More of the support is charged";
        Improvement "charging-less" "Less of the support is charged";
    }
    /// When we ask before a charge.
    CONSENT: Prices, "Who is asked first can say no." {
        Reduction "consent-weaker" "Customers are asked less often before a charge arises";
        Neutral "consent-changed" "Customers are asked before a charge in other cases";
        Improvement "consent-stronger" "Customers are asked more often before a charge arises";
    }
    /// Prices.
    PRICE: Prices, "A price that was not there before is a surcharge to those who have the promise." {
        Reduction "price-new" "Something is newly charged";
        Improvement "price-gone" "Something is no longer charged";
    }
    /// What is included.
    INCLUDED: Prices, "What is no longer included will cost something or be missing." {
        Reduction "included-gone" "Something is no longer included";
        Improvement "included-new" "Something is newly included";
    }
    /// Amounts.
    AMOUNT: Prices, "Customers budget with the prices that they were told." {
        Reduction "price-higher" "A price is higher, or can be";
        Neutral "price-changed" "A price is another one that cannot be compared with the one before";
        Improvement "price-lower" "A price is lower, or has a limit";
    }
    /// Currencies.
    CURRENCY: Prices, "What an amount in another currency is worth changes every day." {
        Neutral "currency-changed" "A price is in another currency";
    }
    /// Surcharges.
    SURCHARGE: Prices, "Help in the night is needed in the night; what it costs then is part of the promise." {
        Reduction "surcharge-new" "A surcharge is new";
        Improvement "surcharge-gone" "A surcharge is gone";
    }
    /// How high they are.
    SURCHARGE_RATE: Prices, "Help in the night is needed in the night; what it costs then is part of the promise." {
        Reduction "surcharge-higher" "The price at a certain time is higher";
        Neutral "surcharge-changed" "The price at a certain time is reckoned in another way";
        Improvement "surcharge-lower" "The price at a certain time is lower";
    }
    /// When they hold.
    SURCHARGE_HOURS: Prices, "Help in the night is needed in the night; what it costs then is part of the promise." {
        Reduction "surcharge-hours-more" "A surcharge holds for more time";
        Neutral "surcharge-hours-changed" "A surcharge holds by another clock, so that nobody can say whether for longer";
        Improvement "surcharge-hours-fewer" "A surcharge holds for less time";
    }
    /// How time is charged.
    BILLING: Prices, "Larger steps and minimums make short cases dearer." {
        Reduction "billing-coarser" "Time is charged in larger steps, with a larger minimum or less free time";
        Neutral "billing-changed" "Time is charged in other steps, now dearer, now cheaper";
        Improvement "billing-finer" "Time is charged in smaller steps, with a smaller minimum or more free time";
    }
    /// What a price buys.
    QUOTA: Prices, "Less for the same price is a higher price." {
        Reduction "quota-smaller" "Less is included or bought at once, or it lapses sooner";
        Neutral "quota-changed" "What is included or bought at once is counted in another way";
        Improvement "quota-larger" "More is included or bought at once, or it lapses later";
    }
    /// What a price binds to.
    BINDING: Prices, "Who is bound for longer pays for longer." {
        Reduction "binding-longer" "Customers are bound for longer";
        Neutral "binding-changed" "Customers are billed at other times, or bound in another way";
        Improvement "binding-shorter" "Customers are bound for less time";
    }
    /// What is covered.
    SCOPE: Scope, "Customers ask for help with what they were told is covered." {
        Reduction "scope-less" "Less is covered";
        Neutral "scope-changed" "Something else is covered, or the same in other words";
        Improvement "scope-more" "More is covered";
    }
    /// What is not covered.
    EXCLUSION: Scope, "What is expressly not covered is refused when it happens." {
        Reduction "exclusion-new" "Something is expressly no longer covered or taken";
        Improvement "exclusion-gone" "Something is no longer expressly left out";
    }
    /// What customers must do.
    DUTY: Duties, "A duty that is not kept can cost the promise." {
        Reduction "duty-more" "Customers must do more";
        Neutral "duty-changed" "Customers must do something else, or the same in other words";
        Improvement "duty-less" "Customers must do less";
    }
    /// What must be so before customers are entitled.
    CONDITION: Duties, "Who does not meet a condition has no claim to the rest." {
        Reduction "condition-stricter" "A condition is new or stricter";
        Neutral "condition-changed" "A condition has another consequence";
        Improvement "condition-milder" "A condition is gone or milder";
    }
    /// How the support is delivered.
    DELIVERY: Parties, "Who works for customers sees their data and answers for the result." {
        Reduction "delivery-farther" "More of the support lies in other hands";
        Neutral "delivery-changed" "The support is delivered in another way";
        Improvement "delivery-nearer" "More of the support lies in our own hands";
    }
    /// Who takes part.
    PARTY: Parties, "Customers may have to agree to a company that works with their data." {
        Reduction "party-new" "Another company takes part";
        Neutral "party-changed" "A team or its part is another one";
        Improvement "party-gone" "A company no longer takes part";
    }
    /// From where.
    COUNTRY: Parties, "Where people work and data lies decides which law holds." {
        Reduction "country-new" "Support is given or data is kept in a further country";
        Improvement "country-gone" "Support is no longer given or data no longer kept in a country";
    }
    /// How cases are handed over.
    HANDOVER: Parties, "With each handover somebody has to begin anew." {
        Neutral "handover-changed" "Cases are handed over in another way";
    }
    /// Whom customers can turn to.
    RUNG: Escalation, "When a case does not move, customers need somebody to turn to." {
        Reduction "escalation-removed" "Somebody to turn to is gone";
        Improvement "escalation-added" "There is somebody new to turn to";
    }
    /// After which time.
    ESCALATION_TIME: Escalation, "When a case does not move, customers need somebody to turn to, soon." {
        Reduction "escalation-slower" "Customers can turn to somebody later, or are answered later";
        Neutral "escalation-time-changed" "Customers can turn to somebody by another clock";
        Improvement "escalation-faster" "Customers can turn to somebody sooner, or are answered sooner";
    }
    /// By which way.
    ESCALATION: Escalation, "When a case does not move, customers need somebody to turn to." {
        Neutral "escalation-changed" "Cases go on in another way, or to somebody else";
    }
    /// What to do when things are serious.
    EMERGENCY: Escalation, "In an emergency nobody looks for what is not written down." {
        Reduction "emergency-removed" "What to do in an emergency is no longer told";
        Neutral "emergency-changed" "What to do in an emergency is told in other words";
        Improvement "emergency-added" "What to do in an emergency is now told";
    }
    /// What customers get when a promise is missed.
    REMEDY: Remedies, "A promise whose breach has no consequence is a hope." {
        Reduction "remedy-removed" "Customers no longer get something when a promise is missed";
        Improvement "remedy-added" "Customers now get something when a promise is missed";
    }
    /// How much of it.
    REMEDY_AMOUNT: Remedies, "A promise whose breach has no consequence is a hope." {
        Reduction "remedy-lower" "Customers get less when a promise is missed, or must ask for it sooner";
        Neutral "remedy-changed" "What customers get when a promise is missed is reckoned in another way";
        Improvement "remedy-higher" "Customers get more when a promise is missed, or have more time to ask for it";
    }
    /// Times in which less is promised.
    RESTRICTION: Terms, "A restriction takes a part of the promise away for a time." {
        Reduction "restriction-new" "For a time less is promised";
        Improvement "restriction-gone" "A time with less promised is cancelled";
    }
    /// When cases are closed without an answer.
    CLOSING: Terms, "A case that is closed has to be opened again." {
        Reduction "closing-sooner" "Cases are closed sooner when customers do not answer";
        Neutral "closing-changed" "Cases without an answer are closed by another rule";
        Improvement "closing-later" "Cases are closed later when customers do not answer";
    }
    /// Notice before a suspension.
    SUSPENSION: Terms, "A suspended subscription stops the customer's business." {
        Reduction "suspension-sooner" "Subscriptions are suspended after less notice";
        Improvement "suspension-later" "Subscriptions are suspended after more notice";
    }
    /// What customers are told while they wait.
    INFORMATION: Contacts, "Customers who know what is going on need not ask." {
        Reduction "information-less" "Customers are no longer told what they were told before";
        Improvement "information-more" "Customers are told something that they were not told before";
    }
    /// How people with disabilities reach us.
    ACCESSIBILITY: Contacts, "Without it some people cannot ask for help at all." {
        Reduction "accessibility-removed" "How people with disabilities reach us is no longer told";
        Improvement "accessibility-added" "How people with disabilities reach us is now told";
    }
    /// How long the promise holds.
    VALIDITY: Terms, "Customers plan with a promise until its last day." {
        Reduction "validity-shorter" "The promise ends sooner";
        Neutral "validity-moved" "The promise begins on another day";
        Improvement "validity-longer" "The promise holds longer";
    }
    /// How long before a change customers are told.
    NOTICE_PERIOD: Terms, "Notice is the time that customers have to look for something else." {
        Reduction "notice-period-shorter" "Customers are told of changes later, or no longer in time at all";
        Neutral "notice-period-changed" "Customers are told of changes at a time that cannot be compared with the one before";
        Improvement "notice-period-longer" "Customers are told of changes sooner";
    }
    /// Whether a customer has an offering.
    CONTRACT: Contracts, "A customer relies on what its own contract says, whatever is offered to others." {
        Reduction "contract-gone" "A customer no longer has an offering";
        Neutral "contract-default" "A customer has by contract what it had without one, or the reverse";
        Improvement "contract-new" "A customer has an offering that it did not have";
    }
    /// Which offering a customer has.
    CONTRACT_OFFERING: Contracts, "A customer relies on what its own contract says, whatever is offered to others." {
        Reduction "contract-lesser" "A customer has another offering, by which something less is promised";
        Neutral "contract-moved" "A customer has another offering, of which nobody can say that it promises less or more";
        Improvement "contract-better" "A customer has another offering, by which something more is promised";
    }
    /// How long, for which products and with how much notice.
    CONTRACT_TERMS: Contracts, "A customer plans with its contract until its last day." {
        Reduction "contract-shorter" "A customer's contract ends sooner, covers fewer products or asks for less notice";
        Neutral "contract-changed" "Terms of a customer's contract are other ones";
        Improvement "contract-longer" "A customer's contract ends later, covers more products or asks for more notice";
    }
    /// Who answers to a customer for what.
    CONTRACT_OWNER: Contracts, "Who answers for a request decides whom the customer can hold to the promise." {
        Reduction "contract-owner-farther" "For some requests of a customer, others answer than we alone";
        Neutral "contract-owner-changed" "For some requests of a customer, somebody else answers";
        Improvement "contract-owner-nearer" "For some requests of a customer, we answer where others did";
    }
    /// Words.
    WORDING: Wording, "What reads otherwise deserves a look, even where nothing that can be compared differs." {
        Neutral "text-changed" "Words, versions or the order of things differ";
    }
}
