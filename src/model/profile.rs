//! Master data: what the handbooks' forms ask about a customer beside its name, kept field by field
//! (A2.39–A2.46, A3.4b–A3.9, A3.13–A3.17).

use super::CustomerKind;
use super::vocabulary::vocabulary;

vocabulary! {
    /// A field of the forms. What it holds is a text in the form that [`ProfileField::sort`] names.
    pub enum ProfileField {
        /// 统一社会信用代码 (A3.13)
        CreditCode = "credit_code",
        /// 注册号 (A2.41)
        RegistrationNumber = "registration_number",
        /// 机构代码
        OrganisationCode = "organisation_code",
        /// 成立日期
        Founded = "founded",
        /// 注册日期
        RegisteredOn = "registered_on",
        /// 注册机关
        Authority = "authority",
        /// 法人代表
        LegalPerson = "legal_person",
        /// 注册资本, in yuan
        Capital = "capital",
        /// 公司类型
        CompanyType = "company_type",
        /// 经营范围
        Scope = "scope",
        /// 经营期限
        Term = "term",
        /// 经营所在城市 (A2.42)
        City = "city",
        /// 一级、二级、三级城市
        CityTier = "city_tier",
        /// 办公地址 (A2.43)
        Address = "address",
        /// 办公电话
        OfficePhone = "office_phone",
        /// 传真
        Fax = "fax",
        /// 网址
        Website = "website",
        /// 公司主营业务
        MainBusiness = "main_business",
        /// 年营业额, in yuan
        Revenue = "revenue",
        /// 员工数
        Headcount = "headcount",
        /// 渠道分类 (A2.44)
        SalesChannel = "sales_channel",
        /// 信用额度, in yuan (A2.46)
        CreditLimit = "credit_limit",
        /// 业务痛点 (A3.3, A4.18b)
        Pains = "pains",
        /// 预算范围 (A3.15)
        Budget = "budget",
        /// 预算周期 (A3.3)
        BudgetCycle = "budget_cycle",
        /// 时间节点 (A3.15)
        Timeframe = "timeframe",
        /// 购买意向 (A3.9)
        Intent = "intent",
        /// 对竞品的评价 (A3.9)
        Rivals = "rivals",
        /// 合作瓶颈 (A3.3)
        Bottleneck = "bottleneck",
        /// 收集目的与同意 (A3.4b)
        Consent = "consent",
        /// 组织架构 (A3.6)
        Organisation = "organisation",
        /// 资产总额, in yuan: what the size of builders and others is drawn by
        Assets = "assets",
        /// 性别, of a person (A2.25)
        Gender = "gender",
        /// 出生年份, of a person: the age of A2.25
        BirthYear = "birth_year",
        /// 职业, of a person
        Occupation = "occupation",
        /// 年收入, of a person, in yuan
        Income = "income",
        /// 营业执照复印件, stamped and inspected: the day it was handed in (A2.39)
        PaperLicence = "paper_licence",
        /// 组织机构代码或一般纳税人认定书复印件
        PaperTaxpayer = "paper_taxpayer",
        /// 银行开户许可证复印件
        PaperBank = "paper_bank",
        /// 税务登记证复印件
        PaperTax = "paper_tax",
    }

    /// Why a field is empty, where somebody said (A3.5, A3.11, A3.17).
    pub enum FieldState {
        /// 待确认: it has a value that must be confirmed, or is unclear.
        ToConfirm = "to_confirm",
        /// 暂不询问: it is sensitive and asked later.
        AskLater = "ask_later",
    }

    /// The size of a customer's city (A2.42).
    pub enum CityTier {
        /// 一级城市
        First = "first",
        /// 二级城市
        Second = "second",
        /// 三级城市
        Third = "third",
    }

    /// A person's gender (A2.25).
    pub enum Gender {
        /// 女
        Female = "female",
        /// 男
        Male = "male",
    }

    /// How a customer sells (A2.44).
    pub enum SalesChannel {
        /// 礼品渠道
        Gift = "gift",
        /// 邮政渠道
        Postal = "postal",
        /// 电购渠道
        Phone = "phone",
        /// 网络渠道
        Web = "web",
    }

    /// How far a customer is with the thought of buying (A3.9).
    pub enum Intent {
        /// 考虑中
        Considering = "considering",
        /// 有明确计划
        Planned = "planned",
        /// 需内部审批
        NeedsApproval = "needs_approval",
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldSort {
    /// Any text of one line.
    Text,
    /// Any text.
    Long,
    /// A calendar day, `2024-05-10`.
    Day,
    /// A date as precisely as it is known: `2024`, `2024-Q3`, `2024-03` or `2024-03-05`.
    Date,
    /// An amount in yuan.
    Money,
    /// A whole number.
    Count,
    /// A year.
    Year,
    /// A word of [`Gender`].
    Gender,
    /// A telephone number.
    Phone,
    /// An address of a page.
    Website,
    /// [`super::CreditCode`]
    CreditCode,
    /// A word of [`CityTier`].
    CityTier,
    /// A word of [`SalesChannel`].
    SalesChannel,
    /// A word of [`Intent`].
    Intent,
}

impl ProfileField {
    /// The papers that a customer hands in (A2.39).
    pub const PAPERS: [Self; 4] = [Self::PaperLicence, Self::PaperTaxpayer, Self::PaperBank, Self::PaperTax];

    /// Tells whether it is asked of customers of that kind (A2.24, A2.25); of one whose kind nobody stated, what
    /// is asked of companies.
    pub fn is_asked_of(self, kind: Option<CustomerKind>) -> bool {
        use ProfileField as F;
        match kind.unwrap_or(CustomerKind::Company) {
            CustomerKind::Company => !matches!(self, F::Gender | F::BirthYear | F::Occupation | F::Income),
            CustomerKind::Person => matches!(
                self,
                F::Gender
                    | F::BirthYear
                    | F::Occupation
                    | F::Income
                    | F::City
                    | F::CityTier
                    | F::Address
                    | F::Website
                    | F::CreditLimit
                    | F::Pains
                    | F::Budget
                    | F::BudgetCycle
                    | F::Timeframe
                    | F::Intent
                    | F::Rivals
                    | F::Bottleneck
                    | F::Consent
            ),
            CustomerKind::Government => !matches!(
                self,
                F::Gender
                    | F::BirthYear
                    | F::Occupation
                    | F::Income
                    | F::Capital
                    | F::Assets
                    | F::CompanyType
                    | F::Scope
                    | F::Term
                    | F::Revenue
                    | F::SalesChannel
                    | F::PaperLicence
                    | F::PaperTax
            ),
        }
    }

    /// Returns what it holds.
    pub fn sort(self) -> FieldSort {
        match self {
            Self::CreditCode => FieldSort::CreditCode,
            Self::Founded | Self::RegisteredOn | Self::Timeframe => FieldSort::Date,
            Self::PaperLicence | Self::PaperTaxpayer | Self::PaperBank | Self::PaperTax => FieldSort::Day,
            Self::Capital | Self::Revenue | Self::Assets | Self::Income | Self::CreditLimit => {
                FieldSort::Money
            }
            Self::Headcount => FieldSort::Count,
            Self::BirthYear => FieldSort::Year,
            Self::Gender => FieldSort::Gender,
            Self::OfficePhone | Self::Fax => FieldSort::Phone,
            Self::Website => FieldSort::Website,
            Self::CityTier => FieldSort::CityTier,
            Self::SalesChannel => FieldSort::SalesChannel,
            Self::Intent => FieldSort::Intent,
            Self::Scope
            | Self::MainBusiness
            | Self::Organisation
            | Self::Pains
            | Self::Rivals
            | Self::Bottleneck => FieldSort::Long,
            _ => FieldSort::Text,
        }
    }
}
