//! The types of buyer that a contact can be: what the handbooks give, and what the user wrote or altered
//! (A2.12, A2.13, A2.23).

use super::draft::BuyerTypeDraft;
use crate::book::Book;
use crate::model::{Birthday, BuyerType, BuyerTypeId, Day, GivenType, TypeFamily};
use crate::order;
use crate::text::Language;

/// A type of buyer as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeCard {
    /// The id that contacts name it by.
    pub id: BuyerTypeId,
    /// Name, list, signs and handling.
    pub card: BuyerTypeDraft,
    /// Whether the handbooks give it and nobody altered it.
    pub is_given: bool,
}

/// Returns all types, the handbooks' first; those no longer offered too.
pub fn buyer_types(t: Language, book: &Book) -> Vec<TypeCard> {
    let given = GivenType::ALL.iter().map(|given| {
        let own = book.buyer_types().get(given.key());
        TypeCard {
            id: given.key(),
            card: own.map_or_else(|| given_card(t, *given), BuyerTypeDraft::of),
            is_given: own.is_none(),
        }
    });
    let mut own: Vec<&BuyerType> = book.buyer_types().iter().collect();
    own.retain(|kind| GivenType::of(kind.id).is_none());
    order::by(&mut own, |one, other| {
        (one.family, &one.name, one.id).cmp(&(other.family, &other.name, other.id))
    });
    let own =
        own.into_iter().map(|kind| TypeCard { id: kind.id, card: BuyerTypeDraft::of(kind), is_given: false });
    given.chain(own).collect()
}

/// Returns the type with that id.
pub fn buyer_type(t: Language, book: &Book, id: BuyerTypeId) -> Option<TypeCard> {
    buyer_types(t, book).into_iter().find(|card| card.id == id)
}

/// Names a type; one that is not in the book any more is named as such.
pub fn type_name(t: Language, book: &Book, id: BuyerTypeId) -> String {
    buyer_type(t, book, id).map_or_else(|| t.history_gone().to_owned(), |card| card.card.name)
}

fn given_card(t: Language, given: GivenType) -> BuyerTypeDraft {
    let (signs, handling) = match given {
        GivenType::Calm => (t.type_calm_signs(), t.type_calm_handling()),
        GivenType::Indecisive => (t.type_indecisive_signs(), t.type_indecisive_handling()),
        GivenType::Boastful => (t.type_boastful_signs(), t.type_boastful_handling()),
        GivenType::Frank => (t.type_frank_signs(), t.type_frank_handling()),
        GivenType::Eagle => (t.type_eagle_signs(), t.type_eagle_handling()),
    };
    BuyerTypeDraft {
        name: t.given_type(given).to_owned(),
        family: Some(given.family()).filter(|family| *family != TypeFamily::Temperament),
        signs: signs.to_owned(),
        handling: handling.to_owned(),
        hidden: false,
    }
}

/// So many days ahead a birthday is told of.
const BIRTHDAY_AHEAD: i64 = 30;

/// Returns in how many days a birthday is, if it is soon.
pub fn birthday_soon(birthday: Birthday, today: Day) -> Option<i64> {
    birthday.next(today).map(|day| day.days_since(today)).filter(|days| *days <= BIRTHDAY_AHEAD)
}

/// Writes a birthday as a reader knows it.
pub fn birthday_text(t: Language, birthday: Birthday) -> String {
    let (month, day) = (birthday.month(), birthday.day());
    match (birthday.is_lunar(), birthday.year()) {
        (false, None) => t.birthday_solar(month, day),
        (false, Some(year)) => t.birthday_solar_of(year, month, day),
        (true, None) => t.birthday_lunar(month, day),
        (true, Some(year)) => t.birthday_lunar_of(year, month, day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, IdSource, Instant, Record};

    #[test]
    fn a2_13_the_given_types_stand_until_somebody_writes_their_own() {
        let now = Instant::from_millis(1_715_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let own = BuyerType::new(ids.draw(), "沉默寡言型".into());
        let altered = BuyerType {
            signs: "话不多".into(),
            ..BuyerType::new(GivenType::Calm.key(), "从容型".into())
        };
        let records = [Record::from(own.clone()), altered.into()];
        let book = Book::assemble(BookInfo::begun(now), records).unwrap();
        let all = buyer_types(Language::Chinese, &book);
        let names: Vec<&str> = all.iter().map(|card| card.card.name.as_str()).collect();
        assert_eq!(names, ["从容型", "优柔寡断型", "自我吹嘘型", "豪爽干脆型", "老鹰型", "沉默寡言型"]);
        assert_eq!(all.iter().filter(|card| card.is_given).count(), 4);
        assert!(all.iter().filter(|card| card.is_given).all(|card| !card.card.handling.is_empty()));
        assert_eq!(type_name(Language::Chinese, &book, own.id), "沉默寡言型");
        assert_eq!(type_name(Language::Chinese, &book, ids.draw()), Language::Chinese.history_gone());
    }
}
