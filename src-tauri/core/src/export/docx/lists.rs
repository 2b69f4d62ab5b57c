//! Word's numbering: what its lists count with. Each list of a text is an instance of one of a few kinds, so that it counts by itself.

use super::SPACES;
use super::xml::Xml;

/// Levels that Word has.
pub(super) const LEVELS: u32 = 9;
/// How far a level stands in from the one around it, in twips.
pub(super) const STEP: u32 = 400;

/// A kind of list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Takeaways,
    Bullets,
    Numbers,
    ToDo,
    Done,
}

const KINDS: [Kind; 5] = [Kind::Takeaways, Kind::Bullets, Kind::Numbers, Kind::ToDo, Kind::Done];

/// The lists so far: kind, and for one with numbers its level and the first of them.
#[derive(Default)]
pub(super) struct Lists(Vec<(Kind, u32, u32)>);

impl Lists {
    /// The number of a list of `kind` at `level` that begins with `start`. Lists without numbers share one.
    pub fn add(&mut self, kind: Kind, level: u32, start: u32) -> u32 {
        let counts = matches!(kind, Kind::Numbers);
        let shared = self.0.iter().position(|(other, ..)| *other == kind && !counts);
        let at = shared.unwrap_or_else(|| {
            self.0.push((kind, level, start));
            self.0.len() - 1
        });
        u32::try_from(at + 1).unwrap_or(u32::MAX)
    }

    pub fn xml(&self) -> Vec<u8> {
        let mut xml = Xml::new();
        xml.open("w:numbering", SPACES);
        for (id, kind) in KINDS.into_iter().enumerate() {
            xml.within("w:abstractNum", &[("w:abstractNumId", &id.to_string())], |xml| {
                xml.value("w:multiLevelType", "hybridMultilevel");
                (0..LEVELS).for_each(|at| level(xml, kind, at));
            });
        }
        for (at, (kind, level, start)) in self.0.iter().enumerate() {
            let id = KINDS.iter().position(|other| other == kind).unwrap_or_default();
            xml.within("w:num", &[("w:numId", &(at + 1).to_string())], |xml| {
                xml.value("w:abstractNumId", &id.to_string());
                if *kind == Kind::Numbers {
                    xml.within("w:lvlOverride", &[("w:ilvl", &level.to_string())], |xml| {
                        // Word counts with signed numbers.
                        xml.value("w:startOverride", &(*start).min(i32::MAX as u32).to_string());
                    });
                }
            });
        }
        xml.close("w:numbering");
        xml.finish()
    }
}

fn level(xml: &mut Xml, kind: Kind, level: u32) {
    xml.within("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
        xml.value("w:start", "1");
        xml.value("w:numFmt", if matches!(kind, Kind::Takeaways | Kind::Numbers) { "decimal" } else { "bullet" });
        xml.value("w:lvlText", &mark(kind, level));
        xml.value("w:lvlJc", "left");
        let left = ((level + 1) * STEP).to_string();
        xml.within("w:pPr", &[], |xml| xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &STEP.to_string())]));
        xml.within("w:rPr", &[], |xml| match kind {
            Kind::Takeaways => xml.empty("w:b", &[]),
            Kind::ToDo | Kind::Done => {
                let font = "Segoe UI Symbol";
                xml.empty("w:rFonts", &[("w:ascii", font), ("w:hAnsi", font), ("w:eastAsia", font), ("w:cs", font)]);
            }
            Kind::Bullets | Kind::Numbers => {}
        });
    });
}

fn mark(kind: Kind, level: u32) -> String {
    match kind {
        Kind::Takeaways | Kind::Numbers => format!("%{}.", level + 1),
        Kind::Bullets => ["•", "–", "▪"][level as usize % 3].to_owned(),
        Kind::ToDo => "☐".to_owned(),
        Kind::Done => "☑".to_owned(),
    }
}
