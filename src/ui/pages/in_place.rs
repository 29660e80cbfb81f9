//! Values that are edited where they stand: a click opens the field, Enter or leaving it saves, Escape does not.

use leptos::html::Button;
use leptos::prelude::*;

use crate::app::{self, Desk, Editable, Problem, Refusal};
use crate::model::{
    CityTier, Customer, CustomerId, CustomerKind, FieldSort, Gender, Intent, SalesChannel, Source, Stage,
    divisions,
};
use crate::text::Language;

use super::super::components::keys::{focused, is_composing};
use super::super::components::{FieldKind, SelectField, TextArea, TextField, use_language};
use super::super::forms::{choices, people_options};
use super::super::session::{Session, Stopped};

/// The fields of a card or a list that are being edited: one, and those before it that could not be saved. Copying it
/// copies handles.
#[derive(Clone, Copy)]
pub struct InPlace {
    session: Session,
    /// The newest last.
    open: RwSignal<Vec<Edit>>,
    /// Which was closed last: the keyboard goes on from its value.
    closed: StoredValue<Option<(CustomerId, Editable)>>,
    /// What is made for an edit lives as long as the card.
    owner: StoredValue<Owner>,
    /// What Tab in a field does, told which field and whether it goes back; where it is none, what it does everywhere.
    on_tab: StoredValue<Option<Callback<(CustomerId, Editable, bool)>>>,
}

/// One field while it is edited.
#[derive(Clone, Copy)]
struct Edit {
    customer: CustomerId,
    field: Editable,
    /// What stood there when it was opened, or was saved last.
    start: StoredValue<String>,
    /// How many changes this tab had seen then.
    seen: StoredValue<u64>,
    typed: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
    busy: StoredValue<bool>,
}

impl PartialEq for Edit {
    fn eq(&self, other: &Self) -> bool {
        (self.customer, self.field) == (other.customer, other.field)
    }
}

impl Edit {
    /// Tells whether that is this very edit, not a later one of the same field.
    fn is_same(&self, other: &Self) -> bool {
        self.typed == other.typed
    }
}

impl InPlace {
    /// Returns a card with nothing open.
    pub fn new() -> Self {
        let owner = StoredValue::new(Owner::current().unwrap_or_default());
        let (open, closed, on_tab) =
            (RwSignal::new(Vec::new()), StoredValue::new(None), StoredValue::new(None));
        let place = Self { session: Session::use_here(), open, closed, owner, on_tab };
        place.session.holds(Signal::derive(move || place.open.with(|open| !open.is_empty())));
        // Whoever leaves the page has left the field as well.
        on_cleanup(move || {
            for edit in place.open.try_get_untracked().unwrap_or_default() {
                place.save(edit);
            }
        });
        place
    }

    /// Says what Tab in a field does.
    pub fn on_tab(self, tab: Callback<(CustomerId, Editable, bool)>) {
        self.on_tab.set_value(Some(tab));
    }

    /// Follows which fields are open.
    pub fn track(self) {
        self.open.track();
    }

    /// Returns the field of a customer while it is edited.
    pub fn open_field(self, customer: CustomerId, field: Editable, label: &str) -> Option<AnyView> {
        let is_meant = |edit: &Edit| (edit.customer, edit.field) == (customer, field);
        let edit = self.open.with_untracked(|open| open.iter().copied().find(is_meant));
        edit.map(|edit| self.field(edit, label))
    }

    /// Returns the field of a customer that was closed last.
    pub fn last_closed(self, customer: CustomerId) -> Option<Editable> {
        self.closed.get_value().filter(|(id, _)| *id == customer).map(|(_, field)| field)
    }

    /// Opens a field of a customer.
    pub fn edit(self, customer: CustomerId, field: Editable) {
        let start = self.session.peek(|desk| {
            let customer = desk.book().customers().get(customer)?;
            Some(field.typed(desk.book(), customer))
        });
        if let Some(start) = start.flatten() {
            self.begin(customer, field, &start);
        }
    }

    /// Draws a value as something that can be pressed, or as the field while it is edited.
    pub fn value(
        self,
        t: Language,
        desk: &Desk,
        customer: &Customer,
        field: Editable,
        label: &'static str,
        value: Option<String>,
    ) -> AnyView {
        let id = customer.id;
        let is_meant = |edit: &Edit| (edit.customer, edit.field) == (id, field);
        let edit = self.open.with(|open| open.iter().copied().find(is_meant));
        if let Some(edit) = edit {
            return self.field(edit, label);
        }
        let unknown = value.is_none();
        let set_on = field.set_on(customer).filter(|_| !unknown);
        let set_on = set_on.map(|day| t.profile_set_on(t.day_short(day, desk.today())));
        let value = value.unwrap_or_else(|| t.none().to_owned());
        let start = field.typed(desk.book(), customer);
        let open = move |_| self.begin(id, field, &start);
        let name = t.edit_value(label, &value);
        let place = NodeRef::<Button>::new();
        if self.closed.get_value() == Some((id, field)) {
            request_animation_frame(move || {
                if focused().is_none()
                    && let Some(button) = place.try_get_untracked().flatten()
                {
                    let _ = button.focus();
                }
            });
        }
        view! {
            <button node_ref=place type="button" class="in-place prewrap" class:muted=unknown aria-label=name on:click=open>{value}</button>
            {set_on.map(|set_on| view! { " " <span class="row-note">{set_on}</span> })}
        }
        .into_any()
    }

    fn begin(self, customer: CustomerId, field: Editable, start: &str) {
        let edit = self.owner.with_value(|owner| {
            owner.with(|| Edit {
                customer,
                field,
                start: StoredValue::new(start.to_owned()),
                seen: StoredValue::new(self.session.seen()),
                typed: RwSignal::new(start.to_owned()),
                problem: RwSignal::new(None),
                busy: StoredValue::new(false),
            })
        });
        self.closed.set_value(None);
        self.open.update(|open| {
            open.retain(|other| *other != edit);
            open.push(edit);
        });
    }

    fn close(self, edit: Edit) {
        let _ = self.closed.try_set_value(Some((edit.customer, edit.field)));
        let _ = self.open.try_update(|open| open.retain(|other| !edit.is_same(other)));
    }

    fn save(self, edit: Edit) {
        // The page may have been left by now.
        let is_open = self.open.try_with_untracked(|open| open.iter().any(|other| edit.is_same(other)));
        if is_open != Some(true) || edit.busy.try_get_value().unwrap_or(true) {
            return;
        }
        let Some(typed) = edit.typed.try_get_untracked() else { return };
        if edit.start.try_with_value(|start| *start == typed).unwrap_or(true) {
            return self.close(edit);
        }
        let command = self.session.peek(|desk| {
            let customer = desk.book().customers().get(edit.customer)?;
            Some(edit.field.command(desk.book(), customer, &typed))
        });
        let Some(command) = command.flatten() else { return self.close(edit) };
        let _ = edit.busy.try_set_value(true);
        leptos::task::spawn_local(async move {
            let outcome = self.session.dispatch_since(command, edit.seen.try_get_value()).await;
            let _ = edit.busy.try_set_value(false);
            match outcome {
                Ok(()) | Err(Stopped::Refused(Refusal::Nothing)) => {
                    if edit.typed.try_get_untracked().is_none_or(|now| now == typed) {
                        return self.close(edit);
                    }
                    // Typed on while it was being saved.
                    let _ = edit.start.try_set_value(typed);
                    let _ = edit.seen.try_set_value(self.session.seen());
                }
                Err(Stopped::Refused(Refusal::Fields(problems))) => {
                    let found = problems.iter().find(|one| one.field == edit.field.field());
                    let _ = edit.problem.try_set(found.or(problems.first()).map(|one| one.problem));
                }
                Err(stopped) => self.session.tell(&stopped),
            }
        });
    }

    fn field(self, edit: Edit, label: &str) -> AnyView {
        let language = use_language();
        let error =
            Signal::derive(move || edit.problem.get().map(|problem| app::problem(language.get(), problem)));
        let name = format!("{} {label}", edit.customer);
        let label = Signal::stored(label.to_owned());
        let Edit { field, typed, .. } = edit;
        let is_newest = self.open.with_untracked(|open| open.last() == Some(&edit));
        let chosen = |options: Signal<Vec<(String, String)>>| {
            // A choice is made with the click.
            Effect::new(move |before: Option<String>| {
                let now = typed.get();
                if before.is_some_and(|before| before != now) {
                    self.save(edit);
                }
                now
            });
            view! { <SelectField label=label value=typed options=options error=error autofocus=is_newest /> }
                .into_any()
        };
        let line = |kind: FieldKind, list: Vec<String>| {
            view! {
                <TextField label=label value=typed kind=kind list=Signal::stored(list) autofocus=is_newest error=error />
            }
            .into_any()
        };
        let input = match field {
            Editable::Kind => {
                chosen(choices::optional(CustomerKind::ALL, CustomerKind::id, Language::customer_kind))
            }
            Editable::Stage => chosen(choices::optional(Stage::ALL, Stage::id, Language::stage)),
            Editable::Source => chosen(choices::optional(Source::ALL, Source::id, Language::source)),
            Editable::Owner => chosen(people_options(typed.get_untracked().parse().ok())),
            Editable::Industry => {
                line(FieldKind::Text, divisions("").map(|division| division.name.to_owned()).collect())
            }
            Editable::Remark => {
                view! { <TextArea label=label value=typed rows=3 autofocus=is_newest error=error /> }
                    .into_any()
            }
            Editable::Profile(field) => match field.sort() {
                FieldSort::Long => {
                    view! { <TextArea label=label value=typed rows=3 autofocus=is_newest error=error /> }
                        .into_any()
                }
                FieldSort::CityTier => {
                    chosen(choices::optional(CityTier::ALL, CityTier::id, Language::city_tier))
                }
                FieldSort::SalesChannel => {
                    chosen(choices::optional(SalesChannel::ALL, SalesChannel::id, Language::sales_channel))
                }
                FieldSort::Intent => chosen(choices::optional(Intent::ALL, Intent::id, Language::intent)),
                FieldSort::Gender => chosen(choices::optional(Gender::ALL, Gender::id, Language::gender)),
                FieldSort::Day => line(FieldKind::Date, Vec::new()),
                FieldSort::Money => line(FieldKind::Decimal, Vec::new()),
                FieldSort::Count | FieldSort::Year => line(FieldKind::Whole, Vec::new()),
                FieldSort::Phone => line(FieldKind::Tel, Vec::new()),
                _ => line(FieldKind::Text, Vec::new()),
            },
            _ => line(FieldKind::Text, Vec::new()),
        };
        let is_long = matches!(field, Editable::Remark)
            || matches!(field, Editable::Profile(field) if field.sort() == FieldSort::Long);
        let keys = move |event: leptos::ev::KeyboardEvent| {
            if is_composing(&event) {
                return;
            }
            let saves = event.key() == "Enter" && (!is_long || event.ctrl_key() || event.meta_key());
            if saves {
                event.prevent_default();
                self.save(edit);
            } else if let Some(tab) = self.on_tab.get_value().filter(|_| event.key() == "Tab") {
                event.prevent_default();
                self.save(edit);
                tab.run((edit.customer, edit.field, event.shift_key()));
            } else if event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                self.close(edit);
            }
        };
        // Drawing the card anew takes the field away and puts it back: whether it was left is seen afterwards.
        let own = name.clone();
        let left = move |_| {
            let own = own.clone();
            let save = move || {
                let active = focused().and_then(|active| active.closest("[data-in-place]").ok().flatten());
                if active.and_then(|active| active.get_attribute("data-in-place")).as_deref()
                    != Some(own.as_str())
                {
                    self.save(edit);
                }
            };
            request_animation_frame(move || request_animation_frame(save));
        };
        view! { <div class="in-place-field" data-in-place=name on:keydown=keys on:focusout=left>{input}</div> }
            .into_any()
    }
}
