//! Which library file is meant.

use std::path::PathBuf;

use briefdesk_core::Error;

/// The file that was named, from the root on, else `library.briefdesk` in the platform's data folder, which is made if it is missing.
pub fn resolve(named: Option<PathBuf>) -> Result<PathBuf, Error> {
    if let Some(path) = named {
        // What is kept elsewhere for this library names it: from another folder the name would mean another file.
        return std::path::absolute(&path).map_err(|error| Error::io(&path, error));
    }
    // Without a home there is nowhere of one's own; the current folder is at least in sight.
    let folder = dirs::data_dir().map_or_else(PathBuf::new, |data| data.join("app.briefdesk.Briefdesk"));
    std::fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
    Ok(folder.join("library.briefdesk"))
}
