//! One field of a form, whatever it holds: read as the text that a field on the screen has, and set from it.

use crate::model::{
    Channel, CustomerKind, DecisionRole, Depth, Initiator, NeedCategory, NeedNature, NeedStatus, Occasion,
    Payment, PersonId, Source, Stage,
};

/// A field of a form.
pub trait Slot {
    /// Returns what it holds.
    fn held(&self) -> String;
    /// Gives it another value.
    fn fill(&mut self, typed: &str);
}

impl Slot for String {
    fn held(&self) -> String {
        self.clone()
    }

    fn fill(&mut self, typed: &str) {
        typed.clone_into(self);
    }
}

impl Slot for bool {
    fn held(&self) -> String {
        if *self { "1" } else { "0" }.to_owned()
    }

    fn fill(&mut self, typed: &str) {
        *self = typed == "1";
    }
}

impl Slot for Option<u8> {
    fn held(&self) -> String {
        self.map(|number| number.to_string()).unwrap_or_default()
    }

    fn fill(&mut self, typed: &str) {
        *self = typed.parse().ok();
    }
}

impl Slot for Option<PersonId> {
    fn held(&self) -> String {
        self.map(|person| person.to_string()).unwrap_or_default()
    }

    fn fill(&mut self, typed: &str) {
        *self = typed.parse().ok();
    }
}

impl Slot for Option<Source> {
    fn held(&self) -> String {
        self.map(|source| source.to_string()).unwrap_or_default()
    }

    fn fill(&mut self, typed: &str) {
        *self = Source::from_id(typed);
    }
}

/// A word that may be missing.
macro_rules! words {
    ($($word:ty),+) => {$(
        impl Slot for Option<$word> {
            fn held(&self) -> String {
                self.map_or("", <$word>::id).to_owned()
            }

            fn fill(&mut self, typed: &str) {
                *self = <$word>::from_id(typed);
            }
        }
    )+};
}
words!(CustomerKind, DecisionRole, NeedCategory, NeedNature, NeedStatus, Payment, Stage);

/// A word that is always there.
macro_rules! certain_words {
    ($($word:ty),+) => {$(
        impl Slot for $word {
            fn held(&self) -> String {
                self.id().to_owned()
            }

            fn fill(&mut self, typed: &str) {
                *self = <$word>::from_id(typed).unwrap_or(*self);
            }
        }
    )+};
}
certain_words!(Channel, Depth, Initiator, Occasion);
