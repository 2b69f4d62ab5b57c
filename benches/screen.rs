//! A screen without glass, whose picture lies in a file: what a program shows can be watched without the program's
//! help, and without slowing it down.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

const WIDTH: usize = 1440;
const HEIGHT: usize = 900;
const BYTES_A_PIXEL: usize = 4;

/// A running Xvfb; it ends when this is dropped.
pub struct Screen {
    server: Child,
    picture: File,
    /// Where the first pixel stands in the file.
    start: u64,
    line: usize,
    display: String,
    _folder: TempDir,
}

/// A part of the screen, in pixels.
#[derive(Clone, Copy)]
pub struct Area {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

impl Screen {
    pub fn start() -> Self {
        // In memory where there is such a folder: no disk shall write what the program draws.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
        let folder = folder.expect("a temporary folder");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-fbdir"])
            .arg(folder.path())
            .args(["-screen", "0", &format!("{WIDTH}x{HEIGHT}x24")])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let said = server.stdout.take().expect("Xvfb's output");
        BufReader::new(said).read_line(&mut number).expect("Xvfb says its display");
        let mut picture = File::open(folder.path().join("Xvfb_screen0")).expect("the screen's picture");
        let (start, line) = layout(&mut picture);
        Self { server, picture, start, line, display: format!(":{}", number.trim()), _folder: folder }
    }

    /// What `DISPLAY` is to be.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The pixels of every fourth line of `area`: no letter is so small that it hides between them.
    pub fn look(&mut self, area: Area) -> Vec<[u8; BYTES_A_PIXEL]> {
        let mut pixels = Vec::with_capacity(area.width * area.height / 4);
        let mut bytes = vec![0; area.width * BYTES_A_PIXEL];
        for y in (area.y..area.y + area.height).step_by(4) {
            let at = self.start + (y * self.line + area.x * BYTES_A_PIXEL) as u64;
            self.picture.seek(SeekFrom::Start(at)).expect("the screen's picture");
            self.picture.read_exact(&mut bytes).expect("the screen's picture");
            pixels.extend(bytes.chunks_exact(BYTES_A_PIXEL).map(|pixel| [pixel[0], pixel[1], pixel[2], 0]));
        }
        pixels
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Where the pixels begin and how long a line is, from the X window dump's header: 25 big-endian numbers, of which the
/// first is the header's length, the 13th that of a line, and the 20th says how many colours of 12 bytes follow.
fn layout(picture: &mut File) -> (u64, usize) {
    let mut header = [0; 100];
    picture.read_exact(&mut header).expect("the picture's header");
    let number = |index: usize| {
        let bytes = &header[index * 4..index * 4 + 4];
        bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte))
    };
    assert_eq!((number(4), number(5), number(11)), (WIDTH as u32, HEIGHT as u32, 32), "the screen is as asked for");
    (u64::from(number(0)) + u64::from(number(19)) * 12, number(12) as usize)
}
