//! The files of a customer: of itself, of its papers, and of what was said.

use leptos::prelude::*;

use crate::app::{self, Command, Desk, Refusal};
use crate::model::{Attachment, CustomerId, InteractionId, ProfileField, file_name};
use crate::order;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, FileDrop, Glyph, Icon, SelectField, use_language};
use super::super::super::files;
use super::super::super::forms::{files_hint, files_told};
use super::super::super::live::live;
use super::super::super::session::{Panel, Session, Stopped, say};
use super::drawn;

/// The documents of a customer, with the way to add more.
#[component]
pub fn Files(id: CustomerId) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let paper = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let faults = RwSignal::new(Vec::<String>::new());
    let take = Callback::new(move |chosen| {
        let paper = ProfileField::from_id(&paper.get_untracked());
        busy.set(true);
        faults.set(Vec::new());
        leptos::task::spawn_local(async move {
            let (taken, mut refused) = files::take(session, chosen).await;
            if !taken.is_empty() {
                let attaching = Command::Attach { customer: id, paper, files: taken };
                match session.dispatch(attaching).await {
                    Ok(()) => {}
                    Err(Stopped::Refused(Refusal::Fields(problems))) => {
                        let t = session.language();
                        refused.extend(problems.iter().map(|fault| app::problem(t, fault.problem)));
                    }
                    Err(stopped) => session.tell(&stopped),
                }
                session.let_staged_go();
            }
            let _ = faults.try_set(refused);
            let _ = busy.try_set(false);
        });
    });
    let papers = Signal::derive(move || {
        let t = language.get();
        let none = (String::new(), t.files_paper_none().to_owned());
        let papers = ProfileField::PAPERS
            .iter()
            .map(|paper| (paper.id().to_owned(), t.profile_field(*paper).to_owned()));
        std::iter::once(none).chain(papers).collect::<Vec<_>>()
    });
    let list = drawn(id, move |t, desk, _| {
        let mut all: Vec<Attachment> = desk.book().attachments_of(id).collect();
        if all.is_empty() {
            return view! { <p class="muted">{t.files_none()}</p> }.into_any();
        }
        order::by_key(&mut all, |file| std::cmp::Reverse((file.added, file.id)));
        let total = app::size_text(all.iter().map(|file| file.bytes).sum());
        let count = all.len();
        let rows = all.into_iter().map(|file| row(t, desk, session, file)).collect_view();
        view! {
            <p>{t.files_total(count, total)}</p>
            <div class="table-wrap">
                <table class="ledger is-stacked" aria-label=t.files_title()>
                    <thead>
                        <tr>
                            <th scope="col">{t.files_name()}</th>
                            <th scope="col" class="num">{t.files_size()}</th>
                            <th scope="col">{t.files_added()}</th>
                            <th scope="col">{t.files_by()}</th>
                            <th scope="col">{t.files_of()}</th>
                            <th scope="col"><span class="sr-only">{t.more_details()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    });
    view! {
        <section class="card stack" aria-label=say(Language::files_title)>
            <div class="card-head"><h2>{say(Language::files_title)}</h2></div>
            <FileDrop
                label=say(Language::files_add)
                disabled=busy
                takes_pasted=Signal::derive(move || session.panel.get().is_none())
                on_files=take
            >
                <SelectField label=say(Language::files_paper) value=paper options=papers />
            </FileDrop>
            <p class="hint">{files_hint}</p>
            {live(move || files_told(faults.get()))}
            {list}
        </section>
    }
}

fn row(t: Language, desk: &Desk, session: Session, file: Attachment) -> AnyView {
    let (id, name) = (file.id, file_name(&file.name));
    let by = file.by.and_then(|by| desk.book().people().get(by)).map(|by| by.name.clone());
    let is_lost = session.lost.with(|lost| lost.contains(file.sum));
    let (open, keep, remove) = (t.file_open(&name), t.file_save_of(&name), t.file_remove_of(&name));
    let belongs = app::belongs_to(t, desk, &file);
    let (bytes, added) = (app::size_text(file.bytes), desk.zone().day_of(file.added));
    let saved = file;
    view! {
        <tr>
            <td class="private">
                <Button
                    kind=ButtonKind::Quiet
                    icon=Glyph::File
                    label=Signal::stored(open)
                    on_press=Callback::new(move |()| session.panel.set(Some(Panel::File(id))))
                >
                    {name}
                </Button>
                {is_lost.then(|| view! { " " <span class="chip is-overdue">{t.files_lost_mark()}</span> })}
            </td>
            <td class="num">{bytes}</td>
            <td><time datetime=added.to_string()>{t.day_short(added, desk.today())}</time></td>
            <td>{by.unwrap_or_else(|| t.none().to_owned())}</td>
            <td>{belongs}</td>
            <td>
                <div class="cluster">
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Download
                        label=Signal::stored(keep)
                        on_press=Callback::new(move |()| files::save(session, saved.clone()))
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        icon=Glyph::Trash
                        label=Signal::stored(remove)
                        on_press=Callback::new(move |()| session.send(Command::RemoveAttachment(id)))
                    />
                </div>
            </td>
        </tr>
    }
    .into_any()
}

/// The files of a record of a contact.
pub fn of_interaction(
    t: Language,
    desk: &Desk,
    session: Session,
    customer: CustomerId,
    id: InteractionId,
) -> Option<AnyView> {
    let files: Vec<Attachment> =
        desk.book().attachments_of(customer).filter(|file| file.interaction == Some(id)).collect();
    if files.is_empty() {
        return None;
    }
    let all = files
        .into_iter()
        .map(|file| {
            let (id, name) = (file.id, file_name(&file.name));
            let label = t.file_open(&name);
            let open = Callback::new(move |()| session.panel.set(Some(Panel::File(id))));
            view! {
                <li>
                    <button type="button" class="button is-quiet" aria-label=label on:click=move |_| open.run(())>
                        <Icon name=Glyph::File />
                        <span class="button-text private">{name}</span>
                        <span class="num muted">{app::size_text(file.bytes)}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul class="plain-list file-list">{all}</ul> }.into_any())
}
