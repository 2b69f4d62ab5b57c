//! `themes`: page themes as files, to be edited with any editor.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use briefdesk_core::brief::{Publication, Theme, ThemeFile};
use briefdesk_core::export::{LONGEST_THEME_FILE, file};
use briefdesk_core::{Error, Result, library};
use clap::Subcommand;
use jiff::Timestamp;

use super::{print, rescue};

/// What to do with themes.
#[derive(Debug, Subcommand)]
pub enum Themes {
    /// Write a theme as page.html and page.css, to start one's own from
    Copy {
        /// The theme
        name: String,
        /// The folder to write to; made if it is missing
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Take page.html and page.css in as a theme, in the place of the one of that name
    Add {
        /// The folder that they lie in
        folder: PathBuf,
        /// The theme's name
        #[arg(long)]
        name: String,
    },
    /// Have the pages of a publication made in a theme
    Use {
        /// The theme
        name: String,
        /// The publication; otherwise that of new briefs
        #[arg(long, value_name = "NAME")]
        publication: Option<String>,
    },
}

/// Does what `themes` says; without it, lists them, and the publications in each.
pub fn run(library: &Path, themes: Option<&Themes>) -> Result<ExitCode> {
    let mut store = rescue::open_existing(library)?;
    match themes {
        None => {
            let publications = store.publications()?;
            for theme in library::themes(&store)? {
                let users = publications.iter().filter(|profile| profile.theme == theme.name);
                let users: Vec<_> = users.map(|profile| profile.name.as_str()).collect();
                print(&format!("{}\t{}\n", theme.name, users.join(", ")))?;
            }
        }
        Some(Themes::Copy { name, out }) => copy(&library::theme(&store, name)?, out)?,
        Some(Themes::Add { folder, name }) => {
            let theme = Theme {
                name: name.clone(),
                template: read(folder, ThemeFile::Template)?,
                styles: read(folder, ThemeFile::Styles)?,
            };
            let old = store.theme(name)?.map(|old| old.name);
            library::save_theme(&mut store, old.as_deref(), &theme, Timestamp::now())?;
        }
        Some(Themes::Use { name, publication }) => {
            let first = || Ok::<_, Error>(store.publications()?.into_iter().next().unwrap_or_default().name);
            let publication = publication.clone().map_or_else(first, Ok)?;
            let Publication { name, theme, .. } = library::use_theme(&mut store, &publication, name)?;
            print(&format!("{theme}\t{name}\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn copy(theme: &Theme, out: &Path) -> Result<()> {
    fs::create_dir_all(out).map_err(|error| Error::io(out, error))?;
    let files = [(ThemeFile::Template, &theme.template), (ThemeFile::Styles, &theme.styles)];
    let files = files.map(|(file, text)| (out.join(file.name()), text));
    // Somebody's own theme may lie there: neither is written then.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(Error::FileExists(path.clone()));
    }
    for (path, text) in files {
        file::write(&path, text.as_bytes())?;
        print(&format!("{}\n", path.display()))?;
    }
    Ok(())
}

fn read(folder: &Path, file: ThemeFile) -> Result<String> {
    let path = folder.join(file.name());
    let name = path.display().to_string();
    let size = fs::metadata(&path).map_err(|error| Error::io(&path, error))?.len();
    if size > LONGEST_THEME_FILE as u64 {
        return Err(Error::FileTooLarge { name, limit: LONGEST_THEME_FILE as u64 });
    }
    let bytes = fs::read(&path).map_err(|error| Error::io(&path, error))?;
    String::from_utf8(bytes).map_err(|_| Error::FileNotText(name))
}
