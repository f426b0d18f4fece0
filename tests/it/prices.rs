//! Money: worked examples by hand, and random prices against a naive count, minute by minute.

mod counted;
mod worked;
