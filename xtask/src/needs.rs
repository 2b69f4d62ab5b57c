//! What Briefdesk needs of a Linux system, as data: how to see that it is there, and what each distribution calls it.
//!
//! The list follows `Cargo.lock`, not Tauri's general advice: without a tray icon, OpenSSL or AppImage there is no need
//! for libxdo, libssl or libappindicator.

/// What a need is for; each verb asks for the purposes it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Building the program and opening its window.
    Program,
    /// Driving the window without a screen, and seeing Chinese in it.
    WindowTests,
    /// Handing exported files to the programs that take them in.
    Conformance,
    /// The same, where Python can't bring a newer Hugo.
    SystemHugo,
    /// Drawing the icons.
    Icons,
}

/// How to see that something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// A program on the search path.
    Command(&'static str),
    /// A program that goes by one of several names.
    OneOf(&'static [&'static str]),
    /// WebKit's driver, which some distributions keep off the search path.
    WebDriver,
    /// A development library, in pkg-config's words.
    Library(&'static str),
    /// A font, as a fontconfig pattern.
    Font(&'static str),
    /// GTK 3's end of an input method, beside its library.
    InputModule(&'static str),
    /// A file that is where every distribution has it.
    File(&'static str),
}

/// One need: its purpose, its name for people, its probe, and its packages in apt, dnf and pacman.
#[derive(Debug)]
pub struct Need {
    pub purpose: Purpose,
    pub what: &'static str,
    pub probe: Probe,
    packages: [&'static str; 3],
}

/// A package manager that we know how to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manager {
    Apt,
    Dnf,
    Pacman,
}

impl Manager {
    /// In the order in which they are looked for.
    pub const ALL: [Self; 3] = [Self::Apt, Self::Dnf, Self::Pacman];

    /// The program's name.
    pub fn program(self) -> &'static str {
        match self {
            Self::Apt => "apt-get",
            Self::Dnf => "dnf",
            Self::Pacman => "pacman",
        }
    }

    /// What this manager calls the package that meets `need`.
    pub fn package(self, need: &Need) -> &'static str {
        let [apt, dnf, pacman] = need.packages;
        match self {
            Self::Apt => apt,
            Self::Dnf => dnf,
            Self::Pacman => pacman,
        }
    }
}

const fn need(purpose: Purpose, what: &'static str, probe: Probe, packages: [&'static str; 3]) -> Need {
    Need { purpose, what, probe, packages }
}

use Probe::{Command, File, Font, InputModule, Library, OneOf, WebDriver};
use Purpose::{Conformance, Icons, Program, SystemHugo, WindowTests};

/// Everything, in the order in which it is reported.
#[rustfmt::skip]
pub const NEEDS: &[Need] = &[
    need(Program, "a C compiler", Command("cc"), ["build-essential", "gcc", "gcc"]),
    need(Program, "pkg-config", Command("pkg-config"), ["pkg-config", "pkgconf-pkg-config", "pkgconf"]),
    need(Program, "WebKitGTK 4.1", Library("webkit2gtk-4.1 >= 2.40"),
        ["libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"]),
    need(Program, "GTK 3", Library("gtk+-3.0"), ["libgtk-3-dev", "gtk3-devel", "gtk3"]),
    need(Program, "D-Bus", Library("dbus-1"), ["libdbus-1-dev", "dbus-devel", "dbus"]),
    need(WindowTests, "Xvfb", Command("Xvfb"), ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"]),
    need(WindowTests, "xvfb-run", Command("xvfb-run"), ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"]),
    need(WindowTests, "xauth", Command("xauth"), ["xauth", "xorg-x11-xauth", "xorg-xauth"]),
    // Fedora and Arch ship the one driver, which also drives 4.1, with the newest WebKitGTK.
    need(WindowTests, "WebKitWebDriver", WebDriver, ["webkit2gtk-driver", "webkitgtk6.0", "webkitgtk-6.0"]),
    need(WindowTests, "dbus-run-session", Command("dbus-run-session"), ["dbus", "dbus-daemon", "dbus"]),
    need(WindowTests, "xdotool", Command("xdotool"), ["xdotool", "xdotool", "xdotool"]),
    need(WindowTests, "IBus", Command("ibus-daemon"), ["ibus", "ibus", "ibus"]),
    need(WindowTests, "IBus for GTK 3", InputModule("im-ibus.so"), ["ibus-gtk3", "ibus-gtk3", "ibus"]),
    need(WindowTests, "Pinyin", File("/usr/share/ibus/component/libpinyin.xml"), ["ibus-libpinyin", "ibus-libpinyin", "ibus-libpinyin"]),
    need(WindowTests, "pdftotext", Command("pdftotext"), ["poppler-utils", "poppler-utils", "poppler"]),
    need(WindowTests, "fontconfig", Command("fc-list"), ["fontconfig", "fontconfig", "fontconfig"]),
    need(WindowTests, "a Chinese font", Font(":lang=zh"),
        ["fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-fonts-cjk"]),
    need(WindowTests, "Noto Serif", Font("Noto Serif"), ["fonts-noto-core", "google-noto-serif-fonts", "noto-fonts"]),
    need(Conformance, "Java", Command("java"), ["default-jre-headless", "java-latest-openjdk-headless", "jre-openjdk-headless"]),
    // As in `xtask/conform/browser.mjs`.
    need(Conformance, "Chromium", OneOf(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]),
        ["chromium", "chromium", "chromium"]),
    need(Conformance, "LibreOffice Writer", Command("soffice"),
        ["libreoffice-writer-nogui", "libreoffice-writer", "libreoffice-fresh"]),
    need(Conformance, "Jekyll", Command("jekyll"), ["jekyll", "rubygem-jekyll", "ruby-jekyll"]),
    need(SystemHugo, "Hugo", Command("hugo"), ["hugo", "hugo", "hugo"]),
    need(Icons, "rsvg-convert", Command("rsvg-convert"), ["librsvg2-bin", "librsvg2-tools", "librsvg"]),
];
