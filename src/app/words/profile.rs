//! What master data is called: its values, and what is still to be asked.

use crate::app::wanted::Wanted;
use crate::model::{
    CityTier, Day, FieldSort, Gender, Intent, Money, PartialDate, ProfileField, SalesChannel,
};
use crate::text::Language;

/// Writes the stored value of a field as a reader knows it; what this version cannot read stays as it is stored.
pub fn profile_text(t: Language, field: ProfileField, value: &str) -> String {
    let said = match field.sort() {
        FieldSort::Day => value.parse::<Day>().ok().map(|day| t.partial_date(day.into())),
        FieldSort::Date => value.parse::<PartialDate>().ok().map(|date| t.partial_date(date)),
        FieldSort::Money => Money::parse(value).ok().map(|money| t.money(money)),
        FieldSort::CityTier => CityTier::from_id(value).map(|tier| t.city_tier(tier).to_owned()),
        FieldSort::SalesChannel => SalesChannel::from_id(value).map(|one| t.sales_channel(one).to_owned()),
        FieldSort::Gender => Gender::from_id(value).map(|gender| t.gender(gender).to_owned()),
        FieldSort::Intent => Intent::from_id(value).map(|intent| t.intent(intent).to_owned()),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// Names something that should be known of a customer.
pub fn wanted_name(t: Language, wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Industry => t.field_industry(),
        Wanted::Stage => t.field_stage(),
        Wanted::Owner => t.ask_owner(),
        Wanted::Contact => t.ask_contact(),
        Wanted::ContactWay => t.ask_contact_way(),
        Wanted::Role => t.ask_role(),
        Wanted::Decider => t.ask_decider(),
        Wanted::NewNeeds => t.ask_new_needs(),
        Wanted::Field(field) => t.profile_field(field),
    }
}
