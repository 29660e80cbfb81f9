//! Size bands of enterprises, by headcount, revenue and assets, as the statistics bureau draws them
//! (统计上大中小微型企业划分办法（2017）, A0.5, A3.13).

use super::Money;
use super::vocabulary::vocabulary;

vocabulary! {
    /// How large an enterprise is.
    pub enum SizeBand {
        /// 微型
        Micro = "micro",
        /// 小型
        Small = "small",
        /// 中型
        Medium = "medium",
        /// 大型
        Large = "large",
    }
}

/// What the bands of an industry are drawn by: the least of small, medium and large enterprises. Revenue and
/// assets in ten thousand yuan.
#[derive(Debug, Clone, Copy, Default)]
struct Limits {
    headcount: Option<[i64; 3]>,
    revenue: Option<[i64; 3]>,
    assets: Option<[i64; 3]>,
}

const fn limits(headcount: Option<[i64; 3]>, revenue: Option<[i64; 3]>, assets: Option<[i64; 3]>) -> Limits {
    Limits { headcount, revenue, assets }
}

/// Returns the limits for a division of GB/T 4754 by its two digits; those of other industries if there are none.
fn limits_of(division: &str) -> Limits {
    match division.parse::<u32>().unwrap_or_default() {
        1..=5 => limits(None, Some([50, 500, 20_000]), None),
        6..=46 => limits(Some([20, 300, 1_000]), Some([300, 2_000, 40_000]), None),
        47..=50 => limits(None, Some([300, 6_000, 80_000]), Some([300, 5_000, 80_000])),
        51 => limits(Some([5, 20, 200]), Some([1_000, 5_000, 40_000]), None),
        52 => limits(Some([10, 50, 300]), Some([100, 500, 20_000]), None),
        53..=58 => limits(Some([20, 300, 1_000]), Some([200, 3_000, 30_000]), None),
        59 => limits(Some([20, 100, 200]), Some([100, 1_000, 30_000]), None),
        60 => limits(Some([20, 300, 1_000]), Some([100, 2_000, 30_000]), None),
        61..=62 => limits(Some([10, 100, 300]), Some([100, 2_000, 10_000]), None),
        63..=64 => limits(Some([10, 100, 2_000]), Some([100, 1_000, 100_000]), None),
        65 => limits(Some([10, 100, 300]), Some([50, 1_000, 10_000]), None),
        70 => limits(None, Some([100, 1_000, 200_000]), Some([2_000, 5_000, 10_000])),
        71..=72 => limits(Some([10, 100, 300]), None, Some([100, 8_000, 120_000])),
        _ => limits(Some([10, 100, 300]), None, None),
    }
}

impl SizeBand {
    /// Returns the band of an enterprise in a division of GB/T 4754 (two digits): each figure that the standard
    /// asks for must reach the band. `None` as long as one of them is unknown.
    pub fn of(
        division: &str,
        headcount: Option<i64>,
        revenue: Option<Money>,
        assets: Option<Money>,
    ) -> Option<Self> {
        let limits = limits_of(division);
        let fen = |money: Option<Money>| money.map(|money| money.fen);
        let figures = [
            (limits.headcount, headcount, 1),
            (limits.revenue, fen(revenue), 1_000_000),
            (limits.assets, fen(assets), 1_000_000),
        ];
        let mut rank = 3;
        for (least, figure, unit) in figures {
            let Some(least) = least else { continue };
            let figure = figure?;
            rank = rank.min(least.iter().filter(|least| figure >= **least * unit).count());
        }
        Self::ALL.get(rank).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a3_13_each_figure_must_reach_the_band() {
        let wan = |wan: i64| Some(Money::yuan(wan * 10_000));
        let software = |people, revenue| SizeBand::of("65", Some(people), wan(revenue), None);
        assert_eq!(software(300, 10_000), Some(SizeBand::Large));
        assert_eq!(software(300, 9_999), Some(SizeBand::Medium));
        assert_eq!(software(99, 20_000), Some(SizeBand::Small));
        assert_eq!(software(9, 20_000), Some(SizeBand::Micro));
        assert_eq!(SizeBand::of("39", Some(1_000), wan(40_000), None), Some(SizeBand::Large));
        assert_eq!(SizeBand::of("51", Some(19), wan(90_000), None), Some(SizeBand::Small));
        assert_eq!(SizeBand::of("48", None, wan(6_000), wan(4_999)), Some(SizeBand::Small));
        assert_eq!(SizeBand::of("83", Some(100), None, None), Some(SizeBand::Medium));
    }

    #[test]
    fn unknown_is_not_small() {
        assert_eq!(SizeBand::of("65", Some(300), None, None), None);
        assert_eq!(SizeBand::of("65", None, Some(Money::yuan(1)), None), None);
        assert_eq!(SizeBand::of("01", None, None, None), None);
    }
}
