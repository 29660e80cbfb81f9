//! Closed lists of values. Stored are the stable ids beside the names; words are translations.

/// Makes an enum whose values have stable ids, can be listed, and are stored by id.
macro_rules! vocabulary {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$value_meta:meta])* $value:ident = $id:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$value_meta])* #[serde(rename = $id)] $value,)+ }

        impl $name {
            /// Every value, in the order that lists show it.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// Returns the stable id under which it is stored.
            pub fn id(self) -> &'static str {
                match self { $(Self::$value => $id),+ }
            }

            /// Returns the value with that stable id.
            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$value),)+ _ => None }
            }
        }

        impl $crate::model::Pack for $name {
            fn pack(&self, to: &mut $crate::model::Packer) {
                to.word(self.id());
            }

            fn unpack(from: &mut $crate::model::Unpacker<'_>) -> Option<Self> {
                Self::from_id(from.word()?)
            }
        }
    )+};
}
pub(crate) use vocabulary;

vocabulary! {
    /// What sort of customer it is (A2.24).
    pub enum CustomerKind {
        /// 企业客户
        Company = "company",
        /// 个人客户
        Person = "person",
        /// 政府客户
        Government = "government",
    }

    /// The relationship stage: the seven of A1.25 (ruling 9).
    pub enum Stage {
        /// 潜在客户
        Potential = "potential",
        /// 接洽中
        InTalks = "in_talks",
        /// 已签约
        Signed = "signed",
        /// 使用初期
        EarlyUse = "early_use",
        /// 稳定期
        Stable = "stable",
        /// 续约期
        Renewal = "renewal",
        /// 流失客户
        Lost = "lost",
    }

    /// The customer type that a table states (A1.24); the annual amount scheme computes its own.
    pub enum ValueBand {
        /// 高价值
        High = "high",
        /// 中价值
        Medium = "medium",
        /// 低价值
        Low = "low",
    }

    /// How a customer pays (A2.32–A2.37).
    pub enum Payment {
        /// 现金
        Cash = "cash",
        /// 信用卡
        CreditCard = "credit_card",
        /// 借记卡
        DebitCard = "debit_card",
        /// 转账
        Transfer = "transfer",
        /// 赊账
        Account = "account",
    }

    /// A contact's part in a decision: the five of A3.14 (ruling 10).
    pub enum DecisionRole {
        /// 决策者
        Decider = "decider",
        /// 影响者
        Influencer = "influencer",
        /// 执行者
        Executor = "executor",
        /// 采购者
        Buyer = "buyer",
        /// 使用者
        User = "user",
    }

    /// A team member's role, as the cadence table names owners (A0.19–A0.22, A1.1).
    pub enum OwnerRole {
        /// 销售总监/经理
        SalesDirector = "sales_director",
        /// 高级销售/专员
        SeniorSales = "senior_sales",
        /// 客户专员/助理
        CustomerSpecialist = "customer_specialist",
        /// 市场专员/助理
        Marketing = "marketing",
        /// 客户成功经理
        CustomerSuccess = "customer_success",
        /// 客服
        Service = "service",
    }
}

impl Stage {
    /// Tells whether a customer in this stage has not bought yet, so that no orders means none.
    pub fn is_before_first_order(self) -> bool {
        matches!(self, Self::Potential | Self::InTalks)
    }
}
