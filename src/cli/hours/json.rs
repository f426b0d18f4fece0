//! The answer for programs.
//!
//! The shape is stable: fields are added, never renamed or removed. Times are RFC 3339 with the offset
//! of `zone`; where a time is asked for, `never` and `unknown` are answers too. What was not told or
//! does not apply is null. `windows` tells for two weeks when each window is open, up to the instant
//! from which on nobody can say: what a page or a telephone system needs to say "open now".

use super::{Told, facets};
use crate::error::{Error, Result};
use crate::hours::due::{Due, Skipped, Step, Why};
use crate::hours::{Answer as State, Moment, Zone};
use crate::model::lens::Lens;
use crate::model::promise::{Case, Fault, Hours, Promised, Reachable};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

/// Hours ahead for which windows are told.
const AHEAD: i64 = 14 * 24;

pub(super) fn render(told: &Told<'_>) -> Result<String> {
    let teller = Teller { zone: &told.zone };
    let answer = json!({
        "offering": told.id,
        "name": told.offering.name(),
        "at": teller.time(told.at),
        "zone": told.zone.name(),
        "inForce": told.holds.word(),
        "windows": told.promises.hours.iter().map(|hours| teller.window(hours, told.at)).collect::<Vec<_>>(),
        "cases": told.cases.iter().map(|case| teller.case(case)).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&answer)
        .map(|text| format!("{text}\n"))
        .map_err(|error| Error::Internal(error.to_string()))
}

/// Tells times in a zone.
struct Teller<'z> {
    zone: &'z Zone,
}

impl Teller<'_> {
    fn time(&self, at: Timestamp) -> String {
        let zoned = self.zone.at(at);
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    fn moment(&self, moment: Moment) -> String {
        match moment {
            Moment::At(at) => self.time(at),
            Moment::Never => "never".to_owned(),
            Moment::Unknown => "unknown".to_owned(),
        }
    }

    /// `state`, and `until` when that changes; both fields are always there.
    fn state(&self, state: State) -> [(&'static str, Value); 2] {
        let (word, until) = match state {
            State::Open { until } => ("open", json!(self.moment(until))),
            State::Closed { opens } => ("closed", json!(self.moment(opens))),
            State::Unknown => ("unknown", Value::Null),
        };
        [("state", json!(word)), ("until", until)]
    }

    fn window(&self, hours: &Hours<'_>, from: Timestamp) -> Value {
        let until = from + SignedDuration::from_hours(AHEAD);
        let coming = hours.window.coming(from, until);
        let open = coming.open.iter();
        let open = open.map(|(from, to)| json!({"from": self.time(*from), "to": self.time(*to)}));
        json!({
            "name": hours.name,
            "purpose": hours.lens.purpose(),
            "zone": hours.window.clock().name(),
            "open": open.collect::<Vec<_>>(),
            "unknownFrom": coming.unknown_from.map(|from| self.time(from)),
        })
    }

    fn case(&self, case: &Case<'_>) -> Value {
        let about = facets(&case.about).map(|(name, value)| (name, json!(value)));
        let mut object: Map<String, Value> = entries(about);
        object.extend(entries(self.state(case.answer.state)));
        let windows = case.answer.windows.iter().map(|(name, state)| {
            let mut window = entries([("name", json!(name))]);
            window.extend(entries(self.state(*state)));
            Value::Object(window)
        });
        object.insert("windows".to_owned(), windows.collect());
        let contacts = case.answer.contacts.iter();
        let contacts = contacts.map(|contact| self.contact(contact));
        object.insert("contacts".to_owned(), contacts.collect());
        let promised = case.answer.promised.iter();
        let promised = promised.map(|promised| self.promised(promised));
        object.insert("promises".to_owned(), promised.collect());
        Value::Object(object)
    }

    fn contact(&self, reachable: &Reachable<'_>) -> Value {
        let contact = reachable.contact;
        let mut object = entries([
            ("id", json!(contact.id())),
            ("method", json!(contact.method())),
            (
                "address",
                json!(contact.address().or(contact.national_number())),
            ),
            ("languages", json!(reachable.languages)),
            (
                "replyBy",
                json!(reachable.reply.as_ref().map(|due| self.moment(due.at))),
            ),
        ]);
        object.extend(entries(self.state(reachable.state)));
        Value::Object(object)
    }

    fn promised(&self, promised: &Promised<'_>) -> Value {
        let target = promised.choice.target;
        let because = promised.choice.limits.iter().map(|limit| limit.field());
        let due = |due: &Option<Due>| json!(due.as_ref().map(|due| self.moment(due.at)));
        let steps = promised.due.iter().flat_map(|due| &due.steps);
        Value::Object(entries([
            ("metric", json!(target.metric())),
            ("kind", json!(promised.kind.word())),
            ("target", json!(target.node().json_pointer())),
            ("because", because.collect()),
            ("certain", json!(promised.choice.certain)),
            ("within", json!(target.within())),
            ("atLeast", json!(target.at_least())),
            ("during", json!(target.during())),
            ("dayLength", json!(target.day_length())),
            ("share", json!(target.share())),
            ("measuredOver", json!(target.measured_over())),
            ("dependsOn", target.depends_on().collect()),
            ("pausesFor", target.pauses_for().collect()),
            ("earliest", due(&promised.from)),
            ("due", due(&promised.due)),
            ("problem", json!(promised.fault.as_ref().map(problem))),
            ("steps", steps.map(|step| self.step(step)).collect()),
        ]))
    }

    fn step(&self, step: &Step) -> Value {
        match step {
            Step::Starts { at } => json!({"step": "starts", "at": self.time(*at)}),
            Step::Waits {
                from,
                until,
                skipped,
            } => json!({
                "step": "waits", "from": self.time(*from), "until": self.time(*until),
                "skipped": skipped.iter().map(day).collect::<Vec<_>>(),
            }),
            Step::Runs {
                from,
                until,
                minutes,
            } => json!({
                "step": "runs", "from": self.time(*from), "until": self.time(*until), "minutes": minutes,
            }),
            Step::CountsAs { date, why } => {
                json!({"step": "countsAs", "date": date.to_string(), "why": reason(*why)})
            }
            Step::WorkingDay {
                date,
                number,
                skipped,
            } => json!({
                "step": "workingDay", "date": date.to_string(), "number": number,
                "skipped": skipped.iter().map(day).collect::<Vec<_>>(),
            }),
            Step::Due { at } => json!({"step": "due", "at": self.time(*at)}),
            Step::Never => json!({"step": "never"}),
            Step::Unknown { from } => {
                json!({"step": "unknown", "from": from.map(|date| date.to_string())})
            }
        }
    }
}

fn entries<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    let owned = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    owned.collect()
}

fn day(skipped: &Skipped) -> Value {
    json!({"date": skipped.date.to_string(), "name": skipped.name, "holiday": skipped.holiday})
}

const fn reason(why: Why) -> &'static str {
    match why {
        Why::AfterCutOff => "after_cut_off",
        Why::DayOfRest => "day_of_rest",
        Why::TimePassed => "time_passed",
    }
}

const fn problem(fault: &Fault<'_>) -> &'static str {
    match fault {
        Fault::NoTime => "no_time",
        Fault::NoWindow(_) => "no_window",
        Fault::NoWorkingDay => "no_working_day",
        Fault::NoDayLength(_) => "no_day_length",
        Fault::NotCountable(_) => "not_countable",
    }
}
