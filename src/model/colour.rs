//! Colours, and whether people can read them: contrast as WCAG 2 defines it.
//!
//! It must never know what a colour is for.

/// A colour by its parts of red, green and blue, from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour([f64; 3]);

/// The background of pages by day.
pub const PAPER: Colour = Colour([255.0, 255.0, 255.0]);

/// The background of pages at night, a little lighter than it is, as parts of pages are.
pub const NIGHT: Colour = Colour([28.0, 33.0, 36.0]);

/// The least contrast of text that WCAG 2.2 allows at level AA (success criterion 1.4.3).
pub const READABLE: f64 = 4.5;

impl Colour {
    /// Reads `#rrggbb`; nothing else is a colour.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| {
            let part = u8::from_str_radix(digits.get(at..at + 2)?, 16);
            part.ok().map(f64::from)
        };
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Contrast with another colour, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour, moved towards black or white until it can be read on a background.
    #[must_use]
    pub fn readable_on(self, background: Self, wanted: f64) -> Self {
        let towards = if background.luminance() > 0.5 {
            0.0
        } else {
            255.0
        };
        let mut steps = (0..=50).map(|step| {
            let share = f64::from(step) / 50.0;
            Self(self.0.map(|part| (part + (towards - part) * share).round()))
        });
        let readable = steps.find(|mixed| mixed.contrast(background) >= wanted);
        readable.unwrap_or(Self([towards; 3]))
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = part / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl std::fmt::Display for Colour {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "parts are whole numbers from 0 to 255"
    )]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0.map(|part| part as u8);
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}
