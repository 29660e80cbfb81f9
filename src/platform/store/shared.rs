//! What the store of one tab holds, and how it follows the tab that writes and takes over from it.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen_futures::spawn_local;

use super::manifest::{FORMAT, Manifest};
use super::place::Place;
use super::tabs::{self, Follow, Known, News};
use super::{META, StoreError, key};
use crate::book::{Book, Change};
use crate::platform::channel::Channel;
use crate::platform::lock::{self, Held, Tried};
use crate::platform::trace::CHANNEL;
use crate::platform::turnstile::Turnstile;

/// Shared by all clones of a store.
pub struct Shared {
    /// The database that the book is in.
    pub place: Place,
    /// Whoever reads all or writes takes a turn.
    pub turns: Turnstile,
    /// What this tab knows of the stored book.
    pub known: RefCell<Known>,
    /// Who wants to hear of other tabs.
    pub listeners: Listeners,
    role: RefCell<Role>,
    channel: RefCell<Option<Channel>>,
}

enum Role {
    /// This tab writes, and holds the lock where there are locks.
    Writer {
        _held: Option<Held>,
    },
    Reader,
}

/// One listener, if any.
pub type Listener<T> = RefCell<Option<Rc<dyn Fn(T)>>>;

/// Who wants to hear of other tabs.
#[derive(Default)]
pub struct Listeners {
    /// Of a change.
    pub change: Listener<Change>,
    /// Of the need to read the book again.
    pub replaced: Listener<()>,
    /// Of becoming the tab that writes.
    pub writer: Listener<()>,
}

fn tell<T>(listener: &Listener<T>, news: T) {
    let listener = listener.borrow().clone();
    if let Some(listener) = listener {
        listener(news);
    }
}

impl Shared {
    /// Opens the database, asks to be the tab that writes, and listens to the others.
    pub async fn open() -> Result<Rc<Self>, StoreError> {
        let place = Place::find().await?;
        let role = match lock::try_hold(tabs::WRITER).await {
            Tried::Held(held) => Role::Writer { _held: Some(held) },
            Tried::Taken => Role::Reader,
            // Every tab writes then: each commit makes sure that no other has written since.
            Tried::Unsupported => Role::Writer { _held: None },
        };
        let shared = Rc::new(Self {
            place,
            turns: Turnstile::default(),
            known: RefCell::default(),
            listeners: Listeners::default(),
            role: RefCell::new(role),
            channel: RefCell::new(None),
        });
        let hearing = Rc::downgrade(&shared);
        let channel = Channel::open(CHANNEL, move |text| {
            if let Some(shared) = hearing.upgrade() {
                shared.hear(tabs::read(&text));
            }
        });
        *shared.channel.borrow_mut() = channel;
        if !shared.is_writer() {
            spawn_local(take_over(Rc::downgrade(&shared)));
        }
        Ok(shared)
    }

    /// Tells whether this tab may write.
    pub fn is_writer(&self) -> bool {
        matches!(*self.role.borrow(), Role::Writer { .. })
    }

    /// Tells the other tabs.
    pub fn post(&self, text: &str) {
        if let Some(channel) = &*self.channel.borrow() {
            channel.post(text);
        }
    }

    fn hear(&self, news: News) {
        match news {
            News::Changed(news) => {
                let (manifest, change) = *news;
                let follow = self.known.borrow_mut().follow(manifest, change);
                match follow {
                    Follow::Nothing => {}
                    Follow::Apply(change) => tell(&self.listeners.change, change),
                    Follow::ReadAgain => tell(&self.listeners.replaced, ()),
                }
            }
            News::Replaced => self.must_read_again(),
        }
    }

    /// Notes and tells that the book on the disk is another one than this tab has.
    pub fn must_read_again(&self) {
        self.known.borrow_mut().set(None);
        tell(&self.listeners.replaced, ());
    }

    /// Applies what other tabs stored while the book was being read.
    pub fn catch_up(&self, book: &mut Book, manifest: Manifest) -> Result<(), StoreError> {
        let mut known = self.known.borrow_mut();
        let early = known.take_early();
        known.set(Some(manifest));
        for (manifest, change) in early {
            match known.follow(manifest, change) {
                Follow::Nothing => {}
                Follow::Apply(change) => {
                    if book.apply(&change).is_err() {
                        known.set(None);
                        return Err(StoreError::Outdated);
                    }
                }
                Follow::ReadAgain => return Err(StoreError::Outdated),
            }
        }
        Ok(())
    }

    /// Tells whether this tab has missed no change of the one that wrote before it.
    async fn missed_nothing(&self) -> Result<bool, StoreError> {
        let _turn = self.turns.turn().await;
        let Ok(known) = self.known.borrow().manifest().cloned() else { return Ok(true) };
        let transaction = self.place.database()?.read(&[META])?;
        let format = transaction.get(META, key::FORMAT)?.watched();
        let stored = transaction.get(META, key::MANIFEST)?.result().await?.as_string();
        // Of an earlier version: whoever writes stores it in the present one first.
        if format.result().await?.as_f64() != Some(FORMAT) {
            return Ok(false);
        }
        let stored = stored.and_then(|text| serde_json::from_slice::<Manifest>(text.as_bytes()).ok());
        match stored {
            Some(stored) if stored.last_change == known.last_change => {
                // The log may have been packed since, which is not told.
                self.known.borrow_mut().set(Some(stored));
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// Waits for the writing tab to go, and writes from then on.
async fn take_over(shared: Weak<Shared>) {
    let Some(held) = lock::wait_for(tabs::WRITER).await else { return };
    let Some(shared) = shared.upgrade() else { return };
    *shared.role.borrow_mut() = Role::Writer { _held: Some(held) };
    // The other tab may have gone between storing its last change and telling of it.
    if shared.missed_nothing().await != Ok(true) {
        shared.must_read_again();
    }
    tell(&shared.listeners.writer, ());
}
