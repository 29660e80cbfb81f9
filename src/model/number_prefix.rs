//! The letters that customer numbers of an industry begin with, where the user chose them (A0.9, ruling 11).

use super::record::record;
use super::{Kind, NumberPrefixId};

record! {
    /// The letters of one industry.
    pub struct NumberPrefix(Kind::NumberPrefix, NumberPrefixId) {
        required {
            /// The industry, in the user's words, not empty.
            industry: String,
            /// One to four capital letters.
            letters: String,
        }
        optional {}
    }
}
