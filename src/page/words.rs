//! Filters whose result is text in the page's language: sentences, days, lists.
//!
//! They must never know a page.

use crate::page::capitalised;
use crate::page::locale::Locale;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Makes them known to all templates of a locale.
pub(super) fn register(tera: &mut Tera, locale: &Arc<Locale>) {
    register_sentences(tera, locale);
    register_values(tera, locale);
}

/// The filter `t`: a sentence in the page's language. One that needs no values is the same on all pages, so it is
/// looked up once.
fn register_sentences(tera: &mut Tera, locale: &Arc<Locale>) {
    let words = Arc::clone(locale);
    let said: RwLock<HashMap<String, Value>> = RwLock::default();
    tera.register_filter("t", move |key: &str, args: Kwargs, _: &State| {
        let values = arguments(&args);
        let values: Vec<_> = values
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        if let Some(count) = args.get::<u64>("count")? {
            let text = words.count(key, count, &values);
            return text.map(Value::from).map_err(tera::Error::message);
        }
        let known = said.read().ok().filter(|_| values.is_empty());
        if let Some(text) = known.and_then(|known| known.get(key).cloned()) {
            return Ok(text);
        }
        let text = words.say(key, &values).map_err(tera::Error::message)?;
        let text = Value::from(text);
        if let Ok(mut known) = said.write()
            && values.is_empty()
        {
            known.insert(key.to_owned(), text.clone());
        }
        Ok(text)
    });
}

fn register_values(tera: &mut Tera, locale: &Arc<Locale>) {
    let words = Arc::clone(locale);
    tera.register_filter("date", move |date: &str, _: Kwargs, _: &State| {
        let date = date.parse().map_err(tera::Error::message)?;
        TeraResult::Ok(words.date(date))
    });
    let words = Arc::clone(locale);
    tera.register_filter("full_date", move |date: &str, _: Kwargs, _: &State| {
        let date = date.parse().map_err(tera::Error::message)?;
        TeraResult::Ok(words.full_date(date))
    });
    tera.register_filter("capital", |text: &str, _: Kwargs, _: &State| {
        capitalised(text)
    });
    let words = Arc::clone(locale);
    tera.register_filter("sentence", move |text: &str, _: Kwargs, _: &State| {
        words.sentence(text).map_err(tera::Error::message)
    });
    let words = Arc::clone(locale);
    tera.register_filter("list", move |items: Vec<String>, _: Kwargs, _: &State| {
        words.list(&items)
    });
}

/// Keyword arguments as text; `count` is shown by the locale itself.
fn arguments(args: &Kwargs) -> Vec<(String, String)> {
    args.iter()
        .map(|(key, value)| (key.to_string(), value.to_string()))
        .filter(|(key, _)| key != "count")
        .collect()
}
