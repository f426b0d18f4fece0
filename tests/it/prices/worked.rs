//! Examples worked by hand.

use csp_support::hours::Windows;
use csp_support::model::price::{
    Band, Change, Charge, Counting, Exchange, QuantityStep, Quota, Stretch, Tariff, Tax, What,
    after, capped, decimal, minor_units, quantity, rounded, split, taxed,
};
use jiff::civil::date;
use rust_decimal::Decimal;

fn amount(text: &str) -> Decimal {
    decimal(text).unwrap()
}

/// 120.00 an hour in quarters of an hour; no bands.
fn hourly() -> Tariff {
    Tariff {
        amount: Some(amount("120.00")),
        unit: 60,
        free: 0,
        increment: 15,
        minimum: 0,
        bands: Vec::new(),
        minimum_charge: None,
        cap: None,
        digits: 2,
    }
}

fn band(change: Change) -> Band {
    Band {
        change,
        minimum: None,
        call_out: None,
    }
}

fn plain(minutes: u32) -> Vec<Stretch> {
    vec![Stretch {
        band: None,
        minutes,
    }]
}

fn total(tariff: &Tariff, minutes: u32) -> String {
    tariff.charge(&plain(minutes)).unwrap().total.to_string()
}

fn lines(charge: &Charge) -> Vec<String> {
    let line = |line: &csp_support::model::price::Line| format!("{}", line.amount);
    charge.lines.iter().map(line).collect()
}

#[test]
fn a_begun_increment_counts_in_full() {
    let tariff = hourly();
    assert_eq!(total(&tariff, 0), "0");
    assert_eq!(total(&tariff, 1), "30.00");
    assert_eq!(total(&tariff, 15), "30.00");
    assert_eq!(total(&tariff, 16), "60.00");
    assert_eq!(total(&tariff, 50), "120.00");
}

#[test]
fn a_minimum_counts_after_the_free_time() {
    let tariff = Tariff {
        free: 10,
        minimum: 30,
        ..hourly()
    };
    assert_eq!(total(&tariff, 10), "0");
    assert_eq!(total(&tariff, 11), "60.00");
    assert_eq!(total(&tariff, 40), "60.00");
    assert_eq!(total(&tariff, 41), "90.00");
    let charge = tariff.charge(&plain(11)).unwrap();
    assert_eq!(charge.lines[0].what, What::Free { minutes: 10 });
    let What::Time { minutes, added, .. } = charge.lines[1].what else {
        panic!("{charge:?}")
    };
    assert_eq!((minutes, added), (30, 29));
}

/// "Plus 200 percent" is three times the price; "times 1.5" is half as much again.
#[test]
fn a_percentage_is_added_and_a_multiplier_is_not() {
    let rate = |change: Change| change.applied(Some(amount("120.00"))).unwrap().to_string();
    assert_eq!(rate(Change::Percent(amount("200"))), "360");
    assert_eq!(rate(Change::Times(amount("1.5"))), "180");
    assert_eq!(rate(Change::Plus(amount("50.00"))), "170");
    assert_eq!(rate(Change::Own(amount("210.00"))), "210");
    assert_eq!(rate(Change::Same), "120");
    assert_eq!(Change::Same.applied(None), None);
    assert_eq!(Change::Own(amount("1")).applied(None), Some(amount("1")));
}

#[test]
fn work_over_a_border_is_split_there() {
    let windows = Windows::new(date(2026, 11, 23));
    let window = |open: &str| windows.window(open, "Europe/Berlin", None).unwrap();
    let windows = [
        window("Mo-Fr 08:00-18:00"),
        window("Mo-Fr 18:00-24:00,00:00-08:00; Sa,Su 00:00-24:00"),
    ];
    let begins = "2026-11-23T17:30[Europe/Berlin]"
        .parse::<jiff::Zoned>()
        .unwrap();
    let work = split(begins.timestamp(), 50, &windows).unwrap();
    let stretch = |band, minutes| Stretch {
        band: Some(band),
        minutes,
    };
    assert_eq!(work, [stretch(0, 30), stretch(1, 20)]);
    let tariff = Tariff {
        bands: vec![band(Change::Same), band(Change::Percent(amount("50")))],
        ..hourly()
    };
    // 30 min at 120.00, then 20 min and ten more to fill the hour at 180.00.
    let charge = tariff.charge(&work).unwrap();
    assert_eq!(lines(&charge), ["60.00", "90.00"]);
    assert_eq!(charge.total, amount("150.00"));
}

#[test]
fn the_band_in_which_work_begins_decides_on_minimum_and_call_out() {
    let night = Band {
        change: Change::Times(amount("2")),
        minimum: Some(60),
        call_out: Some(amount("75.00")),
    };
    let tariff = Tariff {
        minimum: 15,
        bands: vec![band(Change::Same), night],
        ..hourly()
    };
    let stretch = |band, minutes| Stretch {
        band: Some(band),
        minutes,
    };
    let at_night = tariff.charge(&[stretch(1, 5)]).unwrap();
    assert_eq!(lines(&at_night), ["75.00", "240.00"]);
    let into_the_night = tariff.charge(&[stretch(0, 10), stretch(1, 5)]).unwrap();
    assert_eq!(lines(&into_the_night), ["20.00", "20.00"]);
    let free = Tariff { free: 5, ..tariff };
    assert_eq!(free.charge(&[stretch(1, 5)]).unwrap().total, Decimal::ZERO);
}

#[test]
fn each_line_is_rounded_to_the_smallest_coin() {
    let tariff = Tariff {
        amount: Some(amount("99.99")),
        increment: 1,
        ..hourly()
    };
    // 99.99 × 20 ÷ 60 = 33.33; × 10 ÷ 60 = 16.665
    assert_eq!(total(&tariff, 20), "33.33");
    assert_eq!(total(&tariff, 10), "16.67");
    let yen = Tariff {
        amount: Some(amount("4950")),
        digits: minor_units("JPY"),
        ..tariff
    };
    assert_eq!(total(&yen, 1), "83");
    assert_eq!(minor_units("KWD"), 3);
    assert_eq!(minor_units("EUR"), 2);
    assert_eq!(rounded(amount("0.125"), 2), amount("0.13"));
    assert_eq!(rounded(amount("-0.125"), 2), amount("-0.13"));
}

#[test]
fn least_charge_and_cap_bound_the_sum() {
    let tariff = Tariff {
        minimum_charge: Some(amount("50.00")),
        cap: Some(amount("400.00")),
        ..hourly()
    };
    assert_eq!(total(&tariff, 5), "50.00");
    assert_eq!(total(&tariff, 25), "60.00");
    assert_eq!(total(&tariff, 600), "400.00");
    let charge = tariff.charge(&plain(600)).unwrap();
    assert_eq!(lines(&charge), ["1200.00", "-800.00"]);
    assert_eq!(charge.lines[1].what, What::Cap);
    // 350.00 were charged in the period already.
    let later = capped(
        hourly().charge(&plain(60)).unwrap(),
        Some(amount("400.00")),
        amount("350.00"),
    );
    assert_eq!(later.unwrap().total, amount("50.00"));
}

#[test]
fn steps_hold_for_each_unit_or_for_all() {
    let step = |from, to, text| QuantityStep {
        from,
        to,
        amount: amount(text),
    };
    let steps = [
        step(1, Some(10), "5.00"),
        step(11, Some(50), "4.00"),
        step(51, None, "3.00"),
    ];
    let sum = |counting, count| quantity(None, &steps, counting, count, 2).unwrap().total;
    assert_eq!(sum(Counting::EachUnit, 60), amount("240.00"));
    assert_eq!(sum(Counting::AllUnits, 60), amount("180.00"));
    assert_eq!(sum(Counting::EachUnit, 10), amount("50.00"));
    assert_eq!(quantity(None, &steps[1..], Counting::EachUnit, 5, 2), None);
}

/// A point buys 30 minutes remotely or 20 on site; urgent work takes two.
#[test]
fn credit_is_taken_in_whole_portions() {
    let rate = |takes: &str, per| Exchange {
        takes: amount(takes),
        per: Some(per),
    };
    let remote = rate("1", 30).draw(amount("10"), 50).unwrap();
    assert_eq!((remote.taken, remote.covered), (amount("2"), 50));
    let on_site = rate("1", 20).draw(amount("10"), 50).unwrap();
    assert_eq!((on_site.taken, on_site.covered), (amount("3"), 50));
    let urgent = rate("2", 30).draw(amount("3"), 50).unwrap();
    assert_eq!((urgent.taken, urgent.covered), (amount("2"), 30));
    let rest = after(&plain(50), urgent);
    assert_eq!(hourly().charge(&rest).unwrap().total, amount("60.00"));
}

#[test]
fn what_is_included_is_used_up_first() {
    let draw = Quota::Cases { left: 1 }.draw(90, Some(60));
    assert_eq!((draw.taken, draw.covered), (amount("1"), 60));
    let rest = after(&plain(90), draw);
    assert_eq!(hourly().charge(&rest).unwrap().total, amount("60.00"));
    assert_eq!(Quota::Cases { left: 0 }.draw(90, None).covered, 0);
    assert_eq!(Quota::Time { left: 45 }.draw(90, None).covered, 45);
}

#[test]
fn tax_is_added_or_taken_out() {
    let net = taxed(amount("120.00"), Tax::Exclusive, amount("19"), 2).unwrap();
    assert_eq!((net.tax, net.gross), (amount("22.80"), amount("142.80")));
    let gross = taxed(amount("100.00"), Tax::Inclusive, amount("19"), 2).unwrap();
    assert_eq!((gross.net, gross.tax), (amount("84.03"), amount("15.97")));
    let free = taxed(amount("100.00"), Tax::Free, amount("19"), 2).unwrap();
    assert_eq!((free.net, free.tax), (free.gross, Decimal::ZERO));
}

#[test]
fn an_amount_too_large_gives_no_answer() {
    let tariff = Tariff {
        amount: Some(Decimal::MAX),
        ..hourly()
    };
    assert_eq!(tariff.charge(&plain(120)), None);
    assert_eq!(
        split("2026-11-23T00:00Z".parse().unwrap(), u32::MAX, &[]),
        None
    );
}
