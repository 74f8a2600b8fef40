//! The two servers that are compared, each a process of its own on loopback.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use actix_web::{App, HttpResponse, HttpServer, web};

/// A server process; it ends with this value.
pub struct Server {
    child: Child,
    pub base: String,
}

impl Server {
    /// `whynot serve`, as anybody would start it.
    pub fn whynot(database: &str, keys: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_whynot"));
        command
            .args(["serve", "--bind", "127.0.0.1:0", "--database", database])
            .arg("--keys")
            .arg(keys);
        Self::start(command)
    }

    /// This program again, as the handler that parses the form and does nothing else.
    pub fn empty(argument: &str) -> Self {
        let this = std::env::current_exe().expect("the path of this program");
        let mut command = Command::new(this);
        command.arg(argument);
        Self::start(command)
    }

    /// What the process has had of the processors so far.
    pub fn cpu_seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let stat = stat.expect("Linux tells what a process uses");
        // The fields after the name, which may hold anything: user and system
        // time are the twelfth and thirteenth, in hundredths of a second.
        let (_, fields) = stat.rsplit_once(')').expect("a name in brackets");
        let times = fields.split_whitespace().skip(11).take(2);
        let hundredths: f64 = times.filter_map(|time| time.parse::<f64>().ok()).sum();
        hundredths / 100.0
    }

    fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let output = child.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .expect("its first line");
        let base = line.trim().rsplit(' ').next().unwrap_or_default();
        assert!(base.starts_with("http://"), "the server said: {line}");
        Self {
            child,
            base: base.to_owned(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An actix handler that parses the same form and answers with one word; as
/// many workers as whynot has.
pub fn serve_empty() -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(async {
        let server =
            HttpServer::new(|| App::new().route("/s/{slug}", web::post().to(parse_and_forget)))
                .bind("127.0.0.1:0")?;
        if let Some(address) = server.addrs().first() {
            println!("empty handler on http://{address}");
        }
        server.run().await
    })
}

async fn parse_and_forget(body: web::Bytes) -> HttpResponse {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    if std::hint::black_box(pairs).is_empty() {
        return HttpResponse::UnprocessableEntity().finish();
    }
    HttpResponse::Ok().body("taken")
}
