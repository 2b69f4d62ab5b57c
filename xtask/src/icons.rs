//! `icons`: the drawing in every size that the bundler and the window ask for.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::needs::Purpose;
use crate::process::{self, command};
use crate::{Failure, no_arguments, system};

const FOLDER: &str = "src-tauri/icons";

/// File names as Tauri wants them, with the side in pixels.
const SIZES: [(&str, &str); 4] =
    [("32x32.png", "32"), ("128x128.png", "128"), ("128x128@2x.png", "256"), ("icon.png", "512")];

/// `icons`: draws each size again from `icon.svg`.
pub fn icons(arguments: &[OsString]) -> Result<ExitCode, Failure> {
    no_arguments(arguments)?;
    system::ensure(&[Purpose::Icons])?;
    let drawing = format!("{FOLDER}/icon.svg");
    for (name, side) in SIZES {
        let file = format!("{FOLDER}/{name}");
        let argv = ["rsvg-convert", "--width", side, "--height", side, "--output", &file, &drawing];
        process::run(&format!("Drawing {name}"), &mut command(&argv))?;
        println!("{file}");
    }
    Ok(ExitCode::SUCCESS)
}
