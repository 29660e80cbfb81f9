//! How conditions are joined, whatever they ask: what a builder needs to alter any of them.

use crate::query::Condition;

/// What stands at the top of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined<'a, C> {
    /// Every one of some.
    All(&'a [C]),
    /// At least one of some.
    Any(&'a [C]),
    /// The opposite of one.
    Not(&'a C),
    /// A question.
    Asks,
}

/// A condition that is made of conditions.
pub trait Tree: Clone + Send + Sync + 'static {
    /// Returns what stands at its top.
    fn joined(&self) -> Joined<'_, Self>;
    /// Returns the parts that are joined; `None` of a question, and of an opposite.
    fn parts(&mut self) -> Option<&mut Vec<Self>>;
    /// Returns what it is the opposite of.
    fn opposite_of(&mut self) -> Option<&mut Self>;
    /// Joins some: every one is asked for.
    fn all(parts: Vec<Self>) -> Self;
    /// Joins some: one is enough.
    fn any(parts: Vec<Self>) -> Self;
    /// Turns one round.
    fn not(part: Self) -> Self;
}

/// A condition with the variants `All`, `Any` and `Not`.
macro_rules! tree {
    ($condition:ty) => {
        impl $crate::app::Tree for $condition {
            fn joined(&self) -> $crate::app::Joined<'_, Self> {
                match self {
                    Self::All(parts) => $crate::app::Joined::All(parts),
                    Self::Any(parts) => $crate::app::Joined::Any(parts),
                    Self::Not(part) => $crate::app::Joined::Not(part),
                    _ => $crate::app::Joined::Asks,
                }
            }

            fn parts(&mut self) -> Option<&mut Vec<Self>> {
                match self {
                    Self::All(parts) | Self::Any(parts) => Some(parts),
                    _ => None,
                }
            }

            fn opposite_of(&mut self) -> Option<&mut Self> {
                match self {
                    Self::Not(part) => Some(part),
                    _ => None,
                }
            }

            fn all(parts: Vec<Self>) -> Self {
                Self::All(parts)
            }

            fn any(parts: Vec<Self>) -> Self {
                Self::Any(parts)
            }

            fn not(part: Self) -> Self {
                Self::Not(Box::new(part))
            }
        }
    };
}
pub(super) use tree;

tree!(Condition);

/// Returns the condition at a path: places of parts, from the outside in.
pub fn part<'a, C: Tree>(condition: &'a mut C, path: &[usize]) -> Option<&'a mut C> {
    let Some((first, rest)) = path.split_first() else { return Some(condition) };
    let inner = match condition.joined() {
        Joined::Not(_) => condition.opposite_of()?,
        _ => condition.parts()?.get_mut(*first)?,
    };
    part(inner, rest)
}

/// Removes the condition at a path from the one around it.
pub fn remove_part<C: Tree>(condition: &mut C, path: &[usize]) {
    let Some((last, around)) = path.split_last() else { return };
    if let Some(parts) = part(condition, around).and_then(Tree::parts)
        && *last < parts.len()
    {
        parts.remove(*last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::new_test;

    #[test]
    fn parts_of_a_condition_are_found_and_removed_by_their_path() {
        let mut condition = Condition::All(vec![
            new_test(),
            Condition::Not(Box::new(Condition::Any(vec![new_test(), new_test()]))),
        ]);
        assert!(matches!(part(&mut condition, &[1, 0]), Some(Condition::Any(_))));
        assert!(matches!(part(&mut condition, &[1, 0, 1]), Some(Condition::Is(_))));
        assert!(part(&mut condition, &[0, 0]).is_none());
        remove_part(&mut condition, &[1, 0, 0]);
        remove_part(&mut condition, &[0]);
        assert_eq!(
            condition,
            Condition::All(vec![Condition::Not(Box::new(Condition::Any(vec![new_test()])))])
        );
    }
}
