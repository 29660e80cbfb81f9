//! Which table a file is, by its headings: the handbooks' own and what people write for them.
//!
//! A heading that is not recognised stays in the list of columns, so that the screen can name it.

mod headings;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::model::ProfileField;
use headings::{bracket_fits, headings, narrow_heading};

/// A row with more cells than this holds no headings.
pub(super) const MAX_COLUMNS: usize = 512;

/// The tables that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Layout {
    /// One customer a row (A0.30, A1.23).
    Customers,
    /// One order a row (A0.6).
    Orders,
    /// One contact with a customer a row (A1.20, A3.18).
    Interactions,
    /// One person at a customer a row (A0.5, A3.7).
    Contacts,
    /// One next action a row (A0.24).
    NextActions,
    /// One need or problem a row (A1.6, A3.8).
    Needs,
    /// One complaint, suggestion or answer to a survey a row (A0.7, A1.21, A2.29).
    Feedback,
    /// One file beside the tables a row, and whose it is (A1.7, A2.39).
    Files,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Field {
    /// 序号: counts the rows and means nothing.
    RowNumber,
    /// 常顾编号: the id of the record, in tables that were exported with it.
    RecordId,
    CustomerNumber,
    CustomerName,
    Owner,
    Remark,
    /// When a customer came into the book that it comes from.
    Registered,
    ShortName,
    Industry,
    Size,
    /// 联系人及职务 in one cell.
    ContactAndTitle,
    ContactName,
    /// The parts of a contact's name, as other tools keep it.
    FirstName,
    LastName,
    ContactTitle,
    Phone,
    Email,
    DecisionRole,
    Since,
    Stage,
    Band,
    Tags,
    KeyNeed,
    Source,
    CumulativeAmount,
    OrdersInSixMonths,
    IndustryGrowth,
    ExpansionPotential,
    NeedFit,
    RepurchaseRate,
    Referrals,
    ComplaintHandling,
    InteractionDay,
    Channel,
    Participants,
    Summary,
    /// 客户反馈, also with the 待办事项 in the same cell.
    Feedback,
    Needs,
    Problems,
    /// When an interaction was recorded where it comes from.
    Recorded,
    NextActions,
    Due,
    /// The department or outsider who does it.
    Assignee,
    Progress,
    DoneDay,
    /// Whether a contact is still there.
    ContactStatus,
    OrderNumber,
    OrderDay,
    Amount,
    Product,
    NeedDay,
    NeedText,
    NeedOrProblem,
    StatedOrImplied,
    NeedCategory,
    NeedNature,
    NeedDepartment,
    NeedStatus,
    Answer,
    AnsweredDay,
    FeedbackSort,
    FeedbackDay,
    FeedbackText,
    Satisfaction,
    Nps,
    PromisedDay,
    ResolvedDay,
    Resolution,
    Cause,
    /// 负责事项 of a contact.
    Area,
    Birthday,
    /// The day for which the next contact is planned.
    NextContact,
    /// The path of a file that lies beside the tables.
    FilePath,
    /// The paper that such a file is (A2.39).
    FilePaper,
    /// Master data (A2.39–A2.46), its papers among them.
    #[serde(untagged)]
    Profile(ProfileField),
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading, as written; empty where nobody wrote one.
    pub heading: String,
    /// What it holds; nothing if the heading is not recognised, or came before.
    pub field: Option<Field>,
    /// Whether its amounts are in 万元, tens of thousands of yuan.
    pub in_wan: bool,
    /// Whether any row has something in it.
    pub has_cells: bool,
}

impl Layout {
    /// Every table; where two read equally many headings, the first of them is meant.
    pub const ALL: [Self; 8] = [
        Self::Interactions,
        Self::Orders,
        Self::Customers,
        Self::NextActions,
        Self::Contacts,
        Self::Needs,
        Self::Feedback,
        Self::Files,
    ];

    /// Tells whether a table with those fields can be this one.
    fn fits(self, fields: &[Field]) -> bool {
        let has = |field| fields.contains(&field);
        let names_customer = has(Field::CustomerName) || has(Field::CustomerNumber) || has(Field::RecordId);
        match self {
            Self::Customers => has(Field::CustomerName) || (has(Field::CustomerNumber) && fields.len() > 1),
            Self::Orders => has(Field::Amount) && (has(Field::OrderDay) || has(Field::OrderNumber)),
            Self::Interactions => has(Field::InteractionDay) && (has(Field::Channel) || has(Field::Summary)),
            Self::Contacts => {
                (has(Field::ContactName) || has(Field::FirstName) || has(Field::LastName)) && names_customer
            }
            Self::NextActions => has(Field::NextActions) && names_customer,
            Self::Needs => has(Field::NeedText) && has(Field::NeedDay),
            Self::Feedback => has(Field::FeedbackSort) && has(Field::FeedbackDay),
            Self::Files => has(Field::FilePath) && names_customer,
        }
    }
}

impl Field {
    /// Returns the handbooks' heading for it.
    pub fn heading(self) -> &'static str {
        let named = headings().find(|(field, _, _)| *field == self);
        named.and_then(|(_, _, names)| names.first()).copied().unwrap_or_default()
    }

    /// Returns the field that a heading stands for in a table.
    pub fn named(layout: Layout, heading: &str) -> Option<Self> {
        field_of(heading, &names_of(layout)).map(|(field, _)| field)
    }

    /// Returns the English heading for it.
    pub fn english_heading(self) -> &'static str {
        let named = headings().find(|(field, _, _)| *field == self);
        named.and_then(|(_, _, names)| names.iter().find(|name| name.is_ascii())).copied().unwrap_or_default()
    }

    /// Returns the fields that a table can have, in the order in which the handbooks' tables have them.
    pub fn of(layout: Layout) -> impl Iterator<Item = Self> {
        headings().filter(move |(_, layouts, _)| layouts.contains(&layout)).map(|(field, _, _)| *field)
    }
}

/// Returns the table that the headings are those of, and its columns: the one that reads most of them.
pub(super) fn recognise(headings: &[String]) -> Option<(Layout, Vec<Column>)> {
    if headings.len() > MAX_COLUMNS {
        return None;
    }
    let mut best: Option<(usize, Layout, Vec<Column>)> = None;
    for layout in Layout::ALL {
        let known = names_of(layout);
        let mut fields = Vec::new();
        let mut columns = Vec::with_capacity(headings.len());
        for heading in headings {
            let found = field_of(heading, &known).filter(|(field, _)| !fields.contains(field));
            fields.extend(found.map(|(field, _)| field));
            columns.push(Column {
                heading: heading.clone(),
                field: found.map(|(field, _)| field),
                in_wan: found.is_some_and(|(_, in_wan)| in_wan),
                has_cells: false,
            });
        }
        let is_better = best.as_ref().is_none_or(|(count, _, _)| fields.len() > *count);
        if layout.fits(&fields) && is_better {
            best = Some((fields.len(), layout, columns));
        }
    }
    best.map(|(_, layout, columns)| (layout, columns))
}

/// Returns all names that a table's headings can have, as they are compared.
fn names_of(layout: Layout) -> HashMap<String, Field> {
    let of_layout = headings().filter(|(_, layouts, _)| layouts.contains(&layout));
    of_layout.flat_map(|(field, _, names)| names.iter().map(|name| (narrow_heading(name), *field))).collect()
}

/// Returns what a heading stands for in a table, and whether it says 万元.
fn field_of(heading: &str, known: &HashMap<String, Field>) -> Option<(Field, bool)> {
    let whole = narrow_heading(heading);
    if let Some(field) = known.get(&whole) {
        return Some((*field, false));
    }
    // A bracket at the end is a unit or a hint, as in 金额(万元) or 跟进日期(年-月-日).
    let (name, bracket) = whole.strip_suffix(')')?.split_once('(')?;
    let field = *known.get(name).filter(|field| bracket_fits(**field, bracket))?;
    Some((field, is_wan(bracket)))
}

fn is_wan(bracket: &str) -> bool {
    matches!(bracket, "万元" | "万" | "万元人民币" | "人民币万元" | "10,000cny")
}

/// Tells whether a heading says that its amounts are in 万元.
pub(super) fn says_wan(heading: &str) -> bool {
    let whole = narrow_heading(heading);
    whole
        .strip_suffix(')')
        .and_then(|whole| whole.split_once('('))
        .is_some_and(|(_, bracket)| is_wan(bracket))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headings: &str) -> (Layout, Vec<Option<Field>>) {
        let headings: Vec<String> = headings.split(' ').map(str::to_owned).collect();
        let (layout, columns) = recognise(&headings).unwrap();
        (layout, columns.iter().map(|column| column.field).collect())
    }

    #[test]
    fn the_handbooks_headings_are_all_read() {
        for (headings, layout) in [
            (
                "客户编号 客户名称 所属行业 企业规模(营收) 联系人及职务 联系方式(电话) 合作起始时间 当前合作阶段 客户标签",
                Layout::Customers,
            ),
            (
                "序号 客户名称 所属行业 客户类型 合作阶段 联系人 职务 联系方式 关键需求 负责人 备注",
                Layout::Customers,
            ),
            ("沟通时间 方式 参与人 内容摘要 客户反馈 待办事项", Layout::Interactions),
            ("沟通时间 方式 参与人 内容摘要 客户反馈及待办事项", Layout::Interactions),
            ("跟进日期 跟进方式 对接人 跟进内容摘要 客户反馈 下一步计划 负责人", Layout::Interactions),
            (
                "客户名称 跟进日期 跟进方式 对接人 跟进内容摘要 客户反馈 下一步计划 负责人",
                Layout::Interactions,
            ),
            ("订单编号 客户编号 客户名称 下单日期 金额（万元） 产品 备注", Layout::Orders),
            ("客户编号 客户名称 联系人 职务 电话 邮箱 决策角色 在职状态", Layout::Contacts),
            ("客户名称 联系人 职务 电话", Layout::Customers),
            ("客户编号 客户名称 待办事项 截止日期 负责人 完成状态 完成日期 常顾编号", Layout::NextActions),
        ] {
            let (found, fields) = read(headings);
            assert_eq!(found, layout, "{headings}");
            assert!(fields.iter().all(Option::is_some), "{headings}: {fields:?}");
        }
    }

    #[test]
    fn each_field_knows_its_heading_and_no_name_means_two_things() {
        for (place, (field, layouts, names)) in headings().enumerate() {
            assert!(!field.heading().is_empty() && !field.english_heading().is_empty());
            for (_, _, other) in
                headings().skip(place + 1).filter(|(_, l, _)| l.iter().any(|l| layouts.contains(l)))
            {
                let clash = names.iter().find(|name| other.contains(name));
                assert_eq!(clash, None, "{field:?}");
            }
        }
    }

    #[test]
    fn units_count_only_where_they_fit() {
        let column = |heading: &str| field_of(heading, &names_of(Layout::Orders));
        let of_customer = |heading: &str| field_of(heading, &names_of(Layout::Customers));
        assert_eq!(column("金额（万元）"), Some((Field::Amount, true)));
        assert_eq!(column("Amount (CNY)"), Some((Field::Amount, false)));
        assert_eq!(column("金额(美元)"), None);
        assert_eq!(of_customer("联系方式(邮箱)"), Some((Field::Email, false)));
        assert_eq!(of_customer("联系方式(微信)"), None);
        assert_eq!(of_customer("*E-mail"), Some((Field::Email, false)));
    }

    #[test]
    fn a_heading_that_comes_twice_is_read_once() {
        let (_, fields) = read("客户名称 备注 备注 天气");
        assert_eq!(fields, [Some(Field::CustomerName), Some(Field::Remark), None, None]);
    }
}
