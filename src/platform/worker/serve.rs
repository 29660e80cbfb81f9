//! The worker's end: reads what it is handed and hands back what it read.
//!
//! Only the worker's binary calls this, so the crates that read files stay out of the page's.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Parcel, READY};
use crate::exchange::request;

/// Starts to answer the page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    let scope = js_sys::global().unchecked_into::<DedicatedWorkerGlobalScope>();
    let hear = Closure::<dyn Fn(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| {
            if let Some(request) = Parcel::from_js(&event.data()) {
                post(&scope, answer(request));
            }
        }
    });
    scope.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    post(&scope, Parcel { number: READY, note: String::new(), bytes: Vec::new() });
}

fn post(scope: &DedicatedWorkerGlobalScope, parcel: Parcel) {
    let (message, handed_over) = parcel.into_js();
    if let Err(thrown) = scope.post_message_with_transfer(&message, &handed_over) {
        // Reaches the page as the worker's `error` event.
        wasm_bindgen::throw_val(thrown);
    }
}

fn answer(parcel: Parcel) -> Parcel {
    let number = parcel.number;
    let asked = serde_json::from_str(&parcel.note).ok();
    // Each is let go as it is taken over: none lies there twice while others are read.
    let parts = parcel.bytes.into_iter().map(|bytes| bytes.to_vec());
    let (answer, bytes) = request::run(asked, parts);
    // What cannot be written is not understood at the other end, and said so there.
    let note = serde_json::to_string(&answer).unwrap_or_default();
    Parcel {
        number,
        note,
        bytes: bytes.into_iter().map(|bytes| Uint8Array::from(bytes.as_slice())).collect(),
    }
}
