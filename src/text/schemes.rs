//! Words for the schemes of the handbooks, by their stable ids. What a user made has the user's words.

use super::Language;

/// Makes a method of [`Language`] that finds words by an id.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($id:literal: $zh:literal, $en:literal;)+ })+) => {
        impl Language {
            $($(#[$meta])*
            pub fn $name(self, id: &str) -> Option<&'static str> {
                Some(match (id, self) {
                    $(($id, Self::Chinese) => $zh, ($id, Self::English) => $en,)+
                    _ => return None,
                })
            })+
        }
    };
}

words! {
    /// Names a scheme.
    scheme_words {
        "score": "价值评分", "Weighted score";
        "amount": "年合作金额", "Annual amount";
        "classes": "九类客户", "Nine classes";
        "pareto": "ABC（二八法则）", "ABC (Pareto)";
        "intent": "意向分级", "Intent";
        "dealer": "经销级别", "Dealer levels";
        "potential": "价值与潜力", "Value and potential";
        "need_value": "需求与价值", "Need and value";
        "rfm": "RFM", "RFM";
        "kind": "客户性质", "Kind";
    }
    /// Names a dimension (A0.12–A0.14).
    dimension_words {
        "history": "历史价值", "Historical value";
        "potential": "潜在价值", "Potential value";
        "loyalty": "忠诚度", "Loyalty";
    }
    /// Names a clause (ruling 3).
    clause_words {
        "strategic": "战略级合作客户", "Strategic partner";
        "occasional": "偶发性合作客户", "Occasional customer";
    }
    /// Names a tier, by the ids of scheme and tier joined with a slash.
    tier_words {
        "score/s": "高价值核心客户", "High-value core customer";
        "score/a": "高潜力客户", "High-potential customer";
        "score/b": "普通稳定客户", "Ordinary stable customer";
        "score/c": "低价值/待激活客户", "Low-value or dormant customer";
        "amount/high": "高价值客户", "High value";
        "amount/medium": "中价值客户", "Medium value";
        "amount/low": "低价值客户", "Low value";
        "classes/strategic": "战略客户", "Strategic customer";
        "classes/vip": "VIP客户", "VIP customer";
        "classes/key_platform": "重点客户", "Key platform";
        "classes/honoured": "贵宾客户", "Honoured guest";
        "classes/exemplar": "榜样客户", "Exemplar";
        "classes/free": "自由客户", "Uncommitted customer";
        "classes/new": "新客户", "New customer";
        "classes/dormant": "休眠客户", "Dormant customer";
        "classes/low_value": "低价值客户", "Low-value customer";
        "pareto/a": "关键客户（A类）", "Key customers (A)";
        "pareto/b": "主要客户（B类）", "Main customers (B)";
        "pareto/c": "普通客户（C类）", "Ordinary customers (C)";
        "intent/a": "A类（高意向）", "A (high intent)";
        "intent/b": "B类（中意向）", "B (medium intent)";
        "intent/c": "C类（低意向）", "C (low intent)";
        "dealer/first_agent": "一级代理商", "First-level agent";
        "dealer/agent": "代理商", "Agent";
        "dealer/first_dealer": "一级经销商", "First-level dealer";
        "dealer/dealer": "经销商", "Dealer";
        "dealer/retail": "零售客户", "Retail customer";
        "dealer/online": "网上商城客户", "Online shop customer";
        "potential/key": "重点客户", "Key customer";
        "potential/potential": "潜力客户", "Potential customer";
        "potential/ordinary": "一般客户", "Ordinary customer";
        "need_value/high": "高价值客户", "High value";
        "need_value/medium": "中价值客户", "Medium value";
        "need_value/low": "低价值客户", "Low value";
        "rfm/champions": "重要价值客户", "Champions";
        "rfm/loyal": "忠诚客户", "Loyal";
        "rfm/potential_loyal": "潜在忠诚客户", "Potential loyalists";
        "rfm/recent": "近期新客户", "Recent";
        "rfm/promising": "有希望客户", "Promising";
        "rfm/attention": "需要关注客户", "Need attention";
        "rfm/cannot_lose": "不能失去客户", "Cannot lose them";
        "rfm/at_risk": "有流失风险客户", "At risk";
        "rfm/sleepy": "即将沉睡客户", "About to sleep";
        "rfm/lost": "已流失客户", "Lost";
        "kind/company": "企业客户", "Company";
        "kind/person": "个人客户", "Person";
        "kind/government": "政府客户", "Government";
    }
    /// Writes a tier as a seal does, by the ids of scheme and tier joined with a slash.
    tier_letters {
        "score/s": "S", "S";
        "score/a": "A", "A";
        "score/b": "B", "B";
        "score/c": "C", "C";
        "amount/high": "高", "High";
        "amount/medium": "中", "Mid";
        "amount/low": "低", "Low";
        "classes/strategic": "战略", "Strat";
        "classes/vip": "VIP", "VIP";
        "classes/key_platform": "重点", "Key";
        "classes/honoured": "贵宾", "Guest";
        "classes/exemplar": "榜样", "Model";
        "classes/free": "自由", "Free";
        "classes/new": "新", "New";
        "classes/dormant": "休眠", "Dorm";
        "classes/low_value": "低值", "Low";
        "pareto/a": "A", "A";
        "pareto/b": "B", "B";
        "pareto/c": "C", "C";
        "intent/a": "A", "A";
        "intent/b": "B", "B";
        "intent/c": "C", "C";
        "dealer/first_agent": "一代", "Ag 1";
        "dealer/agent": "代理", "Ag";
        "dealer/first_dealer": "一经", "De 1";
        "dealer/dealer": "经销", "De";
        "dealer/retail": "零售", "Ret";
        "dealer/online": "网购", "Web";
        "potential/key": "重", "Key";
        "potential/potential": "潜", "Pot";
        "potential/ordinary": "般", "Ord";
        "need_value/high": "高", "High";
        "need_value/medium": "中", "Mid";
        "need_value/low": "低", "Low";
        "rfm/champions": "价值", "Champ";
        "rfm/loyal": "忠诚", "Loyal";
        "rfm/potential_loyal": "潜忠", "PotL";
        "rfm/recent": "近期", "New";
        "rfm/promising": "希望", "Prom";
        "rfm/attention": "关注", "Att";
        "rfm/cannot_lose": "勿失", "Keep";
        "rfm/at_risk": "风险", "Risk";
        "rfm/sleepy": "将睡", "Slp";
        "rfm/lost": "流失", "Lost";
        "kind/company": "企", "Co";
        "kind/person": "个", "Pers";
        "kind/government": "政", "Gov";
    }
    /// Says a class's trait, in the handbook's words (A2.1–A2.9).
    class_trait {
        "classes/strategic": "签订年供货协议的，战略合作伙伴", "Signed an annual supply agreement; strategic partner";
        "classes/vip": "年订单累计 500 万元以上", "Orders of 5 million yuan or more a year";
        "classes/key_platform": "北京电力公司平台，国网、省网平台等", "Platforms such as the state and provincial grids";
        "classes/honoured": "社会价值高，合作潜力大，社会资源多", "High social value, great potential, many connections";
        "classes/exemplar": "经常使用产品，认可公司，感情牢固", "Uses the products often, approves of the company, firm bond";
        "classes/free": "没有契约精神，是公司重点管理客户", "Does not keep to contracts; managed with special care";
        "classes/new": "刚开始有订单，具有很大的增值空间", "Orders have just begun; much room to grow";
        "classes/dormant": "仅合作一次，再无合作", "Bought once, never again";
        "classes/low_value": "订单额较小、消耗销售人员精力，消耗公司大量资源，价值低", "Small orders that consume much effort and many resources";
    }
    /// Says a class's principle and focus, in the handbook's words (A2.1–A2.9).
    class_focus {
        "classes/strategic": "维护：持续维护，提供优质服务，帮助用户协调问题，达成年度战伙协议", "Maintain: steady care and good service, help solve problems, renew the yearly agreement";
        "classes/vip": "关心、关注：挖掘每个与 VIP 客户有关的更多准客户（30~50 个）", "Care: find 30–50 prospects connected with each VIP";
        "classes/key_platform": "关键人、关系：找出评标小组或关键人，建立牢固的关系", "Key people: find the bid panel or key person and build a firm relationship";
        "classes/honoured": "享受特权：给予特殊的待遇，享受各种特权", "Privileges: special treatment";
        "classes/exemplar": "沟通、互动：成为较好的合作伙伴和支持者，当成榜样宣传", "Interaction: make them partners and supporters, show them as examples";
        "classes/free": "管理：有预见性的进行管理，减少误解，增加沟通", "Manage: with foresight, fewer misunderstandings, more contact";
        "classes/new": "增值：继续增加拜访，挖掘客户价值", "Grow: visit more, discover the customer's value";
        "classes/dormant": "关怀：找出休眠的真正原因，进行关怀，改变原沟通方式", "Concern: find the real cause, show care, change the approach";
        "classes/low_value": "逐渐放弃：查明客户真实情况，评估价值", "Let go gradually: establish the facts and assess the value";
    }
}
