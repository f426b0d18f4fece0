//! Random prices and work against an oracle that counts single minutes and units in whole coins.

use csp_support::hours::{Answer, Window, Windows};
use csp_support::model::price::{
    Band, Change, Counting, Exchange, QuantityStep, Quota, Stretch, Tariff, Tax, after, quantity,
    split, taxed,
};
use jiff::{Timestamp, ToSpan, civil::date};
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A change in whole coins and hundredths.
#[derive(Debug, Clone, Copy)]
enum Coins {
    Same,
    Percent(i64),
    Times(i64),
    Plus(i64),
    Own(i64),
}

#[derive(Debug, Clone)]
struct Case {
    digits: u32,
    amount: i64,
    unit: u32,
    free: u32,
    increment: u32,
    minimum: u32,
    bands: Vec<(Coins, Option<u32>, Option<i64>)>,
    least: Option<i64>,
    cap: Option<i64>,
    work: Vec<(Option<usize>, u32)>,
}

fn coins(amount: i64, digits: u32) -> Decimal {
    Decimal::new(amount, digits)
}

impl Case {
    fn tariff(&self) -> Tariff {
        let change = |change: Coins| match change {
            Coins::Same => Change::Same,
            Coins::Percent(hundredths) => Change::Percent(Decimal::new(hundredths, 2)),
            Coins::Times(hundredths) => Change::Times(Decimal::new(hundredths, 2)),
            Coins::Plus(amount) => Change::Plus(coins(amount, self.digits)),
            Coins::Own(amount) => Change::Own(coins(amount, self.digits)),
        };
        let bands = self.bands.iter().map(|(what, minimum, call)| Band {
            change: change(*what),
            minimum: *minimum,
            call_out: call.map(|amount| coins(amount, self.digits)),
        });
        Tariff {
            amount: Some(coins(self.amount, self.digits)),
            unit: self.unit,
            free: self.free,
            increment: self.increment,
            minimum: self.minimum,
            bands: bands.collect(),
            minimum_charge: self.least.map(|amount| coins(amount, self.digits)),
            cap: self.cap.map(|amount| coins(amount, self.digits)),
            digits: self.digits,
        }
    }

    fn stretches(&self) -> Vec<Stretch> {
        let stretch = |(band, minutes): &(Option<usize>, u32)| Stretch {
            band: *band,
            minutes: *minutes,
        };
        self.work.iter().map(stretch).collect()
    }

    /// The price of a unit as a fraction of coins.
    fn rate(&self, band: Option<usize>) -> (i128, i128) {
        let amount = i128::from(self.amount);
        match band.map_or(Coins::Same, |band| self.bands[band].0) {
            Coins::Same => (amount, 1),
            Coins::Percent(hundredths) => (amount * (10_000 + i128::from(hundredths)), 10_000),
            Coins::Times(hundredths) => (amount * i128::from(hundredths), 100),
            Coins::Plus(more) => (amount + i128::from(more), 1),
            Coins::Own(own) => (i128::from(own), 1),
        }
    }

    /// The sum in coins, counted minute by minute.
    fn counted(&self) -> i128 {
        let mut minutes: Vec<Option<usize>> = Vec::new();
        for (band, length) in &self.work {
            minutes.extend((0..*length).map(|_| *band));
        }
        if minutes.len() <= self.free as usize {
            return 0;
        }
        let first = minutes[0].map(|band| self.bands[band]);
        minutes.drain(..self.free as usize);
        let last = *minutes.last().unwrap();
        let shortest = first
            .and_then(|(_, least, _)| least)
            .unwrap_or(self.minimum);
        while minutes.len() < shortest as usize
            || !minutes.len().is_multiple_of(self.increment as usize)
        {
            minutes.push(last);
        }
        let mut by_band: BTreeMap<Option<usize>, i128> = BTreeMap::new();
        for band in minutes {
            *by_band.entry(band).or_default() += 1;
        }
        let mut sum = i128::from(first.and_then(|(.., call)| call).unwrap_or(0));
        for (band, minutes) in by_band {
            let (above, below) = self.rate(band);
            sum += half_up(above * minutes, below * i128::from(self.unit));
        }
        sum = sum.max(i128::from(self.least.unwrap_or(0)));
        self.cap.map_or(sum, |cap| sum.min(i128::from(cap)))
    }
}

/// A fraction that is not negative, as a whole number; half goes up.
fn half_up(above: i128, below: i128) -> i128 {
    (2 * above + below) / (2 * below)
}

fn change() -> impl Strategy<Value = Coins> {
    prop_oneof![
        Just(Coins::Same),
        (0_i64..40_000).prop_map(Coins::Percent),
        (0_i64..500).prop_map(Coins::Times),
        (0_i64..20_000).prop_map(Coins::Plus),
        (0_i64..60_000).prop_map(Coins::Own),
    ]
}

fn bands() -> impl Strategy<Value = Vec<(Coins, Option<u32>, Option<i64>)>> {
    let minimum = proptest::option::of(0_u32..150);
    let call = proptest::option::of(0_i64..20_000);
    proptest::collection::vec((change(), minimum, call), 0..5)
}

fn case() -> impl Strategy<Value = Case> {
    let money = (0_i64..50_000, prop_oneof![Just(0_u32), Just(2), Just(3)]);
    let unit = prop_oneof![Just(1_u32), Just(15), Just(30), Just(60)];
    let time = (unit, 0_u32..45, 1_u32..70, 0_u32..150);
    let bounds = (
        proptest::option::of(0_i64..80_000),
        proptest::option::of(0_i64..200_000),
    );
    let work = proptest::collection::vec((0_usize..6, 0_u32..200), 0..6);
    (money, time, bands(), bounds, work).prop_map(|(money, time, bands, bounds, work)| {
        let band = |index: usize| (index < bands.len()).then_some(index);
        Case {
            digits: money.1,
            amount: money.0,
            unit: time.0,
            free: time.1,
            increment: time.2,
            minimum: time.3,
            least: bounds.0,
            cap: bounds.1,
            work: work
                .iter()
                .map(|(index, length)| (band(*index), *length))
                .collect(),
            bands,
        }
    })
}

fn windows() -> Vec<Arc<Window>> {
    let known = Windows::new(date(2026, 1, 1));
    let window = |open: &str| known.window(open, "Europe/Berlin", None).unwrap();
    [
        "Mo-Fr 08:00-18:00",
        "Mo-Fr 18:00-22:00",
        "Sa 09:00-13:00",
        "Mo-Su 22:00-06:00",
    ]
    .map(window)
    .to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_sum_is_what_single_minutes_come_to(case in case()) {
        let charge = case.tariff().charge(&case.stretches()).unwrap();
        let wanted = coins(i64::try_from(case.counted()).unwrap(), case.digits);
        prop_assert_eq!(charge.total, wanted);
        let lines: Decimal = charge.lines.iter().map(|line| line.amount).sum();
        prop_assert_eq!(lines, charge.total);
        for line in &charge.lines {
            prop_assert!(line.amount.normalize().scale() <= case.digits);
        }
    }

    #[test]
    fn each_step_by_quantity_counts_its_units(
        widths in proptest::collection::vec((1_u64..20, 0_i64..5_000), 1..5),
        count in 0_u64..120,
        base in 0_i64..5_000,
    ) {
        let mut first = 1;
        let steps: Vec<_> = widths.iter().map(|(width, amount)| {
            let step = QuantityStep { from: first, to: Some(first + width - 1), amount: coins(*amount, 2) };
            first += width;
            step
        }).collect();
        let price = |unit: u64| steps.iter()
            .find(|step| (step.from..=step.to.unwrap()).contains(&unit))
            .map_or(coins(base, 2), |step| step.amount);
        let each: Decimal = (1..=count).map(price).sum();
        let sum = |counting| quantity(Some(coins(base, 2)), &steps, counting, count, 2).unwrap().total;
        prop_assert_eq!(sum(Counting::EachUnit), each);
        prop_assert_eq!(sum(Counting::AllUnits), price(count) * Decimal::from(count));
    }

    #[test]
    fn net_tax_and_gross_add_up(amount in 0_i64..10_000_000, rate in 0_i64..3_000, digits in 0_u32..4) {
        let (sum, percent) = (coins(amount, digits), Decimal::new(rate, 2));
        let (amount, rate) = (i128::from(amount), i128::from(rate));
        let added = taxed(sum, Tax::Exclusive, percent, digits).unwrap();
        let gross = half_up(amount * (10_000 + rate), 10_000);
        prop_assert_eq!((added.net, added.gross), (sum, coins(i64::try_from(gross).unwrap(), digits)));
        let contained = taxed(sum, Tax::Inclusive, percent, digits).unwrap();
        let net = half_up(amount * 10_000, 10_000 + rate);
        prop_assert_eq!((contained.net, contained.gross), (coins(i64::try_from(net).unwrap(), digits), sum));
        for parts in [added, contained] {
            prop_assert_eq!(parts.net + parts.tax, parts.gross);
        }
    }

    #[test]
    fn work_is_split_where_single_minutes_change_the_band(start in 0_i64..525_600, minutes in 0_u32..400) {
        let bands = windows();
        let begin = Timestamp::from_second(1_767_222_000 + start * 60).unwrap();
        let open = |at: Timestamp| bands.iter().position(|band| matches!(band.is_open(at), Answer::Open { .. }));
        let walked: Vec<_> = (0..minutes).map(|minute| open(begin + i64::from(minute).minutes())).collect();
        let stretches = split(begin, minutes, &bands).unwrap();
        let told: Vec<_> = stretches.iter()
            .flat_map(|stretch| std::iter::repeat_n(stretch.band, stretch.minutes as usize)).collect();
        prop_assert_eq!(told, walked);
        for pair in stretches.windows(2) {
            prop_assert_ne!(pair[0].band, pair[1].band);
        }
    }

    #[test]
    fn credit_is_taken_portion_by_portion(left in 0_i64..400, takes in 0_i64..50, per in 1_u32..90, minutes in 0_u32..600) {
        let exchange = Exchange { takes: Decimal::new(takes, 1), per: Some(per) };
        let (mut taken, mut covered) = (0, 0);
        while covered < minutes && taken + takes <= left {
            taken += takes;
            covered += per;
        }
        let draw = exchange.draw(Decimal::new(left, 1), minutes).unwrap();
        prop_assert_eq!(draw.taken, Decimal::new(taken, 1));
        prop_assert_eq!(draw.covered, covered.min(minutes));
    }

    #[test]
    fn what_a_quota_covers_is_not_charged(left in 0_u32..300, longest in proptest::option::of(0_u32..200), minutes in 0_u32..300) {
        let draw = Quota::Time { left }.draw(minutes, longest);
        let most = longest.unwrap_or(u32::MAX);
        let counted = (0..minutes).filter(|minute| *minute < left && *minute < most).count();
        prop_assert_eq!(draw.covered as usize, counted);
        let rest = after(&[Stretch { band: None, minutes }], draw);
        let charged: u32 = rest.iter().map(|stretch| stretch.minutes).sum();
        prop_assert_eq!(charged + draw.covered, minutes);
    }
}
