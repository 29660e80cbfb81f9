//! The form of master data: the handbooks' fields in groups, each with its state.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::app::{Command, Field, ProfileDraft};
use crate::model::{CityTier, CustomerId, FieldSort, FieldState, Gender, Intent, ProfileField, SalesChannel};
use crate::text::Language;

use super::super::components::{FieldKind, Fold, SelectField, TextArea, TextField, use_language};
use super::super::session::{Phrase, Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// The groups of the form.
pub const GROUPS: [(Phrase, &[ProfileField]); 5] = [
    (
        Language::profile_person,
        &[ProfileField::Gender, ProfileField::BirthYear, ProfileField::Occupation, ProfileField::Income],
    ),
    (
        Language::profile_identity,
        &[
            ProfileField::CreditCode,
            ProfileField::Founded,
            ProfileField::RegisteredOn,
            ProfileField::RegistrationNumber,
            ProfileField::Authority,
            ProfileField::OrganisationCode,
            ProfileField::LegalPerson,
            ProfileField::Capital,
            ProfileField::CompanyType,
            ProfileField::Term,
            ProfileField::Scope,
        ],
    ),
    (
        Language::profile_reach,
        &[
            ProfileField::City,
            ProfileField::CityTier,
            ProfileField::Address,
            ProfileField::OfficePhone,
            ProfileField::Fax,
            ProfileField::Website,
            ProfileField::MainBusiness,
            ProfileField::Revenue,
            ProfileField::Headcount,
            ProfileField::Assets,
            ProfileField::Organisation,
            ProfileField::SalesChannel,
            ProfileField::CreditLimit,
        ],
    ),
    (
        Language::profile_needs,
        &[
            ProfileField::Pains,
            ProfileField::Budget,
            ProfileField::BudgetCycle,
            ProfileField::Timeframe,
            ProfileField::Intent,
            ProfileField::Rivals,
            ProfileField::Bottleneck,
            ProfileField::Consent,
        ],
    ),
    (Language::profile_papers, &ProfileField::PAPERS),
];

/// One field, both ways.
#[derive(Clone, Copy)]
struct Fields {
    field: ProfileField,
    value: RwSignal<String>,
    state: RwSignal<String>,
}

/// Edits the master data of a customer.
#[component]
pub fn ProfileForm(customer: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let of = session
        .peek(|desk| {
            let customer = desk.book().customers().get(customer)?;
            Some((ProfileDraft::of(customer), customer.customer_kind))
        })
        .flatten();
    let (start, kind) = of.unwrap_or_default();
    // What a kind is not asked stays in sight where it holds something.
    let held: Vec<ProfileField> = start.values.keys().copied().collect();
    let is_shown = move |field: &ProfileField| field.is_asked_of(kind) || held.contains(field);
    let all: Vec<Fields> = ProfileField::ALL
        .iter()
        .map(|field| Fields {
            field: *field,
            value: RwSignal::new(start.values.get(field).cloned().unwrap_or_default()),
            state: RwSignal::new(start.states.get(field).map_or("", |state| state.id()).to_owned()),
        })
        .collect();
    let all = StoredValue::new(all);
    let draft = move || {
        all.with_value(|all| ProfileDraft {
            values: all
                .iter()
                .map(|one| (one.field, one.value.get()))
                .filter(|(_, value)| !value.trim().is_empty())
                .collect::<BTreeMap<_, _>>(),
            states: all
                .iter()
                .filter_map(|one| Some((one.field, FieldState::from_id(&one.state.get())?)))
                .collect(),
        })
    };
    let wrong = Wrong::new();
    let command = move || Command::SaveProfile { customer, draft: Box::new(untrack(draft)) };
    let is_dirty = Memo::new(move |_| draft() != start);
    let groups = GROUPS
        .into_iter()
        .map(|(title, fields)| (title, fields.iter().filter(|field| is_shown(field)).collect::<Vec<_>>()))
        .filter(|(_, fields)| !fields.is_empty())
        .enumerate()
        .map(|(place, (title, fields))| {
            let inputs = fields
                .into_iter()
                .filter_map(|field| all.with_value(|all| all.iter().find(|one| one.field == *field).copied()))
                .map(|one| input(one, wrong))
                .collect_view();
            view! {
                <Fold title=say(title) open=place == 0>
                    <div class="form-grid">{inputs}</div>
                </Fold>
            }
        })
        .collect_view();
    view! {
        <FormPanel title=say(Language::profile_edit) command=command is_dirty=is_dirty wrong=wrong>
            {groups}
        </FormPanel>
    }
}

/// A field by what it holds, with its state beside it; papers have none, for they are there or not.
fn input(one: Fields, wrong: Wrong) -> AnyView {
    let language = use_language();
    let (field, value) = (one.field, one.value);
    let label = Signal::derive(move || language.get().profile_field(field).to_owned());
    let error = wrong.with(Field::Profile(field));
    let body = match field.sort() {
        FieldSort::Long => view! { <TextArea label=label value=value rows=2 error=error /> }.into_any(),
        FieldSort::CityTier => {
            let options = choices::optional(CityTier::ALL, CityTier::id, Language::city_tier);
            view! { <SelectField label=label value=value options=options error=error /> }.into_any()
        }
        FieldSort::Gender => {
            let options = choices::optional(Gender::ALL, Gender::id, Language::gender);
            view! { <SelectField label=label value=value options=options error=error /> }.into_any()
        }
        FieldSort::SalesChannel => {
            let options = choices::optional(SalesChannel::ALL, SalesChannel::id, Language::sales_channel);
            view! { <SelectField label=label value=value options=options error=error /> }.into_any()
        }
        FieldSort::Intent => {
            let options = choices::optional(Intent::ALL, Intent::id, Language::intent);
            view! { <SelectField label=label value=value options=options error=error /> }.into_any()
        }
        sort => {
            let kind = match sort {
                FieldSort::Day => FieldKind::Date,
                FieldSort::Money => FieldKind::Decimal,
                FieldSort::Count | FieldSort::Year => FieldKind::Whole,
                FieldSort::Phone => FieldKind::Tel,
                _ => FieldKind::Text,
            };
            let hint = if sort == FieldSort::Date {
                say(Language::field_since_hint)
            } else {
                Signal::stored(String::new())
            };
            view! { <TextField label=label value=value kind=kind hint=hint error=error /> }.into_any()
        }
    };
    if ProfileField::PAPERS.contains(&field) {
        return body;
    }
    let states = choices::optional_named(
        FieldState::ALL,
        FieldState::id,
        Language::field_state,
        Language::profile_state_none,
    );
    let named = Signal::derive(move || {
        let t = language.get();
        t.profile_state(t.profile_field(field))
    });
    view! {
        <div class="with-state">
            {body}
            <SelectField label=named value=one.state options=states />
        </div>
    }
    .into_any()
}
