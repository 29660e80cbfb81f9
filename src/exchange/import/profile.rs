//! Master data in the row of a customer (A2.39–A2.46).

use super::row::Row;
use crate::exchange::layout::Field;
use crate::exchange::values;
use crate::model::{CreditCode, Customer, Env, FieldSort, ProfileField};

/// Fills master data (A2.39–A2.46). A number that is a unified code has taken the registration number's place.
pub(super) fn fill_profile(row: &mut Row<'_>, after: &mut Customer, env: &Env) {
    let mut has_code = false;
    for column in row.fields() {
        let Field::Profile(field) = column else { continue };
        if row.cell(column).is_empty() {
            continue;
        }
        let (in_wan, today) = (row.in_wan(column), env.today());
        let read = |text: &str| values::profile(field, text, in_wan, today);
        let has_words = matches!(
            field.sort(),
            FieldSort::CityTier | FieldSort::SalesChannel | FieldSort::Gender | FieldSort::Intent
        );
        let value = if has_words { row.word(column, read) } else { row.value(column, read) };
        let Some(value) = value else { continue };
        has_code |= field == ProfileField::CreditCode;
        let code = value.parse::<CreditCode>().ok().filter(|_| field == ProfileField::RegistrationNumber);
        let (field, value) = match code {
            // Its own column goes before one that is meant for other numbers.
            Some(_) if has_code => continue,
            Some(code) => (ProfileField::CreditCode, code.to_string()),
            None => (field, value),
        };
        if after.profile_value(field) != Some(value.as_str()) {
            after.set_profile_value(field, &value);
            after.set_field_state(field, None);
            after.field_days.insert(field.id().to_owned(), today);
            row.note_change(column);
        }
    }
}
