//! The partner's colour, made readable: dark enough on white, light enough on black.

/// Contrast that text gets on paper, and at night, where a little more is easier on the eyes.
const ON_PAPER: f64 = 4.6;
const AT_NIGHT: f64 = 7.0;

/// Backgrounds of the light and the dark page, as in the style sheet.
const PAPER: [f64; 3] = [255.0, 255.0, 255.0];
const NIGHT: [f64; 3] = [28.0, 33.0, 36.0];

/// Style rules that set the colour; none if it is no colour.
pub(super) fn rules(colour: &str) -> Option<String> {
    let colour = parse(colour)?;
    let light = hex(readable(colour, PAPER, ON_PAPER, 0.0));
    let dark = hex(readable(colour, NIGHT, AT_NIGHT, 255.0));
    Some(format!(
        "
@media screen {{
  :root {{
    --accent: {light};
  }}
}}

@media screen and (prefers-color-scheme: dark) {{
  :root {{
    --accent: {dark};
  }}
}}
"
    ))
}

fn parse(colour: &str) -> Option<[f64; 3]> {
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6)?;
    let part = |at: usize| {
        u8::from_str_radix(digits.get(at..at + 2)?, 16)
            .ok()
            .map(f64::from)
    };
    Some([part(0)?, part(2)?, part(4)?])
}

/// The colour, moved towards black (0) or white (255) until it can be read on its background.
fn readable(colour: [f64; 3], background: [f64; 3], wanted: f64, towards: f64) -> [f64; 3] {
    let steps = (0..=50).map(|step| {
        let share = f64::from(step) / 50.0;
        colour.map(|part| (part + (towards - part) * share).round())
    });
    let mut steps = steps.skip_while(|mixed| contrast(*mixed, background) < wanted);
    steps.next().unwrap_or([towards; 3])
}

/// Contrast as WCAG 2 defines it.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = part / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "parts are whole numbers from 0 to 255"
)]
fn hex(colour: [f64; 3]) -> String {
    let [red, green, blue] = colour.map(|part| part as u8);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
