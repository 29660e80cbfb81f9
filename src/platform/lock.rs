//! Web Locks: which of the tabs may write. A lock goes when its tab closes or crashes.

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Object)]
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &JsValue,
    ) -> Result<Promise, JsValue>;
}

/// A lock held until this is dropped.
#[derive(Debug)]
pub struct Held {
    release: Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// The answer to asking for a lock at once.
#[derive(Debug)]
pub enum Tried {
    /// It is ours.
    Held(Held),
    /// Another tab has it.
    Taken,
    /// This browser, or a page without https, has no locks.
    Unsupported,
}

/// Asks for a lock and takes no for an answer.
pub async fn try_hold(name: &str) -> Tried {
    match ask(name, true).await {
        Ok(Some(held)) => Tried::Held(held),
        Ok(None) => Tried::Taken,
        Err(_) => Tried::Unsupported,
    }
}

/// Waits until the lock is ours; `None` if there are no locks.
pub async fn wait_for(name: &str) -> Option<Held> {
    ask(name, false).await.ok().flatten()
}

async fn ask(name: &str, at_once: bool) -> Result<Option<Held>, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    if !locks.is_object() {
        return Err(JsValue::NULL);
    }
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &at_once.into())?;
    let (sender, receiver) = oneshot::channel();
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if !lock.is_object() {
            let _ = sender.send(None);
            return JsValue::UNDEFINED;
        }
        // The lock is held for as long as this promise is pending.
        let mut release = None;
        let hold = Promise::new(&mut |resolve: Function, _| release = Some(resolve));
        match sender.send(release.map(|release| Held { release })) {
            Ok(()) => hold.into(),
            Err(_) => JsValue::UNDEFINED,
        }
    });
    let asked = locks.unchecked_ref::<LockManager>().request(name, &options, &granted)?;
    match select(receiver, JsFuture::from(asked)).await {
        Either::Left((answer, _)) => answer.map_err(|_| JsValue::NULL),
        Either::Right((Err(refused), _)) => Err(refused),
        Either::Right((Ok(_), receiver)) => receiver.await.map_err(|_| JsValue::NULL),
    }
}
