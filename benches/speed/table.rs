//! What was measured as Markdown, as the README shows it.

use crate::measure::Measured;
use crate::stage::Stage;
use std::fmt::Write;

/// A table with a line per size and stage, and a sentence on how check grows; `counted` are the things that
/// each result counts.
pub(crate) fn markdown(
    results: &[Measured],
    counted: &str,
    order: &[Stage],
    rounds: usize,
) -> String {
    let mut text = format!(
        "| {counted} | stage | seconds | {counted} per second | × the first | peak memory |\n\
         |---:|---|---:|---:|---:|---:|\n",
    );
    for result in results {
        for (stage, cost) in order.iter().zip(&result.stages) {
            let _ = writeln!(
                text,
                "| {} | {} | {:.2} | {} | {:.2} | {} MiB |",
                grouped(f64::from(result.documents)),
                stage.title,
                cost.seconds(),
                grouped(f64::from(result.documents) / cost.seconds()),
                cost.ratio(),
                grouped(cost.peak_mib()),
            );
        }
    }
    if let [first, .., last] = results {
        growth(&mut text, order, first, last);
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let _ = writeln!(
        text,
        "\n{cores} cores, medians of {rounds} rounds, warm cache."
    );
    text
}

fn growth(text: &mut String, order: &[Stage], small: &Measured, large: &Measured) {
    let times = f64::from(large.documents) / f64::from(small.documents);
    let _ = writeln!(text, "\nWith {times:.1} times as many documents:\n");
    for (index, stage) in order.iter().enumerate() {
        let (small, large) = (&small.stages[index], &large.stages[index]);
        let _ = writeln!(
            text,
            "- {} takes {:.1} times as long and {:.1} times the memory",
            stage.title,
            large.seconds() / small.seconds(),
            large.peak_mib() / small.peak_mib(),
        );
    }
}

/// A whole number with commas between the thousands.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
