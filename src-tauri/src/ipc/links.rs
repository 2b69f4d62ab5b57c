//! Links in the text, which lead out of the window.

use briefdesk_core::brief::openable;

use super::Problem;
use crate::desk::compute;

/// Opens a web or mail address in the program that the system has for it.
#[tauri::command]
#[specta::specta]
pub async fn open_link(address: String) -> Result<(), Problem> {
    compute(move || {
        let address = openable(&address)?;
        Ok(tauri_plugin_opener::open_url(address, None::<&str>).map_err(|_| address.to_owned()))
    })
    .await?
    .map_err(|address| Problem::AddressNotOpened { address })
}
