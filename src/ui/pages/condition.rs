//! The condition builder: a measure, an operator and a value, joined by all, any and not.

use leptos::prelude::*;

use crate::app;
use crate::facts::{Measure, Metric, Unit, Wording};
use crate::policy::{FieldSort, Policy};
use crate::query::{Condition, InTier, Operator, Test, TextOperator, TextTest};
use crate::text::Language;

use super::super::components::{Button, ButtonKind};
use super::super::session::Session;
use super::input::{bare_choice, bare_input, bare_words};

/// What alters a condition; the flag tells whether fields come or go, so that it is drawn anew.
pub type Edit = (bool, Box<dyn FnOnce(&mut Condition) + Send>);

/// A condition that is being built: where its edits go, and the policy whose measures and tiers it asks for.
#[derive(Clone, Copy)]
pub struct Builder {
    change: Callback<Edit>,
    policy: StoredValue<Policy>,
}

impl Builder {
    /// Returns the builder of a condition.
    pub fn new(policy: &Policy, change: impl Fn(Edit) + Send + Sync + 'static) -> Self {
        Self { change: Callback::new(change), policy: StoredValue::new(policy.clone()) }
    }

    fn alter(self, shape: bool, change: impl FnOnce(&mut Condition) + Send + 'static) {
        self.change.run((shape, Box::new(change)));
    }

    fn alter_part(self, path: &[usize], shape: bool, change: impl FnOnce(&mut Condition) + Send + 'static) {
        let path = path.to_vec();
        self.alter(shape, move |condition| {
            if let Some(part) = app::part(condition, &path) {
                change(part);
            }
        });
    }
}

/// Draws a condition with the fields that alter it.
pub fn condition(
    t: Language,
    builder: Builder,
    policy: &Policy,
    condition: &Condition,
    path: &[usize],
) -> AnyView {
    match condition {
        Condition::All(parts) => group(t, builder, policy, "all", parts, path),
        Condition::Any(parts) => group(t, builder, policy, "any", parts, path),
        Condition::Not(part) => {
            let inner = [path, &[0]].concat();
            let own = path.to_vec();
            let free = Callback::new(move |()| {
                builder.alter_part(&own, true, |part| {
                    if let Condition::Not(inner) = part {
                        *part = (**inner).clone();
                    }
                });
            });
            view! {
                <div class="condition">
                    <div class="cluster">
                        <span class="strong">{t.join_not()}</span>
                        <Button kind=ButtonKind::Quiet on_press=free>{t.remove_not()}</Button>
                    </div>
                    {self::condition(t, builder, policy, part, &inner)}
                </div>
            }
            .into_any()
        }
        Condition::Is(test) => alone(t, builder, path, test_row(t, builder, policy, test, path)),
        Condition::Says(test) => alone(t, builder, path, text_row(t, builder, policy, test, path)),
        Condition::InTier(asked) => alone(t, builder, path, tier_row(t, builder, policy, asked, path)),
    }
}

/// A test that stands alone: another one can be put beside it.
fn alone(t: Language, builder: Builder, path: &[usize], row: AnyView) -> AnyView {
    if !path.is_empty() {
        return row;
    }
    let join = Callback::new(move |()| {
        builder.alter(true, |whole| {
            *whole = Condition::All(vec![whole.clone(), app::new_test()]);
        });
    });
    view! {
        <div class="cluster">{row} <Button kind=ButtonKind::Quiet on_press=join>{t.add_test()}</Button></div>
    }
    .into_any()
}

fn group(
    t: Language,
    builder: Builder,
    policy: &Policy,
    join: &str,
    parts: &[Condition],
    path: &[usize],
) -> AnyView {
    let own = path.to_vec();
    let options =
        vec![("all".to_owned(), t.join_all().to_owned()), ("any".to_owned(), t.join_any().to_owned())];
    let joined = bare_choice(t.join_label(), join.to_owned(), options, {
        let own = own.clone();
        move |chosen| {
            builder.alter_part(&own, false, move |part| {
                if let Condition::All(parts) | Condition::Any(parts) = part {
                    let parts = std::mem::take(parts);
                    *part = if chosen == "any" { Condition::Any(parts) } else { Condition::All(parts) };
                }
            });
        }
    });
    let add = |what: fn(&Policy) -> Condition| {
        let own = own.clone();
        Callback::new(move |()| {
            let new = builder.policy.with_value(what);
            builder.alter_part(&own, true, move |part| {
                if let Condition::All(parts) | Condition::Any(parts) = part {
                    parts.push(new);
                }
            });
        })
    };
    let add_test = add(|_| app::new_test());
    let add_group = add(|_| Condition::Any(vec![app::new_test()]));
    let add_tier = add(|policy| {
        let scheme = policy.schemes.first();
        Condition::InTier(InTier {
            scheme: scheme.map(|scheme| scheme.id.clone()).unwrap_or_default(),
            tiers: scheme
                .and_then(|scheme| scheme.tiers.first())
                .map(|tier| tier.id.clone())
                .into_iter()
                .collect(),
        })
    });
    let inner = parts
        .iter()
        .enumerate()
        .map(|(place, part)| {
            let path = [path, &[place]].concat();
            let (own, negated) = (path.clone(), path.clone());
            let remove = Callback::new(move |()| {
                let own = own.clone();
                builder.alter(true, move |whole| app::remove_part(whole, &own));
            });
            let negate = Callback::new(move |()| {
                builder.alter_part(&negated, true, |part| *part = Condition::Not(Box::new(part.clone())));
            });
            let is_not = matches!(part, Condition::Not(_));
            view! {
                <li class="cluster">
                    {condition(t, builder, policy, part, &path)}
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
            <div class="cluster">
                {joined}
                <Button kind=ButtonKind::Quiet on_press=add_test>{t.add_test()}</Button>
                <Button kind=ButtonKind::Quiet on_press=add_tier>{t.add_tier_test()}</Button>
                <Button kind=ButtonKind::Quiet on_press=add_group>{t.add_group()}</Button>
            </div>
            <ul class="reasons">{inner}</ul>
        </div>
    }
    .into_any()
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
fn fact_choice(t: Language, builder: Builder, policy: &Policy, chosen: String, path: &[usize]) -> AnyView {
    let path = path.to_vec();
    let all = texts(t, policy).into_iter().chain(measures(t, policy)).collect();
    bare_choice(t.why_criterion(), chosen, all, move |id| {
        builder.alter_part(&path, true, move |part| {
            let other = builder.policy.with_value(|policy| app::test_about(policy, &id, part));
            if let Some(other) = other {
                *part = other;
            }
        });
    })
}

fn text_row(t: Language, builder: Builder, policy: &Policy, test: &TextTest, path: &[usize]) -> AnyView {
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

fn test_row(t: Language, builder: Builder, policy: &Policy, test: &Test, path: &[usize]) -> AnyView {
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
