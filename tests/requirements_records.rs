//! What the handbooks ask to be recorded of a customer, and where it has to show: one test for each requirement, named
//! by its number. `records.rs` has those that came with a rule of their own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use wellkept::app::{
    ActionDraft, Brief, BulkEdit, BuyerTypeDraft, Column, Command, ContactDraft, CustomerTable, Desk,
    Editable, Entry, FactDraft, FeedbackDraft, Field, FieldProblem, Fixed, InteractionDraft, List, NeedDraft,
    NeedsFilter, OrderDraft, Paper, PersonDraft, PlanDraft, Problem, ProfileDraft, Queue, Quick,
    RecordCondition, RecordFilter, RecordOperator, RecordTable, RecordTest, RecordView, Refusal, Risk,
    RoleMap, Row, SourceDraft, Spot, View, Wanted, application, bulk_preview, buyer_types, cell_plain,
    columns, duties, fields_of_queue, fill, measure_value, needs, paper_sheet, propose, referrals, risks,
    sheet, signatures, sources, today, topics, wanted,
};
use wellkept::book::Book;
use wellkept::exchange::{Fate, ImportOptions, plan, read, read_table, write};
use wellkept::facts::{Descriptor, Measure, Metric, Wording};
use wellkept::model::*;
use wellkept::policy::{Duty, Field as OwnField, FieldSort, Policy};
use wellkept::query::{Condition, Needle, Operator, Test, TextOperator, TextTest};
use wellkept::text::Language;

const ZH: Language = Language::Chinese;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A desk on 2024-05-10, at 14:00 in Shanghai, with one customer and one of its people.
struct World {
    desk: Desk,
    env: Env,
    id: CustomerId,
    contact: ContactId,
}

impl World {
    fn new() -> Self {
        Self::with(|_, _| Vec::new())
    }

    /// A world with more records of the customer.
    fn with(more: impl FnOnce(&mut Customer, &mut IdSource) -> Vec<Record>) -> Self {
        let now = Zone::SHANGHAI.instant(day("2024-05-10"), 14, 0);
        let mut env = Env { now, zone: Zone::SHANGHAI, person: None, ids: IdSource::new(now, [11; 16]) };
        // It was registered long ago: the clock of a first contact is past.
        let registered = Zone::SHANGHAI.instant(day("2023-01-05"), 9, 0);
        let mut customer = Customer::new(env.ids.draw(), "北辰科技".into(), registered);
        let contact = Contact {
            role: Some(DecisionRole::Influencer),
            ..Contact::new(env.ids.draw(), customer.id, "王建国".into())
        };
        let (id, who) = (customer.id, contact.id);
        let more = more(&mut customer, &mut env.ids);
        let records = [Record::from(customer), contact.into()].into_iter().chain(more);
        let book = Book::assemble(BookInfo::begun(env.now), records).unwrap();
        let mut desk = Desk::open(book, env.zone, env.today());
        desk.work_out(usize::MAX);
        while desk.compare(1_000) {}
        while desk.prepare_search(50) {}
        Self { desk, env, id, contact: who }
    }

    fn ask(&mut self, command: Command) -> Result<(), Refusal> {
        let change = propose(&self.desk, command, &mut self.env)?;
        self.desk.applied(&change).unwrap();
        self.desk.remember(change.into(), true);
        self.desk.work_out(usize::MAX);
        while self.desk.prepare_search(50) {}
        Ok(())
    }

    fn run(&mut self, command: Command) {
        self.ask(command).unwrap();
    }

    fn customer(&self) -> &Customer {
        self.desk.book().customers().get(self.id).unwrap()
    }

    fn edit(&mut self, field: Editable, typed: &str) -> Result<(), Refusal> {
        let command = field.command(self.desk.book(), self.customer(), typed);
        self.ask(command)
    }

    fn profile(&mut self, values: &[(ProfileField, &str)], states: &[(ProfileField, FieldState)]) {
        let mut draft = ProfileDraft::of(self.customer());
        draft.values.extend(values.iter().map(|(field, value)| (*field, (*value).to_owned())));
        draft.states.extend(states.iter().copied());
        self.run(Command::SaveProfile { customer: self.id, draft: Box::new(draft) });
    }

    fn state(&mut self, measure: &str, value: &str) {
        let draft = FactDraft {
            measure: measure.into(),
            value: value.into(),
            day: self.env.today().to_string(),
            ..FactDraft::default()
        };
        self.run(Command::StateFact(self.id, draft));
    }

    fn said(&self, summary: &str) -> InteractionDraft {
        InteractionDraft {
            summary: summary.into(),
            contacts: vec![self.contact],
            // Several on one day may go over a cap, which is not what is tested here.
            cap_excuse: Some(CapExcuse::CustomerAsked),
            ..InteractionDraft::new(self.id, Channel::Call, &self.env)
        }
    }

    fn record(&mut self, draft: InteractionDraft) {
        self.run(Command::SaveInteraction { id: None, draft: Box::new(draft) });
    }

    fn need(&mut self, draft: NeedDraft) {
        let draft = NeedDraft { day: self.env.today().to_string(), ..draft };
        self.run(Command::SaveNeed { customer: self.id, id: None, draft });
    }

    fn value(&self, metric: Metric) -> Option<i64> {
        self.desk.facts(self.customer()).get(metric).map(|fact| fact.value)
    }

    /// What stands in a column of the customer list.
    fn shown(&self, column: impl Into<Column>) -> String {
        let (yardstick, customer) = (self.desk.yardstick(), self.customer());
        let standing = self.desk.standing(self.id).unwrap();
        Row { desk: &self.desk, yardstick: &yardstick, customer, standing }.shown(ZH, &column.into())
    }

    /// The customers of the list that meet a condition, which is stored and read back first.
    fn listed(&self, condition: &Condition) -> Vec<CustomerId> {
        let stored = serde_json::to_string(condition).unwrap();
        let view = View { filter: Some(serde_json::from_str(&stored).unwrap()), ..View::default() };
        let mut table = CustomerTable::default();
        table.refresh(&self.desk, 1);
        while table.judge(&self.desk, &view, 100) > 0 {}
        table.lines(ZH, &self.desk, &view, &Quick::default(), &[]).customers
    }

    /// The id of the tier in a scheme.
    fn tier(&self, scheme: &str) -> Option<&str> {
        let (place, scheme) = self.desk.policy().scheme(scheme)?;
        let rank = self.desk.standing(self.id)?.tier(place).tier()?;
        Some(&scheme.tiers[usize::from(rank)].id)
    }

    fn finds(&self, typed: &str) -> bool {
        self.desk.finds(self.customer(), &Needle::new(typed))
    }

    fn stands_in(&self, queue: Queue) -> bool {
        duties(&self.desk, &self.desk.yardstick(), self.customer()).queues.contains(&queue)
    }

    /// The rows of a list as it is exported, each by its headings.
    fn exported(&self, list: List) -> Vec<BTreeMap<String, String>> {
        let mut rows = Vec::new();
        let all: Vec<CustomerId> = self.desk.book().customers().sorted().iter().map(|one| one.id).collect();
        fill(&mut rows, ZH, &self.desk, list, &all, false);
        let headings: Vec<String> =
            sheet(ZH, list, false).columns.into_iter().map(|column| column.heading).collect();
        let row = |cells: Vec<wellkept::exchange::Cell>| {
            headings.iter().cloned().zip(cells.iter().map(cell_plain)).collect()
        };
        rows.into_iter().map(row).collect()
    }

    /// The rows of a table of the handbooks, as they are printed.
    fn printed(&self, paper: Paper) -> Vec<Vec<String>> {
        let sheet = paper_sheet(ZH, &self.desk, paper, Some(self.id));
        sheet.rows.iter().map(|row| row.iter().map(cell_plain).collect()).collect()
    }

    /// The boxes of a line of the application form, and which is ticked.
    fn boxes(&self, label: &str) -> (Vec<String>, Vec<String>) {
        let lines = application(ZH, &self.desk, Some(self.customer()));
        let line = lines.into_iter().find(|line| line.label == label).unwrap();
        let ticked =
            line.boxes.iter().filter(|(_, is_ticked)| *is_ticked).map(|(name, _)| name.clone()).collect();
        (line.boxes.into_iter().map(|(name, _)| name).collect(), ticked)
    }

    /// What stands in a line of the application form.
    fn applied(&self, label: &str) -> String {
        let lines = application(ZH, &self.desk, Some(self.customer()));
        lines.into_iter().find(|line| line.label == label).unwrap().value
    }

    /// What stands in a line of the form for visits.
    fn visited(&self, label: &str) -> String {
        self.printed(Paper::Visit).into_iter().find(|line| line[1] == label).unwrap()[4].clone()
    }

    /// The book as a file and read again.
    fn reread(&self) -> Book {
        read(&write(self.desk.book()).unwrap()).unwrap().book().unwrap()
    }

    /// Imports a table and returns what became of its rows.
    fn import(&mut self, table: &str) -> Vec<Fate> {
        let table = read_table(table.as_bytes(), None).unwrap();
        let plan = plan(self.desk.book(), &table, &ImportOptions::default(), &mut self.env);
        let change = plan.change(&mut self.env);
        self.desk.applied(&change).unwrap();
        self.desk.work_out(usize::MAX);
        plan.rows.iter().map(|row| row.fate).collect()
    }

    fn named(&self, name: &str) -> &Customer {
        self.desk.book().customers().iter().find(|customer| customer.name == name).unwrap()
    }
}

fn is(metric: impl Into<Measure>, value: i64) -> Condition {
    Condition::Is(Test { measure: metric.into(), operator: Operator::Is, value: Some(value) })
}

fn order(ids: &mut IdSource, of: CustomerId, on: &str, yuan: i64) -> Record {
    Order::new(ids.draw(), of, day(on), Money::yuan(yuan)).into()
}

fn call(ids: &mut IdSource, of: CustomerId, on: &str) -> Interaction {
    let recorded = Zone::SHANGHAI.instant(day(on), 15, 0);
    Interaction::new(ids.draw(), of, day(on), Channel::Call, Depth::Deep, Initiator::Us, recorded)
}

/// A customer of low value: little ordered in a year, and a contact every month.
fn of_low_value() -> World {
    World::with(|customer, ids| {
        customer.stage = Some(Stage::Stable);
        let months = (1..=12).map(|month| {
            let (year, month) = if month < 5 { (2024, month) } else { (2023, month) };
            format!("{year}-{month:02}-15")
        });
        let calls: Vec<Record> = months.map(|on| call(ids, customer.id, &on).into()).collect();
        [order(ids, customer.id, "2023-06-01", 3_000), order(ids, customer.id, "2023-07-01", 3_000)]
            .into_iter()
            .chain(calls)
            .collect()
    })
}

/// 来源渠道: the list is edited; what a customer has shows everywhere and is never lost.
#[test]
fn a0_3_the_user_edits_the_list_of_sources() {
    let mut world = World::new();
    let names = |world: &World| -> Vec<String> {
        let Entry::Choice(words) = Spot::Customer(world.id, Editable::Source).entry(ZH, &world.desk) else {
            panic!()
        };
        words.into_iter().map(|(_, name)| name).collect()
    };
    for given in ["官网注册", "展会对接", "销售拜访", "客户转介绍", "第三方数据平台"]
    {
        assert!(names(&world).contains(&given.to_owned()), "{given}");
    }
    let draft = |name: &str, hidden| SourceDraft { name: name.into(), hidden };
    world.run(Command::SaveSource { source: None, draft: draft("抖音直播", false) });
    let own = sources(ZH, world.desk.book()).pop().unwrap().source;
    world.edit(Editable::Source, &own.to_string()).unwrap();

    // The list, its filter, the export and a table that comes in know it.
    assert_eq!(world.shown(Fixed::Source), "抖音直播");
    let condition = is(Metric::Source, own.number());
    assert_eq!(world.listed(&condition), [world.id]);
    assert_eq!(world.listed(&is(Metric::Source, Source::from(GivenSource::Website).number())), []);
    assert_eq!(
        measure_value(ZH, world.desk.book(), world.desk.policy(), Metric::Source.into(), own.number()),
        "抖音直播"
    );
    assert_eq!(world.exported(List::Customers)[0]["客户来源"], "抖音直播");
    assert_eq!(
        world.import("客户名称,客户来源\n云帆商贸,抖音 直播\n远山软件,市场调研\n"),
        [Fate::New, Fate::New]
    );
    assert_eq!(world.named("云帆商贸").source, Some(own));
    let again = world.reread();
    assert_eq!(again.customers().get(world.id).unwrap().source, Some(own));
    assert_eq!(again.sources().iter().next().unwrap().name, "抖音直播");

    // Renamed, it is the same one; no two are called alike.
    world.run(Command::SaveSource { source: Some(own), draft: draft("抖音", false) });
    assert_eq!((world.shown(Fixed::Source).as_str(), world.listed(&condition).len()), ("抖音", 2));
    let taken = world.ask(Command::SaveSource { source: None, draft: draft("展会对接", false) });
    assert_eq!(taken, Err(vec![FieldProblem { field: Field::Name, problem: Problem::SourceTaken }].into()));
    let nameless = world.ask(Command::SaveSource { source: None, draft: draft(" ", false) });
    assert_eq!(nameless, Err(vec![FieldProblem { field: Field::Name, problem: Problem::Required }].into()));

    // One of the handbooks is renamed and put away, and comes back as it was.
    let fair = Source::from(GivenSource::TradeShow);
    world.run(Command::SaveSource { source: Some(fair), draft: draft("展会与论坛", true) });
    assert!(!names(&world).iter().any(|name| name.starts_with("展会")));
    world.run(Command::Undo);
    assert!(names(&world).contains(&"展会对接".to_owned()));

    // One that customers have is only put away, and they keep it.
    world.run(Command::RemoveSource(own.key()));
    assert_eq!(world.shown(Fixed::Source), "抖音");
    assert!(names(&world).contains(&"抖音".to_owned()), "who has it may keep it");
    assert_eq!(world.listed(&condition).len(), 2);
    for name in ["北辰科技", "云帆商贸"] {
        world.id = world.named(name).id;
        world.edit(Editable::Source, "").unwrap();
    }
    assert!(!names(&world).contains(&"抖音".to_owned()));
    world.run(Command::RemoveSource(own.key()));
    assert!(world.desk.book().sources().is_empty());
    world.run(Command::Undo);
    assert_eq!(world.desk.book().sources().len(), 1);
}

/// 核心采集内容可根据行业调整: fields of the user's own are filled in, listed, filtered by, and keep what they hold.
#[test]
fn a0_4_fields_of_the_users_own_are_filled_in_and_filtered_by() {
    let mut world = World::new();
    let field = |number, name: &str, sort, choices: &[&str]| OwnField {
        number,
        name: name.into(),
        sort,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    };
    let fields = vec![
        field(1, "合作模式", FieldSort::Choice, &["直营", "加盟"]),
        field(2, "设备型号", FieldSort::Text, &[]),
    ];
    let policy = Policy { fields, ..Policy::default() };
    world.run(Command::ApplyPolicy { draft: Box::new(policy), note: String::new() });
    world.state("field_1", "1");
    world.state("field_2", "CNC-450");
    let [mode, model] = ["field_1", "field_2"].map(|id| Measure::from_id(id).unwrap());
    let offered = columns(world.desk.policy());
    assert!(offered.contains(&Column::Measure(mode)) && offered.contains(&Column::Measure(model)));
    let both = |world: &World| (world.shown(Column::Measure(mode)), world.shown(Column::Measure(model)));
    assert_eq!(both(&world), ("加盟".into(), "CNC-450".into()));
    assert_eq!((world.listed(&is(mode, 1)).len(), world.listed(&is(mode, 0)).len()), (1, 0));
    let says = |word: &str| {
        let about = Descriptor::from_id("field_2").unwrap();
        Condition::Says(TextTest { about, operator: TextOperator::Contains, words: vec![word.into()] })
    };
    assert_eq!((world.listed(&says("450")).len(), world.listed(&says("900")).len()), (1, 0));
    // Renamed, a field holds what it held.
    let mut renamed = world.desk.policy().clone();
    renamed.fields[0].name = "经营模式".into();
    renamed.fields[0].choices[1] = "特许".into();
    world.run(Command::ApplyPolicy { draft: Box::new(renamed), note: String::new() });
    assert_eq!(both(&world).0, "特许");
}

/// 历史沟通记录、投诉/建议记录、参与活动的反馈: kinds of interaction, listed, filtered by, and counted.
#[test]
fn a0_7_complaints_suggestions_and_what_was_thought_of_an_event_are_kinds_of_record() {
    let mut world = World::new();
    world.record(world.said("2024年3月咨询过产品"));
    for (occasion, summary) in [
        (Occasion::Complaint, "到货破损"),
        (Occasion::Suggestion, "希望支持对账单导出"),
        (Occasion::EventFeedback, "沙龙内容实用"),
    ] {
        let draft = InteractionDraft {
            occasion,
            channel: Channel::Meeting,
            initiator: Initiator::Customer,
            ..world.said(summary)
        };
        world.record(draft);
    }
    assert_eq!(world.value(Metric::ComplaintsIn12Months), Some(1));
    let found = |value: &str| {
        let test =
            RecordTest { column: "occasion".into(), operator: RecordOperator::Is, value: value.into() };
        let filter = RecordFilter { columns: Some(RecordCondition::Is(test)), customer: None };
        let view = RecordView { filter, ..RecordView::default() };
        let mut table = RecordTable::default();
        table.refresh(&world.desk, ZH, List::Interactions, 1);
        while table.step(&world.desk, &view, "", 100) > 0 {}
        table.lines(&world.desk, &view, "", &BTreeSet::new()).rows.len()
    };
    for (occasion, count) in [
        (Occasion::Complaint, 1),
        (Occasion::Suggestion, 1),
        (Occasion::EventFeedback, 1),
        (Occasion::AfterSales, 0),
    ] {
        assert_eq!(found(ZH.occasion(occasion)), count, "{occasion:?}");
    }
    assert_eq!(world.printed(Paper::Communication).len(), 4);
}

/// 客户明确提出的痛点、未来采购计划、对产品/服务的期望: asked for at the stage, kept, and found again.
#[test]
fn a0_8_pains_plans_to_buy_and_expectations_are_kept() {
    let mut world = World::new();
    let asked = |world: &World, field| {
        let all = wanted(world.desk.book(), world.customer(), world.env.today());
        all.into_iter().find(|(what, _)| *what == Wanted::Field(field)).map(|(_, known)| known)
    };
    assert_eq!(asked(&world, ProfileField::Pains), Some(false));
    assert_eq!(asked(&world, ProfileField::Timeframe), Some(false));
    world.profile(&[(ProfileField::Pains, "停机太多"), (ProfileField::Timeframe, "2024年Q3")], &[]);
    assert_eq!(asked(&world, ProfileField::Pains), Some(true));
    assert_eq!(asked(&world, ProfileField::Timeframe), Some(true));
    world.state("plans_to_buy", "true");
    assert_eq!(world.listed(&is(Metric::PlansToBuy, 1)), [world.id]);
    let draft = NeedDraft {
        text: "希望两小时内响应".into(),
        nature: Some(NeedNature::Service),
        ..NeedDraft::default()
    };
    world.need(draft);
    let filter = |typed: &str| NeedsFilter { typed: typed.into(), ..NeedsFilter::default() };
    let lines = wellkept::app::need_lines(world.desk.book());
    assert_eq!((needs(&lines, &filter("两小时")).len(), needs(&lines, &filter("退货")).len()), (1, 0));
    let again = world.reread();
    assert_eq!(again.customers().get(world.id).unwrap().profile_value(ProfileField::Pains), Some("停机太多"));
}

/// 沟通前: one look has the history, the orders, the feedback, what threatens, what was promised, and a goal.
#[test]
fn a1_13_the_brief_before_a_call_has_what_was_said_promised_needed_and_threatens() {
    let mut world = World::new();
    let action = |text: &str, due: &str, promise| ActionDraft {
        text: text.into(),
        due: due.into(),
        promise,
        ..ActionDraft::default()
    };
    let earlier =
        InteractionDraft { day: "2024-04-02".into(), time: String::new(), ..world.said("第一次沟通") };
    world.record(earlier);
    let draft = InteractionDraft {
        day: "2024-05-08".into(),
        time: String::new(),
        needs: "缩短交付周期".into(),
        actions: vec![
            action("给解决方案", "2024-05-10", Some(Promise::Ours)),
            action("内部评审", "2024-05-17", Some(Promise::Theirs)),
            action("再次沟通", "2024-05-20", None),
        ],
        ..world.said("谈到续约")
    };
    world.record(draft);
    // Nobody answered: these were no last words.
    let vain = InteractionDraft { unanswered: true, contacts: Vec::new(), ..world.said("没接") };
    world.record(vain);
    world.edit(Editable::KeyNeed, "降低物流成本").unwrap();
    let draft = FeedbackDraft {
        text: "到货破损".into(),
        ..FeedbackDraft::new(FeedbackSort::Complaint, &world.env)
    };
    world.run(Command::SaveFeedback { customer: world.id, id: None, draft });
    let draft = OrderDraft { day: "2024-05-01".into(), amount: "5000".into(), ..OrderDraft::default() };
    world.run(Command::SaveOrder { customer: world.id, id: None, draft });

    let brief = Brief::of(&world.desk, world.customer());
    assert_eq!(brief.last.as_ref().map(|last| last.summary.as_str()), Some("谈到续约"));
    let texts = |promise| brief.promised(promise).map(|action| action.text.as_str()).collect::<Vec<_>>();
    assert_eq!(texts(Some(Promise::Ours)), ["给解决方案"]);
    assert_eq!(texts(Some(Promise::Theirs)), ["内部评审"]);
    assert_eq!(texts(None), ["再次沟通"]);
    assert_eq!((brief.key_need.as_str(), brief.needs[0].text.as_str()), ("降低物流成本", "缩短交付周期"));
    assert_eq!(brief.goal.as_ref().map(|goal| goal.need.text.as_str()), Some("缩短交付周期"));
    assert!(brief.risks.iter().any(|risk| risk.trigger() == RiskTrigger::Complaint), "{:?}", brief.risks);
    assert_eq!(world.value(Metric::CumulativeAmount), Some(500_000));
    // What is done and told is no longer open.
    let ours = brief.promised(Some(Promise::Ours)).next().unwrap().id;
    world.run(Command::FinishAction(ours, true));
    world.run(Command::TellCustomer(ours, true));
    assert_eq!(Brief::of(&world.desk, world.customer()).promised(Some(Promise::Ours)).count(), 0);
}

/// 即时更新《客户沟通记录表》: what was recorded stands in the table at once, and what is taken back does not.
#[test]
fn a1_17_the_table_of_talks_is_up_to_date_at_once() {
    let mut world = World::new();
    assert!(world.printed(Paper::Communication).is_empty());
    let draft = InteractionDraft { feedback: "认可".into(), ..world.said("确认样品") };
    world.record(draft);
    let rows = world.printed(Paper::Communication);
    assert_eq!(rows[0], ["2024-05-10", "电话", "王建国", "确认样品", "认可", ""]);
    world.run(Command::Undo);
    assert!(world.printed(Paper::Communication).is_empty());
}

/// 客户类型按高价值/中价值/低价值划分: by the annual amount, and as a table states it.
#[test]
fn a1_24_the_customer_type_is_high_medium_or_low() {
    for (yuan, orders, band) in [(300_000, 2, "高价值"), (100_000, 2, "中价值"), (20_000, 2, "低价值")]
    {
        let mut world = World::with(|customer, ids| {
            (0..orders).map(|nth| order(ids, customer.id, &format!("2024-0{}-08", nth + 2), yuan)).collect()
        });
        assert_eq!(world.printed(Paper::BasicInfo)[0][3], band);
        // What a table states goes before what is worked out.
        let other = if band == "高价值" { "低价值" } else { "高价值" };
        assert_eq!(world.import(&format!("客户名称,客户类型\n北辰科技,{other}\n")), [Fate::Update]);
        assert_eq!(world.printed(Paper::BasicInfo)[0][3], other);
        let high = is(Metric::StatedBand, ValueBand::High as i64);
        assert_eq!(world.listed(&high).len(), usize::from(other == "高价值"));
    }
}

/// 关键需求: a few words, in the table, in the list, and to filter by.
#[test]
fn a1_26_the_key_need_stands_in_a_few_words() {
    let mut world = World::new();
    world.edit(Editable::KeyNeed, "降低物流成本").unwrap();
    assert_eq!(world.printed(Paper::BasicInfo)[0][8], "降低物流成本");
    assert_eq!(world.shown(Fixed::KeyNeed), "降低物流成本");
    let says = |word: &str| {
        let about = Descriptor::Known(Wording::KeyNeed);
        Condition::Says(TextTest { about, operator: TextOperator::Contains, words: vec![word.into()] })
    };
    assert_eq!((world.listed(&says("物流")).len(), world.listed(&says("稳定性")).len()), (1, 0));
    // It is evidence of a need (A4.10).
    assert_eq!(world.value(Metric::HasNeed), Some(1));
}

/// 在决定放弃合作前，必须上交调查评估报告: a customer of low value is given up only once its report was filed.
#[test]
fn a2_10_a_customer_of_low_value_is_given_up_only_after_its_report() {
    let mut world = of_low_value();
    let gate =
        Err(Refusal::from(vec![FieldProblem { field: Field::Stage, problem: Problem::NoLeavingReport }]));
    assert_eq!(world.edit(Editable::Stage, "lost"), gate);
    let edit = BulkEdit::Stage(Some(Stage::Lost));
    let preview = bulk_preview(ZH, &world.desk, &[world.id], &edit, &world.env, 3).unwrap();
    assert_eq!((preview.altered, preview.unreported), (0, 1));
    let of_many = Command::EditMany { customers: vec![world.id], edit };
    assert_eq!(propose(&world.desk, of_many, &mut world.env), Err(Refusal::Nothing));
    // Anything else may be edited.
    world.edit(Editable::Remark, "评估中").unwrap();
    world.state("leaving_report", "true");
    world.edit(Editable::Stage, "lost").unwrap();
    assert_eq!(world.customer().stage, Some(Stage::Lost));
    // Nobody else has to file one.
    World::new().edit(Editable::Stage, "lost").unwrap();
}

/// A VIP is to bring 30 to 50 prospects, a dormant customer needs its cause, a key platform a key person.
#[test]
fn a2_11_a_vip_brings_prospects_a_dormant_one_has_a_cause_and_a_platform_a_key_person() {
    let vip = World::with(|customer, ids| {
        let prospect = Customer {
            referred_by: Some(customer.id),
            ..Customer::new(ids.draw(), "准客户".into(), customer.registered)
        };
        vec![prospect.into(), order(ids, customer.id, "2024-03-01", 5_000_000)]
    });
    let brought = referrals(&vip.desk, vip.customer());
    assert_eq!((brought.prospects, brought.target), (1, Some((30, 50))));

    let mut dormant = World::with(|customer, ids| vec![order(ids, customer.id, "2023-09-01", 9_000)]);
    assert!(dormant.stands_in(Queue::Dormant));
    dormant.state("dormant_cause_found", "true");
    assert!(!dormant.stands_in(Queue::Dormant));

    let mut platform = World::new();
    platform.state("key_platform", "true");
    let (_, classes) = platform.desk.policy().scheme("classes").unwrap();
    let tier = classes.tiers.iter().find(|tier| tier.id == "key_platform").unwrap();
    assert_eq!(tier.duties, [Duty::KeyPerson]);
    assert_eq!(platform.tier("classes"), Some("key_platform"));
    assert!(platform.stands_in(Queue::NoDecider), "nobody is known who decides");
    let contact = platform.desk.book().contacts().get(platform.contact).unwrap();
    let draft = ContactDraft { role: Some(DecisionRole::Decider), ..ContactDraft::of(&contact) };
    platform.run(Command::SaveContact { customer: platform.id, id: Some(platform.contact), draft });
    assert!(!platform.stands_in(Queue::NoDecider));
}

/// 大概划分为12种类型: four are given, the eight that are lost can be added, and a contact can be of any.
#[test]
fn a2_12_four_temperaments_are_given_and_the_other_eight_can_be_added() {
    let mut world = World::new();
    let names = |world: &World| -> Vec<String> {
        let all = buyer_types(ZH, world.desk.book()).into_iter();
        all.filter(|card| card.card.family.is_none()).map(|card| card.card.name).collect()
    };
    assert_eq!(names(&world), ["从容不迫型", "优柔寡断型", "自我吹嘘型", "豪爽干脆型"]);
    for nth in 5..=12 {
        let draft = BuyerTypeDraft {
            name: format!("第{nth}型"),
            handling: "先倾听".into(),
            ..BuyerTypeDraft::default()
        };
        world.run(Command::SaveBuyerType { id: None, draft });
    }
    assert_eq!(names(&world).len(), 12);
    let last = buyer_types(ZH, world.desk.book()).pop().unwrap();
    let contact = world.desk.book().contacts().get(world.contact).unwrap();
    let draft = ContactDraft { buyer_type: Some(last.id), ..ContactDraft::of(&contact) };
    world.run(Command::SaveContact { customer: world.id, id: Some(world.contact), draft });
    assert_eq!(world.reread().contacts().get(world.contact).unwrap().buyer_type, Some(last.id));
}

/// 市场调研、广告宣传、企业网站; 电话、邮件、短信: sources of customers and ways to reach them.
#[test]
fn a2_19_research_advertising_and_site_are_sources_and_call_mail_and_text_are_ways() {
    let mut world = World::new();
    let table = "客户名称,客户来源\n甲,市场调研\n乙,广告宣传\n丙,网站\n";
    assert_eq!(world.import(table), [Fate::New; 3]);
    let of = |name: &str| world.named(name).source;
    assert_eq!(
        [of("甲"), of("乙"), of("丙")],
        [GivenSource::MarketResearch, GivenSource::Advertising, GivenSource::Website]
            .map(|given| Some(given.into()))
    );
    for (channel, metric) in [
        (Channel::Call, Metric::DaysSinceCall),
        (Channel::Email, Metric::DaysSinceEmail),
        (Channel::Sms, Metric::DaysSinceSms),
    ] {
        assert_eq!(world.value(metric), None);
        let draft = InteractionDraft { channel, ..world.said("回访") };
        world.record(draft);
        assert_eq!(world.value(metric), Some(0));
    }
    let ways: Vec<String> =
        world.exported(List::Interactions).iter().map(|row| row["方式"].clone()).collect();
    assert_eq!(ways, ["电话", "邮件", "短信"]);
}

/// 数据分析工具, 客户反馈工具: behaviour is measured and can be listed by, preferences are topics, feedback is collected.
#[test]
fn a2_20_behaviour_preferences_and_feedback_are_worked_out_from_what_is_recorded() {
    let mut world = World::with(|customer, ids| {
        ["2023-08-01", "2024-01-10", "2024-02-10", "2024-03-10"]
            .map(|on| order(ids, customer.id, on, 1_000))
            .into()
    });
    // Three in the last half year against one in that before.
    assert_eq!(world.value(Metric::OrderTrendPercent), Some(200));
    let rising =
        Test { measure: Metric::OrderTrendPercent.into(), operator: Operator::AtLeast, value: Some(50) };
    assert_eq!(world.listed(&Condition::Is(rising)), [world.id]);
    for text in ["再降一点价格", "价格比去年高"] {
        world.need(NeedDraft {
            text: text.into(),
            category: Some(NeedCategory::Price),
            ..NeedDraft::default()
        });
    }
    let month = topics(world.desk.book(), day("2024-05-01"));
    assert_eq!(
        month.iter().map(|topic| (topic.category, topic.count)).next(),
        Some((Some(NeedCategory::Price), 2))
    );
    let draft = FeedbackDraft {
        satisfaction: Some(4),
        nps: "9".into(),
        ..FeedbackDraft::new(FeedbackSort::Survey, &world.env)
    };
    world.run(Command::SaveFeedback { customer: world.id, id: None, draft });
    assert_eq!((world.value(Metric::Satisfaction), world.value(Metric::Nps)), (Some(4), Some(9)));
}

/// 对新客户和老客户进行定期的回访: both are owed the next contact, and stand in Today when it is due.
#[test]
fn a2_21_new_and_old_customers_are_revisited_regularly() {
    let new = World::with(|customer, ids| {
        customer.stage = Some(Stage::EarlyUse);
        vec![order(ids, customer.id, "2024-04-01", 9_000), call(ids, customer.id, "2024-04-05").into()]
    });
    let old = World::with(|customer, ids| {
        customer.stage = Some(Stage::Stable);
        let orders = ["2022-05-01", "2023-05-20", "2024-01-05"].map(|on| order(ids, customer.id, on, 90_000));
        orders.into_iter().chain([call(ids, customer.id, "2023-11-01").into()]).collect()
    });
    for mut world in [new, old] {
        let due = |world: &World| {
            today(&world.desk, &Default::default()).0.iter().any(|due| due.customer == world.id)
        };
        assert!(due(&world));
        let draft = InteractionDraft { channel: Channel::Visit, ..world.said("回访") };
        world.record(draft);
        assert!(!due(&world));
        let next = world.desk.standing(world.id).unwrap().most_pressing().unwrap();
        assert!(next.window.target > world.env.today() && next.interval_days > 0, "and again after that");
    }
}

/// 客户管理体系: information, development, talks, complaints, surveys, losses and revisits each have their list.
#[test]
fn a2_22_each_part_of_the_system_has_its_list() {
    let mut world = World::with(|customer, ids| vec![order(ids, customer.id, "2024-01-08", 80_000)]);
    // 客户信息管理, 客户开发计划: what is known, and what is researched and planned next.
    assert_eq!(world.exported(List::Customers)[0]["客户名称"], "北辰科技");
    let plan =
        ActionDraft { text: "拜访技术部".into(), due: "2024-05-20".into(), ..ActionDraft::default() };
    for channel in [Channel::Meeting, Channel::Call, Channel::Email] {
        let draft = InteractionDraft {
            channel,
            needs: "定制化功能".into(),
            actions: vec![plan.clone()],
            ..world.said("会议纪要")
        };
        world.record(draft);
    }
    assert_eq!(world.exported(List::NextActions)[0]["待办事项"], "拜访技术部");
    assert_eq!(world.exported(List::Needs)[0]["需求内容"], "定制化功能");
    // 客户沟通记录: 会议纪要、电话记录、邮件往来
    assert_eq!(world.printed(Paper::Communication).len(), 3);
    // 客户投诉处理, 客户满意度调查
    for sort in [FeedbackSort::Complaint, FeedbackSort::Survey] {
        let draft = FeedbackDraft {
            text: "到货破损".into(),
            satisfaction: Some(2),
            ..FeedbackDraft::new(sort, &world.env)
        };
        world.run(Command::SaveFeedback { customer: world.id, id: None, draft });
    }
    assert_eq!(world.exported(List::Feedback).len(), 2);
    // 客户流失分析: what threatens is named, and a plan that ends keeps what was learnt.
    let risk = risks(&world.desk, world.customer()).into_iter().next().unwrap();
    let plan = wellkept::app::proposed_plan(ZH, &world.desk, world.customer(), Some(&risk));
    let plan = PlanDraft { outcome: Some(PlanOutcome::Lost), lesson: "价格没有竞争力".into(), ..plan };
    world.run(Command::SavePlan { customer: world.id, id: None, draft: Box::new(plan) });
    let lost = world.desk.book().plans_of(world.id).next().unwrap();
    assert_eq!((lost.outcome, lost.lesson.as_str()), (Some(PlanOutcome::Lost), "价格没有竞争力"));
    // 客户回访计划
    assert!(!world.desk.standing(world.id).unwrap().obligations.is_empty());
}

/// 老鹰型: the only bird that is left stands in its own list with how to deal with it; others can be added to it.
#[test]
fn a2_23_the_eagle_is_given_and_other_birds_can_be_added() {
    let mut world = World::new();
    let birds = |world: &World| -> Vec<BuyerTypeDraft> {
        let all = buyer_types(ZH, world.desk.book()).into_iter().map(|card| card.card);
        all.filter(|card| card.family == Some(TypeFamily::Bird)).collect()
    };
    let [eagle] = birds(&world).try_into().unwrap();
    assert_eq!(eagle.name, "老鹰型");
    assert!(eagle.signs.contains("说话快") && eagle.handling.contains("开场白尽可能短"), "{eagle:?}");
    let owl = BuyerTypeDraft {
        name: "猫头鹰型".into(),
        family: Some(TypeFamily::Bird),
        ..BuyerTypeDraft::default()
    };
    world.run(Command::SaveBuyerType { id: None, draft: owl });
    assert_eq!(
        birds(&world).iter().map(|card| card.name.as_str()).collect::<Vec<_>>(),
        ["老鹰型", "猫头鹰型"]
    );
}

/// 客户基本信息、购买记录、投诉与建议: all three are one database, which leaves and comes back whole.
#[test]
fn a2_27_base_data_purchases_complaints_and_suggestions_are_one_database() {
    let mut world = World::new();
    world.edit(Editable::Industry, "通信设备").unwrap();
    let draft = OrderDraft {
        day: "2024-05-01".into(),
        amount: "5000".into(),
        product: "网关".into(),
        ..OrderDraft::default()
    };
    world.run(Command::SaveOrder { customer: world.id, id: None, draft });
    for (sort, text) in [(FeedbackSort::Complaint, "到货破损"), (FeedbackSort::Suggestion, "支持对账单")]
    {
        let draft = FeedbackDraft { text: text.into(), ..FeedbackDraft::new(sort, &world.env) };
        world.run(Command::SaveFeedback { customer: world.id, id: None, draft });
    }
    let book = world.reread();
    assert_eq!(book.customers().get(world.id).unwrap().industry, "通信设备");
    let order = book.orders_of(world.id).next().unwrap().record().unwrap();
    assert_eq!((order.product.as_str(), order.amount), ("网关", Money::yuan(5_000)));
    let told: Vec<(FeedbackSort, String)> =
        book.feedback_of(world.id).map(|one| (one.sort, one.text)).collect();
    assert_eq!(
        told,
        [(FeedbackSort::Complaint, "到货破损".into()), (FeedbackSort::Suggestion, "支持对账单".into())]
    );
    assert_eq!(world.exported(List::Orders)[0]["产品"], "网关");
}

/// 经营所在城市 with boxes for cities of the first to third tier.
#[test]
fn a2_42_the_city_has_three_tiers_to_tick() {
    let mut world = World::new();
    let all = ["一级城市", "二级城市", "三级城市"].map(str::to_owned).to_vec();
    assert_eq!(world.boxes("经营所在城市"), (all.clone(), vec![]));
    world.profile(&[(ProfileField::City, "苏州"), (ProfileField::CityTier, "second")], &[]);
    assert_eq!(world.applied("经营所在城市"), "苏州");
    assert_eq!(world.boxes("经营所在城市"), (all, vec!["二级城市".to_owned()]));
}

/// 办公地址 to 年营业额（万元）: how to reach the customer and what it does, as the form asks it.
#[test]
fn a2_43_address_telephones_main_contact_and_revenue_stand_in_the_form() {
    let mut world = World::new();
    let contact = world.desk.book().contacts().get(world.contact).unwrap();
    let draft = ContactDraft {
        title: "总监".into(),
        phone: "13800001234".into(),
        email: "wang@example.com".into(),
        ..ContactDraft::of(&contact)
    };
    world.run(Command::SaveContact { customer: world.id, id: Some(world.contact), draft });
    world.profile(
        &[
            (ProfileField::Address, "星湖街 328 号"),
            (ProfileField::OfficePhone, "0512-62881234"),
            (ProfileField::Fax, "0512-62881235"),
            (ProfileField::Website, "https://example.com"),
            (ProfileField::MainBusiness, "工业网关"),
            (ProfileField::Revenue, "65000000"),
        ],
        &[],
    );
    for (label, value) in [
        ("办公地址", "星湖街 328 号"),
        ("办公电话", "0512-62881234"),
        ("传真", "0512-62881235"),
        ("网址", "https://example.com"),
        ("主要联系人", "王建国"),
        ("职务", "总监"),
        ("手机", "13800001234"),
        ("E-mail", "wang@example.com"),
        ("公司主营业务", "工业网关"),
        ("年营业额(万元)", "6500"),
    ] {
        assert_eq!(world.applied(label), value, "{label}");
    }
}

/// 渠道分类 with boxes for gifts, post, telephone and web.
#[test]
fn a2_44_there_are_four_channels_of_sale_to_tick() {
    let mut world = World::new();
    let all = ["礼品渠道", "邮政渠道", "电购渠道", "网络渠道"].map(str::to_owned).to_vec();
    for (id, name) in
        [("gift", "礼品渠道"), ("postal", "邮政渠道"), ("phone", "电购渠道"), ("web", "网络渠道")]
    {
        world.profile(&[(ProfileField::SalesChannel, id)], &[]);
        assert_eq!(world.boxes("渠道分类"), (all.clone(), vec![name.to_owned()]));
    }
}

/// 客户级别 with six boxes, ticked by the rules of A2.32–A2.37.
#[test]
fn a2_45_one_of_six_levels_is_ticked_by_the_rules() {
    let levels = ["一级代理商", "代理商", "一级经销商", "经销商", "零售客户", "网上商城客户"]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(World::new().boxes("客户级别"), (levels.clone(), vec![]));
    for (payment, level) in [(Payment::Cash, "零售客户"), (Payment::CreditCard, "网上商城客户")] {
        let mut world = World::with(|customer, ids| vec![order(ids, customer.id, "2024-03-01", 500)]);
        world.state("payment", payment.id());
        assert_eq!(world.boxes("客户级别"), (levels.clone(), vec![level.to_owned()]));
    }
}

/// 业务经办人、部门经理、商务部、财务部: four sign the application, in this order.
#[test]
fn a2_47_four_sign_the_application() {
    assert_eq!(signatures(ZH), ["业务经办人", "部门经理", "商务部", "财务部"]);
    assert!(signatures(Language::English).iter().all(|who| who.is_ascii()));
}

/// 销售、客服、客户成功: each can have customers of their own, over the whole life of a customer.
#[test]
fn a3_1_sales_service_and_customer_success_have_customers_at_every_stage() {
    let mut world = World::new();
    for (role, stage) in [
        (OwnerRole::SeniorSales, Stage::Potential),
        (OwnerRole::Service, Stage::EarlyUse),
        (OwnerRole::CustomerSuccess, Stage::Renewal),
    ] {
        let name = ZH.owner_role(role).to_owned();
        let draft = PersonDraft { name: name.clone(), role: Some(role), ..PersonDraft::default() };
        world.run(Command::SavePerson { id: None, draft });
        let person = world.desk.book().people().iter().find(|person| person.role == Some(role)).unwrap().id;
        world.edit(Editable::Owner, &person.to_string()).unwrap();
        world.edit(Editable::Stage, stage.id()).unwrap();
        assert_eq!(
            (world.shown(Fixed::Owner), world.shown(Fixed::Stage)),
            (name, ZH.stage(stage).to_owned())
        );
        assert!(!world.stands_in(Queue::Orphan));
        // What is asked goes with the stage (A3.3).
        let asks = |what| {
            wanted(world.desk.book(), world.customer(), world.env.today())
                .iter()
                .any(|(asked, _)| *asked == what)
        };
        assert_eq!(asks(Wanted::Decider), stage.is_before_first_order());
        assert_eq!(asks(Wanted::NewNeeds), !stage.is_before_first_order());
    }
}

/// Four scenarios: where new ones come from, what changes at old ones, how a need is answered, and layers.
#[test]
fn a3_2_new_ones_have_a_source_old_ones_change_needs_are_followed_and_all_are_layered() {
    let mut world = World::with(|customer, ids| {
        customer.stage = Some(Stage::Stable);
        vec![order(ids, customer.id, "2024-02-01", 600_000), order(ids, customer.id, "2024-03-01", 1_000)]
    });
    // 新客户拓展: 初次拜访、展会对接、渠道推荐
    assert_eq!(world.import("客户名称,来源\n甲,拜访\n乙,展会对接\n丙,渠道推荐\n"), [Fate::New; 3]);
    let sources = ["甲", "乙", "丙"].map(|name| world.named(name).source);
    let given = [GivenSource::SalesVisit, GivenSource::TradeShow, GivenSource::SalesPartner];
    assert_eq!(sources, given.map(|given| Some(given.into())));
    // 客户需求变更跟踪: the need, who brought it up, and how far the answer is.
    let draft = InteractionDraft { needs: "增加报表".into(), ..world.said("需求变更") };
    world.record(draft);
    let need = world.desk.book().needs_of(world.id).next().unwrap();
    let said = world.desk.book().interactions().get(need.interaction.unwrap()).unwrap();
    assert_eq!(said.contacts, [world.contact]);
    let draft = NeedDraft {
        status: Some(NeedStatus::Answered),
        answer: "七月上线".into(),
        answered: "2024-05-10".into(),
        ..NeedDraft::of(&need)
    };
    world.run(Command::SaveNeed { customer: world.id, id: Some(need.id), draft });
    assert_eq!(world.exported(List::Needs)[0]["需求状态"], "已答复");
    // 老客户深度维护: 组织架构变动
    let contact = world.desk.book().contacts().get(world.contact).unwrap();
    let draft = ContactDraft { has_left: true, ..ContactDraft::of(&contact) };
    world.run(Command::SaveContact { customer: world.id, id: Some(world.contact), draft });
    assert!(risks(&world.desk, world.customer()).contains(&Risk::ContactLeft("王建国".into())));
    // 客户分层运营: 规模、合作深度、贡献度
    assert_eq!(world.tier("amount"), Some("high"));
}

/// 客户信息登记表（纸质/电子版）: a blank form prints for a visit, with the fields that must be filled marked.
#[test]
fn a3_4_a_blank_form_prints_for_a_visit() {
    let world = World::new();
    let blank = paper_sheet(ZH, &world.desk, Paper::Visit, None);
    let lines: Vec<Vec<String>> = blank.rows.iter().map(|row| row.iter().map(cell_plain).collect()).collect();
    assert_eq!(lines.len(), 14);
    assert!(lines.iter().all(|line| line[4].is_empty()), "there is room to write");
    let starred: Vec<&str> =
        lines.iter().map(|line| line[1].as_str()).filter(|label| label.ends_with('*')).collect();
    assert_eq!(
        starred,
        ["企业全称*", "所属行业*", "姓名*", "联系方式*", "决策角色*", "合作状态*", "负责人*"]
    );
    assert!(
        application(ZH, &world.desk, None)
            .iter()
            .all(|line| line.value.is_empty() && line.boxes.iter().all(|(_, on)| !on))
    );
    // The same form is filled with what is known.
    assert_eq!(
        (world.visited("企业全称*").as_str(), world.visited("姓名*").as_str()),
        ("北辰科技", "王建国")
    );
}

/// 对敏感信息可先不直接询问: a field is left to be asked later, waits in a queue, and says so until it is filled.
#[test]
fn a3_5_sensitive_facts_are_asked_later() {
    let mut world = World::new();
    world.profile(&[], &[(ProfileField::Budget, FieldState::AskLater)]);
    assert!(world.stands_in(Queue::AskLater));
    assert_eq!(fields_of_queue(Queue::AskLater, world.customer()), [ProfileField::Budget]);
    assert_eq!(world.visited("预算范围"), ZH.field_state(FieldState::AskLater));
    assert_eq!(
        world.reread().customers().get(world.id).unwrap().field_state(ProfileField::Budget),
        Some(FieldState::AskLater)
    );
    world.profile(&[(ProfileField::Budget, "50-80万元")], &[]);
    assert!(!world.stands_in(Queue::AskLater));
    assert_eq!(world.visited("预算范围"), "50-80万元");
}

/// 企业全称、统一社会信用代码、所属行业、成立时间、规模、主营业务、组织架构图: all are kept, and on the form.
#[test]
fn a3_6_what_is_asked_of_a_company_is_kept() {
    let mut world = World::new();
    world.edit(Editable::Industry, "软件和信息技术服务业").unwrap();
    world.edit(Editable::Size, "100-500人/年营收1-5亿").unwrap();
    let values = [
        (ProfileField::CreditCode, "9144030071526726XG"),
        (ProfileField::Founded, "2019-03"),
        (ProfileField::Headcount, "320"),
        (ProfileField::Revenue, "150000000"),
        (ProfileField::MainBusiness, "工业软件"),
        (ProfileField::Organisation, "总经理—研发、市场、财务"),
    ];
    world.profile(&values, &[]);
    let book = world.reread();
    let again = book.customers().get(world.id).unwrap();
    assert_eq!((again.name.as_str(), again.industry.as_str()), ("北辰科技", "软件和信息技术服务业"));
    for (field, value) in values {
        assert_eq!(again.profile_value(field), Some(value), "{field:?}");
    }
    assert_eq!(world.visited("企业规模"), "100-500人/年营收1-5亿");
    assert_eq!(world.visited("统一社会信用代码"), "9144030071526726XG");
}

/// 姓名、职位、工作电话（不强制记录私人信息）、负责领域、决策角色: a name is enough, the rest is found where it is known.
#[test]
fn a3_7_a_contact_needs_a_name_alone_and_has_area_and_role() {
    let mut world = World::new();
    let nameless = Command::SaveContact { customer: world.id, id: None, draft: ContactDraft::default() };
    assert_eq!(
        world.ask(nameless),
        Err(vec![FieldProblem { field: Field::Name, problem: Problem::Required }].into())
    );
    let draft = ContactDraft { name: "刘女士".into(), ..ContactDraft::default() };
    world.run(Command::SaveContact { customer: world.id, id: None, draft });
    let draft = ContactDraft {
        name: "陈先生".into(),
        title: "采购经理".into(),
        phone: "0512-62881234".into(),
        area: "华东区采购".into(),
        role: Some(DecisionRole::Decider),
        ..ContactDraft::default()
    };
    world.run(Command::SaveContact { customer: world.id, id: None, draft });
    let rows = world.exported(List::Contacts);
    let row = rows.iter().find(|row| row["联系人"] == "陈先生").unwrap();
    assert_eq!((row["负责事项"].as_str(), row["决策角色"].as_str()), ("华东区采购", "决策者"));
    assert!(world.finds("62881234") && world.finds("陈先生") && !world.finds("林先生"));
    let map = RoleMap::of(world.desk.book(), world.id);
    assert!(!map.gaps().any(|role| role == DecisionRole::Decider));
    assert_eq!(map.without_role.len(), 1);
}

/// 考虑中、有明确计划、需内部审批; 对竞品的评价; 计划Q3启动项目: intent, rivals, and dates as precise as they are known.
#[test]
fn a3_9_intent_rivals_and_a_quarter_are_kept_as_they_are_known() {
    let mut world = World::new();
    assert_eq!(
        Intent::ALL.iter().map(|intent| ZH.intent(*intent)).collect::<Vec<_>>(),
        ["考虑中", "有明确计划", "需内部审批"]
    );
    world.profile(
        &[
            (ProfileField::Intent, "needs_approval"),
            (ProfileField::Rivals, "竞品便宜，售后慢"),
            (ProfileField::Timeframe, "2024年Q3"),
        ],
        &[],
    );
    let customer = world.customer();
    assert_eq!(customer.profile_value(ProfileField::Intent), Some("needs_approval"));
    assert_eq!(customer.profile_value(ProfileField::Timeframe), Some("2024-Q3"));
    assert_eq!(Brief::of(&world.desk, customer).rivals, "竞品便宜，售后慢");
    let wrong = [(ProfileField::Timeframe, "近期".to_owned())];
    let draft = ProfileDraft { values: wrong.into(), ..ProfileDraft::default() };
    let command = Command::SaveProfile { customer: world.id, draft: Box::new(draft) };
    let Err(Refusal::Fields(problems)) = world.ask(command) else { panic!() };
    assert_eq!(problems[0].field, Field::Profile(ProfileField::Timeframe));
}

/// 核心需求、预算范围（否则“待确认”）、时间节点: as the form for visits asks them.
#[test]
fn a3_15_core_need_budget_and_timeframe_stand_in_the_form() {
    let mut world = World::new();
    world.edit(Editable::KeyNeed, "提升客户管理效率，降低运营成本").unwrap();
    world.profile(&[(ProfileField::Timeframe, "2024年Q3")], &[(ProfileField::Budget, FieldState::ToConfirm)]);
    assert_eq!(world.visited("核心需求"), "提升客户管理效率，降低运营成本");
    assert_eq!(world.visited("预算范围"), "待确认");
    assert_eq!(world.visited("时间节点"), ZH.partial_date("2024-Q3".parse().unwrap()));
    assert!(world.stands_in(Queue::ToConfirm));
    world.profile(&[(ProfileField::Budget, "50-80万元")], &[]);
    assert_eq!(world.visited("预算范围"), "50-80万元");
}

/// 客户分级结果、跟进频率、责任人、下一步核心动作: all four are on record and stand in the list.
#[test]
fn a4_16_grade_frequency_owner_and_next_action_are_on_record() {
    let mut world = World::with(|customer, ids| {
        customer.stage = Some(Stage::InTalks);
        let owner = Person::new(ids.draw(), "李敏".into());
        customer.owner = Some(owner.id);
        vec![owner.into()]
    });
    for fact in ["need_clear", "budget_sufficient", "decision_chain_clear", "plans_to_buy"] {
        world.state(fact, "true");
    }
    let action =
        ActionDraft {
            text: "发送行业案例集".into(), due: "2024-05-13".into(), ..ActionDraft::default()
        };
    let draft = InteractionDraft { actions: vec![action], ..world.said("确认需求") };
    world.record(draft);
    assert_eq!(world.tier("intent"), Some("a"));
    let standing = world.desk.standing(world.id).unwrap();
    assert_eq!(world.desk.policy().schemes[usize::from(standing.governing.scheme)].id, "intent");
    // Two to three times a week (A4.12).
    let next = standing.most_pressing().unwrap();
    assert!((2..=4).contains(&next.interval_days), "{}", next.interval_days);
    assert_eq!(world.shown(Fixed::Owner), "李敏");
    let rows = world.exported(List::NextActions);
    assert_eq!(
        (rows[0]["待办事项"].as_str(), rows[0]["截止日期"].as_str()),
        ("发送行业案例集", "2024-05-13")
    );
    let row = &world.exported(List::Customers)[0];
    assert_eq!(row["负责人"], "李敏");
}

/// 回顾历史跟进记录，明确本次沟通目标，准备案例与竞品对比: the brief has them, and warns of the same content again.
#[test]
fn a4_17_before_a_round_the_history_the_goal_and_the_rivals_are_at_hand() {
    let mut world = World::new();
    let empty = Brief::of(&world.desk, world.customer());
    assert_eq!((empty.last, empty.goal, empty.rivals), (None, None, String::new()));
    world.need(NeedDraft {
        text: "停机太多".into(),
        category: Some(NeedCategory::Quality),
        is_problem: true,
        ..NeedDraft::default()
    });
    world.profile(&[(ProfileField::Rivals, "竞品便宜，售后慢")], &[]);
    for on in ["2024-05-03", "2024-05-06", "2024-05-08"] {
        let draft = InteractionDraft {
            day: on.into(),
            time: String::new(),
            theme: "新品介绍".into(),
            ..world.said("介绍了新品")
        };
        world.record(draft);
    }
    let brief = Brief::of(&world.desk, world.customer());
    assert_eq!(brief.last.map(|last| last.day), Some(day("2024-05-08")));
    assert_eq!(brief.goal.map(|goal| goal.need.text), Some("停机太多".into()));
    assert_eq!((brief.rivals.as_str(), brief.repeated.as_deref()), ("竞品便宜，售后慢", Some("新品介绍")));
}
