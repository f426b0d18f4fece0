//! The checks that come with the document format itself, as opposed to the guidance.
//!
//! Every check that is not a rule of a pack stands in this one table, so that `rules` and `explain`
//! know all of them. It must never know how a check is carried out.

use crate::finding::Severity;

/// A check on the data's own integrity.
#[derive(Debug)]
pub struct BuiltIn {
    /// Plain id, never starting with `CSP-`.
    pub id: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// What holds when all is well.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub fix: &'static str,
}

macro_rules! builtins {
    ($($name:ident = $id:literal, $severity:ident, $title:literal, $why:literal, $fix:literal;)*) => {
        $(
            #[doc = $title]
            pub const $name: &BuiltIn = &BuiltIn {
                id: $id, severity: Severity::$severity, title: $title, why: $why, fix: $fix,
            };
        )*
        /// All built-in checks in the order in which documents meet them.
        pub const BUILTINS: &[&BuiltIn] = &[$($name),*];
    };
}

builtins! {
    FILE_NOT_READ = "file-not-read", Error,
        "Every file can be read",
        "A file that is skipped is not checked, and nobody would notice.",
        "Make it a regular, readable file inside the workspace, at most 8 MiB long.";
    FILE_ENCODING = "file-encoding", Error,
        "Files are UTF-8 text",
        "Other encodings are read differently by different tools.",
        "Save the file as UTF-8 and remove control characters.";
    YAML_SYNTAX = "yaml-syntax", Error,
        "Files are valid YAML 1.2",
        "A file that cannot be parsed cannot be checked.",
        "Correct the line shown; indent with spaces and quote text with special characters.";
    YAML_DUPLICATE_KEY = "yaml-duplicate-key", Error,
        "A key occurs once in a mapping",
        "Tools disagree on which of the two values counts.",
        "Remove one of the two entries.";
    YAML_LIMIT = "yaml-limit", Error,
        "Files stay within sane limits",
        "Very deep or very large documents are nearly always a mistake or an attack.",
        "Split the document; the message names the limit.";
    YAML_TAG = "yaml-tag", Error,
        "Only the tags of YAML's core schema are used",
        "Other tags mean different things to different tools.",
        "Remove the tag.";
    YAML_LOOKALIKE = "yaml-lookalike", Error,
        "Values mean what they look like",
        "Unquoted, some values are read as another type by this or an older YAML reader.",
        "Put the value in quotes, as the message shows.";
    YAML_LOOKALIKE_11 = "yaml-lookalike-old-readers", Warning,
        "Values mean the same to older YAML readers",
        "YAML 1.1 readers take `NO`, `08:30`, `010` or `1_000` for something else.",
        "Put the value in quotes, as the message shows.";
    YAML_INVISIBLE = "yaml-invisible-character", Warning,
        "Text has no characters that hide or reorder it",
        "Invisible direction marks make a line read differently from what it says.",
        "Remove the character; the message names it.";
    DOCUMENT_KIND = "document-kind", Error,
        "A document says what it is",
        "Without `apiVersion`, `kind` and `metadata.id` nothing can be checked.",
        "Start the document with `apiVersion: csp-support/v1`, a `kind` and `metadata: {id: …}`.";
    SCHEMA_UNKNOWN_KEY = "schema-unknown-key", Error,
        "Only known fields are used",
        "A misspelt field is silently ignored by tools that do not check.",
        "Correct the spelling or remove the field; `csp-support schema KIND` lists all fields.";
    SCHEMA_MISSING_KEY = "schema-missing-key", Error,
        "Required fields are there",
        "The document cannot be understood without them.",
        "Add the field.";
    SCHEMA_TYPE = "schema-type", Error,
        "Values have the right type",
        "A value of another type cannot be understood.",
        "Write the value in the form that the message names.";
    SCHEMA_VALUE = "schema-value", Error,
        "Values are among the allowed ones",
        "A value outside the list or format cannot be understood.",
        "Change the value as the message says; `csp-support schema KIND` tells what each field takes.";
    REF_DUPLICATE_ID = "ref-duplicate-id", Error,
        "An id names one document of its kind",
        "With two documents of one id, references are ambiguous.",
        "Rename one of the two.";
    REF_DANGLING = "ref-dangling", Error,
        "References lead to a document",
        "What the reference promises cannot be checked.",
        "Correct the id or add the document.";
    EXPORT_SYNTAX = "export-syntax", Error,
        "Exports are valid JSON",
        "A text that breaks off does not tell all that the platform knows.",
        "Export the data again.";
    EXPORT_RECORD = "export-record", Error,
        "Every record of an export can be read",
        "A record that cannot be read is missing from what is compared and written.",
        "Look at the field that the message names; export the data again or correct it by hand.";
    EXPORT_VALUE = "export-value-unknown", Warning,
        "Values of an export are known",
        "Platforms add values; one that is not known is taken as unknown and proves nothing.",
        "Look the value up; a later version of csp-support may know it.";
    EXPORT_UNFIT = "export-value-left-out", Warning,
        "Values of an export have the form that documents need",
        "Platforms keep what people once typed: a number without its country or an address without its scheme can only be guessed.",
        "Correct the value where it is kept and export the data again, or write it into the document by hand.";
    EXPORT_FIELD = "export-field-unknown", Info,
        "Fields of an export are known",
        "Platforms add fields; what is not known is kept aside and changes nothing.",
        "Nothing, unless the field matters to you.";
    WAIVER_EXPIRED = "waiver-expired", Warning,
        "Waivers are in force",
        "An expired waiver excuses nothing; the finding it covered is back.",
        "Mend the cause, or agree on a new end date.";
    WAIVER_UNUSED = "waiver-unused", Warning,
        "Waivers excuse something",
        "A waiver that excuses nothing hides the day on which it would.",
        "Remove it, or correct its rule and target.";
    BASELINE_STALE = "baseline-stale", Warning,
        "Baselines list only what is still there",
        "An entry without its finding would hide that finding on the day it comes back.",
        "Remove it with `csp-support baseline prune`.";
    PLAN_STALE = "plan-stale", Warning,
        "Action plans list only what is still open",
        "An entry about something that is mended makes people wait for what is done, and speaks for the next offence there.",
        "Remove it with `csp-support plan prune`.";
    PACK_BROKEN = "pack-broken", Error,
        "Rule packs can be used",
        "A rule that cannot be used would silently check nothing.",
        "Correct the record; `csp-support pack test` tries it.";
    TEMPLATE_BROKEN = "template-broken", Error,
        "Templates of a partner's own can be used",
        "A page that cannot be printed whole would leave customers without what they were promised.",
        "Correct the line shown; templates see only what pages tell them.";
    TEMPLATE_FIELD = "template-unknown-field", Error,
        "Templates name only what their pages tell them",
        "A name that stands for nothing leaves a gap on a page, perhaps only once a document needs it.",
        "Correct the name; `csp-support schema view` lists what each template gets.";
    WAIVER_MALFORMED = "waiver-malformed", Error,
        "Waivers name a known rule and a target",
        "A waiver that cannot be understood excuses nothing.",
        "Name an existing rule and a target such as `AccessGrant/acme-gdap`.";
    WAIVER_NOT_ALLOWED = "waiver-not-allowed", Error,
        "Waived rules allow an exception",
        "A waiver of what allows no exception excuses nothing.",
        "Mend the cause, and remove the waiver.";
    PLAN_ROW = "plan-row", Error,
        "Rows of an action plan can be followed",
        "A decision that is only half understood would be noted wrongly or not at all.",
        "Correct the cell that the message names; `plan import` then reads the table again.";
    WAIVER_TOO_LONG = "waiver-too-long", Error,
        "Waivers end as soon as the settings ask",
        "An exception without a near end becomes the rule; this waiver excuses nothing.",
        "Agree on an earlier end, and look at it again when it comes.";
}
