//! What pages say in the words of schema.org: what they show, exactly, and nothing on pages that nobody should list.

use super::head::{BASE, with_base};
use super::markup;
use super::pages::{Pages, build, html, load, options, sources};
use crate::harness::Project;
use csp_support::page::{Locale, Templates, capitalised};
use csp_support::site::Options;
use csp_support::source::Source;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const OPENS: &str = "<script type=\"application/ld+json\">";

/// The data of a page.
fn graph(page: &str) -> Option<Value> {
    let (_, rest) = page.split_once(OPENS)?;
    let (text, rest) = rest.split_once("</script>")?;
    assert!(!rest.contains(OPENS), "two graphs on a page");
    Some(serde_json::from_str(text).unwrap())
}

/// All things of a graph at any depth.
fn things(value: &Value) -> Vec<&Value> {
    let below = match value {
        Value::Object(fields) => fields.values().flat_map(things).collect(),
        Value::Array(items) => items.iter().flat_map(things).collect(),
        _ => Vec::new(),
    };
    let own = value.is_object().then_some(value);
    own.into_iter().chain(below).collect()
}

fn of_type<'v>(graph: &'v Value, kind: &str) -> Vec<&'v Value> {
    let all = things(graph).into_iter();
    all.filter(|thing| thing["@type"] == kind).collect()
}

fn decoded(text: &str) -> String {
    let names = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    let text = names.iter().fold(text.to_owned(), |text, (name, sign)| {
        text.replace(name, sign)
    });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a page shows: its words without markup, and the addresses and dates of its elements.
struct Shown {
    text: String,
    attributes: BTreeSet<String>,
    locale: Arc<Locale>,
}

impl Shown {
    fn of(page: &str) -> Self {
        let (_, body) = page.split_once("<body>").unwrap();
        let mut text = String::new();
        for piece in body.split('<') {
            let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
            if !tag.starts_with("script") {
                text.push_str(words);
            }
        }
        let tags = markup::tags(page);
        let of = |name| tags.iter().filter_map(move |tag| tag.attribute(name));
        let place = tags
            .iter()
            .find(|tag| tag.attribute("property") == Some("og:locale"));
        let place = place.and_then(|tag| tag.attribute("content")).unwrap();
        let (language, country) = place.split_once('_').unwrap_or((place, "GB"));
        let templates = Templates::new(BTreeMap::new()).unwrap();
        Self {
            text: decoded(&text),
            attributes: of("href").chain(of("datetime")).map(decoded).collect(),
            locale: templates.locale(language, Some(country)).unwrap(),
        }
    }

    fn says(&self, words: &str) -> bool {
        self.text.contains(&decoded(words))
    }

    /// Whether the page shows the value of a property, in the form in which pages show such values.
    fn shows(&self, key: &str, value: &str) -> bool {
        let weekday = |day: &str| {
            let days = [
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ];
            let at = days.iter().position(|known| *known == day).unwrap();
            jiff::civil::Weekday::from_monday_zero_offset(i8::try_from(at).unwrap()).unwrap()
        };
        match key {
            "telephone" => self.attributes.contains(&format!("tel:{value}")),
            "email" => self.attributes.contains(&format!("mailto:{value}")),
            "url" | "serviceUrl" | "validFrom" | "validThrough" => self.attributes.contains(value),
            "availableLanguage" => self.says(&self.locale.language_name(value)),
            "dayOfWeek" => {
                let day = self.locale.weekday(weekday(value));
                self.says(&day) || self.says(&capitalised(&day)) || self.always()
            }
            _ => self.says(value) || self.says(&capitalised(value)),
        }
    }

    /// Whether some window is open at all times, and needs no table.
    fn always(&self) -> bool {
        self.says(&self.locale.text("hours.always").unwrap())
    }

    fn shows_hours(&self, opens: &str, closes: &str) -> bool {
        let minute = |time: &str| -> u16 {
            let (hours, minutes) = time.split_once(':').unwrap();
            hours.parse::<u16>().unwrap() * 60 + minutes.parse::<u16>().unwrap()
        };
        let word = |key| self.says(&self.locale.text(key).unwrap());
        match (opens, closes) {
            ("00:00", "00:00") => word("hours.closed"),
            ("00:00", "23:59") => word("hours.all_day") || self.always(),
            (_, "00:00") => self.says(&self.locale.range(minute(opens), 1440)),
            _ => self.says(&self.locale.range(minute(opens), minute(closes))),
        }
    }
}

/// Properties whose values are no words of the page: names of things, and words of schema.org.
const TERMS: &[&str] = &["@id", "@type", "@context", "contactType", "priceCurrency"];

/// Everything that a thing says and the page does not show.
fn unshown(shown: &Shown, thing: &Value) -> Vec<String> {
    let text = |key: &str| thing[key].as_str().unwrap_or_default();
    let mut missing = Vec::new();
    for (key, value) in thing.as_object().unwrap() {
        let values = match value {
            Value::Array(items) => items.iter().collect(),
            other => vec![other],
        };
        let missed = values
            .into_iter()
            .filter_map(Value::as_str)
            .filter(|value| match key.as_str() {
                key if TERMS.contains(&key) => false,
                "opens" | "closes" => !shown.shows_hours(text("opens"), text("closes")),
                "price" => !shown.says(&shown.locale.money(value, text("priceCurrency"))),
                key => !shown.shows(key, value),
            });
        missing.extend(missed.map(|value| format!("{key}: {value}")));
    }
    missing
}

/// Everything that pages of a site say and do not show; how many things they speak about.
#[track_caller]
fn shown_only(name: &str, pages: &Pages) -> usize {
    let mut count = 0;
    for (path, page) in html(pages) {
        let Some(graph) = graph(page) else { continue };
        let shown = Shown::of(page);
        for thing in things(&graph) {
            let missing = unshown(&shown, thing);
            assert!(
                missing.is_empty(),
                "{name}/{path} does not show {missing:?}"
            );
            count += 1;
        }
    }
    count
}

fn fixture(name: &str, options: &Options) -> Pages {
    build(&load(&sources(name)), options)
}

const MADE: &str = include_str!("open_now.yaml");

fn made() -> Pages {
    build(
        &load(&[Source::new("open_now.yaml", MADE)]),
        &options(&["en"]),
    )
}

#[test]
fn pages_show_everything_that_they_tell_programs() {
    for (name, languages, least) in [
        ("nordlicht", &["de", "en", "ja"][..], 200),
        ("fjord", &["nb", "fr"], 50),
        ("atlas", &["en"], 50),
        ("minimal", &["en", "es", "nl"], 30),
    ] {
        let count = shown_only(name, &fixture(name, &with_base(languages)));
        assert!(count >= least, "{name}: {count}");
    }
    assert!(shown_only("made", &made()) > 50);
}

#[test]
fn a_statement_tells_who_helps_how_and_when() {
    let pages = fixture("minimal", &with_base(&["en"]));
    let told = graph(&pages["en/standard.html"]).unwrap();
    assert_eq!(told["@context"], "https://schema.org");
    let page = format!("{BASE}/en/standard.html");
    let organization = json!({"@id": format!("{BASE}/#organization")});
    let service = of_type(&told, "Service")[0];
    assert_eq!(service["@id"], format!("{page}#service"));
    assert_eq!(service["url"], page);
    assert_eq!(service["provider"], organization);
    assert!(service.get("broker").is_none());
    let channels: Vec<_> = of_type(service, "ServiceChannel");
    assert_eq!(
        channels[0]["servicePhone"]["@id"],
        format!("{page}#contact-phone")
    );
    assert_eq!(channels[1]["serviceUrl"], "https://harbour.example/help");
    let points = of_type(&told, "ContactPoint");
    let phone = points[0];
    assert_eq!(phone["telephone"], "+44-20-7946-0010");
    assert_eq!(phone["availableLanguage"], json!(["en"]));
    let hours = phone["hoursAvailable"].as_array().unwrap();
    assert_eq!(hours[0]["@id"], format!("{page}#hours-office-week-1"));
    assert_eq!(points[2]["email"], "help@harbour.example");
    let week = of_type(&told, "OpeningHoursSpecification")[0];
    assert_eq!(week["dayOfWeek"].as_array().unwrap().len(), 5);
    assert_eq!(
        (&week["opens"], &week["closes"]),
        (&json!("09:00"), &json!("17:30"))
    );
    assert_eq!(week["validFrom"], "2026-10-01");
}

#[test]
fn closures_are_hours_of_one_date() {
    let pages = fixture("minimal", &options(&["en"]));
    let told = graph(&pages["en/standard.html"]).unwrap();
    let hours = of_type(&told, "OpeningHoursSpecification").into_iter();
    let dated: Vec<_> = hours
        .filter(|hours| hours.get("dayOfWeek").is_none())
        .collect();
    let christmas = dated
        .iter()
        .find(|hours| hours["validFrom"] == "2026-12-25")
        .unwrap();
    for (key, value) in [
        ("validThrough", "2026-12-25"),
        ("opens", "00:00"),
        ("closes", "00:00"),
    ] {
        assert_eq!(christmas[key], value);
    }
    assert_eq!(christmas["@id"], "standard.html#hours-office-2026-12-25");
    let phone = of_type(&told, "ContactPoint")[0];
    for hours in &dated {
        let own = json!({"@id": hours["@id"]});
        assert!(phone["hoursAvailable"].as_array().unwrap().contains(&own));
        assert_eq!(hours["validFrom"], hours["validThrough"]);
    }
    assert_eq!(dated.len(), 5);
    assert!(!told.to_string().contains("special"));
}

/// The windows that a contact tells, by their names.
fn windows(point: &Value) -> BTreeSet<String> {
    let hours = point["hoursAvailable"].as_array().into_iter().flatten();
    let ids = hours.map(|hours| {
        hours["@id"]
            .as_str()
            .unwrap()
            .split_once("#hours-")
            .unwrap()
            .1
    });
    let names = ids.map(|id| id.split('-').next().unwrap().to_owned());
    names.collect()
}

#[test]
fn what_holds_for_some_only_is_not_said() {
    let pages = made();
    let told = |path: &str| graph(&pages[path]).unwrap();
    let points = |graph: &Value| -> Vec<(String, Vec<String>)> {
        let points = of_type(graph, "ContactPoint").into_iter();
        let named = points.map(|point| {
            let id = point["@id"].as_str().unwrap().split_once('#').unwrap().1;
            (id.to_owned(), windows(point).into_iter().collect())
        });
        named.collect()
    };
    let office = || vec!["office".to_owned()];
    assert_eq!(
        points(&told("en/levels.html")),
        [
            ("contact-phone".to_owned(), office()),
            ("contact-phone-2".to_owned(), vec![]),
            ("contact-phone-3".to_owned(), office()),
            ("contact-chat".to_owned(), vec![]),
            ("contact-email".to_owned(), vec![]),
        ]
    );
    let products = points(&told("en/unsaid.html"));
    assert_eq!(products[0], ("contact-phone".to_owned(), office()));
    assert_eq!(
        products[1],
        ("contact-phone-2".to_owned(), vec!["devices".to_owned()])
    );
    assert_eq!(products[2], ("contact-phone-3".to_owned(), vec![]));
    let levels = told("en/levels.html");
    let week = of_type(&levels, "OpeningHoursSpecification")[0];
    assert_eq!(week["validThrough"], "2027-06-30");
}

const PRICES: &str = "
  pricing:
    charging: full
    currency: EUR
    tax: exclusive
    items:
      - {name: Base fee, model: flat, amount: \"99.00\", unit: month, validTo: 2027-12-31}
      - {name: From, model: per_hour, amount: \"120.00\", qualifier: from}
      - {name: At night, model: per_hour, amount: \"240.00\", during: [office]}
      - {name: Critical only, model: per_incident, amount: \"10.00\", severities: [critical]}
      - {name: Over, model: flat, amount: \"1.00\", unit: month, validTo: 2026-01-31}
      - {name: Two steps, model: per_unit, unit: seat_month, steps: [{from: 1, to: 9, amount: \"5.00\"}, {from: 10, amount: \"4.00\"}]}
";

/// The pages of the smallest workspace with one text of its offering exchanged.
fn minimal_with(old: &str, new: &str, options: &Options) -> Pages {
    let changed =
        |source: &Arc<Source>| Source::new(source.path.as_str(), source.text.replace(old, new));
    let all: Vec<_> = sources("minimal").iter().map(changed).collect();
    build(&load(&all), options)
}

#[test]
fn only_prices_that_are_one_amount_are_offers() {
    let pages = minimal_with("\n  pricing: {charging: none}\n", PRICES, &options(&["en"]));
    let told = graph(&pages["en/standard.html"]).unwrap();
    let offers = of_type(&told, "Offer");
    let wanted = json!({
        "@type": "Offer",
        "name": "Base fee",
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": "99.00", "priceCurrency": "EUR", "unitText": "per month",
            "valueAddedTaxIncluded": false, "validFrom": "2026-10-01", "validThrough": "2027-12-31",
        },
    });
    assert_eq!(offers, [&wanted]);
}

#[test]
fn resold_support_has_another_provider_and_a_broker() {
    let resold = |party: &str| {
        let delivery =
            format!("delivery: {{model: resold, accountableParty: provider, parties: [{party}]}}");
        let pages = minimal_with(
            "delivery: {model: direct, accountableParty: partner}",
            &delivery,
            &options(&["en"]),
        );
        let told = graph(&pages["en/standard.html"]).unwrap();
        of_type(&told, "Service")[0].clone()
    };
    let told = resold("{name: Example Distribution plc, model: resold, distributor: true}");
    assert_eq!(
        told["provider"],
        json!({"@type": "Organization", "name": "Example Distribution plc"})
    );
    assert_eq!(told["broker"], json!({"@id": "../#organization"}));
    let unnamed = resold("{name: Example Distribution plc, model: resold, named: false}");
    assert!(unnamed.get("provider").is_none() && unnamed.get("broker").is_some());
}

#[test]
fn names_are_stable_and_lead_to_one_thing() {
    let names = |options: &Options| {
        let pages = fixture("nordlicht", options);
        let mut all = BTreeMap::new();
        for (path, page) in html(&pages) {
            let Some(graph) = graph(page) else { continue };
            let (named, referred): (Vec<_>, Vec<_>) = things(&graph)
                .into_iter()
                .filter_map(|thing| {
                    Some((
                        thing["@id"].as_str()?.to_owned(),
                        thing.get("@type").is_some(),
                    ))
                })
                .partition(|(_, described)| *described);
            let unique: BTreeSet<_> = named.iter().map(|(id, _)| id.clone()).collect();
            assert_eq!(unique.len(), named.len(), "{path}");
            assert!(referred.iter().all(|(id, _)| unique.contains(id)), "{path}");
            all.insert(path.clone(), unique);
        }
        all
    };
    let today = names(&options(&["de", "en"]));
    assert_eq!(today.len(), 8);
    assert_eq!(today["de/premium-2026.html"], today["en/premium-2026.html"]);
    let lasting = |all: BTreeMap<String, BTreeSet<String>>| {
        let kept = all
            .into_values()
            .flatten()
            .filter(|id| !id.contains("hours-"));
        kept.collect::<BTreeSet<_>>()
    };
    let later = Options {
        as_of: "2027-01-20".parse().unwrap(),
        ..options(&["de", "en"])
    };
    assert_eq!(lasting(today), lasting(names(&later)));
    // What the first page calls an offering is what the page of the offering calls it.
    let all = names(&with_base(&["en"]));
    assert!(all["en/index.html"].iter().all(|id| id.starts_with(BASE)));
    for id in all["en/index.html"]
        .iter()
        .filter(|id| id.ends_with("#service"))
    {
        let path = id
            .strip_prefix(&format!("{BASE}/"))
            .unwrap()
            .split('#')
            .next()
            .unwrap();
        assert!(all[path].contains(id), "{id}");
    }
}

#[test]
fn pages_that_nobody_should_list_say_nothing() {
    let mut options = options(&["en"]);
    options.drafts = BTreeSet::from(["premium-2026".to_owned()]);
    let pages = fixture("nordlicht", &options);
    assert_eq!(graph(&pages["en/premium-2026.html"]), None);
    assert!(graph(&pages["en/standard-2026.html"]).is_some());
    let index = graph(&pages["en/index.html"]).unwrap();
    let services = of_type(&index, "Service");
    assert_eq!(services.len(), 2);
    assert!(
        services
            .iter()
            .all(|service| !service["@id"].as_str().unwrap().contains("premium"))
    );
    options.drafts = BTreeSet::from(["standard".to_owned()]);
    assert!(
        fixture("minimal", &options)
            .values()
            .all(|page| !page.contains("ld+json"))
    );
    let project = Project::with_fixture("nordlicht");
    project
        .run(&["publish", "--out", "site", "--customers", "customers", "ws"])
        .exits(0);
    for language in ["de", "en"] {
        let customer = project.read(&format!("customers/{language}/hansewind.html"));
        assert!(!customer.contains("ld+json"));
    }
}

#[test]
fn texts_cannot_leave_the_data() {
    let name = "</script><!--<script>\u{2028}&amp;\"'\\";
    let yaml = serde_json::to_string(name).unwrap();
    let pages = minimal_with(
        "name: Standard support",
        &format!("name: {yaml}"),
        &options(&["en"]),
    );
    for path in ["en/standard.html", "en/index.html"] {
        let page = &pages[path];
        let (_, rest) = page.split_once(OPENS).unwrap();
        let (text, _) = rest.split_once("</script>").unwrap();
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{path}");
        assert_eq!(of_type(&graph(page).unwrap(), "Service")[0]["name"], name);
        let scripts = markup::tags(page)
            .into_iter()
            .filter(|tag| tag.name == "script");
        assert_eq!(scripts.count(), 3, "{path}");
    }
}
