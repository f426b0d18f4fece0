//! Telephone numbers as people write them.

/// `+49 30 555010`, from `+4930555010`. A number that is not E.164 stays as it is: the library that
/// knows the groups of digits has panicked on odd input before, so nothing else reaches it.
pub fn display(number: &str) -> String {
    if !is_e164(number) {
        return number.to_owned();
    }
    match phonenumber::parse(None, number) {
        Ok(parsed) => parsed
            .format()
            .mode(phonenumber::Mode::International)
            .to_string(),
        Err(_) => number.to_owned(),
    }
}

/// Whether a number is in international form: `+`, then 7 to 15 digits, the first not zero.
pub fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}
