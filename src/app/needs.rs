//! The list of needs across customers: what recurs, the weekly digest for each department, the topics of a
//! month (A0.29, A1.6, A1.18, A1.19).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::book::Book;
use crate::model::{CustomerId, Day, Need, NeedCategory};
use crate::order;
use crate::text::Language;

/// Which needs are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NeedsFilter {
    /// What was typed: it must stand in the need, its answer or the customer's name.
    pub typed: String,
    /// Also those that were answered or declined.
    pub closed_too: bool,
    /// Only problems, or only needs.
    pub is_problem: Option<bool>,
    /// Only those about this.
    pub category: Option<NeedCategory>,
    /// Only those of this department; an empty one means those without any.
    pub department: Option<String>,
}

/// One need with its customer's name.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedLine {
    /// The need.
    pub need: Need,
    /// The customer's name.
    pub customer: String,
}

/// Several needs about the same, as a common problem (A0.29) or a topic of a month (A1.19).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// What they are about: a category, or a theme in the users' words; neither where nobody said.
    pub category: Option<NeedCategory>,
    /// The theme of contacts, where it is one.
    pub theme: String,
    /// How many there are.
    pub count: usize,
    /// How many of them still wait for an answer.
    pub open: usize,
    /// Of how many customers.
    pub customers: usize,
    /// How many there were in the month before.
    pub before: usize,
    /// What is said most often, with how often.
    pub said: Vec<(String, usize)>,
}

/// Returns all needs with their customers: open ones first, the oldest first, then the closed.
pub fn need_lines(book: &Book) -> Vec<Arc<NeedLine>> {
    let named = |need: Need| NeedLine {
        customer: book.customers().get(need.customer).map(|c| c.name.clone()).unwrap_or_default(),
        need,
    };
    let mut lines: Vec<Arc<NeedLine>> =
        book.needs().iter().filter_map(|row| row.record()).map(|need| Arc::new(named(need))).collect();
    order::by_key(&mut lines, |line| (!line.need.is_open(), line.need.day, line.need.id));
    lines
}

/// Returns those that a filter lets through, in their order.
pub fn needs(lines: &[Arc<NeedLine>], filter: &NeedsFilter) -> Vec<Arc<NeedLine>> {
    let typed = filter.typed.trim().to_lowercase();
    let is_in = |text: &str| text.to_lowercase().contains(&typed);
    let is_shown = |line: &&Arc<NeedLine>| {
        let need = &line.need;
        (filter.closed_too || need.is_open())
            && filter.is_problem.is_none_or(|is_problem| need.is_problem == is_problem)
            && filter.category.is_none_or(|category| need.category == Some(category))
            && filter.department.as_ref().is_none_or(|department| need.department == *department)
            && (typed.is_empty() || is_in(&need.text) || is_in(&line.customer) || is_in(&need.answer))
    };
    lines.iter().filter(is_shown).cloned().collect()
}

/// Returns the departments that needs name, in order; an empty one stands for needs without any.
pub fn departments(book: &Book) -> Vec<String> {
    let named = book.needs().iter().filter_map(|row| row.record()).map(|need| need.department);
    named.collect::<BTreeSet<String>>().into_iter().collect()
}

/// Returns what needs have in common, by category, those of most customers first (A0.29).
pub fn recurring<'a>(needs: impl IntoIterator<Item = &'a Need>) -> Vec<Topic> {
    let mut groups: BTreeMap<Option<NeedCategory>, Vec<&Need>> = BTreeMap::new();
    for need in needs {
        groups.entry(need.category).or_default().push(need);
    }
    let mut topics: Vec<Topic> =
        groups.into_iter().map(|(category, needs)| topic(category, &needs)).collect();
    sort(&mut topics);
    topics
}

/// Returns the topics of the month of `day`: what needs and problems were about, and the themes of contacts,
/// each with the month before beside it (A1.19).
pub fn topics(book: &Book, day: Day) -> Vec<Topic> {
    let start = day.plus_days(1 - i64::from(day.day_of_month()));
    let (end, before) = (start.plus_months(1), start.plus_months(-1));
    let all: Vec<Need> = book.needs().iter().filter_map(|row| row.record()).collect();
    let within = |from: Day, to: Day| move |need: &&Need| need.day >= from && need.day < to;
    let mut topics = recurring(all.iter().filter(within(start, end)));
    for topic in &mut topics {
        let earlier = all.iter().filter(within(before, start));
        topic.before = earlier.filter(|need| need.category == topic.category).count();
    }
    let mut themes: BTreeMap<String, (BTreeSet<CustomerId>, usize, usize)> = BTreeMap::new();
    for row in book.interactions().iter().filter(|row| row.day >= before && row.day < end) {
        let Some(contact) = row.record().filter(|contact| !contact.theme.is_empty()) else { continue };
        let (customers, now, earlier) = themes.entry(contact.theme).or_default();
        if contact.day >= start {
            customers.insert(contact.customer);
            *now += 1;
        } else {
            *earlier += 1;
        }
    }
    topics.extend(themes.into_iter().filter(|(_, (_, now, _))| *now > 0).map(
        |(theme, (customers, count, before))| Topic {
            category: None,
            theme,
            count,
            open: 0,
            customers: customers.len(),
            before,
            said: Vec::new(),
        },
    ));
    sort(&mut topics);
    topics
}

/// How many of the sayings of a topic are shown.
const SAID: usize = 3;

fn topic(category: Option<NeedCategory>, needs: &[&Need]) -> Topic {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for need in needs {
        *said.entry(&need.text).or_default() += 1;
    }
    let mut said: Vec<(String, usize)> = said.into_iter().map(|(text, n)| (text.to_owned(), n)).collect();
    order::by(&mut said, |one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    said.truncate(SAID);
    Topic {
        category,
        theme: String::new(),
        count: needs.len(),
        open: needs.iter().filter(|need| need.is_open()).count(),
        customers: needs.iter().map(|need| need.customer).collect::<BTreeSet<_>>().len(),
        before: 0,
        said,
    }
}

fn sort(topics: &mut [Topic]) {
    order::by(topics, |one, other| {
        (other.customers, other.count, &one.theme, one.category).cmp(&(
            one.customers,
            one.count,
            &other.theme,
            other.category,
        ))
    });
}

/// Writes what came in within the week from `monday` on, for each department (A1.18): needs and problems with
/// customer, day and how far they are, then what waits for an answer from before. `None` where there is nothing.
pub fn digest(t: Language, book: &Book, monday: Day) -> Option<String> {
    let sunday = monday.plus_days(6);
    let all = need_lines(book);
    let is_new = |line: &NeedLine| line.need.day >= monday && line.need.day <= sunday;
    let is_waiting = |line: &NeedLine| line.need.day < monday && line.need.is_open();
    let mut parts: BTreeMap<(bool, &str), Vec<&NeedLine>> = BTreeMap::new();
    for line in all.iter().filter(|line| is_new(line) || is_waiting(line)) {
        let department = line.need.department.as_str();
        // Those without a department come last: somebody has to give them one.
        parts.entry((department.is_empty(), department)).or_default().push(line);
    }
    if parts.is_empty() {
        return None;
    }
    let mut text = t.digest_title(t.day_short(monday, monday), t.day_short(sunday, monday));
    text.push('\n');
    for ((none, department), lines) in parts {
        let name = if none { t.digest_no_department() } else { department };
        text.push_str(&format!("\n{}\n", t.digest_department(name, lines.len())));
        for line in lines.iter().filter(|line| is_new(line)) {
            text.push_str(&digest_line(t, line, monday));
        }
        let waiting: Vec<_> = lines.iter().filter(|line| is_waiting(line)).collect();
        if !waiting.is_empty() {
            text.push_str(&format!("  {}\n", t.digest_waiting()));
            for line in waiting {
                text.push_str(&digest_line(t, line, monday));
            }
        }
    }
    Some(text)
}

fn digest_line(t: Language, line: &NeedLine, today: Day) -> String {
    let need = &line.need;
    let sort = if need.is_problem { t.need_problem() } else { t.need_need() };
    let status = t.need_status(need.status());
    let mut text = format!(
        "  - [{sort}] {} · {} · {} · {status}",
        line.customer,
        need.text,
        t.day_short(need.day, today)
    );
    if !need.answer.is_empty() {
        text.push_str(&format!(" · {}", need.answer));
    }
    text.push('\n');
    text
}

/// The words by which a category is proposed; the first that fits is taken, and the user may choose another.
const CLUES: [(NeedCategory, &[&str]); 5] = [
    (
        NeedCategory::Price,
        &["价格", "折扣", "报价", "预算", "优惠", "降价", "成本", "price", "discount", "cost", "budget"],
    ),
    (
        NeedCategory::Delivery,
        &["交付", "交期", "到货", "发货", "物流", "分批", "备件", "deliver", "shipment", "spare"],
    ),
    (
        NeedCategory::Response,
        &[
            "响应", "客服", "售后", "服务", "回复", "上门", "培训", "response", "support", "service",
            "training",
        ],
    ),
    (
        NeedCategory::Quality,
        &[
            "质量", "稳定", "故障", "报错", "损坏", "破损", "质保", "误差", "quality", "stab", "fault",
            "error", "warranty",
        ],
    ),
    (
        NeedCategory::Function,
        &[
            "功能",
            "定制",
            "对接",
            "接口",
            "系统",
            "模块",
            "型号",
            "function",
            "feature",
            "custom",
            "interface",
            "integrat",
        ],
    ),
];

/// Proposes what a need is about by the words in it (A1.6); `None` where none of them says.
pub fn proposed_category(text: &str) -> Option<NeedCategory> {
    let text = text.to_lowercase();
    CLUES
        .iter()
        .find(|(_, words)| words.iter().any(|word| text.contains(word)))
        .map(|(category, _)| *category)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BookInfo, Customer, IdSource, Instant, NeedStatus, Record};

    fn book(needs: &[(&str, usize, &str, &str, bool)]) -> Book {
        let now = Instant::from_millis(1_700_000_000_000);
        let mut ids = IdSource::new(now, [3; 16]);
        let customers: Vec<Customer> =
            (0..3).map(|n| Customer::new(ids.draw(), format!("客户{n}"), now)).collect();
        let mut records: Vec<Record> = customers.iter().cloned().map(Record::from).collect();
        for (day, customer, text, department, closed) in needs {
            records.push(
                Need {
                    department: (*department).to_owned(),
                    category: proposed_category(text),
                    status: closed.then_some(NeedStatus::Answered),
                    ..Need::new(ids.draw(), customers[*customer].id, day.parse().unwrap(), (*text).to_owned())
                }
                .into(),
            );
        }
        Book::assemble(BookInfo::begun(now), records).unwrap()
    }

    const NEEDS: &[(&str, usize, &str, &str, bool)] = &[
        ("2024-04-20", 0, "价格超出预算10%", "销售部", false),
        ("2024-05-07", 0, "交付期缩短", "技术部", false),
        ("2024-05-08", 1, "交付期缩短", "技术部", true),
        ("2024-05-09", 2, "到货太慢", "技术部", false),
        ("2024-05-09", 2, "想见面聊聊", "", false),
    ];

    #[test]
    fn what_recurs_is_counted_by_customers() {
        let book = book(NEEDS);
        let all = need_lines(&book);
        assert_eq!(all.len(), 5);
        let topics = recurring(all.iter().map(|line| &line.need));
        assert_eq!(topics[0].category, Some(NeedCategory::Delivery));
        assert_eq!((topics[0].customers, topics[0].count, topics[0].open), (3, 3, 2));
        assert_eq!(topics[0].said[0], ("交付期缩短".to_owned(), 2));
        assert_eq!(needs(&all, &NeedsFilter::default()).len(), 4);
        let typed = NeedsFilter { typed: "到货".into(), ..NeedsFilter::default() };
        assert_eq!(needs(&all, &typed).len(), 1);
        assert_eq!(departments(&book), ["", "技术部", "销售部"]);
    }

    #[test]
    fn the_weekly_digest_goes_by_department_and_names_what_waits() {
        let book = book(NEEDS);
        let text = digest(Language::Chinese, &book, "2024-05-06".parse().unwrap()).unwrap();
        let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
        assert!(place("技术部") < place("客户0 · 交付期缩短"));
        assert!(place("销售部") < place("价格超出预算10%"));
        assert!(place("想见面聊聊") > place(Language::Chinese.digest_no_department()));
        assert_eq!(digest(Language::Chinese, &book, "2024-03-04".parse().unwrap()), None);
    }

    #[test]
    fn the_topics_of_a_month_stand_beside_the_month_before() {
        let book = book(NEEDS);
        let topics = topics(&book, "2024-05-31".parse().unwrap());
        let price = topics.iter().find(|topic| topic.category == Some(NeedCategory::Price));
        assert_eq!(price, None);
        assert_eq!((topics[0].count, topics[0].before), (3, 0));
        let april = super::topics(&book, "2024-04-01".parse().unwrap());
        assert_eq!((april[0].category, april[0].count), (Some(NeedCategory::Price), 1));
    }
}
