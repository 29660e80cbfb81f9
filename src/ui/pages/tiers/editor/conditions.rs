//! Where the conditions of a draft stand.

use leptos::prelude::*;

use crate::policy::{Grading, Policy};

use super::super::super::condition::{Builder, Edit};
use super::Draft;

/// Where a condition stands in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The rule of a tier of the scheme that is edited.
    Rule(usize),
    /// A clause of the scheme that is edited.
    Clause(usize),
    /// A place in the order of schemes.
    Order(usize),
}

impl Draft {
    /// Returns the builder of a condition of the draft, which stands at `policy`.
    pub fn builder(self, policy: &Policy, at: At) -> Builder {
        Builder::new(policy, move |edit| self.alter_condition(at, edit))
    }

    fn alter_condition(self, at: At, (shape, change): Edit) {
        let place = self.place.get_untracked();
        let alter = |policy: &mut Policy| {
            let found = match at {
                At::Order(order) => policy.order.get_mut(order).and_then(|governing| governing.when.as_mut()),
                At::Rule(rule) => match policy.schemes.get_mut(place).map(|scheme| &mut scheme.grading) {
                    Some(Grading::Rules(ruling)) => ruling.rules.get_mut(rule),
                    _ => None,
                },
                At::Clause(clause) => match policy.schemes.get_mut(place).map(|scheme| &mut scheme.grading) {
                    Some(Grading::Bands(banding)) => {
                        banding.clauses.get_mut(clause).map(|clause| &mut clause.when)
                    }
                    _ => None,
                },
            };
            if let Some(condition) = found {
                change(condition);
            }
        };
        if shape {
            self.reshape(alter);
        } else {
            self.alter(alter);
        }
    }
}
