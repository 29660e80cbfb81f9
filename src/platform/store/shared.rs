//! What the store of one tab holds, and how it follows the tab that writes and takes over from it.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use futures::channel::oneshot;
use futures::future::Either;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::history::Sealed;
use super::manifest::{FORMAT, Manifest, card_sum};
use super::place::Place;
use super::tabs::{self, Asked, BEGUN_WITHIN, Follow, Known, News};
use super::{LOG, META, StoreError, key};
use crate::app::Failure;
use crate::book::{Book, Change, Overridden};
use crate::model::{BookInfo, ChangeId, Instant};
use crate::platform::channel::Channel;
use crate::platform::clock;
use crate::platform::lock::{self, Held, Tried};
use crate::platform::trace::CHANNEL;
use crate::platform::turnstile::Turnstile;

/// In how many of the last changes a tab looks for one that it asked for.
const LOOKED_BACK: u64 = 50;

/// More missed changes than this are not taken from the log: the book is read again.
const MOST_MISSED: u64 = 2_000;

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
    /// How many changes at the end of the book were stored once and are gone.
    pub missing: Cell<u64>,
    role: RefCell<Role>,
    /// Whether the book on the disk is locked, and this tab has no key.
    locked: Cell<bool>,
    /// Whether this tab waits to become the one that writes.
    is_waiting: Cell<bool>,
    /// What this tab asked the writing one for, and who waits for the answer.
    asked: RefCell<Vec<(ChangeId, oneshot::Sender<Answer>)>>,
    channel: RefCell<Option<Channel>>,
}

/// What comes of asking another tab for a change.
enum Answer {
    /// What the writing tab said.
    Told(Result<(), Failure>),
    /// That tab is gone, and another one writes.
    AskAgain,
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
    /// Of a change, and of what it overrides.
    pub change: Listener<(Change, Vec<Overridden>)>,
    /// Of a change that another tab asks to have stored.
    pub asked: Listener<(Change, Vec<Overridden>)>,
    /// Of a card that another tab asks to have stored.
    pub asked_card: Listener<(ChangeId, BookInfo)>,
    /// Of the book's card, as another tab stored it.
    pub card: Listener<BookInfo>,
    /// Of the need to read the book again.
    pub replaced: Listener<()>,
    /// Of becoming the tab that writes, or not being it any more.
    pub writer: Listener<()>,
    /// Of the wish to lock the book.
    pub locked: Listener<()>,
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
            missing: Cell::new(0),
            role: RefCell::new(role),
            locked: Cell::new(false),
            is_waiting: Cell::new(false),
            asked: RefCell::default(),
            channel: RefCell::new(None),
        });
        let hearing = Rc::downgrade(&shared);
        let channel = Channel::open(CHANNEL, move |text| {
            if let Some(shared) = hearing.upgrade() {
                shared.hear(News::read(&text));
            }
        });
        *shared.channel.borrow_mut() = channel;
        if !shared.is_writer() {
            shared.wait_to_write();
        }
        Ok(shared)
    }

    /// Tells whether the book is locked and this tab has no key.
    pub fn is_locked(&self) -> bool {
        self.locked.get()
    }

    /// Leaves the book: forgets the key and all that is known, and lets another tab write.
    pub fn leave(self: &Rc<Self>) {
        self.locked.set(true);
        self.place.forget_keys();
        self.place.set_damaged(true);
        self.known.borrow_mut().set(None);
        *self.role.borrow_mut() = Role::Reader;
        tell(&self.listeners.writer, ());
    }

    /// Comes back to a book that was left, and asks to be the tab that writes.
    pub async fn enter(self: &Rc<Self>) {
        self.locked.set(false);
        if self.is_writer() || self.is_waiting.get() {
            return;
        }
        match lock::try_hold(tabs::WRITER).await {
            Tried::Held(held) => *self.role.borrow_mut() = Role::Writer { _held: Some(held) },
            Tried::Taken => self.wait_to_write(),
            Tried::Unsupported => *self.role.borrow_mut() = Role::Writer { _held: None },
        }
        tell(&self.listeners.writer, ());
    }

    fn wait_to_write(self: &Rc<Self>) {
        self.is_waiting.set(true);
        spawn_local(take_over(Rc::downgrade(self)));
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

    fn hear(self: &Rc<Self>, news: News) {
        // Nobody here may know what others say.
        if self.is_locked() && !matches!(news, News::Replaced | News::Locked) {
            return;
        }
        match news {
            News::Locked => tell(&self.listeners.locked, ()),
            News::Changed(news) => {
                let follow = self.known.borrow_mut().follow(news);
                match follow {
                    Follow::Nothing => {}
                    Follow::Apply(news) => tell(&self.listeners.change, (news.change, news.overridden)),
                    Follow::Look => spawn_local(Rc::clone(self).look()),
                }
            }
            News::Stored => spawn_local(Rc::clone(self).look()),
            News::Asked(asked) if self.is_writer() && clock::now() < asked.until => {
                tell(&self.listeners.asked, (asked.change, asked.overridden));
            }
            News::AskedCard { id, info, until } if self.is_writer() && clock::now() < until => {
                tell(&self.listeners.asked_card, (id, info));
            }
            News::Asked(_) | News::AskedCard { .. } => {}
            News::Answered { change, failure } => self.answered(change, failure.map_or(Ok(()), Err)),
            News::TookOver => self.ask_again(),
            News::Replaced => self.must_read_again(),
        }
    }

    /// Asks the writing tab to store a change, and waits for what comes of it.
    ///
    /// # Errors
    /// What the writing tab said, or [`Failure::Unanswered`]: nobody begins with it any more then.
    pub async fn ask(&self, change: &Change, overridden: &[Overridden]) -> Result<(), Failure> {
        loop {
            let asked = |until| {
                let (change, overridden) = (change.clone(), overridden.to_vec());
                News::Asked(Box::new(Asked { change, overridden, until }))
            };
            match self.answer_to(change.id, asked).await {
                Some(Answer::Told(outcome)) => return outcome,
                Some(Answer::AskAgain) if !self.is_writer() => {
                    if self.is_stored(change.id).await.is_ok() {
                        return Ok(());
                    }
                }
                _ => return self.is_stored(change.id).await,
            }
        }
    }

    /// Asks the writing tab to store the book's card, and waits for what comes of it. `id` is any that is not used.
    ///
    /// # Errors
    /// What the writing tab said, or [`Failure::Unanswered`].
    pub async fn ask_for_card(&self, id: ChangeId, info: &BookInfo) -> Result<(), Failure> {
        let asked = |until| News::AskedCard { id, info: info.clone(), until };
        match self.answer_to(id, asked).await {
            Some(Answer::Told(outcome)) => outcome,
            _ => Err(Failure::Unanswered),
        }
    }

    /// Asks the writing tab for something that may be begun until a time; `None` if it says nothing.
    async fn answer_to(&self, id: ChangeId, asked: impl Fn(Instant) -> News) -> Option<Answer> {
        let (answer, answered) = oneshot::channel();
        self.asked.borrow_mut().push((id, answer));
        self.post(&asked(Instant::from_millis(clock::now().millis() + BEGUN_WITHIN)).text());
        // Three times as long: what was begun in time may still take its time to reach the disk.
        let late = std::pin::pin!(clock::after(3 * BEGUN_WITHIN));
        let answer = futures::future::select(answered, late).await;
        self.asked.borrow_mut().retain(|(asked, _)| *asked != id);
        match answer {
            Either::Left((answer, _)) => answer.ok(),
            Either::Right(_) => None,
        }
    }

    fn answered(&self, change: ChangeId, outcome: Result<(), Failure>) {
        let mut asked = self.asked.borrow_mut();
        if let Some(place) = asked.iter().position(|(id, _)| *id == change) {
            // Whoever asked may have given up.
            let _ = asked.swap_remove(place).1.send(Answer::Told(outcome));
        }
    }

    /// Lets everything be asked anew that the tab which wrote before did not answer.
    fn ask_again(&self) {
        for (_, answer) in std::mem::take(&mut *self.asked.borrow_mut()) {
            let _ = answer.send(Answer::AskAgain);
        }
    }

    /// Tells whether a change that was asked for has reached the disk after all.
    async fn is_stored(&self, change: ChangeId) -> Result<(), Failure> {
        let _turn = self.turns.turn().await;
        let transaction = self.place.database()?.read(&[META, LOG]).map_err(StoreError::from)?;
        let manifest = super::load::manifest(&transaction).await?;
        let oldest = manifest.history_from().max(manifest.last_change.saturating_sub(LOOKED_BACK));
        for number in (oldest..=manifest.last_change).rev() {
            let key = JsValue::from_f64(number as f64);
            let stored = transaction.get(LOG, key).map_err(StoreError::from)?.result().await;
            let sealed = Sealed::read(number, &stored.map_err(StoreError::from)?)?;
            if sealed.change(number)?.id == change {
                return Ok(());
            }
        }
        Err(Failure::Unanswered)
    }

    /// Notes and tells that the book on the disk is another one than this tab has.
    pub fn must_read_again(&self) {
        self.known.borrow_mut().set(None);
        tell(&self.listeners.replaced, ());
    }

    /// Applies what other tabs stored while the book was being read.
    pub fn catch_up(self: &Rc<Self>, book: &mut Book, manifest: Manifest) -> Result<(), StoreError> {
        let mut known = self.known.borrow_mut();
        let early = known.take_early();
        known.set(Some(manifest));
        for news in early {
            match known.follow(Box::new(news)) {
                Follow::Nothing => {}
                Follow::Apply(news) => {
                    if book.apply(&news.change).is_err() {
                        known.set(None);
                        return Err(StoreError::Outdated);
                    }
                }
                // The turn of whoever reads the book is over by then.
                Follow::Look => {
                    spawn_local(Rc::clone(self).look());
                    break;
                }
            }
        }
        Ok(())
    }

    /// Takes over what is on the disk and this tab has not heard of; where that cannot be, tells that the book must
    /// be read again.
    async fn look(self: Rc<Self>) {
        if self.missed().await.is_err() {
            self.must_read_again();
        }
    }

    /// Takes over the changes and the card that this tab missed, from the log.
    ///
    /// # Errors
    /// They are not there, or too many, or follow on something else than what this tab knows.
    async fn missed(&self) -> Result<(), StoreError> {
        let _turn = self.turns.turn().await;
        // While the book is being read there is nothing to follow on.
        let Ok(known) = self.known.borrow().manifest().cloned() else { return Ok(()) };
        let transaction = self.place.database()?.read(&[META, LOG])?;
        let format = transaction.get(META, key::FORMAT)?.watched();
        let card = transaction.get(META, key::INFO)?.watched();
        let lock = transaction.get(META, key::LOCK)?.watched();
        let stored = super::load::manifest(&transaction).await?;
        if let (Some(ring), Some(lock)) =
            (self.place.keyring(), super::locking::parsed_lock(&lock.result().await?)?)
            && ring.lock().id() == lock.id()
        {
            // Another tab may have changed the passphrase.
            self.place.set_keyring(Some(ring.with(lock)));
        }
        // Of an earlier version: whoever writes stores it in the present one first.
        if format.result().await?.as_f64() != Some(FORMAT)
            || stored.history_from() > known.last_change.saturating_add(1)
            || stored.last_change.saturating_sub(known.last_change) > MOST_MISSED
        {
            return Err(StoreError::Outdated);
        }
        let card = card.result().await?.as_string().unwrap_or_default();
        let (mut seal, mut missed) = (known.seal.clone(), Vec::new());
        for number in known.last_change + 1..=stored.last_change {
            let value = transaction.get(LOG, JsValue::from_f64(number as f64))?.result().await?;
            let sealed = Sealed::read(number, &value)?;
            seal = sealed.verify(&seal, number)?;
            missed.push((number, sealed.change(number)?));
        }
        if seal != stored.seal {
            return Err(StoreError::Outdated);
        }
        // News may have come in meanwhile.
        let Ok(now) = self.known.borrow().manifest().map(|now| now.last_change) else { return Ok(()) };
        if now > stored.last_change {
            return Ok(());
        }
        let has_another_card = stored.card_sum != known.card_sum && stored.card_sum == card_sum(&card);
        self.known.borrow_mut().set(Some(stored));
        for (_, change) in missed.into_iter().filter(|(number, _)| *number > now) {
            tell(&self.listeners.change, (change, Vec::new()));
        }
        if has_another_card && let Ok(info) = serde_json::from_slice(card.as_bytes()) {
            tell(&self.listeners.card, info);
        }
        Ok(())
    }
}

/// Waits for the writing tab to go, and writes from then on.
async fn take_over(shared: Weak<Shared>) {
    let Some(held) = lock::wait_for(tabs::WRITER).await else { return };
    let Some(shared) = shared.upgrade() else { return };
    shared.is_waiting.set(false);
    // Whoever has no key cannot write for others: the next one in the line does.
    if shared.is_locked() {
        return;
    }
    *shared.role.borrow_mut() = Role::Writer { _held: Some(held) };
    // The other tab may have gone between storing its last change and telling of it.
    Rc::clone(&shared).look().await;
    shared.ask_again();
    tell(&shared.listeners.writer, ());
    shared.post(&News::TookOver.text());
}
