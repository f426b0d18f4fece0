//! `config show`: each setting with its value and where that comes from.
//!
//! Names and descriptions are those of the schema of the settings, so a new setting is listed on its own.
//! A secret is named and must never be printed.

use crate::cli::CLEAN;
use crate::cli::args::{Color, ConfigShow, Judging, ListFormat};
use crate::cli::config::Config;
use crate::cli::customers;
use crate::cli::origin::Origin;
use crate::cli::output::print;
use crate::cli::packs::embedded;
use crate::cli::prepare::discovered;
use crate::cli::today::{settled, today};
use crate::error::{Error, Result};
use crate::model::Schemas;
use crate::report::plain;
use crate::source::Root;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// One value; a list has one for each item.
struct Setting {
    name: String,
    value: Value,
    origin: Origin,
    about: String,
}

/// The settings of one workspace.
struct Shown {
    /// `csp-support.yaml`, as people know it; none where there is none.
    file: Option<String>,
    settings: Vec<Setting>,
}

pub(in crate::cli) fn run(asked: &ConfigShow) -> Result<u8> {
    let mut judging = Judging::reading(std::slice::from_ref(&asked.path), asked.as_of);
    judging.packs.clone_from(&asked.packs);
    let discovery = discovered(&judging, std::io::stdin())?;
    let shown = discovery.roots.iter().map(|root| show(root, asked));
    let shown: Vec<_> = shown.collect::<Result<_>>()?;
    print(&match asked.format {
        ListFormat::Text => shown.iter().map(Shown::text).collect::<Vec<_>>().join("\n"),
        ListFormat::Json => json_text(&shown)?,
    })?;
    Ok(CLEAN)
}

fn show(root: &Root, asked: &ConfigShow) -> Result<Shown> {
    let schemas = Schemas::embedded()?;
    let config = Config::of(root, schemas)?;
    let mut settings = Vec::new();
    let properties = &schemas.workspace.json["properties"];
    in_file(&config, properties, &mut Vec::new(), &mut settings);
    overrule(&mut settings, &config, asked)?;
    settings.push(color(asked.color));
    settings.push(customer_key(asked));
    Ok(Shown {
        file: root.config.as_ref().map(|source| source.path.clone()),
        settings,
    })
}

/// The settings that the schema knows, with what the file says.
fn in_file<'s>(
    config: &Config,
    properties: &'s Value,
    above: &mut Vec<&'s str>,
    settings: &mut Vec<Setting>,
) {
    for (key, property) in properties.as_object().into_iter().flatten() {
        above.push(key);
        if property["properties"].is_object() {
            in_file(config, &property["properties"], above, settings);
        } else {
            settings.extend(values(config, above, property));
        }
        above.pop();
    }
}

/// The values of one setting: those of the file, else that of the schema.
fn values(config: &Config, keys: &[&str], property: &Value) -> Vec<Setting> {
    let setting = |value: Value, origin| Setting {
        name: keys.join("."),
        value,
        origin,
        about: property["description"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
    };
    let node = config.node(keys);
    let nodes: Vec<_> = match node {
        Some(node) if node.items().next().is_some() => node.items().collect(),
        other => other.into_iter().collect(),
    };
    if nodes.is_empty() {
        return vec![setting(property["default"].clone(), Origin::Default)];
    }
    let read = nodes.into_iter().map(|node| {
        let value = node.read::<Value>().unwrap_or_default();
        setting(value, Origin::File(node.place()))
    });
    read.collect()
}

/// What environment, flags and the program itself say to settings of the file.
fn overrule(settings: &mut Vec<Setting>, config: &Config, asked: &ConfigShow) -> Result<()> {
    let (day, origin) = settled(asked.as_of, config, today())?;
    replace(settings, "asOf", vec![(json!(day.to_string()), origin)]);
    if !asked.lang.is_empty() {
        let flags = asked
            .lang
            .iter()
            .map(|language| (json!(language), Origin::Flag("--lang")));
        replace(settings, "languages", flags.collect());
    }
    if let Some(word) = asked.fail_on.and_then(|limit| limit.to_possible_value()) {
        let flag = Origin::Flag("--fail-on");
        replace(settings, "failOn", vec![(json!(word.get_name()), flag)]);
    }
    let shipped = embedded(Schemas::embedded()?)?;
    let shipped = shipped.iter().map(|pack| (json!(pack.id), Origin::Default));
    let own = settings
        .iter()
        .filter(|own| own.name == "packs" && !own.value.is_null());
    let own = own.map(|own| (own.value.clone(), own.origin.clone()));
    let flags = asked
        .packs
        .iter()
        .map(|pack| (json!(pack.to_string_lossy()), Origin::Flag("--pack")));
    let packs = shipped.chain(own).chain(flags).collect();
    replace(settings, "packs", packs);
    Ok(())
}

/// Puts other values in the place of those of a setting.
fn replace(settings: &mut Vec<Setting>, name: &str, values: Vec<(Value, Origin)>) {
    let Some(first) = settings.iter().position(|setting| setting.name == name) else {
        return;
    };
    let about = settings[first].about.clone();
    settings.retain(|setting| setting.name != name);
    let values = values.into_iter().map(|(value, origin)| Setting {
        name: name.to_owned(),
        value,
        origin,
        about: about.clone(),
    });
    settings.splice(first..first, values);
}

fn color(asked: Option<Color>) -> Setting {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let (color, origin) = match asked {
        Some(color) => (color, Origin::Flag("--color")),
        None if refused => (Color::Never, Origin::Environment("NO_COLOR")),
        None => (Color::Auto, Origin::Default),
    };
    let word = color.to_possible_value();
    Setting {
        name: "color".to_owned(),
        value: word.map_or(Value::Null, |word| json!(word.get_name())),
        origin,
        about: "When to use colours.".to_owned(),
    }
}

/// Whether there is a key, and never which.
fn customer_key(asked: &ConfigShow) -> Setting {
    let origin = match (&asked.customer_key, std::env::var_os(customers::KEY)) {
        (Some(_), _) => Origin::Flag("--customer-key"),
        (None, Some(_)) => Origin::Environment(customers::KEY),
        (None, None) => Origin::Default,
    };
    let value = match origin {
        Origin::Default => Value::Null,
        _ => json!("set, not shown"),
    };
    Setting {
        name: "customerKey".to_owned(),
        value,
        origin,
        about: "The secret that makes names of customers' pages; without it they can be guessed."
            .to_owned(),
    }
}

impl Shown {
    /// A table for people.
    fn text(&self) -> String {
        let rows = self.settings.iter().map(|setting| {
            let value = match &setting.value {
                Value::Null => "not set".to_owned(),
                Value::String(text) => plain::line(text).into_owned(),
                other => plain::line(&other.to_string()).into_owned(),
            };
            [
                setting.name.clone(),
                value,
                plain::line(&setting.origin.to_string()).into_owned(),
            ]
        });
        let rows: Vec<_> = rows.collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
        let widths = [0, 1].map(|column| width(column).unwrap_or_default().min(WIDEST));
        let mut text = match &self.file {
            Some(file) => format!("settings of {}\n\n", plain::line(file)),
            None => String::from(
                "no csp-support.yaml at or above PATH, so nothing but defaults, environment and flags\n\n",
            ),
        };
        for [name, value, origin] in rows {
            let _ = writeln!(
                text,
                "{name:0$}  {value:1$}  {origin}",
                widths[0], widths[1]
            );
        }
        plain::guard(&text, plain::Escape::Visible)
    }

    fn json(&self) -> Value {
        let settings = self.settings.iter().map(|setting| {
            json!({"name": setting.name, "value": setting.value, "origin": setting.origin.json(), "about": setting.about})
        });
        json!({"file": self.file, "settings": settings.collect::<Vec<_>>()})
    }
}

/// Longer values push what follows to the right of their own line only.
const WIDEST: usize = 40;

fn json_text(shown: &[Shown]) -> Result<String> {
    let all = json!({"workspaces": shown.iter().map(Shown::json).collect::<Vec<_>>()});
    let text =
        serde_json::to_string_pretty(&all).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("{}\n", plain::guard(&text, plain::Escape::Json)))
}
