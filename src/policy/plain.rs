//! What all parts of a policy share: how they are read and written.

/// Declares a struct that is stored as an object: `required` fields must be there, `optional` ones fall
/// back to their default and are not written while they have it. Fields of a later form are passed over.
///
/// Its reader is a third of what serde derives, which also reads structs from lists and fields from bytes.
macro_rules! plain {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(required { $($(#[$required_meta:meta])* $required:ident: $required_type:ty,)* })?
            $(optional { $($(#[$optional_meta:meta])* $optional:ident: $optional_type:ty,)* })?
        }
    ) => {
        $(#[$meta])*
        pub struct $name {
            $($($(#[$required_meta])* pub $required: $required_type,)*)?
            $($($(#[$optional_meta])* pub $optional: $optional_type,)*)?
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $($(map.serialize_entry(stringify!($required), &self.$required)?;)*)?
                $($(if self.$optional != <$optional_type>::default() {
                    map.serialize_entry(stringify!($optional), &self.$optional)?;
                })*)?
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an object with the fields of ", stringify!($name)))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        $($(let mut $required: Option<$required_type> = None;)*)?
                        $($(let mut $optional: Option<$optional_type> = None;)*)?
                        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
                            match name.as_ref() {
                                $($(stringify!($required) => $required = Some(map.next_value()?),)*)?
                                $($(stringify!($optional) => $optional = Some(map.next_value()?),)*)?
                                _ => {
                                    let _: serde::de::IgnoredAny = map.next_value()?;
                                }
                            }
                        }
                        $($(let $required = $required
                            .ok_or_else(|| <A::Error as serde::de::Error>::missing_field(stringify!($required)))?;)*)?
                        Ok($name {
                            $($($required,)*)?
                            $($($optional: $optional.unwrap_or_default(),)*)?
                        })
                    }
                }

                deserializer.deserialize_map(Fields)
            }
        }
    };
}
pub(crate) use plain;
