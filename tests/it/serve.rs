//! The preview: it follows documents, answers this machine alone, and writes nothing.
#![cfg(unix)]

use crate::harness::Project;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Nothing takes so long, on any machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A preview that runs; it ends with the test.
struct Preview {
    child: Child,
    port: u16,
    project: Project,
}

struct Answer {
    head: String,
    body: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    /// Starts a preview of `ws`; what it tells goes into the file `told`.
    fn of(project: Project) -> Self {
        let mut command = project.command(&["serve", "ws", "--port", "0", "--lang=en"]);
        let told = File::create(project.path("told")).unwrap();
        let child = command.stdout(Stdio::piped()).stderr(told).spawn();
        let mut child = child.unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let (send, receive) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let _ = out.read_line(&mut line);
            let _ = send.send(line);
        });
        let line = receive.recv_timeout(PATIENCE).unwrap();
        let address = line.strip_prefix("http://127.0.0.1:");
        let port = address.and_then(|rest| rest.strip_suffix("/\n"));
        let port = port.unwrap_or_else(|| panic!("{line}: {}", project.read("told")));
        Self {
            port: port.parse().unwrap(),
            child,
            project,
        }
    }

    fn minimal() -> Self {
        Self::of(Project::with_fixture("minimal"))
    }

    /// The answer to a request as it is.
    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // What a preview did not want to read any more may end the connection early.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer {
            head: format!("{head}\r\n"),
            body: body.to_owned(),
        }
    }

    /// The answer to a browser that asks for a path.
    fn get(&self, path: &str) -> Answer {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAccept: */*\r\n\r\n",
            self.port
        ))
    }

    /// Waits until a page is as it should be.
    #[track_caller]
    fn wait(&self, path: &str, good: impl Fn(&str) -> bool) -> String {
        let begin = Instant::now();
        loop {
            let page = self.get(path).body;
            if good(&page) {
                return page;
            }
            assert!(
                begin.elapsed() < PATIENCE,
                "{page}\n{}",
                self.project.read("told")
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Saves the offering with another text in place of one.
    fn save(&self, from: &str, to: &str) {
        let text = self.project.read("ws/offering.yaml");
        assert!(text.contains(from), "{from}");
        std::fs::write(
            self.project.path("ws/offering.yaml"),
            text.replace(from, to),
        )
        .unwrap();
    }
}

impl Answer {
    #[track_caller]
    fn is(self, status: &str) -> Self {
        let line = self.head.lines().next().unwrap();
        assert_eq!(line, format!("HTTP/1.1 {status}"), "{}", self.body);
        self
    }

    #[track_caller]
    fn has(self, header: &str) -> Self {
        let line = format!("\r\n{header}\r\n");
        assert!(self.head.contains(&line), "no {header} in {}", self.head);
        self
    }
}

const STATEMENT: &str = "/en/standard.html";

#[test]
fn pages_are_what_is_published_and_follow_a_script() {
    let preview = Preview::minimal();
    let page = preview.get(STATEMENT).is("200 OK");
    let page = page
        .has("Content-Type: text/html; charset=utf-8")
        .has("Cache-Control: no-store")
        .has("X-Content-Type-Options: nosniff")
        .body;
    preview
        .project
        .run(&["publish", "ws", "--lang=en", "--out=site"])
        .exits(0);
    let published = preview.project.read("site/en/standard.html");
    let script = page
        .lines()
        .find(|line| line.contains("~reload.js"))
        .unwrap();
    let without = page.replace(&format!("{script}\n"), "");
    let policy = |page: &str| {
        page.lines()
            .find(|line| line.contains("Security-Policy"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        without.replace(&policy(&page), &policy(&published)),
        published
    );
    assert!(policy(&page).contains("script-src 'self'; connect-src 'self'; "));
    assert!(!published.contains("~reload"));
    let style = preview
        .get("/style.css")
        .is("200 OK")
        .has("Content-Type: text/css; charset=utf-8");
    assert_eq!(style.body, preview.project.read("site/style.css"));
    preview
        .get("/en/standard.md")
        .is("200 OK")
        .has("Content-Type: text/markdown; charset=utf-8");
    preview
        .get("/~reload.js")
        .is("200 OK")
        .has("Content-Type: text/javascript; charset=utf-8");
    let version = preview.get("/~version").is("200 OK").body;
    assert!(script.contains(&format!("data-version=\"{version}\"")));
}

#[test]
fn paths_lead_to_files_of_the_site_and_nowhere_else() {
    let preview = Preview::minimal();
    for path in [
        "/",
        "/index.html",
        "/en/",
        "/en/?a=/x",
        "/%65n/standard.html",
    ] {
        preview.get(path).is("200 OK");
    }
    preview
        .get("/en")
        .is("301 Moved Permanently")
        .has("Location: /en/");
    for path in [
        "/no",
        "/en/no.html",
        "/..",
        "/../ws/offering.yaml",
        "/%2e%2e/ws/offering.yaml",
        "//etc/passwd",
        "/en/%2e%2e%2f%2e%2e%2fws%2foffering.yaml",
        "/en/../index.html",
        "/offering.yaml",
        "/index.html%00",
    ] {
        let missing = preview.get(path).is("404 Not Found");
        assert!(missing.body.contains("~reload.js"), "it may come yet");
        assert!(!missing.body.contains("apiVersion"));
    }
    for path in [
        "/%",
        "/%zz",
        "/%+1",
        "/%ff",
        "en/",
        "http://127.0.0.1/",
        "*",
    ] {
        preview.get(path).is("400 Bad Request");
    }
}

#[test]
fn only_plain_requests_of_this_machine_are_answered() {
    let preview = Preview::minimal();
    let port = preview.port;
    let ask = |line: &str, headers: &str| preview.ask(&format!("{line}\r\n{headers}\r\n"));
    let here = format!("Host: localhost:{port}\r\n");
    let get = "GET / HTTP/1.1";
    let page = ask(get, &here).is("200 OK");
    let length = format!("Content-Length: {}", page.body.len());
    let head = ask("HEAD / HTTP/1.1", &here).is("200 OK").has(&length);
    assert_eq!(head.body, "");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "get"] {
        let line = format!("{method} / HTTP/1.1");
        ask(&line, &here)
            .is("405 Method Not Allowed")
            .has("Allow: GET, HEAD");
    }
    for host in [
        "evil.example",
        "127.0.0.1",
        "evil.example:80",
        "[::1]",
        "localhost.evil.example",
    ] {
        for host in [host.to_owned(), format!("{host}:{}", port ^ 1)] {
            let answer = ask(get, &format!("Host: {host}\r\n"));
            answer.is("421 Misdirected Request");
        }
    }
    ask(get, "").is("400 Bad Request");
    ask(get, &format!("{here}{here}")).is("400 Bad Request");
    for line in [
        "",
        "GET /",
        "GET / HTTP/2",
        "GET  / HTTP/1.1",
        "GET / x HTTP/1.1",
    ] {
        ask(line, &here).is("400 Bad Request");
    }
    ask(get, &format!("X: {}\r\n{here}", "x".repeat(1 << 15))).is("400 Bad Request");
    assert!(TcpStream::connect(("127.0.0.2", port)).is_err());
}

#[test]
fn a_saved_document_is_shown_and_a_broken_one_is_told() {
    let preview = Preview::minimal();
    let version = preview.get("/~version").body;
    preview.save("Standard support", "Better support");
    preview.wait(STATEMENT, |page| page.contains("Better support"));
    assert_ne!(preview.get("/~version").body, version);

    preview.save(
        "  name: Better support",
        "  name: Best support\n  nonsense<b>: [",
    );
    let page = preview.wait(STATEMENT, |page| page.contains("role=\"status\""));
    assert!(page.contains("Better support") && !page.contains("Best support"));
    assert!(
        page.contains("offering.yaml:") && !page.contains("<b>"),
        "{page}"
    );
    assert!(preview.project.read("told").contains("offering.yaml:"));

    preview.save("\n  nonsense<b>: [", "");
    let page = preview.wait(STATEMENT, |page| page.contains("Best support"));
    assert!(!page.contains("role=\"status\""));

    std::fs::write(
        preview.project.path("ws/csp-support.yaml"),
        "asof: 2026-11-23\n",
    )
    .unwrap();
    let page = preview.wait(STATEMENT, |page| page.contains("role=\"status\""));
    assert!(page.contains("the settings cannot be used"));
    std::fs::write(
        preview.project.path("ws/csp-support.yaml"),
        "asOf: 2026-11-24\n",
    )
    .unwrap();
    preview.wait(STATEMENT, |page| !page.contains("role=\"status\""));
}

#[test]
fn offerings_with_errors_are_shown_as_drafts() {
    let project = Project::with_fixture("minimal");
    let offering = project
        .read("ws/offering.yaml")
        .replace("spec:", "spec:\n  nonsense: true");
    let preview = Preview::of(project.file("ws/offering.yaml", offering));
    let page = preview.get(STATEMENT).is("200 OK").body;
    assert!(page.contains("class=\"draft\""), "{page}");
    assert!(preview.project.read("told").contains("nonsense"));
}

#[test]
fn an_interrupt_ends_it_and_nothing_was_written() {
    let mut preview = Preview::minimal();
    preview.get(STATEMENT).is("200 OK");
    let process = preview.child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &process]).status();
    assert!(sent.unwrap().success());
    // Shells call this 130.
    assert_eq!(preview.child.wait().unwrap().signal(), Some(2));
    let names = std::fs::read_dir(preview.project.path("")).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["told", "ws"]);
}

#[test]
fn what_cannot_be_served_is_said() {
    let project = Project::with_fixture("minimal");
    project.run(&["serve", "missing"]).exits(2).warns("missing");
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = project.run(&["serve", "ws", "--lang=en", "--port", &port]);
    ran.exits(2).warns("name another one with `--port`");
}
