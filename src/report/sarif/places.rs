//! Places as SARIF has them.
//!
//! Regions are kept to one line, because an annotation shows only where all its lines were changed.

use super::shape::{ArtifactLocation, Location, LogicalLocation, PhysicalLocation, Region, Text};
use crate::finding::{Finding, Place, Related};
use crate::page::capitalised;
use crate::report::place::Spot;
use crate::report::{place, words};
use crate::source::Source;

pub(super) fn primary(finding: &Finding) -> Location {
    let name = words::subject(&finding.subject);
    let named = (!name.is_empty()).then_some(LogicalLocation {
        fully_qualified_name: name,
    });
    Location {
        id: None,
        physical: physical(&finding.place),
        logical_locations: named.into_iter().collect(),
        message: None,
    }
}

pub(super) fn related((id, related): (usize, &Related)) -> Location {
    Location {
        id: Some(id),
        physical: physical(&related.place),
        logical_locations: Vec::new(),
        message: Some(Text {
            text: capitalised(&related.label),
        }),
    }
}

fn physical(place: &Place) -> PhysicalLocation {
    let Spot { path, start, end } = Spot::first_line(place);
    let line = place.source.line(start.line);
    let from = (start.column - 1) as usize;
    let marked = line
        .chars()
        .skip(from)
        .take((end.column - start.column) as usize);
    PhysicalLocation {
        artifact_location: artifact(path),
        region: Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            snippet: Text {
                text: marked.collect(),
            },
        },
        context_region: context(&place.source, start.line),
    }
}

/// The line with its neighbours, whole.
fn context(source: &Source, line: u32) -> Region {
    let first = line.saturating_sub(1).max(1);
    let last = if source.line_range(line + 1).is_some() {
        line + 1
    } else {
        line
    };
    let lines: Vec<&str> = (first..=last).map(|line| source.line(line)).collect();
    let length = lines.last().map_or(0, |line| line.chars().count());
    Region {
        start_line: first,
        start_column: 1,
        end_line: last,
        end_column: u32::try_from(length + 1).unwrap_or(u32::MAX),
        snippet: Text {
            text: lines.join("\n"),
        },
    }
}

/// A path as a relative reference.
fn artifact(path: &str) -> ArtifactLocation {
    let uri = place::reference(path);
    let absolute = uri.starts_with("file:");
    ArtifactLocation {
        uri,
        uri_base_id: (!absolute).then_some("%SRCROOT%"),
    }
}
