//! What is fetched when it is first needed, so that a first visit stays small.
//!
//! `cargo xtask build` cuts the page's wasm along the [`Seams`] that src/main.rs draws. What only one
//! part reaches goes into that part's file, what several reach into files that they share, and what the
//! first screen needs stays in the page's own. The functions behind the seams stand at the end.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

use crate::app::{self, Command, Desk, Failure, Refusal, Route};
use crate::book::Change;
use crate::model::{Env, Record};
use crate::seal::Cipher;
use crate::text::Language;

use super::components::{Button, ButtonKind};
use super::live::live;
use super::session::{Panel, Session, Stopped, say};
use super::{boot, forms, pages, shell};

/// A part could not be fetched: the network is gone, or the site has been updated under the open page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing;

impl From<Missing> for Stopped {
    fn from(_: Missing) -> Self {
        Self::Failed(Failure::PartMissing)
    }
}

/// What lies in a part, once it is here.
pub type Later<T> = LocalBoxFuture<'static, Result<T, Missing>>;

/// A book that is being begun.
pub type Beginning = LocalBoxFuture<'static, Result<(), Stopped>>;

/// Makes the change of a command. It reads every form, and whoever only looks at the list needs none of that.
pub type Proposer = fn(&Desk, Command, &mut Env) -> Result<Change, Refusal>;

/// A view that lies in a part.
#[derive(Clone, Copy)]
pub struct ViewSeam<Which> {
    /// Fetches the part.
    pub fetch: fn() -> Later<()>,
    /// Makes the view; at once if the part is here.
    pub view: fn(Which) -> Later<AnyView>,
}

/// Where the page is cut.
#[derive(Clone, Copy)]
pub struct Seams {
    /// [`frame_view`], in the part of the book.
    pub frame: ViewSeam<()>,
    /// [`customers_view`]
    pub customers: ViewSeam<Route>,
    /// [`data_view`]
    pub data: ViewSeam<Route>,
    /// [`form_view`]
    pub forms: ViewSeam<Panel>,
    /// [`lock_view`]
    pub lock: ViewSeam<()>,
    /// [`cipher_itself`], in the part of the lock.
    pub cipher: fn() -> Later<Cipher>,
    /// [`store_opening`], in the part of the book.
    pub open_store: fn(Session) -> Later<LocalBoxFuture<'static, ()>>,
    /// [`book_beginning`], in the part of the book.
    pub begin_book: fn(Session, bool) -> Later<Beginning>,
    /// [`sample_records`], in a part of its own.
    pub sample: fn(Session) -> Later<Vec<Record>>,
    /// [`proposer_itself`], in the part of the forms.
    pub proposer: fn() -> Later<Proposer>,
}

static SEAMS: OnceLock<Seams> = OnceLock::new();

/// Tells where the page is cut, before anything is shown.
pub fn cut_along(seams: Seams) {
    let _ = SEAMS.set(seams);
}

fn seams() -> Result<&'static Seams, Missing> {
    SEAMS.get().ok_or(Missing)
}

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The store, the book and what is worked out from it; the frame and 今日.
    Book,
    /// 客户, a customer's page, 分级 and 节奏.
    Customers,
    /// The forms that stand over a page.
    Forms,
    /// 数据, 导入 and 设置.
    Data,
    /// What seals and opens, and the screen of a locked book.
    Lock,
}

/// Which parts are here.
static HERE: [AtomicBool; 5] = [const { AtomicBool::new(false) }; 5];

impl Part {
    /// Every part, the most likely needed first.
    pub const ALL: [Self; 5] = [Self::Book, Self::Forms, Self::Customers, Self::Data, Self::Lock];

    fn here(self) -> Option<&'static AtomicBool> {
        HERE.get(self as usize)
    }

    /// Tells whether the part is here.
    fn is_here(self) -> bool {
        self.here().is_some_and(|here| here.load(Ordering::Relaxed))
    }

    /// Fetches the part, unless it is here.
    ///
    /// # Errors
    /// [`Missing`]; another call tries again.
    pub async fn fetch(self) -> Result<(), Missing> {
        let seams = seams()?;
        let fetch = match self {
            Self::Book => seams.frame.fetch,
            Self::Customers => seams.customers.fetch,
            Self::Forms => seams.forms.fetch,
            Self::Data => seams.data.fetch,
            Self::Lock => seams.lock.fetch,
        };
        fetch().await?;
        if let Some(here) = self.here() {
            here.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// Fetches all parts behind the user's back: a click then finds them here, and so does who goes offline.
pub async fn fetch_all() {
    for part in Part::ALL {
        // Whoever opens the part will be told.
        let _ = part.fetch().await;
    }
}

/// Shows a view that lies in a part: nothing until it is here, and what to do if it cannot be fetched.
fn shown<Which: Copy + Send + 'static>(
    part: Part,
    seam: impl Fn(&Seams) -> ViewSeam<Which> + Send + 'static,
    which: Which,
) -> AnyView {
    show(
        part,
        Box::new(move || seams().ok().and_then(|seams| (seam(seams).view)(which).now_or_never()?.ok())),
    )
}

fn show(part: Part, view: Box<dyn Fn() -> Option<AnyView> + Send>) -> AnyView {
    let session = Session::use_here();
    let failed = RwSignal::new(false);
    let here = RwSignal::new(part.is_here());
    let fetch = move || {
        leptos::task::spawn_local(async move {
            let fetched = part.fetch().await.is_ok();
            // A form has no place of its own on the page: it closes, and a message says why.
            if !fetched && part == Part::Forms {
                session.panel.set(None);
                return session.tell(&Missing.into());
            }
            // The view may be gone by now.
            let _ = here.try_set(fetched);
            let _ = failed.try_set(!fetched);
        });
    };
    if !part.is_here() {
        fetch();
    }
    live(move || {
        if here.get()
            && let Some(view) = view()
        {
            return view;
        }
        if !failed.get() {
            return ().into_any();
        }
        let again = Callback::new(move |()| {
            failed.set(false);
            fetch();
        });
        view! {
            <div class="empty" role="alert">
                <p class="empty-title">{say(Language::part_missing_title)}</p>
                <p class="muted">{say(Language::part_missing)}</p>
                <div class="cluster is-centred">
                    <Button kind=ButtonKind::Primary on_press=again>{say(Language::try_again)}</Button>
                    <Button on_press=Callback::new(|()| { let _ = window().location().reload(); })>
                        {say(Language::reload)}
                    </Button>
                </div>
            </div>
        }
        .into_any()
    })
}

/// Returns what seals and opens.
///
/// # Errors
/// [`Missing`]
pub async fn cipher() -> Result<Cipher, Missing> {
    (seams()?.cipher)().await
}

/// The screen of a locked book.
pub fn lock_screen() -> AnyView {
    shown(Part::Lock, |seams| seams.lock, ())
}

/// Opens the store and the book in it.
///
/// # Errors
/// [`Missing`]
pub async fn open_store(session: Session) -> Result<(), Missing> {
    Part::Book.fetch().await?;
    (seams()?.open_store)(session).await?.await;
    Ok(())
}

/// Begins a book, with the sample if asked, and opens it.
///
/// # Errors
/// Why there is none.
pub async fn begin_book(session: Session, with_sample: bool) -> Result<(), Stopped> {
    open_store(session).await?;
    (seams()?.begin_book)(session, with_sample).await?.await
}

/// Returns the records of the sample.
///
/// # Errors
/// [`Missing`]
pub async fn sample(session: Session) -> Result<Vec<Record>, Missing> {
    (seams()?.sample)(session).await
}

/// Returns what makes changes of commands.
///
/// # Errors
/// [`Missing`]
pub async fn proposer() -> Result<Proposer, Missing> {
    (seams()?.proposer)().await
}

/// The frame around the pages of an open book.
pub fn frame() -> AnyView {
    shown(Part::Book, |seams| seams.frame, ())
}

/// 客户, a customer's page, 分级 and 节奏.
pub fn customers(route: Route) -> AnyView {
    shown(Part::Customers, |seams| seams.customers, route)
}

/// 数据, 导入 and 设置.
pub fn data(route: Route) -> AnyView {
    shown(Part::Data, |seams| seams.data, route)
}

/// A form.
pub fn form(panel: Panel) -> AnyView {
    shown(Part::Forms, |seams| seams.forms, panel)
}

/// Behind the seam: the frame.
pub fn frame_view() -> AnyView {
    view! { <shell::Shell /> }.into_any()
}

/// Behind the seam: the pages of [`Part::Customers`].
pub fn customers_view(route: Route) -> AnyView {
    pages::of_customers(route)
}

/// Behind the seam: the pages of [`Part::Data`].
pub fn data_view(route: Route) -> AnyView {
    pages::of_data(route)
}

/// Behind the seam: the forms.
pub fn form_view(panel: Panel) -> AnyView {
    forms::form(panel)
}

/// Behind the seam: the screen of a locked book.
pub fn lock_view() -> AnyView {
    pages::of_lock()
}

/// Behind the seam: what seals and opens.
pub fn cipher_itself() -> Cipher {
    crate::seal::cipher()
}

/// Behind the seam: opens the store.
pub fn store_opening(session: Session) -> LocalBoxFuture<'static, ()> {
    boot::opening::open_store(session).boxed_local()
}

/// Behind the seam: begins a book.
pub fn book_beginning(session: Session, with_sample: bool) -> Beginning {
    boot::opening::begin_book(session, with_sample).boxed_local()
}

/// Behind the seam: makes the sample.
pub fn sample_records(session: Session) -> Vec<Record> {
    crate::sample::records(&mut session.env(), session.language())
}

/// Behind the seam: what makes changes of commands.
pub fn proposer_itself() -> Proposer {
    app::propose
}
