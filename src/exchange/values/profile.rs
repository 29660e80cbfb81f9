//! Fields of master data (A2.39–A2.46), each in the form in which the book stores it.

use super::word::{city_tier, gender, intent, sales_channel};
use super::{count, day_and_time, money, narrow, partial_date};
use crate::exchange::import::Reason;
use crate::exchange::layout::{Field, Layout};
use crate::model::{CreditCode, Day, FieldSort, ProfileField, is_phone, is_website};

/// The longest text of one line, in characters.
const LONGEST_LINE: usize = 200;

/// Reads which paper a file is (A2.39).
pub(in crate::exchange) fn paper(text: &str) -> Result<ProfileField, Reason> {
    match Field::named(Layout::Customers, text) {
        Some(Field::Profile(paper)) if ProfileField::PAPERS.contains(&paper) => Ok(paper),
        _ => Err(Reason::NotInList { field: Field::FilePaper }),
    }
}

/// Reads a field of master data into its stored form, as the form of master data would; amounts are in 万元 where the
/// column says so.
pub(in crate::exchange) fn profile(
    field: ProfileField,
    text: &str,
    in_wan: bool,
    today: Day,
) -> Result<String, Reason> {
    let past = |day: Day| if day > today { Err(Reason::InFuture { today }) } else { Ok(()) };
    let sort = field.sort();
    if sort != FieldSort::Long && text.chars().nth(LONGEST_LINE).is_some() {
        return Err(Reason::TooLong { limit: LONGEST_LINE });
    }
    match sort {
        FieldSort::Text if text.contains(char::is_control) => Err(Reason::ControlCharacter),
        FieldSort::Text | FieldSort::Long => Ok(text.to_owned()),
        FieldSort::Day => {
            let (day, _) = day_and_time(text)?;
            past(day).map(|()| day.to_string())
        }
        FieldSort::Date => {
            let date = partial_date(text)?;
            if field != ProfileField::Timeframe {
                past(date.first_day())?;
            }
            Ok(date.to_string())
        }
        FieldSort::Money => money(text, in_wan).map(|money| money.plain()),
        FieldSort::Count => count(text.trim_end_matches('人')).map(|count| count.to_string()),
        FieldSort::Year => {
            let narrowed = narrow(text);
            let year = narrowed.trim().trim_end_matches('年').parse::<i32>();
            let year = year.ok().filter(|year| (1900..=today.year()).contains(year));
            year.map(|year| year.to_string()).ok_or(Reason::NotADate)
        }
        FieldSort::Phone if is_phone(&narrow(text)) => Ok(narrow(text).into_owned()),
        FieldSort::Phone => Err(Reason::NotAPhone),
        FieldSort::Website if is_website(text) => Ok(text.to_owned()),
        FieldSort::Website => Err(Reason::NotAWebsite),
        FieldSort::CreditCode => {
            narrow(text).parse::<CreditCode>().map(|code| code.to_string()).map_err(Reason::NotACreditCode)
        }
        FieldSort::CityTier => city_tier(text).map(|tier| tier.id().to_owned()),
        FieldSort::SalesChannel => sales_channel(text).map(|channel| channel.id().to_owned()),
        FieldSort::Gender => gender(text).map(|gender| gender.id().to_owned()),
        FieldSort::Intent => intent(text).map(|intent| intent.id().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::CreditCodeError;

    fn today() -> Day {
        Day::new(2024, 5, 10).unwrap()
    }

    #[test]
    fn a2_41_each_field_becomes_what_the_form_would_store() {
        use ProfileField as F;
        for (field, text, stored) in [
            (F::CreditCode, "9144 0300 7152 6726 xg", Ok("9144030071526726XG")),
            (F::CreditCode, "9144030071526726XA", Err(Reason::NotACreditCode(CreditCodeError::Check('G')))),
            (F::Founded, "2019年3月", Ok("2019-03")),
            (F::RegisteredOn, "2030-01-01", Err(Reason::InFuture { today: today() })),
            (F::Timeframe, "2024年Q3", Ok("2024-Q3")),
            (F::PaperLicence, "2024/5/9", Ok("2024-05-09")),
            (F::PaperTax, "2024年5月", Err(Reason::NotAWholeDay)),
            (F::Capital, "500万", Ok("5000000")),
            (F::Headcount, "１２０人", Ok("120")),
            (F::BirthYear, "1980年", Ok("1980")),
            (F::BirthYear, "2030", Err(Reason::NotADate)),
            (F::Fax, "打给我", Err(Reason::NotAPhone)),
            (F::Website, "www.example.cn/关于", Ok("www.example.cn/关于")),
            (F::Website, "example", Err(Reason::NotAWebsite)),
            (F::CityTier, "二级城市", Ok("second")),
            (F::SalesChannel, "Telephone sales", Ok("phone")),
            (F::Gender, "女", Ok("female")),
            (F::Intent, "需内部审批", Ok("needs_approval")),
            (F::LegalPerson, "王五", Ok("王五")),
        ] {
            let read = profile(field, text, false, today());
            assert_eq!(read.as_deref(), stored.as_deref(), "{text}");
        }
        assert_eq!(profile(F::Revenue, "8000", true, today()).as_deref(), Ok("80000000"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it_and_what_is_stored_reads_back(text in ".{0,24}", place in 0..ProfileField::ALL.len()) {
            let field = ProfileField::ALL[place];
            if let Ok(stored) = profile(field, &text, false, today())
                && !matches!(field.sort(), FieldSort::CityTier | FieldSort::SalesChannel | FieldSort::Gender | FieldSort::Intent)
            {
                prop_assert_eq!(profile(field, &stored, false, today()), Ok(stored.clone()));
            }
        }
    }
}
