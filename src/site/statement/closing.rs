//! How a case is closed and opened again, in sentences.

use crate::error::Result;
use crate::model::offering::{AutoClose, Process};
use crate::site::statement::Subject;

/// The sentences; none where the offering says nothing.
pub fn sentences(subject: &Subject<'_>) -> Result<Vec<String>> {
    let process = subject.offering.process();
    let Some(close) = process.and_then(Process::auto_close) else {
        return Ok(Vec::new());
    };
    let words = subject.words;
    let objection = close.after_solution().map(|iso| {
        let time = words.duration(iso);
        words.say("closing.solved", &[("duration", &time)])
    });
    let reopen = close.reopen_within().map(|iso| {
        let time = words.within(iso);
        words.say("closing.reopen", &[("duration", &time)])
    });
    let sentences = [
        unanswered(subject, close)?,
        objection.transpose()?,
        reopen.transpose()?,
    ];
    Ok(sentences.into_iter().flatten().collect())
}

/// When a case is closed because the customer does not answer.
fn unanswered(subject: &Subject<'_>, close: AutoClose<'_>) -> Result<Option<String>> {
    let words = subject.words;
    let attempts = close.attempts().map(|count| match close.every() {
        Some(iso) if count > 1 => {
            let apart = words.within(iso);
            let values = [("apart", apart.as_str())];
            words.locale.count("closing.attempts_apart", count, &values)
        }
        _ => words.locale.count("closing.attempts", count, &[]),
    });
    let time = close.after().map(|iso| {
        let clock = (close.during(), close.day_length());
        let silence = words.say("closing.silence", &[("duration", &words.duration(iso))])?;
        subject.counted(&silence, clock)
    });
    let conditions: Vec<String> = [attempts, time]
        .into_iter()
        .flatten()
        .collect::<Result<_>>()?;
    if conditions.is_empty() {
        return Ok(None);
    }
    let joined = match close.needs() {
        Some("both") => words.locale.list(&conditions),
        _ => words.locale.choice(&conditions),
    };
    words.say("closing.closed", &[("when", &joined)]).map(Some)
}
