//! `export`: briefs as files in a folder. Each file's path goes to standard output, what is to be said of it to standard error.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use briefdesk_core::Result;
use briefdesk_core::brief::BriefId;
use briefdesk_core::export::{ExportOptions, Flavour, Format, Layout, Printer};
use briefdesk_core::library::{ExportOrder, Finality, NamePattern, Naming, Progress, Summary, export_briefs};
use briefdesk_core::store::Store;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::remarks::Remarks;
use super::{complain, json, print, sentences};
use crate::ipc::{ExportedFile, FileState, Problem};
use crate::printing::{Press, press_for};

/// How many files go by between two words on how far the export is.
const STEP: usize = 50;

/// What to export, and where.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Their ids, which may be shortened while they are unique
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    ids: Vec<String>,
    /// Every brief that is not in the trash
    #[arg(long)]
    all: bool,
    /// The kind of file; given more than once, each brief gets a file of each kind
    #[arg(long, value_name = "FORMAT", required = true, value_parser = named::<Format>)]
    format: Vec<Format>,
    /// The folder to write to; made if it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The front matter's convention, for Markdown
    #[arg(long, value_name = "FLAVOUR", default_value = "briefdesk", value_parser = named::<Flavour>)]
    flavour: Flavour,
    /// Where the pictures lie, for HTML
    #[arg(long, value_name = "LAYOUT", default_value = "file", value_parser = named::<Layout>)]
    layout: Layout,
    /// What the files are called, with {slug}, {date}, {year}, {month}, {day}, {lang} or {id} in it, and a slash between folders
    #[arg(long, value_name = "PATTERN", default_value = "{slug}")]
    pattern: String,
    /// They go out with it: their status becomes "exported"
    #[arg(long = "final")]
    is_final: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// The value that files and JSON call `name`.
fn named<T: DeserializeOwned>(name: &str) -> std::result::Result<T, String> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).map_err(|error| error.to_string())
}

/// Exports what `arguments` name.
pub fn run(library: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let order = order(arguments)?;
    // Without a screen nothing is begun.
    let press = press_for(&order.options, Press::alone)?;
    let printer = press.as_ref().map(|press| press as &dyn Printer);
    let mut store = super::rescue::open_existing(library)?;
    let (ids, all_found) = ids(&store, arguments)?;
    let cancelled = on_interrupt();
    let shown = std::io::stderr().is_terminal();
    let mut progress = |progress: Progress<'_>| {
        if shown {
            show(progress);
        }
        if cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let summary = export_briefs(&mut store, &ids, &order, Timestamp::now(), printer, &mut progress)?;
    let whole = summary.is_whole();
    report(summary, ids.len() * order.options.len(), arguments.json)?;
    Ok(ExitCode::from(u8::from(!(whole && all_found))))
}

fn order(arguments: &Arguments) -> Result<ExportOrder> {
    let mut options = Vec::new();
    for &format in &arguments.format {
        let (flavour, layout) = match format {
            Format::Markdown => (arguments.flavour, Layout::default()),
            Format::Html => (Flavour::default(), arguments.layout),
            Format::Json | Format::Text | Format::Ninjs | Format::Docx | Format::Pdf => {
                (Flavour::default(), Layout::default())
            }
        };
        options.push(ExportOptions { format, flavour, layout });
    }
    let pattern = NamePattern::try_from(arguments.pattern.clone())?;
    let finality = if arguments.is_final { Finality::Final } else { Finality::Draft };
    Ok(ExportOrder { options, folder: arguments.out.clone(), naming: Naming::Pattern(pattern), finality })
}

/// The briefs that are asked for, and whether all of them are there.
fn ids(store: &Store, arguments: &Arguments) -> Result<(Vec<BriefId>, bool)> {
    if arguments.all {
        return Ok((store.brief_ids()?, true));
    }
    let mut ids = Vec::new();
    let mut all_found = true;
    for id in &arguments.ids {
        match store.find_brief(id) {
            Ok(id) => ids.push(id),
            Err(error) => {
                all_found = false;
                complain(error);
            }
        }
    }
    Ok((ids, all_found))
}

/// Becomes true at Ctrl+C, which breaks the export off between two files; a second one ends the program at once.
fn on_interrupt() -> Arc<AtomicBool> {
    let cancelled = Arc::new(AtomicBool::new(false));
    #[cfg(unix)]
    {
        use signal_hook::consts::SIGINT;
        use signal_hook::flag;
        let at_once = flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&cancelled));
        let registered = at_once.and_then(|_| flag::register(SIGINT, Arc::clone(&cancelled)));
        if let Err(error) = registered {
            tracing::error!(%error, "Ctrl+C can't be handled");
        }
    }
    cancelled
}

fn show(Progress { done, total, .. }: Progress<'_>) {
    if done % STEP == 0 || done == total {
        let end = if done == total { "\n" } else { "" };
        let _ = write!(std::io::stderr(), "\r{done} of {total}{end}");
    }
}

fn report(summary: Summary, asked: usize, as_json: bool) -> Result<()> {
    let files: Vec<ExportedFile> = summary.outcomes.into_iter().map(ExportedFile::from).collect();
    if as_json {
        print(&json::exported(&files)?)?;
    } else {
        let there = |file: &&ExportedFile| matches!(file.state, FileState::Written | FileState::Unchanged);
        let mut paths = String::new();
        for file in files.iter().filter(there) {
            paths.push_str(&file.path);
            paths.push('\n');
        }
        print(&paths)?;
    }
    let mut remarks = Remarks::default();
    files.iter().for_each(|file| sentences::of_file(file, &mut remarks));
    let mut said = String::new();
    for line in remarks.lines() {
        said.push_str(&format!("briefdesk: {line}\n"));
    }
    if summary.cancelled {
        said.push_str(&format!("briefdesk: cancelled; {} of {asked} files are done\n", files.len()));
    }
    if let Some(error) = summary.unrecorded {
        let problem = sentences::sentence(&Problem::from(error));
        said.push_str(&format!("briefdesk: the library could not note what went out: {problem}\n"));
    }
    let _ = std::io::stderr().write_all(said.as_bytes());
    Ok(())
}
