//! What is said of files: why one cannot be read, and what is wrong with a row.

use crate::app::source_words;
use crate::book::Book;
use crate::exchange::{
    BookFileProblem, Column, Fate, Field, Layout, Reason, RowNote, RowProblem, TableProblem,
};
use crate::model::{
    Channel, CityTier, CreditCodeError, DecisionRole, FeedbackSort, Gender, GivenSource, Intent,
    NeedCategory, NeedNature, NeedStatus, ProfileField, Progress, SalesChannel, Stage, ValueBand,
};
use crate::text::Language;

/// Names what becomes of a row.
pub fn fate(t: Language, fate: Fate) -> &'static str {
    match fate {
        Fate::New => t.fate_new(),
        Fate::Update => t.fate_update(),
        Fate::Same => t.fate_same(),
        Fate::Error => t.fate_error(),
        Fate::Skipped => t.fate_skipped(),
    }
}

/// Names a table.
pub fn layout(t: Language, layout: Layout) -> &'static str {
    match layout {
        Layout::Customers => t.layout_customers(),
        Layout::Orders => t.layout_orders(),
        Layout::Interactions => t.layout_interactions(),
        Layout::Contacts => t.layout_contacts(),
        Layout::NextActions => t.layout_next_actions(),
        Layout::Needs => t.layout_needs(),
        Layout::Feedback => t.layout_feedback(),
        Layout::Files => t.layout_files(),
    }
}

/// Names what a column holds.
pub fn field_name(t: Language, field: Field) -> &'static str {
    match t {
        Language::Chinese => field.heading(),
        Language::English => field.english_heading(),
    }
}

/// Names a column of a table: as its heading does, else by what it holds.
pub fn column_name(t: Language, column: &Column) -> &str {
    match (column.heading.as_str(), column.field) {
        ("", Some(field)) => field_name(t, field),
        (heading, _) => heading,
    }
}

/// Says why a file is not a book that can be used, and what to do.
pub fn book_file_problem(t: Language, problem: &BookFileProblem) -> String {
    match problem {
        BookFileProblem::Empty => t.book_file_empty().to_owned(),
        BookFileProblem::NotABook => t.book_file_not_a_book().to_owned(),
        BookFileProblem::Newer { version } => t.book_file_newer(version),
        BookFileProblem::Truncated { bytes } => t.book_file_truncated(bytes),
        BookFileProblem::Tampered { line: Some(line) } => t.book_file_tampered_at(line),
        BookFileProblem::Tampered { line: None } => t.book_file_tampered().to_owned(),
        BookFileProblem::Reformatted => t.book_file_reformatted().to_owned(),
        BookFileProblem::BadLayout { line } => t.book_file_bad_layout(line),
        BookFileProblem::BadInfo { reason } => t.book_file_bad_info(reason),
        BookFileProblem::BadCount { kind, stated, found } => {
            t.book_file_bad_count(t.kind(*kind), stated, found)
        }
        BookFileProblem::BadRecord { kind, number, reason } => {
            t.book_file_bad_record(t.kind(*kind), number, reason)
        }
        BookFileProblem::BadChange { number, reason } => t.book_file_bad_change(number, reason),
        BookFileProblem::BadContent { number, reason } => t.book_file_bad_content(number, reason),
        BookFileProblem::Integrity { reason } => t.book_file_integrity(reason),
    }
}

/// Says why a file is not a table that can be imported, and what to do.
pub fn table_problem(t: Language, problem: &TableProblem) -> String {
    let list = |headings: &[String]| headings.join(if t == Language::Chinese { "、" } else { ", " });
    match problem {
        TableProblem::Empty => t.table_file_empty().to_owned(),
        TableProblem::HeaderOnly { headings } => t.table_file_header_only(list(headings)),
        TableProblem::UnknownHeadings { headings } => t.table_file_unknown_headings(list(headings)),
        TableProblem::UnknownEncoding => t.table_file_unknown_encoding().to_owned(),
        TableProblem::NotInEncoding { encoding } => t.table_file_not_in_encoding(encoding.name()),
        TableProblem::TooLarge { bytes, limit } => {
            t.table_file_too_large(bytes / 1_000_000, limit / 1_000_000)
        }
        TableProblem::TooManyRows { limit } => t.table_file_too_many_rows(limit),
        TableProblem::TooManyColumns { limit } => t.table_file_too_many_columns(limit),
        TableProblem::DamagedWorkbook { reason } => t.table_file_damaged_workbook(reason),
        TableProblem::Locked => t.table_file_locked().to_owned(),
        TableProblem::UnpacksTooLarge { limit } => t.table_file_unpacks_too_large(limit / 1_000_000),
        TableProblem::BinaryFile => t.table_file_binary_file().to_owned(),
        TableProblem::IsBook => t.table_file_is_book().to_owned(),
        TableProblem::TooManyFiles { limit } => t.table_file_too_many_files(limit),
        TableProblem::NoFiles => t.table_file_no_files().to_owned(),
        TableProblem::NotText => t.table_file_not_text().to_owned(),
    }
}

/// Says what is wrong with a row, where, and what to do.
pub fn row_problem(t: Language, problem: &RowProblem) -> String {
    let reason = reason(t, &problem.reason);
    match (problem.heading.as_str(), problem.cell.as_str()) {
        ("", "") => reason,
        (heading, "") => t.row_in(heading, reason),
        ("", cell) => t.row_at_cell(cell, reason),
        (heading, cell) => t.row_at(heading, cell, reason),
    }
}

fn reason(t: Language, reason: &Reason) -> String {
    match reason {
        Reason::Missing => t.row_missing().to_owned(),
        Reason::TooLong { limit } => t.row_too_long(limit),
        Reason::ControlCharacter => t.row_control_character().to_owned(),
        Reason::OpenQuote => t.row_open_quote().to_owned(),
        Reason::TooManyCells { headings, cells } => t.row_too_many_cells(headings, cells),
        Reason::NotADate => t.row_not_a_date().to_owned(),
        Reason::NoSuchDay => t.row_no_such_day().to_owned(),
        Reason::NoYear => t.row_no_year().to_owned(),
        Reason::NotAWholeDay => t.row_not_a_whole_day().to_owned(),
        Reason::NoSuchTime => t.row_no_such_time().to_owned(),
        Reason::InFuture { today } => t.row_in_future(today),
        Reason::NotAnAmount => t.row_not_an_amount().to_owned(),
        Reason::AmountRange => t.row_amount_range().to_owned(),
        Reason::AmountTooFine => t.row_amount_too_fine().to_owned(),
        Reason::AmountTooLarge => t.row_amount_too_large().to_owned(),
        Reason::Negative => t.row_negative().to_owned(),
        Reason::NotARating => t.row_not_a_rating().to_owned(),
        Reason::NotAPercent => t.row_not_a_percent().to_owned(),
        Reason::AmbiguousPercent => t.row_ambiguous_percent().to_owned(),
        Reason::NotACount => t.row_not_a_count().to_owned(),
        Reason::UnknownStage => t.row_unknown_stage().to_owned(),
        Reason::PausedIsNoStage => t.row_paused_is_no_stage().to_owned(),
        Reason::UnknownChannel => t.row_unknown_channel().to_owned(),
        Reason::UnknownBand => t.row_unknown_band().to_owned(),
        Reason::UnknownSource => t.row_unknown_source().to_owned(),
        Reason::UnknownRole => t.row_unknown_role().to_owned(),
        Reason::NotInList { field } => {
            let words = column_words(t, *field);
            t.row_not_in_list(words.join(if t == Language::Chinese { "、" } else { ", " }))
        }
        Reason::NotAnNps => t.row_not_an_nps().to_owned(),
        Reason::NotACreditCode(CreditCodeError::Length(count)) => t.problem_code_length(count),
        Reason::NotACreditCode(CreditCodeError::Character(wrong)) => t.problem_code_character(wrong),
        Reason::NotACreditCode(CreditCodeError::Check(check)) => t.problem_code_check(check),
        Reason::NotAPhone => t.problem_not_a_phone().to_owned(),
        Reason::NotAWebsite => t.problem_not_a_website().to_owned(),
        Reason::NotABirthday => t.problem_not_a_birthday().to_owned(),
        Reason::UnknownProgress => t.row_unknown_progress().to_owned(),
        Reason::UnknownStatus => t.row_unknown_status().to_owned(),
        Reason::NumberTaken { customer } => t.row_number_taken(customer),
        Reason::RecordTwice { line } => t.row_record_twice(line),
        Reason::NumberTwice { line } => t.row_number_twice(line),
        Reason::NameTwice { line } => t.row_name_twice(line),
        Reason::CustomerTwice { line } => t.row_customer_twice(line),
        Reason::AmbiguousName { count } => t.row_ambiguous_name(count),
        Reason::UnknownCustomer => t.row_unknown_customer().to_owned(),
        Reason::OrderNumberTwice { line } => t.row_order_number_twice(line),
        Reason::NoSuchFile => t.row_no_such_file().to_owned(),
        Reason::FileUnclear { count } => t.row_file_unclear(count),
        Reason::FileOfNobody => t.row_file_of_nobody().to_owned(),
        Reason::FileOfSeveral { names, count } => {
            t.row_file_of_several(names.join(if t == Language::Chinese { "、" } else { ", " }), count)
        }
        Reason::FileEmpty => t.row_file_empty().to_owned(),
        Reason::FileTooLarge { most } => t.row_file_too_large(most),
        Reason::FileIsProgram => t.row_file_is_program().to_owned(),
        Reason::FileUnreadable => t.row_file_unreadable().to_owned(),
        Reason::NoRoomForFiles { most } => t.problem_no_room_for_files(most),
        Reason::OrderOfAnother { customer } => t.row_order_of_another(customer),
    }
}

/// Returns the words that a column can have in this book, where it has only such: the sources are the user's (A0.3).
pub fn words_of_field(t: Language, book: &Book, field: Field) -> Vec<String> {
    match field {
        Field::Source => source_words(t, book, None).into_iter().map(|(_, name)| name).collect(),
        _ => column_words(t, field).into_iter().map(str::to_owned).collect(),
    }
}

/// Returns the words that a column can have, where it has only such, and nobody altered them.
pub fn column_words(t: Language, field: Field) -> Vec<&'static str> {
    match field {
        Field::Stage => Stage::ALL.iter().map(|word| t.stage(*word)).collect(),
        Field::Band => ValueBand::ALL.iter().map(|word| t.value_band(*word)).collect(),
        Field::Source => GivenSource::ALL.iter().map(|word| t.given_source(*word)).collect(),
        Field::DecisionRole => DecisionRole::ALL.iter().map(|word| t.decision_role(*word)).collect(),
        Field::Channel => Channel::ALL.iter().map(|word| t.channel(*word)).collect(),
        Field::Progress => Progress::ALL.iter().map(|word| t.progress(*word)).collect(),
        Field::ContactStatus => vec![t.contact_still_there(), t.contact_has_left()],
        Field::NeedOrProblem => vec![t.need_or_problem(false), t.need_or_problem(true)],
        Field::StatedOrImplied => vec![t.stated_or_implied(false), t.stated_or_implied(true)],
        Field::NeedCategory => NeedCategory::ALL.iter().map(|word| t.need_category(*word)).collect(),
        Field::NeedNature => NeedNature::ALL.iter().map(|word| t.need_nature(*word)).collect(),
        Field::NeedStatus => NeedStatus::ALL.iter().map(|word| t.need_status(*word)).collect(),
        Field::FeedbackSort => FeedbackSort::ALL.iter().map(|word| t.feedback_sort(*word)).collect(),
        Field::FilePaper => ProfileField::PAPERS.iter().map(|word| t.profile_field(*word)).collect(),
        Field::Profile(ProfileField::CityTier) => {
            CityTier::ALL.iter().map(|word| t.city_tier(*word)).collect()
        }
        Field::Profile(ProfileField::SalesChannel) => {
            SalesChannel::ALL.iter().map(|word| t.sales_channel(*word)).collect()
        }
        Field::Profile(ProfileField::Gender) => Gender::ALL.iter().map(|word| t.gender(*word)).collect(),
        Field::Profile(ProfileField::Intent) => Intent::ALL.iter().map(|word| t.intent(*word)).collect(),
        _ => Vec::new(),
    }
}

/// Says what else there is to know of a row.
pub fn row_note(t: Language, note: &RowNote) -> String {
    match note {
        RowNote::Changes { heading } => t.row_note_changes(heading),
        RowNote::NewPerson { name } => t.row_note_new_person(name),
        RowNote::NewCustomer { name } => t.row_note_new_customer(name),
        RowNote::NewContact { name } => t.row_note_new_contact(name),
        RowNote::ContactNamedAfterCustomer => t.row_note_contact_named_after_customer().to_owned(),
        RowNote::OtherName { in_book } => t.row_note_other_name(in_book),
        RowNote::RepeatedInFile { line } => t.row_note_repeated_in_file(line),
        RowNote::KeptFromBook { heading } => t.row_note_kept_from_book(heading),
        RowNote::FirstTaken { heading, taken } => t.row_note_first_taken(heading, taken),
        RowNote::YearTaken { heading, day } => t.row_note_year_taken(heading, day),
        RowNote::CoolingDown { until } => t.row_note_cooling_down(until),
        RowNote::DayIsPast { heading } => t.row_note_day_is_past(heading),
        RowNote::PerhapsRenamed { names } => {
            t.row_note_perhaps_renamed(names.join(if t == Language::Chinese { "、" } else { ", " }))
        }
        RowNote::FileBy { part } => t.row_note_file_by(part),
        RowNote::FileInTable => t.row_note_file_in_table().to_owned(),
        RowNote::SameFile { line } => t.row_note_same_file(line),
        RowNote::FractionCut { heading, percent } => t.row_note_fraction_cut(heading, percent),
    }
}
