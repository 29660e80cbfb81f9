//! The address of a screen: behind the `#`, so that any static host serves every deep link.

use crate::model::{CustomerId, PersonId};

use super::{List, Paper};

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Route {
    /// 今日
    #[default]
    Today,
    /// 客户
    Customers,
    /// One customer's page.
    Customer(CustomerId),
    /// 需求
    Needs,
    /// A list of what belongs to customers: contacts, orders, records of contacts, next actions.
    Records(List),
    /// 待补: what customers still need people for.
    Work,
    /// 分级
    Tiers,
    /// 节奏
    Cadence,
    /// 数据
    Data,
    /// Importing tables, part of 数据.
    Import,
    /// Exporting lists, part of 数据.
    Export,
    /// 修改记录, part of 数据: of the whole book, or of one customer.
    History(Option<CustomerId>),
    /// 快照, part of 数据.
    Snapshots,
    /// 交接单 of one person, part of 设置.
    Handover(PersonId),
    /// A table of the handbooks, of one customer or blank.
    Paper(Paper, Option<CustomerId>),
    /// 设置
    Settings,
}

impl Route {
    /// Reads the part of an address from `#` on; what is not a screen is `None`.
    pub fn parse(hash: &str) -> Option<Self> {
        let path = hash.trim_start_matches('#').trim_matches('/');
        match path.split('/').collect::<Vec<_>>().as_slice() {
            [""] | ["today"] => Some(Self::Today),
            ["customers"] => Some(Self::Customers),
            ["customers", id] => id.parse().ok().map(Self::Customer),
            ["needs"] => Some(Self::Needs),
            ["lists", id] => listed().find(|(_, own)| own == id).map(|(list, _)| Self::Records(list)),
            ["work"] => Some(Self::Work),
            ["tiers"] => Some(Self::Tiers),
            ["cadence"] => Some(Self::Cadence),
            ["data"] => Some(Self::Data),
            ["data", "import"] => Some(Self::Import),
            ["data", "export"] => Some(Self::Export),
            ["data", "history"] => Some(Self::History(None)),
            ["data", "history", id] => id.parse().ok().map(|id| Self::History(Some(id))),
            ["data", "snapshots"] => Some(Self::Snapshots),
            ["paper", paper] => Paper::from_id(paper).map(|paper| Self::Paper(paper, None)),
            ["paper", paper, id] => Some(Self::Paper(Paper::from_id(paper)?, Some(id.parse().ok()?))),
            ["settings"] => Some(Self::Settings),
            ["settings", "handover", id] => id.parse().ok().map(Self::Handover),
            _ => None,
        }
    }

    /// Returns the address, for links.
    pub fn href(self) -> String {
        match self {
            Self::Today => "#/today".to_owned(),
            Self::Customers => "#/customers".to_owned(),
            Self::Customer(id) => format!("#/customers/{id}"),
            Self::Needs => "#/needs".to_owned(),
            Self::Records(list) => {
                let found = listed().find(|(other, _)| *other == list);
                found.map_or_else(|| Self::Customers.href(), |(_, id)| format!("#/lists/{id}"))
            }
            Self::Work => "#/work".to_owned(),
            Self::Tiers => "#/tiers".to_owned(),
            Self::Cadence => "#/cadence".to_owned(),
            Self::Data => "#/data".to_owned(),
            Self::Import => "#/data/import".to_owned(),
            Self::Export => "#/data/export".to_owned(),
            Self::History(None) => "#/data/history".to_owned(),
            Self::History(Some(id)) => format!("#/data/history/{id}"),
            Self::Snapshots => "#/data/snapshots".to_owned(),
            Self::Paper(paper, None) => format!("#/paper/{}", paper.id()),
            Self::Paper(paper, Some(id)) => format!("#/paper/{}/{id}", paper.id()),
            Self::Settings => "#/settings".to_owned(),
            Self::Handover(id) => format!("#/settings/handover/{id}"),
        }
    }
}

/// The lists with an address of their own.
fn listed() -> impl Iterator<Item = (List, &'static str)> {
    [
        (List::Contacts, "contacts"),
        (List::Orders, "orders"),
        (List::Interactions, "records"),
        (List::NextActions, "actions"),
        (List::Needs, "needs"),
    ]
    .into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_screen() {
        let person = "01920000-0000-7000-8000-000000000002".parse().unwrap();
        let id = "01920000-0000-7000-8000-000000000001".parse().unwrap();
        for route in [
            Route::Today,
            Route::Customers,
            Route::Customer(id),
            Route::Needs,
            Route::Records(List::Contacts),
            Route::Records(List::Orders),
            Route::Records(List::Interactions),
            Route::Records(List::NextActions),
            Route::Records(List::Needs),
            Route::Work,
            Route::Tiers,
            Route::Cadence,
            Route::Data,
            Route::Import,
            Route::Export,
            Route::History(None),
            Route::History(Some(id)),
            Route::Snapshots,
            Route::Paper(Paper::MasterData, None),
            Route::Paper(Paper::FollowUp, Some(id)),
            Route::Settings,
            Route::Handover(person),
        ] {
            assert_eq!(Route::parse(&route.href()), Some(route));
        }
        assert_eq!(Route::parse(""), Some(Route::Today));
        for wrong in ["#/customers/42", "#/nowhere", "#/data/import/x", "#/data/history/x"] {
            assert_eq!(Route::parse(wrong), None, "{wrong}");
        }
    }
}
