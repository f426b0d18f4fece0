//! Windows of hours as documents write them, evaluated once for equal ones.
//!
//! It knows where a window stands in a document and which calendars a partner has; what a window is for
//! is not its business.

use crate::hours::{
    Calendar, MinuteRange, OwnDay, OwnShortDay, Parts, Treatment, When, Window, Windows,
};
use crate::model::Workspace;
use crate::model::catalog::Catalogs;
use crate::yaml::NodeRef;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Windows that are all but other windows may lie this deep in each other.
const DEEPEST: usize = 4;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The windows and calendars of a workspace.
#[derive(Debug)]
pub struct Timetable {
    windows: Windows,
    /// Calendars of one's own, by partner and name.
    own: BTreeMap<(String, String), Arc<Calendar>>,
    /// The public holidays that these begin with.
    bases: BTreeMap<(String, String), String>,
    sole_partner: Option<String>,
}

impl Timetable {
    /// The timetable of a workspace; typical weeks and special days are those of the year after `from`.
    pub fn new(workspace: &Workspace, from: Date) -> Self {
        let windows = Windows::new(from);
        let (mut own, mut bases) = (BTreeMap::new(), BTreeMap::new());
        let mut partners = Vec::new();
        for partner in workspace.of_kind("PartnerProfile") {
            partners.push(partner.id.clone());
            let calendars = partner.spec().and_then(|spec| spec.get("calendars"));
            for (name, node) in calendars.into_iter().flat_map(NodeRef::entries) {
                let calendar = own_calendar(&windows, name.text(), node);
                let key = (partner.id.clone(), name.text().to_owned());
                if let Some(base) = node.str("of") {
                    bases.insert(key.clone(), base.to_owned());
                }
                own.insert(key, calendar);
            }
        }
        Self {
            windows,
            own,
            bases,
            sole_partner: match &partners[..] {
                [only] => Some(only.clone()),
                _ => None,
            },
        }
    }

    /// The window that a node with `open` or `except`, `zone` and perhaps `holidays` describes; what
    /// is missing or wrong where there is none.
    pub fn window(&self, node: NodeRef<'_>) -> Result<Arc<Window>, String> {
        self.window_at(node, 0)
    }

    /// The engine behind it, for windows that no document writes.
    pub const fn windows(&self) -> &Windows {
        &self.windows
    }

    /// The calendar that a document means by an id or by the name of one of its partner's own.
    pub fn calendar(&self, node: NodeRef<'_>, id: &str) -> Option<Arc<Calendar>> {
        if id.starts_with(|first: char| first.is_ascii_lowercase()) {
            let partner = self.partner(node)?;
            return self.own.get(&(partner, id.to_owned())).cloned();
        }
        Catalogs::embedded().ok()?.calendar(id).cloned()
    }

    /// The region whose public holidays a calendar begins with, such as `DE-BY`.
    pub fn region(&self, node: NodeRef<'_>, id: &str) -> Option<String> {
        let calendar = self.calendar(node, id)?;
        let is_own = id.starts_with(|first: char| first.is_ascii_lowercase());
        if is_own {
            self.bases
                .get(&(self.partner(node)?, id.to_owned()))
                .cloned()
        } else {
            Some(calendar.id.clone())
        }
    }

    /// The partner that a document belongs to.
    fn partner(&self, node: NodeRef<'_>) -> Option<String> {
        let named = node.document.root().path(&["metadata", "partner"]);
        let partner = named.map(|partner| partner.text().to_owned());
        partner
            .or_else(|| partner_itself(node))
            .or_else(|| self.sole_partner.clone())
    }

    fn window_at(&self, node: NodeRef<'_>, depth: usize) -> Result<Arc<Window>, String> {
        if let Some(except) = node.get("except") {
            return self.complement(node, except, depth);
        }
        let field = |name: &str| node.str(name).ok_or_else(|| missing(node, name));
        let (open, zone) = (field("open")?, field("zone")?);
        let calendar = match node.str("holidays") {
            Some(id) => Some(
                self.calendar(node, id)
                    .ok_or_else(|| format!("the calendar `{id}`"))?,
            ),
            None => None,
        };
        let treatment = node.str("onHolidays").and_then(Treatment::parse);
        let treatment = treatment.unwrap_or(Treatment::Normal);
        let calendar = calendar.as_ref().map(|calendar| (calendar, treatment));
        let window = self.windows.window(open, zone, calendar);
        window.map_err(|error| error.to_string())
    }

    fn complement(
        &self,
        node: NodeRef<'_>,
        except: NodeRef<'_>,
        depth: usize,
    ) -> Result<Arc<Window>, String> {
        if depth >= DEEPEST {
            return Err("a window that is not all but itself".to_owned());
        }
        let hours = node.document.root().path(&["spec", "hours"]);
        let part = |name: NodeRef<'_>| {
            let part = hours.and_then(|hours| hours.get(name.text()));
            let part = part.ok_or_else(|| format!("the window `{}`", name.text()))?;
            self.window_at(part, depth + 1)
        };
        let parts: Vec<_> = except.items().map(part).collect::<Result<_, _>>()?;
        let window = self.windows.complement(&parts);
        window.map_err(|error| error.to_string())
    }
}

/// The id of the profile that a node belongs to, if it belongs to one.
fn partner_itself(node: NodeRef<'_>) -> Option<String> {
    let root = node.document.root();
    let is_partner = root.str("kind") == Some("PartnerProfile");
    let id = root.path(&["metadata", "id"])?;
    is_partner.then(|| id.text().to_owned())
}

fn missing(node: NodeRef<'_>, name: &str) -> String {
    let path = node.json_pointer();
    let path = path.trim_start_matches('/').replace('/', ".");
    format!("{path}.{name}")
}

/// A calendar as a partner's profile writes it.
fn own_calendar(windows: &Windows, name: &str, node: NodeRef<'_>) -> Arc<Calendar> {
    let base = node
        .str("of")
        .and_then(|id| Catalogs::embedded().ok()?.calendar(id));
    let items = |key: &str| node.get(key).into_iter().flat_map(NodeRef::items);
    let parts = Parts {
        add: items("add").filter_map(own_day).collect(),
        remove: items("remove")
            .filter_map(|day| When::parse(day.text()))
            .collect(),
        short: items("short").filter_map(short_day).collect(),
        horizon: node.str("horizon").and_then(|date| date.parse().ok()),
    };
    windows.calendar(name, base, &parts)
}

fn own_day(node: NodeRef<'_>) -> Option<OwnDay> {
    Some(OwnDay {
        when: when(node)?,
        name: node.str("name")?.to_owned(),
        english: None,
    })
}

fn short_day(node: NodeRef<'_>) -> Option<OwnShortDay> {
    let minute = |key: &str| node.str(key).and_then(minute_of_day);
    Some(OwnShortDay {
        when: When::parse(node.str("on")?)?,
        name: node.str("name")?.to_owned(),
        english: None,
        hours: MinuteRange {
            start: minute("from").unwrap_or(0),
            end: minute("until").unwrap_or(DAY),
        },
    })
}

fn when(node: NodeRef<'_>) -> Option<When> {
    match (node.str("from"), node.str("to")) {
        (Some(first), Some(last)) => When::between(first, last),
        _ => When::parse(node.str("on")?),
    }
}

/// The minute of a time of day such as `17:30`.
fn minute_of_day(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    Some(hour.parse::<u16>().ok()? * 60 + minute.parse::<u16>().ok()?)
}
