//! What a change does to one record, as a table.

use leptos::prelude::*;

use crate::app::Alteration;
use crate::text::Language;

pub fn alteration_view(t: Language, alteration: Alteration) -> AnyView {
    let is_whole = alteration.is_whole;
    let rows = alteration
        .fields
        .into_iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row">{line.field}</th>
                    {(!is_whole).then(|| view! { <td class="prewrap">{line.before}</td> })}
                    <td class="prewrap">{line.after}</td>
                </tr>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-wrap">
                <table class="ledger is-compact">
                    <thead>
                        <tr>
                            <th scope="col">{t.history_field()}</th>
                            {(!is_whole).then(|| view! { <th scope="col">{t.history_before()}</th> })}
                            <th scope="col">{if is_whole { t.history_value() } else { t.history_after() }}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <section>
            <h3>{alteration.title}</h3>
            {table}
        </section>
    }
    .into_any()
}
