//! A web view that shows nothing, runs nothing and asks nobody, and what it has loaded as a PDF.

use std::fs;
use std::path::Path;
use std::time::Duration;

use briefdesk_core::export::Paper;
use briefdesk_core::{Error, Result};
use gtk::glib::{self, SignalHandlerId};
use gtk::prelude::*;
use gtk::{PageSetup, PaperSize, PrintSettings, RecentManager, Unit};
use tempfile::TempDir;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use webkit2gtk::{
    HardwareAccelerationPolicy, LoadEvent, NavigationPolicyDecision, NavigationPolicyDecisionExt, NetworkProxyMode,
    NetworkProxySettings, PolicyDecisionExt, PrintOperation, PrintOperationExt, SettingsExt, URIRequestExt, WebContext,
    WebContextExt, WebView, WebViewExt, WebsiteDataManagerExt,
};

/// For one page to load, and again for it to be printed. The longest brief takes a hundredth of it.
const LIMIT: Duration = Duration::from_secs(60);

/// All of a page that comes without an address has this one.
const OWN_ADDRESS: &str = "about:blank";

/// Nobody listens there: a page that asks for something gets no answer, wherever it asks.
const NOWHERE: &str = "http://127.0.0.1:9";

/// What it prints to, in a folder of its own.
const FILE: &str = "page.pdf";

/// What came of something that a signal tells the end of: why it failed, in English.
type Outcome = std::result::Result<(), String>;

/// The web view, and the file that it prints to.
pub struct Sheet {
    view: WebView,
    folder: TempDir,
}

impl Sheet {
    /// One with nothing on it.
    ///
    /// # Errors
    /// The system's, if it gives no temporary folder.
    pub fn blank() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(|error| Error::io(&std::env::temp_dir(), error))?;
        Ok(Self { view: view(), folder })
    }

    /// The PDF of the page `html` on `paper`.
    ///
    /// # Errors
    /// [`Error::PrintFailed`], or that of the system for the temporary file that it is printed to.
    pub async fn print(&self, html: &str, paper: Paper) -> Result<Vec<u8>> {
        load(&self.view, html).await?;
        let file = self.folder.path().join(FILE);
        self.forget(&file);
        print_to(&self.view, paper, &file).await?;
        let printed = fs::read(&file).and_then(|bytes| {
            // The next page is not to be taken for this one.
            fs::remove_file(&file)?;
            Ok(bytes)
        });
        printed.map_err(|error| Error::io(&file, error))
    }

    /// GTK takes what it prints to for a file that the user has worked on, and lists it among the latest.
    fn forget(&self, file: &Path) {
        if let (Some(latest), Ok(address)) = (RecentManager::default(), glib::filename_to_uri(file, None))
            && latest.has_item(&address)
        {
            // Best effort: the worst is an entry that leads nowhere.
            let _ = latest.remove_item(&address);
        }
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        self.forget(&self.folder.path().join(FILE));
    }
}

fn view() -> WebView {
    let context = WebContext::new_ephemeral();
    if let Some(data) = context.website_data_manager() {
        let mut nowhere = NetworkProxySettings::new(Some(NOWHERE), &[]);
        data.set_network_proxy_settings(NetworkProxyMode::Custom, Some(&mut nowhere));
    }
    let view = WebView::with_context(&context);
    if let Some(settings) = WebViewExt::settings(&view) {
        settings.set_enable_javascript(false);
        // Where there is none, looking for it costs time and a line on standard error.
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
    }
    view.connect_decide_policy(|_, decision, _| {
        let navigation = decision.downcast_ref::<NavigationPolicyDecision>();
        let request = navigation.and_then(|navigation| navigation.navigation_action()?.request());
        let leaves = request.and_then(|request| request.uri()).is_some_and(|address| address != OWN_ADDRESS);
        if leaves {
            decision.ignore();
        }
        leaves
    });
    view
}

async fn load(view: &WebView, html: &str) -> Result<()> {
    let (tell, told) = mpsc::unbounded_channel();
    let (finished, failed) = (tell.clone(), tell.clone());
    let handlers = [
        view.connect_load_changed(move |_, event| {
            if event == LoadEvent::Finished {
                let _ = finished.send(Ok(()));
            }
        }),
        view.connect_load_failed(move |_, _, _, error| {
            let _ = failed.send(Err(error.to_string()));
            true
        }),
        listen_for_crash(view, tell),
    ];
    view.load_html(html, None);
    let outcome = first(told).await;
    handlers.into_iter().for_each(|handler| view.disconnect(handler));
    outcome
}

async fn print_to(view: &WebView, paper: Paper, file: &Path) -> Result<()> {
    let operation = PrintOperation::new(view);
    operation.set_print_settings(&settings(file)?);
    operation.set_page_setup(&page_setup(paper));
    let (tell, told) = mpsc::unbounded_channel();
    let (finished, failed) = (tell.clone(), tell.clone());
    operation.connect_finished(move |_| {
        let _ = finished.send(Ok(()));
    });
    // It comes before the other one.
    operation.connect_failed(move |_, error| {
        let _ = failed.send(Err(error.to_string()));
    });
    let crash = listen_for_crash(view, tell);
    operation.print();
    let outcome = first(told).await;
    view.disconnect(crash);
    outcome
}

fn listen_for_crash(view: &WebView, tell: UnboundedSender<Outcome>) -> SignalHandlerId {
    view.connect_web_process_terminated(move |_, _| {
        let _ = tell.send(Err("the page's process ended".to_owned()));
    })
}

async fn first(mut told: UnboundedReceiver<Outcome>) -> Result<()> {
    let outcome = tokio::select! {
        outcome = told.recv() => outcome,
        () = glib::timeout_future(LIMIT) => Some(Err(format!("no answer within {} seconds", LIMIT.as_secs()))),
    };
    outcome.unwrap_or_else(|| Err("no answer".to_owned())).map_err(Error::PrintFailed)
}

fn settings(file: &Path) -> Result<PrintSettings> {
    let address = glib::filename_to_uri(file, None).map_err(|error| Error::PrintFailed(error.to_string()))?;
    let settings = PrintSettings::new();
    // GTK's printer that is a file is found by its name alone, which is in the system's language.
    settings.set_printer(&glib::dgettext(Some("gtk30"), "Print to File"));
    settings.set("output-uri", Some(&address));
    settings.set("output-file-format", Some("pdf"));
    Ok(settings)
}

fn page_setup(paper: Paper) -> PageSetup {
    let setup = PageSetup::new();
    let name = match paper {
        Paper::A4 => "iso_a4",
        Paper::Letter => "na_letter",
    };
    setup.set_paper_size(&PaperSize::new(Some(name)));
    setup.set_top_margin(18.0, Unit::Mm);
    setup.set_bottom_margin(18.0, Unit::Mm);
    setup.set_left_margin(20.0, Unit::Mm);
    setup.set_right_margin(20.0, Unit::Mm);
    setup
}
