//! Every bound, with its reason. A number that limits something stands here
//! and nowhere else.

/// Fits an address on a printed poster.
pub const SLUG_CHARACTERS_MAX: usize = 64;

/// Of a question’s short name: it stands over columns and in links of filters.
pub const LABEL_CHARACTERS_MAX: usize = 40;

/// Question and option codes stand in form fields, CSV headers and addresses.
pub const CODE_CHARACTERS_MAX: usize = 64;

/// Countries of the world fit; an option's index fits one byte with room for
/// the two ways of being missing.
pub const OPTIONS_MAX: usize = 250;

/// A questionnaire longer than this is not finished by anybody.
pub const QUESTIONS_MAX: usize = 200;

/// Rows of one grid.
pub const GRID_ROWS_MAX: usize = 40;

/// Points of one scale.
pub const SCALE_POINTS_MAX: usize = 11;

/// Texts of a question, an option, a promise: a screenful at most.
pub const SENTENCE_CHARACTERS_MAX: usize = 2_000;

/// A brand's name stands in headings and slides.
pub const BRAND_CHARACTERS_MAX: usize = 100;

/// A survey file larger than this was not written by a person.
pub const SURVEY_FILE_BYTES_MAX: usize = 2_000_000;

/// Every language is read through by somebody; the European Union has 24.
pub const LANGUAGES_MAX: usize = 30;

/// A condition is a short sentence; deeper brackets are nobody's intention, and
/// reading them must not exhaust the stack.
pub const CONDITION_CHARACTERS_MAX: usize = 1_000;
pub const CONDITION_DEPTH_MAX: usize = 16;

/// Ways through a questionnaire that are told apart; with more, only whole
/// questionnaires are estimated.
pub const PATHS_MAX: usize = 250;

/// Digits after the decimal point of a number question.
pub const DECIMALS_MAX: u8 = 6;

/// Numbers are summed exactly in 64 bits: 10^11 times ten million responses fits.
pub const NUMBER_MULTIPLES_MAX: i64 = 100_000_000_000;

/// Bands of one number question: more are no longer groups.
pub const BANDS_MAX: usize = 50;

/// Sites that show one survey stand in a header of each of its pages.
pub const EMBEDDING_SITES_MAX: usize = 10;

/// Days that one wave may run: what was asked two years ago is another time's
/// answer, and a later day was mistyped.
pub const WAVE_DAYS_MAX: i64 = 731;

/// Five years of monthly waves.
pub const WAVES_PLANNED_MAX: usize = 60;

/// Ten years: after that nobody remembers what was promised.
pub const RETENTION_DAYS_MAX: u16 = 3_650;

/// A code with a dash between all its characters, and a sentence around it.
pub const INVITATION_CODE_TYPED_CHARACTERS_MAX: usize = 64;

/// One value of a posted form, in bytes: the longest text in the widest script,
/// with room for what normalising removes.
pub const FIELD_BYTES_MAX: usize = 16_384;

/// Below five, published sums pin people down (DESIGN 4.3: an integer program
/// found up to 41 people at floor 3, at most 3 at floor 5).
pub const FLOOR_MIN: u16 = 5;
pub const GROUP_SIZE_MIN: u16 = 5;

/// A larger k would keep more responses waiting than a release may hold.
pub const GROUP_SIZE_MAX: u16 = 500;

/// "Other, please say" is a line, not a letter.
pub const OTHER_CHARACTERS_MAX: u16 = 100;

/// Every waiting response is padded to the longest one, so this is disk.
pub const TEXT_CHARACTERS_MAX: u16 = 2_000;

/// The release schedule stops growing here, so that a large wave still moves
/// every day.
pub const RELEASE_SIZE_MAX: u64 = 1_000;

/// A release holds everybody up for some thirty milliseconds; when answers
/// pour in, fewer and larger ones follow each other.
pub const RELEASES_PER_SECOND_MAX: u32 = 4;

/// Readers beside the one writer; more would only queue inside the database.
pub const DATABASE_CONNECTIONS_MAX: u32 = 8;

/// After this long a visitor is told that the database is away.
pub const DATABASE_WAIT_SECONDS_MAX: u64 = 3;

/// Responses that share one commit: at 5,000 commits a second no more arrive
/// in the meantime.
pub const RESPONSES_PER_COMMIT_MAX: usize = 512;

/// Responses that wait for a commit before newcomers are asked to wait.
pub const RESPONSES_QUEUED_MAX: usize = 8_192;

/// A posted form: several long texts in a script that is sent as nine bytes a
/// character, and everything else that was typed.
pub const FORM_BYTES_MAX: usize = 1_048_576;

/// A form of that size over a slow mobile line; a connection that trickles
/// longer holds a place that others need.
pub const FORM_SECONDS_MAX: u64 = 30;

/// Coarse enough that no single answer moves a counter, fine enough to see load.
pub const VISITS_PER_STEP: u64 = 100;

/// Of a wave's people one in so many may be left out of all breakdowns for the
/// sake of one; beyond that the breakdown is withheld.
pub const LEFT_OUT_SHARE: u64 = 5;

/// Groups of one pair of questions: a larger table is read by nobody.
pub const CELLS_MAX: usize = 400;

/// Groups of one wave's book. Closing takes their number squared.
pub const GROUPS_MAX: usize = 4_000;

/// Floating point reckons a leverage of exactly one fifth a little above or below.
pub const LEVERAGE_SLACK: f64 = 1e-9;

/// What a group adds to those before it, as a share of its people, below which
/// it adds nothing: rounding leaves about 1e-13, one person of ten million 1e-7.
pub const LEVERAGE_TOLERANCE: f64 = 1e-10;
/// Responses of one merged batch: withdrawing one writes all of them anew, and
/// larger batches save nothing more on disk.
pub const MERGED_RESPONSES_MAX: usize = 100_000;

/// An address that is gone on to after signing in: a board with every group
/// joined has some hundred characters.
pub const TARGET_CHARACTERS_MAX: usize = 1_000;

/// Tables kept in memory, by wave, breakdown and segment: a board of a hundred
/// charts has some hundred kilobytes.
pub const TABLES_KEPT_MAX: usize = 200;

/// Opened books kept in memory: one has some thousand numbers.
pub const BOOKS_KEPT_MAX: usize = 20;

/// What closed waves have to choose from, kept in memory: names of groups, some
/// ten kilobytes a wave.
pub const OUTLINES_KEPT_MAX: usize = 300;

/// Invented people of a forecast, over all its waves: a second's work.
pub const FORECAST_PEOPLE: usize = 6_000;
pub const FORECAST_WAVES_MIN: usize = 3;
pub const FORECAST_WAVES_MAX: usize = 20;

/// A forecast for more responses than this says what every larger one says:
/// everything passes.
pub const FORECAST_RESPONSES_MAX: u32 = 100_000;

/// On a page somebody waits for the forecast; beyond this nothing changes that
/// its words would show.
pub const FORECAST_ON_PAGE_RESPONSES_MAX: usize = 10_000;

/// RFC 5321, section 4.5.3.1.3, less the brackets.
pub const ADDRESS_CHARACTERS_MAX: usize = 254;

/// Names of members, departments and sessions stand on one line.
pub const NAME_CHARACTERS_MAX: usize = 100;

/// Guessing at the rate that sign-in allows takes longer than anybody lives.
pub const PASSWORD_CHARACTERS_MIN: usize = 12;

/// NIST SP 800-63B-4 asks for at least 64; more is no longer typed.
pub const PASSWORD_CHARACTERS_MAX: usize = 128;

/// Each takes 19 MiB and a processor for some thirty milliseconds.
pub const PASSWORDS_HASHED_AT_ONCE_MAX: usize = 2;

/// Sign-ins that wait for a processor before newcomers are asked to wait.
pub const PASSWORDS_QUEUED_MAX: usize = 32;

/// Typing errors of one account before it is made to wait.
pub const FAILURES_FREE: u32 = 5;

/// A quarter of an hour: about a hundred guesses a day, as NIST SP 800-63B-4,
/// section 3.2.2 allows, and no long wait for the member.
pub const HALF_MINUTES_WAIT_MAX: u64 = 30;

/// Failures of all accounts together: a whole company on a Monday morning.
pub const FAILURES_AT_ONCE_MAX: u32 = 200;
pub const FAILURES_PER_HALF_MINUTE: u32 = 20;

/// Accounts whose failures are remembered; a megabyte.
pub const ACCOUNTS_THROTTLED_MAX: usize = 10_000;

/// Longer than a holiday is not a session any more.
pub const SESSION_DAYS_MAX: i32 = 30;

/// A week without a visit: the computer may be somebody else's by now.
pub const SESSION_DAYS_UNUSED_MAX: i32 = 7;

/// An invitation that lies in a mailbox for longer is asked for again.
pub const LINK_DAYS_MAX: i64 = 7;

/// A list of departments is looked through by eye.
pub const DEPARTMENTS_MAX: i64 = 200;

/// Boards of one survey: a list that is looked through by eye.
pub const BOARDS_MAX: usize = 100;

/// Links of one survey that are listed beside each other.
pub const BOARD_LINKS_MAX: usize = 200;

/// How long a board's link holds unless said: until after the next quarter.
pub const BOARD_LINK_DAYS: i64 = 90;

/// Nobody remembers after two years who has a link.
pub const BOARD_LINK_DAYS_MAX: i64 = 731;

/// A headline is read at a glance.
pub const HEADLINE_CHARACTERS_MAX: usize = 160;

/// A note beside a chart or under a headline: a paragraph.
pub const NOTE_CHARACTERS_MAX: usize = 600;

/// A list that one person keeps an eye on.
pub const API_TOKENS_MAX: usize = 20;

/// A secret that lies on somebody's server for longer is forgotten there.
pub const API_TOKEN_DAYS_MAX: i32 = 365;

/// Invitations of one request of the API: a megabyte of addresses.
pub const API_CODES_MAX: usize = 10_000;

/// Longer is no address that anybody typed.
pub const WEBHOOK_ADDRESS_CHARACTERS_MAX: usize = 500;

/// Each is told of every release in the transaction that makes it.
pub const WEBHOOKS_MAX: usize = 20;

/// Over a day and a half, with growing pauses.
pub const WEBHOOK_ATTEMPTS_MAX: i32 = 8;

/// A program that takes longer to answer is not there.
pub const WEBHOOK_SECONDS_MAX: u64 = 10;
/// States of a draft that undoing can go back to: a day of saving as one types.
pub const DRAFT_VERSIONS_MAX: i32 = 500;

/// Quotas of one survey: a page of them that can be read.
pub const QUOTAS_MAX: usize = 20;

/// The largest quota: more than any wave takes.
pub const QUOTA_MOST_MAX: u32 = 100_000_000;
