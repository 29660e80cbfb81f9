//! The tiers: every scheme with its spread, its curve, who is about to fall, and what each tier is owed.

mod curve;
mod editor;
mod falls;
mod matrix;
pub mod past;
mod rules;
mod spread;

use leptos::prelude::*;

use crate::app;
use crate::policy::Grading;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::live::live;
use super::super::session::{Session, say};

/// The page 分级.
#[component]
pub fn TiersPage() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let editing = RwSignal::new(false);
    // By id: another version of the policy may have it at another place.
    let first = session.peek(|desk| desk.policy().if_undetermined.scheme.clone()).unwrap_or_default();
    let chosen = RwSignal::new(first);
    let place = Memo::new(move |_| {
        let id = chosen.get();
        session.read(|desk| desk.policy().scheme(&id).map_or(0, |(place, _)| place)).unwrap_or(0)
    });
    let past = past::PastDay::new(session);
    Effect::new(move |_| {
        if session.imported_policy.with(Option::is_some) {
            editing.set(true);
        }
    });
    let version = move || {
        let t = language.get();
        session.read(|desk| match desk.policy().version {
            1 => t.policy_version(1),
            version => t.policy_version_plain(version),
        })
    };
    let unusable = move || {
        let t = language.get();
        session.read(|desk| {
            let each = desk.unusable_policies().iter();
            each.map(|(version, problem)| {
                view! { <p class="notice is-danger" role="alert">{t.policy_unusable(version, app::policy_problem(t, problem))}</p> }
            })
            .collect_view()
        })
    };
    let schemes = move || {
        let t = language.get();
        session.read(|desk| {
            let policy = desk.policy();
            let all = policy.schemes.iter().filter(|scheme| !scheme.disabled);
            all.map(|scheme| {
                let id = scheme.id.clone();
                let own = id.clone();
                let order = policy.order.iter().position(|governing| governing.scheme == id);
                let order = order.map(|order| t.order_place(order + 1));
                view! {
                    <button
                        type="button"
                        aria-pressed=move || if chosen.with(|chosen| *chosen == own) { "true" } else { "false" }
                        on:click=move |_| chosen.set(id.clone())
                    >
                        {app::scheme_name(t, scheme)}
                        {order.map(|order| view! { <span class="row-note">{order}</span> })}
                    </button>
                }
            })
            .collect_view()
        })
    };
    let has_curve = move || {
        session
            .read(|desk| {
                let scheme = desk.policy().schemes.get(place.get())?;
                matches!(scheme.grading, Grading::Share(_)).then_some(())
            })
            .flatten()
            .is_some()
    };
    let page = move || {
        if editing.get() {
            return view! { <editor::Editor done=Callback::new(move |()| editing.set(false)) first=chosen.get_untracked() /> }
                .into_any();
        }
        view! {
            <div class="chips" role="group" aria-label=say(Language::scheme)>{live(schemes)}</div>
            {live(move || spread::spread(language.get(), session, place.get()))}
            {live(move || has_curve().then(|| curve::curve(language.get(), session, place.get(), past.found.get().as_deref())))}
            <past::Past past=past scheme=chosen />
            <falls::Falls place=place />
            {live(move || rules::rules(language.get(), session, place.get()))}
            <super::policy_files::PolicyCard />
        }
        .into_any()
    };
    view! {
        <div class="page-head">
            <h1>{say(Language::tiers_title)}</h1>
            <p class="sub">{live(version)}</p>
            <div class="push cluster">
                <Show when=move || !editing.get()>
                    <Button kind=ButtonKind::Plain icon=Glyph::Edit on_press=Callback::new(move |()| editing.set(true))>
                        {say(Language::edit_policy)}
                    </Button>
                </Show>
            </div>
        </div>
        <div class="page-body stack">
            {live(unusable)}
            {live(page)}
        </div>
    }
}
