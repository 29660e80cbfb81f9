//! 客户主数据维护申请单: its lines and boxes (A2.41–A2.47).

use super::{Desk, main_contact};
use crate::app::words::{profile_text, tier_name};
use crate::model::{CityTier, Contact, Customer, Money, ProfileField, SalesChannel};
use crate::text::Language;

/// One line of the application: what is asked, and the answer or the boxes to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// What is asked.
    pub label: &'static str,
    /// The answer.
    pub value: String,
    /// The boxes, each with whether it is ticked.
    pub boxes: Vec<(String, bool)>,
}

/// Returns the lines of the application, filled for a customer or blank: the 27 fields of the form in its order.
pub fn application(t: Language, desk: &Desk, customer: Option<&Customer>) -> Vec<PaperLine> {
    let line = |label: &'static str, value: String| PaperLine { label, value, boxes: Vec::new() };
    let known = |field: ProfileField| {
        let value = customer.and_then(|one| one.profile_value(field));
        value.map(|value| profile_text(t, field, value)).unwrap_or_default()
    };
    let asked = |field: ProfileField| line(t.profile_field(field), known(field));
    let of = |text: fn(&Customer) -> &str| customer.map(|one| text(one).to_owned()).unwrap_or_default();
    let contact = customer.and_then(|one| main_contact(desk, one));
    let who =
        |text: fn(&Contact) -> &str| contact.as_ref().map(|one| text(one).to_owned()).unwrap_or_default();
    let chosen = |field: ProfileField| customer.and_then(|one| one.profile_value(field)).unwrap_or_default();
    // Where there is a unified code, it has taken the place of the registration number.
    let number = Some(known(ProfileField::RegistrationNumber)).filter(|number| !number.is_empty());
    let revenue = customer
        .and_then(|one| one.profile_value(ProfileField::Revenue))
        .and_then(|text| Money::parse(text).ok())
        .map(in_wan);
    let dealer = customer.and_then(|one| tier_in(t, desk, one, "dealer"));
    let levels = desk.policy().schemes.iter().find(|scheme| scheme.id == "dealer");
    let levels = levels.map(|scheme| tier_names(t, scheme)).unwrap_or_default();
    let levels = levels
        .into_iter()
        .enumerate()
        .map(|(place, name)| (name, dealer.as_ref().is_some_and(|(_, tier)| *tier == place)));
    let cities = CityTier::ALL
        .iter()
        .map(|tier| (t.city_tier(*tier).to_owned(), chosen(ProfileField::CityTier) == tier.id()));
    let channels = SalesChannel::ALL.iter().map(|channel| {
        (t.sales_channel(*channel).to_owned(), chosen(ProfileField::SalesChannel) == channel.id())
    });
    vec![
        line(t.col_customer_name(), of(|one| &one.name)),
        line(t.paper_number(), of(|one| &one.number)),
        asked(ProfileField::Founded),
        asked(ProfileField::RegisteredOn),
        line(
            t.profile_field(ProfileField::RegistrationNumber),
            number.unwrap_or_else(|| known(ProfileField::CreditCode)),
        ),
        asked(ProfileField::Authority),
        asked(ProfileField::OrganisationCode),
        asked(ProfileField::LegalPerson),
        asked(ProfileField::Capital),
        asked(ProfileField::CompanyType),
        asked(ProfileField::Scope),
        asked(ProfileField::Term),
        PaperLine { boxes: cities.collect(), ..asked(ProfileField::City) },
        asked(ProfileField::Address),
        asked(ProfileField::OfficePhone),
        asked(ProfileField::Fax),
        asked(ProfileField::Website),
        line(t.paper_main_contact(), who(|one| &one.name)),
        line(t.field_title(), who(|one| &one.title)),
        line(t.paper_mobile(), who(|one| &one.phone)),
        line(t.paper_email(), who(|one| &one.email)),
        asked(ProfileField::MainBusiness),
        line(t.paper_revenue_wan(), revenue.unwrap_or_default()),
        PaperLine {
            boxes: channels.collect(),
            ..line(t.profile_field(ProfileField::SalesChannel), String::new())
        },
        PaperLine { boxes: levels.collect(), ..line(t.paper_dealer(), String::new()) },
        asked(ProfileField::CreditLimit),
        line(t.paper_remark(), of(|one| &one.remark)),
    ]
}

/// Returns who signs the application, each with a day, in their order (A2.47).
pub fn signatures(t: Language) -> [&'static str; 4] {
    [t.paper_sign_agent(), t.paper_sign_manager(), t.paper_sign_commercial(), t.paper_sign_finance()]
}

/// Returns an amount in 万元, to the fen.
pub(super) fn in_wan(money: Money) -> String {
    let (whole, rest) = (money.fen / 1_000_000, money.fen % 1_000_000);
    match rest {
        0 => whole.to_string(),
        rest => format!("{whole}.{rest:06}").trim_end_matches('0').to_owned(),
    }
}

/// Returns the names of a scheme's tiers, and the place of the one that the customer is in.
pub(super) fn tier_in(
    t: Language,
    desk: &Desk,
    customer: &Customer,
    scheme: &str,
) -> Option<(Vec<String>, usize)> {
    let (place, scheme) =
        desk.policy().schemes.iter().enumerate().find(|(_, one)| one.id == scheme && !one.disabled)?;
    let tier = desk.standing(customer.id)?.tiers.get(place)?.tier()?;
    Some((tier_names(t, scheme), usize::from(tier)))
}

fn tier_names(t: Language, scheme: &crate::policy::Scheme) -> Vec<String> {
    (0..scheme.tiers.len()).filter_map(|rank| Some(tier_name(t, scheme, u8::try_from(rank).ok()?))).collect()
}
