//! The dictionary of headings: the handbooks' own first, then what people and other tools write.

mod profile;

use super::{Field, Layout};
use crate::model::ProfileField as Data;

const CUSTOMERS: &[Layout] = &[Layout::Customers];
const ORDERS: &[Layout] = &[Layout::Orders];
const INTERACTIONS: &[Layout] = &[Layout::Interactions];
const CONTACTS: &[Layout] = &[Layout::Contacts];
const NEXT_ACTIONS: &[Layout] = &[Layout::NextActions];
const NEEDS: &[Layout] = &[Layout::Needs];
const FEEDBACK: &[Layout] = &[Layout::Feedback];
const FILES: &[Layout] = &[Layout::Files];
const WITH_CONTACT: &[Layout] = &[Layout::Customers, Layout::Contacts];
const WITH_ACTIONS: &[Layout] = &[Layout::Interactions, Layout::NextActions];
const ALL: &[Layout] = &Layout::ALL;

/// Each field, the tables it occurs in, and its headings; the first is the one that is shown.
const HEADINGS: &[(Field, &[Layout], &[&str])] = &[
    (Field::RowNumber, ALL, &["序号", "行号", "No", "#"]),
    (Field::RecordId, ALL, &["常顾编号", "Wellkept ID"]),
    (
        Field::CustomerNumber,
        ALL,
        &["客户编号", "客户编码", "客户代码", "Customer number", "Customer no", "Customer code"],
    ),
    (
        Field::CustomerName,
        ALL,
        &[
            "客户名称",
            "客户全称",
            "企业全称",
            "企业名称",
            "公司名称",
            "单位名称",
            "企业",
            "公司",
            "客户企业",
            "客户",
            "Customer name",
            "Customer",
            "Company",
            "Company name",
            "Account",
            "Account name",
            "Organization",
            "Organization name",
            "Organization 1 - Name",
            "Associated company",
        ],
    ),
    (
        Field::Owner,
        &[Layout::Customers, Layout::Interactions, Layout::NextActions, Layout::Needs, Layout::Feedback],
        &[
            "负责人",
            "客户负责人",
            "跟进人",
            "记录人",
            "销售负责人",
            "业务员",
            "Owner",
            "Account owner",
            "Company owner",
            "Contact owner",
            "Sales rep",
            "添加人",
            "所属销售",
            "客户所有人",
            "Recorded by",
        ],
    ),
    (
        Field::Remark,
        &[Layout::Customers, Layout::Orders],
        &["备注", "备注说明", "说明", "Remark", "Remarks", "Note", "Notes", "Comment", "Description"],
    ),
    (
        Field::Registered,
        CUSTOMERS,
        &[
            "建档日期",
            "登记日期",
            "创建时间",
            "创建日期",
            "添加时间",
            "Registered on",
            "Create date",
            "Created time",
            "Created date",
            "Created on",
        ],
    ),
    (
        Field::NextContact,
        CUSTOMERS,
        &[
            "下次联系",
            "下次联系日期",
            "下次联系时间",
            "下次跟进",
            "下次跟进日期",
            "下次跟进时间",
            "下次拜访",
            "下次回访",
            "Next contact date",
            "Next follow-up",
            "Next follow up",
            "Next activity date",
        ],
    ),
    (Field::ShortName, CUSTOMERS, &["简称", "客户简称", "企业简称", "Short name"]),
    (Field::Industry, CUSTOMERS, &["所属行业", "行业", "客户行业", "Industry", "Account industry"]),
    (
        Field::Size,
        CUSTOMERS,
        &[
            "企业规模(营收)",
            "企业规模",
            "客户规模",
            "规模",
            "营收",
            "员工数",
            "Size",
            "Company size",
            "Revenue",
            "Annual revenue",
            "Employees",
            "Number of employees",
            "No of employees",
            "人员规模",
        ],
    ),
    (
        Field::ContactAndTitle,
        CUSTOMERS,
        &["联系人及职务", "联系人/职务", "联系人与职务", "Contact and title"],
    ),
    (
        Field::ContactName,
        WITH_CONTACT,
        &[
            "联系人",
            "联系人姓名",
            "主要联系人",
            "姓名",
            "Contact",
            "Main contact",
            "Contact name",
            "Contact person",
            "Name",
            "Full name",
        ],
    ),
    (Field::FirstName, CONTACTS, &["名", "First name", "Given name"]),
    (Field::LastName, CONTACTS, &["姓", "姓氏", "Last name", "Family name", "Surname"]),
    (
        Field::ContactTitle,
        WITH_CONTACT,
        &[
            "职务",
            "职位",
            "联系人职务",
            "联系人职位",
            "Title",
            "Job title",
            "Position",
            "Organization title",
            "Organization 1 - Title",
        ],
    ),
    (
        Field::Phone,
        WITH_CONTACT,
        &[
            "联系方式(电话)",
            "联系方式",
            "联系电话",
            "电话",
            "手机",
            "手机号",
            "Phone",
            "Telephone",
            "Mobile",
            "Mobile phone",
            "Phone number",
            "Mobile phone number",
            "Business phone",
            "Phone 1 - Value",
            "手机号码",
            "电话号码",
            "Tel",
        ],
    ),
    (
        Field::Email,
        WITH_CONTACT,
        &[
            "邮箱",
            "电子邮箱",
            "电子邮件",
            "邮件",
            "联系方式(邮箱)",
            "联系方式(邮件)",
            "E-mail",
            "E-mail address",
            "E-mail 1 - Value",
            "邮箱地址",
        ],
    ),
    (Field::DecisionRole, WITH_CONTACT, &["决策角色", "角色", "Decision role", "Role"]),
    (
        Field::Since,
        CUSTOMERS,
        &[
            "合作起始时间",
            "合作开始时间",
            "合作起始日期",
            "合作时间",
            "Since",
            "Customer since",
            "Start date",
        ],
    ),
    (
        Field::Stage,
        CUSTOMERS,
        &[
            "当前合作阶段",
            "合作阶段",
            "合作状态",
            "客户阶段",
            "阶段",
            "Stage",
            "Status",
            "Relationship stage",
            "Lifecycle stage",
            "客户状态",
        ],
    ),
    (Field::Band, CUSTOMERS, &["客户类型", "客户价值", "价值等级", "Customer type", "Value band", "Value"]),
    (Field::Tags, CUSTOMERS, &["客户标签", "标签", "Tags", "Labels"]),
    (Field::KeyNeed, CUSTOMERS, &["关键需求", "核心需求", "Key need", "Key needs"]),
    (
        Field::Source,
        CUSTOMERS,
        &["客户来源", "线索来源", "来源", "Source", "Lead source", "Account source", "Original source"],
    ),
    (
        Field::CumulativeAmount,
        CUSTOMERS,
        &["累计交易金额", "累计成交金额", "累计金额", "Cumulative amount", "Total amount"],
    ),
    (
        Field::OrdersInSixMonths,
        CUSTOMERS,
        &["近6个月采购频次", "近六个月采购频次", "近6个月采购次数", "Orders in 6 months"],
    ),
    (Field::IndustryGrowth, CUSTOMERS, &["行业增长性", "Industry growth"]),
    (Field::ExpansionPotential, CUSTOMERS, &["客户规模扩张潜力", "规模扩张潜力", "Expansion potential"]),
    (Field::NeedFit, CUSTOMERS, &["需求匹配度", "Need fit"]),
    (Field::RepurchaseRate, CUSTOMERS, &["复购率", "Repurchase rate"]),
    (Field::Referrals, CUSTOMERS, &["推荐新客户数量", "推荐客户数", "Referrals"]),
    (Field::ComplaintHandling, CUSTOMERS, &["投诉处理满意度", "Complaint handling"]),
    (
        Field::InteractionDay,
        INTERACTIONS,
        &[
            "沟通时间",
            "跟进日期",
            "沟通日期",
            "跟进时间",
            "拜访日期",
            "拜访时间",
            "联系日期",
            "联系时间",
            "日期",
            "时间",
            "Date",
            "Contact date",
            "Follow-up date",
        ],
    ),
    (
        Field::Channel,
        INTERACTIONS,
        &["方式", "跟进方式", "沟通方式", "联系方式", "沟通渠道", "渠道", "Channel", "Method", "Via"],
    ),
    (
        Field::Participants,
        INTERACTIONS,
        &[
            "参与人",
            "对接人",
            "参与人员",
            "对接人员",
            "沟通对象",
            "联系人",
            "Participants",
            "Attendees",
            "Contact",
            "Contacts",
        ],
    ),
    (
        Field::Summary,
        INTERACTIONS,
        &[
            "内容摘要",
            "跟进内容摘要",
            "沟通内容摘要",
            "沟通内容",
            "跟进内容",
            "跟进摘要",
            "沟通摘要",
            "摘要",
            "内容",
            "Summary",
            "Content",
            "Notes",
        ],
    ),
    (
        Field::Feedback,
        INTERACTIONS,
        &["客户反馈", "客户反馈及待办事项", "客户反馈与待办事项", "反馈", "Feedback", "Customer feedback"],
    ),
    (
        Field::Needs,
        INTERACTIONS,
        &["客户需求", "客户需求与问题", "客户需求及问题", "需求", "Needs", "Customer needs"],
    ),
    (Field::Recorded, INTERACTIONS, &["记录时间", "登记时间", "Recorded at", "Logged on"]),
    (Field::Problems, INTERACTIONS, &["客户问题", "问题", "Problems", "Customer problems"]),
    (
        Field::NextActions,
        WITH_ACTIONS,
        &[
            "待办事项",
            "下一步计划",
            "下一步行动",
            "待办",
            "下一步",
            "后续计划",
            "Next actions",
            "Next action",
            "Next steps",
            "Next step",
            "To do",
            "To-dos",
        ],
    ),
    (
        Field::Due,
        NEXT_ACTIONS,
        &["截止日期", "截止时间", "完成期限", "到期日", "Due", "Due date", "Deadline"],
    ),
    (Field::Assignee, NEXT_ACTIONS, &["责任部门", "执行部门", "执行人", "Assignee", "Department"]),
    (Field::Progress, WITH_ACTIONS, &["完成状态", "待办状态", "Progress"]),
    (Field::DoneDay, NEXT_ACTIONS, &["完成日期", "完成时间", "Done on"]),
    (Field::Area, WITH_CONTACT, &["负责事项", "分管业务", "职责", "Area", "Responsibility"]),
    (Field::Birthday, WITH_CONTACT, &["生日", "联系人生日", "Birthday", "Date of birth"]),
    (Field::ContactStatus, CONTACTS, &["在职状态", "是否在职", "Still there", "Contact status"]),
    (Field::OrderNumber, ORDERS, &["订单编号", "订单号", "合同编号", "Order number", "Order no", "Order id"]),
    (
        Field::OrderDay,
        ORDERS,
        &["下单日期", "订单日期", "日期", "下单时间", "成交日期", "交易日期", "Order date", "Date", "Day"],
    ),
    (
        Field::Amount,
        ORDERS,
        &["金额", "订单金额", "交易金额", "成交金额", "合同金额", "Amount", "Order amount", "Total"],
    ),
    (
        Field::Product,
        ORDERS,
        &["产品", "产品名称", "产品/服务", "商品", "商品名称", "Product", "Product name"],
    ),
    (Field::NeedDay, NEEDS, &["提出日期", "提出时间", "需求日期", "日期", "Raised on", "Date"]),
    (Field::NeedText, NEEDS, &["需求内容", "需求描述", "需求", "客户需求", "Need", "Need text"]),
    (Field::NeedOrProblem, NEEDS, &["需求或问题", "Need or problem"]),
    (Field::StatedOrImplied, NEEDS, &["显性或隐性", "需求类型", "Stated or implied"]),
    (Field::NeedCategory, NEEDS, &["需求分类", "需求类别", "Need category", "Category"]),
    (Field::NeedNature, NEEDS, &["需求性质", "Need nature"]),
    (Field::NeedDepartment, NEEDS, &["相关部门", "反馈部门", "责任部门", "For department", "Department"]),
    (Field::NeedStatus, NEEDS, &["需求状态", "处理状态", "Need status", "Status"]),
    (Field::Answer, NEEDS, &["答复内容", "答复", "Answer"]),
    (Field::AnsweredDay, NEEDS, &["答复日期", "Answered on"]),
    (Field::FeedbackSort, FEEDBACK, &["反馈类型", "反馈类别", "Feedback type", "Type"]),
    (Field::FeedbackDay, FEEDBACK, &["反馈日期", "投诉日期", "反馈时间", "日期", "Feedback date", "Date"]),
    (Field::FeedbackText, FEEDBACK, &["反馈内容", "投诉内容", "内容", "Feedback text", "Feedback"]),
    (Field::Satisfaction, FEEDBACK, &["满意度", "满意度评分", "Satisfaction"]),
    (Field::Nps, FEEDBACK, &["推荐意愿(NPS)", "推荐意愿", "NPS"]),
    (Field::PromisedDay, FEEDBACK, &["承诺答复日期", "Answer promised by"]),
    (Field::ResolvedDay, FEEDBACK, &["解决日期", "处理完成日期", "Resolved on"]),
    (Field::Resolution, FEEDBACK, &["处理结果", "解决方案", "Resolution"]),
    (Field::Cause, FEEDBACK, &["投诉原因", "原因", "Cause"]),
    (
        Field::FilePath,
        FILES,
        &[
            "文件",
            "文件名",
            "文件名称",
            "文件路径",
            "附件",
            "附件名称",
            "附件路径",
            "附件文件",
            "路径",
            "File",
            "File name",
            "File path",
            "Path",
            "Attachment",
            "Attachments",
            "Document",
        ],
    ),
    (Field::FilePaper, FILES, &["资质文件", "归入资质文件", "Paper"]),
];

/// Every field with the tables it occurs in and its headings.
pub(super) fn headings() -> impl Iterator<Item = &'static (Field, &'static [Layout], &'static [&'static str])>
{
    HEADINGS.iter().chain(profile::HEADINGS)
}

/// Returns a heading as it is compared: narrow characters, small letters, no spaces and no marks.
pub(super) fn narrow_heading(heading: &str) -> String {
    let wide = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '【' | '〔' => '(',
        '】' | '〕' => ')',
        other => other,
    };
    let is_mark = |c: &char| c.is_whitespace() || matches!(c, '\u{feff}' | '*' | '_' | '-' | '.' | ':');
    heading.chars().map(wide).filter(|c| !is_mark(c)).flat_map(char::to_lowercase).collect()
}

/// Tells whether what stands in brackets behind a heading leaves its meaning as it is.
pub(super) fn bracket_fits(field: Field, bracket: &str) -> bool {
    match field {
        Field::Amount
        | Field::CumulativeAmount
        | Field::Profile(Data::Capital | Data::Revenue | Data::CreditLimit | Data::Assets | Data::Income) => {
            matches!(
                bracket,
                "元" | "人民币"
                    | "人民币元"
                    | "元人民币"
                    | "cny"
                    | "rmb"
                    | "¥"
                    | "万元"
                    | "万"
                    | "万元人民币"
                    | "人民币万元"
                    | "含税"
                    | "10,000cny"
            )
        }
        Field::Phone => {
            matches!(bracket, "电话" | "手机" | "手机号" | "座机" | "固话" | "phone" | "tel" | "mobile")
        }
        // 联系方式 stands for a phone number in one table and for a channel in another.
        Field::Channel => !matches!(bracket, "电话" | "手机" | "邮箱" | "微信"),
        _ => true,
    }
}
