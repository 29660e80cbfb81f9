//! What customers talked about in a month, beside the month before (A1.19).

use leptos::prelude::*;

use crate::app::{self, Topic};
use crate::model::PartialDate;
use crate::text::Language;

use super::super::super::components::{Button, ButtonKind, Glyph, use_language};
use super::super::super::live::live;
use super::super::super::session::{Session, say};

/// The topics of one month.
#[component]
pub fn Topics() -> impl IntoView {
    let session = Session::use_here();
    let language = use_language();
    let today = session.today().0;
    let day = RwSignal::new(today.plus_days(1 - i64::from(today.day_of_month())));
    let topics = Memo::new(move |_| {
        let day = day.get();
        session.read(|desk| app::topics(desk.book(), day)).unwrap_or_default()
    });
    let step = move |months: i32| day.update(|day| *day = day.plus_months(months));
    let month = move || {
        let day = day.get();
        language.get().partial_date(PartialDate::Month(day.year(), day.month()))
    };
    let table = move || {
        let t = language.get();
        topics.with(|topics| {
            if topics.is_empty() {
                return view! { <p class="muted">{t.needs_topics_none()}</p> }.into_any();
            }
            let rows = topics
                .iter()
                .map(|topic| {
                    view! {
                        <tr>
                            <th scope="row">{name(t, topic)}</th>
                            <td class="num">{topic.count}</td>
                            <td class="num">{topic.customers}</td>
                            <td class="num">{topic.before}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <div class="table-wrap">
                    <table class="ledger is-compact">
                        <thead>
                            <tr>
                                <th scope="col">{t.topic_about()}</th>
                                <th scope="col" class="num">{t.topic_count()}</th>
                                <th scope="col" class="num">{t.topic_customers()}</th>
                                <th scope="col" class="num">{t.topic_before()}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <section class="card stack-s">
            <div class="card-head">
                <h2>{say(Language::needs_topics)}</h2>
                <Button kind=ButtonKind::Quiet icon=Glyph::Back label=say(Language::month_earlier) on_press=Callback::new(move |()| step(-1)) />
                <span class="num small">{month}</span>
                <Button kind=ButtonKind::Quiet icon=Glyph::Forward label=say(Language::month_later) on_press=Callback::new(move |()| step(1)) />
            </div>
            {live(table)}
        </section>
    }
}

/// Returns what a topic is called.
pub fn name(t: Language, topic: &Topic) -> String {
    match topic.category {
        _ if !topic.theme.is_empty() => t.topic_theme(&topic.theme),
        Some(category) => t.need_category(category).to_owned(),
        None => t.topic_none().to_owned(),
    }
}
