//! The last resort: a panic ends the app, so the page says so and offers to start anew.
//!
//! Built by hand from elements alone, because nothing of the app can be trusted to run any more.

use std::panic::set_hook;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement};

const ZH: &str = "常顾遇到了意外错误，需要重新载入。已保存的数据仍在本机。";
const EN: &str =
    "Wellkept hit an unexpected error and has to reload. What was saved is still on this machine.";

/// The overlay must cover the page even where no style sheet has arrived.
const COVER: [(&str, &str); 9] = [
    ("position", "fixed"),
    ("inset", "0"),
    ("z-index", "2147483647"),
    ("overflow", "auto"),
    ("padding", "10vh 10vw"),
    ("background", "Canvas"),
    ("color", "CanvasText"),
    ("font", "1rem/1.6 system-ui, sans-serif"),
    ("color-scheme", "light dark"),
];

/// From now on a panic shows an overlay with a way out.
pub fn install() {
    set_hook(Box::new(|info| {
        let text = info.to_string();
        web_sys::console::error_1(&text.as_str().into());
        let _ = show(&text);
    }));
}

fn show(text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    // One is enough: what fails after the first panic only fails because of it.
    if document.get_element_by_id("panic").is_some() {
        return None;
    }
    let overlay = element(&document, "div", None)?;
    overlay.set_id("panic");
    for (name, value) in [("role", "alertdialog"), ("aria-modal", "true"), ("aria-labelledby", "panic-words")]
    {
        overlay.set_attribute(name, value).ok()?;
    }
    let style = overlay.unchecked_ref::<HtmlElement>().style();
    for (property, value) in COVER {
        let _ = style.set_property(property, value);
    }
    let words = element(&document, "div", None)?;
    words.set_id("panic-words");
    for (language, sentence) in [("zh-CN", ZH), ("en", EN)] {
        let paragraph = element(&document, "p", Some(sentence))?;
        paragraph.set_attribute("lang", language).ok()?;
        words.append_child(&paragraph).ok()?;
    }
    let button = element(&document, "button", Some("重新载入 / Reload"))?;
    button.set_attribute("type", "button").ok()?;
    button.unchecked_ref::<HtmlElement>().set_onclick(reload().as_ref());
    let details = element(&document, "details", None)?;
    let summary = element(&document, "summary", Some("详情 / Details"))?;
    details.append_child(&summary).ok()?;
    let report = element(&document, "pre", Some(text))?;
    let _ = report.unchecked_ref::<HtmlElement>().style().set_property("white-space", "pre-wrap");
    details.append_child(&report).ok()?;
    for child in [&words, &button, &details] {
        overlay.append_child(child).ok()?;
    }
    document.body()?.append_child(&overlay).ok()?;
    button.unchecked_ref::<HtmlElement>().focus().ok()
}

fn element(document: &Document, name: &str, text: Option<&str>) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    element.set_text_content(text);
    Some(element)
}

/// Returns `location.reload` as a function of its own: after a panic no handler may lead back into wasm.
fn reload() -> Option<Function> {
    let location = web_sys::window()?.location();
    let reload = Reflect::get(&location, &"reload".into()).ok()?.dyn_into::<Function>().ok()?;
    Some(reload.bind0(&location))
}
