//! A library that goes away while somebody writes, as on a drive that is pulled out.

use std::path::PathBuf;
use std::time::Duration;

use briefdesk_core::brief::Brief;
use briefdesk_core::store::{BriefQuery, Store};

use crate::driver::{PATIENCE, wait_until};
use crate::window::{Desk, Window};

/// The longest that the window waits before it tries again.
const RETRY: Duration = Duration::from_secs(30);

/// A library on a drive of its own.
struct Drive {
    desk: Desk,
}

impl Drive {
    fn new() -> Self {
        let desk = Desk::new();
        std::fs::create_dir(desk.path("drive")).unwrap();
        Self { desk }
    }

    fn library(&self) -> PathBuf {
        self.desk.path("drive").join("desk.briefdesk")
    }

    async fn open(&self) -> Window {
        self.desk.open_library(&self.library(), &[]).await
    }

    fn pull(&self) {
        std::fs::rename(self.desk.path("drive"), self.desk.path("pulled")).unwrap();
    }

    fn put_back(&self) {
        std::fs::rename(self.desk.path("pulled"), self.desk.path("drive")).unwrap();
    }

    /// What is kept elsewhere meanwhile.
    fn kept(&self) -> Vec<String> {
        let folder = self.desk.path("data").join("app.briefdesk.Briefdesk").join("recovery");
        let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
        let files = files.map(|file| file.unwrap().path());
        files
            .filter(|path| path.extension().is_some_and(|extension| extension == "briefdesk-recovery"))
            .filter_map(|path| std::fs::read_to_string(path).ok())
            .collect()
    }

    /// The only brief that is in the library now.
    fn brief(&self) -> Brief {
        let store = Store::open(&self.library()).unwrap();
        let rows = store.list_briefs(&BriefQuery::default()).unwrap();
        assert_eq!(rows.len(), 1, "one brief is in the library");
        store.open_brief(rows[0].id).unwrap().brief
    }
}

/// A brief of which a part is saved, and the rest typed after the drive was pulled.
async fn write_and_pull(drive: &Drive) -> Window {
    let window = drive.open().await;
    window.click("button", "New brief").await;
    window.write("textbox", "Headline", "港口 Ports").await;
    window.saved().await;
    drive.pull();
    window.write("textbox", "Body", "Written on no disk.").await;
    window.shows("Your text is safe in this window").await;
    wait_until("the text is kept elsewhere", || drive.kept().iter().any(|text| text.contains("Written on no disk.")));
    window
}

#[tokio::test]
async fn saving_goes_on_by_itself_when_the_library_is_back() {
    let drive = Drive::new();
    let window = write_and_pull(&drive).await;
    window.type_text(" 也没有丢。").await;
    wait_until("the later text is kept too", || drive.kept().iter().any(|text| text.contains("也没有丢。")));
    drive.put_back();
    window.saved_within(PATIENCE + RETRY).await;
    let brief = drive.brief();
    assert_eq!((brief.headline.as_str(), brief.body.as_str()), ("港口 Ports", "Written on no disk. 也没有丢。"));
    wait_until("nothing is kept elsewhere any more", || drive.kept().is_empty());
}

#[tokio::test]
async fn killed_while_the_library_is_away_the_text_is_offered_when_it_is_back() {
    let drive = Drive::new();
    let window = write_and_pull(&drive).await;
    window.driver.kill_program();
    drop(window);
    drive.put_back();
    assert_eq!(drive.brief().body, "");

    let window = drive.open().await;
    window.find("dialog", "Text that was not saved").await;
    window.shows("Written on no disk.").await;
    wait_until("the library has it now", || drive.kept().is_empty());
    window.click("button", "Use it").await;
    window
        .wait(
            "the sheet shows it",
            "return document.querySelector('[data-part=body] .cm-content').innerText.includes('Written on no disk.')",
        )
        .await;
    window.saved().await;
    assert_eq!(drive.brief().body, "Written on no disk.");
}
