//! The parser's complaints in our own words.
//!
//! It knows how people break YAML and what to tell them, never what the document is about.

use granit_parser::ErrorKind as E;

/// What is wrong, and what to do about it.
pub(crate) type Sentence = (&'static str, &'static str);

/// The sentence about a complaint of the parser.
pub(crate) fn sentence(error: &E) -> Sentence {
    let known = layout(error)
        .or_else(|| brackets(error))
        .or_else(|| quotes(error))
        .or_else(|| names(error))
        .or_else(|| directives(error));
    known.unwrap_or((
        "this is not valid YAML",
        "compare the line with its neighbours: indentation, colons, quotes, brackets",
    ))
}

/// Whether the complaint is about a tab.
pub(crate) const fn concerns_tab(error: &E) -> bool {
    matches!(
        error,
        E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabAtBlockScalarStart
            | E::TabInPlainScalar
    )
}

/// Whether the complaint is that something does not stand where its beginning demands, so that the
/// beginning is worth showing.
pub(crate) const fn concerns_quote(error: &E) -> bool {
    matches!(
        error,
        E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar
    )
}

/// Whether an open bracket explains the complaint.
pub(crate) const fn concerns_bracket(error: &E) -> bool {
    matches!(
        error,
        E::InvalidIndentation
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::BlockEntryInFlowCollection
            | E::InvalidFlowScalarIndent
    )
}

const fn layout(error: &E) -> Option<Sentence> {
    Some(match error {
        error if concerns_tab(error) => (
            "a tab stands where YAML allows only spaces",
            "indent with spaces; most editors can convert tabs",
        ),
        E::MappingValueNotAllowed | E::InvalidColonPlacement => (
            "a `:` is not allowed here",
            "put text that contains `: ` in quotes, write a space after the `:` of each key, \
             and indent keys of one mapping alike",
        ),
        E::ExpectedBlockMappingKey | E::MappingKeyNotAllowed => (
            "this does not fit into the mapping above",
            "indent it like the other keys of its mapping, or put the value before it in quotes",
        ),
        E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace => (
            "this does not fit into a list",
            "begin each item on its own line with `- `, all indented alike",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            "a key without `:`",
            "write `key: value` on one line; a leftover of a merge conflict (`<<<<<<<`) must go",
        ),
        E::InvalidIndentation | E::InvalidFlowScalarIndent => (
            "this line is not indented far enough",
            "indent it deeper than the line where the value began, or close the bracket before it",
        ),
        E::CommentInterceptedScalar => (
            "a comment interrupts a text of several lines",
            "move the comment above the text",
        ),
        E::CommentNotSeparated => (
            "a comment without a space before `#`",
            "write a space before `#`, or put the text in quotes",
        ),
        E::InvalidMappingValueWhitespace | E::ExpectedWhitespace => (
            "a space is missing here",
            "write a space after `:`, `-` and `,`",
        ),
        E::UnexpectedEof | E::UnexpectedEofBlockMapping | E::UnexpectedEofBlockSequence => {
            ("the file ends too early", "complete the last value")
        }
        _ => return None,
    })
}

const fn brackets(error: &E) -> Option<Sentence> {
    Some(match error {
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping => (
            "this bracket is never closed",
            "add the closing bracket, or put the text in quotes",
        ),
        E::MismatchedFlowCollectionEnd { .. } => (
            "this bracket is closed by one of another kind",
            "close `[` with `]` and `{` with `}`",
        ),
        E::MisplacedFlowCollectionEnd => (
            "a closing bracket without an opening one",
            "remove it, or put the text in quotes",
        ),
        E::ExpectedFlowMappingSeparator => (
            "expected `,` or `}` here",
            "separate entries by commas and close the bracket",
        ),
        E::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]` here",
            "separate items by commas and close the bracket",
        ),
        E::BlockEntryInFlowCollection | E::PlainScalarStartsWithDashFlowIndicator => (
            "a `-` inside brackets",
            "separate items by commas, or put the text in quotes",
        ),
        E::FlowMappingValueAdjacentCollection => (
            "a `:` directly before a bracket",
            "write a space after the `:`",
        ),
        _ => return None,
    })
}

const fn quotes(error: &E) -> Option<Sentence> {
    Some(match error {
        E::UnclosedQuotedScalar => ("this quote is never closed", "add the closing quote"),
        E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => (
            "a quoted text is still open here",
            "close the quote, or indent the lines that belong to it",
        ),
        E::InvalidTrailingSingleQuotedScalar => (
            "text follows a closing quote",
            "write a quote inside single quotes twice (`''`), or use double quotes",
        ),
        E::InvalidTrailingDoubleQuotedScalar => (
            "text follows a closing quote",
            "write a quote inside double quotes as `\\\"`, or use single quotes",
        ),
        E::UnknownQuotedScalarEscape => (
            "an unknown escape in double quotes",
            "write a backslash as `\\\\`, or use single quotes",
        ),
        E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => (
            "an escape that names no character",
            "write `\\x` with 2, `\\u` with 4 or `\\U` with 8 hexadecimal digits",
        ),
        E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => (
            "half of a character pair is missing",
            "write the character itself, or as `\\U` with 8 hexadecimal digits",
        ),
        E::ZeroBlockScalarIndent | E::InvalidBlockScalarHeader => (
            "text follows `|` or `>` on the same line",
            "begin the text on the next line",
        ),
        E::InvalidBlockScalarIndent => (
            "a line of this text is indented less than its first line",
            "indent all lines of the text alike",
        ),
        _ => return None,
    })
}

const fn names(error: &E) -> Option<Sentence> {
    Some(match error {
        E::UnexpectedCharacter { .. } | E::UnexpectedEndOfPlainScalar => (
            "a value cannot begin with this character",
            "put the value in quotes",
        ),
        E::BomInsideDocument => (
            "a byte order mark in the middle of the file",
            "remove the invisible character; it appears when files are joined",
        ),
        E::MissingAnchorOrAliasName => (
            "a `&` or `*` without a name",
            "put the value in quotes if it is meant as text",
        ),
        E::UnknownAnchor => (
            "this alias refers to nothing above it",
            "define it before with `&`, or put the value in quotes",
        ),
        E::ExpectedNodeContent => (
            "a value is missing here",
            "write a value, or remove the comma or sign before it",
        ),
        E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8LeadingByte
        | E::InvalidTagUtf8TrailingByte
        | E::InvalidTagUtf8
        | E::UndeclaredTagHandle => (
            "a `!` begins a tag that is not valid",
            "put the value in quotes if it is meant as text, else remove the tag",
        ),
        _ => return None,
    })
}

const fn directives(error: &E) -> Option<Sentence> {
    Some(match error {
        E::InvalidDocumentEnd => (
            "text follows `...`",
            "`...` ends a document; begin the next one with `---`",
        ),
        E::ExpectedDocumentStart | E::MissingDocumentEndBeforeDirective => (
            "the value before this is complete, and this does not belong to it",
            "put both into one mapping or list, or begin a further document with a line `---`",
        ),
        E::UnsupportedYamlMajorVersion => (
            "this YAML version is not supported",
            "remove the line `%YAML`",
        ),
        E::DuplicateVersionDirective
        | E::DuplicateTagDirective
        | E::InvalidDirectiveTerminator
        | E::MissingYamlVersionSeparator
        | E::MissingDirectiveName
        | E::InvalidDirectiveName
        | E::DirectiveByteLimitExceeded { .. }
        | E::YamlVersionTooLong
        | E::MissingYamlVersion
        | E::ExpectedTagDirectiveBang
        | E::InvalidTagDirectiveTerminator => (
            "a line that begins with `%` is not valid",
            "remove the line, or put the text in quotes",
        ),
        _ => return None,
    })
}
