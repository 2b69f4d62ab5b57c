//! Pages from any thread, printed one after another on the thread of GTK's main loop.

use std::thread::{self, JoinHandle};

use briefdesk_core::export::{Paper, Printer};
use briefdesk_core::{Error, Result};
use gtk::glib::{self, MainContext};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

use super::sheet;

/// Prints as long as it lives, with one web view. To be waited for from any thread but that of the main loop.
pub struct Press {
    // The loop ends when nothing more can be sent to it, so this has to go before its thread is waited for.
    jobs: UnboundedSender<Job>,
    _thread: Option<Thread>,
}

struct Job {
    html: String,
    paper: Paper,
    answer: oneshot::Sender<Result<Vec<u8>>>,
}

/// A thread that is waited for.
struct Thread(Option<JoinHandle<()>>);

impl Drop for Thread {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // Its panic has told of itself, and each job has heard of it.
            let _ = thread.join();
        }
    }
}

impl Press {
    /// For a process without a window: GTK and its main loop get a thread of their own.
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
        let work = move || {
            let has_screen = gtk::init().is_ok();
            let _ = begin.send(has_screen);
            if has_screen {
                MainContext::default().block_on(serve(received));
            }
        };
        let thread = thread::Builder::new().name("printing".to_owned()).spawn(work);
        let thread = Thread(Some(thread.map_err(|error| Error::PrintFailed(error.to_string()))?));
        match begun.blocking_recv() {
            Ok(true) => Ok(Self { jobs, _thread: Some(thread) }),
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
        Ok(Self { jobs, _thread: None })
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

async fn serve(mut jobs: UnboundedReceiver<Job>) {
    let mut view = None;
    while let Some(Job { html, paper, answer }) = jobs.recv().await {
        let printed = sheet::print(view.get_or_insert_with(sheet::blank), &html, paper).await;
        if printed.is_err() {
            // Whatever it may still be at does not get into the next page.
            view = None;
        }
        let _ = answer.send(printed);
    }
}
