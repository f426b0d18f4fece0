//! `pack freshness`: which citations are old, which have no known date, what is to be read again.

use crate::cli::CLEAN;
use crate::cli::args::{ListFormat, PackFreshness};
use crate::cli::output::print_words;
use crate::cli::pack::{ids, json};
use crate::cli::packs::listed_packs;
use crate::cli::today::today;
use crate::error::Result;
use crate::judge::pack::freshness::{Due, Freshness, Page, Patience, freshness};
use crate::report::plain::Escape;
use std::collections::BTreeSet;
use std::fmt::Write;

pub(super) fn run(asked: &PackFreshness) -> Result<u8> {
    let packs = listed_packs(&asked.packs)?;
    let patience = Patience {
        as_of: asked.as_of.unwrap_or_else(today),
        older_than: asked.older_than,
        reread: asked.reread,
    };
    let fresh = freshness(&packs, patience);
    match asked.format {
        ListFormat::Text => print_words(&words(&fresh), Escape::Visible)?,
        ListFormat::Json => print_words(&json(&fresh)?, Escape::Json)?,
    }
    Ok(CLEAN)
}

fn words(fresh: &Freshness<'_>) -> String {
    let Freshness {
        as_of,
        older_than,
        reread,
        sources,
        old,
        unknown,
        due,
    } = fresh;
    let mut text = format!("As of {as_of}, of {sources} sources:\n\n");
    let _ = writeln!(text, "older than {older_than} days: {}", old.len());
    for entry in old {
        page(&mut text, entry);
    }
    let _ = writeln!(
        text,
        "\nnot known whether older, because the date of the page is not known exactly: {}",
        unknown.len()
    );
    for entry in unknown {
        page(&mut text, entry);
    }
    let _ = writeln!(
        text,
        "\nto be read again, because nobody has for {reread} days: {}",
        due.iter().map(|due| due.sources.len()).sum::<usize>()
    );
    for entry in due {
        unread(&mut text, entry);
    }
    text
}

fn page(text: &mut String, page: &Page<'_>) {
    let age = page
        .days
        .map_or(String::new(), |days| format!(", {days} days old"));
    let (key, date, tier) = (page.key, page.date, tier(page.tier));
    let _ = writeln!(text, "  {key}: {date}{age}; {tier}");
    let _ = writeln!(text, "      {}", page.title);
    resting(text, &page.rules);
}

fn unread(text: &mut String, due: &Due<'_>) {
    let when = match due.days {
        Some(days) => format!("read on {}, {days} days ago", due.read),
        None if due.read.is_empty() => "the pack does not say when it was read".to_owned(),
        None => format!("read `{}`, which is no day", due.read),
    };
    let count = due.sources.len();
    let _ = writeln!(text, "  pack {}: {when}; sources: {count}", due.pack);
    text.push_str(&ids(&due.sources, "      "));
    resting(text, &due.rules);
}

fn resting(text: &mut String, rules: &BTreeSet<&str>) {
    if rules.is_empty() {
        text.push_str("      no rule in force rests on it\n");
        return;
    }
    let _ = writeln!(text, "      rules that rest on it: {}", rules.len());
    text.push_str(&ids(rules, "        "));
}

/// How a source was read, in words.
fn tier(letter: &str) -> &str {
    match letter {
        "P" => "read in full",
        "X" => "read as an excerpt",
        "Q" => "quoted by others",
        "S" => "told by others",
        "-" => "our own inference",
        other => other,
    }
}
