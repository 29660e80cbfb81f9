//! A field that few records fill.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Pack, Packer, Unpacker};

/// A value that has an empty form, which is the same for all.
pub trait Empty: Default + 'static {
    /// The empty value.
    const EMPTY: &'static Self;
}

impl<T: 'static> Empty for Vec<T> {
    const EMPTY: &'static Self = &Self::new();
}

impl<K: Ord + 'static, V: 'static> Empty for BTreeMap<K, V> {
    const EMPTY: &'static Self = &Self::new();
}

/// A value that most records leave empty: it takes room only where it is filled. Is read, compared and stored like
/// the value itself.
#[derive(Debug, Clone)]
pub struct Rare<T>(Option<Box<T>>);

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Empty> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::EMPTY)
    }
}

impl<T: Empty> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Empty + PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Empty + Eq> Eq for Rare<T> {}

impl<T: Empty + PartialEq> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self((value != *T::EMPTY).then(|| Box::new(value)))
    }
}

impl<A, T: Empty + PartialEq + FromIterator<A>> FromIterator<A> for Rare<T> {
    fn from_iter<I: IntoIterator<Item = A>>(iter: I) -> Self {
        T::from_iter(iter).into()
    }
}

impl<T: IntoIterator + Default> IntoIterator for Rare<T> {
    type Item = T::Item;
    type IntoIter = T::IntoIter;

    fn into_iter(self) -> T::IntoIter {
        self.0.map(|value| *value).unwrap_or_default().into_iter()
    }
}

impl<'a, T: Empty> IntoIterator for &'a Rare<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (&**self).into_iter()
    }
}

impl<T: Empty + Serialize> Serialize for Rare<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Empty + PartialEq + Deserialize<'de>> Deserialize<'de> for Rare<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

impl<T: Empty + PartialEq + Pack> Pack for Rare<T> {
    fn pack(&self, to: &mut Packer) {
        (**self).pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        T::unpack(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_emptied_again_is_as_if_it_had_never_been_filled() {
        let mut rare = Rare::<Vec<u8>>::default();
        assert!(rare.is_empty() && rare.0.is_none());
        rare.push(3);
        assert_eq!(*rare, [3]);
        assert_ne!(rare, Rare::default());
        rare.clear();
        assert_eq!(rare, Rare::default());
        assert_eq!(serde_json::to_string(&rare).unwrap(), "[]");
        assert_eq!(serde_json::from_str::<Rare<Vec<u8>>>("[]").unwrap(), rare);
        assert!(serde_json::from_str::<Rare<Vec<u8>>>("[]").unwrap().0.is_none());
        assert_eq!(
            serde_json::from_str::<Rare<Vec<u8>>>("[7]").unwrap().into_iter().collect::<Vec<_>>(),
            [7]
        );
    }
}
