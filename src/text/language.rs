//! The languages of the screen.

/// A language of the screen. Every phrase is a method of it, so a screen writes `t.save()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Language {
    /// 简体中文 (zh-CN), the default.
    #[default]
    Chinese,
    /// English (en).
    English,
}

impl Language {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// Returns the BCP 47 tag, as used by the `lang` attribute and kept in the preferences.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Returns the language that a BCP 47 tag asks for, if the screen speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Returns the language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Chinese => "中文",
            Self::English => "English",
        }
    }
}

/// Makes one method of [`Language`] a phrase: `name = "中文", "English";` returns `&'static str`, and
/// `name(arg) = "…{arg}…", "…{arg}…";` returns a `String`.
macro_rules! phrases {
    (@one $name:ident = $zh:literal, $en:literal) => {
        #[allow(missing_docs)]
        pub fn $name(self) -> &'static str {
            match self {
                Self::Chinese => $zh,
                Self::English => $en,
            }
        }
    };
    (@one $name:ident ( $($arg:ident),+ ) = $zh:literal, $en:literal) => {
        #[allow(missing_docs)]
        pub fn $name(self, $($arg: impl std::fmt::Display),+) -> String {
            match self {
                Self::Chinese => format!($zh),
                Self::English => $crate::text::format::of_one(format!($en)),
            }
        }
    };
    ($($name:ident $(($($arg:ident),+))? = $zh:literal, $en:literal;)+) => {
        impl $crate::text::Language {
            $($crate::text::language::phrases! { @one $name $(($($arg),+))? = $zh, $en })+
        }
    };
}
pub(crate) use phrases;
