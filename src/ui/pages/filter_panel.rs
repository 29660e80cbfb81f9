//! The panel that says what a list shows, whatever it lists: its frame, and a condition that is built in it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Tree};
use crate::query::Condition;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Dialog, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::condition::{Asks, Builder, of_customers};

/// What alters a condition that may not be there.
type Change<C> = Box<dyn FnOnce(&mut Option<C>) + Send>;

/// A condition of the panel: where it stands, and what it asks. Copying it copies handles.
pub struct Built<C: Tree> {
    now: Callback<(), Option<C>>,
    alter: Callback<Change<C>>,
    begin: Callback<(), Option<C>>,
    asks: Callback<(), Option<Arc<dyn Asks<C>>>>,
}

impl<C: Tree> Clone for Built<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Tree> Copy for Built<C> {}

impl Built<Condition> {
    /// Returns a condition on customers.
    pub fn of_customers(
        session: Session,
        now: impl Fn() -> Option<Condition> + Send + Sync + 'static,
        alter: impl Fn(Change<Condition>) + Send + Sync + 'static,
    ) -> Self {
        let asks = move || session.peek(|desk| of_customers(desk.policy()));
        Self::asking(now, alter, || Some(app::new_condition()), asks)
    }
}

impl<C: Tree> Built<C> {
    /// Returns a condition that `begin`s so and asks that.
    pub fn asking(
        now: impl Fn() -> Option<C> + Send + Sync + 'static,
        alter: impl Fn(Change<C>) + Send + Sync + 'static,
        begin: impl Fn() -> Option<C> + Send + Sync + 'static,
        asks: impl Fn() -> Option<Arc<dyn Asks<C>>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            now: Callback::new(move |()| now()),
            alter: Callback::new(alter),
            begin: Callback::new(move |()| begin()),
            asks: Callback::new(move |()| asks()),
        }
    }

    /// Draws it anew whenever `shape` changes: fields that come or go do that, a value that is typed does not.
    pub fn draw(self, shape: RwSignal<u32>, beside: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        let language = use_language();
        let anew = move || shape.update(|shape| *shape += 1);
        live(move || {
            shape.track();
            let t = language.get();
            let (Some(now), Some(asks)) = (untrack(|| self.now.run(())), self.asks.run(())) else {
                let add = Callback::new(move |()| {
                    let new = self.begin.run(());
                    self.alter.run(Box::new(move |condition| *condition = new));
                    anew();
                });
                return view! { <p><Button on_press=add>{t.list_add_condition()}</Button></p> }.into_any();
            };
            let builder = Builder::asking(asks, move |(is_new, edit)| {
                self.alter.run(Box::new(move |condition| {
                    if let Some(condition) = condition {
                        edit(condition);
                    }
                }));
                if is_new {
                    anew();
                }
            });
            let drop = Callback::new(move |()| {
                self.alter.run(Box::new(|condition| *condition = None));
                anew();
            });
            view! {
                {builder.draw(t, &now, &[])}
                {beside()}
                <p><Button kind=ButtonKind::Quiet on_press=drop>{t.list_drop_condition()}</Button></p>
            }
            .into_any()
        })
    }
}

/// The panel around what is asked.
#[component]
pub fn FilterFrame(
    /// Says how many are found.
    #[prop(into)]
    found: Signal<String>,
    /// Lets go of all that is asked.
    on_clear: Callback<()>,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <Dialog title=say(Language::list_filter) on_close=on_close side=true>
            <div class="form-body stack">
                {children()}
                <p class="muted">{live(move || found.get())}</p>
            </div>
            <div class="form-actions">
                <Button on_press=on_clear>{say(Language::list_clear_filter)}</Button>
                <span class="push"></span>
                <Button kind=ButtonKind::Primary on_press=on_close>{say(Language::done)}</Button>
            </div>
        </Dialog>
    }
}
