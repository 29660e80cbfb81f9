//! The icons: one set of 16 px strokes, drawn for this app.
//!
//! An icon is never alone: a label or a tooltip always stands with it, so it is hidden from readers.

use leptos::prelude::*;

/// The name of an icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Glyph {
    Today,
    Customers,
    Needs,
    Tiers,
    Data,
    Settings,
    Search,
    Plus,
    Close,
    Back,
    Forward,
    Check,
    Phone,
    Visit,
    Mail,
    Chat,
    Video,
    Event,
    Note,
    Undo,
    Sun,
    Moon,
    Auto,
    Language,
    Download,
    Upload,
    File,
    Trash,
    Edit,
    Alert,
    Info,
    Why,
    More,
    ChevronDown,
    Person,
    Order,
    Clock,
    Filter,
    Calendar,
    Keys,
    Lock,
}

impl Glyph {
    /// Returns the strokes, on a grid of 16 by 16.
    fn path(self) -> &'static str {
        match self {
            Self::Today => {
                "M2.5 4.5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM5 2v3M11 2v3M5.4 9l1.9 1.9 3.4-3.6"
            }
            Self::Calendar => {
                "M2.5 4.5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1zM5 2v3M11 2v3M2.5 7.25h11"
            }
            Self::Customers => {
                "M6 7.5A2.25 2.25 0 1 0 6 3a2.25 2.25 0 0 0 0 4.5zM1.75 13c0-2.2 1.9-3.5 4.25-3.5s4.25 1.3 4.25 3.5M10.5 3.2a2.2 2.2 0 0 1 0 4.1M12 9.8c1.4.5 2.3 1.6 2.3 3.2"
            }
            Self::Person => "M8 7.75a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5c0-2.5 2.2-4 5-4s5 1.5 5 4",
            Self::Needs => "M2.5 3.5h11v7h-6l-3 2.5v-2.5h-2zM5.5 6h5M5.5 8h3",
            Self::Tiers => "M8 2l6 3-6 3-6-3zM2 8.1l6 3 6-3M2 11.1l6 3 6-3",
            Self::Data => {
                "M13 4c0 1.1-2.2 2-5 2S3 5.1 3 4s2.2-2 5-2 5 .9 5 2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2"
            }
            Self::Settings => {
                "M2 4.5h6.5M12 4.5h2M2 11.5h2M7.5 11.5H14M10.25 6.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5zM5.75 13.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5z"
            }
            Self::Search => "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L13.75 13.75",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Back => "M10 3L5 8l5 5",
            Self::Forward => "M6 3l5 5-5 5",
            Self::ChevronDown => "M3.5 6L8 10.5 12.5 6",
            Self::Check => "M3 8.5l3.2 3.2L13 4.8",
            Self::Phone => {
                "M5.6 2.5l-2.2.3a1 1 0 0 0-.9 1.1c.5 5 4.6 9.1 9.6 9.6a1 1 0 0 0 1.1-.9l.3-2.2-3.2-1.5-1.4 1.6a8.5 8.5 0 0 1-3.4-3.4l1.6-1.4z"
            }
            Self::Visit => {
                "M8 14.5s4.75-4.3 4.75-7.75a4.75 4.75 0 0 0-9.5 0C3.25 10.2 8 14.5 8 14.5zM8 8.5A1.75 1.75 0 1 0 8 5a1.75 1.75 0 0 0 0 3.5z"
            }
            Self::Mail => {
                "M2 4a.75.75 0 0 1 .75-.75h10.5A.75.75 0 0 1 14 4v8a.75.75 0 0 1-.75.75H2.75A.75.75 0 0 1 2 12zM2.4 4.2L8 8.8l5.6-4.6"
            }
            Self::Chat => {
                "M2.75 3.25h10.5A.75.75 0 0 1 14 4v6.75a.75.75 0 0 1-.75.75H7.25L4.5 14v-2.5H2.75a.75.75 0 0 1-.75-.75V4a.75.75 0 0 1 .75-.75zM5 6.25h6M5 8.6h4"
            }
            Self::Video => {
                "M2.75 4h6.5a.75.75 0 0 1 .75.75v6.5a.75.75 0 0 1-.75.75h-6.5a.75.75 0 0 1-.75-.75v-6.5A.75.75 0 0 1 2.75 4zM10 7.2l4-2.4v6.4l-4-2.4"
            }
            Self::Event => "M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z",
            Self::Note => "M3.5 2.5h9V10L9 13.5H3.5zM9 13.5V10h3.5M5.75 5.5h4.5M5.75 8h2.5",
            Self::Undo => "M5.5 3l-3 3 3 3M2.5 6h7a3.75 3.75 0 0 1 0 7.5H6",
            Self::Sun => {
                "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7"
            }
            Self::Moon => "M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1z",
            Self::Auto => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12M8 5.2h5.2M8 8h6M8 10.8h5.2",
            Self::Language => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2 8h12M8 2c3.4 3.4 3.4 8.6 0 12M8 2c-3.4 3.4-3.4 8.6 0 12"
            }
            Self::Download => "M8 2.5v7.6M4.75 7L8 10.25 11.25 7M2.5 13.5h11",
            Self::Upload => "M8 10.5V2.9M4.75 6L8 2.75 11.25 6M2.5 13.5h11",
            Self::File => "M3.5 2h6l3 3v9h-9zM9.5 2v3h3",
            Self::Trash => {
                "M2.5 4.5h11M6 4.5V3a.5.5 0 0 1 .5-.5h3a.5.5 0 0 1 .5.5v1.5M4 4.5l.6 8.5a.6.6 0 0 0 .6.5h5.6a.6.6 0 0 0 .6-.5l.6-8.5M6.75 7v4M9.25 7v4"
            }
            Self::Edit => "M10.8 2.8l2.4 2.4-7.6 7.6-3.1.7.7-3.1zM9.3 4.3l2.4 2.4",
            Self::Alert => "M8 2.2l6.3 11.1H1.7zM8 6.5v3.2M8 11.4v.1",
            Self::Info => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.4V11M8 5v.1",
            Self::Why => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.3 6.4a1.75 1.75 0 1 1 2.6 1.5c-.6.4-.9.7-.9 1.3M8 11.3v.1"
            }
            Self::More => "M3.25 8h.5M7.75 8h.5M12.25 8h.5",
            Self::Order => {
                "M3.5 2v12L5 13l1.5 1L8 13l1.5 1 1.5-1 1.5 1V2L11 3 9.5 2 8 3 6.5 2 5 3zM5.75 6.25h4.5M5.75 9h4.5"
            }
            Self::Clock => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.75V8l2.25 1.5",
            Self::Filter => "M2.5 4h11M4.5 8h7M6.5 12h3",
            Self::Lock => {
                "M3.5 7.5a.75.75 0 0 1 .75-.75h7.5a.75.75 0 0 1 .75.75v5a.75.75 0 0 1-.75.75h-7.5a.75.75 0 0 1-.75-.75zM5.25 6.75V5a2.75 2.75 0 0 1 5.5 0v1.75M8 9.25v1.75"
            }
            Self::Keys => {
                "M2.5 4h11a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM4 6.5h.5M6.5 6.5h.5M9 6.5h.5M11.5 6.5h.5M5 9.5h6"
            }
        }
    }
}

/// Draws an icon in the colour of the text around it.
#[component]
pub fn Icon(
    /// Which icon.
    name: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d=name.path()></path>
        </svg>
    }
}
