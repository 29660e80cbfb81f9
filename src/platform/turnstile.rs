//! One at a time, in the order of asking: writes must reach the disk in the order of the commands.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use futures::channel::oneshot;

/// Lets one task through at a time, first come, first served.
#[derive(Debug, Clone, Default)]
pub struct Turnstile {
    inner: Rc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    taken: Cell<bool>,
    waiting: RefCell<VecDeque<oneshot::Sender<Turn>>>,
}

/// The right to go on; dropping it lets the next one through.
#[derive(Debug)]
pub struct Turn {
    inner: Option<Rc<Inner>>,
}

impl Turnstile {
    /// Waits for its turn.
    pub async fn turn(&self) -> Turn {
        loop {
            if !self.inner.taken.replace(true) {
                return Turn { inner: Some(Rc::clone(&self.inner)) };
            }
            let (sender, receiver) = oneshot::channel();
            self.inner.waiting.borrow_mut().push_back(sender);
            if let Ok(turn) = receiver.await {
                return turn;
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        loop {
            let next = inner.waiting.borrow_mut().pop_front();
            match next.map(|next| next.send(Turn { inner: Some(Rc::clone(&inner)) })) {
                Some(Ok(())) => return,
                // That one stopped waiting. Its turn must not be dropped as one: ask the next.
                Some(Err(mut turn)) => turn.inner = None,
                None => {
                    inner.taken.set(false);
                    return;
                }
            }
        }
    }
}
