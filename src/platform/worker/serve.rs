//! The worker's end: reads what it is handed and hands back what it read.
//!
//! Only the worker's binary calls this, so the crates that read files stay out of the page's.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{Answer, Parcel, READY, Request, TableNote};
use crate::exchange::{self, Encoding, Table, TableRead};

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
    let mut parts: Vec<Vec<u8>> = request.bytes.iter().map(Uint8Array::to_vec).collect();
    // Before reading takes as much again.
    drop(request);
    let mut file = || parts.pop().unwrap_or_default();
    let (note, bytes) = match asked {
        Some(Request::ReadTables { encoding }) => read_tables(&file(), encoding),
        Some(Request::Write(outgoing)) => match exchange::write_file(&outgoing, parts) {
            Ok(bytes) => (Answer::Written, vec![bytes]),
            Err(reason) => (Answer::NotWritten(reason), Vec::new()),
        },
        // Only what fits together may ever stand in for the book that is there.
        Some(Request::ReadBook) => match exchange::read(&file()).and_then(|file| file.book().map(|_| file)) {
            Ok(book) => {
                let kinds = book.chunks.iter().map(|chunk| chunk.kind).collect();
                let answer = Answer::Book { info: book.info, counts: book.counts, kinds };
                (answer, book.chunks.into_iter().map(|chunk| chunk.json).collect())
            }
            Err(problem) => (Answer::NoBook(problem), Vec::new()),
        },
        None => (Answer::NotUnderstood, Vec::new()),
    };
    Parcel::new(number, &note, bytes.iter().map(|bytes| Uint8Array::from(bytes.as_slice())).collect())
}

fn read_tables(file: &[u8], encoding: Option<Encoding>) -> (Answer, Vec<Vec<u8>>) {
    let read = if exchange::is_workbook(file) {
        exchange::read_workbook(file)
    } else {
        exchange::read_text(file, encoding).map(|read| vec![read])
    };
    let tables = match read {
        Ok(tables) => tables,
        Err(problem) => return (Answer::NoTable(problem), Vec::new()),
    };
    let mut bytes = Vec::new();
    let mut note = |read: TableRead| {
        let (head, blocks) = read.table.map(Table::into_parts).unzip();
        let blocks = blocks.unwrap_or_default();
        bytes.extend(blocks.iter().map(|block| serde_json::to_vec(block).unwrap_or_default()));
        TableNote { name: read.name, head, blocks: blocks.len(), problem: read.problem }
    };
    let notes = tables.into_iter().map(&mut note).collect();
    (Answer::Tables(notes), bytes)
}
