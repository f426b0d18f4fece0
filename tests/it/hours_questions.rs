//! A hundred thousand questions about windows made up at random, answered by looking at every minute.
//!
//! The same questions are asked in every run; a failure names the seed, the window and the instant.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "minutes are small and not negative"
)]

use crate::hours_walk::made_up::{days, picture};
use crate::hours_walk::sketch::{NIGHTS, Picture};
use crate::hours_walk::wall::{Clock, Wall};
use csp_support::hours::due::Rule;
use csp_support::hours::{Answer, Moment, Window};
use jiff::ToSpan;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rayon::prelude::*;
use std::sync::Arc;

const SEED: u8 = 3;
const WINDOWS: usize = 14 * 10;
const QUESTIONS: usize = 100_000 / WINDOWS + 1;

/// Days of the walls; questions are about the first half.
const DAYS: usize = 16;

/// Random numbers that are the same everywhere.
struct Dice(u64);

impl Dice {
    /// Some number below a limit (`SplitMix64`).
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

/// A window, and a minute to ask it about.
struct Asked<'w> {
    window: &'w Arc<Window>,
    wall: &'w Wall<'w>,
    minute: usize,
}

impl Asked<'_> {
    /// Whether an answer is right; none if only the time behind the wall could tell.
    fn is_right(&self, dice: &mut Dice) -> Option<bool> {
        match dice.below(6) {
            0..=2 => self.opening(dice),
            3 => Some(self.elapsed(dice)),
            _ => self.due(dice),
        }
    }

    /// Whether it is open, and until when; at any second of the minute.
    fn opening(&self, dice: &mut Dice) -> Option<bool> {
        let expected = self.wall.change(self.minute)?;
        let at = self.wall.clock.at(self.minute);
        let at = at
            .saturating_add((dice.below(60) as i64).seconds())
            .unwrap();
        let (open, change) = match self.window.is_open(at) {
            Answer::Open { until } => (true, until),
            Answer::Closed { opens } => (false, opens),
            Answer::Unknown => return Some(false),
        };
        let agrees = self.wall.agrees(change, Some(expected));
        Some(agrees && open == self.wall.open[self.minute])
    }

    fn elapsed(&self, dice: &mut Dice) -> bool {
        let minutes = dice.below(5_000) as u32;
        let from = self.wall.clock.at(self.minute);
        let expected = from.saturating_add(i64::from(minutes).minutes()).unwrap();
        Rule::Elapsed { minutes }.due(from).at == Moment::At(expected)
    }

    fn due(&self, dice: &mut Dice) -> Option<bool> {
        let (days, day) = (1 + dice.below(4) as u32, 1 + dice.below(600) as u32);
        let expected = self.wall.after_open(self.minute, days * day)?;
        let hours = self.window.clone();
        let rule = Rule::WorkingDays { hours, days, day };
        let due = rule.due(self.wall.clock.at(self.minute)).at;
        Some(self.wall.agrees(due, Some(expected)))
    }
}

/// The same windows in every run, each from one of the dates about which zones are strange.
fn pictures() -> Vec<(usize, Picture)> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[SEED; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut made = |night: usize| {
        let tree = picture(days, NIGHTS[night].1).new_tree(&mut runner);
        (night, tree.unwrap().current())
    };
    (0..WINDOWS)
        .map(|index| made(index % NIGHTS.len()))
        .collect()
}

/// A minute of the first half, most often near a change.
fn minute(wall: &Wall<'_>, dice: &mut Dice) -> usize {
    let any = dice.below(wall.open.len() / 2);
    match (dice.below(3), wall.change(any)) {
        (0, _) | (_, None) => any,
        (_, Some(change)) => (change + dice.below(4))
            .saturating_sub(2)
            .min(wall.open.len() / 2),
    }
}

#[test]
fn a_hundred_thousand_answers_agree_with_every_minute() {
    let clocks: Vec<_> = NIGHTS
        .par_iter()
        .map(|(zone, start)| (*zone, *start, Clock::new(zone, *start, DAYS)))
        .collect();
    let asked = pictures()
        .into_par_iter()
        .enumerate()
        .map(|(index, (night, picture))| {
            let (zone, start, clock) = &clocks[night];
            let wall = Wall::new(&picture, clock);
            let window = &picture.window(zone, *start);
            let mut dice = Dice(index as u64);
            let mut answered = 0;
            while answered < QUESTIONS {
                let minute = minute(&wall, &mut dice);
                let asked = Asked {
                    window,
                    wall: &wall,
                    minute,
                };
                let Some(right) = asked.is_right(&mut dice) else {
                    continue;
                };
                answered += 1;
                let at = clock.zone.at(clock.at(minute));
                assert!(
                    right,
                    "seed {SEED}, window {index}, question {answered}: {} at {at}",
                    picture.text()
                );
            }
            answered
        });
    assert!(asked.sum::<usize>() >= 100_000);
}
