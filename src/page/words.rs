//! Filters whose result is text in the page's language: sentences, days, lists.
//!
//! They must never know a page.

use crate::page::locale::Locale;
use crate::page::{Known, capitalised};
use std::borrow::Cow;
use std::sync::Arc;
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
    let said: Known<String, Value> = Known::default();
    tera.register_filter("t", move |key: &str, args: Kwargs, _: &State| {
        let values = arguments(&args);
        let values: Vec<_> = values.iter().map(|(k, v)| (*k, v.as_ref())).collect();
        if let Some(count) = args.get::<u64>("count")? {
            let text = words.count(key, count, &values);
            return text.map(Value::from).map_err(tera::Error::message);
        }
        let say = || words.say(key, &values).map(Value::from);
        let text = if values.is_empty() {
            said.get(key, say)
        } else {
            say()
        };
        text.map_err(tera::Error::message)
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
fn arguments(args: &Kwargs) -> Vec<(&str, Cow<'_, str>)> {
    args.iter()
        .filter_map(|(key, value)| Some((key.as_str()?, value)))
        .filter(|(key, _)| *key != "count")
        .map(|(key, value)| (key, shown(value)))
        .collect()
}

/// A value as text; one that is text already stays where it is.
fn shown(value: &Value) -> Cow<'_, str> {
    let text = value.as_str().map(Cow::Borrowed);
    text.unwrap_or_else(|| Cow::Owned(value.to_string()))
}
