//! What a person has to look at because no tool can: a table, in the order of a day's work.
//!
//! Only questions that the documents leave open by nature; it must never hold what a rule can judge.

use crate::report::contents::ManualCheck;

/// All manual checks; the audit prints them with boxes to tick.
pub const CHECKS: &[ManualCheck] = &[
    ManualCheck {
        id: "phone-is-answered",
        task: "Call every published telephone number once within and once outside the stated hours",
        evidence: "number, time of the call, who or what answered",
    },
    ManualCheck {
        id: "mail-is-answered",
        task: "Write to every published mail address and open every published support link",
        evidence: "address, time sent, time and kind of the first reply",
    },
    ManualCheck {
        id: "languages-are-spoken",
        task: "Ask a simple question in every language that an offering promises",
        evidence: "channel, language, whether the answer came in it",
    },
    ManualCheck {
        id: "page-is-live",
        task: "Compare the support page that customers see with the one published last",
        evidence: "address, date seen, differences",
    },
    ManualCheck {
        id: "contract-agrees",
        task: "Compare the support terms of one customer contract per offering with the offering",
        evidence: "contract, clause, differences",
    },
    ManualCheck {
        id: "escalation-works",
        task: "Have somebody on each shift open the form for a Microsoft service request, without sending it",
        evidence: "person, customer, product, whether the form opened",
    },
    ManualCheck {
        id: "people-are-still-there",
        task: "Read each group's members aloud with the team lead: everybody still does this job",
        evidence: "group, date, who was removed",
    },
    ManualCheck {
        id: "customers-were-told",
        task: "Ask two customers how they would reach support today",
        evidence: "customer, answer, whether it agrees with the page",
    },
];
