//! One sample report through every format: golden files, schemas, hostile text.

mod sample;

use csp_support::report::{FORMATS, Report, Style, Verbosity, format};
use snapbox::{Data, assert_data_eq};
use std::path::Path;

fn written(report: &Report, name: &str, style: &Style) -> String {
    (format(name).unwrap().render)(report, style).unwrap()
}

fn golden(file: &str) -> Data {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden/report");
    Data::read_from(&path.join(file), Some(snapbox::data::DataFormat::Text)).raw()
}

#[test]
fn every_format_writes_the_sample_as_agreed() {
    let report = sample::report();
    for format in FORMATS {
        let text = written(&report, format.name, &Style::default());
        assert_data_eq!(text, golden(&format!("sample.{}", format.name)));
    }
}

#[test]
fn text_tells_less_or_more_when_asked() {
    let report = sample::report();
    for (name, verbosity) in [("quiet", Verbosity::Quiet), ("verbose", Verbosity::Verbose)] {
        let style = Style {
            verbosity,
            ..Style::default()
        };
        let text = written(&report, "text", &style);
        assert_data_eq!(text, golden(&format!("sample.{name}.text")));
    }
}
