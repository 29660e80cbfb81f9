//! A line to the other tabs of this browser. Without one, each tab is alone, and nothing breaks.

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// Sends texts to the other tabs and hears theirs; closed when dropped.
#[derive(Debug)]
pub struct Channel {
    raw: BroadcastChannel,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens the line, if the browser has one.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Option<Self> {
        let raw = BroadcastChannel::new(name).ok()?;
        let hear = Closure::new(move |event: MessageEvent| {
            if let Ok(text) = event.data().dyn_into::<JsString>() {
                hear(text.into());
            }
        });
        raw.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Self { raw, _hear: hear })
    }

    /// Sends a text. A tab that misses it finds out when it reads the book again.
    pub fn post(&self, text: &str) {
        let _ = self.raw.post_message(&JsValue::from_str(text));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.raw.set_onmessage(None);
        self.raw.close();
    }
}
