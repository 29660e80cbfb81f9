//! Which database the book is in: usually the first. One that turned out damaged is left as it is, and the book
//! goes on in the next.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::keyring::Keyring;
use super::{CHUNKS, FILES, LOG, META, StoreError, VERSION};
use crate::platform::idb::{self, Database, Fault, Veil, Veiled};
use crate::platform::trace::DATABASE;

/// The database of the book, and its number.
pub struct Place {
    database: RefCell<Result<Rc<Database>, StoreError>>,
    number: Cell<u32>,
    /// Whether it could not be read: nothing is written over what is in it then.
    damaged: Cell<bool>,
    /// What covers the values of the database, if the book is locked.
    veil: Veiled,
    keyring: RefCell<Option<Rc<Keyring>>>,
    /// Keys of other locks, which only open snapshots.
    others: RefCell<Vec<Rc<Keyring>>>,
}

fn name(number: u32) -> String {
    if number <= 1 { DATABASE.to_owned() } else { format!("{DATABASE}-{number}") }
}

fn number(name: &str) -> Option<u32> {
    match name.strip_prefix(DATABASE)? {
        "" => Some(1),
        rest => rest.strip_prefix('-')?.parse().ok().filter(|number| *number > 1),
    }
}

async fn open(number: u32, veil: &Veiled) -> Result<Rc<Database>, StoreError> {
    let database = Database::open(&name(number), VERSION, &[META, CHUNKS, LOG, FILES]).await?;
    Ok(Rc::new(database.behind(Rc::clone(veil))))
}

/// Returns the numbers of the databases that are there, the last first; `None` where the browser does not tell.
async fn numbers() -> Option<Vec<u32>> {
    let names = idb::names().await?;
    let mut numbers: Vec<u32> = names.iter().filter_map(|name| number(name)).collect();
    crate::order::by_key(&mut numbers, |number| std::cmp::Reverse(*number));
    Some(numbers)
}

/// Tells whether there is certainly nothing in a database. One that cannot be read may hold anything.
async fn is_empty(database: &Database) -> bool {
    let nothing = async {
        let transaction = database.read(&[META, CHUNKS, LOG])?;
        let counts = [META, CHUNKS, LOG].map(|store| transaction.count(store).map(|asked| asked.watched()));
        for count in counts {
            if count?.result().await?.as_f64() != Some(0.0) {
                return Ok(false);
            }
        }
        Ok::<_, Fault>(true)
    };
    nothing.await.unwrap_or(false)
}

/// Finds the database that the book is in and opens it.
async fn find(veil: &Veiled) -> (u32, Result<Rc<Database>, StoreError>) {
    let mut numbers = numbers().await.unwrap_or_default();
    let first = numbers.pop().unwrap_or(1);
    for number in numbers {
        match open(number, veil).await {
            // A repair that did not come to its end left it behind.
            Ok(database) if is_empty(&database).await => {
                drop(database);
                let _ = idb::delete(&name(number)).await;
            }
            opened => return (number, opened),
        }
    }
    (first, open(first, veil).await)
}

impl Place {
    /// Opens the database of the book.
    ///
    /// # Errors
    /// Those that no repair mends: [`StoreError::Unavailable`], [`StoreError::Newer`], [`StoreError::Blocked`].
    /// Others are told by [`Place::database`].
    pub async fn find() -> Result<Self, StoreError> {
        let veil = Veiled::default();
        let (number, database) = find(&veil).await;
        match database {
            Err(error @ (StoreError::Unavailable(_) | StoreError::Newer | StoreError::Blocked)) => Err(error),
            database => Ok(Self {
                damaged: Cell::new(database.is_err()),
                database: RefCell::new(database.map_err(StoreError::unreadable)),
                number: Cell::new(number),
                veil,
                keyring: RefCell::default(),
                others: RefCell::default(),
            }),
        }
    }

    /// Returns the number of the database.
    pub fn number(&self) -> u32 {
        self.number.get()
    }

    /// Returns the open lock of the book, if it has one.
    pub fn keyring(&self) -> Option<Rc<Keyring>> {
        self.keyring.borrow().clone()
    }

    /// From now on values are covered by that, or lie in the open.
    pub fn set_keyring(&self, ring: Option<Rc<Keyring>>) {
        *self.veil.borrow_mut() = ring.clone().map(|ring| ring as Rc<dyn Veil>);
        *self.keyring.borrow_mut() = ring;
    }

    /// Remembers a key that opens snapshots.
    pub fn add_key(&self, ring: Rc<Keyring>) {
        self.others.borrow_mut().push(ring);
    }

    /// Forgets every key.
    pub fn forget_keys(&self) {
        self.set_keyring(None);
        self.others.borrow_mut().clear();
    }

    /// Returns every key that is known, that of the book first.
    pub fn keys(&self) -> Vec<Rc<Keyring>> {
        self.keyring().into_iter().chain(self.others.borrow().iter().cloned()).collect()
    }

    /// Returns the database.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub fn database(&self) -> Result<Rc<Database>, StoreError> {
        self.database.borrow().clone()
    }

    /// Tells whether the browser cut the connection: the site's data was cleared, most likely.
    pub fn is_cut_off(&self) -> bool {
        // Browsers do not always tell: then only asking shows it.
        let closed = |database: &Rc<Database>| database.is_closed() || database.read(&[META]).is_err();
        self.database.borrow().as_ref().is_ok_and(closed)
    }

    /// Follows the book if another tab moved it to another database, and connects again if the browser cut the
    /// connection.
    pub async fn follow(&self) {
        let last = numbers().await.unwrap_or_default().first().copied();
        if !self.is_cut_off() && last.is_none_or(|last| last == self.number.get()) {
            return;
        }
        let (number, database) = find(&self.veil).await;
        self.number.set(number);
        self.damaged.set(database.is_err());
        *self.database.borrow_mut() = database.map_err(StoreError::unreadable);
    }

    /// Tells whether the book could not be read, and will move when it is replaced.
    pub fn is_damaged(&self) -> bool {
        self.damaged.get()
    }

    /// Notes whether the book could be read.
    pub fn set_damaged(&self, damaged: bool) {
        self.damaged.set(damaged);
    }

    /// Moves on to a new database if the present one is damaged, and returns whether it did.
    ///
    /// # Errors
    /// There is no other one to be had, or none that would be found again: nothing is moved then.
    pub async fn leave_if_damaged(&self) -> Result<bool, StoreError> {
        if !self.damaged.get() {
            return Ok(false);
        }
        // Where the browser does not tell which databases there are, a new one would be lost to the next visit.
        let numbers = numbers().await.ok_or_else(|| StoreError::Failed("no list of databases".to_owned()))?;
        let next = numbers.first().copied().unwrap_or(0).max(self.number.get()) + 1;
        let database = open(next, &self.veil).await?;
        self.number.set(next);
        *self.database.borrow_mut() = Ok(database);
        Ok(true)
    }

    /// Takes a move back: what it was made for failed.
    pub async fn go_back(&self) {
        let left = self.number.get();
        *self.database.borrow_mut() = Err(StoreError::Closed);
        let _ = idb::delete(&name(left)).await;
        let (number, database) = find(&self.veil).await;
        self.number.set(number);
        *self.database.borrow_mut() = database.map_err(StoreError::unreadable);
    }

    /// Deletes the databases that were left as they are.
    pub async fn delete_others(&self) {
        for number in
            numbers().await.unwrap_or_default().into_iter().filter(|number| *number != self.number.get())
        {
            // One that another tab holds open goes when that tab does.
            let _ = idb::delete(&name(number)).await;
        }
    }
}
