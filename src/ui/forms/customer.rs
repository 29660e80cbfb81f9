//! The customer form.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::app::{self, Command, ContactDraft, CustomerDraft, Field};
use crate::model::{CustomerId, CustomerKind, Source, Stage, divisions};
use crate::text::Language;

use super::super::components::{
    Button, ButtonKind, FieldKind, Fold, Rating, SelectField, TextArea, TextField,
};
use super::super::live::live;
use super::super::session::{Session, say};
use super::choices;
use super::contact::ContactFields;
use super::form::{FormPanel, Wrong};

/// How many industries are offered by the first letters of their syllables.
const OFFERED: usize = 6;

/// The fields of a customer, both ways.
#[derive(Clone, Copy)]
struct Fields {
    name: RwSignal<String>,
    number: RwSignal<String>,
    short_name: RwSignal<String>,
    kind: RwSignal<String>,
    industry: RwSignal<String>,
    size: RwSignal<String>,
    stage: RwSignal<String>,
    source: RwSignal<String>,
    referred_by: RwSignal<String>,
    since: RwSignal<String>,
    tags: RwSignal<String>,
    key_need: RwSignal<String>,
    owner: RwSignal<String>,
    industry_growth: RwSignal<Option<u8>>,
    expansion_potential: RwSignal<Option<u8>>,
    need_fit: RwSignal<Option<u8>>,
    complaint_handling: RwSignal<Option<u8>>,
    stated_amount: RwSignal<String>,
    stated_repurchase: RwSignal<String>,
    stated_referrals: RwSignal<String>,
    fixed_day: RwSignal<String>,
    remark: RwSignal<String>,
}

impl Fields {
    fn of(draft: &CustomerDraft) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            name: text(&draft.name),
            number: text(&draft.number),
            short_name: text(&draft.short_name),
            kind: text(draft.kind.map_or("", CustomerKind::id)),
            industry: text(&draft.industry),
            size: text(&draft.size),
            stage: text(draft.stage.map_or("", Stage::id)),
            source: text(&draft.source.map_or(Cow::Borrowed(""), Source::id)),
            referred_by: text(&draft.referred_by),
            since: text(&draft.since),
            tags: text(&draft.tags),
            key_need: text(&draft.key_need),
            owner: choices::id_text(draft.owner),
            industry_growth: RwSignal::new(draft.industry_growth),
            expansion_potential: RwSignal::new(draft.expansion_potential),
            need_fit: RwSignal::new(draft.need_fit),
            complaint_handling: RwSignal::new(draft.complaint_handling),
            stated_amount: text(&draft.stated_amount),
            stated_repurchase: text(&draft.stated_repurchase),
            stated_referrals: text(&draft.stated_referrals),
            fixed_day: text(&draft.fixed_day),
            remark: text(&draft.remark),
        }
    }

    fn draft(self) -> CustomerDraft {
        CustomerDraft {
            name: self.name.get(),
            number: self.number.get(),
            short_name: self.short_name.get(),
            kind: CustomerKind::from_id(&self.kind.get()),
            industry: self.industry.get(),
            size: self.size.get(),
            stage: Stage::from_id(&self.stage.get()),
            source: Source::from_id(&self.source.get()),
            referred_by: self.referred_by.get(),
            since: self.since.get(),
            tags: self.tags.get(),
            key_need: self.key_need.get(),
            owner: self.owner.get().parse().ok(),
            industry_growth: self.industry_growth.get(),
            expansion_potential: self.expansion_potential.get(),
            need_fit: self.need_fit.get(),
            complaint_handling: self.complaint_handling.get(),
            stated_amount: self.stated_amount.get(),
            stated_repurchase: self.stated_repurchase.get(),
            stated_referrals: self.stated_referrals.get(),
            fixed_day: self.fixed_day.get(),
            remark: self.remark.get(),
        }
    }
}

/// Adds or edits a customer.
#[component]
pub fn CustomerForm(id: Option<CustomerId>) -> impl IntoView {
    let session = Session::use_here();
    let me = session.me();
    let before = id.and_then(|id| {
        session
            .peek(|desk| {
                desk.book().customers().get(id).map(|customer| CustomerDraft::of(desk.book(), customer))
            })
            .flatten()
    });
    let start = before.unwrap_or_else(|| CustomerDraft { owner: me, ..CustomerDraft::default() });
    let fields = Fields::of(&start);
    let contact = ContactFields::of(&ContactDraft::default());
    let wrong = Wrong::new();
    let owner = start.owner;
    let title = say(if id.is_some() { Language::edit_customer } else { Language::add_customer });
    let command = move || Command::SaveCustomer {
        id,
        draft: Box::new(untrack(|| fields.draft())),
        contact: untrack(|| contact.draft()),
    };
    let is_dirty = Memo::new(move |_| fields.draft() != start || contact.draft() != ContactDraft::default());
    let names = choices::customer_names(session);
    let industries =
        Signal::stored(divisions("").map(|division| division.name.to_owned()).collect::<Vec<_>>());
    // The browser's list knows no pinyin: who types the first letters of the syllables is offered the names.
    let by_initials = move || {
        let typed = fields.industry.get();
        let is_latin = !typed.is_empty() && typed.chars().all(|letter| letter.is_ascii_alphanumeric());
        divisions(&typed)
            .filter(|_| is_latin)
            .take(OFFERED)
            .map(|division| {
                let choose = Callback::new(move |()| fields.industry.set(division.name.to_owned()));
                view! { <Button kind=ButtonKind::Quiet on_press=choose>{division.name}</Button> }
            })
            .collect_view()
    };
    let take_number = Callback::new(move |()| {
        let year = session.today().0.year();
        let industry = fields.industry.get_untracked();
        if let Some(number) = session.peek(|desk| app::next_number(desk.book(), &industry, year)) {
            fields.number.set(number);
        }
    });
    view! {
        <FormPanel title=title command=command is_dirty=is_dirty wrong=wrong>
            <div class="form-grid">
                <div class="is-wide">
                    <TextField label=say(Language::field_name) value=fields.name required=true autofocus=true error=wrong.with(Field::Name) />
                </div>
                <TextField
                    label=say(Language::field_industry)
                    value=fields.industry
                    hint=say(Language::field_industry_hint)
                    list=industries
                    error=wrong.with(Field::Industry)
                />

                <SelectField
                    label=say(Language::field_stage)
                    value=fields.stage
                    options=choices::optional(Stage::ALL, Stage::id, Language::stage)
                    error=wrong.with(Field::Stage)
                />
                <SelectField label=say(Language::field_owner) value=fields.owner options=choices::people(owner) error=wrong.with(Field::Owner) />
                <TextField
                    label=say(Language::field_since)
                    value=fields.since
                    hint=say(Language::field_since_hint)
                    error=wrong.with(Field::Since)
                />
                <TextField label=say(Language::field_tags) value=fields.tags error=wrong.with(Field::Tags) />
                <div class="is-wide cluster">{live(by_initials)}</div>
                <TextField label=say(Language::field_key_need) value=fields.key_need error=wrong.with(Field::KeyNeed) />
            </div>
            {id.is_none()
                .then(|| view! {
                    <Fold title=say(Language::section_first_contact) open=true>
                        <div class="form-grid">{contact.view(wrong, Field::ContactName, false)}</div>
                    </Fold>
                })}
            <Fold title=say(Language::section_ratings) open=id.is_some()>
                <div class="form-grid">
                    <Rating label=say(Language::rate_industry_growth) value=fields.industry_growth />
                    <Rating label=say(Language::rate_expansion_potential) value=fields.expansion_potential />
                    <Rating label=say(Language::rate_need_fit) value=fields.need_fit />
                    <Rating label=say(Language::rate_complaint_handling) value=fields.complaint_handling />
                </div>
            </Fold>
            <Fold title=say(Language::section_stated) open=id.is_some()>
                <div class="form-grid">
                    <TextField
                        label=say(Language::field_stated_amount)
                        value=fields.stated_amount
                        kind=FieldKind::Decimal
                        hint=say(Language::field_stated_amount_hint)
                        error=wrong.with(Field::StatedAmount)
                    />
                    <TextField
                        label=say(Language::field_stated_repurchase)
                        value=fields.stated_repurchase
                        kind=FieldKind::Whole
                        error=wrong.with(Field::StatedRepurchase)
                    />
                    <TextField
                        label=say(Language::field_stated_referrals)
                        value=fields.stated_referrals
                        kind=FieldKind::Whole
                        error=wrong.with(Field::StatedReferrals)
                    />
                </div>
            </Fold>
            <Fold title=say(Language::section_more)>
                <div class="form-grid">
                    <div>
                        <TextField
                            label=say(Language::field_number)
                            value=fields.number
                            hint=say(Language::field_number_hint)
                            error=wrong.with(Field::Number)
                        />
                        <Button kind=ButtonKind::Quiet on_press=take_number>{say(Language::number_take)}</Button>
                    </div>
                    <TextField label=say(Language::field_short_name) value=fields.short_name error=wrong.with(Field::ShortName) />
                    <SelectField
                        label=say(Language::field_kind)
                        value=fields.kind
                        options=choices::optional(CustomerKind::ALL, CustomerKind::id, Language::customer_kind)
                    />
                    <TextField label=say(Language::field_size) value=fields.size error=wrong.with(Field::Size) />
                    <SelectField
                        label=say(Language::field_source)
                        value=fields.source
                        options=choices::sources(Source::from_id(&fields.source.get_untracked()))
                    />
                    <TextField label=say(Language::field_referred_by) value=fields.referred_by list=names error=wrong.with(Field::ReferredBy) />
                    <TextField
                        label=say(Language::field_fixed_day)
                        value=fields.fixed_day
                        kind=FieldKind::Whole
                        error=wrong.with(Field::FixedDay)
                    />
                    <div class="is-wide"><TextArea label=say(Language::field_remark) value=fields.remark rows=2 error=wrong.with(Field::Remark) /></div>
                </div>
            </Fold>
        </FormPanel>
    }
}
