//! Values that are edited where they stand: a click opens the field, Enter or leaving it saves, Escape does not.

use leptos::prelude::*;

use crate::app::{self, Desk, Editable, Problem, Refusal};
use crate::model::{
    CityTier, Customer, CustomerId, CustomerKind, FieldSort, Gender, Intent, SalesChannel, Source, Stage,
    divisions,
};
use crate::text::Language;

use super::super::super::components::keys::is_composing;
use super::super::super::components::{FieldKind, SelectField, TextArea, TextField, use_language};
use super::super::super::forms::{choices, people_options};
use super::super::super::session::{Session, Stopped};

/// The one field of a card that is being edited, if one is. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct InPlace {
    session: Session,
    id: CustomerId,
    open: RwSignal<Option<Editable>>,
    typed: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
}

impl InPlace {
    /// Returns a card with nothing open.
    pub fn new(id: CustomerId) -> Self {
        Self {
            session: Session::use_here(),
            id,
            open: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
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
        if self.open.get() == Some(field) {
            return self.field(field, label);
        }
        let unknown = value.is_none();
        let set_on = field.set_on(customer).filter(|_| !unknown);
        let set_on = set_on.map(|day| t.profile_set_on(t.day_short(day, desk.today())));
        let value = value.unwrap_or_else(|| t.none().to_owned());
        let start = field.typed(desk.book(), customer);
        let open = move |_| {
            self.typed.set(start.clone());
            self.problem.set(None);
            self.open.set(Some(field));
        };
        let name = t.edit_value(label, &value);
        view! {
            <button type="button" class="in-place prewrap" class:muted=unknown aria-label=name on:click=open>{value}</button>
            {set_on.map(|set_on| view! { " " <span class="row-note">{set_on}</span> })}
        }
        .into_any()
    }

    fn save(self) {
        let Some(field) = self.open.get_untracked() else { return };
        let typed = self.typed.get_untracked();
        let command = self.session.peek(|desk| {
            let customer = desk.book().customers().get(self.id)?;
            let is_same = field.typed(desk.book(), customer) == typed;
            (!is_same).then(|| field.command(desk.book(), customer, &typed))
        });
        let Some(command) = command.flatten() else { return self.open.set(None) };
        leptos::task::spawn_local(async move {
            match self.session.dispatch(command).await {
                Ok(()) | Err(Stopped::Refused(Refusal::Nothing)) => {
                    let _ = self.open.try_set(None);
                }
                Err(Stopped::Refused(Refusal::Fields(problems))) => {
                    let found = problems.iter().find(|one| one.field == field.field());
                    let _ = self.problem.try_set(found.or(problems.first()).map(|one| one.problem));
                }
                Err(stopped) => self.session.tell(&stopped),
            }
        });
    }

    fn field(self, field: Editable, label: &'static str) -> AnyView {
        let language = use_language();
        let error =
            Signal::derive(move || self.problem.get().map(|problem| app::problem(language.get(), problem)));
        let label = Signal::stored(label.to_owned());
        let typed = self.typed;
        let chosen = |options: Signal<Vec<(String, String)>>| {
            // A choice is made with the click.
            Effect::new(move |before: Option<String>| {
                let now = typed.get();
                if before.is_some_and(|before| before != now) {
                    self.save();
                }
                now
            });
            view! { <SelectField label=label value=typed options=options error=error /> }.into_any()
        };
        let line = |kind: FieldKind, list: Vec<String>| {
            view! {
                <TextField label=label value=typed kind=kind list=Signal::stored(list) autofocus=true error=error />
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
                view! { <TextArea label=label value=typed rows=3 autofocus=true error=error /> }.into_any()
            }
            Editable::Profile(field) => match field.sort() {
                FieldSort::Long => {
                    view! { <TextArea label=label value=typed rows=3 autofocus=true error=error /> }
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
                self.save();
            } else if event.key() == "Escape" {
                event.prevent_default();
                event.stop_propagation();
                self.open.set(None);
            }
        };
        view! { <div class="in-place-field" on:keydown=keys on:focusout=move |_| self.save()>{input}</div> }
            .into_any()
    }
}
