//! Fields of the user's own (A0.4), and the hold of a scheme.

use leptos::prelude::*;

use crate::app;
use crate::policy::{Field, FieldSort, Grading, Hold, Scheme};
use crate::text::Language;

use super::super::super::super::components::{Button, ButtonKind, use_language};
use super::super::super::super::live::live;
use super::super::super::super::session::say;
use super::super::super::input::{bare_choice, bare_name, text_input};
use super::Draft;

/// The fields that the user added: each can be stated of a customer and asked for in every rule.
#[component]
pub fn Fields(draft: Draft) -> impl IntoView {
    let language = use_language();
    let rows = move || {
        let t = language.get();
        draft.shape.track();
        let fields = draft.policy.with_untracked(|policy| policy.fields.clone());
        fields.iter().enumerate().map(|(place, field)| row(t, draft, place, field)).collect_view()
    };
    let add = Callback::new(move |()| {
        let t = language.get_untracked();
        draft.reshape(|policy| {
            let number = policy.fields.iter().map(|field| field.number).max().unwrap_or(0) + 1;
            let name = t.new_field().to_owned();
            policy.fields.push(Field { number, name, sort: FieldSort::Number, choices: Vec::new() });
        });
    });
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::own_fields)}</h2></div>
            <p class="hint">{say(Language::own_fields_text)}</p>
            <ul class="reasons">{live(rows)}</ul>
            <div><Button on_press=add>{say(Language::add_field)}</Button></div>
        </section>
    }
}

fn row(t: Language, draft: Draft, place: usize, field: &Field) -> AnyView {
    let alter = move |shape: bool, change: &dyn Fn(&mut Field)| {
        let alter = |policy: &mut crate::policy::Policy| {
            if let Some(field) = policy.fields.get_mut(place) {
                change(field);
            }
        };
        if shape { draft.reshape(alter) } else { draft.alter(alter) }
    };
    let name = bare_name(t.field_label(), field.name.clone(), move |typed| {
        alter(false, &|field| field.name = typed.trim().to_owned());
        true
    });
    let sorts = FieldSort::ALL.iter().map(|sort| (sort.id().to_owned(), t.field_sort(*sort).to_owned()));
    let sort = bare_choice(t.field_sort_label(), field.sort.id().to_owned(), sorts.collect(), move |id| {
        if let Some(sort) = FieldSort::from_id(&id) {
            alter(true, &|field| field.sort = sort);
        }
    });
    let choices = (field.sort == FieldSort::Choice).then(|| {
        bare_name(t.field_choices(), field.choices.join(t.list_comma()), move |typed| {
            let words =
                typed.split(['、', ',', '，', ';', '；']).map(str::trim).filter(|word| !word.is_empty());
            let words: Vec<String> = words.map(str::to_owned).collect();
            alter(false, &|field| field.choices = words.clone());
            !words.is_empty()
        })
    });
    let remove = Callback::new(move |()| {
        draft.reshape(|policy| {
            if place < policy.fields.len() {
                policy.fields.remove(place);
            }
        });
    });
    view! {
        <li class="cluster">
            {name} {sort} {choices}
            <Button kind=ButtonKind::Quiet label=t.remove_named(&field.name) on_press=remove>"×"</Button>
        </li>
    }
    .into_any()
}

/// Whether a tier is held while a value wavers around a bound.
pub fn hold(t: Language, draft: Draft, scheme: &Scheme) -> AnyView {
    let unit = match scheme.grading {
        Grading::Score(_) => t.hold_points(),
        Grading::Bands(_) => t.hold_percent(),
        Grading::Share(_) | Grading::Rules(_) => return ().into_any(),
    };
    let now = scheme.hold;
    let margin = text_input(
        unit,
        now.map(|hold| app::hundredths_text(i64::from(hold.margin))).unwrap_or_default(),
        move |typed| {
            let read = app::read_hundredths(&typed).and_then(|margin| u32::try_from(margin).ok());
            draft.alter_scheme(|scheme| {
                let days = scheme.hold.map_or(30, |hold| hold.days);
                scheme.hold = read.filter(|margin| *margin > 0).map(|margin| Hold { margin, days });
            });
            read.is_some() || typed.trim().is_empty()
        },
    );
    let days =
        text_input(t.hold_days(), now.map(|hold| hold.days.to_string()).unwrap_or_default(), move |typed| {
            let read = typed.trim().parse::<u32>().ok().filter(|days| (1..=366).contains(days));
            draft.alter_scheme(|scheme| {
                if let (Some(hold), Some(days)) = (&mut scheme.hold, read) {
                    hold.days = days;
                }
            });
            read.is_some() || typed.trim().is_empty()
        });
    view! { <div class="form-grid">{margin} {days}</div> <p class="hint">{t.hold_text()}</p> }.into_any()
}
