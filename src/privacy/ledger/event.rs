//! What an entry can say: who, in which role, did what.

/// Something that happened, without its day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Event {
    pub actor: Actor,
    pub action: Action,
    pub survey: Option<String>,
    pub subject: Option<String>,
}

/// Never a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Actor {
    pub role: Role,
    pub department: Option<String>,
}

impl Actor {
    pub const OPERATOR: Self = Self::in_role(Role::Operator);
    pub const WHYNOT: Self = Self::in_role(Role::Whynot);
    pub const BOARD_LINK: Self = Self::in_role(Role::BoardLink);
    pub const OUTSIDE_LINK: Self = Self::in_role(Role::OutsideLink);

    const fn in_role(role: Role) -> Self {
        Self {
            role,
            department: None,
        }
    }
}

macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)+];

            /// As it is stored.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            pub fn of_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

coded! {
    Role {
        /// Somebody at the command line of the machine.
        Operator = "operator",
        /// The program by itself, on its dates.
        Whynot = "whynot",
        /// Whoever has the link of a board.
        BoardLink = "board-link",
        /// Whoever has the link that was made for the outside party.
        OutsideLink = "outside-link",
        Owner = "owner",
        Marketer = "marketer",
        Executive = "executive",
    }
}

coded! {
    Action {
        ResultsSeen = "results-seen",
        ResultsExported = "results-exported",
        CommentsSeen = "comments-seen",
        SurveyImported = "survey-imported",
        SurveyRevised = "survey-revised",
        WaveOpened = "wave-opened",
        WaveClosed = "wave-closed",
        /// From now on everybody with the survey's address sees a wave's totals.
        ResultsMadePublic = "results-made-public",
        WavePaused = "wave-paused",
        WaveResumed = "wave-resumed",
        BookWritten = "book-written",
        /// The single answers of a closed wave, on their date.
        AnswersErased = "answers-erased",
        InvitationsForgotten = "invitations-forgotten",
        /// The key behind the codes of invitations.
        KeysDestroyed = "keys-destroyed",
        PeopleInvited = "people-invited",
        /// To a member, a department, or by a link.
        BoardGiven = "board-given",
        BoardTakenBack = "board-taken-back",
        MailSent = "mail-sent",
        /// What waited under a lost key.
        WaitingGivenUp = "waiting-given-up",
        BackupMade = "backup-made",
        BackupRestored = "backup-restored",
    }
}

impl Action {
    /// Looking: entered once a day, however often it happens.
    pub fn is_reading(self) -> bool {
        matches!(
            self,
            Self::ResultsSeen | Self::ResultsExported | Self::CommentsSeen
        )
    }
}
