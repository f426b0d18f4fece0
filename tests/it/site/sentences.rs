//! The sentences of the pages: the same in every language, none missing, none idle.

use csp_support::model::shape::{Shape, Type};
use csp_support::model::{KINDS, Schemas};
use csp_support::page::locale::{LANGUAGES, Strings};
use csp_support::page::{Locale, Templates};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use walkdir::WalkDir;

fn text(language: &str) -> String {
    let path = format!("templates/locales/{language}.yaml");
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn strings(language: &str) -> Strings {
    Strings::read(&format!("locales/{language}.yaml"), &text(language)).unwrap()
}

/// Sentences that English and German have and other languages do not have yet: pages that need one cannot come in
/// those. Nothing waits when a version is released.
const WAITING: &[&str] = &[];

#[test]
fn every_language_says_the_same_with_the_same_gaps() {
    let first = strings(LANGUAGES[0]);
    for language in LANGUAGES {
        let other = strings(language);
        let waiting = if *language == "en" || *language == "de" {
            &[]
        } else {
            WAITING
        };
        let different = difference(&first, &other);
        assert_eq!(
            different, waiting,
            "{language}: translate these, or list them in WAITING"
        );
        for key in other.keys() {
            assert_eq!(first.gaps(key), other.gaps(key), "{language}: {key}");
        }
    }
}

/// A sentence about a number says it in every form that the language has, and in no other.
#[test]
fn sentences_with_numbers_have_the_forms_of_their_language() {
    let english = strings("en");
    for language in LANGUAGES {
        let locale = Locale::new(language, None, Strings::default()).unwrap();
        let wanted: BTreeSet<_> = locale.plural_forms().into_iter().collect();
        let strings = strings(language);
        for key in english.keys() {
            let forms = strings.forms(key).map(BTreeSet::from_iter);
            let said = !WAITING.contains(&key) || forms.is_some();
            let expected = english.forms(key).filter(|_| said).map(|_| wanted.clone());
            assert_eq!(forms, expected, "{language}: {key}");
        }
    }
}

fn difference<'s>(one: &'s Strings, other: &'s Strings) -> Vec<&'s str> {
    let (one, other): (BTreeSet<_>, BTreeSet<_>) = (one.keys().collect(), other.keys().collect());
    one.symmetric_difference(&other).copied().collect()
}

/// All of our code and templates in one text.
fn written() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["src", "templates"]
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)))
        .map(Result::unwrap)
        .filter(|entry| {
            let path = entry.path();
            let ours = path
                .extension()
                .is_some_and(|ext| ext == "rs" || ext == "html" || ext == "md");
            ours && !path.starts_with(root.join("templates/locales"))
        })
        .map(|entry| std::fs::read_to_string(entry.path()).unwrap())
        .collect()
}

/// Further groups whose keys end in a value or a field.
const GROUPS: &[&str] = &[
    "access_place",
    "access_review",
    "access_task",
    "access_way",
    "csp_region",
    "entry_point",
    "fact",
    "glossary_about",
    "glossary_term",
    "form.about",
    "form.field",
    "form.need",
    "form.part",
    "mark",
    "microsoft_direct",
    "microsoft_severity",
    "nth",
    "page",
    "price_detail",
    "price_with",
    "term",
    "region",
    "request",
    "request_severity",
    "runbook.agent_status",
    "runbook.fact",
    "runbook.goes",
    "runbook.health_kind",
    "runbook.health_source",
    "runbook.mechanism",
    "runbook.needs",
    "runbook.now",
    "runbook.obstacle",
    "runbook.remedy",
    "runbook.step",
    "section",
    "severity",
    "support_plan",
    "topic",
    "window",
];

/// A key is used by its full name, or by the name of its group where the rest is a value.
#[test]
fn every_sentence_is_used() {
    let written = written();
    let strings = strings("en");
    let idle: Vec<_> = strings
        .keys()
        .filter(|key| {
            let group = key.rsplit_once('.').map_or("", |(group, _)| group);
            let by_name = written.contains(&format!("\"{key}\""));
            let named = NAMED.iter().any(|(name, ..)| *name == group);
            let by_group = (named || GROUPS.contains(&group))
                && (written.contains(&format!("\"{group}\""))
                    || written.contains(&format!("\"{group}.{{")));
            !by_name && !by_group
        })
        .collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// Sentence groups, and the fields whose values they name.
const NAMED: &[(&str, &str, &str)] = &[
    ("customer_owner", "SupportAssignment", "split.owner"),
    ("health_status", "HealthSnapshot", "issues.status"),
    ("health_status", "HealthSnapshot", "services.status"),
    ("product", "SupportOffering", "products"),
    ("type", "SupportOffering", "supportTypes"),
    ("type_about", "SupportOffering", "supportTypes"),
    ("method", "SupportOffering", "contacts.method"),
    ("by", "SupportOffering", "contacts.method"),
    ("told_in", "SupportOffering", "contacts.toldIn"),
    ("direction", "SupportOffering", "contacts.direction"),
    ("answered_by", "SupportOffering", "contacts.answeredBy"),
    ("call_cost", "SupportOffering", "contacts.cost.per"),
    ("because", "SupportOffering", "notContacts.because"),
    ("spoken_by", "SupportOffering", "languages.by"),
    ("language_rank", "SupportOffering", "languages.rank"),
    ("commitment", "SupportOffering", "targets.kind"),
    ("metric", "SupportOffering", "targets.metric"),
    ("metric_about", "SupportOffering", "targets.metric"),
    ("depends_on", "SupportOffering", "targets.dependsOn"),
    ("waits_for", "SupportOffering", "targets.pausesFor"),
    ("set_by", "SupportOffering", "severitySetting.by"),
    ("degree", "SupportOffering", "severitySetting.matrix.impact"),
    ("on_holidays", "SupportOffering", "hours.any.onHolidays"),
    ("window_purpose", "SupportOffering", "hours.any.purpose"),
    ("charging", "SupportOffering", "pricing.charging"),
    ("price_model", "SupportOffering", "pricing.items.model"),
    ("unit", "SupportOffering", "pricing.items.unit"),
    ("unit", "SupportOffering", "pricing.items.quota.per"),
    ("unit", "SupportOffering", "pricing.items.prepaid.unit"),
    (
        "price_qualified",
        "SupportOffering",
        "pricing.items.qualifier",
    ),
    ("cap", "SupportOffering", "pricing.items.cap.per"),
    ("billed", "SupportOffering", "pricing.items.term.billed"),
    ("consent", "SupportOffering", "pricing.consent"),
    ("occasion", "SupportOffering", "pricing.items.occasion"),
    ("steps_count", "SupportOffering", "pricing.items.stepsCount"),
    ("prepaid", "SupportOffering", "pricing.items.prepaid.unit"),
    (
        "credit_unit",
        "SupportOffering",
        "pricing.items.prepaid.unit",
    ),
    (
        "credit_part",
        "SupportOffering",
        "pricing.items.prepaid.unit",
    ),
    ("quota", "SupportOffering", "pricing.items.quota.unit"),
    ("quota_rest", "SupportOffering", "pricing.items.quota.rest"),
    ("remedy", "SupportOffering", "remedies.kind"),
    ("remedy_fee", "SupportOffering", "remedies.of"),
    ("remedy_kept", "SupportOffering", "remedies.period"),
    ("remedy_missed", "SupportOffering", "remedies.period"),
    ("remedy_cap", "SupportOffering", "remedies.period"),
    ("bought", "SupportOffering", "targets.metric"),
    ("tax", "SupportOffering", "pricing.items.tax"),
    ("delivery", "SupportOffering", "delivery.model"),
    (
        "accountable",
        "SupportOffering",
        "delivery.accountableParty",
    ),
    ("role", "SupportOffering", "delivery.parties.role"),
    ("party_kind", "SupportOffering", "delivery.parties.model"),
    ("known_party", "SupportOffering", "delivery.parties.model"),
    ("unnamed_party", "SupportOffering", "delivery.parties.model"),
    ("duty", "SupportOffering", "delivery.parties.holds"),
    (
        "contract_with",
        "SupportOffering",
        "delivery.parties.contractWith",
    ),
    ("may_use", "SupportOffering", "delivery.mayUseOthers"),
    (
        "handover_when",
        "SupportOffering",
        "delivery.handovers.when",
    ),
    ("rung_since", "SupportOffering", "escalation.ladder.since"),
    ("route", "SupportOffering", "escalation.routes.for"),
    ("step", "SupportOffering", "escalation.steps"),
    (
        "category",
        "SupportOffering",
        "escalation.toMicrosoft.categories",
    ),
    ("filed_by", "SupportOffering", "escalation.toMicrosoft.by"),
    (
        "target_technical",
        "SupportOffering",
        "escalation.technical.target",
    ),
    (
        "target_commercial",
        "SupportOffering",
        "escalation.commercial.target",
    ),
    (
        "target_vulnerability",
        "SupportOffering",
        "escalation.vulnerability.target",
    ),
    (
        "limit",
        "SupportOffering",
        "escalation.microsoftTimes.limits",
    ),
    (
        "notices",
        "SupportOffering",
        "communications.subscriptionNotices.owner",
    ),
    ("remaining", "SupportOffering", "access.remaining"),
    ("covered", "SupportOffering", "scope.topics.covered"),
    ("limit_unit", "SupportOffering", "scope.topics.limit.unit"),
    ("limit_per", "SupportOffering", "scope.topics.limit.per"),
    ("condition", "SupportOffering", "entitlement.needs"),
    ("customer_duty", "SupportOffering", "customerDuties.duty"),
    ("consequence", "SupportOffering", "customerDuties.otherwise"),
    ("matter", "SupportOffering", "scheduledChanges.about"),
    ("matter", "SupportOffering", "interruptions.about"),
    ("document", "SupportOffering", "documentOrder"),
    ("credit_basis", "SupportOffering", "slaCredits.basis"),
    ("credit_share", "SupportOffering", "slaCredits.passThrough"),
    (
        "partner_type",
        "PartnerProfile",
        "cspAuthorization.partnerType",
    ),
];

#[test]
fn every_value_a_document_may_name_has_words() {
    let strings = strings("en");
    let known: BTreeSet<&str> = strings.keys().collect();
    for (group, kind, path) in NAMED {
        let options = options(kind, path);
        assert!(!options.is_empty(), "{kind} {path}");
        for option in options {
            let key = format!("{group}.{option}");
            assert!(
                known.contains(key.as_str()),
                "{key} is missing for {kind} {path}"
            );
        }
    }
}

/// The values that a schema allows at a path below `spec`.
fn options(kind: &str, path: &str) -> Vec<String> {
    let schemas = Schemas::embedded().unwrap();
    let index = KINDS.iter().position(|known| known.name == kind).unwrap();
    let mut shape: &Shape = schemas.of(index).shape.field("spec").unwrap();
    for part in path.split('.') {
        shape = inner(shape).field(part).unwrap();
    }
    inner(shape).options.clone()
}

fn inner(shape: &Shape) -> &Shape {
    match &shape.ty {
        Type::List(items) => items,
        _ => shape,
    }
}

#[test]
fn topics_are_recognised_by_what_pages_call_them() {
    use csp_support::model::topic::{TOPICS, key};
    for language in LANGUAGES {
        let strings = strings(language);
        let known: BTreeSet<&str> = strings
            .keys()
            .filter_map(|key| key.strip_prefix("topic."))
            .collect();
        let words: BTreeSet<&str> = TOPICS.iter().copied().collect();
        assert_eq!(known, words);
        let locale = Templates::new(BTreeMap::new())
            .unwrap()
            .locale(language, None)
            .unwrap();
        for word in words {
            let name = locale.text(&format!("topic.{word}")).unwrap();
            assert_eq!(key(&name), word, "{language}: {name}");
        }
    }
}

#[test]
fn parts_of_countries_with_holidays_have_names() {
    let strings = strings("en");
    let known: BTreeSet<&str> = strings.keys().collect();
    let catalogs = csp_support::model::catalog::Catalogs::embedded().unwrap();
    let calendars = catalogs.calendars().unwrap();
    let parts = calendars
        .iter()
        .filter(|calendar| calendar.id.contains('-'));
    let missing: Vec<_> = parts
        .filter(|part| !known.contains(format!("region.{}", part.id).as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_workspace_may_say_some_things_differently() {
    let own = BTreeMap::from([("locales/en.yaml".to_owned(), "heading: Help\n".to_owned())]);
    let locale = Templates::new(own).unwrap().locale("en", None).unwrap();
    assert_eq!(locale.text("heading").unwrap(), "Help");
    assert_eq!(locale.text("section.contact").unwrap(), "How to reach us");
    let missing = locale.text("section.none").unwrap_err().to_string();
    assert_eq!(
        missing,
        "the sentence `section.none` is missing in `locales/en.yaml`"
    );
    let broken = BTreeMap::from([("locales/en.yaml".to_owned(), "a: [".to_owned())]);
    assert!(
        Templates::new(broken)
            .unwrap_err()
            .to_string()
            .contains("locales/en.yaml")
    );
}

#[test]
fn a_workspace_may_bring_a_language_of_its_own() {
    let own = |path: &str, text: &str| {
        Templates::new(BTreeMap::from([(path.to_owned(), text.to_owned())]))
    };
    let templates = own("locales/it.yaml", "heading: Assistenza\n").unwrap();
    let names: Vec<_> = templates.languages().names().collect();
    assert_eq!(names, ["en", "de", "fr", "es", "ja", "nl", "nb", "it"]);
    let locale = templates.locale("it", None).unwrap();
    assert_eq!(locale.text("heading").unwrap(), "Assistenza");
    let missing = locale.text("section.contact").unwrap_err().to_string();
    assert_eq!(
        missing,
        "the sentence `section.contact` is missing in `locales/it.yaml`"
    );
    assert!(locale.knows("section.contact") && !locale.knows("severity.own"));
    let impossible = own("locales/tlh.yaml", "heading: Dev\n").unwrap_err();
    assert_eq!(
        impossible.to_string(),
        "`locales/tlh.yaml` is for no language whose dates and money we can write; these are `ar`, `de`, \
         `en`, `es`, `fr`, `it`, `ja`, `nb`, `nl`, `pl`, `pt`, `sv`"
    );
}

#[test]
fn a_language_without_pages_is_told_with_those_that_have_some() {
    let unknown = Templates::new(BTreeMap::new()).unwrap().locale("tlh", None);
    assert_eq!(
        unknown.unwrap_err().to_string(),
        "there are no pages in `tlh`; there are some in `en`, `de`, `fr`, `es`, `ja`, `nl`, `nb`, and in each of \
         `ar`, `it`, `pl`, `pt`, `sv` for which your own templates bring `locales/<language>.yaml`"
    );
}

#[test]
fn every_task_has_words_for_customers() {
    let strings = strings("en");
    let known: BTreeSet<&str> = strings
        .keys()
        .filter_map(|key| key.strip_prefix("access_task."))
        .collect();
    let catalogs = csp_support::model::catalog::Catalogs::embedded().unwrap();
    let tasks: BTreeSet<&str> = catalogs
        .tasks()
        .iter()
        .map(|task| task.id.as_str())
        .collect();
    assert_eq!(known, tasks);
}
