//! System packages: see what is missing, install only that, and look again.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::needs::{Manager, NEEDS, Need, Probe, Purpose};
use crate::process::{self, command, find, output_of};

/// Makes sure that everything for `purposes` is there. Only Linux needs packages: macOS and Windows bring their own
/// WebView, and the compiler comes with the Rust toolchain's own set-up there.
pub fn ensure(purposes: &[Purpose]) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing = missing(purposes, is_there);
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)?;
    let still: Vec<&Need> = missing.into_iter().filter(|need| !is_there(need.probe)).collect();
    if still.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("Still missing after installing packages: {}.", names(&still))))
}

/// The needs for `purposes` that `is_there` doesn't see.
fn missing(purposes: &[Purpose], is_there: impl Fn(Probe) -> bool) -> Vec<&'static Need> {
    NEEDS.iter().filter(|need| purposes.contains(&need.purpose) && !is_there(need.probe)).collect()
}

fn is_there(probe: Probe) -> bool {
    match probe {
        Probe::Command(name) => find(name).is_some(),
        Probe::OneOf(names) => names.iter().any(|name| find(name).is_some()),
        Probe::WebDriver => webdriver().is_some(),
        Probe::Library(name) => output_of("pkg-config", &["--exists", name]).is_some(),
        Probe::InputModule(name) => output_of("pkg-config", &["--variable=libdir", "gtk+-3.0"])
            .is_some_and(|folder| Path::new(folder.trim()).join("gtk-3.0/3.0.0/immodules").join(name).exists()),
        Probe::File(path) => Path::new(path).exists(),
        Probe::Font(pattern) => output_of("fc-list", &[pattern, "family"]).is_some_and(|list| !list.trim().is_empty()),
    }
}

/// Where WebKit's driver lies: on the search path, or beside WebKit's other programs.
pub fn webdriver() -> Option<PathBuf> {
    const NAME: &str = "WebKitWebDriver";
    let multiarch = format!("/usr/lib/{}-linux-gnu/webkit2gtk-4.1", std::env::consts::ARCH);
    let elsewhere = [
        "/usr/libexec",
        "/usr/libexec/webkit2gtk-4.1",
        "/usr/lib/webkit2gtk-4.1",
        "/usr/lib64/webkit2gtk-4.1",
        multiarch.as_str(),
    ];
    find(NAME).or_else(|| elsewhere.iter().map(|folder| PathBuf::from(folder).join(NAME)).find(|file| file.is_file()))
}

fn install(missing: &[&Need]) -> Result<(), Failure> {
    let Some(manager) = Manager::ALL.into_iter().find(|manager| find(manager.program()).is_some()) else {
        return Err(Failure::new(format!(
            "Please install {}. There is no apt-get, dnf or pacman here; Debian calls the packages {}.",
            names(missing),
            packages(Manager::Apt, missing).join(" ")
        )));
    };
    let packages = packages(manager, missing);
    let give_up = |why: &str| {
        Failure::new(format!(
            "{why} Please install them by hand: {} (for {}).",
            by_hand(manager, &packages),
            names(missing)
        ))
    };
    let Some(prefix) = become_root() else {
        return Err(give_up("System packages are missing, and there is neither root nor sudo here."));
    };
    eprintln!("Installing what is missing: {} ({})", names(missing), packages.join(" "));
    for (what, may_fail, words) in install_commands(manager, &packages) {
        let argv: Vec<&str> = prefix.iter().copied().chain(words).collect();
        if let Err(failure) = process::run(what, &mut command(&argv)) {
            // One broken source of many makes `apt-get update` fail, and the packages may be known all the same.
            if !may_fail {
                return Err(give_up(&failure.to_string()));
            }
            eprintln!("{failure}");
        }
    }
    Ok(())
}

/// The packages that meet `missing`, each once.
fn packages(manager: Manager, missing: &[&Need]) -> Vec<&'static str> {
    let mut packages = Vec::new();
    for package in missing.iter().map(|need| manager.package(need)) {
        if !packages.contains(&package) {
            packages.push(package);
        }
    }
    packages
}

/// What to run, with what it is and whether the rest goes on when it fails.
fn install_commands<'a>(manager: Manager, packages: &[&'a str]) -> Vec<(&'static str, bool, Vec<&'a str>)> {
    // Through `env`, because sudo drops the environment.
    const APT: [&str; 6] =
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-oAcquire::Retries=3", "-oDPkg::Lock::Timeout=120", "-y"];
    let then = |words: &[&'a str]| [words, packages].concat();
    match manager {
        Manager::Apt => vec![
            ("Reading the list of packages", true, [&APT[..], &["update"]].concat()),
            ("Installing packages", false, then(&[&APT[..], &["install", "--no-install-recommends"]].concat())),
        ],
        Manager::Dnf => {
            vec![("Installing packages", false, then(&["dnf", "install", "-y", "--setopt=install_weak_deps=False"]))]
        }
        // Without -y: refreshing the list and not upgrading the rest is how an Arch system breaks.
        Manager::Pacman => vec![("Installing packages", false, then(&["pacman", "-S", "--needed", "--noconfirm"]))],
    }
}

/// What goes before a command so that root runs it: nothing, sudo, or `None` when neither is to be had.
fn become_root() -> Option<&'static [&'static str]> {
    if output_of("id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    find("sudo")?;
    // Without a terminal sudo can't ask for a password, and would wait or fail obscurely.
    Some(if std::io::stdin().is_terminal() { &["sudo"] } else { &["sudo", "-n"] })
}

fn by_hand(manager: Manager, packages: &[&str]) -> String {
    let verb = if manager == Manager::Pacman { "-S" } else { "install" };
    format!("{} {verb} {}", manager.program(), packages.join(" "))
}

fn names(needs: &[&Need]) -> String {
    needs.iter().map(|need| need.what).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_only_for_what_is_missing_and_what_it_is_for() {
        assert!(missing(&[Purpose::Program, Purpose::WindowTests], |_| true).is_empty());
        let bare = missing(&[Purpose::Program], |_| false);
        assert!(bare.iter().all(|need| need.purpose == Purpose::Program));
        let one = missing(&[Purpose::Program, Purpose::WindowTests], |probe| probe != Probe::Command("xauth"));
        assert_eq!(packages(Manager::Apt, &one), ["xauth"]);
    }

    #[test]
    fn names_a_package_once_and_in_the_words_of_each_distribution() {
        let no_xvfb = |probe| !matches!(probe, Probe::Command("Xvfb" | "xvfb-run"));
        let missing = missing(&[Purpose::WindowTests], no_xvfb);
        assert_eq!(missing.len(), 2);
        assert_eq!(packages(Manager::Apt, &missing), ["xvfb"]);
        assert_eq!(packages(Manager::Dnf, &missing), ["xorg-x11-server-Xvfb"]);
        assert_eq!(packages(Manager::Pacman, &missing), ["xorg-server-xvfb"]);
    }

    #[test]
    fn apt_reads_its_lists_first_and_asks_nothing() {
        let commands = install_commands(Manager::Apt, &["xvfb", "xauth"]);
        let lines: Vec<String> = commands.iter().map(|(_, _, words)| words.join(" ")).collect();
        assert!(lines[0].ends_with("-y update") && commands[0].1);
        assert!(lines[1].ends_with("-y install --no-install-recommends xvfb xauth") && !commands[1].1);
        assert!(lines.iter().all(|line| line.starts_with("env DEBIAN_FRONTEND=noninteractive apt-get ")));
    }

    #[test]
    fn the_advice_can_be_typed_as_it_stands() {
        assert_eq!(by_hand(Manager::Apt, &["xvfb"]), "apt-get install xvfb");
        assert_eq!(by_hand(Manager::Pacman, &["gtk3"]), "pacman -S gtk3");
    }
}
