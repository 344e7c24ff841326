//! The window: opened on a world, seen, used, and closed.

use std::future::Future;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use sealift_journeys::{Machine, processes_naming, program_of, signal};
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::pictures::Pictures;
use crate::{Home, Look, Screen, closing, desktop, eyes, words};

/// A cold web view takes a second or two, on a machine that is busy with other journeys several.
/// A machine within the machine starts everything for the first time.
const STARTING: Duration = Duration::from_secs(120);
const PATIENCE: Duration = Duration::from_secs(40);
/// Between two looks at the page.
const PAUSE: Duration = Duration::from_millis(60);

/// What a window is opened on.
#[derive(Debug, Clone)]
pub struct Start<'a> {
    /// The journey, for the names of its pictures.
    pub journey: &'a str,
    /// The world's root; on a machine within the machine there is none, for it is all that machine.
    pub root: &'a Path,
    /// The machine within the machine, whose ordinary user has the window.
    pub machine: Option<&'a Machine>,
    /// Folders that are drives.
    pub media: Vec<PathBuf>,
    /// Colours and language.
    pub look: Look,
    /// Whether vendors' screens are there.
    pub export_mode: bool,
    /// Whether dialogs are the system's own; a script answers for them otherwise.
    pub real_dialogs: bool,
}

impl<'a> Start<'a> {
    /// A window on a world without drives.
    #[must_use]
    pub fn on(journey: &'a str, root: &'a Path) -> Self {
        Self {
            journey,
            root,
            machine: None,
            media: Vec::new(),
            look: Look::PLAIN,
            export_mode: false,
            real_dialogs: false,
        }
    }

    /// A window of the ordinary user of a machine within the machine, on which the program is installed.
    #[must_use]
    pub fn of_a_user(journey: &'a str, machine: &'a Machine) -> Self {
        Self {
            machine: Some(machine),
            ..Self::on(journey, Path::new(Machine::HOME))
        }
    }

    /// The same with a drive.
    #[must_use]
    pub fn drive(mut self, folder: impl Into<PathBuf>) -> Self {
        self.media.push(folder.into());
        self
    }

    /// The same in another look.
    #[must_use]
    pub fn looking(self, look: Look) -> Self {
        Self { look, ..self }
    }

    /// The same with the system's own dialogs.
    #[must_use]
    pub fn with_the_systems_dialogs(self) -> Self {
        Self {
            real_dialogs: true,
            ..self
        }
    }

    /// The same with the vendor's screens.
    #[must_use]
    pub fn in_export_mode(self) -> Self {
        Self {
            export_mode: true,
            ..self
        }
    }
}

/// Where packages put the desktop program.
const INSTALLED: &str = "/usr/bin/sealift-desktop";

/// The real window, open; ended when dropped.
pub struct Window {
    runtime: tokio::runtime::Runtime,
    client: Client,
    root: PathBuf,
    look: Look,
    pictures: Pictures,
    _driver: Driver,
    home: Home,
    screen: Screen,
}

impl Window {
    /// Opens a window and waits until it shows its first screen.
    #[track_caller]
    #[must_use]
    pub fn open(start: &Start<'_>) -> Self {
        let screen = Screen::start();
        let (home, driver, program) = match start.machine {
            None => {
                let home = Home::liking(start.look, start.export_mode);
                let driver = Driver::start(&home, &screen);
                (home, driver, desktop())
            }
            Some(machine) => {
                let home = Home::on(machine, start.look, start.export_mode);
                let driver = Driver::on(machine, &home, &screen);
                let program = Path::new(INSTALLED);
                machine.installs(desktop(), INSTALLED);
                (home, driver, program)
            }
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let client = runtime
            .block_on(connect(&driver, program, &arguments(start, &home)))
            .expect("the desktop program opens a window that can be driven");
        let window = Self {
            runtime,
            client,
            root: start.root.to_owned(),
            look: start.look,
            pictures: Pictures::of(start.journey, start.look),
            _driver: driver,
            home,
            screen,
        };
        window.wait("a first screen", || {
            window.script(eyes::finder(), vec![]);
            (!window.text().trim().is_empty()).then_some(())
        });
        window
    }

    /// A file or folder in the home of whoever has the window.
    #[must_use]
    pub fn at_home(&self, below: &str) -> PathBuf {
        self.home.path(below)
    }

    /// How it looks.
    #[must_use]
    pub fn look(&self) -> Look {
        self.look
    }

    /// Answers the next dialog with these files; with none, the dialog is closed.
    pub fn will_choose<P: AsRef<Path>>(&self, paths: &[P]) {
        let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
        let mut script = std::fs::OpenOptions::new()
            .append(true)
            .open(self.home.path("picks"))
            .expect("the script of dialogs");
        writeln!(script, "{}", json!(paths)).expect("writes");
    }

    /// Everything of a role with a name, whichever language the window speaks.
    #[must_use]
    pub fn all(&self, role: &str, name: &str) -> Vec<Element> {
        let names = self.said(name);
        self.elements(eyes::BY_ROLE, vec![json!(role), json!(names), json!(false)])
    }

    /// Everything of a role whose name holds a text.
    #[must_use]
    pub fn like(&self, role: &str, part: &str) -> Vec<Element> {
        let parts = self.said(part);
        self.elements(eyes::BY_ROLE, vec![json!(role), json!(parts), json!(true)])
    }

    /// Waits for the one thing of this role and name.
    #[track_caller]
    pub fn wait_for(&self, role: &str, name: &str) -> Element {
        self.wait(
            &format!("one {role} {name:?}"),
            || one(self.all(role, name)),
        )
    }

    /// Waits for the heading of a screen.
    #[track_caller]
    pub fn is_at(&self, heading: &str) {
        self.wait(&format!("the screen {heading:?}"), || {
            self.all("heading", heading).pop()
        });
    }

    /// Waits until the page says something.
    #[track_caller]
    pub fn says(&self, text: &str) {
        let texts = self.said(text);
        self.wait(&format!("the text {text:?}"), || {
            let page = self.text();
            texts.iter().any(|text| page.contains(text)).then_some(())
        });
    }

    /// Insists that the page does not say something now.
    #[track_caller]
    pub fn is_silent_on(&self, text: &str) {
        let page = self.text();
        for text in self.said(text) {
            assert!(!page.contains(&text), "the page says {text:?}:\n{page}");
        }
    }

    /// Presses a button, once it can be pressed.
    #[track_caller]
    pub fn press(&self, name: &str) {
        self.click("button", name);
    }

    /// Presses the first of several buttons of the same name.
    #[track_caller]
    pub fn press_first(&self, name: &str) {
        self.wait(&format!("a button {name:?}"), || {
            let button = self.all("button", name).into_iter().next()?;
            let place = self.elements(eyes::CLICKED, vec![json!(button)]).pop()?;
            self.run(place.click()).ok()
        });
    }

    /// Presses a button of the dialog that is open, where the screen below it has one of the same name.
    #[track_caller]
    pub fn press_in_dialog(&self, name: &str) {
        self.wait(&format!("a button {name:?} in a dialog"), || {
            let button = self.all("button", name).pop()?;
            self.run(button.click()).ok()
        });
    }

    /// Clicks on something, once it can be used.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        self.wait(&format!("a {role} {name:?} that can be used"), || {
            let element = one(self.all(role, name))?;
            let place = self.elements(eyes::CLICKED, vec![json!(element)]).pop()?;
            // What is under way to somewhere else, or gone, is looked for again.
            self.run(place.click()).ok()
        });
    }

    /// Writes into the field with this label, in place of what was there; into the first, where there are several.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        let labels = json!(self.said(label));
        let field = self.wait(&format!("a field {label:?}"), || {
            let fields = self.elements(eyes::BY_LABEL, vec![labels.clone()]);
            let field = fields.into_iter().next()?;
            self.elements(eyes::CLICKED, vec![json!(field)]).pop()
        });
        self.run(field.click())
            .unwrap_or_else(|error| self.fail(&format!("cannot click into {label:?}: {error}")));
        self.key(&[Key::Control], 'a');
        self.types(text);
    }

    /// How many fields are said to be wrong.
    #[must_use]
    pub fn wrong_fields(&self) -> u64 {
        self.script(eyes::WRONG, vec![]).as_u64().unwrap_or(0)
    }

    /// What a person reads on the page.
    #[must_use]
    pub fn text(&self) -> String {
        let text = self.script(eyes::TEXT, vec![]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Looks at the screen that is shown: keeps pictures of it in both colours, and insists that axe finds nothing grave
    /// in either. The screen then has its own colours again.
    #[track_caller]
    pub fn looks_right(&self, screen: &str) {
        self.picture(screen);
        self.is_accessible();
        let other = match self.look.colours {
            "dark" => "light",
            _ => "dark",
        };
        self.script(eyes::COLOURED, vec![json!(other)]);
        self.async_script(eyes::REST, vec![]);
        let png = self.run(self.client.screenshot()).expect("a picture");
        let look = Look {
            colours: other,
            ..self.look
        };
        self.pictures.keep_beside(screen, look, &png);
        self.is_accessible();
        self.script(eyes::COLOURED, vec![json!(self.look.colours)]);
    }

    /// Keeps a picture of what is shown once it rests.
    pub fn picture(&self, screen: &str) -> PathBuf {
        self.async_script(eyes::REST, vec![]);
        let png = self.run(self.client.screenshot()).expect("a picture");
        self.pictures.keep(screen, &png)
    }

    /// Starts the program once more, in the same place and with a file; says whether that start ended well.
    #[must_use]
    pub fn is_started_again_with(&self, file: &Path) -> bool {
        let mut again = std::process::Command::new(desktop());
        self.home.house(&mut again, &self.screen);
        again.arg("--root").arg(&self.root).arg(file);
        again.status().expect("it starts").success()
    }

    /// Asks the window to close, as the cross in its corner does.
    pub fn is_asked_to_close(&self) {
        closing::ask_to_close(&self.screen, "Sealift");
    }

    /// Ends the program at once, as a crash or a power cut would.
    #[track_caller]
    pub fn is_killed(self) {
        let programs = processes_naming(&self.root).into_keys();
        let ours: Vec<u32> = programs
            .filter(|process| program_of(*process).as_deref() == Some(desktop()))
            .collect();
        assert_eq!(ours.len(), 1, "one window: {ours:?}");
        signal(ours[0], "KILL");
    }

    /// The words of a text of the window's, by its name, in the language that it speaks.
    #[must_use]
    pub fn words_of(&self, name: &str) -> &'static str {
        words::say(name, self.look.language)
    }

    /// Runs a script in the page.
    #[track_caller]
    pub fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.run(self.client.execute(script, arguments))
            .unwrap_or_else(|error| panic!("{}: {error}", script.lines().next().unwrap_or("")))
    }

    /// Runs a script in the page that calls its last argument when it is done.
    #[track_caller]
    pub fn async_script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.run(self.client.execute_async(script, arguments))
            .unwrap_or_else(|error| {
                panic!("{}: {error}", script.trim().lines().next().unwrap_or(""))
            })
    }

    /// What a text of the window's is in the language that it speaks.
    pub(crate) fn said(&self, english: &str) -> Vec<String> {
        words::said(english, self.look.language)
    }

    /// Tries until there is something; says what is shown instead when there never is.
    #[track_caller]
    pub fn wait<T>(&self, what: &str, mut attempt: impl FnMut() -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = attempt() {
                return found;
            }
            if Instant::now() > end {
                self.fail(&format!("not within {} s: {what}", PATIENCE.as_secs()));
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Ends the journey with what is on the page, and a picture of it.
    #[track_caller]
    pub(crate) fn fail(&self, what: &str) -> ! {
        let picture = self.picture("failed");
        panic!("{what}\n({})\n{}", picture.display(), self.text())
    }

    pub(crate) fn screen_name(&self) -> &str {
        self.screen.name()
    }

    pub(crate) fn drive<F: Future>(&self, command: impl FnOnce(Client) -> F) -> F::Output {
        self.runtime.block_on(command(self.client.clone()))
    }

    fn run<F: Future>(&self, command: F) -> F::Output {
        self.runtime.block_on(command)
    }

    fn elements(&self, script: &str, arguments: Vec<Value>) -> Vec<Element> {
        let found = self.script(script, arguments);
        let list = found.as_array().cloned().unwrap_or_default();
        list.into_iter()
            .filter_map(|element| {
                let id = element.as_object()?.values().next()?.as_str()?.to_owned();
                Some(Element::from_element_id(self.client.clone(), id.into()))
            })
            .collect()
    }
}

fn one(mut found: Vec<Element>) -> Option<Element> {
    (found.len() == 1).then(|| found.remove(0))
}

async fn connect(
    driver: &Driver,
    program: &Path,
    arguments: &[String],
) -> Result<Client, CmdError> {
    let wanted = json!({
        "tauri:options": { "application": program, "args": arguments },
    });
    let wanted = wanted.as_object().expect("it is one").clone();
    let mut asking = ClientBuilder::new(HttpConnector::new());
    let address = driver.address();
    let asked = asking.capabilities(wanted).connect(&address);
    // A program that ends before it is driven, or is never heard of, is waited for by its driver as long as that lives.
    let client = tokio::time::timeout(STARTING, asked)
        .await
        .unwrap_or_else(|_| panic!("no session within {} s", STARTING.as_secs()))
        .unwrap_or_else(|error| panic!("no session: {error}"));
    let patient = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
    client.update_timeouts(patient).await?;
    Ok(client)
}

fn arguments(start: &Start<'_>, home: &Home) -> Vec<String> {
    let named = |name: &str, path: &Path| {
        [
            name.to_owned(),
            path.to_str().expect("a path of ours").to_owned(),
        ]
    };
    let mut arguments = Vec::new();
    if start.machine.is_none() {
        arguments.extend(named("--root", start.root));
    }
    if !start.real_dialogs {
        arguments.extend(named("--picks", &home.called("picks")));
    }
    arguments.extend(
        start
            .media
            .iter()
            .flat_map(|folder| named("--media", folder)),
    );
    arguments
}
