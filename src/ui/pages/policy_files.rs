//! The policy as a file: exporting the one in force or a draft, and importing one as a draft that is rehearsed first.

use leptos::prelude::*;

use crate::app::{self, Route};
use crate::policy::Policy;
use crate::text::Language;

use super::super::components::{Button, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::session::{Session, Stopped, say};

/// Buttons that export a policy and import one; what an import lacks is told below them.
#[component]
pub fn PolicyFiles(
    /// The draft that is exported; without one it is the policy in force.
    #[prop(optional, into)]
    draft: Option<RwSignal<Policy>>,
) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let picker = NodeRef::<leptos::html::Input>::new();
    let refused = RwSignal::new(None::<(String, Vec<String>)>);
    let save = Callback::new(move |()| {
        let text = match draft {
            Some(draft) => draft.with_untracked(Policy::write),
            None => session.peek(|desk| desk.policy().write()).unwrap_or_default(),
        };
        let name = format!("wellkept-policy-{}.json", session.today().0);
        if let Err(failure) = session.services().download(&name, "application/json", text.as_bytes()) {
            session.tell(&Stopped::Failed(failure));
        }
    });
    let open = Callback::new(move |()| {
        if let Some(input) = picker.get_untracked() {
            input.click();
        }
    });
    let chosen = move |_| {
        let Some(input) = picker.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        let name = file.name();
        input.set_value("");
        leptos::task::spawn_local(async move {
            let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
            let text = text.ok().and_then(|text| text.as_string()).unwrap_or_default();
            let t = language.get_untracked();
            match Policy::read(&text) {
                Ok(policy) => {
                    refused.set(None);
                    session.imported_policy.set(Some((name, policy)));
                    session.go(Route::Tiers);
                }
                Err(problem) => {
                    let told = t.policy_refused(name, app::policy_problem(t, &problem));
                    refused.set(Some((told, app::policy_faults(t, &problem))));
                }
            }
        });
    };
    let told = move || {
        refused.get().map(|(told, faults)| {
            let faults = faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view();
            view! {
                <div class="notice is-danger" role="alert">
                    <Icon name=Glyph::Alert />
                    <div><p>{told}</p><ul>{faults}</ul></div>
                </div>
            }
        })
    };
    view! {
        <div class="cluster">
            <Button icon=Glyph::Download on_press=save>{say(Language::policy_export)}</Button>
            <Button icon=Glyph::Upload on_press=open>{say(Language::policy_import)}</Button>
            <input node_ref=picker type="file" accept=".json,application/json" class="sr-only" tabindex="-1"
                aria-label=move || language.get().policy_import() on:change=chosen />
        </div>
        {live(told)}
    }
}

/// The card 分级策略 of the page 数据.
#[component]
pub fn PolicyCard() -> impl IntoView {
    view! {
        <section class="card">
            <div class="card-head"><h2>{say(Language::policy_file_title)}</h2></div>
            <p class="muted">{say(Language::policy_file_text)}</p>
            <PolicyFiles />
        </section>
    }
}
