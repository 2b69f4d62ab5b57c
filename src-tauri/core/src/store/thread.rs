//! A thread that owns the store: callers send it work and await the answer.

use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::Store;
use crate::error::{Error, Result};

type Work = Box<dyn FnOnce(&mut Store) + Send>;

/// The store on its own thread. Work is done in the order in which it was sent.
#[derive(Debug)]
pub struct StoreThread {
    running: Mutex<Option<(Sender<Work>, JoinHandle<()>)>>,
}

impl StoreThread {
    /// Gives `store` a thread.
    ///
    /// # Errors
    /// [`Error::Io`] if the system has no thread to give.
    pub fn start(mut store: Store) -> Result<Self> {
        let path = store.path().to_owned();
        let (sender, receiver) = channel::<Work>();
        let thread = std::thread::Builder::new().name("store".to_owned()).spawn(move || {
            for work in receiver {
                work(&mut store);
            }
            store.close();
        });
        let thread = thread.map_err(|error| Error::io(&path, error))?;
        Ok(Self { running: Mutex::new(Some((sender, thread))) })
    }

    /// Does `work` on the store's thread.
    ///
    /// # Errors
    /// What `work` gives, or [`Error::Closed`].
    pub async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> Result<T> + Send + 'static,
    {
        self.send(work)?.await.map_err(|_| Error::Closed)?
    }

    /// The same for a thread that may wait: none of those that answer the window.
    ///
    /// # Errors
    /// As [`StoreThread::run`].
    pub fn run_and_wait<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> Result<T> + Send + 'static,
    {
        self.send(work)?.blocking_recv().map_err(|_| Error::Closed)?
    }

    fn send<T, F>(&self, work: F) -> Result<oneshot::Receiver<Result<T>>>
    where
        T: Send + 'static,
        F: FnOnce(&mut Store) -> Result<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Work = Box::new(move |store| {
            // Nobody listens any more when the caller was dropped; the work is done all the same.
            let _ = answer.send(work(store));
        });
        let running = self.running.lock().map_err(|_| Error::Closed)?;
        let (sender, _) = running.as_ref().ok_or(Error::Closed)?;
        sender.send(job).map_err(|_| Error::Closed)?;
        Ok(answered)
    }

    /// Finishes all work that was sent, closes the library and ends the thread. Later calls of `run` give [`Error::Closed`].
    pub fn close(&self) {
        let running = self.running.lock().ok().and_then(|mut running| running.take());
        if let Some((sender, thread)) = running {
            drop(sender);
            if thread.join().is_err() {
                tracing::error!("the store's thread panicked");
            }
        }
    }
}

impl Drop for StoreThread {
    fn drop(&mut self) {
        self.close();
    }
}
