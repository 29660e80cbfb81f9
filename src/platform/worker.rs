//! The worker, as the page sees it: started when it is first needed, ended by [`cancel`].
//!
//! Everything that reads a file goes through here, so that the page stays alive and small.

pub mod protocol;
pub mod serve;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::Uint8Array;
use thiserror::Error;
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Url, Worker};

use self::protocol::{Parcel, READY};
use super::idb::Fault;

/// Names the worker's script, relative to the page; the build fills it in.
const META: &str = "meta[name=\"wellkept-worker\"]";
/// How long the worker may take to start, in milliseconds.
const STARTS_WITHIN: i32 = 30_000;

/// After an answer of so many bytes, or to so many, the worker ends: its memory would never shrink.
const MUCH: u64 = 8 << 20;

/// Why there is no answer from the worker.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WorkerError {
    /// [`cancel`] was called.
    #[error("cancelled")]
    Cancelled,
    /// It could not start, or broke down.
    #[error("the worker failed: {0}")]
    Failed(String),
}

/// Ends whatever the worker is doing; those who wait get [`WorkerError::Cancelled`].
pub fn cancel() {
    end(&WorkerError::Cancelled);
}

thread_local! {
    static RUNNING: RefCell<Option<Rc<Running>>> = const { RefCell::new(None) };
}

/// A worker that was started.
struct Running {
    worker: Worker,
    ready: Cell<bool>,
    /// What was asked before it was ready.
    early: RefCell<Vec<Parcel>>,
    waiting: RefCell<HashMap<u32, oneshot::Sender<Result<Parcel, WorkerError>>>>,
    last_number: Cell<u32>,
    _hear: Closure<dyn FnMut(MessageEvent)>,
    _broken: Closure<dyn FnMut(Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// Gives the worker a request, and bytes that are handed over and then empty; returns what it answers.
/// The notes are what `exchange` makes and reads: this part of the page need not understand them.
///
/// # Errors
/// It could not answer.
pub async fn ask(note: String, bytes: Vec<Uint8Array>) -> Result<(String, Vec<Uint8Array>), WorkerError> {
    let running = running().map_err(|thrown| WorkerError::Failed(Fault::of(&thrown).message))?;
    let number = running.last_number.get().wrapping_add(1).max(READY + 1);
    running.last_number.set(number);
    let (sender, answer) = oneshot::channel();
    running.waiting.borrow_mut().insert(number, sender);
    let given = room_of(&bytes);
    let parcel = Parcel { number, note, bytes };
    if running.ready.get() {
        running.post(parcel);
    } else {
        running.early.borrow_mut().push(parcel);
    }
    drop(running);
    let answer = answer.await.unwrap_or(Err(WorkerError::Cancelled))?;
    if given.max(room_of(&answer.bytes)) > MUCH {
        end_if_idle();
    }
    Ok((answer.note, answer.bytes))
}

fn room_of(bytes: &[Uint8Array]) -> u64 {
    bytes.iter().map(|bytes| u64::from(bytes.length())).sum()
}

fn running() -> Result<Rc<Running>, JsValue> {
    if let Some(running) = current() {
        return Ok(running);
    }
    let worker = Worker::new(&address()?)?;
    let hear = Closure::new(|event: MessageEvent| {
        if let (Some(running), Some(parcel)) = (current(), Parcel::from_js(&event.data())) {
            running.hear(parcel);
        }
    });
    let broken = Closure::new(|event: Event| {
        event.prevent_default();
        // A script that cannot be loaded has no words of its own.
        let words = Some(Fault::of(&event).message).filter(|words| !words.is_empty());
        end(&WorkerError::Failed(words.unwrap_or_else(|| "it could not be loaded".to_owned())));
    });
    worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
    let running = Rc::new(Running {
        worker,
        ready: Cell::new(false),
        early: RefCell::default(),
        waiting: RefCell::default(),
        last_number: Cell::new(READY),
        _hear: hear,
        _broken: broken,
    });
    RUNNING.with_borrow_mut(|current| *current = Some(Rc::clone(&running)));
    watch_start(&running);
    Ok(running)
}

fn current() -> Option<Rc<Running>> {
    RUNNING.with_borrow(Clone::clone)
}

fn address() -> Result<String, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let name = document.query_selector(META)?.and_then(|meta| meta.get_attribute("content"));
    let base = document.base_uri()?.unwrap_or_default();
    Ok(Url::new_with_base(&name.unwrap_or_default(), &base)?.href())
}

/// A worker whose wasm does not load says nothing at all: do not wait for ever.
fn watch_start(running: &Rc<Running>) {
    let started = Rc::downgrade(running);
    let late = Closure::once_into_js(move || {
        if started.upgrade().is_some_and(|running| !running.ready.get()) {
            end(&WorkerError::Failed("it did not start".to_owned()));
        }
    });
    if let Some(window) = web_sys::window() {
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(late.unchecked_ref(), STARTS_WITHIN);
    }
}

impl Running {
    fn post(&self, parcel: Parcel) {
        let number = parcel.number;
        let (message, handed_over) = parcel.into_js();
        if let Err(thrown) = self.worker.post_message_with_transfer(&message, &handed_over) {
            self.settle(number, Err(WorkerError::Failed(Fault::of(&thrown).message)));
        }
    }

    fn hear(&self, parcel: Parcel) {
        if parcel.number == READY {
            self.ready.set(true);
            let early = self.early.take();
            early.into_iter().for_each(|parcel| self.post(parcel));
        } else {
            self.settle(parcel.number, Ok(parcel));
        }
    }

    fn settle(&self, number: u32, answer: Result<Parcel, WorkerError>) {
        let waiting = self.waiting.borrow_mut().remove(&number);
        if let Some(waiting) = waiting {
            // Nobody waits any more: the future was dropped.
            let _ = waiting.send(answer);
        }
    }
}

/// Ends a worker that nobody waits for.
fn end_if_idle() {
    if current().is_some_and(|running| running.waiting.borrow().is_empty()) {
        end(&WorkerError::Cancelled);
    }
}

/// Ends the worker; the next use starts another.
fn end(reason: &WorkerError) {
    let Some(running) = RUNNING.with_borrow_mut(Option::take) else { return };
    for (_, waiting) in running.waiting.take() {
        let _ = waiting.send(Err(reason.clone()));
    }
}
