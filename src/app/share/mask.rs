//! What stands for names, telephones and addresses in a share, wherever they stand.

use crate::book::{Book, Words, is_between};
use crate::model::{
    Contact, Contract, Customer, CustomerId, Extra, Feedback, Interaction, Need, NextAction, Plan,
};

/// So many digits may be a telephone number.
const FEWEST_DIGITS: usize = 7;
/// A word of so many letters and digits, [`CODE_DIGITS`] of them digits, may be a code that tells who it is.
const CODE: usize = 15;
const CODE_DIGITS: usize = 8;
/// What stands for them.
const STARS: &str = "**";

/// The names and numbers of a book, and what stands for them.
#[derive(Debug, Clone, Default)]
pub struct Mask {
    is_on: bool,
    words: Words<String>,
}

impl Mask {
    /// Returns a mask that covers nothing.
    pub fn off() -> Self {
        Self::default()
    }

    /// Returns a mask that covers what [`Mask::learn`] learns, and whatever looks like a number or an address.
    pub fn on() -> Self {
        Self { is_on: true, ..Self::default() }
    }

    /// Tells whether it covers anything.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// Learns the names and numbers of some customers and their people; those of customers who are not shared stand
    /// in the texts of others, too. [`Mask::ready`] comes after the last.
    pub fn learn(&mut self, book: &Book, customers: &[CustomerId]) {
        if !self.is_on {
            return;
        }
        for customer in customers.iter().filter_map(|id| book.customers().get(*id)) {
            for name in [&customer.name, &customer.short_name] {
                self.words.add(name, &masked(name));
            }
            for Contact { name, phone, email, .. } in book.contacts_of(customer.id) {
                self.words.add(&name, &masked(&name));
                self.words.add(&phone, &masked_number(&phone));
                self.words.add(&email, &masked_address(&email));
            }
        }
    }

    /// Ends learning.
    pub fn ready(&mut self) {
        self.words.sort();
    }

    /// Returns a text without the names and numbers; telephones and addresses that nobody knows of go as well.
    pub fn text(&self, text: &str) -> String {
        if !self.is_on || text.is_empty() {
            return text.to_owned();
        }
        let known = self.words.replaced(text, String::clone);
        without_numbers(&without_addresses(known.as_deref().unwrap_or(text)))
    }

    /// Returns fields that this version does not know: what they hold is not known either.
    pub fn extra(&self, extra: Extra) -> Extra {
        if self.is_on { Extra::default() } else { extra }
    }

    /// Masks what of a customer names it.
    pub fn customer(&self, customer: &mut Customer) {
        if !self.is_on {
            return;
        }
        customer.name = masked(&customer.name);
        customer.short_name = masked(&customer.short_name);
        // A headcount or a sum is no telephone number: the fields of those are gone already.
        for value in customer.profile.values_mut().filter(|value| value.parse::<f64>().is_err()) {
            *value = self.text(value);
        }
        for text in
            [&mut customer.watch, &mut customer.remark, &mut customer.key_need, &mut customer.industry]
        {
            *text = self.text(text).into();
        }
        for tag in &mut customer.tags {
            *tag = self.text(tag).into();
        }
        for said in customer.statements.iter_mut() {
            said.note = self.text(&said.note);
            if let Some(text) = said.value.as_str() {
                said.value = self.text(text).into();
            }
        }
        for set in customer.overrides.iter_mut() {
            set.reason = self.text(&set.reason);
        }
        for arrangement in customer.arrangements.iter_mut() {
            arrangement.reason = self.text(&arrangement.reason);
        }
        customer.extra = Extra::default();
    }

    /// Masks a contact.
    pub fn contact(&self, mut contact: Contact) -> Contact {
        if self.is_on {
            contact.name = masked(&contact.name);
            contact.phone = masked_number(&contact.phone);
            contact.email = masked_address(&contact.email);
            contact.title = self.text(&contact.title);
            contact.area = self.text(&contact.area);
            contact.birthday = None;
            contact.extra = Extra::default();
        }
        contact
    }

    /// Masks what an interaction says.
    pub fn interaction(&self, mut one: Interaction) -> Interaction {
        if self.is_on {
            let names = one.contacts_as_written.split('、').map(masked).collect::<Vec<_>>();
            one.contacts_as_written = names.join("、");
            for text in [
                &mut one.people_as_written,
                &mut one.summary,
                &mut one.feedback,
                &mut one.needs,
                &mut one.problems,
                &mut one.theme,
                &mut one.concerns,
                &mut one.spin_situation,
                &mut one.spin_problem,
                &mut one.spin_implication,
                &mut one.spin_payoff,
                &mut one.cap_note,
            ] {
                *text = self.text(text);
            }
            one.extra = Extra::default();
        }
        one
    }

    /// Masks what a next action says.
    pub fn action(&self, mut action: NextAction) -> NextAction {
        action.text = self.text(&action.text);
        action.extra = self.extra(action.extra);
        action
    }

    /// Masks what a need says.
    pub fn need(&self, mut need: Need) -> Need {
        need.text = self.text(&need.text);
        need.answer = self.text(&need.answer);
        need.extra = self.extra(need.extra);
        need
    }

    /// Masks what a complaint, suggestion or survey says.
    pub fn feedback(&self, mut feedback: Feedback) -> Feedback {
        for text in [&mut feedback.text, &mut feedback.resolution, &mut feedback.cause] {
            *text = self.text(text);
        }
        feedback.extra = self.extra(feedback.extra);
        feedback
    }

    /// Masks what a contract says; its number names the customer to whoever has another copy.
    pub fn contract(&self, mut contract: Contract) -> Contract {
        if self.is_on {
            contract.number.clear();
        }
        contract.title = self.text(&contract.title);
        contract.note = self.text(&contract.note);
        contract.extra = self.extra(contract.extra);
        contract
    }

    /// Masks what a retention plan says.
    pub fn plan(&self, mut plan: Plan) -> Plan {
        for text in [&mut plan.subject, &mut plan.risk, &mut plan.lesson] {
            *text = self.text(text);
        }
        for step in &mut plan.steps {
            step.text = self.text(&step.text);
        }
        plan.extra = self.extra(plan.extra);
        plan
    }
}

/// Returns the first character of a name and stars.
fn masked(name: &str) -> String {
    match name.trim().chars().next() {
        Some(first) => format!("{first}{STARS}"),
        None => String::new(),
    }
}

/// Returns a telephone number of which at most the first three and the last two digits are left.
fn masked_number(number: &str) -> String {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let mut at = 0;
    let one = |c: char| {
        if !c.is_ascii_digit() {
            return c;
        }
        at += 1;
        if digits > FEWEST_DIGITS && (at <= 3 || at > digits - 2) { c } else { '*' }
    };
    number.chars().map(one).collect()
}

/// Returns an address of which the first character is left: the host often names the company.
fn masked_address(address: &str) -> String {
    match address.split_once('@') {
        Some((name, _)) => format!("{}@{STARS}", masked(name)),
        None => masked(address),
    }
}

/// Masks whatever is written as an e-mail address is.
fn without_addresses(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['@', '＠']) {
        let (before, after) = rest.split_at(at);
        let sign = after.chars().next().map_or(0, char::len_utf8);
        let after = after.get(sign..).unwrap_or_default();
        let name = before.len()
            - before.chars().rev().take_while(|c| is_part(*c)).map(char::len_utf8).sum::<usize>();
        let host: usize = after.chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
        let (kept, name) = before.split_at(name);
        out.push_str(kept);
        if name.is_empty() || host == 0 {
            out.push_str(name);
            out.push('@');
        } else {
            out.push_str(&masked(name));
            out.push('@');
            out.push_str(STARS);
        }
        rest = after.get(host..).unwrap_or_default();
        if name.is_empty() {
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Masks whatever has as many digits as a telephone number and is no day, and codes of letters and digits.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(['\n']) {
        if c.is_ascii_alphanumeric() || (!run.is_empty() && (is_between(c) || c == ':')) {
            run.push(c);
            continue;
        }
        out.push_str(&without_number(&run));
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

/// Masks a run of letters, digits and what may stand between digits.
fn without_number(run: &str) -> String {
    let mut out = String::with_capacity(run.len());
    let mut number = String::new();
    // Words with letters part the numbers.
    for word in run.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let letters = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if letters.chars().all(|c| c.is_ascii_digit()) {
            number.push_str(word);
            continue;
        }
        out.push_str(&covered(&std::mem::take(&mut number)));
        let digits = letters.chars().filter(char::is_ascii_digit).count();
        if letters.len() >= CODE && digits >= CODE_DIGITS {
            out.push_str(&masked(letters));
            out.push_str(word.get(letters.len()..).unwrap_or_default());
        } else {
            let edge = |c: char| !c.is_ascii_digit();
            // 电话13800138000转 is parted by the text around it, tel13800138000 here.
            let start = letters.trim_start_matches(edge);
            out.push_str(letters.get(..letters.len() - start.len()).unwrap_or_default());
            out.push_str(&covered(start));
            out.push_str(word.get(letters.len()..).unwrap_or_default());
        }
    }
    out.push_str(&covered(&number));
    out
}

/// Masks a number with enough digits, unless it is a day.
fn covered(number: &str) -> String {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if digits < FEWEST_DIGITS || is_days(number) { number.to_owned() } else { masked_number(number) }
}

/// Tells whether digits are days and times one after another: 2024-03-05, 20240305, 3/5 14:30, 2024-2025.
fn is_days(number: &str) -> bool {
    let groups: Vec<&str> =
        number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let short = |group: &str, most: u32| group.len() <= 2 && group.parse().is_ok_and(|n: u32| n <= most);
    let is_year =
        |group: &str| group.len() == 4 && group.parse().is_ok_and(|n: u32| (1900..2100).contains(&n));
    let is_day = |group: &str| {
        let part = |from, to| group.get(from..to).unwrap_or_default();
        group.len() == 8 && is_year(part(0, 4)) && short(part(4, 6), 12) && short(part(6, 8), 31)
    };
    let mut rest = &groups[..];
    while let [first, after @ ..] = rest {
        rest = after;
        if is_day(first) {
            // Whole already.
        } else if is_year(first) || short(first, 12) {
            if is_year(first) {
                match rest {
                    [month, after @ ..] if short(month, 12) => rest = after,
                    _ => continue,
                }
            }
            match rest {
                [day, after @ ..] if short(day, 31) => rest = after,
                _ => continue,
            }
        } else {
            return false;
        }
        if let [hour, minute, after @ ..] = rest
            && short(hour, 24)
            && short(minute, 59)
            && number.contains(':')
        {
            rest = after;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_number_or_an_address_goes_and_days_and_amounts_stay() {
        let mask = Mask::on();
        for (text, is) in [
            ("电话65432109，或6543 2109", "电话654***09，或654* **09"),
            ("+86 138 0013 8000", "+86 1** **** **00"),
            ("tel13800138000", "tel138******00"),
            ("发到 sales@beichen.com.cn。", "发到 s**@**。"),
            ("@王芳 看一下 a@", "@王芳 看一下 a@"),
            ("代码 91110108MA01ABCD1X", "代码 9**"),
            (
                "2024-03-05 到 2024/12/31，20240305，2024.10-2025.03",
                "2024-03-05 到 2024/12/31，20240305，2024.10-2025.03",
            ),
            ("5/10 13:00，2024-05-10 14:30", "5/10 13:00，2024-05-10 14:30"),
            ("合同 50,000 元，1.2万，300000 件", "合同 50,000 元，1.2万，300000 件"),
        ] {
            assert_eq!(mask.text(text), is, "{text}");
        }
    }
}
