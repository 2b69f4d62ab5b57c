//! `export`: briefs as files in a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use briefdesk_core::brief::BriefId;
use briefdesk_core::export::{ExportOptions, Flavour, Format, Layout, Warning, file};
use briefdesk_core::store::{BriefQuery, Checkpoint, Store};
use briefdesk_core::{Error, Result, library};
use clap::ValueEnum;

use super::json::{self, ExportedFile};
use super::{complain, print};

/// What to export, and where.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Their ids, which may be shortened while they are unique
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    ids: Vec<String>,
    /// Every brief that is not in the trash
    #[arg(long)]
    all: bool,
    /// The kind of file
    #[arg(long, value_name = "FORMAT")]
    format: FormatName,
    /// The folder to write to; made if it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The front matter's convention, for Markdown
    #[arg(long, value_name = "FLAVOUR", default_value = "briefdesk")]
    flavour: FlavourName,
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    Html,
    Markdown,
    Json,
    Text,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FlavourName {
    Briefdesk,
    Hugo,
    Jekyll,
    Astro,
    Eleventy,
}

impl Arguments {
    fn options(&self) -> ExportOptions {
        let format = match self.format {
            FormatName::Html => Format::Html,
            FormatName::Markdown => Format::Markdown,
            FormatName::Json => Format::Json,
            FormatName::Text => Format::Text,
        };
        let flavour = match self.flavour {
            FlavourName::Briefdesk => Flavour::Briefdesk,
            FlavourName::Hugo => Flavour::Hugo,
            FlavourName::Jekyll => Flavour::Jekyll,
            FlavourName::Astro => Flavour::Astro,
            FlavourName::Eleventy => Flavour::Eleventy,
        };
        ExportOptions { format, flavour, layout: Layout::default() }
    }
}

/// Exports what `arguments` name.
pub fn run(library: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let mut store = super::rescue::open_existing(library)?;
    std::fs::create_dir_all(&arguments.out).map_err(|error| Error::io(&arguments.out, error))?;
    let ids = ids(&store, arguments)?;
    let mut failed = false;
    let known: Vec<_> = ids.iter().filter_map(|id| id.as_ref().ok()).copied().collect();
    if let Err(error) = store.save_checkpoints(&known, Checkpoint::Export) {
        // Where the library can't be written to, the articles can still go out.
        failed = true;
        complain(error);
    }
    let run = Run { store: &store, options: arguments.options(), folder: &arguments.out };
    let mut files = Vec::new();
    for id in ids {
        match id.and_then(|id| run.export(id)) {
            Ok(file) => files.push(file),
            Err(error) => {
                failed = true;
                complain(error);
            }
        }
    }
    if arguments.json {
        print(&json::exported(&files)?)?;
    } else {
        report(&files)?;
    }
    Ok(ExitCode::from(u8::from(failed)))
}

fn ids(store: &Store, arguments: &Arguments) -> Result<Vec<Result<BriefId>>> {
    if arguments.all {
        return Ok(store.list_briefs(&BriefQuery::default())?.into_iter().map(|row| Ok(row.id)).collect());
    }
    Ok(arguments.ids.iter().map(|id| store.find_brief(id)).collect())
}

struct Run<'a> {
    store: &'a Store,
    options: ExportOptions,
    folder: &'a Path,
}

impl Run<'_> {
    fn export(&self, id: BriefId) -> Result<ExportedFile> {
        let article = library::article(self.store, id)?;
        let path = file::free_name(self.folder, &article, &self.options)?;
        let warnings = file::export(&article, &self.options, &path)?;
        Ok(ExportedFile { id, format: self.options.format, path: path.display().to_string(), warnings })
    }
}

fn report(files: &[ExportedFile]) -> Result<()> {
    for file in files {
        print(&format!("{}\n", file.path))?;
        for warning in &file.warnings {
            eprintln!("briefdesk: {}: {}", file.path, sentence(*warning));
        }
    }
    Ok(())
}

fn sentence(warning: Warning) -> &'static str {
    match warning {
        Warning::HeadlineMissing => "the brief has no headline",
        Warning::PictureMissing => "the hero image has no picture yet; its alt text stands in its place",
        Warning::ImageMissing => "the library does not have a picture of the text; its alt text stands in its place",
        Warning::AddressMissing => "there is no canonical URL, so the page has no share links",
    }
}
