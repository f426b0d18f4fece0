//! The kinds of changes of access: one table from which reports and tests take their words.

/// Whether a change gives more access than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// More: somebody should look at it.
    Wider,
    /// Neither more nor less, or nobody can say.
    Other,
    /// Less.
    Narrower,
}

/// One kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct AccessKind {
    /// Its id, such as `access-role-gained`; never reused.
    pub id: &'static str,
    /// Whether it gives more.
    pub reach: Reach,
    /// What changed, as a sentence without a full stop.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
}

impl Reach {
    /// The word that people and machines read.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wider => "wider",
            Self::Other => "other",
            Self::Narrower => "narrower",
        }
    }
}

macro_rules! kinds {
    ($($name:ident: $reach:ident $id:literal $title:literal, $why:literal;)*) => {
        $(pub(super) const $name: &AccessKind = &AccessKind {
            id: $id, reach: Reach::$reach, title: $title, why: $why,
        };)*
        /// All of them.
        pub const KINDS: &[&AccessKind] = &[$($name),*];
    };
}

kinds! {
    ROLE_GAINED: Wider "access-role-gained" "We hold a role for a customer that we did not hold",
        "Each role is a way into a customer's tenant, for us and for whoever takes over one of our accounts.";
    HOLDER_GAINED: Wider "access-holder-gained" "A role for a customer is held by others too",
        "Whoever holds the role can act in the customer's name.";
    LONGER: Wider "access-longer" "We hold a role for a customer for longer",
        "Access that outlives its purpose is standing access.";
    MEMBER_GAINED: Wider "group-member-gained" "A group has a new member",
        "Members of a group have all roles that the group holds, for all its customers.";
    NESTED: Wider "group-nested" "A group is in another group that it was not in",
        "A group has the roles of all groups it is in.";
    LOOSER: Wider "group-activation-looser" "Membership of a group is activated with less care",
        "Roles that must be activated are no use to somebody who only has the account.";
    LIFETIME: Other "access-lifetime-changed" "Until when we hold a role for a customer cannot be compared",
        "A role whose end is not written down may stay for good.";
    GROUP_NEW: Other "group-new" "There is a new group",
        "A group gives access as soon as a role is assigned to it.";
    GROUP_GONE: Other "group-gone" "A group is gone",
        "What the group held is gone with it, if nobody else holds it.";
    ROLE_LOST: Narrower "access-role-lost" "We hold a role for a customer no more",
        "Work for which the role was needed cannot be done any more.";
    HOLDER_LOST: Narrower "access-holder-lost" "A role for a customer is held by fewer",
        "Who does not hold the role any more cannot do the work for which it was needed.";
    SHORTER: Narrower "access-shorter" "We hold a role for a customer for less time",
        "Work that goes on after that day needs another relationship in time.";
    MEMBER_LOST: Narrower "group-member-lost" "A group has lost a member",
        "Who leaves a group can do nothing more with its roles.";
    UNNESTED: Narrower "group-unnested" "A group is not in another group any more",
        "A group loses the roles of a group that it leaves.";
    STRICTER: Narrower "group-activation-stricter" "Membership of a group is activated with more care",
        "Roles that must be activated are no use to somebody who only has the account.";
}
