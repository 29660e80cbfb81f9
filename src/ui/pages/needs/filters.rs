//! What of the list of needs is shown.

use leptos::prelude::*;

use crate::app;
use crate::model::NeedCategory;
use crate::text::Language;

use super::super::super::components::{CheckField, FieldKind, SelectField, TextField, use_language};
use super::super::super::session::{Session, say};

/// Stands for every department; an empty choice stands for needs without any.
pub const ALL: &str = "*";

/// The fields of the filter.
#[component]
pub fn Filters(
    typed: RwSignal<String>,
    sort: RwSignal<String>,
    category: RwSignal<String>,
    department: RwSignal<String>,
    closed_too: RwSignal<bool>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let sorts = Signal::derive(move || {
        let t = language.get();
        let named = [("", t.needs_all_sorts()), ("need", t.need_need()), ("problem", t.need_problem())];
        named.map(|(id, name)| (id.to_owned(), name.to_owned())).to_vec()
    });
    let categories = Signal::derive(move || {
        let t = language.get();
        std::iter::once((String::new(), t.needs_all_categories().to_owned()))
            .chain(
                NeedCategory::ALL.iter().map(|one| (one.id().to_owned(), t.need_category(*one).to_owned())),
            )
            .collect::<Vec<_>>()
    });
    let departments = Signal::derive(move || {
        let t = language.get();
        let known = session.read(|desk| app::departments(desk.book())).unwrap_or_default();
        let named = known.into_iter().map(|name| {
            let shown = if name.is_empty() { t.digest_no_department().to_owned() } else { name.clone() };
            (name, shown)
        });
        std::iter::once((ALL.to_owned(), t.needs_all_departments().to_owned()))
            .chain(named)
            .collect::<Vec<_>>()
    });
    view! {
        <div class="inline-field">
            <TextField label=say(Language::needs_search) value=typed kind=FieldKind::Search />
            <SelectField label=say(Language::need_sort) value=sort options=sorts />
            <SelectField label=say(Language::need_category_field) value=category options=categories />
            <SelectField label=say(Language::need_department) value=department options=departments />
            <CheckField label=say(Language::needs_closed_too) value=closed_too />
        </div>
    }
}
