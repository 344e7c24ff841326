//! The whole program without a screen, as its page reaches it.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow};

use crate::instance::Instance;
use crate::options::Options;
use crate::shell::Shell;

/// The program without a screen: all of it but the web view.
pub(super) struct Program {
    app: App<MockRuntime>,
    pub(super) folder: tempfile::TempDir,
}

impl Program {
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| {
            Utf8PathBuf::try_from(folder.path().join(name)).expect("the folder's name is UTF-8")
        };
        std::fs::create_dir(path("media")).expect("there is room");
        let options = Options {
            root: Some(path("root")),
            media: vec![path("media")],
            picks: Some(path("picks")),
            ..Options::default()
        };
        let builder = crate::frame::assemble(mock_builder());
        let app = builder
            .build(crate::context())
            .expect("the program can be put together");
        crate::frame::begin(&app, &options, Instance::deaf()).expect("it can be begun");
        Self { app, folder }
    }

    fn window(&self) -> WebviewWindow<MockRuntime> {
        self.app
            .get_webview_window("main")
            .expect("it has one window")
    }

    pub(super) fn shell(&self) -> Arc<Shell> {
        Arc::clone(self.app.state::<Arc<Shell>>().inner())
    }

    /// What the page would be told.
    pub(super) fn ask(&self, name: &str, body: impl Into<InvokeBody>) -> Result<Value, Value> {
        self.ask_from(OWN, name, body)
    }

    pub(super) fn ask_from(
        &self,
        origin: &str,
        name: &str,
        body: impl Into<InvokeBody>,
    ) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: name.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: origin.parse().expect("an address"),
            body: body.into(),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let response = get_ipc_response(&self.window(), request)?;
        Ok(response.deserialize().expect("an answer is JSON"))
    }

    /// What a call answers.
    #[track_caller]
    pub(super) fn answer(&self, name: &str, request: Value) -> Value {
        let answered = self.ask(name, json!({ "request": request }));
        answered.unwrap_or_else(|refusal| panic!("{name}: {refusal:#}"))
    }

    /// Has a person choose in the next dialog.
    pub(super) fn choose(&self, path: &Utf8Path) {
        use std::io::Write as _;
        let script = self.folder.path().join("picks");
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(script);
        writeln!(file.expect("there is room"), "{}", json!([path])).expect("there is room");
    }

    /// The number of a file that a person chose to be read.
    #[track_caller]
    pub(super) fn file(&self, path: &Utf8Path) -> Value {
        self.choose(path);
        self.answer("pick_files", json!({ "purpose": "package" }))["picks"][0]["id"].clone()
    }

    /// The number of a folder that a person chose.
    #[track_caller]
    pub(super) fn chosen_folder(&self, path: &Utf8Path) -> Value {
        self.choose(path);
        self.answer("pick_folder", json!({ "purpose": "package" }))["picks"][0]["id"].clone()
    }

    /// A place in the test's own folder.
    pub(super) fn at(&self, name: &str) -> Utf8PathBuf {
        Utf8PathBuf::try_from(self.folder.path().join(name)).expect("the folder's name is UTF-8")
    }

    #[track_caller]
    pub(super) fn refusal(&self, name: &str, body: impl Into<InvokeBody>) -> Value {
        self.ask(name, body).expect_err("it is refused")
    }
}

const OWN: &str = if cfg!(windows) {
    "http://tauri.localhost/"
} else {
    "tauri://localhost/"
};
