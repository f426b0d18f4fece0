//! The partner's colour, made readable: dark enough on paper, light enough at night.

use crate::model::colour::{Colour, NIGHT, PAPER, READABLE};

/// Contrast that text gets at night, where a little more is easier on the eyes.
const AT_NIGHT: f64 = 7.0;

/// Style rules that set the colour; none if it is no colour.
pub(super) fn rules(colour: &str) -> Option<String> {
    let colour = Colour::parse(colour)?;
    let light = colour.readable_on(PAPER, READABLE);
    let dark = colour.readable_on(NIGHT, AT_NIGHT);
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
