//! A test of a text: it is, contains, is one of, or is not known.

use serde::{Deserialize, Serialize};

use super::{Known, Truth, fold};
use crate::facts::Descriptor;
use crate::model::vocabulary;

vocabulary! {
    /// How a text is held against words. Case and width make no difference.
    pub enum TextOperator {
        /// 等于
        Is = "is",
        /// 包含
        Contains = "contains",
        /// 是其中之一
        OneOf = "one_of",
        /// 未填写
        IsUnknown = "is_unknown",
    }
}

/// A text of a customer held against words; of several texts, such as tags, one that meets it is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextTest {
    /// Which text.
    pub about: Descriptor,
    /// How it is held against the words.
    pub operator: TextOperator,
    /// The words: one to be equal to or to contain, several to be one of; none to be unknown. Without any the test
    /// is unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl TextTest {
    /// Judges the texts of a customer.
    pub fn truth(&self, known: &dyn Known) -> Truth {
        let (mut is_known, mut is_met) = (false, false);
        let words: Vec<String> = self.words.iter().map(|word| fold(word.trim())).collect();
        known.texts(self.about, &mut |text| {
            is_known = true;
            is_met = is_met || {
                let text = fold(text.trim());
                match self.operator {
                    TextOperator::Is | TextOperator::OneOf => words.contains(&text),
                    TextOperator::Contains => words.iter().any(|word| text.contains(word)),
                    TextOperator::IsUnknown => false,
                }
            };
        });
        match self.operator {
            TextOperator::IsUnknown => Truth::of(!is_known),
            _ if words.is_empty() => Truth::Unknown,
            _ if is_known || self.about.may_be_none() => Truth::of(is_met),
            _ => Truth::Unknown,
        }
    }

    /// Tells whether the words that it needs are there.
    pub fn is_complete(&self) -> bool {
        self.operator == TextOperator::IsUnknown || !self.words.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Fact, Measure, Wording};
    use crate::query::InTier;

    /// A customer with these texts, whatever is asked.
    struct Says(&'static [&'static str]);

    impl Known for Says {
        fn fact(&self, _: Measure) -> Option<Fact> {
            None
        }

        fn in_tier(&self, _: &InTier) -> Truth {
            Truth::Unknown
        }

        fn texts(&self, _: Descriptor, visit: &mut dyn FnMut(&str)) {
            self.0.iter().for_each(|text| visit(text));
        }
    }

    fn test(about: Wording, operator: TextOperator, words: &[&str]) -> TextTest {
        TextTest {
            about: about.into(),
            operator,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        }
    }

    #[test]
    fn a_text_is_contains_is_one_of_or_is_not_known() {
        use TextOperator::{Contains, Is, IsUnknown, OneOf};
        let industry = |operator, words: &[&str]| test(Wording::Industry, operator, words);
        for (test, truth) in [
            (industry(Is, &["通信设备"]), Truth::Met),
            (industry(Is, &["通信"]), Truth::Unmet),
            (industry(Contains, &["通信"]), Truth::Met),
            (industry(OneOf, &["零售", "通信设备"]), Truth::Met),
            (industry(OneOf, &["零售", "教育"]), Truth::Unmet),
            (industry(IsUnknown, &[]), Truth::Unmet),
            (industry(Is, &[]), Truth::Unknown),
        ] {
            assert_eq!(test.truth(&Says(&["通信设备"])), truth, "{test:?}");
        }
        assert_eq!(industry(Contains, &["ＩＴ"]).truth(&Says(&["it 服务"])), Truth::Met);
        // What nobody wrote down is unknown and not unmet; and that it is unknown can be asked.
        assert_eq!(industry(Is, &["教育"]).truth(&Says(&[])), Truth::Unknown);
        assert_eq!(industry(IsUnknown, &[]).truth(&Says(&[])), Truth::Met);
        // Of several tags one is enough, and who bears none does not bear this one.
        let tag = |operator, words: &[&str]| test(Wording::Tags, operator, words);
        assert_eq!(tag(Is, &["高复购"]).truth(&Says(&["制造业", "高复购"])), Truth::Met);
        assert_eq!(tag(Is, &["高复购"]).truth(&Says(&[])), Truth::Unmet);
        assert_eq!(tag(IsUnknown, &[]).truth(&Says(&[])), Truth::Met);
    }

    #[test]
    fn it_is_stored_in_words() {
        let test = test(Wording::Industry, TextOperator::OneOf, &["零售", "教育"]);
        let text = serde_json::to_string(&test).unwrap();
        assert_eq!(text, r#"{"about":"industry","operator":"one_of","words":["零售","教育"]}"#);
        assert_eq!(serde_json::from_str::<TextTest>(&text).unwrap(), test);
        assert!(serde_json::from_str::<TextTest>(r#"{"about":"charm","operator":"is"}"#).is_err());
    }
}
