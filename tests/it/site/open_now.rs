//! Whether somebody is there now: what pages carry for their script, and what the engine answers, for
//! `tests/web/open.sh` to compare with what the script answers.

use super::markup;
use super::pages::{Pages, build, load, options, sources};
use csp_support::hours::{Answer, Window, Zone};
use csp_support::model::lens::Lens;
use csp_support::model::offering::Offering;
use csp_support::model::{Loaded, Timetable};
use csp_support::source::Source;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

const MADE: &str = include_str!("open_now.yaml");

/// Visitors of windows by their own clock: none of them where the windows are.
const VISITORS: &[&str] = &["Asia/Tokyo", "America/St_Johns", "Australia/Lord_Howe"];

/// Random instants, and instants around changes, that are asked of every place and visitor.
const ANYWHERE: u64 = 40;
const AROUND: usize = 70;

fn made() -> Loaded {
    load(&[Source::new("open_now.yaml", MADE)])
}

/// What the script of a page is given.
fn data(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once("id=\"open-now-data\">")?;
    let (text, _) = rest.split_once("</script>")?;
    Some(serde_json::from_str(text).unwrap())
}

/// What the elements of a page speak about, in their order.
fn places(page: &str) -> Vec<Value> {
    let tags = markup::tags(page).into_iter();
    let places = tags.filter_map(|tag| Some(tag.attribute("data-now")?.replace("&quot;", "\"")));
    places
        .map(|place| serde_json::from_str(&place.replace("&amp;", "&")).unwrap())
        .collect()
}

/// The names of the windows of a place.
fn names(place: &Value) -> Vec<&str> {
    let windows = place["windows"].as_object().unwrap();
    windows.keys().map(String::as_str).collect()
}

/// A window as the engine knows it, with the dates about which a page may speak.
struct Asked {
    window: Arc<Window>,
    served: Vec<String>,
    dates: Range<Date>,
    /// When it is open on these dates.
    open: Vec<(Timestamp, Timestamp)>,
}

impl Asked {
    fn zone(&self) -> &Zone {
        self.window.zone().unwrap()
    }

    fn knows(&self, at: Timestamp) -> bool {
        let date = self.zone().at(at).date();
        self.dates.contains(&date) && self.window.knows(date)
    }

    fn is_open(&self, at: Timestamp) -> bool {
        self.open
            .iter()
            .any(|(from, to)| (*from..*to).contains(&at))
    }

    /// All instants at which anything about it changes.
    fn changes(&self) -> impl Iterator<Item = Timestamp> {
        let begin = |date: Date| self.zone().instant(date.at(0, 0, 0, 0)).unwrap();
        let known = Date::series(self.dates.start, 1.day())
            .take_while(|date| *date <= self.dates.end)
            .filter(|date| !self.window.knows(*date))
            .take(1);
        let ends = [self.dates.start, self.dates.end].into_iter().chain(known);
        let open = self.open.iter().flat_map(|(from, to)| [*from, *to]);
        open.chain(ends.map(begin)).collect::<Vec<_>>().into_iter()
    }
}

/// The windows of a place, by the clock of a visitor where they have none of their own.
fn asked(loaded: &Loaded, timetable: &Timetable, place: &Value, visitor: &Zone) -> Vec<Asked> {
    let as_of: Date = "2026-11-23".parse().unwrap();
    let one = |name: &str| {
        let (id, hours) = name.split_once('/').unwrap();
        let entry = loaded.workspace.get("SupportOffering", id).unwrap();
        let offering = Offering::over(entry.spec().unwrap());
        let (_, lens) = offering.hours().find(|(own, _)| *own == hours).unwrap();
        let window = timetable.window(lens.node()).unwrap();
        let window = timetable.windows().in_zone(&window, visitor);
        let end = offering.effective_to().map(|last| last.tomorrow().unwrap());
        let (latest, first) = (as_of.saturating_add(400.days()), offering.effective_from());
        let dates = first.map_or(as_of, |first| first.max(as_of))
            ..end.map_or(latest, |end| end.min(latest));
        let zone = window.zone().unwrap().clone();
        let at = |date: Date| zone.instant(date.at(0, 0, 0, 0)).unwrap();
        let open = window.coming(at(dates.start), at(dates.end)).open;
        let served = place["windows"][name].as_array().unwrap().iter();
        Asked {
            served: served
                .map(|name| name.as_str().unwrap().to_owned())
                .collect(),
            window,
            dates,
            open,
        }
    };
    names(place).into_iter().map(one).collect()
}

/// What holds at an instant.
fn state(asked: &[Asked], severities: &[String], at: Timestamp) -> &'static str {
    let open: Vec<_> = asked
        .iter()
        .filter(|one| one.knows(at) && one.is_open(at))
        .collect();
    let served = |name| open.iter().any(|one| one.served.contains(name));
    if !open.is_empty() && severities.iter().all(served) {
        "open"
    } else if asked.iter().any(|one| !one.knows(at)) {
        "unknown"
    } else if open.is_empty() {
        "closed"
    } else {
        "emergency"
    }
}

/// Instants in order, with what holds from each on.
fn line(asked: &[Asked], severities: &[String]) -> Vec<(Timestamp, &'static str)> {
    let changes: BTreeSet<_> = asked.iter().flat_map(Asked::changes).collect();
    let states = changes
        .into_iter()
        .map(|at| (at, state(asked, severities, at)));
    states.collect()
}

/// When being open to all begins or ends after an instant; none where nobody can say.
fn change(line: &[(Timestamp, &str)], now: &str, at: Timestamp) -> Option<Timestamp> {
    if now == "unknown" {
        return None;
    }
    let later = line.iter().filter(|(from, _)| *from > at);
    let mut other =
        later.filter(|(_, state)| *state == "unknown" || (*state == "open") != (now == "open"));
    other
        .next()
        .filter(|(_, state)| *state != "unknown")
        .map(|(from, _)| *from)
}

/// The engine itself on a window that is all of a place.
#[track_caller]
fn engine_agrees(one: &Asked, at: Timestamp, now: &str, change: Option<Timestamp>) {
    let (open, moment) = match one.window.is_open(at) {
        Answer::Open { until } => ("open", until.instant()),
        Answer::Closed { opens } => ("closed", opens.instant()),
        Answer::Unknown => ("unknown", None),
    };
    if one.knows(at) {
        assert_eq!(
            (now, change),
            (open, moment.filter(|at| one.knows(*at))),
            "{at}"
        );
    } else {
        assert_eq!((now, change), ("unknown", None), "{at}");
    }
}

/// Instants to ask about: around changes, before and behind all that is known, and anywhere.
fn instants(line: &[(Timestamp, &str)], seed: u64) -> BTreeSet<Timestamp> {
    let (first, last) = (line[0].0, line[line.len() - 1].0);
    let mut random = seed;
    let mut pick = |below: u64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let length = u64::try_from(last.as_second() - first.as_second()).unwrap();
    let month = 30 * 86_400;
    let anywhere = (0..ANYWHERE).map(|_| {
        let second = i64::try_from(pick(length + 2 * month)).unwrap();
        first + (second - i64::try_from(month).unwrap()).seconds()
    });
    let mut all: BTreeSet<_> = anywhere.collect();
    let every = line.len().div_ceil(AROUND / 5);
    let kept = line
        .iter()
        .enumerate()
        .filter(|(index, _)| index % every == 0 || *index + 1 == line.len());
    for (_, (at, _)) in kept {
        all.extend([-60, -1, 0, 1, 60].map(|seconds: i64| *at + seconds.seconds()));
    }
    all
}

/// The questions about a page, each with its answers.
fn questions(loaded: &Loaded, page: &str) -> Vec<Value> {
    let timetable = Timetable::new(&loaded.workspace, "2026-11-23".parse().unwrap());
    let told = data(page).unwrap();
    let mut all = Vec::new();
    let mut known = BTreeSet::new();
    for place in places(page)
        .iter()
        .filter(|place| known.insert(place.to_string()))
    {
        let local = |name: &&str| told["windows"][*name].get("zone").is_none();
        let visitors = if names(place).iter().any(local) {
            VISITORS
        } else {
            &VISITORS[..1]
        };
        for visitor in visitors {
            let asked = asked(loaded, &timetable, place, &Zone::parse(visitor).unwrap());
            let severities = place["severities"].as_array().unwrap().iter();
            let severities: Vec<_> = severities
                .map(|name| name.as_str().unwrap().to_owned())
                .collect();
            let line = line(&asked, &severities);
            let answer = |at: Timestamp| {
                let now = state(&asked, &severities, at);
                let change = change(&line, now, at);
                if let [one] = &asked[..] {
                    engine_agrees(one, at, now, change);
                }
                json!([
                    at.as_millisecond(),
                    now,
                    change.map(Timestamp::as_millisecond)
                ])
            };
            let seed = u64::try_from(all.len()).unwrap();
            let answers: Vec<_> = instants(&line, seed).into_iter().map(answer).collect();
            all.push(json!({"place": place, "visitor": visitor, "answers": answers}));
        }
    }
    all
}

fn write(name: &str, value: &Value) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("open-now");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), format!("{value}\n")).unwrap();
}

#[test]
fn what_pages_say_about_now_is_written_down() {
    let fixtures = ["nordlicht", "fjord", "atlas", "minimal", "manara"];
    let fixtures = fixtures.map(|name| (name, load(&sources(name))));
    let mut pages = Vec::new();
    for (name, loaded) in fixtures.into_iter().chain([("made", made())]) {
        for (path, page) in build(&loaded, &options(&["en"])) {
            if let Some(data) = data(&page) {
                let questions = questions(&loaded, &page);
                pages.push(
                    json!({"page": format!("{name}/{path}"), "data": data, "questions": questions}),
                );
            }
        }
    }
    let answers = |question: &Value| question["answers"].as_array().unwrap().clone();
    let all = pages
        .iter()
        .flat_map(|page| page["questions"].as_array().unwrap());
    let all: Vec<_> = all.flat_map(answers).collect();
    assert!(all.len() >= 10_000, "{}", all.len());
    for word in ["open", "closed", "emergency", "unknown"] {
        let some = all.iter().filter(|answer| answer[1] == word).count();
        assert!(some >= 100, "{word}: {some}");
    }
    write("pages.json", &Value::Array(pages));
}

fn made_pages() -> Pages {
    build(&made(), &options(&["en", "de"]))
}

#[test]
fn what_cannot_be_said_exactly_is_not_said() {
    let pages = made_pages();
    let page = &pages["en/unsaid.html"];
    let told = data(page).unwrap();
    let windows: Vec<_> = told["windows"].as_object().unwrap().keys().collect();
    assert_eq!(windows, ["unsaid/devices", "unsaid/office"]);
    // Not at the top, where it would be about all products and places; not beside the contact of places.
    let wanted = ["unsaid/devices", "unsaid/office", "unsaid/devices"];
    let places = places(page);
    let spoken: Vec<_> = places.iter().flat_map(names).collect();
    assert_eq!(spoken, wanted);
    let edges = &pages["en/edges.html"];
    assert!(!edges.contains("edges/upkeep") && !edges.contains("edges/visits"));
}

#[test]
fn windows_for_some_are_told_apart_from_windows_for_all() {
    let pages = made_pages();
    let places = places(&pages["en/levels.html"]);
    let windows: Vec<_> = places
        .iter()
        .map(|place| place["windows"].clone())
        .collect();
    let wanted = [
        // At the top; then the contact for the most severe, for two levels, and that of the office. The first
        // contact says nothing, for it would say the same as the top, nor does the one for mail.
        json!({"levels/duty": ["Critical"], "levels/office": ["Critical", "High", "Low"], "levels/saturday": ["Critical", "High"]}),
        json!({"levels/duty": [], "levels/office": [], "levels/saturday": []}),
        json!({"levels/office": []}),
        json!({"levels/duty": ["Critical"], "levels/office": ["Critical", "High"], "levels/saturday": ["Critical", "High"]}),
        json!({"levels/office": []}),
        json!({"levels/saturday": []}),
        json!({"levels/duty": []}),
    ];
    assert_eq!(windows, wanted);
}

#[test]
fn sentences_are_those_of_the_page_with_open_gaps() {
    let pages = made_pages();
    let told = |page: &str| data(&pages[page]).unwrap();
    assert_eq!(
        told("en/levels.html")["says"]["open_until"],
        "Open until {when}"
    );
    assert_eq!(
        told("de/levels.html")["says"]["open_until"],
        "Geöffnet bis {when}"
    );
    assert_eq!(told("de/levels.html")["tag"], "de-DE");
}

#[test]
fn only_pages_with_something_to_say_may_run_the_script() {
    for (path, page) in made_pages()
        .iter()
        .filter(|(_, page)| page.starts_with("<!doctype"))
    {
        let says = page.contains("data-now=");
        let parts = [
            "script-src 'self';",
            "<script src=\"../open-now.js\" defer></script>",
            "open-now-data",
        ];
        for part in parts {
            assert_eq!(page.contains(part), says, "{path}: {part}");
        }
        for tag in markup::tags(page)
            .iter()
            .filter(|tag| tag.attribute("data-now").is_some())
        {
            assert!(tag.attribute("hidden").is_some(), "{path}");
        }
    }
    assert!(made_pages()["open-now.js"].len() < 6_500);
}

#[test]
fn names_cannot_end_the_data_of_a_page() {
    let hostile = "name: \"</script><!--\\u2028\\u202e&amp;\\\"'\"";
    let text = MADE.replace("name: Critical", hostile);
    let pages = build(
        &load(&[Source::new("open_now.yaml", text)]),
        &options(&["en"]),
    );
    let page = &pages["en/levels.html"];
    let (_, rest) = page.split_once("id=\"open-now-data\">").unwrap();
    let (told, _) = rest.split_once("</script>").unwrap();
    assert!(!told.contains(['<', '>', '&', '\u{2028}', '\u{202e}']));
    let expected: BTreeMap<String, Value> = serde_json::from_str(told).unwrap();
    assert_eq!(expected.len(), 4);
    let scripts = markup::tags(page)
        .into_iter()
        .filter(|tag| tag.name == "script");
    // The script, its data, and what the page says in the words of schema.org.
    assert_eq!(scripts.count(), 3);
    assert!(places(&page.replace("&lt;", "<")).len() > 3);
}
