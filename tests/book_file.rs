//! The JSON book: what is written reads back as the same bytes, and nothing else is read at all.
//! Issues 2 and 3: truncated, tampered with, laid out anew, from a newer version.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

#[path = "book_file/schema.rs"]
mod schema;

use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wellkept::book::{Book, Change, Label};
use wellkept::exchange::{BookFile, BookFileProblem, Gathering, Writing, read, write, write_with};
use wellkept::model::{
    Attachment, Attitude, Birthday, BookInfo, BuyerType, Channel, Contact, ContentSum, Contract, Customer,
    CustomerId, Day, DecisionRole, Depth, Feedback, FeedbackSort, GivenSource, GivenType, Id, IdSource,
    Initiator, Instant, Interaction, Kind, Media, Money, Need, NeedCategory, NeedStatus, NextAction, Nps,
    NumberPrefix, Occasion, Order, OwnSource, OwnerRole, PartialDate, Payment, Person, PersonId, Plan,
    PlanOutcome, PlanStep, ProfileField, Progress, Promise, Rating, Record, Renewal, RiskTrigger,
    Satisfaction, Source, SourceId, Stage, TypeFamily, ValueBand,
};

/// Texts that files and editors have trouble with.
fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z北辰科技]{1,8}",
        1 => Just(String::new()),
        1 => ".{0,30}",
        1 => Just("<script>alert('1')</script>".to_owned()),
        1 => Just("\"引号\" \\ / \u{0} \u{1} \u{7f} \u{2028} \r\n\t".to_owned()),
        1 => Just("👩‍👩‍👧‍👦 🇨🇳 e\u{301} \u{202e}abc".to_owned()),
        1 => Just("长".repeat(4000)),
    ]
}

fn extra() -> impl Strategy<Value = Vec<(String, Value)>> {
    let value = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        odd_text().prop_map(Value::from),
        Just(Value::Null),
        Just(json!({"b": [1, {"a": []}], "a": null})),
    ];
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(("[x-z]_[a-z]{1,4}", value), 1..3)]
}

/// One customer's worth of choices: everything that belongs to it is built from them.
type Choices = (Vec<String>, Vec<(String, Value)>, [u8; 6], i64, [bool; 4]);

fn choices() -> impl Strategy<Value = Choices> {
    (
        prop::collection::vec(odd_text(), 8),
        extra(),
        any::<[u8; 6]>(),
        0i64..200_000_000_000,
        any::<[bool; 4]>(),
    )
}

fn pick<T: Copy>(all: &[T], by: u8) -> Option<T> {
    all.get(usize::from(by) % (all.len() + 1)).copied()
}

/// Returns every source that the handbooks name, and the user's own.
fn sources(own: SourceId) -> Vec<Source> {
    GivenSource::ALL.iter().copied().map(Source::Given).chain([Source::Own(own)]).collect()
}

fn build(all: Vec<Choices>) -> Book {
    let now = Instant::from_millis(1_716_000_000_000);
    let mut ids = IdSource::new(now, [9; 16]);
    let info =
        BookInfo { name: all.first().map_or_else(String::new, |c| c.0[0].clone()), ..BookInfo::begun(now) };
    let mut records: Vec<Record> = Vec::new();
    let mut previous: Option<CustomerId> = None;
    for (place, (texts, extra, [a, b, c, d, e, f], number, flags)) in all.into_iter().enumerate() {
        let text = |n: usize| texts[n].clone();
        let day = Day::new(2020, 1, 1).unwrap().plus_days(i64::from(a) * 9);
        let rating = |points: u8| Rating::new(points % 6, day);
        let person =
            Person { role: pick(OwnerRole::ALL, a), has_left: flags[0], ..Person::new(ids.draw(), text(0)) };
        let own = OwnSource { hidden: flags[2], ..OwnSource::new(ids.draw(), text(1)) };
        let mut customer = Customer {
            number: if flags[1] { format!("TE{place:04}") } else { String::new() },
            stage: pick(Stage::ALL, b),
            source: pick(&sources(own.id), c),
            stated_band: pick(ValueBand::ALL, d),
            referred_by: previous,
            since: [None, Some(PartialDate::Year(2023)), Some(PartialDate::Month(2023, 8)), Some(day.into())]
                [usize::from(e) % 4],
            tags: if flags[2] { vec![text(1).into(), text(2).into()] } else { Vec::new() },
            owner: flags[3].then_some(person.id),
            remark: text(3).into(),
            profile: if flags[3] {
                [("pains".to_owned(), text(5))].into_iter().collect()
            } else {
                Default::default()
            },
            field_states: if flags[2] {
                [("budget".to_owned(), "ask_later".to_owned())].into_iter().collect()
            } else {
                Default::default()
            },
            field_days: if flags[1] {
                [("stage".to_owned(), day)].into_iter().collect()
            } else {
                Default::default()
            },
            watch: if flags[0] { text(2).into() } else { Default::default() },
            sample: flags[0],
            extra: extra.iter().cloned().collect(),
            ..Customer::new(ids.draw(), text(4), Instant::from_millis(number))
        };
        customer.ratings.need_fit = rating(f);
        customer.ratings.industry_growth = rating(e);
        customer.stated.cumulative_amount = flags[1].then(|| Money::fen(number));
        customer.stated.repurchase_percent = pick(&[0, 80, 100], d);
        previous = Some(customer.id);
        let contact = Contact {
            role: pick(DecisionRole::ALL, f),
            phone: text(5),
            area: text(1),
            buyer_type: pick(GivenType::ALL, a).map(GivenType::key),
            birthday: if flags[1] {
                Birthday::lunar(None, 8, 15)
            } else {
                Birthday::solar(Some(1980), 2, 29)
            },
            left_on: flags[2].then_some(day),
            extra: extra.iter().cloned().collect(),
            ..Contact::new(ids.draw(), customer.id, text(6))
        };
        let order = Order {
            note: text(7),
            payment: pick(Payment::ALL, c),
            paid_on: flags[3].then_some(day),
            ..Order::new(ids.draw(), customer.id, day, Money::fen(number))
        };
        let channel = pick(Channel::ALL, b).unwrap_or(Channel::Call);
        let interaction = Interaction {
            at: flags[2].then_some(now),
            occasion: pick(Occasion::ALL, c),
            contacts: vec![contact.id],
            people: if flags[1] { vec![person.id] } else { Vec::new() },
            summary: text(7),
            unanswered: flags[3],
            attitude: pick(Attitude::ALL, d),
            summary_sent: flags[0].then_some(now),
            theme: text(2),
            author: Some(PersonId::new(person.id.uuid())),
            ..Interaction::new(ids.draw(), customer.id, day, channel, Depth::Deep, Initiator::Us, now)
        };
        let action = NextAction {
            due: flags[0].then_some(day),
            progress: pick(Progress::ALL, a),
            promise: pick(Promise::ALL, b),
            told: flags[1].then_some(day),
            interaction: Some(interaction.id),
            ..NextAction::new(ids.draw(), customer.id, text(1))
        };
        let need = Need {
            is_problem: flags[1],
            category: pick(NeedCategory::ALL, b),
            status: pick(NeedStatus::ALL, c),
            department: text(2),
            interaction: Some(interaction.id),
            answered: flags[0].then_some(day),
            ..Need::new(ids.draw(), customer.id, day, text(3))
        };
        let sort = pick(FeedbackSort::ALL, d).unwrap_or(FeedbackSort::Survey);
        let feedback = Feedback {
            satisfaction: Satisfaction::new(e % 8),
            nps: Nps::new(f % 16),
            resolved: flags[2].then_some(day),
            cause: text(4),
            ..Feedback::new(ids.draw(), customer.id, sort, day)
        };
        let contract = Contract {
            renewal: pick(Renewal::ALL, a),
            amount: flags[2].then(|| Money::fen(number)),
            title: text(5),
            from: flags[0].then_some(day),
            ..Contract::new(ids.draw(), customer.id, day)
        };
        let trigger = pick(RiskTrigger::ALL, f).unwrap_or(RiskTrigger::ByHand);
        let step = PlanStep { text: text(3), owner: Some(person.id), due: Some(day), done: None };
        let plan = Plan {
            steps: vec![step; usize::from(b % 3)],
            outcome: pick(PlanOutcome::ALL, c),
            closed: flags[1].then_some(day),
            lesson: text(6),
            ..Plan::new(ids.draw(), customer.id, trigger, day)
        };
        let kind = BuyerType {
            family: pick(TypeFamily::ALL, d),
            hidden: flags[3],
            signs: text(4),
            ..BuyerType::new(ids.draw(), text(1))
        };
        let letters = NumberPrefix::new(ids.draw(), text(2), "TE".to_owned());
        let (person_id, customer_id, interaction_id) = (person.id, customer.id, interaction.id);
        records.extend([person.into(), customer.into()] as [Record; 2]);
        records.extend([contact.into(), order.into(), interaction.into(), action.into()] as [Record; 4]);
        records.extend([need.into(), feedback.into()] as [Record; 2]);
        // Two customers may have the same file.
        let bytes = bytes_of(a % 7);
        let file = Attachment {
            media: Media::of(&bytes),
            interaction: flags[0].then_some(interaction_id),
            paper: pick(&ProfileField::PAPERS, b),
            by: flags[1].then_some(person_id),
            ..Attachment::new(
                ids.draw(),
                customer_id,
                text(6),
                ContentSum::of(&bytes),
                bytes.len() as u64,
                now,
            )
        };
        records.extend([contract.into(), plan.into(), kind.into(), letters.into()] as [Record; 4]);
        records.extend([file.into(), own.into()] as [Record; 2]);
    }
    Book::assemble(info, records).unwrap()
}

/// The bytes of a file that is known by a number.
fn bytes_of(number: u8) -> Vec<u8> {
    let start = if number == 0 { &b"\x89PNG\r\n\x1a\n"[..] } else { b"%PDF-" };
    start.iter().copied().chain((0..u16::from(number) * 37 + 1).map(|n| (n * 31 % 251) as u8)).collect()
}

fn bytes_by_sum(sum: ContentSum) -> Option<Vec<u8>> {
    (0..7).map(bytes_of).find(|bytes| ContentSum::of(bytes) == sum)
}

/// Returns the file of a book with the bytes of its attachments.
fn whole(book: &Book) -> Vec<u8> {
    write_with(BookFile::of(book), bytes_by_sum).unwrap()
}

fn small_book() -> Book {
    let plain = |name: &str| {
        let texts = vec![name.to_owned(), "甲".into(), "乙".into(), String::new(), name.to_owned()];
        let more = vec!["138".to_owned(), "刘总监".into(), "问交期".into()];
        ([texts, more].concat(), Vec::new(), [3, 4, 1, 1, 2, 5], 120_000, [true, true, false, true])
    };
    build(vec![plain("北辰科技"), plain("云帆商贸")])
}

/// Puts the right checksum on a content that was not written by us.
fn signed(content: &str) -> Vec<u8> {
    let sum = hex::encode(Sha256::digest(content.as_bytes()));
    format!("{{\"wellkept_book\":1,\"sha256\":\"{sum}\",\"content\":{content}}}\n").into_bytes()
}

fn content(file: &[u8]) -> String {
    let text = std::str::from_utf8(file).unwrap();
    let (_, content) = text.split_once("\"content\":").unwrap();
    content.strip_suffix("}\n").unwrap().to_owned()
}

/// Alters the content of a small book and puts the right checksum on it.
fn resigned(from: &str, to: &str) -> Vec<u8> {
    let content = content(&write(&small_book()).unwrap());
    assert!(content.contains(from), "{from} is not in {content}");
    signed(&content.replacen(from, to, 1))
}

fn problem(bytes: &[u8]) -> BookFileProblem {
    match read(bytes).and_then(|file| file.book()) {
        Ok(_) => panic!("read: {}", String::from_utf8_lossy(bytes)),
        Err(problem) => problem,
    }
}

/// The change that makes a book.
fn begun(book: &Book) -> Change {
    let now = book.info().created;
    let mut ids = IdSource::new(now, [3; 16]);
    let records = book.chunks().into_iter().flat_map(|chunk| chunk.records().unwrap());
    let mut change = Change::new(ids.draw(), now, None, Label::AddedSample);
    change.added = records.collect();
    change
}

#[test]
fn a_book_that_is_gathered_in_steps_gives_the_same_file() {
    let book = small_book();
    let whole = write(&book).unwrap();
    for most in [0, 1, 3, 1_000] {
        let mut gathering = Gathering::of(&book);
        while gathering.step(&book, most) {}
        assert!(write_with(gathering.finish(), |_| None).unwrap() == whole, "{most} at a time");
    }
}

#[test]
fn the_history_travels_with_a_book_that_is_asked_to_take_it() {
    let book = small_book();
    for history in [Vec::new(), vec![begun(&book)], vec![begun(&book); 3_000]] {
        let mut file = BookFile::of(&book);
        file.history = Some(history.clone());
        let mut writing = Writing::of(file);
        let mut content = Vec::new();
        while let Some(piece) = writing.next_piece().unwrap() {
            content.extend(piece);
        }
        let bytes = [writing.head().as_bytes(), &content, Writing::END].concat();
        let again = read(&bytes).unwrap();
        assert_eq!(again.history.as_ref(), Some(&history));
        assert_eq!(again.chunks, book.chunks());
        if history.len() == 1 {
            let text = String::from_utf8(content).unwrap();
            let bad = text.replacen("\"label\":\"added_sample\"", "\"label\":\"something\"", 1);
            assert!(matches!(problem(&signed(&bad)), BookFileProblem::BadChange { number: 1, .. }));
            for length in (1..bytes.len()).step_by(7) {
                assert!(matches!(problem(&bytes[..length]), BookFileProblem::Truncated { .. }));
            }
        }
    }
    assert_eq!(read(&write(&book).unwrap()).unwrap().history, None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_book_written_and_read_is_the_same_book(all in prop::collection::vec(choices(), 0..5)) {
        let book = build(all);
        let file = write(&book).unwrap();
        let read_back = read(&file).unwrap();
        prop_assert_eq!(&read_back.info, book.info());
        prop_assert_eq!(&read_back.chunks, &book.chunks());
        prop_assert_eq!(read_back.counts.iter().map(|(_, count)| count).sum::<usize>(), book.len());
        let again = read_back.book().unwrap();
        prop_assert_eq!(again.customers().sorted(), book.customers().sorted());
        prop_assert!(write(&again).unwrap() == file);
    }

    /// The bytes of attachments come along, each once, and the file that is written of them is the same.
    #[test]
    fn the_bytes_of_attachments_come_along(all in prop::collection::vec(choices(), 0..6)) {
        let book = build(all);
        let file = whole(&book);
        let read_back = read(&file).unwrap();
        let sums: Vec<(ContentSum, u64)> =
            read_back.contents.iter().map(|(sum, bytes)| (*sum, bytes.len() as u64)).collect();
        prop_assert_eq!(sums, book.contents());
        for (sum, bytes) in &read_back.contents {
            prop_assert_eq!(ContentSum::of(bytes), *sum);
        }
        let found = |sum| read_back.contents.iter().find(|(own, _)| *own == sum).map(|(_, bytes)| bytes.clone());
        let again = read_back.book().unwrap();
        prop_assert!(write_with(BookFile::of(&again), found).unwrap() == file);
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
        prop_assert!(read(&signed(&String::from_utf8_lossy(&bytes))).is_err());
    }
}

#[test]
fn bytes_that_are_not_those_of_their_attachment_are_refused_with_their_place() {
    let content = content(&whole(&small_book()));
    let bad = |from: &str, to: &str| {
        assert!(content.contains(from), "{from}");
        problem(&signed(&content.replacen(from, to, 1)))
    };
    let of_place = |found: BookFileProblem, place: usize| {
        assert!(matches!(found, BookFileProblem::BadContent { number, .. } if number == place), "{found}");
    };
    let bytes = bytes_of(3);
    let sum = ContentSum::of(&bytes).to_string();
    let line = content.lines().find(|line| line.starts_with(r#"{"sha256":"#)).unwrap();
    let line = line.trim_end_matches(',');
    assert!(line.contains(&sum));
    // Another byte, another checksum, one more byte, another alphabet, twice, of nobody, laid out otherwise.
    of_place(bad(r#""base64":"JVBE"#, r#""base64":"JVBF"#), 1);
    of_place(bad(&format!(r#"{{"sha256":"{sum}""#), &format!(r#"{{"sha256":"{}""#, "0".repeat(64))), 1);
    of_place(bad(r#""base64":""#, r#""base64":"AAAA"#), 1);
    of_place(bad(r#""base64":"JVBE"#, r#""base64":"J-_E"#), 1);
    of_place(bad(line, &format!("{line},\n{line}")), 2);
    of_place(bad(r#""base64":""#, r#""base64": ""#), 1);
    let shorter = format!(r#""bytes":{},"#, bytes.len());
    of_place(bad(&shorter, r#""bytes":1,"#), 1);
    assert!(matches!(bad(r#""sum":""#, r#""sum":"x"#), BookFileProblem::BadRecord { .. }));
    assert!(matches!(bad(&shorter, r#""bytes":0,"#), BookFileProblem::BadRecord { .. }));
    // What was lost before is no reason to refuse the rest.
    let book = small_book();
    let without = read(&write(&book).unwrap()).unwrap();
    assert!(without.contents.is_empty() && without.book().unwrap().attachments().len() == 2);
}

#[test]
fn equal_books_are_equal_bytes_whatever_order_they_grew_in() {
    let book = small_book();
    let mut records: Vec<Record> =
        book.chunks().iter().rev().flat_map(|chunk| chunk.records().unwrap().into_iter().rev()).collect();
    records.sort_by_key(|record| record.kind() != Kind::Customer);
    let other = Book::assemble(book.info().clone(), records).unwrap();
    assert!(write(&other).unwrap() == write(&book).unwrap());
}

#[test]
fn a_book_cut_short_at_any_byte_is_refused_and_says_so() {
    let file = whole(&small_book());
    for length in 1..file.len() {
        match problem(&file[..length]) {
            BookFileProblem::Truncated { bytes } => assert_eq!(bytes, length),
            other => panic!("{length} of {}: {other}", file.len()),
        }
    }
    assert!(matches!(problem(b""), BookFileProblem::Empty));
}

#[test]
fn a_book_with_any_byte_changed_is_refused() {
    let file = write(&small_book()).unwrap();
    let mut named = 0;
    for place in 0..file.len() {
        for bit in [0x01, 0x80] {
            let mut altered = file.clone();
            altered[place] ^= bit;
            if let BookFileProblem::Tampered { line: Some(_) } = problem(&altered) {
                named += 1;
            }
        }
    }
    assert!(named > file.len() / 2, "a line was named for {named} of {}", file.len() * 2);
}

#[test]
fn bytes_put_in_or_taken_out_are_noticed() {
    let file = write(&small_book()).unwrap();
    for place in (0..file.len()).step_by(7) {
        let mut longer = file.clone();
        longer.insert(place, b' ');
        problem(&longer);
        let mut shorter = file.clone();
        shorter.remove(place);
        problem(&shorter);
    }
    let mut swapped = String::from_utf8(file).unwrap();
    swapped = swapped.replacen("云帆商贸", "云帆商货", 1);
    assert!(matches!(problem(swapped.as_bytes()), BookFileProblem::Tampered { line: None }));
}

#[test]
fn a_newer_book_is_refused_with_its_version_without_reading_on() {
    assert!(matches!(problem(b"{\"wellkept_book\":2,\"anything\":"), BookFileProblem::Newer { version: 2 }));
    assert!(matches!(problem(b"{\n  \"wellkept_book\": 17\n}"), BookFileProblem::Newer { version: 17 }));
}

#[test]
fn a_book_that_an_editor_laid_out_anew_is_named() {
    let file = write(&small_book()).unwrap();
    let value: Value = serde_json::from_slice(&file).unwrap();
    let with_mark = [b"\xef\xbb\xbf", file.as_slice()].concat();
    let with_windows_ends = String::from_utf8(file.clone()).unwrap().replace('\n', "\r\n").into_bytes();
    let python = String::from_utf8(file.clone()).unwrap().replacen("\":", "\": ", 1).into_bytes();
    for altered in [
        serde_json::to_vec_pretty(&value).unwrap(),
        serde_json::to_vec(&value).unwrap(),
        with_mark,
        python,
        with_windows_ends,
        [file.as_slice(), b"\n"].concat(),
    ] {
        assert!(matches!(problem(&altered), BookFileProblem::Reformatted), "{}", problem(&altered));
    }
}

#[test]
fn other_files_are_not_books() {
    for bytes in [
        b"{}".as_slice(),
        b"[]",
        b"null",
        b"\xef\xbb\xbf{}",
        "客户编号,客户名称\n".as_bytes(),
        b"PK\x03\x04",
        b"{\"wellkept_book\":\"1\"}",
        b"{\"note\":\"wellkept_book\"}",
        b"{\"wellkept_book\":0,\"sha256\":\"\",\"content\":{}}",
    ] {
        let found = problem(bytes);
        assert!(
            matches!(found, BookFileProblem::NotABook | BookFileProblem::Reformatted),
            "{found}: {}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn a_right_checksum_does_not_let_a_bad_record_in() {
    let bad = |from: &str, to: &str| problem(&resigned(from, to));
    for (from, to) in [
        (r#""name":"云帆商贸""#, r#""name":5"#),
        (r#""name":"云帆商贸""#, r#""name":"\ud800""#),
        (r#""name":"云帆商贸""#, r#""name":"云帆商贸","name":"又""#),
        (r#""name":"云帆商贸""#, r#""nom":"云帆商贸""#),
        (r#""name":"云帆商贸""#, r#""name": "云帆商贸""#),
        (r#""stage":"stable""#, r#""stage":"paused""#),
        (r#""fen":120000"#, r#""fen":99999999999999999999"#),
        (r#""fen":120000"#, r#""fen":1e5"#),
        (r#""day":"2020-01-28""#, r#""day":"2020-13-40""#),
        (r#""need_fit":{"points":5"#, r#""need_fit":{"points":6"#),
        (r#""repurchase_percent":80"#, r#""repurchase_percent":101"#),
        (r#""name":"云帆商贸""#, r#""name":"云帆商贸","fixed_day":0"#),
        (r#""fen":120000"#, r#""fen":9000000000000000000"#),
        (r#""need_fit":{"points":5"#, r#""need_fit":{"later":1,"points":5"#),
    ] {
        let found = bad(from, to);
        assert!(matches!(found, BookFileProblem::BadRecord { .. }), "{to}: {found}");
    }
    let deep = format!(r#""name":"云帆商贸","x":{}{}"#, "[".repeat(200_000), "]".repeat(200_000));
    assert!(matches!(bad(r#""name":"云帆商贸""#, &deep), BookFileProblem::BadRecord { .. }));
    assert!(matches!(
        bad(r#""order":2"#, r#""order":3"#),
        BookFileProblem::BadCount { stated: 3, found: 2, .. }
    ));
    assert!(matches!(bad(r#""zone":"Asia/Shanghai""#, r#""zone":null"#), BookFileProblem::BadInfo { .. }));
    assert!(matches!(
        bad(r#""zone":"Asia/Shanghai""#, r#""zone":"Asia/Shanghai","more":1"#),
        BookFileProblem::BadInfo { .. }
    ));
    assert!(matches!(bad(r#""counts":"#, r#""more":1,"counts":"#), BookFileProblem::BadLayout { line: 1 }));
    assert!(matches!(bad(r#""order":2"#, r#""order":2,"deal":0"#), BookFileProblem::BadLayout { .. }));
    assert!(matches!(bad(r#""order":["#, r#""deal":[],"order":["#), BookFileProblem::BadLayout { .. }));
}

#[test]
fn records_that_do_not_fit_together_are_refused() {
    let file = String::from_utf8(write(&small_book()).unwrap()).unwrap();
    let lines: Vec<&str> = file.lines().filter(|line| line.contains("registered")).collect();
    let (first, second) = (lines[0].trim_end_matches(','), lines[1].trim_end_matches(','));
    let content = content(file.as_bytes());
    let swapped = content.replace(first, "FIRST").replace(second, first).replace("FIRST", second);
    assert!(matches!(
        problem(&signed(&swapped)),
        BookFileProblem::BadRecord { kind: Kind::Customer, number: 2, .. }
    ));
    let twice = content.replace(second, first);
    assert!(matches!(problem(&signed(&twice)), BookFileProblem::BadRecord { .. }));
    let same_number = content.replace("TE0001", "TE0000");
    assert!(matches!(problem(&signed(&same_number)), BookFileProblem::Integrity { .. }));
    let order = small_book().orders().sorted().next().unwrap();
    let orphan = content.replacen(
        &format!("\"customer\":\"{}\",\"day\":\"2020-01-28\",\"amount\"", order.customer),
        "\"customer\":\"00000000-0000-0000-0000-000000000000\",\"day\":\"2020-01-28\",\"amount\"",
        1,
    );
    assert!(matches!(problem(&signed(&orphan)), BookFileProblem::Integrity { .. }));
}
