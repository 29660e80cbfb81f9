//! One line that becomes a record: day, means, person, what was said, problems, needs, next actions.
//!
//! A fixed grammar in both languages, described in docs/one-line.md; nothing is guessed. Words at the head of the
//! line (day, time, means, person) come in any order, each once, persons as many as there are; the first other word
//! begins the text. A mark at the beginning of a word begins a part: `!` a problem, `+` a need, `>` a next action,
//! `<` a promise of the customer, `#` the theme. A doubled mark is the character itself.

mod day;

use crate::book::Book;
use crate::model::{Channel, Contact, ContactId, CustomerId, Day, Depth, Env, PersonId, Promise};
use crate::order;
use crate::policy::Calendar;
use crate::query::{Needle, fold};

use super::Desk;
use super::draft::{ActionDraft, InteractionDraft};

/// What a line says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captured {
    /// The customers that `@` can mean; where it was not written, the one that is given.
    pub customers: Vec<CustomerId>,
    /// The day; today where none was written.
    pub day: Day,
    /// `14:30`, or empty.
    pub time: String,
    /// The means, where it was written.
    pub channel: Option<Channel>,
    /// The customer's people.
    pub contacts: Vec<ContactId>,
    /// What was said.
    pub summary: String,
    /// What troubles the customer, one a line.
    pub problems: String,
    /// What the customer needs, one a line.
    pub needs: String,
    /// What it was about.
    pub theme: String,
    /// What happens next.
    pub actions: Vec<CapturedAction>,
    /// What cannot be understood.
    pub faults: Vec<CaptureFault>,
}

/// A next action of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CapturedAction {
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due: Option<Day>,
    /// Which of us does it.
    pub owner: Option<PersonId>,
    /// Which department does it.
    pub department: String,
    /// Whether the customer promised it.
    pub is_theirs: bool,
}

/// What of a line cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaptureFault {
    /// No customer was named, and none is open.
    NoCustomer,
    /// No customer is called so.
    UnknownCustomer(String),
    /// Several customers are called so.
    SeveralCustomers(String),
    /// There is no such day in the calendar.
    NoSuchDay(String),
    /// A contact that has not been yet.
    FutureDay,
    /// Nothing was said.
    NoText,
    /// A mark with nothing behind it.
    EmptyPart(char),
}

/// The marks that begin a part.
const MARKS: [char; 5] = ['!', '+', '>', '<', '#'];

/// Reads a line. `open` is the customer that it is written for, unless `@` names another.
pub fn capture(desk: &Desk, open: Option<CustomerId>, text: &str, today: Day) -> Captured {
    let book = desk.book();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut line = Captured { day: today, customers: open.into_iter().collect(), ..Captured::default() };
    // The customer first: whose people are meant depends on it, wherever `@` stands in the head.
    let head_end = words.iter().position(|word| mark(word).is_some()).unwrap_or(words.len());
    let (head, parts) = words.split_at(head_end);
    let named = head.iter().position(|word| at(word).is_some());
    if let Some(name) = named.and_then(|place| at(head.get(place)?)) {
        line.find_customer(desk, name);
    } else if open.is_none() {
        line.faults.push(CaptureFault::NoCustomer);
    }
    let people: Vec<Contact> = match line.customers.as_slice() {
        [only] => book.contacts_of(*only).filter(|contact| !contact.has_left).collect(),
        _ => Vec::new(),
    };
    let mut said = Vec::new();
    let (mut has_day, mut has_time) = (false, false);
    for (place, word) in head.iter().enumerate() {
        if named == Some(place) {
            continue;
        }
        if said.is_empty() {
            if !has_day && let Some(day) = day::past(word, today) {
                has_day = true;
                match day {
                    Ok(day) => line.day = day,
                    Err(()) => line.faults.push(CaptureFault::NoSuchDay((*word).to_owned())),
                }
                continue;
            }
            if !has_time && let Some(time) = day::time(word) {
                has_time = true;
                line.time = time;
                continue;
            }
            if line.channel.is_none()
                && let Some(channel) = channel(word)
            {
                line.channel = Some(channel);
                continue;
            }
            if let Some(contact) = person(&people, word) {
                if !line.contacts.contains(&contact) {
                    line.contacts.push(contact);
                }
                continue;
            }
        }
        said.push(plain(word));
    }
    line.summary = said.join(" ");
    if line.day > today {
        line.faults.push(CaptureFault::FutureDay);
    }
    line.read_parts(book, &desk.policy().calendar(), parts);
    if line.summary.is_empty() && line.problems.is_empty() && line.needs.is_empty() {
        line.faults.push(CaptureFault::NoText);
    }
    line
}

impl Captured {
    fn find_customer(&mut self, desk: &Desk, name: &str) {
        let folded = fold(name);
        // What is found as everywhere, less what only its spelling or its people brought up.
        let needle = Needle::new(name);
        let (mut exact, mut within) = (Vec::new(), Vec::new());
        for customer in desk.book().customers().iter().filter(|customer| desk.finds(customer, &needle)) {
            let texts = [&customer.name, &customer.short_name, &customer.number].map(|text| fold(text));
            if texts.contains(&folded) {
                exact.push(customer.id);
            } else if texts.iter().any(|text| text.contains(&folded)) {
                within.push(customer.id);
            }
        }
        self.customers = if name.is_empty() || !exact.is_empty() { exact } else { within };
        order::by(&mut self.customers, Ord::cmp);
        match self.customers.len() {
            0 => self.faults.push(CaptureFault::UnknownCustomer(name.to_owned())),
            1 => {}
            _ => self.faults.push(CaptureFault::SeveralCustomers(name.to_owned())),
        }
    }

    fn read_parts(&mut self, book: &Book, calendar: &Calendar<'_>, words: &[&str]) {
        let mut rest = words;
        while let Some((first, after)) = rest.split_first() {
            let Some(sign) = mark(first) else { return };
            let end = after.iter().position(|word| mark(word).is_some()).unwrap_or(after.len());
            let (more, next) = after.split_at(end);
            rest = next;
            let opening = first.chars().skip(1).collect::<String>();
            let mut part: Vec<String> = Some(opening).filter(|word| !word.is_empty()).into_iter().collect();
            part.extend(more.iter().map(|word| plain(word)));
            if part.is_empty() {
                self.faults.push(CaptureFault::EmptyPart(sign));
                continue;
            }
            let lines = match sign {
                '!' => &mut self.problems,
                '+' => &mut self.needs,
                '#' => &mut self.theme,
                _ => {
                    self.read_action(book, calendar, part, sign == '<');
                    continue;
                }
            };
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(&part.join(" "));
        }
    }

    fn read_action(&mut self, book: &Book, calendar: &Calendar<'_>, words: Vec<String>, is_theirs: bool) {
        let mut action = CapturedAction { is_theirs, ..CapturedAction::default() };
        let mut words = words.into_iter().peekable();
        if let Some(day) = words.peek().and_then(|word| day::coming(word, self.day, calendar)) {
            let word = words.next().unwrap_or_default();
            match day {
                Ok(day) => action.due = Some(day),
                Err(()) => self.faults.push(CaptureFault::NoSuchDay(word)),
            }
        }
        // Whoever stands alone is what is to be done: >周会 means the meeting.
        let mut text: Vec<String> = words.collect();
        if text.len() > 1
            && let Some(first) = text.first()
        {
            let mut named = book.people().iter().filter(|who| !who.has_left && who.name == *first);
            match (named.next(), named.next()) {
                (Some(only), None) => action.owner = Some(only.id),
                _ if is_department(book, first) => action.department.clone_from(first),
                _ => {}
            }
            if action.owner.is_some() || !action.department.is_empty() {
                text.remove(0);
            }
        }
        action.text = text.join(" ");
        if action.text.is_empty() {
            self.faults.push(CaptureFault::EmptyPart(if is_theirs { '<' } else { '>' }));
        }
        self.actions.push(action);
    }

    /// Returns the record form filled with what the line says, or nothing where no single customer is meant.
    pub fn draft(&self, env: &Env) -> Option<InteractionDraft> {
        let [customer] = self.customers.as_slice() else { return None };
        let channel = self.channel.unwrap_or(Channel::Call);
        let mut draft = InteractionDraft::new(*customer, channel, env);
        let is_today = self.day == env.today();
        let actions = self.actions.iter().map(|action| ActionDraft {
            id: None,
            text: action.text.clone(),
            owner: action.owner,
            assignee: action.department.clone(),
            due: action.due.map(|due| due.to_string()).unwrap_or_default(),
            promise: action.is_theirs.then_some(Promise::Theirs),
        });
        draft.actions = actions.collect();
        draft.day = self.day.to_string();
        // Now is when it was only if it was today and no time was written.
        if !self.time.is_empty() || !is_today {
            draft.time.clone_from(&self.time);
        }
        draft.contacts.clone_from(&self.contacts);
        // A line of problems alone is what was said.
        draft.summary = [&self.summary, &self.problems, &self.needs]
            .into_iter()
            .find(|text| !text.is_empty())
            .map(|text| text.replace('\n', "；"))
            .unwrap_or_default();
        draft.problems.clone_from(&self.problems);
        draft.needs.clone_from(&self.needs);
        draft.theme.clone_from(&self.theme);
        Some(draft)
    }

    /// Returns the depth that the record will have.
    pub fn depth(&self) -> Depth {
        self.channel.unwrap_or(Channel::Call).usual_depth()
    }
}

/// Returns the mark that a word begins with, if it begins a part; full-width marks count.
fn mark(word: &str) -> Option<char> {
    let mut letters = word.chars();
    let sign = narrow(letters.next()?);
    (MARKS.contains(&sign) && letters.next().map(narrow) != Some(sign)).then_some(sign)
}

fn at(word: &str) -> Option<&str> {
    word.strip_prefix(['@', '＠'])
}

fn narrow(letter: char) -> char {
    match letter {
        '！' => '!',
        '＋' => '+',
        '＞' | '》' => '>',
        '＜' | '《' => '<',
        '＃' => '#',
        other => other,
    }
}

/// Returns a word of a text; a doubled mark at its beginning is one character.
fn plain(word: &str) -> String {
    let mut letters = word.chars();
    let is_doubled = letters
        .next()
        .map(narrow)
        .is_some_and(|sign| MARKS.contains(&sign) && letters.next().map(narrow) == Some(sign));
    if is_doubled { word.chars().skip(1).collect() } else { word.to_owned() }
}

/// Returns the means that a word names, in either language.
fn channel(word: &str) -> Option<Channel> {
    let word = word.to_lowercase();
    Some(match word.as_str() {
        "电话" | "致电" | "通话" | "电话沟通" | "call" | "phone" => Channel::Call,
        "拜访" | "登门" | "上门" | "面谈" | "visit" => Channel::Visit,
        "会议" | "开会" | "meeting" => Channel::Meeting,
        "视频" | "视频会议" | "video" => Channel::Video,
        "微信" | "wechat" => Channel::Wechat,
        "邮件" | "邮件发送" | "email" | "e-mail" | "mail" => Channel::Email,
        "短信" | "sms" | "text" => Channel::Sms,
        "活动" | "沙龙" | "event" => Channel::Event,
        "群发" | "推文" | "mailing" => Channel::Broadcast,
        _ => return None,
    })
}

/// Returns the one person whom a word names: the name, or the family name with the title (王总监, 王总).
fn person(people: &[Contact], word: &str) -> Option<ContactId> {
    let is_named = |contact: &&Contact| contact.name.eq_ignore_ascii_case(word);
    let is_addressed = |contact: &&Contact| {
        let mut rest = word.chars();
        let family = contact.name.chars().next();
        if family.is_none() || rest.next() != family {
            return false;
        }
        let title = rest.as_str();
        let ends = |short: &str| contact.title.contains(short) && title == short;
        !title.is_empty() && (contact.title == title || contact.title.ends_with(title) || ends("总"))
            || matches!(title, "先生" | "女士" | "老师")
    };
    let one = |fits: &dyn Fn(&&Contact) -> bool| {
        let mut found = people.iter().filter(|contact| fits(contact));
        match (found.next(), found.next()) {
            (Some(only), None) => Some(only.id),
            _ => None,
        }
    };
    one(&is_named).or_else(|| one(&is_addressed))
}

/// Tells whether a word names a department: one that the list of needs knows, or by its ending.
fn is_department(book: &Book, word: &str) -> bool {
    let ends =
        ["部", "部门", "组", "中心", "dept", "team"].iter().any(|end| word.to_lowercase().ends_with(end));
    let is_usual = crate::text::Language::ALL
        .iter()
        .any(|t| t.usual_departments().iter().any(|usual| usual.eq_ignore_ascii_case(word)));
    ends || is_usual || book.needs().iter().filter_map(|row| row.record()).any(|need| need.department == word)
}

#[cfg(test)]
#[path = "capture/tests.rs"]
mod tests;
