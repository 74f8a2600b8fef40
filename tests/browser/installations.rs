//! What the browser visits: the real program's demonstration, or an installation
//! with the survey of the documentation, which has every kind of question.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;

use tempfile::TempDir;
use whynot::clock::Clock;
use whynot::operations::installation::Installation;
use whynot::operations::invite;
use whynot::operations::publish;
use whynot::store::connection::DatabaseUrl;
use whynot::survey::identifier::Slug;

/// `whynot demo`: simulated results, and one answer short of the next release.
pub struct Demonstration {
    program: Child,
    /// Ends with the output that the program goes on writing to.
    _output: BufReader<std::process::ChildStdout>,
    pub survey: String,
    pub board: String,
    pub trust: String,
    /// Address and password of whoever makes surveys.
    pub marketer: (String, String),
    /// Address and password of the executive.
    pub executive: (String, String),
}

impl Demonstration {
    pub fn start() -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_whynot"))
            .args(["demo", "--bind", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("whynot starts");
        let mut output = BufReader::new(program.stdout.take().expect("its output"));
        let mut address_after = |name: &str| {
            let mut line = String::new();
            output.read_line(&mut line).expect("a line");
            let address = line.strip_prefix(name).map(str::trim);
            address
                .unwrap_or_else(|| panic!("whynot said “{line}” instead of {name}"))
                .to_owned()
        };
        let [survey, board, trust] = ["Answer:", "Board:", "Trust:"].map(&mut address_after);
        address_after("Studio:");
        let [_, marketer, executive] = ["owner", "marketer", "executive"].map(|role| {
            let mut line = String::new();
            output.read_line(&mut line).expect("a line");
            let mut words = line.split_whitespace();
            assert_eq!(words.next(), Some(role), "{line}");
            let mut word = || words.next().expect("an address and a password").to_owned();
            (word(), word())
        });
        Self {
            survey,
            board,
            trust,
            marketer,
            executive,
            program,
            _output: output,
        }
    }

    pub fn origin(&self) -> &str {
        self.trust.trim_end_matches("/trust")
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        // It may have ended by itself; the test has said so then.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The survey of docs/SURVEY-FILE.md, its wave open.
pub struct Documented {
    pub installation: Installation,
    pub slug: Slug,
    pub survey: String,
    _folder: TempDir,
}

impl Documented {
    pub fn open() -> Self {
        Self::serving(documented_file())
    }

    /// The same, with a party outside the brand that gets results too.
    pub fn open_to_an_agency() -> Self {
        let outside = "[charter]\noutside = { en = \"The agency Fields & Daughters.\", \
                       de = \"Die Agentur Feld & Töchter.\" }";
        Self::serving(&documented_file().replacen("[charter]", outside, 1))
    }

    /// Open to people with a code.
    pub fn by_invitation() -> Self {
        let open_to_all = "access = \"link\"";
        let file = documented_file().replace(open_to_all, "");
        Self::serving(&file.replace("[charter]", "[charter]\naccess = \"invitation\""))
    }

    /// Codes as they would be printed.
    pub fn codes(&self, count: usize) -> Vec<String> {
        let codes = invite::by_printed_codes(&self.installation, &self.slug, count);
        let codes = codes.expect("codes").into_iter();
        codes.map(|code| code.to_string()).collect()
    }

    /// The address without a path.
    pub fn origin(&self) -> &str {
        let end = self.survey.find("/s/").expect("a survey's address");
        self.survey.get(..end).expect("an address")
    }

    /// Any other survey instead.
    pub fn serving(file: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = DatabaseUrl::Sqlite(folder.path().join("whynot.sqlite"));
        let keys = folder.path().join("keys");
        let installation = Installation::open(url, &keys, Clock::System).expect("it starts");
        let survey = whynot::survey::file::read(file).expect("a valid survey");
        publish::import_survey(&installation, &survey).expect("the survey is stored");
        publish::open_wave(&installation, &survey.slug, None).expect("the wave opens");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let served = installation.clone();
        thread::spawn(move || whynot::web::run(served, listener));
        Self {
            survey: format!("http://{address}/s/{}", survey.slug),
            slug: survey.slug,
            installation,
            _folder: folder,
        }
    }

    pub fn close(&self) {
        publish::close_wave(&self.installation, &self.slug).expect("the wave closes");
    }
}

fn documented_file() -> &'static str {
    let text = include_str!("../../docs/SURVEY-FILE.md");
    let (_, example) = text.split_once("```toml\n").expect("an example");
    let (example, _) = example.split_once("```").expect("the example's end");
    example
}
