//! The summary of a contact for the customer: to copy, to open in a mail program, to mark as sent (A1.15).

use leptos::prelude::*;

use crate::app::{self, Command};
use crate::model::InteractionId;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Dialog, Glyph, Icon, TextArea, use_language};
use super::super::marks::no_contact_warning;
use super::super::session::{Session, say};
use super::form::DiscardQuestion;

/// The summary of an interaction.
#[component]
pub fn SummaryPanel(id: InteractionId) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let t = language.get_untracked();
    let found = session
        .peek(|desk| {
            let contact = desk.book().interactions().get(id)?;
            let first = contact.contacts.first().and_then(|first| desk.book().contacts().get(*first));
            let address = first.map(|who| who.email).unwrap_or_default();
            let subject = t.summary_subject(t.day_short(contact.day, desk.today()));
            Some((app::summary_text(t, desk.book(), &contact), address, subject))
        })
        .flatten();
    let (start, address, subject) = found.unwrap_or_default();
    let forbidden = session.peek(|desk| {
        let customer = desk.book().interactions().row(id)?.customer();
        no_contact_warning(t, desk.book().customers().get(customer)?, desk.today())
    });
    let forbidden = forbidden.flatten();
    let text = RwSignal::new(start.clone());
    let asking = RwSignal::new(false);
    let copied = RwSignal::new(false);
    let sent = Memo::new(move |_| {
        let is_sent = |desk: &app::Desk| {
            desk.book().interactions().get(id).is_some_and(|contact| contact.summary_sent.is_some())
        };
        session.read(is_sent).unwrap_or(false)
    });
    let discard = Callback::new(move |()| session.panel.set(None));
    let close = Callback::new(move |()| {
        if text.with_untracked(|text| *text != start) && !asking.get_untracked() {
            asking.set(true);
        } else {
            discard.run(());
        }
    });
    let copy = Callback::new(move |()| {
        let writing = window().navigator().clipboard().write_text(&text.get_untracked());
        leptos::task::spawn_local(async move {
            if wasm_bindgen_futures::JsFuture::from(writing).await.is_ok() {
                copied.set(true);
            }
        });
    });
    let mail = move || {
        let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
        format!("mailto:{address}?subject={}&body={}", encoded(&subject), encoded(&text.get()))
    };
    let mark = Callback::new(move |()| {
        let is_sent = sent.get_untracked();
        session.panel.set(None);
        session.send(Command::SendSummary(id, !is_sent));
    });
    view! {
        <Dialog title=say(Language::summary_title) on_close=close side=true>
            <div class="form-body">
                {forbidden}
                <div class="notice is-info">
                    <Icon name=Glyph::Info />
                    <p>{say(Language::summary_hint)}</p>
                </div>
                <TextArea label=say(Language::summary_make) value=text rows=18 />
                <DiscardQuestion asking=asking on_discard=discard />
                <div class="form-actions">
                    <a class="button" href=mail>
                        <Icon name=Glyph::Mail />
                        <span>{say(Language::summary_mail)}</span>
                    </a>
                    <Button icon=Glyph::Note on_press=copy>
                        {Signal::derive(move || {
                            let t = language.get();
                            if copied.get() { t.summary_copied() } else { t.summary_copy() }.to_owned()
                        })}
                    </Button>
                    <Button kind=ButtonKind::Primary icon=Glyph::Check on_press=mark>
                        {Signal::derive(move || {
                            let t = language.get();
                            if sent.get() { t.summary_unmark_sent() } else { t.summary_mark_sent() }.to_owned()
                        })}
                    </Button>
                </div>
            </div>
        </Dialog>
    }
}
