//! Where customers came from (A0.3): what the handbooks give is known without a record; a record adds a source of
//! the user's own, or takes the place of the one with its id.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

use super::record::record;
use super::vocabulary::vocabulary;
use super::{Id, Kind, Pack, Packer, SourceId, Unpacker};

vocabulary! {
    /// The sources that the handbooks name (A0.3, A2.19, A3.2, A4.5).
    pub enum GivenSource {
        /// 官网注册
        Website = "website",
        /// 展会对接
        TradeShow = "trade_show",
        /// 销售拜访
        SalesVisit = "sales_visit",
        /// 客户转介绍
        Referral = "referral",
        /// 第三方数据平台
        DataPlatform = "data_platform",
        /// 市场调研
        MarketResearch = "market_research",
        /// 广告宣传
        Advertising = "advertising",
        /// 渠道推荐
        SalesPartner = "sales_partner",
        /// 行业推荐
        IndustryPeers = "industry_peers",
    }
}

impl GivenSource {
    /// Returns the id of the record that takes its place.
    pub fn key(self) -> SourceId {
        SourceId::new(Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001 + self as u128))
    }

    /// Returns the source whose place a record of that id takes.
    pub fn of(id: SourceId) -> Option<Self> {
        Self::ALL.iter().copied().find(|given| given.key() == id)
    }
}

/// Where a customer came from: stored as the word of a source that the handbooks give, or as the id of the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// One that the handbooks give.
    Given(GivenSource),
    /// One of the user's own.
    Own(SourceId),
}

/// What the number of an own source has set, so that it is the number of none that the handbooks give.
const OWN: i64 = 1 << 62;

impl Source {
    /// Returns the source that a record with that id names.
    pub fn of(id: SourceId) -> Self {
        GivenSource::of(id).map_or(Self::Own(id), Self::Given)
    }

    /// Returns the id of the record that names it, or would take its place.
    pub fn key(self) -> SourceId {
        match self {
            Self::Given(given) => given.key(),
            Self::Own(id) => id,
        }
    }

    /// Returns the form in which a customer has it.
    pub fn id(self) -> Cow<'static, str> {
        match self {
            Self::Given(given) => Cow::Borrowed(given.id()),
            Self::Own(id) => Cow::Owned(id.to_string()),
        }
    }

    /// Reads the form in which a customer has it; `None` if it is not that.
    pub fn from_id(id: &str) -> Option<Self> {
        if let Some(given) = GivenSource::from_id(id) {
            return Some(Self::Given(given));
        }
        let own: SourceId = id.parse().ok()?;
        // One way to write each, or a book would not come back as it was.
        (GivenSource::of(own).is_none() && own.to_string() == id).then_some(Self::Own(own))
    }

    /// Returns the number that facts and conditions have it by: the place among those of the handbooks, or the last
    /// 62 bits of the id, which are drawn by lot.
    pub fn number(self) -> i64 {
        match self {
            Self::Given(given) => given as i64,
            Self::Own(id) => i64::try_from(id.uuid().as_u64_pair().1 & (OWN as u64 - 1)).unwrap_or(0) | OWN,
        }
    }

    /// Returns the form in which a condition has the source of that number: a word, or `own-` and 16 digits.
    pub fn number_id(number: i64) -> Option<Cow<'static, str>> {
        if number & OWN != 0 && number > 0 {
            return Some(Cow::Owned(format!("own-{:016x}", number ^ OWN)));
        }
        let given = GivenSource::ALL.get(usize::try_from(number).ok()?)?;
        Some(Cow::Borrowed(given.id()))
    }

    /// Reads what [`Source::number_id`] wrote; `None` if it is not that.
    pub fn number_of(id: &str) -> Option<i64> {
        if let Some(digits) = id.strip_prefix("own-") {
            let number = i64::from_str_radix(digits, 16).ok().filter(|number| (0..OWN).contains(number))?;
            return (format!("{number:016x}") == digits).then_some(number | OWN);
        }
        GivenSource::from_id(id).map(|given| given as i64)
    }
}

impl From<GivenSource> for Source {
    fn from(given: GivenSource) -> Self {
        Self::Given(given)
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id())
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = Cow::<str>::deserialize(deserializer)?;
        Self::from_id(&id).ok_or_else(|| de::Error::custom(format_args!("there is no source {id}")))
    }
}

impl Pack for Source {
    fn pack(&self, to: &mut Packer) {
        to.word(&self.id());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Self::from_id(from.word()?)
    }
}

record! {
    /// A source in the user's own words.
    pub struct OwnSource(Kind::Source, SourceId) {
        required {
            /// Its name, not empty.
            name: String,
        }
        optional {
            /// Whether it is no longer offered; customers who have it keep it.
            hidden: bool,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Instant};

    #[test]
    fn a_source_is_read_back_as_it_was_written_and_nothing_else_is_one() {
        let own = Source::Own(IdSource::new(Instant::from_millis(1_715_000_000_000), [7; 16]).draw());
        for source in GivenSource::ALL.iter().copied().map(Source::Given).chain([own]) {
            assert_eq!(Source::from_id(&source.id()), Some(source));
            assert_eq!(Source::of(source.key()), source);
            let number = source.number();
            assert_eq!(Source::number_of(&Source::number_id(number).unwrap()), Some(number));
            assert_eq!(number >= OWN, source == own, "{source:?}");
        }
        let given = GivenSource::Website.key().to_string();
        for wrong in ["", "gold", &given, &own.id().to_uppercase(), "own-1", "own-ffffffffffffffff"] {
            assert_eq!(Source::from_id(wrong), None, "{wrong}");
            assert_eq!(Source::number_of(wrong), None, "{wrong}");
        }
        assert_eq!((Source::number_id(-1), Source::number_id(99)), (None, None));
    }
}
