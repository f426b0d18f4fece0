//! From bytes to text, lines and columns.

use csp_support::finding::Finding;
use csp_support::source::{self, Source};

/// What decoding some bytes says, with the place.
fn decoded(bytes: &[u8]) -> Result<String, String> {
    match source::decode("a.yaml", bytes.to_vec()) {
        Ok(source) => Ok(source.text.clone()),
        Err(skipped) => {
            let finding = Finding::from(&skipped);
            let at = finding.place.source.line_col(finding.place.span.start);
            Err(format!(
                "{}:{} {}: {}",
                at.line, at.column, finding.rule, finding.message
            ))
        }
    }
}

#[test]
fn other_encodings_are_named() {
    let encode = |width: usize, big: bool, mark: bool| -> Vec<u8> {
        let text = if mark { "\u{feff}a: b\n" } else { "a: b\n" };
        let unit = |code: u32| {
            let bytes = if big {
                code.to_be_bytes()
            } else {
                code.to_le_bytes()
            };
            let from = if big { 4 - width } else { 0 };
            bytes[from..from + width].to_vec()
        };
        text.chars().flat_map(|c| unit(c.into())).collect()
    };
    for (width, name) in [(2, "UTF-16"), (4, "UTF-32")] {
        for (big, order) in [(true, "big"), (false, "little")] {
            for mark in [true, false] {
                let message =
                    format!("1:1 file-encoding: the file is {name} ({order}-endian), not UTF-8");
                assert_eq!(decoded(&encode(width, big, mark)), Err(message));
            }
        }
    }
}

#[test]
fn bytes_that_are_not_utf8_are_located() {
    assert_eq!(
        decoded(b"a: 1\nname: M\xfcller\n"),
        Err(
            "2:8 file-encoding: the byte 0xFC is not UTF-8; in Windows-1252 it would be `ü`"
                .to_owned()
        )
    );
    assert_eq!(
        decoded(b"\xef\xbb\xbfa: \xed\xa0\x80\n"),
        Err(
            "1:4 file-encoding: the byte 0xED is not UTF-8; in Windows-1252 it would be `í`"
                .to_owned()
        )
    );
    assert_eq!(decoded(b"\xef\xbb\xbfa: 1\n"), Ok("a: 1\n".to_owned()));
    assert_eq!(decoded(b"a\0b"), Ok("a\0b".to_owned()));
    assert_eq!(decoded(b""), Ok(String::new()));
}

#[test]
fn lines_and_columns_are_those_of_an_editor() {
    let source = Source::new("a.yaml", "\u{feff}ä b\r\nc\rd\n\nüx");
    let at = |offset: u32| {
        let place = source.line_col(offset);
        (place.line, place.column)
    };
    assert_eq!(
        [at(0), at(2), at(3), at(6), at(8)],
        [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1)]
    );
    assert_eq!(
        [at(10), at(11), at(13), at(14), at(99)],
        [(4, 1), (5, 1), (5, 2), (5, 3), (5, 3)]
    );
    assert_eq!(source.line(1), "ä b");
    assert_eq!(
        [source.line(3), source.line(4), source.line(9)],
        ["d", "", ""]
    );
}
