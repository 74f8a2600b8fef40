//! What a member may do: everything, surveys, or reading.

use std::fmt;
use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Surveys, and who else may sign in.
    Owner,
    /// Surveys.
    Marketer,
    /// Reads boards, nothing else.
    Executive,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role is owner, marketer or executive")]
pub struct RoleError;

impl Role {
    pub const ALL: [Self; 3] = [Self::Owner, Self::Marketer, Self::Executive];

    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Marketer => "marketer",
            Self::Executive => "executive",
        }
    }

    /// As a label.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Marketer => "Marketer",
            Self::Executive => "Executive",
        }
    }

    /// For those who choose one.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Owner => "makes surveys, sees boards, and decides who else may sign in",
            Self::Marketer => "makes surveys and sees boards",
            Self::Executive => "sees boards, nothing else",
        }
    }

    pub fn makes_surveys(self) -> bool {
        matches!(self, Self::Owner | Self::Marketer)
    }

    pub fn decides_on_members(self) -> bool {
        self == Self::Owner
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|role| role.code() == text);
        known.ok_or(RoleError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_reads_back_and_nothing_else_is_one() {
        for role in Role::ALL {
            assert_eq!(role.to_string().parse(), Ok(role));
        }
        for text in ["", "Owner", "admin", "owner "] {
            assert_eq!(text.parse::<Role>(), Err(RoleError));
        }
    }

    #[test]
    fn each_role_may_what_the_lesser_may_and_more() {
        assert!(Role::Owner.decides_on_members() && Role::Owner.makes_surveys());
        assert!(!Role::Marketer.decides_on_members() && Role::Marketer.makes_surveys());
        assert!(!Role::Executive.decides_on_members() && !Role::Executive.makes_surveys());
    }
}
