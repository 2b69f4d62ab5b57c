//! The window as its users know it: controls by role and name, keys, and what it says.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use briefdesk_core::brief::{Brief, BriefId, Ids, RandomIds};
use briefdesk_core::store::{BriefQuery, BriefRow, Store};
use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

use crate::driver::{Driver, PATIENCE};
use crate::input_method::InputMethod;

/// Finds the first visible control of a role and an accessible name, as an assistive technology would.
const FIND: &str = include_str!("find.js");

/// What an element is called on the wire: the WebDriver standard, section 11.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A folder that stands for a user's machine: a home, a library, a place for files.
pub struct Desk {
    pub folder: TempDir,
    input_method: Option<InputMethod>,
}

/// The program with its window open.
pub struct Window {
    pub client: Client,
    pub driver: Driver,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder"), input_method: None }
    }

    /// On which Chinese is typed by Pinyin.
    pub fn with_input_method() -> Self {
        let desk = Self::new();
        Self { input_method: Some(InputMethod::start(desk.folder.path())), ..desk }
    }

    pub fn input_method(&self) -> &InputMethod {
        self.input_method.as_ref().expect("the desk was made with one")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn library(&self) -> PathBuf {
        self.path("test.briefdesk")
    }

    pub fn store(&self) -> Store {
        Store::open(&self.library()).expect("the library opens")
    }

    /// Stores a brief before the window opens.
    pub fn with(&self, brief: Brief) -> BriefId {
        let id = RandomIds.brief();
        self.store().save_brief(id, 0, brief, jiff::Timestamp::now()).expect("the brief is saved");
        id
    }

    pub fn briefs(&self) -> Vec<BriefRow> {
        self.store().list_briefs(&BriefQuery::default()).expect("the briefs are listed")
    }

    /// The only brief of the library.
    #[track_caller]
    pub fn only_brief(&self) -> Brief {
        let rows = self.briefs();
        assert_eq!(rows.len(), 1, "one brief is in the library");
        self.store().open_brief(rows[0].id).expect("the brief opens").brief
    }

    pub async fn open(&self) -> Window {
        self.open_with(&[]).await
    }

    pub async fn open_with(&self, arguments: &[&str]) -> Window {
        self.open_library(&self.library(), arguments).await
    }

    pub async fn open_library(&self, library: &Path, arguments: &[&str]) -> Window {
        let driver = Driver::start(self.folder.path(), self.input_method.is_some());
        let library = library.to_string_lossy();
        let arguments: Vec<&str> = ["--library", &library].into_iter().chain(arguments.iter().copied()).collect();
        let options = json!({ "binary": env!("CARGO_BIN_EXE_briefdesk"), "args": arguments });
        let capabilities = json!({ "webkitgtk:browserOptions": options });
        let capabilities = capabilities.as_object().expect("an object").clone();
        let connected =
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&driver.url()).await;
        let window = Window { client: connected.expect("the window opens"), driver };
        window.wait("the page is there", "return document.querySelector('main, [role=alert]') !== null").await;
        window
    }
}

impl Window {
    /// The control of that role and name, once it is there.
    #[track_caller]
    pub fn find<'a>(&'a self, role: &'a str, name: &'a str) -> impl Future<Output = Element> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let start = Instant::now();
            loop {
                let found = self.client.execute(FIND, vec![json!(role), json!(name)]).await.expect("the page answers");
                if let Some(reference) = found.get(ELEMENT).and_then(|reference| reference.as_str()) {
                    return Element::from_element_id(self.client.clone(), reference.to_owned().into());
                }
                if start.elapsed() > PATIENCE {
                    self.keep_screenshot("missing").await;
                    panic!("no {role} {name:?} at {caller}");
                }
            }
        }
    }

    pub async fn click(&self, role: &str, name: &str) {
        let element = self.find(role, name).await;
        let reference = serde_json::to_value(&element).expect("an element");
        // A message that is still on its way in is missed.
        self.client.execute_async(include_str!("at_rest.js"), vec![reference]).await.expect("it comes to rest");
        element.click().await.expect("a click");
    }

    /// Puts the caret in a control and types.
    pub async fn write(&self, role: &str, name: &str, text: &str) {
        self.click(role, name).await;
        self.type_text(text).await;
    }

    /// Types into whatever has the focus, a key at a time.
    pub async fn type_text(&self, text: &str) {
        let focused = self.client.active_element().await.expect("a control has the focus");
        focused.send_keys(text).await.expect("typing");
    }

    /// Types if the window is still there, and says whether it was.
    pub async fn try_type(&self, text: &str) -> bool {
        match self.client.active_element().await {
            Ok(focused) => focused.send_keys(text).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Presses `key` with `modifiers` held.
    pub async fn press(&self, modifiers: &[Key], key: impl Into<char>) {
        let key = key.into();
        let mut keys = KeyActions::new("keys".to_owned());
        for modifier in modifiers {
            keys = keys.then(KeyAction::Down { value: (*modifier).into() });
        }
        keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        for modifier in modifiers.iter().rev() {
            keys = keys.then(KeyAction::Up { value: (*modifier).into() });
        }
        self.client.perform_actions(keys).await.expect("a key");
    }

    /// Waits until the save light says that all is on disk.
    #[track_caller]
    pub fn saved<'a>(&'a self) -> impl Future<Output = ()> + 'a {
        self.saved_within(PATIENCE)
    }

    /// Waits so long until the save light says that all is on disk.
    #[track_caller]
    pub fn saved_within<'a>(&'a self, patience: Duration) -> impl Future<Output = ()> + 'a {
        // The words follow what is true by a moment.
        let script = "const light = document.querySelector('[role=status][aria-label=\"Save status\"]'); return light?.dataset.is === 'clean' && /^Saved \\d\\d:\\d\\d:\\d\\d$/.test(light.innerText.trim())";
        self.wait_within(patience, "the light says saved", script)
    }

    /// Waits until the library holds the brief as `expected` has it.
    #[track_caller]
    pub fn saved_as<'a>(
        &'a self,
        desk: &'a Desk,
        expected: impl Fn(&Brief) -> bool + 'a,
    ) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let start = Instant::now();
            while !expected(&desk.only_brief()) {
                if start.elapsed() > PATIENCE {
                    self.keep_screenshot("unsaved").await;
                    panic!("the library holds {:?}, at {caller}", desk.only_brief());
                }
            }
        }
    }

    /// Drags the `from`th element of `selector` to the place of the `to`th with the pointer, and lets go once `landed` gives true.
    pub async fn drag(&self, selector: &str, (from, to): (usize, usize), landed: &str) {
        // Lines move while fonts arrive.
        self.wait("the fonts are there", "return document.fonts.status === 'loaded'").await;
        let handles = self.client.find_all(Locator::Css(selector)).await.expect("handles");
        let (x, y, width, height) = handles[from].rectangle().await.expect("a place");
        let (_, target, _, _) = handles[to].rectangle().await.expect("a place");
        let (x, y) = (x + width / 2.0, y + height / 2.0);
        let pointer = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        // In steps, as a hand does: the list makes room while the pointer passes.
        let steps = 12;
        let moves = (1..=steps).map(|step| y + (target + height / 2.0 - 4.0 - y) * f64::from(step) / f64::from(steps));
        let pointer = moves.fold(pointer, |pointer, y| {
            pointer.then(PointerAction::MoveTo { duration: Some(Duration::from_millis(30)), x, y })
        });
        self.client.perform_actions(pointer).await.expect("a drag");
        self.wait("the list has made room", landed).await;
        let release = MouseActions::new("mouse".to_owned()).then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(release).await.expect("letting go");
    }

    /// Waits until `script` gives true.
    #[track_caller]
    pub fn wait<'a>(&'a self, what: &'a str, script: &'a str) -> impl Future<Output = ()> + 'a {
        self.wait_within(PATIENCE, what, script)
    }

    /// Waits until `script` gives true, for what takes longer by its nature.
    #[track_caller]
    pub fn wait_within<'a>(
        &'a self,
        patience: Duration,
        what: &'a str,
        script: &'a str,
    ) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let start = Instant::now();
            while self.client.execute(script, vec![]).await.expect("the page answers") != json!(true) {
                if start.elapsed() > patience {
                    self.keep_screenshot("waited").await;
                    panic!("waited in vain until {what}, at {caller}");
                }
            }
        }
    }

    /// Waits until the window shows `text` somewhere.
    pub async fn shows(&self, text: &str) {
        let script = format!("return document.body.innerText.includes({})", json!(text));
        self.wait(&format!("the window shows {text:?}"), &script).await;
    }

    /// What axe finds wrong, as "rule: elements".
    pub async fn violations(&self) -> serde_json::Value {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(axe).expect("the UI's packages are installed");
        self.client.execute(&source, vec![]).await.expect("axe loads");
        self.client.execute_async(include_str!("axe.js"), vec![]).await.expect("axe runs")
    }

    /// Drops a file on the control of that role and name, as a file manager does.
    pub async fn drop_file(&self, role: &str, name: &str, file: &str, bytes: &[u8]) {
        let element = self.find(role, name).await;
        let script = include_str!("drop.js");
        let arguments = vec![serde_json::to_value(&element).expect("an element"), json!(file), json!(bytes)];
        self.client.execute(script, arguments).await.expect("a drop");
    }

    /// Pastes a file on the control of that role and name, as the clipboard brings a copied picture.
    pub async fn paste_file(&self, role: &str, name: &str, file: &str, media_type: &str, bytes: &[u8]) {
        let element = self.find(role, name).await;
        let element = serde_json::to_value(&element).expect("an element");
        let arguments = vec![element, json!(file), json!(media_type), json!(bytes)];
        self.client.execute(include_str!("paste_picture.js"), arguments).await.expect("a paste");
    }

    /// Answers the system's file dialog with `path`, by its own keys.
    pub fn choose_file(&self, title: &str, path: &Path) {
        let dialog = Command::new("xdotool").args(["search", "--sync", "--onlyvisible", "--name", title]).output();
        let dialog = String::from_utf8(dialog.expect("xdotool runs").stdout).expect("a number");
        let dialog = dialog.lines().next().expect("the dialog is open").to_owned();
        let path = path.to_string_lossy();
        xdotool(&["windowfocus", "--sync", &dialog]);
        xdotool(&["key", "--clearmodifiers", "ctrl+a"]);
        xdotool(&["type", "--clearmodifiers", "--delay", "2", &path]);
        xdotool(&["key", "--clearmodifiers", "Return"]);
    }

    /// Closes the window as its close button does, and waits for the program's end.
    pub async fn close(self) {
        let program = self.driver.program();
        crate::driver::signal("TERM", program);
        crate::driver::wait_until("the program has ended", || !Path::new(&format!("/proc/{program}/exe")).exists());
    }

    /// Keeps what the window shows under `test-results/`, for whoever reads the failure.
    pub async fn keep_screenshot(&self, name: &str) {
        // A page that hangs gives no picture either.
        let Ok(Ok(png)) = tokio::time::timeout(Duration::from_secs(5), self.client.screenshot()).await else { return };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test-results");
        let test = std::thread::current().name().unwrap_or("window").replace("::", "-");
        let _ = std::fs::create_dir_all(&folder);
        let _ = std::fs::write(folder.join(format!("{test}-{name}.png")), png);
    }
}

pub fn xdotool(arguments: &[&str]) {
    let status = Command::new("xdotool").args(arguments).status().expect("xdotool runs");
    assert!(status.success(), "xdotool {arguments:?}");
}
