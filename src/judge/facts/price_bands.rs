//! Facts about price bands: whether each hour has exactly one price.
//!
//! It names the first hours that have none or two; what a band costs is not known here.

use super::hours::{incomparable, window};
use super::known::field;
use super::promise::spec;
use super::{Context, Fact, FactType, Found, Subject};
use crate::hours::{Gap, Tiling, Window, tiling};
use crate::judge::expr::{Answer, Missing};
use crate::yaml::NodeRef;
use jiff::ToSpan;
use jiff::civil::Date;
use std::sync::Arc;

const PRICE: &str = "SupportOffering.pricing.items[]";

pub(super) const FACTS: &[Fact] = &[
    Fact {
        name: "band_gap",
        of: PRICE,
        ty: FactType::Text,
        about: "the first hours in which the price holds and no band does, in words; empty when there are none",
        compute: band_gap,
    },
    Fact {
        name: "band_overlap",
        of: PRICE,
        ty: FactType::Text,
        about: "the first hours in which two bands hold, in words; empty when there are none",
        compute: band_overlap,
    },
];

/// The bands of a price, as nodes.
fn bands(price: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    let bands = price.get("bands").into_iter();
    bands.flat_map(NodeRef::items).collect()
}

fn named<'a>(
    context: &Context<'a>,
    hours: NodeRef<'a>,
    names: impl Iterator<Item = NodeRef<'a>>,
) -> Result<Vec<Arc<Window>>, Missing> {
    names
        .map(|name| window(context, field(hours, name.text())?))
        .collect()
}

fn tiled<'a>(context: &Context<'a>, subject: Subject<'a>) -> Result<(Tiling, Date), Missing> {
    let hours = field(spec(subject.entry)?, "hours")?;
    let names: Vec<_> = bands(subject.node)
        .into_iter()
        .map(|band| field(band, "during"))
        .collect::<Result<_, _>>()?;
    let own = named(context, hours, names.into_iter())?;
    let during = subject.node.get("during").into_iter();
    let whole = named(context, hours, during.flat_map(NodeRef::items))?;
    let whole = union(context, whole)?;
    let told = tiling(&own, whole.as_deref()).ok_or_else(incomparable)?;
    Ok((told, context.as_of))
}

/// All hours of several windows as one.
fn union(context: &Context<'_>, parts: Vec<Arc<Window>>) -> Result<Option<Arc<Window>>, Missing> {
    if parts.len() < 2 {
        return Ok(parts.into_iter().next());
    }
    let windows = context.timetable.windows();
    let outside = windows.complement(&parts);
    let inside = outside.and_then(|outside| windows.complement(&[outside]));
    inside
        .map(Some)
        .map_err(|error| Missing::new(error.to_string()))
}

fn band_gap<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (told, today) = tiled(context, subject)?;
    let gap = told.gap.map(|gap| in_words(gap, today));
    Ok(Answer::text(gap.unwrap_or_default()).at(subject.node.get("bands")))
}

fn band_overlap<'a>(context: &Context<'a>, subject: Subject<'a>) -> Found<'a> {
    let (told, today) = tiled(context, subject)?;
    let Some(overlap) = told.overlap else {
        return Ok(Answer::text(""));
    };
    let bands = bands(subject.node);
    let later = bands.get(overlap.bands.1).copied();
    let name = |index: usize| {
        let band = bands.get(index);
        band.and_then(|band| band.str("during")).unwrap_or_default()
    };
    let both = format!(
        "{}: `{}` and `{}`",
        in_words(overlap.at, today),
        name(overlap.bands.0),
        name(overlap.bands.1)
    );
    Ok(Answer::text(both).at(later.and_then(|band| band.get("during"))))
}

/// `Saturday 08:00 to 18:00` for hours of the week of today, else with the date.
fn in_words(gap: Gap, today: Date) -> String {
    let monday = today.saturating_sub(i32::from(today.weekday().to_monday_zero_offset()).days());
    let ordinary = gap.from.date() >= monday && gap.from.date() < monday.saturating_add(1.week());
    let day = if ordinary {
        "%A %H:%M"
    } else {
        "%A, %Y-%m-%d, %H:%M"
    };
    let from = gap.from.strftime(day);
    if gap.from.date() == gap.to.date() {
        return format!("{from} to {}", gap.to.strftime("%H:%M"));
    }
    let midnight = gap.to.hour() == 0 && gap.to.minute() == 0;
    if midnight && gap.from.date().tomorrow().ok() == Some(gap.to.date()) {
        return format!("{from} to 24:00");
    }
    format!("{from} to {}", gap.to.strftime(day))
}
