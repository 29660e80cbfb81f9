//! The order of schemes, and when each may govern.

use leptos::prelude::*;

use crate::app;
use crate::policy::Governing;
use crate::text::Language;

use super::super::super::super::components::{Button, ButtonKind, use_language};
use super::super::super::super::live::live;
use super::super::super::super::session::say;
use super::super::super::input::{bare_choice, choice};
use super::Draft;
use super::conditions::At;

/// The order of schemes: the first that is allowed and has a tier governs (ruling 5).
#[component]
pub fn Order(draft: Draft) -> impl IntoView {
    let language = use_language();
    let rows = move || {
        let t = language.get();
        draft.shape.track();
        let policy = draft.policy.get_untracked();
        let rows = policy.order.iter().enumerate().map(|(place, governing)| {
            let name = policy.scheme(&governing.scheme).map(|(_, scheme)| app::scheme_name(t, scheme));
            let name = name.unwrap_or_else(|| governing.scheme.clone());
            let up = Callback::new(move |()| draft.reshape(|policy| {
                if place > 0 && place < policy.order.len() {
                    policy.order.swap(place - 1, place);
                }
            }));
            let remove = Callback::new(move |()| draft.reshape(|policy| {
                if place < policy.order.len() {
                    policy.order.remove(place);
                }
            }));
            let when = governing.when.as_ref().map(|when| {
                let builder = draft.builder(&policy, At::Order(place));
                view! { <div><span class="muted">{t.order_when()}</span> {builder.draw(t, when, &[])}</div> }
            });
            let adds = governing.adds;
            let role = vec![
                ("governs".to_owned(), t.order_governs().to_owned()),
                ("adds".to_owned(), t.order_adds().to_owned()),
            ];
            let role = bare_choice(
                t.order_role(&name),
                (if adds { "adds" } else { "governs" }).to_owned(),
                role,
                move |chosen| draft.alter(|policy| {
                    if let Some(governing) = policy.order.get_mut(place) {
                        governing.adds = chosen == "adds";
                    }
                }),
            );
            let limit = governing.when.is_none().then(|| {
                let add = Callback::new(move |()| draft.reshape(|policy| {
                    if let Some(governing) = policy.order.get_mut(place) {
                        governing.when = Some(app::new_condition());
                    }
                }));
                view! { <Button kind=ButtonKind::Quiet on_press=add>{t.order_limit()}</Button> }
            });
            view! {
                <li class="stack-s">
                    <div class="cluster">
                        <span class="num">{place + 1}</span> <span class="strong">{name.clone()}</span>
                        {role}
                        <Button kind=ButtonKind::Quiet label=t.move_up(&name) on_press=up>"↑"</Button>
                        {limit}
                        <Button kind=ButtonKind::Quiet label=t.remove_named(&name) on_press=remove>"×"</Button>
                    </div>
                    {when}
                </li>
            }
        });
        let rows = rows.collect_view();
        let absent: Vec<(String, String)> = policy
            .schemes
            .iter()
            .filter(|scheme| policy.order.iter().all(|governing| governing.scheme != scheme.id))
            .map(|scheme| (scheme.id.clone(), app::scheme_name(t, scheme)))
            .collect();
        let options = std::iter::once((String::new(), t.unknown_option().to_owned())).chain(absent).collect();
        let add = choice(t.order_add(), String::new(), options, move |id| {
            if !id.is_empty() {
                draft.reshape(|policy| policy.order.push(Governing { scheme: id, when: None, adds: false }));
            }
        });
        view! { <ol class="reasons">{rows}</ol> <div class="form-grid">{add}</div> }
    };
    view! {
        <section class="card stack">
            <div class="card-head"><h2>{say(Language::order_title)}</h2></div>
            <p class="hint">{say(Language::order_text)}</p>
            {live(rows)}
        </section>
    }
}
