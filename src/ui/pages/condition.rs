//! The condition builder: a measure, an operator and a value, joined by all, any and not.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{self, Joined, Tree};
use crate::facts::{Measure, Metric, Unit, WordList, Wording};
use crate::policy::{FieldSort, Policy};
use crate::query::{Condition, InTier, Operator, Test, TextOperator, TextTest};
use crate::text::Language;

use super::super::components::{Button, ButtonKind};
use super::super::session::Session;
use super::input::{bare_choice, bare_input, bare_words};

/// What alters a condition; the flag tells whether fields come or go, so that it is drawn anew.
pub type Edit<C = Condition> = (bool, Box<dyn FnOnce(&mut C) + Send>);

/// What a sort of condition can ask.
pub trait Asks<C: Tree>: Send + Sync {
    /// Draws a question with the fields that alter it.
    fn row(&self, t: Language, builder: Builder<C>, question: &C, path: &[usize]) -> AnyView;
    /// Returns what can be added, each with the words of its button; the first is what a group begins with.
    fn offered(&self, t: Language) -> Vec<(&'static str, C)>;
}

/// A condition that is being built: where its edits go, and what it can ask.
pub struct Builder<C: Tree = Condition> {
    change: Callback<Edit<C>>,
    asks: StoredValue<Arc<dyn Asks<C>>>,
}

impl<C: Tree> Clone for Builder<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Tree> Copy for Builder<C> {}

impl Builder {
    /// Returns the builder of a condition on customers: a policy's measures and tiers.
    pub fn new(policy: &Policy, change: impl Fn(Edit) + Send + Sync + 'static) -> Self {
        Self::asking(of_customers(policy), change)
    }
}

impl<C: Tree> Builder<C> {
    /// Returns the builder of a condition that can ask other things.
    pub fn asking(asks: Arc<dyn Asks<C>>, change: impl Fn(Edit<C>) + Send + Sync + 'static) -> Self {
        Self { change: Callback::new(change), asks: StoredValue::new(asks) }
    }

    fn alter(self, shape: bool, change: impl FnOnce(&mut C) + Send + 'static) {
        self.change.run((shape, Box::new(change)));
    }

    /// Alters the part at a path.
    pub fn alter_part(self, path: &[usize], shape: bool, change: impl FnOnce(&mut C) + Send + 'static) {
        let path = path.to_vec();
        self.alter(shape, move |condition| {
            if let Some(part) = app::part(condition, &path) {
                change(part);
            }
        });
    }

    /// Draws a condition with the fields that alter it.
    pub fn draw(self, t: Language, condition: &C, path: &[usize]) -> AnyView {
        match condition.joined() {
            Joined::All(parts) => self.group(t, "all", parts, path),
            Joined::Any(parts) => self.group(t, "any", parts, path),
            Joined::Not(part) => {
                let inner = [path, &[0]].concat();
                let own = path.to_vec();
                let free = Callback::new(move |()| {
                    self.alter_part(&own, true, |part| {
                        if let Some(inner) = part.opposite_of().cloned() {
                            *part = inner;
                        }
                    });
                });
                view! {
                    <div class="condition">
                        <div class="cluster">
                            <span class="strong">{t.join_not()}</span>
                            <Button kind=ButtonKind::Quiet on_press=free>{t.remove_not()}</Button>
                        </div>
                        {self.draw(t, part, &inner)}
                    </div>
                }
                .into_any()
            }
            Joined::Asks => {
                let row = self.asks.with_value(|asks| asks.row(t, self, condition, path));
                if path.is_empty() { self.alone(t, row) } else { row }
            }
        }
    }

    /// Returns what a new group begins with.
    fn first(self, t: Language) -> Vec<C> {
        let offered = self.asks.with_value(|asks| asks.offered(t));
        offered.into_iter().take(1).map(|(_, question)| question).collect()
    }

    /// A question that stands alone: another one can be put beside it.
    fn alone(self, t: Language, row: AnyView) -> AnyView {
        let join = Callback::new(move |()| {
            let new = self.first(t);
            self.alter(true, move |whole| {
                *whole = C::all(std::iter::once(whole.clone()).chain(new).collect());
            });
        });
        view! {
            <div class="cluster">{row} <Button kind=ButtonKind::Quiet on_press=join>{t.add_test()}</Button></div>
        }
        .into_any()
    }

    fn group(self, t: Language, join: &str, parts: &[C], path: &[usize]) -> AnyView {
        let own = path.to_vec();
        let options =
            vec![("all".to_owned(), t.join_all().to_owned()), ("any".to_owned(), t.join_any().to_owned())];
        let joined = bare_choice(t.join_label(), join.to_owned(), options, {
            let own = own.clone();
            move |chosen| {
                self.alter_part(&own, false, move |part| {
                    if let Some(parts) = part.parts().map(std::mem::take) {
                        *part = if chosen == "any" { C::any(parts) } else { C::all(parts) };
                    }
                });
            }
        });
        let offered = self.asks.with_value(|asks| asks.offered(t));
        let group = (t.add_group(), C::any(self.first(t)));
        let adds = offered.into_iter().chain([group]).map(|(name, new)| {
            let own = own.clone();
            let add = Callback::new(move |()| {
                let new = new.clone();
                self.alter_part(&own, true, move |part| {
                    if let Some(parts) = part.parts() {
                        parts.push(new);
                    }
                });
            });
            view! { <Button kind=ButtonKind::Quiet on_press=add>{name}</Button> }
        });
        let inner = parts
            .iter()
            .enumerate()
            .map(|(place, part)| {
                let path = [path, &[place]].concat();
                let (own, negated) = (path.clone(), path.clone());
                let remove = Callback::new(move |()| {
                    let own = own.clone();
                    self.alter(true, move |whole| app::remove_part(whole, &own));
                });
                let negate = Callback::new(move |()| {
                    self.alter_part(&negated, true, |part| *part = C::not(part.clone()));
                });
                let is_not = matches!(part.joined(), Joined::Not(_));
                view! {
                    <li class="cluster">
                        {self.draw(t, part, &path)}
                        {(!is_not).then(|| view! {
                            <Button kind=ButtonKind::Quiet on_press=negate>{t.join_not()}</Button>
                        })}
                        <Button kind=ButtonKind::Quiet label=t.remove_condition() on_press=remove>"×"</Button>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div class="condition">
                <div class="cluster">{joined} {adds.collect_view()}</div>
                <ul class="reasons">{inner}</ul>
            </div>
        }
        .into_any()
    }
}

/// Returns what is asked of customers: a policy's measures and tiers, and texts.
pub fn of_customers(policy: &Policy) -> Arc<dyn Asks<Condition>> {
    Arc::new(OfCustomers { policy: Arc::new(policy.clone()) })
}

struct OfCustomers {
    policy: Arc<Policy>,
}

impl Asks<Condition> for OfCustomers {
    fn row(&self, t: Language, builder: Builder, question: &Condition, path: &[usize]) -> AnyView {
        match question {
            Condition::Is(test) => test_row(t, builder, &self.policy, test, path),
            Condition::Says(test) => text_row(t, builder, &self.policy, test, path),
            Condition::InTier(asked) => tier_row(t, builder, &self.policy, asked, path),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => ().into_any(),
        }
    }

    fn offered(&self, t: Language) -> Vec<(&'static str, Condition)> {
        let scheme = self.policy.schemes.first();
        let tier = scheme.and_then(|scheme| scheme.tiers.first());
        let in_tier = InTier {
            scheme: scheme.map(|scheme| scheme.id.clone()).unwrap_or_default(),
            tiers: tier.map(|tier| tier.id.clone()).into_iter().collect(),
        };
        vec![(t.add_test(), app::new_test()), (t.add_tier_test(), Condition::InTier(in_tier))]
    }
}

/// Returns every measure that can be counted, by its stored id.
pub fn measures(t: Language, policy: &Policy) -> Vec<(String, String)> {
    let own = policy.fields.iter().filter(|field| field.sort != FieldSort::Text);
    let own = own.map(|field| (format!("field_{}", field.number), field.name.clone()));
    let known = Metric::ALL.iter().map(|metric| (metric.id().to_owned(), t.metric(*metric).to_owned()));
    own.chain(known).collect()
}

/// Returns every text that can be asked about, by its stored id.
fn texts(t: Language, policy: &Policy) -> Vec<(String, String)> {
    let own = policy.fields.iter().filter(|field| field.sort == FieldSort::Text);
    let own = own.map(|field| (format!("field_{}", field.number), field.name.clone()));
    let known = Wording::ALL.iter().map(|wording| (wording.id().to_owned(), t.wording(*wording).to_owned()));
    own.chain(known).collect()
}

/// Draws the choice of what a test asks about: a text or a measure.
fn fact_choice(
    t: Language,
    builder: Builder,
    policy: &Arc<Policy>,
    chosen: String,
    path: &[usize],
) -> AnyView {
    let path = path.to_vec();
    let all = texts(t, policy).into_iter().chain(measures(t, policy)).collect();
    let policy = policy.clone();
    bare_choice(t.why_criterion(), chosen, all, move |id| {
        let policy = policy.clone();
        builder.alter_part(&path, true, move |part| {
            if let Some(other) = app::test_about(&policy, &id, part) {
                *part = other;
            }
        });
    })
}

fn text_row(t: Language, builder: Builder, policy: &Arc<Policy>, test: &TextTest, path: &[usize]) -> AnyView {
    let alter = {
        let path = path.to_vec();
        move |shape: bool, change: Box<dyn Fn(&mut TextTest) + Send>| {
            builder.alter_part(&path, shape, move |part| {
                if let Condition::Says(test) = part {
                    change(test);
                }
            });
        }
    };
    let (to_operator, to_words) = (alter.clone(), alter);
    let about = fact_choice(t, builder, policy, test.about.to_string(), path);
    let operators = TextOperator::ALL
        .iter()
        .map(|operator| (operator.id().to_owned(), t.text_operator(*operator).to_owned()));
    let operator =
        bare_choice(t.operator_label(), test.operator.id().to_owned(), operators.collect(), move |id| {
            if let Some(operator) = TextOperator::from_id(&id) {
                to_operator(true, Box::new(move |test| test.operator = operator));
            }
        });
    let words = (test.operator != TextOperator::IsUnknown).then(|| {
        let in_use =
            Session::use_here().peek(|desk| app::words_in_use(desk.book(), desk.today(), test.about));
        let several = test.operator == TextOperator::OneOf;
        let label = if several { t.words_label() } else { t.word_label() };
        bare_words(label, test.words.join(t.list_comma()), in_use.unwrap_or_default(), move |typed| {
            let words = app::read_words(&typed);
            to_words(false, Box::new(move |test| test.words.clone_from(&words)));
        })
    });
    let unset = (!test.is_complete()).then(|| view! { <span class="chip is-due">{t.not_set()}</span> });
    view! { <span class="cluster">{about} {operator} {words} {unset}</span> }.into_any()
}

/// Returns the words that a measure's value is chosen from, where it is chosen.
fn words(t: Language, policy: &Policy, measure: Measure) -> Option<Vec<(String, String)>> {
    let numbered = |words: Vec<String>| {
        words.into_iter().enumerate().map(|(place, word)| (place.to_string(), word)).collect()
    };
    match policy.unit(measure)? {
        Unit::YesNo => Some(vec![("1".into(), t.yes().into()), ("0".into(), t.no().into())]),
        Unit::Word(WordList::Source) => {
            Session::use_here().peek(|desk| app::numbered_sources(t, desk.book()))
        }
        Unit::Word(list) => {
            Some(numbered((0..).map_while(|place| t.word(list, place)).map(str::to_owned).collect()))
        }
        Unit::Choice => match measure {
            Measure::Field(field) => policy.field(field).map(|field| numbered(field.choices.clone())),
            Measure::Known(_) => None,
        },
        _ => None,
    }
}

fn test_row(t: Language, builder: Builder, policy: &Arc<Policy>, test: &Test, path: &[usize]) -> AnyView {
    let alter = {
        let path = path.to_vec();
        move |shape: bool, change: Box<dyn Fn(&mut Test) + Send>| {
            builder.alter_part(&path, shape, move |part| {
                if let Condition::Is(test) = part {
                    change(test);
                }
            });
        }
    };
    let (to_operator, to_value) = (alter.clone(), alter);
    let unit = policy.unit(test.measure).unwrap_or(Unit::Count);
    let measure = fact_choice(t, builder, policy, test.measure.to_string(), path);
    let operators = Operator::of(unit)
        .iter()
        .map(|operator| (operator.id().to_owned(), t.operator(*operator).to_owned()));
    let operator =
        bare_choice(t.operator_label(), test.operator.id().to_owned(), operators.collect(), move |id| {
            if let Some(operator) = Operator::from_id(&id) {
                to_operator(true, Box::new(move |test| test.operator = operator));
            }
        });
    let value = if test.operator == Operator::IsKnown {
        ().into_any()
    } else if let Some(words) = words(t, policy, test.measure) {
        let chosen = test.value.map(|value| value.to_string()).unwrap_or_default();
        bare_choice(t.why_value(), chosen, words, move |chosen| {
            to_value(false, Box::new(move |test| test.value = chosen.parse().ok()));
        })
    } else {
        let text = test.value.map(|value| app::value_text(unit, value)).unwrap_or_default();
        bare_input(t.why_value(), text, move |typed| {
            let read = app::read_value(unit, &typed);
            // An empty value is not set yet: the test is unknown until it is (ruling 13).
            let fits = read.is_some() || typed.trim().is_empty();
            if fits {
                to_value(false, Box::new(move |test| test.value = read));
            }
            fits
        })
    };
    let unset = (test.value.is_none()).then(|| view! { <span class="chip is-due">{t.not_set()}</span> });
    view! { <span class="cluster">{measure} {operator} {value} {unset}</span> }.into_any()
}

fn tier_row(t: Language, builder: Builder, policy: &Policy, asked: &InTier, path: &[usize]) -> AnyView {
    let own = path.to_vec();
    let schemes = policy.schemes.iter().map(|scheme| (scheme.id.clone(), app::scheme_name(t, scheme)));
    let scheme = bare_choice(t.scheme(), asked.scheme.clone(), schemes.collect(), {
        let own = own.clone();
        move |id| {
            builder.alter_part(&own, true, move |part| {
                if let Condition::InTier(asked) = part {
                    *asked = InTier { scheme: id, tiers: Vec::new() };
                }
            });
        }
    });
    let tiers = policy.scheme(&asked.scheme).map(|(_, scheme)| {
        let ranks = (0..scheme.tiers.len()).filter_map(|rank| u8::try_from(rank).ok());
        ranks
            .zip(&scheme.tiers)
            .map(|(rank, tier)| {
                let (id, own) = (tier.id.clone(), own.clone());
                let ticked = asked.tiers.contains(&tier.id);
                view! {
                    <label class="check">
                        <input type="checkbox" checked=ticked on:change=move |event| {
                            let (on, id) = (event_target_checked(&event), id.clone());
                            builder.alter_part(&own, false, move |part| {
                                if let Condition::InTier(asked) = part {
                                    asked.tiers.retain(|tier| *tier != id);
                                    if on {
                                        asked.tiers.push(id);
                                    }
                                }
                            });
                        } />
                        <span>{app::tier_name(t, scheme, rank)}</span>
                    </label>
                }
            })
            .collect_view()
    });
    view! { <span class="cluster">{scheme} {tiers}</span> }.into_any()
}
