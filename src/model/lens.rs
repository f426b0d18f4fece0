//! Looking at documents through lenses: typed questions to a node, answered without copies.
//!
//! A lens is a node and the names of its fields. It never says whether a value is good.

use crate::yaml::NodeRef;
use jiff::civil::Date;

/// A typed view of one node, which keeps the node and so its position.
pub trait Lens<'a>: Copy {
    /// The lens over a node.
    fn over(node: NodeRef<'a>) -> Self;
    /// The node it looks at.
    fn node(self) -> NodeRef<'a>;

    /// A text field.
    fn text(self, key: &str) -> Option<&'a str> {
        self.node().str(key)
    }

    /// A date field that holds a date.
    fn date(self, key: &str) -> Option<Date> {
        self.text(key)?.parse().ok()
    }

    /// A field that is true or false.
    fn flag(self, key: &str) -> Option<bool> {
        self.node().get(key)?.as_bool()
    }

    /// A field that holds a number that is not negative.
    fn count(self, key: &str) -> Option<u64> {
        u64::try_from(self.node().get(key)?.as_int()?).ok()
    }

    /// The texts of a list.
    fn texts(self, key: &str) -> impl Iterator<Item = &'a str> + Clone {
        self.items(key).filter_map(NodeRef::as_str)
    }

    /// A field that holds a mapping, through its own lens.
    fn part<L: Lens<'a>>(self, key: &str) -> Option<L> {
        self.node()
            .get(key)
            .filter(|node| !node.is_null())
            .map(L::over)
    }

    /// A list of mappings, each through its lens.
    fn parts<L: Lens<'a>>(self, key: &str) -> impl Iterator<Item = L> + Clone {
        self.items(key).map(L::over)
    }

    /// The items of a list; none where there is no list.
    fn items(self, key: &str) -> impl Iterator<Item = NodeRef<'a>> + Clone {
        self.node().get(key).into_iter().flat_map(NodeRef::items)
    }
}

/// Defines lenses: a name, what it is, and the fields it answers for.
macro_rules! lenses {
    ($(
        $(#[$about:meta])*
        $name:ident {
            $($(#[$doc:meta])* $field:ident: $key:literal => $kind:ident $(<$of:ident>)?;)*
        }
    )*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub struct $name<'a>(pub $crate::yaml::NodeRef<'a>);

        impl<'a> $crate::model::lens::Lens<'a> for $name<'a> {
            fn over(node: $crate::yaml::NodeRef<'a>) -> Self {
                Self(node)
            }

            fn node(self) -> $crate::yaml::NodeRef<'a> {
                self.0
            }
        }

        impl<'a> $name<'a> {
            $($crate::model::lens::lenses!(@field $(#[$doc])* $field $key $kind $(<$of>)?);)*
        }
    )*};
    (@field $(#[$doc:meta])* $field:ident $key:literal text) => {
        $(#[$doc])*
        pub fn $field(self) -> Option<&'a str> {
            $crate::model::lens::Lens::text(self, $key)
        }
    };
    (@field $(#[$doc:meta])* $field:ident $key:literal date) => {
        $(#[$doc])*
        pub fn $field(self) -> Option<jiff::civil::Date> {
            $crate::model::lens::Lens::date(self, $key)
        }
    };
    (@field $(#[$doc:meta])* $field:ident $key:literal flag) => {
        $(#[$doc])*
        pub fn $field(self) -> Option<bool> {
            $crate::model::lens::Lens::flag(self, $key)
        }
    };
    (@field $(#[$doc:meta])* $field:ident $key:literal count) => {
        $(#[$doc])*
        pub fn $field(self) -> Option<u64> {
            $crate::model::lens::Lens::count(self, $key)
        }
    };
    (@field $(#[$doc:meta])* $field:ident $key:literal texts) => {
        $(#[$doc])*
        pub fn $field(self) -> impl Iterator<Item = &'a str> + Clone {
            $crate::model::lens::Lens::texts(self, $key)
        }
    };
    (@field $(#[$doc:meta])* $field:ident $key:literal part<$of:ident>) => {
        $(#[$doc])*
        pub fn $field(self) -> Option<$of<'a>> {
            $crate::model::lens::Lens::part(self, $key)
        }
    };
    (@field $(#[$doc:meta])* $field:ident $key:literal parts<$of:ident>) => {
        $(#[$doc])*
        pub fn $field(self) -> impl Iterator<Item = $of<'a>> + Clone {
            $crate::model::lens::Lens::parts(self, $key)
        }
    };
    (@field $(#[$doc:meta])* $field:ident $key:literal named<$of:ident>) => {
        $(#[$doc])*
        pub fn $field(self) -> impl Iterator<Item = (&'a str, $of<'a>)> + Clone {
            let entries = self.0.get($key).into_iter().flat_map($crate::yaml::NodeRef::entries);
            entries.map(|(name, node)| (name.text(), $of(node)))
        }
    };
}
pub(crate) use lenses;
