//! Words of closed lists, in Chinese and English, and tags.

use arcstr::ArcStr;

use super::narrow;
use crate::book::Book;
use crate::exchange::import::Reason;
use crate::exchange::layout::Field;
use crate::model::{
    Channel, CityTier, DecisionRole, FeedbackSort, Gender, GivenSource, Intent, NeedCategory, NeedNature,
    NeedStatus, ProfileField, Progress, SalesChannel, Source, Stage, ValueBand,
};
use crate::order;

/// Each value with the words that stand for it, narrow, in small letters and without spaces.
type Words<T> = &'static [(T, &'static [&'static str])];

const STAGES: Words<Stage> = &[
    (Stage::Potential, &["潜在客户", "潜在", "potential"]),
    // 意向客户 and 合作中 are statuses of A3.16, which ruling 9 maps to stages.
    (Stage::InTalks, &["接洽中", "接洽", "意向客户", "意向", "intalks", "interested"]),
    (Stage::Signed, &["已签约", "签约", "signed"]),
    (Stage::EarlyUse, &["使用初期", "earlyuse", "onboarding"]),
    (Stage::Stable, &["稳定期", "稳定", "合作中", "stable", "active"]),
    (Stage::Renewal, &["续约期", "续约", "renewal"]),
    (Stage::Lost, &["流失客户", "流失", "已流失", "lost"]),
];

const BANDS: Words<ValueBand> = &[
    (ValueBand::High, &["高价值", "高价值客户", "高", "high", "highvalue"]),
    (ValueBand::Medium, &["中价值", "中价值客户", "中", "medium", "mediumvalue"]),
    (ValueBand::Low, &["低价值", "低价值客户", "低", "low", "lowvalue"]),
];

const SOURCES: Words<GivenSource> = &[
    (GivenSource::Website, &["官网注册", "官网", "网站", "website", "websitesignup"]),
    (GivenSource::TradeShow, &["展会对接", "展会", "tradeshow"]),
    (GivenSource::SalesVisit, &["销售拜访", "拜访", "salesvisit"]),
    (GivenSource::Referral, &["客户转介绍", "转介绍", "客户介绍", "客户推荐", "referral"]),
    (
        GivenSource::DataPlatform,
        &["第三方数据平台", "第三方平台", "第三方数据", "数据平台", "dataplatform", "thirdpartydata"],
    ),
    (GivenSource::MarketResearch, &["市场调研", "调研", "marketresearch"]),
    (GivenSource::Advertising, &["广告宣传", "广告", "advertising"]),
    (GivenSource::SalesPartner, &["渠道推荐", "渠道", "salespartner"]),
    (GivenSource::IndustryPeers, &["行业推荐", "同行推荐", "peersintheindustry"]),
];

const ROLES: Words<DecisionRole> = &[
    (DecisionRole::Decider, &["决策者", "决策人", "decider", "decisionmaker"]),
    (DecisionRole::Influencer, &["影响者", "影响人", "influencer"]),
    (DecisionRole::Executor, &["执行者", "执行人", "executor"]),
    (DecisionRole::Buyer, &["采购者", "采购人", "采购", "buyer"]),
    (DecisionRole::User, &["使用者", "使用人", "user"]),
];

const PROGRESS: Words<Progress> = &[
    (Progress::Todo, &["待办", "未完成", "进行中", "todo", "open"]),
    (Progress::Done, &["已完成", "完成", "done"]),
];

/// Whether a contact has left.
const STATUSES: Words<bool> = &[
    (false, &["在职", "是", "yes", "stillthere"]),
    (true, &["离职", "已离职", "否", "no", "left", "hasleft"]),
];

/// Whether what a customer brings up is a problem and not a need.
const PROBLEMS: Words<bool> = &[(false, &["需求", "need"]), (true, &["问题", "痛点", "problem"])];

/// Whether a customer did not say so.
const IMPLIED: Words<bool> =
    &[(false, &["显性", "显性需求", "stated"]), (true, &["隐性", "隐性需求", "implied"])];

const CATEGORIES: Words<NeedCategory> = &[
    (NeedCategory::Function, &["产品功能优化", "产品功能", "功能", "productfunctions", "function"]),
    (NeedCategory::Response, &["服务响应速度", "响应速度", "服务", "speedofservice", "response"]),
    (NeedCategory::Price, &["价格优惠", "价格", "price"]),
    (NeedCategory::Delivery, &["交付周期", "交付", "deliverytime", "delivery"]),
    (NeedCategory::Quality, &["质量与稳定性", "质量", "qualityandstability", "quality"]),
    (NeedCategory::Other, &["其他", "other"]),
];

const NATURES: Words<NeedNature> = &[
    (NeedNature::Product, &["产品需求", "产品", "aboutaproduct", "product"]),
    (NeedNature::Service, &["服务需求", "服务", "aboutservice", "service"]),
    (NeedNature::Emotional, &["情感需求", "情感", "aboutfeeling", "emotional"]),
];

const NEED_STATUSES: Words<NeedStatus> = &[
    (NeedStatus::Open, &["未处理", "待处理", "open"]),
    (NeedStatus::UnderWay, &["处理中", "underway", "inprogress"]),
    (NeedStatus::Answered, &["已答复", "已处理", "已解决", "answered"]),
    (NeedStatus::Declined, &["不处理", "declined"]),
];

const FEEDBACK_SORTS: Words<FeedbackSort> = &[
    (FeedbackSort::Complaint, &["投诉", "complaint"]),
    (FeedbackSort::Suggestion, &["建议", "suggestion"]),
    (FeedbackSort::Survey, &["满意度调查", "满意度", "调查", "调研", "survey"]),
];

const CITY_TIERS: Words<CityTier> = &[
    (CityTier::First, &["一级城市", "一级", "一线城市", "一线", "firsttier"]),
    (CityTier::Second, &["二级城市", "二级", "二线城市", "二线", "secondtier"]),
    (CityTier::Third, &["三级城市", "三级", "三线城市", "三线", "thirdtier"]),
];

const SALES_CHANNELS: Words<SalesChannel> = &[
    (SalesChannel::Gift, &["礼品渠道", "礼品", "gifts"]),
    (SalesChannel::Postal, &["邮政渠道", "邮政", "post"]),
    (SalesChannel::Phone, &["电购渠道", "电购", "telephonesales"]),
    (SalesChannel::Web, &["网络渠道", "网络", "电商", "web"]),
];

const GENDERS: Words<Gender> =
    &[(Gender::Female, &["女", "女性", "female", "f"]), (Gender::Male, &["男", "男性", "male", "m"])];

const INTENTS: Words<Intent> = &[
    (Intent::Considering, &["考虑中", "considering"]),
    (Intent::Planned, &["有明确计划", "明确计划", "hasadefiniteplan"]),
    (Intent::NeedsApproval, &["需内部审批", "内部审批", "needsinternalapproval"]),
];

/// Found anywhere in the word; the first of them that is found decides, so 视频会议 is a video call.
const CHANNELS: Words<Channel> = &[
    (Channel::Broadcast, &["群发", "推文", "公众号", "broadcast", "newsletter", "mailing"]),
    (Channel::Video, &["视频", "腾讯会议", "video", "zoom"]),
    (Channel::Event, &["活动", "沙龙", "展会", "研讨", "培训", "event", "salon", "webinar"]),
    (Channel::Visit, &["拜访", "上门", "面谈", "来访", "走访", "visit"]),
    (Channel::Wechat, &["微信", "企微", "wechat"]),
    (Channel::Sms, &["短信", "sms", "textmessage"]),
    (Channel::Email, &["邮件", "邮箱", "email", "mail"]),
    (Channel::Call, &["电话", "致电", "来电", "通话", "call", "phone"]),
    (Channel::Meeting, &["会议", "例会", "座谈", "meeting"]),
];

fn plain(text: &str) -> String {
    let is_mark = |c: &char| c.is_whitespace() || matches!(c, '-' | '_' | '“' | '”' | '"');
    narrow(text).chars().filter(|c| !is_mark(c)).flat_map(char::to_lowercase).collect()
}

fn exactly<T: Copy>(text: &str, words: Words<T>) -> Option<T> {
    let text = plain(text);
    words.iter().find(|(_, names)| names.contains(&text.as_str())).map(|(value, _)| *value)
}

/// Reads a relationship stage (A1.25), or a status of A3.16 that is one (ruling 9).
pub(in crate::exchange) fn stage(text: &str) -> Result<Stage, Reason> {
    if matches!(plain(text).as_str(), "暂停合作" | "暂停" | "paused") {
        return Err(Reason::PausedIsNoStage);
    }
    exactly(text, STAGES).ok_or(Reason::UnknownStage)
}

/// Reads a customer type (A1.24).
pub(in crate::exchange) fn band(text: &str) -> Result<ValueBand, Reason> {
    exactly(text, BANDS).ok_or(Reason::UnknownBand)
}

/// Tells whether a customer type was worked out by whoever wrote it: it is nothing that a table states.
pub(in crate::exchange) fn is_worked_out(text: &str) -> bool {
    let text = plain(text);
    text.ends_with("(按金额)") || text.ends_with("(byamount)")
}

fn of_list<T: Copy>(text: &str, words: Words<T>, field: ProfileField) -> Result<T, Reason> {
    exactly(text, words).ok_or(Reason::NotInList { field: Field::Profile(field) })
}

/// Reads the size of a city (A2.42).
pub(super) fn city_tier(text: &str) -> Result<CityTier, Reason> {
    of_list(text, CITY_TIERS, ProfileField::CityTier)
}

/// Reads how a customer sells (A2.44).
pub(super) fn sales_channel(text: &str) -> Result<SalesChannel, Reason> {
    of_list(text, SALES_CHANNELS, ProfileField::SalesChannel)
}

/// Reads a gender (A2.25).
pub(super) fn gender(text: &str) -> Result<Gender, Reason> {
    of_list(text, GENDERS, ProfileField::Gender)
}

/// Reads how far a customer is with the thought of buying (A3.9).
pub(super) fn intent(text: &str) -> Result<Intent, Reason> {
    of_list(text, INTENTS, ProfileField::Intent)
}

/// Returns the source of that name: the user's own names first, of those the ones still offered, then the handbooks'
/// (A0.3).
fn source_named(book: &Book, text: &str) -> Option<Source> {
    let name = plain(text);
    let mut own: Vec<_> = book.sources().iter().filter(|own| plain(&own.name) == name).collect();
    order::by_key(&mut own, |own| (own.hidden, own.id));
    own.first().map(|own| Source::of(own.id)).or_else(|| exactly(text, SOURCES).map(Source::Given))
}

/// Reads a source (A0.3).
pub(in crate::exchange) fn source(book: &Book, text: &str) -> Result<Source, Reason> {
    source_named(book, text).ok_or(Reason::UnknownSource)
}

/// Reads a decision role (A3.14).
pub(in crate::exchange) fn role(text: &str) -> Result<DecisionRole, Reason> {
    exactly(text, ROLES).ok_or(Reason::UnknownRole)
}

/// Reads how far a next action is (A0.24).
pub(in crate::exchange) fn progress(text: &str) -> Result<Progress, Reason> {
    exactly(text, PROGRESS).ok_or(Reason::UnknownProgress)
}

/// Reads whether a contact has left.
pub(in crate::exchange) fn has_left(text: &str) -> Result<bool, Reason> {
    exactly(text, STATUSES).ok_or(Reason::UnknownStatus)
}

/// Reads whether what a customer brings up is a problem (A0.24).
pub(in crate::exchange) fn is_problem(text: &str) -> Result<bool, Reason> {
    exactly(text, PROBLEMS).ok_or(Reason::NotInList { field: Field::NeedOrProblem })
}

/// Reads whether a need was not said (A3.8).
pub(in crate::exchange) fn is_implied(text: &str) -> Result<bool, Reason> {
    exactly(text, IMPLIED).ok_or(Reason::NotInList { field: Field::StatedOrImplied })
}

/// Reads what a need is about (A1.6).
pub(in crate::exchange) fn need_category(text: &str) -> Result<NeedCategory, Reason> {
    exactly(text, CATEGORIES).ok_or(Reason::NotInList { field: Field::NeedCategory })
}

/// Reads what a need is by its nature (A2.25).
pub(in crate::exchange) fn need_nature(text: &str) -> Result<NeedNature, Reason> {
    exactly(text, NATURES).ok_or(Reason::NotInList { field: Field::NeedNature })
}

/// Reads how far a need is.
pub(in crate::exchange) fn need_status(text: &str) -> Result<NeedStatus, Reason> {
    exactly(text, NEED_STATUSES).ok_or(Reason::NotInList { field: Field::NeedStatus })
}

/// Reads what sort of feedback it is.
pub(in crate::exchange) fn feedback_sort(text: &str) -> Result<FeedbackSort, Reason> {
    exactly(text, FEEDBACK_SORTS).ok_or(Reason::NotInList { field: Field::FeedbackSort })
}

/// Reads a channel; and where the cell names further ones, as 电话、微信 does, the words that were taken.
pub(in crate::exchange) fn channel(text: &str) -> Result<(Channel, Option<String>), Reason> {
    let one = |part: &str| {
        let part = plain(part);
        let names = |(_, names): &&(Channel, &[&str])| names.iter().any(|name| part.contains(name));
        CHANNELS.iter().find(names).map(|(channel, _)| *channel)
    };
    let parts = text.split(['、', '/', '+', '，', ',', '；', ';', '&']);
    let mut found = parts.filter_map(|part| Some((part, one(part)?)));
    let (part, first) = found.next().ok_or(Reason::UnknownChannel)?;
    Ok((first, found.any(|(_, other)| other != first).then(|| part.trim().to_owned())))
}

/// Reads tags, which marks or quotes set apart; none comes twice.
pub fn tags(text: &str) -> Vec<ArcStr> {
    let mut tags: Vec<ArcStr> = Vec::new();
    for tag in text.split(['、', ',', '，', ';', '；', '/', '“', '”', '"', '\n']).map(str::trim) {
        if !tag.is_empty() && !tags.iter().any(|other| other == tag) {
            tags.push(tag.into());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_ruling_9() {
        for (word, value) in [
            ("潜在客户", Ok(Stage::Potential)),
            ("接洽中", Ok(Stage::InTalks)),
            ("意向客户", Ok(Stage::InTalks)),
            ("合作中", Ok(Stage::Stable)),
            ("In talks", Ok(Stage::InTalks)),
            ("续约期", Ok(Stage::Renewal)),
            ("流失客户", Ok(Stage::Lost)),
            ("暂停合作", Err(Reason::PausedIsNoStage)),
            ("热恋期", Err(Reason::UnknownStage)),
        ] {
            assert_eq!(stage(word), value, "{word}");
        }
    }

    #[test]
    fn channels_are_found_in_what_people_write() {
        for (word, value) in [
            ("电话沟通", Channel::Call),
            ("邮件发送", Channel::Email),
            ("上门拜访", Channel::Visit),
            ("视频会议", Channel::Video),
            ("线下会议", Channel::Meeting),
            ("行业沙龙", Channel::Event),
            ("E-mail", Channel::Email),
            ("Phone call", Channel::Call),
            ("企业微信", Channel::Wechat),
            ("微信群发", Channel::Broadcast),
        ] {
            assert_eq!(channel(word), Ok((value, None)), "{word}");
        }
        assert_eq!(channel("电话、微信"), Ok((Channel::Call, Some("电话".into()))));
        assert_eq!(channel("心灵感应"), Err(Reason::UnknownChannel));
    }

    #[test]
    fn tags_are_set_apart_by_marks_and_quotes() {
        assert_eq!(tags("“制造业”“高复购”“价格敏感”"), ["制造业", "高复购", "价格敏感"]);
        assert_eq!(tags("制造业、高复购 ; 制造业/Key account"), ["制造业", "高复购", "Key account"]);
    }
}
