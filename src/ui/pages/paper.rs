//! The handbooks' tables: chosen, looked at, printed, saved; blank or filled (A2.47, A3.4).

use leptos::prelude::*;

use crate::app::{self, Paper, PaperLine, Route};
use crate::exchange::{FileForm, Outgoing, Sheet};
use crate::model::CustomerId;
use crate::text::Language;

use super::super::components::{Button, ButtonKind, Glyph, Icon, use_language};
use super::super::live::live;
use super::super::requests::{packed, write_file};
use super::super::session::{Session, Stopped, say};

/// Empty lines of a blank table, for the hand.
const BLANK_ROWS: usize = 12;

/// One table; of one customer where it is about one and one is named, else blank.
#[component]
pub fn PaperPage(paper: Paper, customer: Option<CustomerId>) -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let busy = RwSignal::new(false);
    let print = Callback::new(move |()| {
        let _ = window().print();
    });
    let save = move |form: FileForm| {
        let t = language.get_untracked();
        let Some(sheet) = session.peek(|desk| app::paper_sheet(t, desk, paper, customer)) else { return };
        let env = session.env();
        let rows = packed(&sheet.rows);
        let name = format!("{}-{}.{}", sheet.title, env.today(), form.extension());
        let head = Sheet { rows: Vec::new(), ..sheet };
        let title = String::new();
        // No table speaks of the zone.
        let (now, day, zone) = (env.now, env.today(), String::new());
        let outgoing = Outgoing { form, now, day, zone, title, sheets: vec![(head, 1)], contents: 0 };
        busy.set(true);
        leptos::task::spawn_local(async move {
            let made = write_file(session, outgoing, vec![rows]).await;
            let saved =
                made.and_then(|bytes| session.services().download_parts(&name, form.mime(), &[&bytes]));
            if let Err(failure) = saved {
                session.tell(&Stopped::Failed(failure));
            }
            busy.set(false);
        });
    };
    let back = customer.map_or(Route::Data, Route::Customer);
    let choices = move || {
        let t = language.get();
        Paper::ALL
            .iter()
            .map(|other| {
                let current = (*other == paper).then_some("page");
                view! { <a href=Route::Paper(*other, customer).href() aria-current=current>{other.title(t)}</a> }
            })
            .collect_view()
    };
    let body = move || {
        let t = language.get();
        session.read(|desk| {
            let one = customer.and_then(|id| desk.book().customers().get(id));
            if paper == Paper::MasterData {
                return form(t, &app::application(t, desk, one));
            }
            let name = one.filter(|_| paper.is_of_one()).map(|one| t.paper_of(&one.name));
            table(t, &app::paper_sheet(t, desk, paper, customer), name)
        })
    };
    view! {
        <div class="page-head no-print">
            <a class="button is-quiet is-bare" href=back.href() title=say(Language::back) aria-label=say(Language::back)>
                <Icon name=Glyph::Back />
            </a>
            <h1>{say(Language::paper_title)}</h1>
            <div class="cluster">
                {customer.map(|_| view! {
                    <a class="button" href=Route::Paper(paper, None).href()>{say(Language::paper_blank)}</a>
                })}
                <Button icon=Glyph::Download disabled=busy on_press=Callback::new(move |()| save(FileForm::Xlsx))>
                    {say(Language::paper_save_xlsx)}
                </Button>
                <Button icon=Glyph::Download disabled=busy on_press=Callback::new(move |()| save(FileForm::Csv))>
                    {say(Language::paper_save)}
                </Button>
                <Button kind=ButtonKind::Primary icon=Glyph::File on_press=print>{say(Language::paper_print)}</Button>
            </div>
        </div>
        <div class="page-body stack">
            <nav class="tabs" aria-label=say(Language::paper_choose)>{live(choices)}</nav>
            <section class="card sheet">
                <h2>{Signal::derive(move || paper.title(language.get()).to_owned())}</h2>
                {live(body)}
            </section>
        </div>
    }
}

fn table(t: Language, sheet: &Sheet, of: Option<String>) -> AnyView {
    let heads = sheet
        .columns
        .iter()
        .map(|column| view! { <th scope="col">{column.heading.clone()}</th> })
        .collect_view();
    let is_blank = sheet.rows.is_empty();
    let rows = sheet
        .rows
        .iter()
        .map(|row| {
            let cells =
                row.iter().map(|cell| view! { <td class="prewrap">{cell.written().into_owned()}</td> });
            view! { <tr>{cells.collect_view()}</tr> }
        })
        .collect_view();
    let lines = (0..if is_blank { BLANK_ROWS } else { 0 })
        .map(
            |_| view! { <tr>{sheet.columns.iter().map(|_| view! { <td>"\u{a0}"</td> }).collect_view()}</tr> },
        )
        .collect_view();
    view! {
        {of.map(|of| view! { <p>{of}</p> })}
        {is_blank.then(|| view! { <p class="muted no-print">{t.paper_none()}</p> })}
        <div class="table-wrap" tabindex="0">
            <table class="ledger is-lined">
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn form(t: Language, lines: &[PaperLine]) -> AnyView {
    let cells = lines
        .iter()
        .map(|line| {
            let boxes = line
                .boxes
                .iter()
                .map(|(name, is_ticked)| {
                    let mark = if *is_ticked { "☑" } else { "□" };
                    view! { <span class="tick">{format!("{mark} {name}")}</span> }
                })
                .collect_view();
            view! {
                <div class="form-line">
                    <dt>{line.label}</dt>
                    <dd class="prewrap">{line.value.clone()} " " {boxes}</dd>
                </div>
            }
        })
        .collect_view();
    let signatures = app::signatures(t).map(|who| {
        view! {
            <div class="form-line">
                <dt>{who}</dt>
                <dd><span class="signature"></span> " " {t.paper_sign_day()} " " <span class="signature is-short"></span></dd>
            </div>
        }
    });
    view! {
        <dl class="application">{cells}</dl>
        <dl class="application">{signatures.into_iter().collect_view()}</dl>
    }
    .into_any()
}
