//! Facts about the partner's brand on pages: whether its colour can be read.
//!
//! It knows colours, not style sheets.

use super::known::field;
use super::{Context, Fact, FactType, Found, Subject};
use crate::judge::expr::{Answer, Missing};
use crate::model::colour::{Colour, PAPER, READABLE};
use crate::yaml::NodeRef;

/// What a rule picks to ask about the brand.
const BRANDING: &str = "PartnerProfile.branding";

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "accent_is_readable",
        of: BRANDING,
        ty: FactType::Bool,
        about: "whether text in the accent colour can be read on white, with a contrast of at least 4.5 to 1",
        compute: accent_is_readable,
    },
    Fact {
        name: "accent_contrast",
        of: BRANDING,
        ty: FactType::Text,
        about: "the contrast of the accent colour with white, such as `3.2`",
        compute: accent_contrast,
    },
    Fact {
        name: "accent_used",
        of: BRANDING,
        ty: FactType::Text,
        about: "the colour that pages use by day in place of the accent colour",
        compute: accent_used,
    },
];

fn accent(subject: Subject<'_>) -> Result<(Colour, NodeRef<'_>), Missing> {
    let node = field(subject.node, "accent")?;
    let colour = Colour::parse(node.text());
    Ok((colour.ok_or_else(|| Missing::new("a colour"))?, node))
}

fn accent_is_readable<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (colour, node) = accent(subject)?;
    Ok(Answer::yes(colour.contrast(PAPER) >= READABLE).at(Some(node)))
}

/// Rounded down, so that it never seems to be enough where it is not.
fn accent_contrast<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (colour, _) = accent(subject)?;
    let tenths = (colour.contrast(PAPER) * 10.0).floor() / 10.0;
    Ok(Answer::text(format!("{tenths:.1}")))
}

fn accent_used<'a>(_: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (colour, _) = accent(subject)?;
    Ok(Answer::text(
        colour.readable_on(PAPER, READABLE).to_string(),
    ))
}
