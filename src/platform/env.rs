//! The world at the moment of a command, as the pure rooms take it.

use super::{clock, random};
use crate::model::{Env, IdSource, PersonId, Zone};

/// Returns the environment of a command given now, in the book's time zone (an IANA name).
///
/// A zone that this browser does not know counts as the default of a book.
pub fn env(zone: &str, person: Option<PersonId>) -> Env {
    let now = clock::now();
    Env {
        now,
        zone: clock::zone_of(zone, now).unwrap_or(Zone::SHANGHAI),
        person,
        ids: IdSource::new(now, random::bytes()),
    }
}
