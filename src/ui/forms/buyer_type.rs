//! The form of a type of buyer (A2.13).

use leptos::prelude::*;

use crate::app::{self, BuyerTypeDraft, Command, Field};
use crate::model::{BuyerTypeId, TypeFamily};
use crate::text::Language;

use super::super::components::{CheckField, Segmented, TextArea, TextField, use_language};
use super::super::session::{Session, say};
use super::choices;
use super::form::{FormPanel, Wrong};

/// Alters a type, the handbooks' own too, or adds one.
#[component]
pub fn BuyerTypeForm(id: Option<BuyerTypeId>) -> impl IntoView {
    let session = Session::use_here();
    let t = use_language().get_untracked();
    let before = id.and_then(|id| session.peek(|desk| app::buyer_type(t, desk.book(), id))).flatten();
    let start = before.map(|card| card.card).unwrap_or_default();
    let text = |text: &str| RwSignal::new(text.to_owned());
    let (name, signs, handling) = (text(&start.name), text(&start.signs), text(&start.handling));
    let family = text(start.family.unwrap_or(TypeFamily::Temperament).id());
    let hidden = RwSignal::new(start.hidden);
    let draft = move || BuyerTypeDraft {
        name: name.get(),
        family: TypeFamily::from_id(&family.get()).filter(|family| *family != TypeFamily::Temperament),
        signs: signs.get(),
        handling: handling.get(),
        hidden: hidden.get(),
    };
    let wrong = Wrong::new();
    let title = say(if id.is_some() { Language::type_edit } else { Language::type_add });
    let command = move || Command::SaveBuyerType { id, draft: untrack(draft) };
    let is_dirty = Memo::new(move |_| draft() != start);
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            <TextField label=say(Language::type_name_label) value=name required=true autofocus=true error=wrong.with(Field::Name) />
            <Segmented
                label=say(Language::type_family_field)
                value=family
                options=choices::required(TypeFamily::ALL, TypeFamily::id, Language::type_family)
            />
            <TextArea label=say(Language::type_signs) value=signs rows=4 error=wrong.with(Field::Signs) />
            <TextArea label=say(Language::type_handling) value=handling rows=4 error=wrong.with(Field::Handling) />
            <CheckField label=say(Language::type_hidden) value=hidden />
        </FormPanel>
    }
}
