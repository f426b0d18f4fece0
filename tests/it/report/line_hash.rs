//! The fingerprint by which GitHub recognises a line, against what GitHub computes.

use csp_support::report::sarif::line_hash::line_hashes;

/// GitHub's own vectors.
#[test]
fn hashes_are_those_of_github() {
    let cases: [(&str, &[&str]); 5] = [
        ("", &["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            &[
                "271789c17abda88f:1",
                "54703d4cd895b18:1",
                "180aee12dab6264:1",
                "a23a3dc5e078b07b:1",
            ],
        ),
        (
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
            GREETINGS,
        ),
        (
            " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
            GREETINGS,
        ),
        (
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
            GREETINGS,
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(line_hashes(text), expected, "{text:?}");
    }
}

const GREETINGS: &[&str] = &[
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
];

#[test]
fn equal_lines_are_counted() {
    let hashes = line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
    assert_eq!(hashes[0], "a7f2ff13bc495cf2:1");
    assert_eq!(hashes[5], "a7f2ff13bc495cf2:6");
    assert_eq!(hashes[6], "a7f2ff1481e87703:1");
    assert_eq!(hashes[9], "cc97dc7b1d7d8f7b:1");
}
