//! IndexedDB as futures: as much of it as the store needs, and strict durability, which the crates hide.
//!
//! Inside a transaction only its own requests may be awaited: awaiting anything else commits it.
//! A transaction that is dropped before [`Transaction::finish`] is rolled back.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbRequest, IdbTransaction};

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the options of `transaction`, which web-sys keeps behind an unstable flag.
    #[wasm_bindgen(extends = Object)]
    type DatabaseWithOptions;

    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with(
        this: &DatabaseWithOptions,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;

    /// `IDBTransaction` with `commit`, which web-sys takes for deprecated; browsers from before 2021 lack it.
    #[wasm_bindgen(extends = Object)]
    type CommittingTransaction;

    #[wasm_bindgen(method, catch)]
    fn commit(this: &CommittingTransaction) -> Result<(), JsValue>;
}

/// What the browser said when something failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The exception's name, such as `QuotaExceededError`.
    pub name: String,
    /// Its words, for a report.
    pub message: String,
}

impl Fault {
    /// The name of the fault when something that was covered is not as it was written.
    pub const SEALED: &'static str = "SealError";

    /// Returns the fault that a thrown value or a DOMException tells of.
    pub fn of(thrown: &JsValue) -> Self {
        let text = |field: &str| Reflect::get(thrown, &field.into()).ok().and_then(|value| value.as_string());
        Self {
            name: text("name").unwrap_or_else(|| "Error".to_owned()),
            message: text("message").or_else(|| thrown.as_string()).unwrap_or_default(),
        }
    }

    fn aborted() -> Self {
        Self { name: "AbortError".to_owned(), message: "the transaction was aborted".to_owned() }
    }
}

/// Why a database could not be opened.
#[derive(Debug)]
pub enum OpenFault {
    /// There is no IndexedDB here.
    Missing,
    /// Another tab holds an older version open.
    Blocked,
    /// The browser refused.
    Fault(Fault),
}

impl OpenFault {
    /// Returns the fault in the browser's words.
    pub fn into_fault(self) -> Fault {
        match self {
            Self::Missing => {
                Fault { name: "NotSupportedError".to_owned(), message: "no IndexedDB".to_owned() }
            }
            Self::Blocked => Fault { name: "InvalidStateError".to_owned(), message: "blocked".to_owned() },
            Self::Fault(fault) => fault,
        }
    }
}

type Handler = Closure<dyn FnMut(Event)>;

/// Returns the browser's IndexedDB, if it has one.
fn factory() -> Option<IdbFactory> {
    Reflect::get(&js_sys::global(), &"indexedDB".into()).ok()?.dyn_into().ok()
}

/// Returns the names of this site's databases; `None` where the browser does not tell.
pub async fn names() -> Option<Vec<String>> {
    let factory = factory()?;
    let ask: Function = Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
    let asked: Promise = ask.call0(&factory).ok()?.dyn_into().ok()?;
    let found: Array = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    Some(found.iter().filter_map(|each| Reflect::get(&each, &"name".into()).ok()?.as_string()).collect())
}

/// Deletes a database. It goes once nobody has it open; that is not waited for.
///
/// # Errors
/// The browser refused.
pub async fn delete(name: &str) -> Result<(), OpenFault> {
    let factory = factory().ok_or(OpenFault::Missing)?;
    let fault = |thrown: JsValue| OpenFault::Fault(Fault::of(&thrown));
    let request = factory.delete_database(name).map_err(fault)?;
    let (settle, outcome) = settling::<Result<(), OpenFault>>();
    let answering = |answer_with: fn() -> Result<(), OpenFault>| {
        let settle = Rc::clone(&settle);
        handler(move |_| answer(&settle, answer_with()))
    };
    let success = answering(|| Ok(()));
    let failure = answering(|| Err(OpenFault::Fault(Fault::aborted())));
    let blocked = answering(|| Err(OpenFault::Blocked));
    request.set_onsuccess(Some(success.as_ref().unchecked_ref()));
    request.set_onerror(Some(failure.as_ref().unchecked_ref()));
    request.set_onblocked(Some(blocked.as_ref().unchecked_ref()));
    let result = outcome.await.unwrap_or_else(|_| Err(OpenFault::Fault(Fault::aborted())));
    request.set_onsuccess(None);
    request.set_onerror(None);
    request.set_onblocked(None);
    result
}

/// Covers values on their way to a database, and uncovers them on their way back; where there is none, they lie open.
pub trait Veil {
    /// Returns what is stored for `value` under `key`.
    ///
    /// # Errors
    /// It cannot be covered.
    fn cover(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<JsValue, Fault>;

    /// Returns the value that is stored as `stored` under `key`; `undefined` stays what it is.
    ///
    /// # Errors
    /// [`Fault::SEALED`] if it is not as it was written.
    fn uncover(&self, store: &str, key: &JsValue, stored: JsValue) -> Result<JsValue, Fault>;
}

/// The veil of a database, shared by all that is opened of it.
pub type Veiled = Rc<RefCell<Option<Rc<dyn Veil>>>>;

/// A connection to a database, closed when dropped.
pub struct Database {
    raw: IdbDatabase,
    veil: Veiled,
    closed: Rc<Cell<bool>>,
    _handlers: [Handler; 2],
}

impl Database {
    /// Opens the database, and makes `stores` in it if it is new.
    pub async fn open(name: &str, version: u32, stores: &'static [&'static str]) -> Result<Self, OpenFault> {
        let factory = factory().ok_or(OpenFault::Missing)?;
        let thrown = |thrown: JsValue| OpenFault::Fault(Fault::of(&thrown));
        let request = factory.open_with_u32(name, version).map_err(thrown)?;
        let opened = opened(&request, stores).await?;
        Ok(Self::of(opened))
    }

    fn of(raw: IdbDatabase) -> Self {
        let closed = Rc::new(Cell::new(false));
        // A newer version of the app wants to upgrade, or deletes the database: make way at once.
        let version_change = handler({
            let (raw, closed) = (raw.clone(), Rc::clone(&closed));
            move |_| {
                closed.set(true);
                raw.close();
            }
        });
        let close = handler({
            let closed = Rc::clone(&closed);
            move |_| closed.set(true)
        });
        raw.set_onversionchange(Some(version_change.as_ref().unchecked_ref()));
        raw.set_onclose(Some(close.as_ref().unchecked_ref()));
        Self { raw, veil: Veiled::default(), closed, _handlers: [version_change, close] }
    }

    /// From now on values go through that veil, if there is one at the time.
    pub fn behind(mut self, veil: Veiled) -> Self {
        self.veil = veil;
        self
    }

    /// Tells whether the browser or another tab closed the connection.
    pub fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Begins a transaction that only reads.
    pub fn read(&self, stores: &[&str]) -> Result<Transaction, Fault> {
        self.begin(stores, "readonly")
    }

    /// Begins a transaction whose completion means that the disk has it.
    pub fn write(&self, stores: &[&str]) -> Result<Transaction, Fault> {
        self.begin(stores, "readwrite")
    }

    fn begin(&self, stores: &[&str], mode: &str) -> Result<Transaction, Fault> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())
            .map_err(|thrown| Fault::of(&thrown))?;
        self.raw
            .unchecked_ref::<DatabaseWithOptions>()
            .transaction_with(&names, mode, &options)
            .map(|raw| Transaction::of(raw, self.veil.borrow().clone()))
            .map_err(|thrown| Fault::of(&thrown))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.raw.set_onversionchange(None);
        self.raw.set_onclose(None);
        self.raw.close();
    }
}

async fn opened(
    request: &IdbOpenDbRequest,
    stores: &'static [&'static str],
) -> Result<IdbDatabase, OpenFault> {
    let (settle, outcome) = settling::<Result<JsValue, OpenFault>>();
    let upgrade = handler({
        let request = request.clone();
        move |_| {
            let database = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
            let made = database.is_some_and(|database| {
                let present = database.object_store_names();
                stores.iter().all(|name| present.contains(name) || database.create_object_store(name).is_ok())
            });
            if !made && let Some(transaction) = request.transaction() {
                // Nothing of a half-made database may stay; the request then fails.
                let _ = transaction.abort();
            }
        }
    });
    let blocked = handler({
        let settle = Rc::clone(&settle);
        move |_| answer(&settle, Err(OpenFault::Blocked))
    });
    let success = handler({
        let (settle, request) = (Rc::clone(&settle), request.clone());
        move |_| answer(&settle, request.result().map_err(|thrown| OpenFault::Fault(Fault::of(&thrown))))
    });
    let failure = handler({
        let (settle, request) = (Rc::clone(&settle), request.clone());
        move |_| answer(&settle, Err(OpenFault::Fault(fault_of(&request))))
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    request.set_onblocked(Some(blocked.as_ref().unchecked_ref()));
    request.set_onsuccess(Some(success.as_ref().unchecked_ref()));
    request.set_onerror(Some(failure.as_ref().unchecked_ref()));
    let result = outcome.await.unwrap_or(Err(OpenFault::Fault(Fault::aborted())));
    if matches!(result, Err(OpenFault::Blocked)) {
        // It may open later, when nobody waits for it any more: it must not stand in others' way then.
        let request = request.clone();
        let late = Closure::once_into_js({
            let request = request.clone();
            move |_: Event| {
                if let Ok(Ok(database)) = request.result().map(|result| result.dyn_into::<IdbDatabase>()) {
                    database.close();
                }
            }
        });
        request.set_onsuccess(Some(late.unchecked_ref()));
    } else {
        request.set_onsuccess(None);
    }
    request.set_onupgradeneeded(None);
    request.set_onblocked(None);
    request.set_onerror(None);
    result?.dyn_into().map_err(|_| OpenFault::Missing)
}

/// A transaction under way, rolled back when dropped before it has finished.
pub struct Transaction {
    raw: IdbTransaction,
    veil: Option<Rc<dyn Veil>>,
    outcome: oneshot::Receiver<Result<(), Fault>>,
    over: bool,
    _handlers: [Handler; 2],
}

impl Transaction {
    fn of(raw: IdbTransaction, veil: Option<Rc<dyn Veil>>) -> Self {
        let (settle, outcome) = settling();
        let complete = handler({
            let settle = Rc::clone(&settle);
            move |_| answer(&settle, Ok(()))
        });
        let abort = handler({
            let (settle, raw) = (Rc::clone(&settle), raw.clone());
            move |_| answer(&settle, Err(raw.error().map_or_else(Fault::aborted, |error| Fault::of(&error))))
        });
        raw.set_oncomplete(Some(complete.as_ref().unchecked_ref()));
        raw.set_onabort(Some(abort.as_ref().unchecked_ref()));
        Self { raw, veil, outcome, over: false, _handlers: [complete, abort] }
    }

    /// Asks for the value under `key`; `undefined` if there is none.
    pub fn get(&self, store: &str, key: impl Into<JsValue>) -> Result<Pending, Fault> {
        self.get_behind(store, key.into())
    }

    /// One compiled copy for all sorts of keys, as with [`Transaction::put_behind`].
    #[inline(never)]
    fn get_behind(&self, store: &str, key: JsValue) -> Result<Pending, Fault> {
        let asked = self.ask(|raw| raw.object_store(store)?.get(&key))?;
        let covered = self.veil.clone().map(|veil| Box::new(Covered { veil, store: store.to_owned(), key }));
        Ok(Pending { covered, ..asked })
    }

    /// Asks for the keys of all that a store holds, an array.
    pub fn keys(&self, store: &str) -> Result<Pending, Fault> {
        self.ask(|raw| raw.object_store(store)?.get_all_keys())
    }

    /// Asks whether there is a value under `key`, without reading it: for the key, `undefined` if there is none.
    pub fn key(&self, store: &str, key: impl Into<JsValue>) -> Result<Pending, Fault> {
        self.ask(|raw| raw.object_store(store)?.get_key(&key.into()))
    }

    /// Asks how many values a store holds.
    pub fn count(&self, store: &str) -> Result<Pending, Fault> {
        self.ask(|raw| raw.object_store(store)?.count())
    }

    /// Stores a value, replacing what is under `key`.
    pub fn put(&self, store: &str, key: impl Into<JsValue>, value: &JsValue) -> Result<Pending, Fault> {
        let key = key.into();
        self.put_behind(self.veil.as_deref(), store, &key, value)
    }

    /// As [`Transaction::put`], behind another veil than that of the database.
    #[inline(never)]
    pub fn put_behind(
        &self,
        veil: Option<&dyn Veil>,
        store: &str,
        key: &JsValue,
        value: &JsValue,
    ) -> Result<Pending, Fault> {
        let value = veil.map_or_else(|| Ok(value.clone()), |veil| veil.cover(store, key, value))?;
        self.ask(|raw| raw.object_store(store)?.put_with_key(&value, key))
    }

    /// Stores a value; if there is one under `key`, the transaction fails.
    pub fn add(&self, store: &str, key: impl Into<JsValue>, value: &JsValue) -> Result<Pending, Fault> {
        let key = key.into();
        let value = match &self.veil {
            Some(veil) => veil.cover(store, &key, value)?,
            None => value.clone(),
        };
        self.ask(|raw| raw.object_store(store)?.add_with_key(&value, &key))
    }

    /// Removes the value under `key`.
    pub fn delete(&self, store: &str, key: impl Into<JsValue>) -> Result<Pending, Fault> {
        self.ask(|raw| raw.object_store(store)?.delete(&key.into()))
    }

    /// Removes everything from a store.
    pub fn clear(&self, store: &str) -> Result<Pending, Fault> {
        self.ask(|raw| raw.object_store(store)?.clear())
    }

    fn ask(
        &self,
        request: impl FnOnce(&IdbTransaction) -> Result<IdbRequest, JsValue>,
    ) -> Result<Pending, Fault> {
        request(&self.raw).map(|raw| Pending { raw, covered: None }).map_err(|thrown| {
            let fault = Fault::of(&thrown);
            // Two names for a transaction that is over; `InvalidStateError` of a connection is another matter.
            let is_over = matches!(fault.name.as_str(), "InvalidStateError" | "TransactionInactiveError");
            if is_over {
                self.raw.error().map_or_else(Fault::aborted, |error| Fault::of(&error))
            } else {
                fault
            }
        })
    }

    /// Says that nothing more is asked for: what was asked for goes to the disk without waiting for this page to take the
    /// answers in, which it may be too busy drawing for.
    pub fn hand_over(&self) {
        // Throws where it is over already, and where the browser is too old: it then waits.
        let _ = self.raw.unchecked_ref::<CommittingTransaction>().commit();
    }

    /// Waits until the disk has everything that was asked for, or nothing of it.
    pub async fn finish(mut self) -> Result<(), Fault> {
        self.hand_over();
        let outcome = (&mut self.outcome).await;
        self.over = true;
        outcome.unwrap_or_else(|_| Err(Fault::aborted()))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.raw.set_oncomplete(None);
        self.raw.set_onabort(None);
        if !self.over {
            // Throws only when it is over already.
            let _ = self.raw.abort();
        }
    }
}

/// Where a value was read that lies behind a veil.
struct Covered {
    veil: Rc<dyn Veil>,
    store: String,
    key: JsValue,
}

impl Covered {
    fn uncover(&self, stored: JsValue) -> Result<JsValue, Fault> {
        self.veil.uncover(&self.store, &self.key, stored)
    }
}

/// A request of a transaction. It runs whether awaited or not; if it fails, so does the transaction.
#[must_use = "a request that is not awaited must be let go on purpose: its transaction reports its failure"]
pub struct Pending {
    raw: IdbRequest,
    covered: Option<Box<Covered>>,
}

impl Pending {
    /// Leaves the request to its transaction, whose `finish` tells whether it went well.
    pub fn unwatched(self) {}

    /// Starts to listen for the result; must be called in the same turn as the request was made.
    #[inline(never)]
    pub fn watched(self) -> Watched {
        let (settle, outcome) = settling();
        let success = handler({
            let (settle, raw, covered) = (Rc::clone(&settle), self.raw.clone(), self.covered);
            // Here, where it is compiled once, and not in every function that waits for a result.
            move |_| {
                let found = raw.result().map_err(|thrown| Fault::of(&thrown));
                let found = match &covered {
                    Some(covered) => found.and_then(|found| covered.uncover(found)),
                    None => found,
                };
                answer(&settle, found);
            }
        });
        let failure = handler({
            let (settle, raw) = (Rc::clone(&settle), self.raw.clone());
            move |_| answer(&settle, Err(fault_of(&raw)))
        });
        self.raw.set_onsuccess(Some(success.as_ref().unchecked_ref()));
        self.raw.set_onerror(Some(failure.as_ref().unchecked_ref()));
        Watched { raw: self.raw, outcome, _handlers: [success, failure] }
    }

    /// Returns the result.
    pub async fn result(self) -> Result<JsValue, Fault> {
        self.watched().result().await
    }
}

/// A request whose result somebody will want.
pub struct Watched {
    raw: IdbRequest,
    outcome: oneshot::Receiver<Result<JsValue, Fault>>,
    _handlers: [Handler; 2],
}

impl Watched {
    /// Returns the result.
    pub async fn result(mut self) -> Result<JsValue, Fault> {
        (&mut self.outcome).await.unwrap_or_else(|_| Err(Fault::aborted()))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.raw.set_onsuccess(None);
        self.raw.set_onerror(None);
    }
}

fn handler(handle: impl FnMut(Event) + 'static) -> Handler {
    Closure::new(handle)
}

/// Returns why a request failed: if only because its transaction did, then why that did.
fn fault_of(request: &IdbRequest) -> Fault {
    let fault = match request.error() {
        Ok(Some(error)) => Fault::of(&error),
        Ok(None) => Fault::aborted(),
        Err(thrown) => Fault::of(&thrown),
    };
    let cause = request.transaction().and_then(|transaction| transaction.error());
    cause.filter(|_| fault.name == "AbortError").map_or(fault, |cause| Fault::of(&cause))
}

type Settle<T> = Rc<RefCell<Option<oneshot::Sender<T>>>>;

/// Returns both ends of an answer that several handlers may give, and the first of them does.
fn settling<T>() -> (Settle<T>, oneshot::Receiver<T>) {
    let (sender, receiver) = oneshot::channel();
    (Rc::new(RefCell::new(Some(sender))), receiver)
}

fn answer<T>(settle: &Settle<T>, value: T) {
    let sender = settle.borrow_mut().take();
    if let Some(sender) = sender {
        // Nobody listens any more: the future was dropped.
        let _ = sender.send(value);
    }
}
