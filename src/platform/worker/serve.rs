//! The worker's end: reads what it is handed and hands back what it read.
//!
//! Only the worker's binary calls this, so the crates that read files stay out of the page's.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Answer, Parcel, READY, Request};
use crate::exchange;

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
    post(&scope, Parcel::new(READY, &(), Vec::new()));
}

fn post(scope: &DedicatedWorkerGlobalScope, parcel: Parcel) {
    let (message, handed_over) = parcel.into_js();
    if let Err(thrown) = scope.post_message_with_transfer(&message, &handed_over) {
        // Reaches the page as the worker's `error` event.
        wasm_bindgen::throw_val(thrown);
    }
}

fn answer(request: Parcel) -> Parcel {
    let number = request.number;
    let asked = request.note::<Request>();
    let bytes = request.bytes.first().map(Uint8Array::to_vec).unwrap_or_default();
    // Before reading takes as much again.
    drop(request);
    let (note, bytes) = match asked {
        Some(Request::ReadTable { encoding }) => match exchange::read_table(&bytes, encoding) {
            Ok(table) => {
                drop(bytes);
                (Answer::Table, vec![serde_json::to_vec(&table).unwrap_or_default()])
            }
            Err(problem) => (Answer::NoTable(problem), Vec::new()),
        },
        // Only what fits together may ever stand in for the book that is there.
        Some(Request::ReadBook) => match exchange::read(&bytes).and_then(|file| file.book().map(|_| file)) {
            Ok(book) => {
                let chunks =
                    book.chunks.iter().map(|chunk| (chunk.kind, chunk.first, chunk.records)).collect();
                let answer = Answer::Book { info: book.info, counts: book.counts, chunks };
                (answer, book.chunks.into_iter().map(|chunk| chunk.bytes).collect())
            }
            Err(problem) => (Answer::NoBook(problem), Vec::new()),
        },
        None => (Answer::NotUnderstood, Vec::new()),
    };
    Parcel::new(number, &note, bytes.iter().map(|bytes| Uint8Array::from(bytes.as_slice())).collect())
}
