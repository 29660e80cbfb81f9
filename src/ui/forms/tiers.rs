//! The forms about tiers: setting one by hand, and stating a fact that no record tells.

use leptos::prelude::*;

use crate::app::{self, Command, FactDraft, Field, OverrideDraft};
use crate::facts::{Measure, Metric, Unit};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::components::{FieldKind, SelectField, TextArea, TextField, use_language};
use super::super::live::live;
use super::super::session::{Session, say};
use super::form::{FormPanel, Wrong};

/// Sets a customer's tier in a scheme by hand.
#[component]
pub fn TierForm(customer: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let first = session
        .peek(|desk| {
            let place =
                desk.standing(customer).map_or(desk.policy().fallback(), |standing| standing.governing);
            desk.policy().scheme_at(place).map(|scheme| scheme.id.clone())
        })
        .flatten()
        .unwrap_or_default();
    let scheme = RwSignal::new(first);
    let tier = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let until = RwSignal::new(String::new());
    // A tier of one scheme is none of another.
    Effect::new(move |before: Option<String>| {
        let now = scheme.get();
        if before.is_some_and(|before| before != now) {
            tier.set(String::new());
        }
        now
    });
    let schemes = Signal::derive(move || {
        let t = language.get();
        session
            .read(|desk| {
                let all = desk.policy().schemes.iter().filter(|scheme| !scheme.disabled);
                all.map(|scheme| (scheme.id.clone(), app::scheme_name(t, scheme))).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let tiers = Signal::derive(move || {
        let (t, chosen) = (language.get(), scheme.get());
        let named = session.read(|desk| {
            let (_, scheme) = desk.policy().scheme(&chosen)?;
            let ranks = (0..scheme.tiers.len()).filter_map(|rank| u8::try_from(rank).ok());
            let named = ranks
                .zip(&scheme.tiers)
                .map(|(rank, tier)| (tier.id.clone(), app::tier_name(t, scheme, rank)));
            Some(named.collect::<Vec<_>>())
        });
        let none = (String::new(), t.unknown_option().to_owned());
        std::iter::once(none).chain(named.flatten().unwrap_or_default()).collect::<Vec<_>>()
    });
    let draft = move || OverrideDraft {
        scheme: scheme.get(),
        tier: tier.get(),
        reason: reason.get(),
        until: until.get(),
    };
    let wrong = Wrong::new();
    let command = move || Command::SetTier(customer, untrack(draft));
    let is_dirty =
        Signal::derive(move || !tier.get().is_empty() || !reason.get().is_empty() || !until.get().is_empty());
    view! {
        <FormPanel title=say(Language::set_tier) command=command is_dirty=is_dirty wrong=wrong>
            <div class="form-grid">
                <SelectField label=say(Language::scheme) value=scheme options=schemes />
                <SelectField label=say(Language::col_tier) value=tier options=tiers required=true error=wrong.with(Field::Tier) />
                <TextField label=say(Language::field_until) value=until kind=FieldKind::Date hint=say(Language::field_until_hint) error=wrong.with(Field::Until) />
            </div>
            <TextArea label=say(Language::field_reason) value=reason required=true error=wrong.with(Field::Reason) />
        </FormPanel>
    }
}

/// States a fact of a customer that no record tells.
#[component]
pub fn FactForm(customer: CustomerId, measure: Option<Measure>) -> impl IntoView {
    let wrong = Wrong::new();
    let fact = FactFields::new(Session::use_here(), measure);
    let command = move || Command::StateFact(customer, untrack(move || fact.draft()));
    let is_dirty = Signal::derive(move || fact.is_dirty());
    view! {
        <FormPanel title=say(Language::state_fact) command=command is_dirty=is_dirty wrong=wrong>
            <p class="hint">{say(Language::state_fact_text)}</p>
            {fact.fields(wrong)}
        </FormPanel>
    }
}

/// The fields of a fact that is stated. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct FactFields {
    session: Session,
    measure: RwSignal<String>,
    value: RwSignal<String>,
    day: RwSignal<String>,
    note: RwSignal<String>,
}

impl FactFields {
    /// Returns empty fields, the day today; the measure may be chosen already.
    pub fn new(session: Session, measure: Option<Measure>) -> Self {
        let fields = Self {
            session,
            measure: RwSignal::new(measure.map(|measure| measure.to_string()).unwrap_or_default()),
            value: RwSignal::new(String::new()),
            day: RwSignal::new(session.today().0.to_string()),
            note: RwSignal::new(String::new()),
        };
        let Self { measure, value, .. } = fields;
        Effect::new(move |before: Option<String>| {
            let now = measure.get();
            if before.is_some_and(|before| before != now) {
                value.set(String::new());
            }
            now
        });
        fields
    }

    /// Returns what is typed.
    pub fn draft(self) -> FactDraft {
        FactDraft {
            measure: self.measure.get(),
            value: self.value.get(),
            day: self.day.get(),
            note: self.note.get(),
        }
    }

    /// Tells whether something was typed.
    pub fn is_dirty(self) -> bool {
        !self.value.get().is_empty() || !self.note.get().is_empty()
    }

    /// Draws them.
    pub fn fields(self, wrong: Wrong) -> AnyView {
        let Self { session, measure, value, day, note } = self;
        let language = use_language();
        let measures = Signal::derive(move || {
            let t = language.get();
            let none = (String::new(), t.unknown_option().to_owned());
            let metrics = Metric::ALL.iter().filter(|metric| metric.can_be_stated());
            // What only a person can tell comes first; what records tell as well, after it.
            let (told, computed): (Vec<&Metric>, Vec<&Metric>) =
                metrics.partition(|metric| app::is_stated(**metric));
            let own = session.read(|desk| {
                let fields = desk.policy().fields.iter();
                fields
                    .map(|field| (format!("field_{}", field.number), field.name.clone()))
                    .collect::<Vec<_>>()
            });
            let named = told
                .into_iter()
                .chain(computed)
                .map(|metric| (metric.id().to_owned(), t.metric(*metric).to_owned()));
            std::iter::once(none).chain(own.unwrap_or_default()).chain(named).collect::<Vec<_>>()
        });
        let chosen = Memo::new(move |_| {
            let measure = Measure::from_id(&measure.get())?;
            session.read(|desk| desk.policy().unit(measure).map(|unit| (measure, unit))).flatten()
        });
        let field = move || {
            let t = language.get();
            let label = say(Language::why_value);
            let error = wrong.with(Field::Value);
            let Some((measure, unit)) = chosen.get() else { return ().into_any() };
            let options: Option<Vec<(String, String)>> = match unit {
                Unit::YesNo => Some(vec![("true".into(), t.yes().into()), ("false".into(), t.no().into())]),
                Unit::Rating => {
                    Some((1..=5).map(|points| (points.to_string(), format!("{points}/5"))).collect())
                }
                Unit::Word(list) => Some(
                    list.ids()
                        .iter()
                        .zip(0..)
                        .map(|(id, place)| ((*id).to_owned(), t.word(list, place).unwrap_or(id).to_owned()))
                        .collect(),
                ),
                Unit::Choice => session
                    .peek(|desk| match measure {
                        Measure::Field(field) => {
                            desk.policy().field(field).map(|field| field.choices.clone())
                        }
                        Measure::Known(_) => None,
                    })
                    .flatten()
                    .map(|choices| {
                        choices
                            .into_iter()
                            .zip(0..)
                            .map(|(word, place): (String, i64)| (place.to_string(), word))
                            .collect()
                    }),
                _ => None,
            };
            match options {
                Some(options) => {
                    let all = std::iter::once((String::new(), t.unknown_option().to_owned()))
                        .chain(options)
                        .collect::<Vec<_>>();
                    view! { <SelectField label=label value=value options=Signal::stored(all) error=error /> }
                        .into_any()
                }
                None => {
                    let kind = match unit {
                        Unit::Day => FieldKind::Date,
                        Unit::Fen => FieldKind::Decimal,
                        Unit::Text => FieldKind::Text,
                        _ => FieldKind::Whole,
                    };
                    view! { <TextField label=label value=value kind=kind error=error /> }.into_any()
                }
            }
        };
        view! {
            <div class="form-grid">
                <SelectField label=say(Language::why_criterion) value=measure options=measures required=true error=wrong.with(Field::Measure) />
                {live(field)}
                <TextField label=say(Language::field_day) value=day kind=FieldKind::Date required=true error=wrong.with(Field::Day) />
            </div>
            <TextArea label=say(Language::field_note) value=note error=wrong.with(Field::Note) />
        }
        .into_any()
    }
}
