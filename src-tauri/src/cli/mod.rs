//! The command line: parse, call the core, print. Exit 0: done; 1: some of the work failed, each failure a line on standard error;
//! 2: the command was wrong.

mod export;
mod history;
mod json;
mod library_path;
mod remarks;
mod rescue;
mod sentences;
mod themes;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use briefdesk_core::brief::{Part, RandomIds, Status};
use briefdesk_core::export::{json as whole_json, markdown};
use briefdesk_core::store::{BriefQuery, Shelf};
use briefdesk_core::{Error, import, library};
use clap::{Parser, Subcommand};
use jiff::Timestamp;

use crate::desk::Asked;
use crate::ipc::Problem;
use crate::window;

/// Write analytical news briefs, keep every version, export the finished article.
///
/// Without a command, the window opens where it was left.
#[derive(Debug, Parser)]
#[command(name = "briefdesk", version, max_term_width = 100)]
struct Arguments {
    /// The library file; otherwise the one in the platform's data folder
    #[arg(long, global = true, value_name = "FILE", env = "BRIEFDESK_LIBRARY")]
    library: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the window at a brief
    Open(Open),
    /// Import files, one brief each: .txt of a published page, .md, .html
    Import {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the briefs, the newest first
    List {
        /// Only briefs in which each of these words occurs
        #[arg(long, value_name = "TEXT", default_value = "")]
        query: String,
        /// Only this status: draft, in_review, ready, exported, archived; or trash
        #[arg(long, value_name = "S", value_parser = parse_shelf)]
        status: Option<(Shelf, Option<Status>)>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a whole brief: as Markdown, or as JSON
    Show {
        /// Its id, which may be shortened while it is unique
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Export briefs as files
    Export(export::Arguments),
    /// List the page themes and who uses them, copy one to files, take one in, or use one
    Themes {
        #[command(subcommand)]
        themes: Option<themes::Themes>,
    },
    /// Back the library up to a new file, which is read again and compared
    Backup {
        /// The new file
        file: PathBuf,
    },
    /// Read a library or a backup whole, and say what is wrong with it; writes nothing
    Verify {
        /// The library or the backup
        file: PathBuf,
    },
    /// List the revisions of a brief, the newest first
    History {
        /// Its id, which may be shortened while it is unique
        id: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what changed between two revisions: removed words in [-…-], added ones in {+…+}
    Diff {
        /// The brief's id, which may be shortened while it is unique
        id: String,
        /// The earlier revision
        #[arg(value_name = "REV")]
        from: u32,
        /// The later revision
        #[arg(value_name = "REV")]
        to: u32,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Bring back what a revision said; what is there becomes a checkpoint first
    Restore {
        /// The brief's id, which may be shortened while it is unique
        id: String,
        /// The revision
        #[arg(value_name = "REV")]
        revision: u32,
        /// Only this part: headline, summary, hero, takeaways, analysis or body
        #[arg(long, value_name = "NAME", value_parser = parse_part)]
        part: Option<Part>,
    },
}

/// Which brief to open.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
pub struct Open {
    /// Its id, which may be shortened while it is unique
    #[arg(conflicts_with = "last")]
    id: Option<String>,
    /// The one that was open last
    #[arg(long)]
    last: bool,
    /// Put the caret in this part
    #[arg(long, value_name = "NAME", value_parser = parse_part)]
    part: Option<Part>,
}

impl Open {
    /// What the window is to open at.
    pub fn asked(self) -> Asked {
        Asked { brief: self.id, part: self.part, salvage: None }
    }
}

/// Runs what the command line says.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = library_path::resolve(arguments.library).and_then(|path| run(&path, arguments.command));
    match done {
        Ok(code) => code,
        Err(error) => {
            complain(error);
            ExitCode::FAILURE
        }
    }
}

/// The command in the arguments of a second start of the program.
pub fn parse_forwarded(arguments: &[String]) -> Option<Command> {
    Arguments::try_parse_from(arguments).ok()?.command
}

fn run(path: &Path, command: Option<Command>) -> Result<ExitCode, Error> {
    match command {
        None => Ok(open_window(path, Asked::default())),
        Some(Command::Open(open)) => {
            let mut asked = open.asked();
            if let Some(id) = &asked.brief {
                let store = rescue::open_existing(path)?;
                store.find_brief(id)?;
                asked.salvage = store.salvage().cloned();
            }
            Ok(open_window(path, asked))
        }
        Some(Command::Import { files }) => import_files(path, &files),
        Some(Command::List { query, status, json }) => list(path, query, status.unwrap_or_default(), json),
        Some(Command::Show { id, json }) => show(path, &id, json),
        Some(Command::Export(arguments)) => export::run(path, &arguments),
        Some(Command::Themes { themes }) => themes::run(path, themes.as_ref()),
        Some(Command::Backup { file }) => rescue::back_up(path, &file),
        Some(Command::Verify { file }) => rescue::verify(&file),
        Some(Command::History { id, json }) => history::list(path, &id, json),
        Some(Command::Diff { id, from, to, json }) => history::diff(path, &id, from, to, json),
        Some(Command::Restore { id, revision, part }) => history::restore(path, &id, revision, part),
    }
}

fn open_window(path: &Path, asked: Asked) -> ExitCode {
    match window::run(path, asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain_of("the window could not be opened", &Problem::bug(&error));
            ExitCode::FAILURE
        }
    }
}

fn import_files(path: &Path, files: &[PathBuf]) -> Result<ExitCode, Error> {
    let mut store = rescue::open(path)?;
    let publications = store.publications()?;
    let mut failed = false;
    for file in files {
        let imported = import::import_file(file, &publications, &mut RandomIds);
        match imported.and_then(|imported| library::add(&mut store, imported, Timestamp::now())) {
            Ok(row) => print(&format!("{}\t{}\n", row.id, row.headline))?,
            Err(error) => {
                failed = true;
                complain(error);
            }
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

fn list(path: &Path, text: String, (shelf, status): (Shelf, Option<Status>), json: bool) -> Result<ExitCode, Error> {
    let store = rescue::open_existing(path)?;
    let rows = library::search(&store, &BriefQuery { text, status, shelf })?;
    if json {
        print(&json::rows(&rows)?)?;
    } else {
        for row in rows {
            let updated = row.updated_at.strftime("%Y-%m-%d %H:%M");
            print(&format!("{}\t{}\t{updated}\t{}\t{}\n", row.id, row.status.name(), row.words, row.headline))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn show(path: &Path, id: &str, json: bool) -> Result<ExitCode, Error> {
    let store = rescue::open_existing(path)?;
    let article = library::article(&store, store.find_brief(id)?)?;
    print(&if json { whole_json(&article.stored)? } else { markdown(&article)? })?;
    Ok(ExitCode::SUCCESS)
}

/// Writes to standard output; a reader that has had enough (`| head`) is no failure.
fn print(text: &str) -> Result<(), Error> {
    let written = std::io::stdout().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush());
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::io(Path::new("standard output"), error))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "briefdesk: {line}");
}

fn complain(error: Error) {
    say(&sentences::sentence(&Problem::from(error)));
}

fn complain_of(what: &str, problem: &Problem) {
    say(&format!("{what}: {}", sentences::sentence(problem)));
}

fn parse_part(name: &str) -> Result<Part, String> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|_| "the parts are headline, summary, hero, takeaways, analysis and body".to_owned())
}

fn parse_shelf(name: &str) -> Result<(Shelf, Option<Status>), String> {
    if name == "trash" {
        return Ok((Shelf::Trash, None));
    }
    let status =
        Status::from_name(name).ok_or("the statuses are draft, in_review, ready, exported, archived and trash")?;
    Ok((Shelf::Briefs, Some(status)))
}
