//! The way of a case from party to party, the ladder, routes and closing, as pages tell them.

use super::pages::{Pages, build, load, options};
use csp_support::source::Source;

fn pages(change: impl Fn(String) -> String) -> Pages {
    let text = change(include_str!("chain.yaml").to_owned());
    let partner = "apiVersion: csp-support/v1\nkind: PartnerProfile\nmetadata: {id: p}\nspec:\n  \
                   legalName: Seeadler Cloud GmbH\n  displayName: Seeadler Cloud\n  \
                   cspAuthorization: {partnerType: direct_bill}\n";
    let sources = [
        Source::new("offering.yaml", text),
        Source::new("partner.yaml", partner),
    ];
    build(&load(&sources), &options(&["en", "de"]))
}

fn as_written(text: String) -> String {
    text
}

#[track_caller]
fn says(pages: &Pages, page: &str, words: &[&str]) {
    let text = &pages[page];
    for words in words {
        assert!(text.contains(words), "{page} does not say: {words}\n{text}");
    }
}

#[test]
fn the_chain_is_summed_up_in_a_few_sentences() {
    let pages = pages(as_written);
    let english = "Your case begins with Seeadler Service Desk (our own team). Where needed, it goes on to \
                   Kontor Distribution SE (our distributor) and Microsoft. At other times you get help from \
                   a subcontractor.";
    says(&pages, "en/chain.md", &[english]);
    says(&pages, "en/chain.html", &[english]);
    says(
        &pages,
        "de/chain.md",
        &[
            "Den Anfang macht: Seeadler Service Desk (unser eigenes Team). Wenn nötig, geht Ihr Fall weiter: \
             Kontor Distribution SE (unser Distributor) und Microsoft. Zu anderen Zeiten hilft: ein Auftragnehmer.",
            "Ihre Daten werden in diesen Ländern gespeichert oder gesehen: Deutschland, Irland und Niederlande.",
        ],
    );
}

#[test]
fn one_team_alone_helps_from_beginning_to_end() {
    let pages = pages(|text| {
        let (before, rest) = text.split_once("      - name: NightOwl").unwrap();
        let (_, after) = rest.split_once("  process:").unwrap();
        format!("{before}  process:{after}")
            .replace(", party: NightOwl Support Ltd", "")
            .replace(
                "technical: {target: microsoft}",
                "technical: {target: provider}",
            )
    });
    let alone = "Seeadler Service Desk (our own team) helps you from beginning to end.";
    says(&pages, "en/chain.md", &[alone]);
}

#[test]
fn names_that_pages_must_not_tell_are_nowhere() {
    let pages = pages(as_written);
    for (path, text) in &pages {
        for name in ["NightOwl", "Backstage", "KD-2026-1"] {
            assert!(!text.contains(name), "{path} tells of {name}");
        }
    }
    says(
        &pages,
        "en/chain.md",
        &["### A subcontractor", "- Answered by: a subcontractor"],
    );
}

#[test]
fn handovers_say_when_and_whose_times_count() {
    says(
        &pages(as_written),
        "en/chain.md",
        &[
            "- Seeadler Service Desk → **Kontor Distribution SE**: It is not solved there, at the latest after \
             4 hours (only the hours “Service desk” count); technical support. Our times go on. We tell you.",
            "- Seeadler Service Desk → **a subcontractor**: Nobody is there at that time; Critical. Our times \
             go on. You notice nothing of it.",
            "- Kontor Distribution SE → **Microsoft**: Only Microsoft can mend it. From then on, their times \
             count. We tell you.",
        ],
    );
}

#[test]
fn changes_of_parties_are_told_as_of_today() {
    says(
        &pages(as_written),
        "en/chain.md",
        &[
            "- 31 December 2026: Kontor Distribution SE (our distributor) takes part for the last time on this day.",
            "- 1 January 2027: Hanse Engineers GmbH (subcontractor) begins on this day.",
            "- Takes part until: 31 December 2026",
        ],
    );
    let later = pages(|text| {
        let text = text.replace("to: 2026-12-31", "to: 2026-10-31");
        text.replace("from: 2027-01-01", "from: 2026-11-01")
    });
    says(&later, "en/chain.md", &["### Hanse Engineers GmbH"]);
    assert!(
        !later["en/chain.md"].contains("Kontor"),
        "a party that is over"
    );
    assert!(!later["en/chain.md"].contains("Planned changes"));
}

#[test]
fn rungs_say_when_how_and_for_how_much() {
    says(
        &pages(as_written),
        "en/chain.md",
        &[
            "1. **Team lead**, 2 hours after your request (only the hours “Service desk” count); Phone: \
             [+49 30 23125010](tel:+49-30-23125010) (Answered: Monday to Friday, 08:00–18:00, \
             Central European Time)\n",
            "(Answered: around the clock, every day of the year, Central European Time); For severity: Critical\n",
            "3. **Head of support**, 2 days after a time we missed (only the hours “Service desk” count, 8 hours \
             make a day); Email: [help@seeadler.example](mailto:help@seeadler.example) (Answered: Monday to \
             Friday, 08:00–18:00, Central European Time); Costs: A manager takes over, €90.00\n",
            "4. **Management**, 96 hours after your request. Write to the registered office.\n",
        ],
    );
}

#[test]
fn routes_and_closing_are_told() {
    let pages = pages(as_written);
    says(
        &pages,
        "en/chain.md",
        &[
            "- Complaints: Quality desk, [help@seeadler.example](mailto:help@seeadler.example); You get an answer \
             within 5 days (only the hours “Service desk” count, 8 hours make a day)\n",
            "- Security incidents: Security desk, [+49 30 23125011](tel:+49-30-23125011); You get an answer within \
             1 hour\n",
            "We close a case when we could not reach you in 3 attempts, 2 days apart or after 5 days without an \
             answer from you (only the hours “Service desk” count, 8 hours make a day). When we have given you a \
             solution, you have 7 days to object before the case is closed. You can have a closed case opened \
             again within 30 days.",
        ],
    );
    let both = "nicht erreicht haben und wenn von Ihnen 5 Tage lang keine Antwort kommt";
    let strict = self::pages(|text| text.replace("{attempts: 3,", "{needs: both, attempts: 3,"));
    says(&strict, "de/chain.md", &[both]);
}
