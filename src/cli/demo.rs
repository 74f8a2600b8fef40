//! `whynot demo`.

use clap::Args;

use super::serve::{address_of, listen};
use super::{CliError, board, output};
use crate::clock::Clock;
use crate::config;
use crate::operations::demonstrate::members::{give_a_board, make_members};
use crate::operations::demonstrate::{self, RESPONSES_MAX};
use crate::operations::error::OperationError;
use crate::operations::installation::Installation;
use crate::store::connection::DatabaseUrl;
use crate::web;

#[derive(Args)]
pub(super) struct DemoArguments {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    bind: String,
}

pub(super) fn run(arguments: &DemoArguments) -> Result<(), CliError> {
    output::start_log();
    web::panics::log_only_their_place();
    let listener = listen(&arguments.bind)?;
    let at_temporary = |source| CliError::File {
        path: config::temporary_directory(),
        source,
    };
    // Removed, keys and all, when the demonstration ends.
    let folder = tempfile::Builder::new()
        .prefix("whynot-demo-")
        .tempdir_in(config::temporary_directory())
        .map_err(at_temporary)?;
    let database = DatabaseUrl::Sqlite(folder.path().join("whynot.sqlite"));
    let installation = Installation::open(database, &folder.path().join("keys"), Clock::System)?;

    let bar = output::progress_bar(RESPONSES_MAX as u64, "Simulating respondents");
    let runtime = tokio::runtime::Runtime::new().map_err(CliError::Stopped)?;
    let slug = runtime.block_on(demonstrate::demonstrate(&installation, |sent| {
        bar.inc(sent)
    }))?;
    bar.finish_and_clear();
    let members = runtime.block_on(make_members(&installation))?;
    give_a_board(&installation, &slug)?;
    drop(runtime);

    let board = board::usual(&installation, &slug)?;
    let base = format!("http://{}", address_of(&listener, &arguments.bind));
    output::say(&format!("Answer: {base}/s/{slug}"));
    output::say(&format!("Board:  {base}{board}"));
    output::say(&format!("Trust:  {base}/trust"));
    output::say(&format!("Studio: {base}/sign-in"));
    for member in members {
        let (role, address) = (member.role.code(), member.address);
        output::say(&format!(
            "        {role:9} {address:23} {}",
            member.password
        ));
    }
    output::say("");
    output::say(
        "The respondents are simulated. The running wave waits for exactly one more answer\n\
         to make its next release: yours will move the board. (Only the demonstration tells;\n\
         a real survey never says how many are waiting.) Ctrl-C ends it and erases everything.",
    );
    web::run(installation, listener).map_err(CliError::Stopped)
}

impl From<crate::store::error::StoreError> for CliError {
    fn from(error: crate::store::error::StoreError) -> Self {
        Self::Operation(OperationError::Store(error))
    }
}
