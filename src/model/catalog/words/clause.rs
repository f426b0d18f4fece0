//! Where words stand in a text: their clause, their sentence, and whether they are quoted.

/// The stretch around some words, up to the ends of the sentence and further marks.
pub(super) fn around(
    text: &str,
    words: &std::ops::Range<usize>,
    marks: &[char],
) -> std::ops::Range<usize> {
    let ends = |c: char| matches!(c, ';' | '!' | '?' | '\n') || marks.contains(&c);
    let (before, after) = (&text[..words.start], &text[words.end..]);
    let stop = before.rfind(". ").map(|at| at + 1);
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| ends(*c))
        .map(|(at, c)| at + c.len_utf8());
    let end = after.find(ends).unwrap_or(after.len());
    let end = after.find(". ").map_or(end, |stop| stop.min(end));
    start.max(stop).unwrap_or(0)..words.end + end
}

/// The text with blanks for what stands in quotation marks.
pub(super) fn without_quotes(text: &str) -> String {
    const PAIRS: [(char, &[char]); 6] = [
        ('„', &['“', '”', '"']),
        ('“', &['”']),
        ('«', &['»']),
        ('»', &['«']),
        ('"', &['"']),
        ('`', &['`']),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.chars().next() {
        let closing = PAIRS.iter().find(|(start, _)| *start == open);
        let inner = &rest[open.len_utf8()..];
        let quoted = closing.and_then(|(_, ends)| {
            let at = inner.find(|c| ends.contains(&c))?;
            let end = inner[at..].chars().next().map_or(1, char::len_utf8);
            (!inner[..at].contains('\n')).then_some(open.len_utf8() + at + end)
        });
        if let Some(length) = quoted {
            plain.extend(std::iter::repeat_n(' ', length));
            rest = &rest[length..];
        } else {
            plain.push(open);
            rest = inner;
        }
    }
    plain
}
