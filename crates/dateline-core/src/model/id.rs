use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// What ids are derived from: the bytes of one document.
///
/// An id is the first 64 bits of SHA-256 over the document's digest, the kind's prefix and the parts that
/// identify the thing (its span, its type), so it depends on nothing but content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a document's text.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The SHA-256 of the text, in lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn derive(&self, prefix: &str, parts: &[u32], name: &str) -> u64 {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(prefix.as_bytes());
        for part in parts {
            hash.update(part.to_le_bytes());
        }
        hash.update(name.as_bytes());
        let digest = hash.finalize();
        u64::from_be_bytes(core::array::from_fn(|i| digest[i]))
    }
}

/// The string was not an id of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseIdError {
    prefix: &'static str,
    found: String,
}

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected an id like {}-0123456789abcdef, found {:?}", self.prefix, self.found)
    }
}

impl core::error::Error for ParseIdError {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// The id of what `parts` (positions, counters) and `name` identify in the document.
            #[must_use]
            pub fn derive(document: &Fingerprint, parts: &[u32], name: &str) -> Self {
                Self(document.derive($prefix, parts, name))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "-{:016x}"), self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(s: &str) -> Result<Self, ParseIdError> {
                s.strip_prefix(concat!($prefix, "-"))
                    .filter(|hex| hex.len() == 16 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
                    .and_then(|hex| u64::from_str_radix(hex, 16).ok())
                    .map(Self)
                    .ok_or_else(|| ParseIdError { prefix: $prefix, found: s.chars().take(40).collect() })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "pattern": concat!("^", $prefix, "-[0-9a-f]{16}$"),
                })
            }
        }

    };
}

id!(
    /// Identifies a [`Document`](crate::model::Document) by its text.
    DocumentId,
    "doc"
);
id!(
    /// Identifies a [`Mention`](crate::model::Mention) by its span.
    MentionId,
    "m"
);
id!(
    /// Identifies an [`Entity`](crate::model::Entity) by its first mention and kind.
    EntityId,
    "ent"
);
id!(
    /// Identifies an [`EntityRelation`](crate::model::EntityRelation) by its span, kind and entities.
    RelationId,
    "rel"
);
id!(
    /// Identifies a [`Timex`](crate::model::Timex) by its span.
    TimexId,
    "t"
);
id!(
    /// Identifies a [`Quantity`](crate::model::Quantity) by its span.
    QuantityId,
    "q"
);
id!(
    /// Identifies an [`Attribution`](crate::model::Attribution) by its cue or its first content.
    AttributionId,
    "att"
);
id!(
    /// Identifies an [`Event`](crate::model::Event) by its first event mention.
    EventId,
    "ev"
);
id!(
    /// Identifies an [`EventMention`](crate::model::EventMention) by its trigger and type.
    EventMentionId,
    "em"
);
id!(
    /// Identifies a [`Claim`](crate::model::Claim) by its event, attribute and span.
    ClaimId,
    "c"
);
