//! An action plan that people filled in: which findings are to be mended, and which are accepted for a time.
//!
//! A finding is recognised by its fingerprint, and what is known of it is told from outside: nothing that
//! stands in the table but what people decide is believed.

mod date;

use super::remediation::NewRemediation;
use crate::finding::{Finding, Place, builtin};
use crate::judge::remediation::columns::{
    APPROVER, DECISION, DUE, FINGERPRINT, FIX, OWNER, REASON, UNTIL, WAIVE, WAIVER,
};
use crate::source::Source;
use crate::yaml::{NodeRef, read_csv};
use date::Order;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A finding that is open today.
#[derive(Debug, Clone)]
pub struct Open {
    /// Its rule.
    pub rule: String,
    /// Where it is, as waivers name it.
    pub target: String,
    /// Why it cannot be waived, if it cannot.
    pub unwaivable: Option<String>,
}

/// A waiver that is there already, in the words of a plan.
#[derive(Debug, Clone)]
pub struct Agreed {
    /// Why.
    pub reason: String,
    /// Who agreed.
    pub approver: String,
    /// Its last day.
    pub until: String,
    /// Where it is written, for people.
    pub place: String,
}

/// What is known of the workspace today.
#[derive(Debug)]
pub struct Known {
    /// Open findings by fingerprint.
    pub open: BTreeMap<String, Open>,
    /// Waivers by id.
    pub waivers: BTreeMap<String, Agreed>,
    /// The day that counts as today.
    pub as_of: Date,
}

/// A finding that is to be accepted for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its rule.
    pub rule: String,
    /// Where it is.
    pub target: String,
    /// Why.
    pub reason: String,
    /// Who accepts it.
    pub approver: String,
    /// Until when.
    pub until: Date,
}

/// What a table says.
#[derive(Debug, Default)]
pub struct Decisions {
    /// What is to be mended.
    pub fixes: Vec<NewRemediation>,
    /// What is accepted.
    pub accepted: Vec<Accepted>,
    /// What is wrong with rows.
    pub findings: Vec<Finding>,
    /// Rows about findings that are no longer open, in words.
    pub over: Vec<String>,
}

/// Reads a table.
pub fn decisions(source: &Arc<Source>, known: &Known) -> Decisions {
    let reading = read_csv(source, None);
    let mut all = Decisions {
        findings: reading.findings,
        ..Decisions::default()
    };
    let Some(document) = reading.documents.first() else {
        return all;
    };
    let rows = document.root().get("rows");
    let rows: Vec<Row<'_>> = rows.into_iter().flat_map(NodeRef::items).map(Row).collect();
    let Some(first) = rows.first() else {
        return all;
    };
    for column in [DECISION, FINGERPRINT] {
        if first.cell(column).is_none() {
            let message = format!("the table has no column `{column}`");
            let place = first.0.place();
            all.findings.push(wrong(place, message).help(FORM));
            return all;
        }
    }
    let dates = rows.iter().flat_map(|row| [row.text(DUE), row.text(UNTIL)]);
    let order = date::order(dates);
    for row in &rows {
        if let Err(finding) = all.row(row, order, known) {
            all.findings.push(*finding);
        }
    }
    all
}

const FORM: &str = "write the plan anew with `csp-support audit --format plan=plan.csv`, fill it in and keep its columns";

impl Decisions {
    fn row(
        &mut self,
        row: &Row<'_>,
        order: Option<Order>,
        known: &Known,
    ) -> Result<(), Box<Finding>> {
        if let Some(waiver) = known.waivers.get(row.text(WAIVER)) {
            return row.same_as(waiver, order);
        }
        let decision = row.text(DECISION).to_lowercase();
        let filled = [OWNER, DUE, REASON, APPROVER, UNTIL];
        if decision.is_empty() {
            return match filled.iter().find(|column| !row.text(column).is_empty()) {
                None => Ok(()),
                Some(column) => {
                    let message = format!("`{column}` is filled in, but `decision` is empty");
                    Err(row.wrong(DECISION, message, "write `fix` or `waive`"))
                }
            };
        }
        let Some(open) = known.open.get(row.text(FINGERPRINT)) else {
            let line = row.0.place().source.line_col(row.0.span().start).line;
            self.over.push(format!(
                "line {line}: this finding is not open any more, so nothing was noted"
            ));
            return Ok(());
        };
        match decision.as_str() {
            FIX => self.fix(row, order, open),
            WAIVE | "accept" => self.accept(row, order, open, known.as_of),
            other => {
                let message = format!("`{other}` is no decision");
                Err(row.wrong(DECISION, message, "write `fix` or `waive`"))
            }
        }
    }

    fn fix(
        &mut self,
        row: &Row<'_>,
        order: Option<Order>,
        open: &Open,
    ) -> Result<(), Box<Finding>> {
        let fix = NewRemediation {
            rule: open.rule.clone(),
            target: open.target.clone(),
            owner: row.needed(OWNER, FIX)?.to_owned(),
            due: row.date(DUE, FIX, order)?,
            note: row.text(REASON).to_owned(),
        };
        let same = |other: &&NewRemediation| other.rule == fix.rule && other.target == fix.target;
        match self.fixes.iter().find(same) {
            Some(other) if *other == fix => {}
            Some(_) => return Err(row.twice()),
            None => self.fixes.push(fix),
        }
        Ok(())
    }

    fn accept(
        &mut self,
        row: &Row<'_>,
        order: Option<Order>,
        open: &Open,
        as_of: Date,
    ) -> Result<(), Box<Finding>> {
        if let Some(why) = &open.unwaivable {
            let help = "write `fix`, with an owner and a day";
            return Err(row.wrong(DECISION, why.clone(), help));
        }
        let accepted = Accepted {
            rule: open.rule.clone(),
            target: open.target.clone(),
            reason: row.needed(REASON, WAIVE)?.to_owned(),
            approver: row.needed(APPROVER, WAIVE)?.to_owned(),
            until: row.date(UNTIL, WAIVE, order)?,
        };
        if accepted.until < as_of {
            let message = format!("{} is over already: today is {as_of}", accepted.until);
            return Err(row.wrong(UNTIL, message, "name a later day"));
        }
        let same =
            |other: &&Accepted| other.rule == accepted.rule && other.target == accepted.target;
        match self.accepted.iter().find(same) {
            Some(other) if *other == accepted => {}
            Some(_) => return Err(row.twice()),
            None => self.accepted.push(accepted),
        }
        Ok(())
    }
}

/// One row of the table.
struct Row<'a>(NodeRef<'a>);

impl<'a> Row<'a> {
    /// The cell below a name, however it is capitalised.
    fn cell(&self, column: &str) -> Option<NodeRef<'a>> {
        let mut cells = self.0.entries();
        let found = cells.find(|(name, _)| name.text().trim().eq_ignore_ascii_case(column));
        found.map(|(_, cell)| cell)
    }

    /// What people wrote into a cell, without the apostrophe that guards against formulas.
    fn text(&self, column: &str) -> &'a str {
        let text = self.cell(column).map_or("", |cell| cell.text().trim());
        match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => {
                rest
            }
            _ => text,
        }
    }

    fn needed(&self, column: &str, decision: &str) -> Result<&'a str, Box<Finding>> {
        let text = Some(self.text(column)).filter(|text| !text.is_empty());
        text.ok_or_else(|| {
            let message = format!("`{decision}` needs `{column}`, which is empty");
            self.wrong(
                column,
                message,
                "fill in the cell, or empty the whole decision",
            )
        })
    }

    fn date(
        &self,
        column: &str,
        decision: &str,
        order: Option<Order>,
    ) -> Result<Date, Box<Finding>> {
        let text = self.needed(column, decision)?;
        date::date(text, order)
            .map_err(|why| self.wrong(column, format!("`{column}`: {why}"), "correct the cell"))
    }

    /// A waiver that is there can be looked at in a plan, and is changed where it stands.
    fn same_as(&self, waiver: &Agreed, order: Option<Order>) -> Result<(), Box<Finding>> {
        let day = |text: &str| date::date(text, order).ok();
        let other_day = day(self.text(UNTIL)) != day(&waiver.until);
        let changed = [
            (DECISION, !self.text(DECISION).eq_ignore_ascii_case(WAIVE)),
            (UNTIL, other_day),
            (APPROVER, self.text(APPROVER) != waiver.approver),
            (REASON, self.text(REASON) != waiver.reason),
        ];
        match changed.iter().find(|(_, changed)| *changed) {
            None => Ok(()),
            Some((column, _)) => {
                let message = format!("`{column}` differs from the waiver that is there already");
                let help = format!("change the waiver itself, at {}", waiver.place);
                Err(self.wrong(column, message, &help))
            }
        }
    }

    fn twice(&self) -> Box<Finding> {
        let message = "another row decides otherwise about the same finding".to_owned();
        self.wrong(DECISION, message, "decide once")
    }

    fn wrong(&self, column: &str, message: String, help: &str) -> Box<Finding> {
        let place = self.cell(column).unwrap_or(self.0).place();
        Box::new(wrong(place, message).help(help))
    }
}

fn wrong(place: Place, message: String) -> Finding {
    Finding::builtin(builtin::PLAN_ROW, place, message)
}
