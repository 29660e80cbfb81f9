//! The handbooks' own tables, for paper and for files: their exact headings in their order
//! (A0.30, A1.20, A1.23, A2.41–A2.47, A3.18).

use super::Desk;
use super::words::{profile_text, tier_name};
use crate::exchange::{Cell, Sheet, SheetColumn};
use crate::model::{
    CityTier, Contact, Customer, CustomerId, Interaction, Money, ProfileField, SalesChannel, ValueBand,
};
use crate::order;
use crate::text::Language;

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

/// One line of the application: what is asked, and the answer or the boxes to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// What is asked.
    pub label: &'static str,
    /// The answer.
    pub value: String,
    /// The boxes, each with whether it is ticked.
    pub boxes: Vec<(String, bool)>,
}

/// Returns a table as it is printed and exported; without a customer, a table of one is blank.
pub fn paper_sheet(t: Language, desk: &Desk, paper: Paper, customer: Option<CustomerId>) -> Sheet {
    let columns = paper.headings(t).into_iter();
    let columns = columns.map(|heading| SheetColumn { heading: heading.to_owned(), width: 18 });
    let book = desk.book();
    let one = customer.and_then(|id| book.customers().get(id));
    let rows: Vec<Vec<String>> = match paper {
        Paper::BaseInfo => customers(desk).into_iter().map(|one| base_info(t, desk, one)).collect(),
        Paper::BasicInfo => {
            let numbered = customers(desk).into_iter().enumerate();
            numbered.map(|(place, one)| basic_info(t, desk, place + 1, one)).collect()
        }
        Paper::Communication | Paper::FollowUp => {
            one.map(|one| talks(t, desk, paper, one)).unwrap_or_default()
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
                vec![line.label.to_owned(), value.collect::<Vec<_>>().join(" ")]
            })
            .collect(),
    };
    let cells = |row: Vec<String>| row.into_iter().map(Cell::text).collect();
    Sheet {
        title: paper.title(t).to_owned(),
        columns: columns.collect(),
        rows: rows.into_iter().map(cells).collect(),
    }
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

fn base_info(t: Language, desk: &Desk, customer: &Customer) -> Vec<String> {
    let contact = main_contact(desk, customer);
    // A title that the name ends with, as in 刘总监, is not said twice.
    let who = contact.as_ref().map(|who| match who.name.ends_with(&who.title) {
        true => who.name.clone(),
        false => format!("{} {}", who.name, who.title),
    });
    vec![
        customer.number.clone(),
        customer.name.clone(),
        customer.industry.clone(),
        customer.size.clone(),
        who.unwrap_or_default(),
        contact.map(|who| who.phone).unwrap_or_default(),
        customer.since.map(|since| since.to_string()).unwrap_or_default(),
        customer.stage.map(|stage| t.stage(stage).to_owned()).unwrap_or_default(),
        customer.tags.join(t.list_comma()),
    ]
}

fn basic_info(t: Language, desk: &Desk, number: usize, customer: &Customer) -> Vec<String> {
    let contact = main_contact(desk, customer);
    let of = |text: fn(Contact) -> String| contact.clone().map(text).unwrap_or_default();
    vec![
        number.to_string(),
        customer.name.clone(),
        customer.industry.clone(),
        band(t, desk, customer),
        customer.stage.map(|stage| t.stage(stage).to_owned()).unwrap_or_default(),
        of(|who| who.name),
        of(|who| who.title),
        of(|who| if who.phone.is_empty() { who.email } else { who.phone }),
        customer.key_need.clone(),
        owner(desk, customer),
        customer.remark.clone(),
    ]
}

/// The customer type (A1.24): as a table stated it, else by the annual amount.
fn band(t: Language, desk: &Desk, customer: &Customer) -> String {
    let by_amount = || {
        let (place, scheme) = desk.policy().scheme("amount").filter(|(_, scheme)| !scheme.disabled)?;
        let tier = desk.standing(customer.id)?.tier(place).tier()?;
        ValueBand::from_id(&scheme.tiers.get(usize::from(tier))?.id)
    };
    let band = customer.stated_band.or_else(by_amount);
    band.map(|band| t.value_band(band).to_owned()).unwrap_or_default()
}

/// Returns the names of a scheme's tiers, and the place of the one that the customer is in.
fn tier_in(t: Language, desk: &Desk, customer: &Customer, scheme: &str) -> Option<(Vec<String>, usize)> {
    let (place, scheme) =
        desk.policy().schemes.iter().enumerate().find(|(_, one)| one.id == scheme && !one.disabled)?;
    let tier = desk.standing(customer.id)?.tiers.get(place)?.tier()?;
    Some((tier_names(t, scheme), usize::from(tier)))
}

fn tier_names(t: Language, scheme: &crate::policy::Scheme) -> Vec<String> {
    (0..scheme.tiers.len()).filter_map(|rank| Some(tier_name(t, scheme, u8::try_from(rank).ok()?))).collect()
}

/// Returns the lines of the form for a visit: what is asked, how it is filled in, the handbook's example, and what is
/// known.
fn visit(t: Language, desk: &Desk, customer: Option<&Customer>) -> Vec<Vec<String>> {
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
        of(&|one| one.industry.clone()),
        of(&|one| one.size.clone()),
        who(&|one| one.name.clone()),
        who(&|one| one.title.clone()),
        who(&|one| if one.phone.is_empty() { one.email.clone() } else { one.phone.clone() }),
        who(&|one| one.role.map(|role| t.decision_role(role).to_owned()).unwrap_or_default()),
        of(&|one| one.key_need.clone()),
        field(ProfileField::Budget),
        field(ProfileField::Timeframe),
        of(&|one| one.stage.map(|stage| t.stage(stage).to_owned()).unwrap_or_default()),
        of(&|one| owner(desk, one)),
        of(&|one| one.remark.clone()),
    ];
    let lines = t.visit_lines().into_iter().zip(known);
    lines.map(|(asked, known)| asked.into_iter().map(str::to_owned).chain([known]).collect()).collect()
}

fn talks(t: Language, desk: &Desk, paper: Paper, customer: &Customer) -> Vec<Vec<String>> {
    let book = desk.book();
    let mut all: Vec<Interaction> =
        book.interactions_of(customer.id).filter_map(|row| row.record()).collect();
    order::by_key(&mut all, |contact| (contact.day, contact.at, contact.id));
    let row = |contact: &Interaction| {
        let theirs = contact.contacts.iter().filter_map(|id| book.contacts().get(*id)).map(|who| who.name);
        let theirs = theirs.chain(Some(contact.contacts_as_written.clone()));
        let ours = contact.people.iter().filter_map(|id| book.people().get(*id)).map(|who| who.name.clone());
        let ours = ours.chain(Some(contact.people_as_written.clone()));
        let joined = |names: &mut dyn Iterator<Item = String>| {
            names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(t.list_comma())
        };
        let (theirs, ours) = (joined(&mut theirs.into_iter()), joined(&mut ours.into_iter()));
        let actions =
            book.next_actions_of(customer.id).filter(|action| action.interaction == Some(contact.id));
        let actions = actions.map(|action| match action.due {
            Some(due) => format!("{due} {}", action.text),
            None => action.text,
        });
        let actions = actions.collect::<Vec<_>>().join("；");
        let channel = t.channel(contact.channel).to_owned();
        let (day, summary, feedback) =
            (contact.day.to_string(), contact.summary.clone(), contact.feedback.clone());
        let by = contact.author.and_then(|id| book.people().get(id)).map(|who| who.name.clone());
        if paper == Paper::Communication {
            let both = [theirs, ours].into_iter().filter(|names| !names.is_empty()).collect::<Vec<_>>();
            vec![day, channel, both.join(t.list_comma()), summary, feedback, actions]
        } else {
            vec![day, channel, theirs, summary, feedback, actions, by.unwrap_or(ours)]
        }
    };
    all.iter().map(row).collect()
}

/// Returns the lines of the application, filled for a customer or blank: the 27 fields of the form in its order.
pub fn application(t: Language, desk: &Desk, customer: Option<&Customer>) -> Vec<PaperLine> {
    let line = |label: &'static str, value: String| PaperLine { label, value, boxes: Vec::new() };
    let known = |field: ProfileField| {
        let value = customer.and_then(|one| one.profile_value(field));
        value.map(|value| profile_text(t, field, value)).unwrap_or_default()
    };
    let asked = |field: ProfileField| line(t.profile_field(field), known(field));
    let of = |text: fn(&Customer) -> &str| customer.map(|one| text(one).to_owned()).unwrap_or_default();
    let contact = customer.and_then(|one| main_contact(desk, one));
    let who =
        |text: fn(&Contact) -> &str| contact.as_ref().map(|one| text(one).to_owned()).unwrap_or_default();
    let chosen = |field: ProfileField| customer.and_then(|one| one.profile_value(field)).unwrap_or_default();
    // Where there is a unified code, it has taken the place of the registration number.
    let number = Some(known(ProfileField::RegistrationNumber)).filter(|number| !number.is_empty());
    let revenue = customer
        .and_then(|one| one.profile_value(ProfileField::Revenue))
        .and_then(|text| Money::parse(text).ok())
        .map(|money| Money::fen(money.fen / 10_000).plain());
    let dealer = customer.and_then(|one| tier_in(t, desk, one, "dealer"));
    let levels = desk.policy().schemes.iter().find(|scheme| scheme.id == "dealer");
    let levels = levels.map(|scheme| tier_names(t, scheme)).unwrap_or_default();
    let levels = levels
        .into_iter()
        .enumerate()
        .map(|(place, name)| (name, dealer.as_ref().is_some_and(|(_, tier)| *tier == place)));
    let cities = CityTier::ALL
        .iter()
        .map(|tier| (t.city_tier(*tier).to_owned(), chosen(ProfileField::CityTier) == tier.id()));
    let channels = SalesChannel::ALL.iter().map(|channel| {
        (t.sales_channel(*channel).to_owned(), chosen(ProfileField::SalesChannel) == channel.id())
    });
    vec![
        line(t.col_customer_name(), of(|one| &one.name)),
        line(t.paper_number(), of(|one| &one.number)),
        asked(ProfileField::Founded),
        asked(ProfileField::RegisteredOn),
        line(
            t.profile_field(ProfileField::RegistrationNumber),
            number.unwrap_or_else(|| known(ProfileField::CreditCode)),
        ),
        asked(ProfileField::Authority),
        asked(ProfileField::OrganisationCode),
        asked(ProfileField::LegalPerson),
        asked(ProfileField::Capital),
        asked(ProfileField::CompanyType),
        asked(ProfileField::Scope),
        asked(ProfileField::Term),
        PaperLine { boxes: cities.collect(), ..asked(ProfileField::City) },
        asked(ProfileField::Address),
        asked(ProfileField::OfficePhone),
        asked(ProfileField::Fax),
        asked(ProfileField::Website),
        line(t.paper_main_contact(), who(|one| &one.name)),
        line(t.field_title(), who(|one| &one.title)),
        line(t.paper_mobile(), who(|one| &one.phone)),
        line(t.paper_email(), who(|one| &one.email)),
        asked(ProfileField::MainBusiness),
        line(t.paper_revenue_wan(), revenue.unwrap_or_default()),
        PaperLine {
            boxes: channels.collect(),
            ..line(t.profile_field(ProfileField::SalesChannel), String::new())
        },
        PaperLine { boxes: levels.collect(), ..line(t.paper_dealer(), String::new()) },
        asked(ProfileField::CreditLimit),
        line(t.paper_remark(), of(|one| &one.remark)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::model::{BookInfo, Env, IdSource, NextAction, Order, Record, Zone};

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
