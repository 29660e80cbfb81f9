//! What can be wrong with a row, and what else is worth saying of it. The words are `text`'s.

use crate::exchange::layout::Field;
use crate::model::{CreditCodeError, Day};

/// One thing that is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The heading of the column, as in the file; empty if the row as a whole is meant.
    pub heading: String,
    /// What stands in the cell, at most 40 characters of it.
    pub cell: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why a cell or a row cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The cell is empty, and the row needs it.
    Missing,
    /// The text is longer than fits.
    TooLong {
        /// How many characters fit.
        limit: usize,
    },
    /// The text holds a control character.
    ControlCharacter,
    /// A quotation mark opens here and takes in all the lines that follow.
    OpenQuote,
    /// There are more cells than headings: a comma stands in a text without quotes.
    TooManyCells {
        /// How many headings there are.
        headings: usize,
        /// How many cells there are.
        cells: usize,
    },
    /// It is no date.
    NotADate,
    /// It looks like a date, but the calendar has no such day.
    NoSuchDay,
    /// The date lacks its year.
    NoYear,
    /// A day is needed, and only the month, quarter or year is given.
    NotAWholeDay,
    /// The time behind the day cannot be read.
    NoSuchTime,
    /// The day has not come yet.
    InFuture {
        /// The day of the import.
        today: Day,
    },
    /// It is no amount of money.
    NotAnAmount,
    /// It names two amounts.
    AmountRange,
    /// It has fractions of a fen.
    AmountTooFine,
    /// It is larger than a book holds.
    AmountTooLarge,
    /// It is below zero.
    Negative,
    /// It is no whole number from 1 to 5.
    NotARating,
    /// It is no percentage from 0 to 100.
    NotAPercent,
    /// 1 can mean 1 % or 100 %.
    AmbiguousPercent,
    /// It is no whole number.
    NotACount,
    /// It is none of the stages of A1.25 or statuses of A3.16.
    UnknownStage,
    /// 暂停合作 is a status that no stage stands for (ruling 9).
    PausedIsNoStage,
    /// It is no channel.
    UnknownChannel,
    /// It is none of the customer types of A1.24.
    UnknownBand,
    /// It is none of the sources of A0.3.
    UnknownSource,
    /// It is none of the decision roles of A3.14.
    UnknownRole,
    /// It is none of the words of its column.
    NotInList {
        /// The column.
        field: Field,
    },
    /// It is no whole number from 0 to 10.
    NotAnNps,
    /// It is no unified social credit code.
    NotACreditCode(CreditCodeError),
    /// It is no telephone number.
    NotAPhone,
    /// It is no address of a page.
    NotAWebsite,
    /// It is no birthday.
    NotABirthday,
    /// It is neither to do nor done.
    UnknownProgress,
    /// It says neither that a contact is still there nor that they left.
    UnknownStatus,
    /// The customer number is another customer's.
    NumberTaken {
        /// That customer's name.
        customer: String,
    },
    /// The record stands further up in the file, by its id or by what it says.
    RecordTwice {
        /// On which line.
        line: usize,
    },
    /// The customer number stands further up in the file.
    NumberTwice {
        /// On which line.
        line: usize,
    },
    /// The name stands further up in the file, and without numbers the two cannot be told apart.
    NameTwice {
        /// On which line.
        line: usize,
    },
    /// The name is that of a customer that another row of the file names by its number.
    CustomerTwice {
        /// On which line.
        line: usize,
    },
    /// Several customers of the book have that name.
    AmbiguousName {
        /// How many.
        count: usize,
    },
    /// The book has no such customer.
    UnknownCustomer,
    /// The order number stands further up in the file.
    OrderNumberTwice {
        /// On which line.
        line: usize,
    },
    /// No such file was chosen with the tables.
    NoSuchFile,
    /// Several of the files have a path that ends so.
    FileUnclear {
        /// How many.
        count: usize,
    },
    /// No folder of the file, nor its name, begins with a customer's name or number.
    FileOfNobody,
    /// Its folders and its name begin with those of several customers.
    FileOfSeveral {
        /// The first of their names.
        names: Vec<String>,
        /// How many they are.
        count: usize,
    },
    /// The file has no bytes.
    FileEmpty,
    /// The file is larger than what can be attached.
    FileTooLarge {
        /// How large that is, in MB.
        most: u64,
    },
    /// The file is a program.
    FileIsProgram,
    /// The file could not be read.
    FileUnreadable,
    /// All files of the book together would be too large.
    NoRoomForFiles {
        /// How large they may be, in MB.
        most: u64,
    },
    /// The book has that order number for another customer.
    OrderOfAnother {
        /// That customer's name.
        customer: String,
    },
}

/// Something to know of a row that does not keep it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowNote {
    /// A field of the book will be altered.
    Changes {
        /// The heading of the column, as in the file.
        heading: String,
    },
    /// A team member will be added to the book.
    NewPerson {
        /// The name.
        name: String,
    },
    /// A customer will be added to the book, as the one whose contact the row names.
    NewCustomer {
        /// The name.
        name: String,
    },
    /// A contact will be added to a customer that is in the book.
    NewContact {
        /// The name.
        name: String,
    },
    /// The row names no contact, so that the phone or e-mail goes to one with the customer's name.
    ContactNamedAfterCustomer,
    /// The customer was found by its number, but has another name in the book.
    OtherName {
        /// The name in the book.
        in_book: String,
    },
    /// The same stands further up in the file; both are taken.
    RepeatedInFile {
        /// On which line.
        line: usize,
    },
    /// The contact is recorded already, with another text here; the book's is kept.
    KeptFromBook {
        /// The heading of the column.
        heading: String,
    },
    /// The cell names several, and the first is taken.
    FirstTaken {
        /// The heading of the column.
        heading: String,
        /// The first.
        taken: String,
    },
    /// The day is written without its year, and is taken as the one nearest to the day above.
    YearTaken {
        /// The heading of the column.
        heading: String,
        /// The day that is taken.
        day: Day,
    },
    /// The owner gave the customer to the pool a short while ago and does not get it back before that day; the book's
    /// owner is kept.
    CoolingDown {
        /// That day.
        until: Day,
    },
    /// The day for the next contact is past: nothing is planned for it.
    DayIsPast {
        /// The heading of the column.
        heading: String,
    },
    /// No other of the tables has the customer, and all others have those, whom this one lacks: it may be one of them
    /// under a new name.
    PerhapsRenamed {
        /// The names that are missing.
        names: Vec<String>,
    },
    /// The file goes to the customer with whose name or number that part of its path begins.
    FileBy {
        /// That part.
        part: String,
    },
    /// A row of a table says whose the file is.
    FileInTable,
    /// A file with the same bytes goes to the same customer further up.
    SameFile {
        /// On which line.
        line: usize,
    },
    /// The fraction of a percentage is cut off.
    FractionCut {
        /// The heading of the column.
        heading: String,
        /// What is taken.
        percent: u8,
    },
}
