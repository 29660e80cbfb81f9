//! The list as cells that a spreadsheet takes in.

use crate::app::{Row, copied_cell};
use crate::model::CustomerId;
use crate::text::Language;
use leptos::prelude::*;

use super::Here;

/// How many rows are written between two breaths.
const AT_ONCE: usize = 1_000;

/// Copies who is ticked, or everybody shown, with the columns that are shown.
pub fn copy(here: Here) {
    let (chosen, columns) = (here.chosen_or_shown(), here.columns.get_untracked());
    let session = here.session;
    leptos::task::spawn_local(async move {
        let t = session.language();
        let heading = session.peek(|desk| {
            let each = columns.iter().map(|column| copied_cell(&column.name(t, desk.policy())));
            each.collect::<Vec<_>>().join("\t")
        });
        let Some(mut text) = heading else { return };
        for some in chosen.chunks(AT_ONCE) {
            session.peek(|desk| {
                let yardstick = desk.yardstick();
                let row = |id: &CustomerId| {
                    let customer = desk.book().customers().get(*id)?;
                    Some(Row { desk, yardstick: &yardstick, customer, standing: desk.standing(*id)? })
                };
                for row in some.iter().filter_map(row) {
                    text.push_str("\r\n");
                    let cells = columns.iter().map(|column| copied_cell(&row.plain(t, column)));
                    text.push_str(&cells.collect::<Vec<_>>().join("\t"));
                }
            });
            if chosen.len() > AT_ONCE {
                session.services().breathe().await;
            }
        }
        let told = copy_text(t, &text, chosen.len()).await;
        let _ = here.said.try_set(told);
    });
}

/// Puts a table into the clipboard and says how many rows there are, or what to do instead.
pub async fn copy_text(t: Language, text: &str, rows: usize) -> String {
    let writing = window().navigator().clipboard().write_text(text);
    match wasm_bindgen_futures::JsFuture::from(writing).await {
        Ok(_) => t.copied_rows(rows),
        Err(_) => t.copy_failed().to_owned(),
    }
}
