//! What a problem says on the command line: one sentence, with what to do about it.

use std::borrow::Cow;

use briefdesk_core::brief::Part;
use briefdesk_core::export::{Loss, Warning};
use briefdesk_core::markdown::Markup;
use briefdesk_core::proof::{PartState, Proof};

use super::remarks::Remarks;
use crate::ipc::{ExportedFile, FileState, Problem};

/// The sentence for `problem`, in English as all of the command line.
pub fn sentence(problem: &Problem) -> String {
    match problem {
        Problem::Conflict { .. } => "the brief was changed by another program meanwhile; open it again".to_owned(),
        Problem::BriefNotFound { id } => format!("no brief's id begins with {id:?}; `briefdesk list` shows them all"),
        Problem::AmbiguousId { id } => format!("more than one brief's id begins with {id:?}; give more of it"),
        Problem::RevisionNotFound { revision } => {
            format!("the brief has no revision {revision}; `briefdesk history` shows those that it has")
        }
        Problem::RevisionUnreadable { revision } => {
            format!("revision {revision} is damaged; look for it in a backup, the others can be read")
        }
        Problem::PieceNotFound => "this passage has changed meanwhile; compare again and choose once more".to_owned(),
        Problem::DiskFull => "the disk is full; make room and try again".to_owned(),
        Problem::NotPermitted { path } => {
            format!("no permission for {path}; choose another place or change its permissions")
        }
        Problem::LibraryBusy => "another program holds the library; close it and try again".to_owned(),
        Problem::NoLibrary { path } => {
            format!("there is no library at {path}; `briefdesk import` makes one, or name another with --library")
        }
        Problem::NotALibrary { path } => format!("{path} is not a Briefdesk library; name another with --library"),
        Problem::ForeignLibrary { path } => format!("{path} belongs to another program; name another with --library"),
        Problem::NewerLibrary { path } => {
            format!("{path} was written by a newer Briefdesk; update this one to open it")
        }
        Problem::LibraryGone { path } => format!("{path} was moved or removed meanwhile; put it back and try again"),
        Problem::DamagedLibrary { path } => format!("{path} is damaged; keep a copy of it and restore a backup"),
        Problem::LibraryMended { path } => format!("{path} was damaged and is put right; try again"),
        Problem::FileExists { path } => format!("{path} is there already and is not overwritten; choose another name"),
        Problem::Cancelled => "cancelled; nothing was changed".to_owned(),
        Problem::NoPrinter => {
            "a PDF needs a screen: start this in a desktop session, or as `xvfb-run -a briefdesk export …`".to_owned()
        }
        Problem::NoPrinting => {
            "there is no PDF on this system yet; export the HTML page and print that from a browser".to_owned()
        }
        Problem::PrintFailed { reason } => {
            format!("the PDF could not be printed: {reason}; try again, or print the HTML page from a browser")
        }
        Problem::AddressNotOpened { address } => format!("{address} was not opened"),
        Problem::FileEmpty { name } => format!("{name} is empty; nothing was imported"),
        Problem::FileNotText { name } => format!("{name} is not a text file; save it as text, Markdown or HTML first"),
        Problem::FileTooLarge { name, limit_mb } => {
            format!("{name} is larger than {limit_mb} MB, the most that is taken")
        }
        Problem::FileKindUnknown { name } => {
            format!("{name} can't be imported: the file must end in .txt, .md or .html")
        }
        Problem::FileFailed { path, reason } => format!("{path}: {reason}"),
        Problem::FrontMatter { name, line: Some(line), reason } => {
            format!("the front matter of {name} is wrong at line {line}: {reason}")
        }
        Problem::FrontMatter { name, line: None, reason } => format!("the front matter of {name} is wrong: {reason}"),
        Problem::NamePattern { pattern } => format!(
            "{pattern:?} can't name files; use text with {{slug}}, {{date}}, {{year}}, {{month}}, {{day}}, {{lang}} or {{id}} in it, and a slash between folders"
        ),
        Problem::NeverWentOut { id } => {
            format!(
                "brief {id} never went out, so there is nothing to correct; change its text, or export it as final first"
            )
        }
        Problem::NotAFolder { path } => {
            format!("{path} is a link to elsewhere, or no folder; nothing is written there, put a folder in its place")
        }
        Problem::NotAnImage { name } => format!("{name} is not a JPEG, PNG, WebP or GIF picture; choose another"),
        Problem::PictureKind { name, kind } => {
            format!("{name} is a picture of the kind {kind}; save it as JPEG, PNG, WebP or GIF first")
        }
        Problem::ImageTooLarge { name, width, height, limit } => {
            format!("{name} claims {width} × {height} pixels; scale it to at most {limit} a side")
        }
        Problem::Theme { name, file, line, reason } => {
            let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
            format!("the theme {name:?} is wrong in {}{line}: {reason}", file.name())
        }
        Problem::ThemeName { name } => {
            format!("no theme can be called {name:?}; choose one line of at most 60 characters that no other theme has")
        }
        Problem::ThemeNotFound { name } => {
            format!("there is no theme {name:?}; `briefdesk themes` lists them all")
        }
        Problem::Bug { detail } => format!("something went wrong in Briefdesk itself: {detail}"),
    }
}

/// What is to be said of an exported file.
pub fn of_file(file: &ExportedFile, remarks: &mut Remarks) {
    let ExportedFile { id, headline, path, state, proof, .. } = file;
    for sentence in proof.iter().flat_map(of_proof) {
        remarks.say(path, &sentence);
    }
    match state {
        FileState::Written | FileState::Unchanged => {}
        FileState::Edited => {
            remarks.say(path, "somebody changed the file since it was exported; move it away to export it anew");
        }
        FileState::ProofFailed => {
            remarks.say(path, "not written, for it would say something else than the brief");
        }
        FileState::Failed { problem } => {
            let which = if headline.is_empty() { id.to_string() } else { format!("{headline:?} ({id})") };
            remarks.say(&which, &format!("not exported: {}", sentence(problem)));
        }
    }
}

fn of_proof(proof: &Proof) -> impl Iterator<Item = Cow<'static, str>> {
    let losses = proof.losses.iter().map(of_loss);
    let altered = proof.parts.iter().filter_map(|part| match &part.state {
        PartState::Whole | PartState::LeftOut => None,
        PartState::Altered { expected, found } => {
            Some(format!("{} has {found:?} in place of {expected:?}", of_part(part.part)))
        }
    });
    let warnings = proof.warnings.iter().map(|warning| of_warning(*warning).into());
    altered.chain(losses).map(Cow::from).chain(warnings)
}

fn of_loss(loss: &Loss) -> String {
    match loss {
        Loss::PartLeftOut { part } => format!("the format has no place for {}", of_part(*part)),
        Loss::LinkAddress { part } => {
            format!("links of {} that lead neither to the web nor to mail are their words alone", of_part(*part))
        }
        Loss::CaptionLeftOut => "the format has no place for the picture's caption and credit".to_owned(),
        Loss::WordsOnly { part } => format!("of {} only the words are there", of_part(*part)),
        Loss::PublicationTime => "the format has no place for the time of publication".to_owned(),
        Loss::Markup { part, markup } => {
            format!("{} in {} may not look as on the page", of_markup(*markup), of_part(*part))
        }
    }
}

fn of_markup(markup: Markup) -> &'static str {
    match markup {
        Markup::RawHtml => "raw HTML",
        Markup::BareAddresses => "addresses without marks",
        Markup::Footnotes => "footnotes",
        Markup::Tasks => "tasks",
        Markup::Alerts => "alerts",
        Markup::IndentedCode => "indented code",
        Markup::HanEmphasis => "emphasis beside Chinese punctuation",
    }
}

fn of_part(part: Part) -> &'static str {
    match part {
        Part::Headline => "the headline",
        Part::Summary => "the summary",
        Part::Hero => "the hero image",
        Part::Takeaways => "the list of takeaways",
        Part::Analysis => "the strategic analysis",
        Part::Body => "the body",
    }
}

fn of_warning(warning: Warning) -> &'static str {
    match warning {
        Warning::HeadlineMissing => "the brief has no headline",
        Warning::PictureMissing => "the hero image has no picture yet; its alt text stands in its place",
        Warning::ImageMissing => "the library does not have a picture of the text; its alt text stands in its place",
        Warning::ThemeMissing => "the library does not have the publication's page theme; the built-in one was used",
        Warning::AddressMissing => "there is no canonical URL, so the page has no share links",
    }
}
