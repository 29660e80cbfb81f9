//! The headings of master data and its papers (A2.39–A2.46, A3.13–A3.17).

use super::{CUSTOMERS, Field, Layout};
use crate::model::ProfileField as Data;

/// Each field, the tables it occurs in, and its headings; the first is the one that is shown.
pub(super) const HEADINGS: &[(Field, &[Layout], &[&str])] = &[
    (
        Field::Profile(Data::CreditCode),
        CUSTOMERS,
        &[
            "统一社会信用代码",
            "信用代码",
            "社会信用代码",
            "税号",
            "Unified social credit code",
            "Credit code",
        ],
    ),
    (
        Field::Profile(Data::RegistrationNumber),
        CUSTOMERS,
        &["注册号", "工商注册号", "营业执照号", "Registration number"],
    ),
    (
        Field::Profile(Data::OrganisationCode),
        CUSTOMERS,
        &["机构代码", "组织机构代码", "Organisation code", "Organization code"],
    ),
    (Field::Profile(Data::Founded), CUSTOMERS, &["成立日期", "成立时间", "Founded"]),
    (Field::Profile(Data::RegisteredOn), CUSTOMERS, &["注册日期", "注册时间", "Registration date"]),
    (Field::Profile(Data::Authority), CUSTOMERS, &["注册机关", "登记机关", "Registration authority"]),
    (
        Field::Profile(Data::LegalPerson),
        CUSTOMERS,
        &["法人代表", "法定代表人", "法人", "Legal representative"],
    ),
    (
        Field::Profile(Data::Capital),
        CUSTOMERS,
        &["注册资本", "注册资金", "Registered capital", "Registered capital (CNY)"],
    ),
    (Field::Profile(Data::CompanyType), CUSTOMERS, &["公司类型", "企业类型", "Type of company"]),
    (Field::Profile(Data::Scope), CUSTOMERS, &["经营范围", "Scope of business"]),
    (Field::Profile(Data::Term), CUSTOMERS, &["经营期限", "营业期限", "Term of business"]),
    (
        Field::Profile(Data::City),
        CUSTOMERS,
        &["经营所在城市", "所在城市", "城市", "City of business", "City", "Billing city"],
    ),
    (Field::Profile(Data::CityTier), CUSTOMERS, &["城市级别", "Tier of the city"]),
    (
        Field::Profile(Data::Address),
        CUSTOMERS,
        &[
            "办公地址",
            "公司地址",
            "地址",
            "详细地址",
            "Office address",
            "Address",
            "Street address",
            "Billing street",
        ],
    ),
    (
        Field::Profile(Data::OfficePhone),
        CUSTOMERS,
        &["办公电话", "公司电话", "Office telephone", "Company phone"],
    ),
    (Field::Profile(Data::Fax), CUSTOMERS, &["传真", "Fax", "Business fax"]),
    (
        Field::Profile(Data::Website),
        CUSTOMERS,
        &["网址", "官网", "公司网址", "Website", "Web page", "Website URL"],
    ),
    (Field::Profile(Data::MainBusiness), CUSTOMERS, &["公司主营业务", "主营业务", "Main business"]),
    (
        Field::Profile(Data::Revenue),
        CUSTOMERS,
        &["年营业额", "年营业额(元)", "年营收", "Yearly revenue", "Yearly revenue (CNY)"],
    ),
    (Field::Profile(Data::Headcount), CUSTOMERS, &["员工人数", "Headcount"]),
    (Field::Profile(Data::SalesChannel), CUSTOMERS, &["渠道分类", "Sales channel"]),
    (Field::Profile(Data::CreditLimit), CUSTOMERS, &["信用额度", "Credit limit", "Credit limit (CNY)"]),
    (Field::Profile(Data::Pains), CUSTOMERS, &["业务痛点", "Pains"]),
    (Field::Profile(Data::Budget), CUSTOMERS, &["预算范围", "预算", "Budget"]),
    (Field::Profile(Data::BudgetCycle), CUSTOMERS, &["预算周期", "Budget cycle"]),
    (Field::Profile(Data::Timeframe), CUSTOMERS, &["时间节点", "Timeframe"]),
    (Field::Profile(Data::Intent), CUSTOMERS, &["购买意向", "Intent"]),
    (Field::Profile(Data::Rivals), CUSTOMERS, &["对竞品的评价", "Opinion of rivals"]),
    (Field::Profile(Data::Bottleneck), CUSTOMERS, &["合作瓶颈", "Bottleneck"]),
    (Field::Profile(Data::Consent), CUSTOMERS, &["收集目的与同意", "Purpose told and consent"]),
    (Field::Profile(Data::Organisation), CUSTOMERS, &["组织架构", "Organisation"]),
    (
        Field::Profile(Data::Assets),
        CUSTOMERS,
        &["资产总额", "资产总额(元)", "Total assets", "Total assets (CNY)"],
    ),
    // A sheet of customers and their people says 性别 of the people.
    (Field::Profile(Data::Gender), CUSTOMERS, &["客户性别", "Customer gender"]),
    (Field::Profile(Data::BirthYear), CUSTOMERS, &["出生年份", "Year of birth"]),
    (Field::Profile(Data::Occupation), CUSTOMERS, &["职业", "Occupation"]),
    (
        Field::Profile(Data::Income),
        CUSTOMERS,
        &["年收入", "年收入(元)", "Yearly income", "Yearly income (CNY)"],
    ),
    (
        Field::Profile(Data::PaperLicence),
        CUSTOMERS,
        &[
            "营业执照复印件(盖章、年检)",
            "营业执照复印件",
            "营业执照",
            "Business licence (stamped, inspected)",
            "Business licence",
        ],
    ),
    (
        Field::Profile(Data::PaperTaxpayer),
        CUSTOMERS,
        &[
            "组织机构代码或一般纳税人认定书复印件",
            "一般纳税人认定书复印件",
            "一般纳税人认定书",
            "Organisation code or VAT-payer letter",
        ],
    ),
    (
        Field::Profile(Data::PaperBank),
        CUSTOMERS,
        &["银行开户许可证复印件", "银行开户许可证", "开户许可证", "Bank account permit"],
    ),
    (Field::Profile(Data::PaperTax), CUSTOMERS, &["税务登记证复印件", "税务登记证", "Tax registration"]),
];
