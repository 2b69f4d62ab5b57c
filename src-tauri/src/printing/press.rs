//! Pages from any thread, printed one after another on the thread of GTK's main loop.

use std::thread;

use briefdesk_core::export::{Paper, Printer};
use briefdesk_core::{Error, Result};
use gtk::glib::{self, MainContext};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

use super::sheet::Sheet;

/// Prints as long as it lives, with one web view. To be waited for from any thread but that of the main loop.
pub struct Press {
    // The loop ends when nothing more can be sent to it, so this has to go before that end is waited for.
    jobs: UnboundedSender<Job>,
    _end: Option<End>,
}

struct Job {
    html: String,
    paper: Paper,
    answer: oneshot::Sender<Result<Vec<u8>>>,
}

/// The end of a loop, which is waited for: the web view is gone before the process goes.
struct End(Option<oneshot::Receiver<()>>);

impl Drop for End {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            // Nothing is ever sent: this is over when the other side is.
            let _ = end.blocking_recv();
        }
    }
}

impl Press {
    /// For a process without a window: GTK and its main loop get a thread of their own. Once a process, as GTK knows one thread.
    ///
    /// # Errors
    /// [`Error::NoPrinter`] if there is no screen, or none that can be reached.
    pub fn alone() -> Result<Self> {
        let is_named = |name| std::env::var_os(name).is_some_and(|screen| !screen.is_empty());
        if !is_named("DISPLAY") && !is_named("WAYLAND_DISPLAY") {
            return Err(Error::NoPrinter);
        }
        let (jobs, received) = mpsc::unbounded_channel();
        let (begin, begun) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        let thread = thread::Builder::new().name("printing".to_owned()).spawn(move || run(received, begin, end));
        thread.map_err(|error| Error::PrintFailed(error.to_string()))?;
        match begun.blocking_recv() {
            Ok(true) => Ok(Self { jobs, _end: Some(End(Some(ended))) }),
            _ => Err(Error::NoPrinter),
        }
    }

    /// For a process with a window: its main loop is the one that prints.
    ///
    /// # Errors
    /// None on this system.
    pub fn beside_window() -> Result<Self> {
        let (jobs, received) = mpsc::unbounded_channel();
        glib::idle_add_once(move || {
            MainContext::default().spawn_local(serve(received));
        });
        Ok(Self { jobs, _end: None })
    }
}

impl Printer for Press {
    fn print(&self, html: &str, paper: Paper) -> Result<Vec<u8>> {
        let (answer, answered) = oneshot::channel();
        let job = Job { html: html.to_owned(), paper, answer };
        let ended = || Error::PrintFailed("the printing thread has ended".to_owned());
        self.jobs.send(job).map_err(|_| ended())?;
        answered.blocking_recv().unwrap_or_else(|_| Err(ended()))
    }
}

/// The life of the thread that has GTK: says whether there is a screen, prints, and lets go of `end`.
fn run(jobs: UnboundedReceiver<Job>, begin: oneshot::Sender<bool>, end: oneshot::Sender<()>) {
    let has_screen = gtk::init().is_ok();
    let _ = begin.send(has_screen);
    if has_screen {
        MainContext::default().block_on(serve(jobs));
        drop(end);
        // WebKit takes this thread for the one that lives as long as the process: when it ends while one of WebKit's own still
        // has something to say to it, both wait for each other.
        loop {
            thread::park();
        }
    }
}

async fn serve(mut jobs: UnboundedReceiver<Job>) {
    let mut sheet: Option<Sheet> = None;
    while let Some(Job { html, paper, answer }) = jobs.recv().await {
        let printed = match sheet.take().map_or_else(Sheet::blank, Ok) {
            Ok(blank) => {
                let printed = blank.print(&html, paper).await;
                // Whatever a failed one may still be at does not get into the next page.
                sheet = printed.is_ok().then_some(blank);
                printed
            }
            Err(error) => Err(error),
        };
        let _ = answer.send(printed);
    }
}
