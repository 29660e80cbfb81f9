//! The handbooks' own tables, for paper and for files: their exact headings in their order
//! (A0.30, A1.20, A1.23, A2.41–A2.47, A3.18).

mod application;
mod rows;
mod workbook;

use super::Desk;
use super::words::profile_text;
use crate::exchange::{Cell, Sheet, SheetColumn};
use crate::model::{Contact, Customer, CustomerId, ProfileField};
use crate::order;
use crate::text::Language;

pub use application::{PaperLine, application, signatures};
pub use workbook::{fill_handbook, handbook_sheet};

use rows::Rows;

/// A table of the handbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 客户信息基础表 (A0.30): all customers.
    BaseInfo,
    /// 客户基本信息表 (A1.23): all customers.
    BasicInfo,
    /// 客户沟通记录表 (A1.20): of one customer.
    Communication,
    /// 客户跟进维护记录表 (A3.18): of one customer.
    FollowUp,
    /// 客户主数据维护申请单 (A2.41–A2.47): of one customer.
    MasterData,
    /// 客户基本信息表 by field (A3.13–A3.17), which is also the form that is taken to a visit (A3.4): of one customer.
    Visit,
}

impl Paper {
    /// Every table, in the order of the handbooks.
    pub const ALL: [Self; 6] =
        [Self::BaseInfo, Self::BasicInfo, Self::Communication, Self::FollowUp, Self::MasterData, Self::Visit];

    /// Returns its id in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::BaseInfo => "base-info",
            Self::BasicInfo => "basic-info",
            Self::Communication => "communication",
            Self::FollowUp => "follow-up",
            Self::MasterData => "master-data",
            Self::Visit => "visit",
        }
    }

    /// Returns the table with that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.id() == id)
    }

    /// Tells whether it speaks of one customer, and not of all.
    pub fn is_of_one(self) -> bool {
        !matches!(self, Self::BaseInfo | Self::BasicInfo)
    }

    /// Returns its title.
    pub fn title(self, t: Language) -> &'static str {
        match self {
            Self::BaseInfo => t.paper_base_info(),
            Self::BasicInfo => t.paper_basic_info(),
            Self::Communication => t.paper_communication(),
            Self::FollowUp => t.paper_follow_up(),
            Self::MasterData => t.paper_master_data(),
            Self::Visit => t.paper_visit(),
        }
    }

    /// Returns how wide its columns are in a workbook, in characters.
    fn widths(self) -> &'static [u16] {
        match self {
            Self::BaseInfo => &[14, 28, 16, 18, 18, 18, 14, 14, 24],
            Self::BasicInfo => &[6, 28, 16, 16, 12, 12, 14, 18, 24, 12, 30],
            Self::Communication => &[16, 10, 22, 40, 30, 34],
            Self::FollowUp => &[12, 10, 18, 40, 30, 34, 12],
            Self::MasterData => &[24, 44],
            Self::Visit => &[14, 22, 36, 30, 34],
        }
    }

    fn headings(self, t: Language) -> Vec<&'static str> {
        match self {
            Self::BaseInfo => t.base_info_headings().to_vec(),
            Self::BasicInfo => t.basic_info_headings().to_vec(),
            Self::Communication => t.communication_headings().to_vec(),
            Self::FollowUp => t.follow_up_headings().to_vec(),
            Self::MasterData => [t.history_field(), t.history_value()].to_vec(),
            Self::Visit => t.visit_headings().to_vec(),
        }
    }
}

/// Returns a table as it is printed and saved; without a customer, a table of one is blank.
pub fn paper_sheet(t: Language, desk: &Desk, paper: Paper, customer: Option<CustomerId>) -> Sheet {
    let columns = paper.headings(t).into_iter().zip(paper.widths());
    let columns = columns.map(|(heading, width)| SheetColumn { heading: heading.to_owned(), width: *width });
    let one = customer.and_then(|id| desk.book().customers().get(id));
    let rows = Rows { t, desk, is_data: false };
    let rows = match paper {
        Paper::BaseInfo => customers(desk).into_iter().map(|one| rows.base_info(one)).collect(),
        Paper::BasicInfo => {
            let numbered = customers(desk).into_iter().enumerate();
            numbered.map(|(place, one)| rows.basic_info(place + 1, one)).collect()
        }
        Paper::Communication | Paper::FollowUp => {
            let talks = |one| rows.talks(paper, one).into_iter().map(|(_, cells)| cells).collect();
            one.map(talks).unwrap_or_default()
        }
        Paper::Visit => visit(t, desk, one),
        Paper::MasterData => application(t, desk, one)
            .into_iter()
            .map(|line| {
                let ticked = line
                    .boxes
                    .iter()
                    .map(|(name, is_ticked)| format!("{}{name}", if *is_ticked { "☑" } else { "□" }));
                let boxes = ticked.collect::<Vec<_>>().join(" ");
                let value = [line.value, boxes].into_iter().filter(|part| !part.is_empty());
                [line.label.to_owned(), value.collect::<Vec<_>>().join(" ")].map(Cell::text).to_vec()
            })
            .collect(),
    };
    Sheet { title: paper.title(t).to_owned(), columns: columns.collect(), rows }
}

fn customers(desk: &Desk) -> Vec<&Customer> {
    let mut all: Vec<&Customer> = desk.book().customers().iter().collect();
    order::by(&mut all, |one, other| {
        (one.number.is_empty(), &one.number, &one.name, one.id).cmp(&(
            other.number.is_empty(),
            &other.number,
            &other.name,
            other.id,
        ))
    });
    all
}

fn main_contact(desk: &Desk, customer: &Customer) -> Option<Contact> {
    desk.book().contacts_of(customer.id).find(|contact| !contact.has_left)
}

fn owner(desk: &Desk, customer: &Customer) -> String {
    let person = customer.owner.and_then(|id| desk.book().people().get(id));
    person.map(|person| person.name.clone()).unwrap_or_default()
}

/// Returns the lines of the form for a visit: what is asked, how it is filled in, the handbook's example, and what is
/// known.
fn visit(t: Language, desk: &Desk, customer: Option<&Customer>) -> Vec<Vec<Cell>> {
    let contact = customer.and_then(|one| main_contact(desk, one));
    let of = |text: &dyn Fn(&Customer) -> String| customer.map(text).unwrap_or_default();
    let who = |text: &dyn Fn(&Contact) -> String| contact.as_ref().map(text).unwrap_or_default();
    let field = |field: ProfileField| {
        of(&|one| match (one.profile_value(field), one.field_state(field)) {
            (Some(value), _) => profile_text(t, field, value),
            (None, Some(state)) => t.field_state(state).to_owned(),
            (None, None) => String::new(),
        })
    };
    let known = [
        of(&|one| one.name.clone()),
        field(ProfileField::CreditCode),
        of(&|one| one.industry.to_string()),
        of(&|one| one.size.to_string()),
        who(&|one| one.name.clone()),
        who(&|one| one.title.clone()),
        who(&|one| if one.phone.is_empty() { one.email.clone() } else { one.phone.clone() }),
        who(&|one| one.role.map(|role| t.decision_role(role).to_owned()).unwrap_or_default()),
        of(&|one| one.key_need.to_string()),
        field(ProfileField::Budget),
        field(ProfileField::Timeframe),
        of(&|one| one.stage.map(|stage| t.stage(stage).to_owned()).unwrap_or_default()),
        of(&|one| owner(desk, one)),
        of(&|one| one.remark.to_string()),
    ];
    let lines = t.visit_lines().into_iter().zip(known);
    let cells = |(asked, known): ([&str; 4], String)| {
        asked.into_iter().map(Cell::text).chain([Cell::text(known)]).collect()
    };
    lines.map(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::model::{BookInfo, Env, IdSource, Interaction, Money, NextAction, Order, Record, Zone};

    fn desk() -> (Desk, CustomerId) {
        let now = Zone::SHANGHAI.instant("2024-05-10".parse().unwrap(), 14, 0);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [5; 16]) };
        let mut customer = Customer {
            number: "TE2024001".into(),
            industry: "通信设备".into(),
            size: "5000万-1亿".into(),
            ..Customer::new(env.ids.draw(), "北辰科技有限公司".into(), env.now)
        };
        customer.set_profile_value(ProfileField::CityTier, "second");
        customer.set_profile_value(ProfileField::CreditCode, "9144030071526726XG");
        customer.set_profile_value(ProfileField::Revenue, "80000000");
        let contact = Contact {
            title: "总监".into(),
            phone: "13800001111".into(),
            ..Contact::new(env.ids.draw(), customer.id, "刘远".into())
        };
        let mut talk = |on: &str, summary: &str| Interaction {
            contacts: vec![contact.id],
            summary: summary.into(),
            feedback: "需内部讨论".into(),
            ..Interaction::new(
                env.ids.draw(),
                customer.id,
                on.parse().unwrap(),
                crate::model::Channel::Call,
                crate::model::Depth::Deep,
                crate::model::Initiator::Us,
                now,
            )
        };
        let talks = [talk("2024-03-18", "发方案"), talk("2024-03-15", "介绍产品")];
        let action = NextAction {
            interaction: Some(talks[1].id),
            due: "2024-03-18".parse().ok(),
            ..NextAction::new(env.ids.draw(), customer.id, "发送方案".into())
        };
        let id = customer.id;
        let order = Order::new(env.ids.draw(), id, "2024-03-01".parse().unwrap(), Money::yuan(1));
        let mut records: Vec<Record> = vec![customer.into(), contact.into(), order.into()];
        records.extend(talks.map(Record::from));
        records.push(action.into());
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let mut desk = Desk::open(book, Zone::SHANGHAI, "2024-05-10".parse().unwrap());
        while desk.work_out(10) > 0 {}
        (desk, id)
    }

    fn written(paper: Paper, customer: Option<CustomerId>, desk: &Desk) -> (Vec<String>, Vec<String>) {
        let sheet = paper_sheet(Language::Chinese, desk, paper, customer);
        let row = |row: &Vec<Cell>| {
            row.iter().map(|cell| cell.written().into_owned()).collect::<Vec<_>>().join("|")
        };
        (
            sheet.columns.iter().map(|column| column.heading.clone()).collect(),
            sheet.rows.iter().map(row).collect(),
        )
    }

    #[test]
    fn a0_30_and_a1_23_the_two_tables_of_customers() {
        let (desk, _) = desk();
        let (headings, rows) = written(Paper::BaseInfo, None, &desk);
        assert_eq!(
            headings.join(" "),
            "客户编号 客户名称 所属行业 企业规模(营收) 联系人及职务 联系方式(电话) 合作起始时间 当前合作阶段 客户标签"
        );
        assert_eq!(rows, ["TE2024001|北辰科技有限公司|通信设备|5000万-1亿|刘远 总监|13800001111|||"]);
        let (headings, rows) = written(Paper::BasicInfo, None, &desk);
        assert_eq!(
            headings.join(" "),
            "序号 客户名称 所属行业 客户类型 合作阶段 联系人 职务 联系方式 关键需求 负责人 备注"
        );
        assert_eq!(rows, ["1|北辰科技有限公司|通信设备|低价值||刘远|总监|13800001111|||"]);
    }

    #[test]
    fn a1_20_and_a3_18_the_two_records_of_talks_oldest_first() {
        let (desk, id) = desk();
        let (headings, rows) = written(Paper::FollowUp, Some(id), &desk);
        assert_eq!(headings.join(" "), "跟进日期 跟进方式 对接人 跟进内容摘要 客户反馈 下一步计划 负责人");
        assert_eq!(
            rows,
            [
                "2024-03-15|电话|刘远|介绍产品|需内部讨论|2024-03-18 发送方案|",
                "2024-03-18|电话|刘远|发方案|需内部讨论||"
            ]
        );
        let (headings, rows) = written(Paper::Communication, Some(id), &desk);
        assert_eq!(headings.join(" "), "沟通时间 方式 参与人 内容摘要 客户反馈 待办事项");
        assert_eq!(rows.len(), 2);
        assert_eq!(written(Paper::Communication, None, &desk).1.len(), 0);
    }

    #[test]
    fn a3_13_to_a3_17_the_form_for_a_visit_says_how_each_field_is_filled_in() {
        let (desk, id) = desk();
        let (headings, rows) = written(Paper::Visit, Some(id), &desk);
        assert_eq!(headings.join(" "), "字段类别 具体字段 填写规范 示例 填写");
        assert_eq!(rows.len(), 14);
        assert_eq!(rows[2], "企业信息|所属行业*|按国家统计局行业分类填写|软件和信息技术服务业|通信设备");
        assert_eq!(rows[1].rsplit('|').next(), Some("9144030071526726XG"));
        let (_, blank) = written(Paper::Visit, None, &desk);
        assert_eq!(blank.len(), 14);
        assert!(blank.iter().all(|row| row.ends_with('|')));
    }

    #[test]
    fn a2_41_to_a2_46_the_application_has_27_fields_with_ticks() {
        let (desk, id) = desk();
        let customer = desk.book().customers().get(id).unwrap();
        let lines = application(Language::Chinese, &desk, Some(customer));
        assert_eq!(lines.len(), 27);
        let labels: Vec<&str> = lines.iter().map(|line| line.label).collect();
        assert_eq!(
            labels.join(" "),
            "客户名称 客户编号 成立日期 注册日期 注册号 注册机关 机构代码 法人代表 注册资本 公司类型 经营范围 经营期限 经营所在城市 办公地址 办公电话 传真 网址 主要联系人 职务 手机 E-mail 公司主营业务 年营业额(万元) 渠道分类 客户级别 信用额度 备注说明"
        );
        let line = |label: &str| lines.iter().find(|line| line.label == label).unwrap();
        assert_eq!(line("注册号").value, "9144030071526726XG");
        assert_eq!(line("年营业额(万元)").value, "8000");
        let ticked: Vec<&str> =
            line("经营所在城市").boxes.iter().filter(|(_, on)| *on).map(|(name, _)| name.as_str()).collect();
        assert_eq!(ticked, ["二级城市"]);
        let levels: Vec<&str> = line("客户级别").boxes.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(levels, ["一级代理商", "代理商", "一级经销商", "经销商", "零售客户", "网上商城客户"]);
        let blank = application(Language::Chinese, &desk, None);
        assert!(blank.iter().all(|line| line.value.is_empty() && line.boxes.iter().all(|(_, on)| !on)));
    }
}
