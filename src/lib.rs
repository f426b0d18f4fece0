//! csp-support checks, audits and publishes what a Microsoft Cloud Solution Provider (CSP) partner
//! promises its customers. This page is the architecture; `README.md` is for users.
//!
//! # The picture
//!
//! ```text
//!         shell (I/O)                     core (pure, total)                      shell (I/O)
//!  cli ─► source ─► Sources ─► yaml   ─► Documents    a span on each key and value
//!                              model  ─► Workspace    kinds, shapes, ids
//!                              judge  ─► Verdicts     references, facts, rules, waivers
//!                              report ─► one Report, many formats        ─► stdout, file
//!                              site   ─► views ─► templates ─► pages     ─► folder, whole or not at all
//! ```
//!
//! Three commands, one way through: `check` prints findings, `audit` prints every verdict, `publish`
//! prints pages. All three load and judge alike, so what is published is what was checked.
//!
//! # Who may name whom
//!
//! A module names only modules to its right; those in braces do not know each other:
//!
//! ```text
//! main ─► cli ─► { site, report, import, diff } ─► page ─► judge ─► model ─► hours ─► yaml ─► finding ─► source ─► error
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`error`] | what can go wrong with the tool itself |
//! | [`source`] | texts with lines and columns; finding and reading files; what is embedded |
//! | [`finding`] | a located message with a rule id and a severity; the table of built-in checks |
//! | [`yaml`] | the arena: one flat tree per document, a span on every node |
//! | [`hours`] | opening hours, holiday calendars, working time, due times, bands that fill a week |
//! | [`model`] | kinds, schemas and shapes, the workspace, lenses on documents, what work costs, catalogues |
//! | [`judge`] | facts, rules as compiled expressions, verdicts, waivers, baselines, proofs of rules |
//! | [`page`] | templates, locales, Markdown, escaping: what site and HTML report share |
//! | [`site`] | the published pages, and writing them as a whole; the internal runbook, the written request |
//! | [`report`] | one report value and its formats |
//! | [`import`] | the texts that are written into workspaces: exports of platforms as documents, waivers |
//! | [`diff`] | what customers are promised, before and after: reductions and improvements |
//! | [`cli`] | commands, flags, the clock, the terminal |
//!
//! # One tree
//!
//! A document is parsed once into a flat list of small nodes ([`yaml::Document`]). JSON Schema, rules,
//! serde and *lenses* (thin typed views such as [`model::offering::Offering`]) all read that list. There
//! is no second copy and no table of positions beside it: a finding points at a node, and the node knows.
//!
//! # Rules are data
//!
//! A rule is a record in a pack: what it is asked of, what must hold, what to say, why, how to mend it,
//! which dated editions of the guidance it rests on, and examples. Expressions are CEL; they are parsed,
//! checked against schemas and facts, and lowered to a small typed form when the pack loads
//! ([`judge::expr`]). Evaluation is three-valued: what is missing makes a verdict unknown, never wrong.
//! What needs arithmetic, a calendar or other documents is a *fact* ([`judge::facts`]), computed in Rust.
//! Examples are proof: `pack test` runs them and mutates the rule until each mutant is told apart
//! ([`judge::proof`]).
//!
//! Two packs ship with the program: `csp` cites Microsoft's guidance, `promise` asks that a promise
//! agrees with itself (its basis is `own`, and it cites nothing).
//!
//! # Promises are understood
//!
//! Windows of hours are resolved in one place, [`model::timetable`]: all other times, calendars of one's
//! own, clocks of customers and sites. On them [`model::promise`] answers what holds for a request, and
//! [`model::price`] what it costs; the command `hours`, the pages and the rules share these answers.
//!
//! # Invariants, each an absence
//!
//! 1. Loading and judging cannot fail; they return findings. `Err` means the tool could not work.
//! 2. No clock, environment, network or hash-map order reaches the output.
//! 3. No rule computes a position. It selects a node; the node knows.
//! 4. No format and no template sees the arena, CEL or JSON Schema.
//! 5. Text from a document is data everywhere: never a template, never a path, escaped at each sink.
//! 6. A published folder is all old or all new; a folder the tool did not make is never emptied.
//! 7. Nothing marked internal reaches a customer page.
//! 8. Everything people see is sorted and stable; ids are never reused.
//!
//! `tests/it/tidy.rs` holds the rules of this page that a compiler does not know.

pub mod cli;
pub mod diff;
pub mod error;
pub mod finding;
pub mod hours;
pub mod import;
pub mod judge;
pub mod model;
pub mod page;
pub mod report;
pub mod site;
pub mod source;
pub mod yaml;
