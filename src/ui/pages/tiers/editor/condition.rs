//! The condition builder: a measure, an operator and a value, joined by all, any and not.

use leptos::prelude::*;

use crate::app;
use crate::facts::{Measure, Metric, Unit};
use crate::policy::{Grading, Policy};
use crate::query::{Condition, InTier, Operator, Test};
use crate::text::Language;

use super::super::super::super::components::{Button, ButtonKind};
use super::Draft;
use super::input::{bare_choice, bare_input};

/// Where a condition stands in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The rule of a tier of the scheme that is edited.
    Rule(usize),
    /// A clause of the scheme that is edited.
    Clause(usize),
    /// A place in the order of schemes.
    Order(usize),
}

impl Draft {
    fn alter_condition(self, at: At, shape: bool, change: impl FnOnce(&mut Condition)) {
        let place = self.place.get_untracked();
        let alter = |policy: &mut Policy| {
            let found = match at {
                At::Order(order) => policy.order.get_mut(order).and_then(|governing| governing.when.as_mut()),
                At::Rule(rule) => match policy.schemes.get_mut(place).map(|scheme| &mut scheme.grading) {
                    Some(Grading::Rules(ruling)) => ruling.rules.get_mut(rule),
                    _ => None,
                },
                At::Clause(clause) => match policy.schemes.get_mut(place).map(|scheme| &mut scheme.grading) {
                    Some(Grading::Bands(banding)) => {
                        banding.clauses.get_mut(clause).map(|clause| &mut clause.when)
                    }
                    _ => None,
                },
            };
            if let Some(condition) = found {
                change(condition);
            }
        };
        if shape {
            self.reshape(alter);
        } else {
            self.alter(alter);
        }
    }

    fn alter_part(self, at: At, path: &[usize], shape: bool, change: impl FnOnce(&mut Condition)) {
        let path = path.to_vec();
        self.alter_condition(at, shape, |condition| {
            if let Some(part) = app::part(condition, &path) {
                change(part);
            }
        });
    }
}

/// Draws a condition with the fields that alter it.
pub fn condition(
    t: Language,
    draft: Draft,
    policy: &Policy,
    at: At,
    condition: &Condition,
    path: &[usize],
) -> AnyView {
    match condition {
        Condition::All(parts) => group(t, draft, policy, at, "all", parts, path),
        Condition::Any(parts) => group(t, draft, policy, at, "any", parts, path),
        Condition::Not(part) => {
            let inner = [path, &[0]].concat();
            let own = path.to_vec();
            let free = Callback::new(move |()| {
                draft.alter_part(at, &own, true, |part| {
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
                    {self::condition(t, draft, policy, at, part, &inner)}
                </div>
            }
            .into_any()
        }
        Condition::Is(test) => alone(t, draft, at, path, test_row(t, draft, policy, at, test, path)),
        Condition::InTier(asked) => alone(t, draft, at, path, tier_row(t, draft, policy, at, asked, path)),
    }
}

/// A test that stands alone: another one can be put beside it.
fn alone(t: Language, draft: Draft, at: At, path: &[usize], row: AnyView) -> AnyView {
    if !path.is_empty() {
        return row;
    }
    let join = Callback::new(move |()| {
        draft.alter_condition(at, true, |whole| {
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
    draft: Draft,
    policy: &Policy,
    at: At,
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
            draft.alter_part(at, &own, false, |part| {
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
            let new = draft.policy.with_untracked(what);
            draft.alter_part(at, &own, true, |part| {
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
                draft.alter_condition(at, true, |whole| app::remove_part(whole, &own));
            });
            let negate = Callback::new(move |()| {
                draft.alter_part(at, &negated, true, |part| *part = Condition::Not(Box::new(part.clone())));
            });
            let is_not = matches!(part, Condition::Not(_));
            view! {
                <li class="cluster">
                    {condition(t, draft, policy, at, part, &path)}
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

/// Returns every measure that can be asked for.
pub fn measures(t: Language, policy: &Policy) -> Vec<(String, String)> {
    let own = policy.fields.iter().map(|field| (format!("field_{}", field.number), field.name.clone()));
    let known = Metric::ALL.iter().map(|metric| (metric.id().to_owned(), t.metric(*metric).to_owned()));
    own.chain(known).collect()
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

fn test_row(t: Language, draft: Draft, policy: &Policy, at: At, test: &Test, path: &[usize]) -> AnyView {
    let alter = {
        let path = path.to_vec();
        move |shape: bool, change: &dyn Fn(&mut Test)| {
            draft.alter_part(at, &path, shape, |part| {
                if let Condition::Is(test) = part {
                    change(test);
                }
            });
        }
    };
    let (to_measure, to_operator, to_value) = (alter.clone(), alter.clone(), alter);
    let unit = policy.unit(test.measure).unwrap_or(Unit::Count);
    let measure = bare_choice(t.why_criterion(), test.measure.to_string(), measures(t, policy), move |id| {
        let Some(measure) = Measure::from_id(&id) else { return };
        let unit = draft.policy.with_untracked(|policy| policy.unit(measure)).unwrap_or(Unit::Count);
        to_measure(true, &|test| {
            let operators = Operator::of(unit);
            test.measure = measure;
            if !operators.contains(&test.operator) {
                test.operator = operators.first().copied().unwrap_or(Operator::Is);
            }
            test.value = Some(if unit.holds(0) { 0 } else { 1 });
        });
    });
    let operators = Operator::of(unit)
        .iter()
        .map(|operator| (operator.id().to_owned(), t.operator(*operator).to_owned()));
    let operator =
        bare_choice(t.operator_label(), test.operator.id().to_owned(), operators.collect(), move |id| {
            if let Some(operator) = Operator::from_id(&id) {
                to_operator(true, &|test| test.operator = operator);
            }
        });
    let value = if test.operator == Operator::IsKnown {
        ().into_any()
    } else if let Some(words) = words(t, policy, test.measure) {
        let chosen = test.value.map(|value| value.to_string()).unwrap_or_default();
        bare_choice(t.why_value(), chosen, words, move |chosen| {
            to_value(false, &|test| test.value = chosen.parse().ok());
        })
    } else {
        let text = test.value.map(|value| app::value_text(unit, value)).unwrap_or_default();
        bare_input(t.why_value(), text, move |typed| {
            let read = app::read_value(unit, &typed);
            // An empty value is not set yet: the test is unknown until it is (ruling 13).
            let fits = read.is_some() || typed.trim().is_empty();
            if fits {
                to_value(false, &|test| test.value = read);
            }
            fits
        })
    };
    let unset = (test.value.is_none()).then(|| view! { <span class="chip is-due">{t.not_set()}</span> });
    view! { <span class="cluster">{measure} {operator} {value} {unset}</span> }.into_any()
}

fn tier_row(t: Language, draft: Draft, policy: &Policy, at: At, asked: &InTier, path: &[usize]) -> AnyView {
    let own = path.to_vec();
    let schemes = policy.schemes.iter().map(|scheme| (scheme.id.clone(), app::scheme_name(t, scheme)));
    let scheme = bare_choice(t.scheme(), asked.scheme.clone(), schemes.collect(), {
        let own = own.clone();
        move |id| {
            draft.alter_part(at, &own, true, |part| {
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
                            draft.alter_part(at, &own, false, |part| {
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
