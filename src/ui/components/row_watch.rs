//! Watches the size of a scrolling list, since it decides how many rows are drawn.

use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::{Element, HtmlElement, ResizeObserver};

/// The sizes that a virtual list needs, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    /// The height of one row.
    pub row: f64,
    /// The height of the heading, which stays at the top.
    pub head: f64,
    /// The height of the part that is visible, the heading included.
    pub view: f64,
}

impl Sizes {
    /// What is assumed before anything is drawn.
    pub const UNKNOWN: Self = Self { row: 36.0, head: 0.0, view: 720.0 };

    /// Reads the sizes of the list `host`; the row's height is the CSS variable `--row-height`.
    pub fn of(host: &HtmlElement) -> Self {
        let row = leptos::prelude::window()
            .get_computed_style(host)
            .ok()
            .flatten()
            .and_then(|style| style.get_property_value("--row-height").ok())
            .and_then(|text| text.trim().trim_end_matches("px").parse::<f64>().ok())
            .filter(|height| *height >= 8.0)
            .unwrap_or(Self::UNKNOWN.row);
        let head = host
            .query_selector(".rows-head")
            .ok()
            .flatten()
            .and_then(|head| head.dyn_into::<HtmlElement>().ok())
            .map_or(0.0, |head| f64::from(head.offset_height()));
        Self { row, head, view: f64::from(host.client_height()) }
    }
}

/// Calls back when an element changes its size, until it is dropped.
pub(super) struct Watch {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Watch {
    /// Starts to watch `element`.
    pub fn new(element: &Element, changed: impl FnMut() + 'static) -> Option<Self> {
        let callback = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _callback: callback })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
