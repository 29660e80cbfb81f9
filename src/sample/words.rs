//! The words of the sample, one list of everything per language. `{}` stands for a product.

mod chinese;
mod english;

use super::story::STORIES;
use crate::text::Language;

/// All words of one language.
pub(super) struct Words {
    /// Begins a company's stem, such as 北 in 北辰.
    pub(super) stem_starts: &'static [&'static str],
    /// Ends a company's stem.
    pub(super) stem_ends: &'static [&'static str],
    /// Stands between stem and trade.
    pub(super) space: &'static str,
    /// Ends a company's name.
    pub(super) company: &'static str,
    /// The last is public: its customers are governments.
    pub(super) industries: &'static [IndustryWords],
    pub(super) families: &'static [&'static str],
    /// How an e-mail address spells the family names, if not as they are.
    pub(super) spelled: &'static [&'static str],
    pub(super) givens: &'static [&'static str],
    /// Whether the family name comes first.
    pub(super) family_first: bool,
    pub(super) mail_domain: &'static str,
    /// Job titles, in the order of `DecisionRole::ALL`.
    pub(super) titles: [&'static [&'static str]; 5],
    pub(super) sizes: &'static [&'static str],
    pub(super) key_needs: &'static [&'static str],
    pub(super) tags: &'static [&'static str],
    pub(super) products: &'static [&'static str],
    /// In the order of the stories.
    pub(super) stories: [StoryWords; STORIES],
    pub(super) visits: &'static [&'static str],
    pub(super) calls: &'static [&'static str],
    pub(super) meetings: &'static [&'static str],
    pub(super) light: &'static [&'static str],
    pub(super) events: &'static [&'static str],
    pub(super) broadcasts: &'static [&'static str],
    pub(super) inbound: &'static [&'static str],
    pub(super) complaints: &'static [&'static str],
    pub(super) after_sales: &'static [&'static str],
    pub(super) suggestions: &'static [&'static str],
    pub(super) unanswered: &'static [&'static str],
    pub(super) pleased: &'static [&'static str],
    pub(super) doubts: &'static [&'static str],
    /// What is talked about before the first order.
    pub(super) talks: &'static [&'static str],
    pub(super) needs: &'static [&'static str],
    pub(super) problems: &'static [&'static str],
    pub(super) actions: &'static [&'static str],
    /// What a department does, with its name before it.
    pub(super) department_actions: &'static [(&'static str, &'static str)],
    pub(super) cap_note: &'static str,
}

/// An industry: its name, its prefix in customer numbers (A0.9), and what its companies are called.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct IndustryWords {
    pub(super) name: &'static str,
    pub(super) prefix: &'static str,
    pub(super) trade: &'static str,
}

/// What is written on the customers of one story.
pub(super) struct StoryWords {
    /// The first is on all of them.
    pub(super) tags: &'static [&'static str],
    pub(super) remarks: &'static [&'static str],
}

/// Returns the words of that language.
pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::Chinese => &chinese::WORDS,
        Language::English => &english::WORDS,
    }
}

const fn industry(name: &'static str, prefix: &'static str, trade: &'static str) -> IndustryWords {
    IndustryWords { name, prefix, trade }
}

const fn told(tags: &'static [&'static str], remarks: &'static [&'static str]) -> StoryWords {
    StoryWords { tags, remarks }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn lists(words: &Words) -> Vec<Vec<&'static str>> {
        let mut lists: Vec<Vec<&str>> = [
            words.stem_starts,
            words.stem_ends,
            words.givens,
            words.sizes,
            words.key_needs,
            words.tags,
            words.products,
            words.visits,
            words.calls,
            words.meetings,
            words.light,
            words.events,
            words.broadcasts,
            words.inbound,
            words.complaints,
            words.after_sales,
            words.suggestions,
            words.unanswered,
            words.pleased,
            words.doubts,
            words.talks,
            words.needs,
            words.problems,
            words.actions,
        ]
        .map(<[&str]>::to_vec)
        .into();
        lists.extend(words.titles.map(<[&str]>::to_vec));
        lists.extend(words.stories.iter().flat_map(|story| [story.tags.to_vec(), story.remarks.to_vec()]));
        let industries = words.industries;
        lists.push(industries.iter().map(|industry| industry.name).collect());
        lists.push(industries.iter().map(|industry| industry.prefix).collect());
        lists.push(industries.iter().map(|industry| industry.trade).collect());
        lists.push(words.department_actions.iter().map(|action| action.1).collect());
        lists.push(words.families.to_vec());
        lists.extend(words.family_first.then(|| words.spelled.to_vec()));
        lists
    }

    #[test]
    fn no_word_comes_twice_and_none_is_empty() {
        let mut size = 0;
        for language in Language::ALL {
            for list in lists(of(language)) {
                assert!(!list.is_empty());
                assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "{list:?}");
                assert!(list.iter().all(|word| !word.is_empty()), "{list:?}");
                size += list.iter().map(|word| word.len()).sum::<usize>();
            }
        }
        eprintln!("{size} bytes of words in both languages");
        assert!(size < 15_000, "{size} bytes");
    }

    #[test]
    fn both_languages_have_the_same_stems_and_numbers() {
        let [chinese, english] = Language::ALL.map(of);
        assert_eq!(chinese.stem_starts.len() * chinese.stem_ends.len(), 120);
        assert_eq!(english.stem_starts.len() * english.stem_ends.len(), 120);
        let prefixes = |words: &Words| words.industries.iter().map(|i| i.prefix).collect::<Vec<_>>();
        assert_eq!(prefixes(chinese), prefixes(english));
    }
}
