//! Types of buyer, each with its signs and how to deal with it (A2.12, A2.13, A2.23). What the handbooks give is
//! known without a record; a record adds a type, or takes the place of the one with its id.

use uuid::Uuid;

use super::record::record;
use super::vocabulary::vocabulary;
use super::{BuyerTypeId, Id, Kind};

vocabulary! {
    /// Which of the two lists a type is in.
    pub enum TypeFamily {
        /// 客户性格 (A2.12)
        Temperament = "temperament",
        /// 鸟类性格 (A2.23)
        Bird = "bird",
    }

    /// The types that the handbooks give; the others are lost.
    pub enum GivenType {
        /// 从容不迫型
        Calm = "calm",
        /// 优柔寡断型
        Indecisive = "indecisive",
        /// 自我吹嘘型
        Boastful = "boastful",
        /// 豪爽干脆型
        Frank = "frank",
        /// 老鹰型
        Eagle = "eagle",
    }
}

impl GivenType {
    /// Returns the id that contacts name it by.
    pub fn key(self) -> BuyerTypeId {
        BuyerTypeId::new(Uuid::from_u128(match self {
            Self::Calm => 0x0000_0000_0000_7000_8000_0000_0000_0001,
            Self::Indecisive => 0x0000_0000_0000_7000_8000_0000_0000_0002,
            Self::Boastful => 0x0000_0000_0000_7000_8000_0000_0000_0003,
            Self::Frank => 0x0000_0000_0000_7000_8000_0000_0000_0004,
            Self::Eagle => 0x0000_0000_0000_7000_8000_0000_0000_0005,
        }))
    }

    /// Returns the type that is named by that id.
    pub fn of(id: BuyerTypeId) -> Option<Self> {
        Self::ALL.iter().copied().find(|given| given.key() == id)
    }

    /// Returns which list it is in.
    pub fn family(self) -> TypeFamily {
        match self {
            Self::Eagle => TypeFamily::Bird,
            _ => TypeFamily::Temperament,
        }
    }
}

record! {
    /// A type of buyer in the user's own words.
    pub struct BuyerType(Kind::BuyerType, BuyerTypeId) {
        required {
            /// Its name, not empty.
            name: String,
        }
        optional {
            /// Which list it is in; a temperament unless said.
            family: Option<TypeFamily>,
            /// What it is known by.
            signs: String,
            /// How to deal with it.
            handling: String,
            /// Whether it is no longer offered.
            hidden: bool,
        }
    }
}
