//! From facts to tiers, with their reasons. Pure functions of (records, policy, day).
//!
//! [`Yardstick`] makes a policy ready for a day, [`Case`] holds one customer against it: first the bare
//! tiers, quick enough for all customers, and the reasons of one where somebody asks.

mod assignment;
mod course;
mod grade;
mod outcome;
mod past;
mod plan;
mod points;
mod policies;
mod population;
mod ranking;
mod rehearsal;
mod score;
mod yardstick;

pub use assignment::{
    Assignment, BandsWhy, Contradiction, Evidence, Part, Raise, RuleWhy, ScoreWhy, ShareWhy, Why, measures,
};
pub use course::{Cause, Fall, HORIZONS, Move, compared_fall, fall, moves};
pub use outcome::{Outcome, Rank};
pub use past::{Past, PastRun, Stood};
pub use points::Score;
pub use policies::Policies;
pub use population::Population;
pub use rehearsal::{Cell, Load, Matrix, Rehearsal, Stand, unaltered};
pub use yardstick::{Case, Yardstick};
