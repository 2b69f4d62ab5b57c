//! Tells Tauri about the config and embeds the built page.

fn main() {
    tauri_build::build();
}
