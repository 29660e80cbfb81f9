//! What the page and its worker say to each other: a number, a note in JSON, and bytes that are handed
//! over, not copied.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// The number of the worker's first message: it has started and listens.
pub const READY: u32 = 0;

/// One message.
#[derive(Debug)]
pub struct Parcel {
    /// The number of the request that it is or answers.
    pub number: u32,
    /// What is asked or answered, as JSON.
    pub note: String,
    /// The bytes that come along.
    pub bytes: Vec<Uint8Array>,
}

impl Parcel {
    /// Returns the message as it is posted, and what it hands over.
    pub fn into_js(self) -> (Array, Array) {
        let message = Array::of2(&self.number.into(), &self.note.into());
        let handed_over = Array::new();
        for bytes in self.bytes {
            handed_over.push(&bytes.buffer());
            message.push(&bytes);
        }
        (message, handed_over)
    }

    /// Reads a message as it was posted.
    pub fn from_js(message: &JsValue) -> Option<Self> {
        let message = message.dyn_ref::<Array>()?;
        Some(Self {
            number: message.get(0).as_f64()? as u32,
            note: message.get(1).as_string()?,
            bytes: message.iter().skip(2).filter_map(|bytes| bytes.dyn_into().ok()).collect(),
        })
    }
}
