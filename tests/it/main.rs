//! All integration tests in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should stop loudly"
)]

mod access;
mod alike;
mod applies;
mod baseline;
mod bundle;
mod calendars;
mod can_file;
mod catalog_schemas;
mod catalogs;
mod chosen;
mod cli;
mod demands;
mod diff;
mod diff_access;
mod diff_notice;
mod diff_revision;
mod facts;
mod files;
mod fixtures;
mod harness;
mod help;
mod hours;
mod hours_due;
mod hours_made;
mod hours_opinions;
mod hours_query;
mod hours_questions;
mod hours_told;
mod hours_underlined;
mod hours_walk;
mod import;
mod import_compare;
mod import_csv;
mod import_edit;
mod import_graph;
mod import_health;
mod import_partner_center;
mod import_random;
mod import_samples;
mod judge;
mod locales;
mod oracle;
mod outputs;
mod packs;
mod page;
mod policies;
mod prices;
mod properties;
mod readme;
mod ready;
mod report;
mod request;
mod runbook;
mod serve;
mod settings;
mod shape;
mod site;
mod source;
mod summary;
mod system;
mod templates;
mod tidy;
mod topics;
mod traps;
mod verify;
mod waivers;
mod words;
mod yaml;
