//! Small choices that may be lost: language, theme, and who uses this browser.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::model::{Day, PersonId};
use crate::text::Language;

use super::SavedMapping;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every choice, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Returns the stored word.
    pub fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Returns the choice of a stored word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == id)
    }
}

/// The choices of one browser. Anything unreadable falls back to its default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language's tag; the browser's language until somebody chooses.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Light or dark.
    #[serde(deserialize_with = "lenient")]
    pub theme: Theme,
    /// Whether names and telephone numbers are shown as dots, for a screen that others see (A0.5).
    #[serde(deserialize_with = "lenient", skip_serializing_if = "std::ops::Not::not")]
    pub masked: bool,
    /// Who uses this browser.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Whether the page reminds while it is open.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "std::ops::Not::not")]
    pub reminders: bool,
    /// The day of the last reminder.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub reminded: Option<Day>,
    /// After how many idle minutes a locked book is locked again; 0 for never.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub lock_after: Option<u32>,
    /// What the columns of tables hold that were mapped by hand.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Vec::is_empty")]
    pub mappings: Vec<SavedMapping>,
    /// How lists are arranged and which arrangements have names; only the pages of lists read it.
    #[serde(skip_serializing_if = "Value::is_null")]
    pub lists: Value,
}

/// What of the preferences may name customers: kept with a locked book, not beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Private {
    mappings: Vec<SavedMapping>,
    lists: Value,
}

impl Preferences {
    /// After how many idle minutes a book with a lock is locked, if nobody chose.
    pub const LOCK_AFTER: u32 = 10;
    /// What can be chosen, in minutes; 0 for never.
    pub const LOCK_AFTER_CHOICES: [u32; 6] = [1, 5, 10, 30, 60, 0];

    /// Returns after how many idle minutes a book with a lock is locked; `None` for never.
    pub fn locks_after(&self) -> Option<u32> {
        Some(self.lock_after.unwrap_or(Self::LOCK_AFTER)).filter(|minutes| *minutes > 0)
    }

    /// Returns them without what may name customers.
    pub fn without_private(&self) -> Self {
        Self { mappings: Vec::new(), lists: Value::Null, ..self.clone() }
    }

    /// Returns what may name customers, as text.
    pub fn private(&self) -> String {
        let private = Private { mappings: self.mappings.clone(), lists: self.lists.clone() };
        // Strings and what was read from JSON are always written.
        serde_json::to_string(&private).unwrap_or_default()
    }

    /// Takes back what may name customers; an unreadable text is none.
    pub fn with_private(mut self, text: &str) -> Self {
        let Private { mappings, lists } = serde_json::from_slice(text.as_bytes()).unwrap_or_default();
        (self.mappings, self.lists) = (mappings, lists);
        self
    }

    /// Returns the language to speak, given what the browser prefers.
    pub fn language(&self, browser: Option<&str>) -> Language {
        let tag = |tag: &str| Language::from_tag(tag);
        self.language.as_deref().and_then(tag).or_else(|| browser.and_then(tag)).unwrap_or_default()
    }
}

/// Takes what cannot be read as not chosen: a preference is never worth an error.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_name_customers_goes_and_comes_back() {
        let all: Preferences = serde_json::from_str(
            r#"{"theme":"dark","lists":{"views":[{"name":"北辰"}]},"mappings":[],"lock_after":5}"#,
        )
        .unwrap();
        let open = all.without_private();
        assert!(!serde_json::to_string(&open).unwrap().contains("北辰"));
        assert_eq!(open.with_private(&all.private()), all);
        assert_eq!(all.without_private().with_private("?"), all.without_private());
        let after = |minutes| Preferences { lock_after: minutes, ..Preferences::default() }.locks_after();
        assert_eq!((after(None), after(Some(0)), after(Some(60))), (Some(10), None, Some(60)));
    }

    #[test]
    fn what_cannot_be_read_counts_as_not_chosen() {
        let read: Preferences =
            serde_json::from_str(r#"{"theme":"plaid","language":"zh-CN","person":7,"later":1}"#).unwrap();
        assert_eq!(read, Preferences { language: Some("zh-CN".into()), ..Preferences::default() });
        assert_eq!(read.language(Some("en-GB")), Language::Chinese);
        assert_eq!(Preferences::default().language(Some("en-GB")), Language::English);
        assert_eq!(Preferences::default().language(Some("fr")), Language::Chinese);
    }
}
