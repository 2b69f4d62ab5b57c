//! A Markdown file → a brief: our own flavour whole, any other as far as its front matter is understood.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_saphyr::granit_parser::ErrorKind;
use serde_saphyr::localizer::ExternalMessageSource;
use serde_saphyr::{Error as YamlError, Location, NonFiniteFloatPolicy, Options, Spanned, from_str_with_options};

use super::{FindPicture, Imported, language};
use crate::brief::{Analysis, Brief, Hero, Ids, ImageHash, Publication, Status, Takeaway};
use crate::error::{Error, Result};
use crate::export::{
    FrontMatter, FrontMatterAnalysis, FrontMatterHero, FrontMatterTakeaway, SCHEMA, named_files, of_library,
};
use crate::store::Picture;

/// What the `schema` of every version of our own flavour begins with.
const FLAVOUR: &str = "brief/";
/// Lines before the front matter's first: `---`.
const LINES_BEFORE: u32 = 1;

pub(super) fn markdown(
    name: &str,
    text: &str,
    publications: &[Publication],
    ids: &mut dyn Ids,
    find_picture: FindPicture<'_>,
) -> Result<Imported> {
    let Some((yaml, body)) = split(text) else {
        if text.starts_with("---\n") && text[4..].lines().next().is_some_and(|line| line.contains(':')) {
            let reason = "it begins with --- and has no closing --- line".to_owned();
            return Err(Error::FrontMatter { name: name.to_owned(), line: Some(1), reason });
        }
        return Ok(without_front_matter(text, publications));
    };
    let front = parse(name, yaml)?;
    let picture = match &front.hero {
        Some(hero) if !hero.src.is_empty() => find_picture(&hero.src)?,
        _ => None,
    };
    if front.schema != SCHEMA {
        return brief(name, front, body, publications, ids, picture);
    }
    let analysis = front.analysis.as_ref().map_or("", |analysis| &analysis.body);
    let mut images = Vec::new();
    let mut files = named_files(&format!("{body}\n{analysis}"));
    for (path, hash) in &mut files {
        // What was changed since is another picture. What is not there may be in the library.
        if let Some(picture) = find_picture(path)? {
            *hash = ImageHash::of(&picture.bytes);
            images.push(picture);
        }
    }
    let mut imported = brief(name, front, &of_library(body, &files), publications, ids, picture)?;
    imported.brief.analysis.text = of_library(&imported.brief.analysis.text, &files);
    Ok(Imported { images, ..imported })
}

/// The front matter and the body: between two lines of `---`, and one blank line after it.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let (yaml, body) = if let Some(body) = rest.strip_prefix("---\n") {
        ("", body)
    } else if let Some(end) = rest.find("\n---\n") {
        (&rest[..=end], &rest[end + 5..])
    } else {
        (rest.strip_suffix("---").filter(|yaml| yaml.ends_with('\n'))?, "")
    };
    Some((yaml, body.strip_prefix('\n').unwrap_or(body)))
}

fn parse(name: &str, yaml: &str) -> Result<FrontMatter> {
    if yaml.trim().is_empty() {
        return Ok(FrontMatter::default());
    }
    let refused = |line: Option<u32>, reason| Error::FrontMatter { name: name.to_owned(), line, reason };
    // What makes the preview fail makes the whole fail too, and that says why.
    let preview: Preview = from_str_with_options(yaml, options()).unwrap_or_default();
    if let Some(schema) = &preview.schema
        && let Some(version) = schema.value.as_deref()
        && version.starts_with(FLAVOUR)
        && version != SCHEMA
    {
        return Err(refused(line(schema.referenced), format!("it was written by a newer Briefdesk ({version})")));
    }
    let yaml = preview.with_quotes(yaml);
    from_str_with_options(&yaml, options()).map_err(|error| {
        let error = error.without_snippet();
        refused(error.location().and_then(line), reason(error, &yaml))
    })
}

fn options() -> Options {
    let mut options = Options::default();
    options.non_finite_float_policy = NonFiniteFloatPolicy::PassThrough;
    options
}

/// The line of the file, counted from 1, if it is known.
fn line(location: Location) -> Option<u32> {
    u32::try_from(location.line()).ok().filter(|line| *line > 0).map(|line| line + LINES_BEFORE)
}

/// What has to be known of front matter before it is read.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Preview {
    schema: Option<Spanned<Option<String>>>,
    tags: Typed,
    takeaways: Typed,
}

impl Preview {
    /// The front matter with quotes around the tags and takeaways that are words and that YAML would take for something else: read
    /// as a number, `2.50` would come back as 2.5. No line becomes another.
    fn with_quotes<'a>(&self, yaml: &'a str) -> Cow<'a, str> {
        let mut ranges: Vec<_> = self.tags.0.iter().chain(&self.takeaways.0).collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup();
        let mut quoted = String::new();
        let mut end = 0;
        for range in ranges {
            let (Some(before), Some(word)) = (yaml.get(end..range.start), yaml.get((*range).clone())) else { continue };
            let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_' | b':');
            if word.bytes().all(is_plain) {
                quoted.extend([before, "'", word, "'"]);
                end = range.end;
            }
        }
        if end == 0 {
            return Cow::Borrowed(yaml);
        }
        quoted.push_str(&yaml[end..]);
        Cow::Owned(quoted)
    }
}

/// Where, in a text or a list of texts, YAML sees a number or a yes or no: the bytes of each.
#[derive(Default)]
struct Typed(Vec<Range<usize>>);

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value, referenced, defined } = Spanned::<Shape>::deserialize(deserializer)?;
        let range = || {
            let span = defined.span();
            let (start, len) = (span.byte_offset()?, span.byte_len()?);
            Some(usize::try_from(start).ok()?..usize::try_from(start + len).ok()?)
        };
        Ok(match value {
            Shape::Other => Self::default(),
            // What an alias stands for may be wanted as a number elsewhere.
            Shape::Typed => Self(range().filter(|_| referenced == defined).into_iter().collect()),
            Shape::List(items) => Self(items),
        })
    }
}

enum Shape {
    Typed,
    List(Vec<Range<usize>>),
    Other,
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Typed)
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        let mut list = Vec::new();
        while let Some(Typed(item)) = items.next_element()? {
            list.extend(item);
        }
        Ok(Shape::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Shape::Other)
    }
}

/// What is wrong, for the one who wrote the file: a clause that goes after "is wrong at line 3:", without the parser's own words.
fn reason(error: &YamlError, yaml: &str) -> String {
    let must_be = |what: &str, location: &Location| match key_of(yaml, *location) {
        Some((key, false)) => format!("`{key}` must be {what}"),
        Some((key, true)) => format!("an item of `{key}` must be {what}"),
        None => format!("{what} must stand there"),
    };
    match error {
        YamlError::WithSnippet { error, .. } | YamlError::AliasError { error, .. } => reason(error, yaml),
        // Said by `FrontMatter`.
        YamlError::Message { msg, .. } => msg.trim_end_matches('.').to_owned(),
        YamlError::DuplicateMappingKey { key: Some(key), .. } => format!("`{key}` stands there twice"),
        YamlError::DuplicateMappingKey { key: None, .. } => "a key stands there twice".to_owned(),
        YamlError::Unexpected { expected, location } => must_be(in_words(expected), location),
        YamlError::SerdeInvalidType { expected, location, .. }
        | YamlError::SerdeInvalidValue { expected, location, .. } => must_be(in_words(expected), location),
        YamlError::InvalidScalar { ty, location } => must_be(in_words(ty), location),
        YamlError::InvalidBooleanStrict { location } => must_be("true or false", location),
        YamlError::NullIntoString { location } | YamlError::TaggedScalarCannotDeserializeIntoString { location } => {
            must_be("a text", location)
        }
        YamlError::SerdeMissingField { field, .. } => format!("`{field}` is missing"),
        YamlError::UnknownAnchor { .. } => NO_ANCHOR.to_owned(),
        YamlError::AliasReplayCounterOverflow { .. }
        | YamlError::AliasReplayLimitExceeded { .. }
        | YamlError::AliasExpansionLimitExceeded { .. }
        | YamlError::AliasReplayStackDepthExceeded { .. }
        | YamlError::RecursiveReferencesRequireWeakTypes { .. } => {
            "it repeats itself too often with * references".to_owned()
        }
        YamlError::Budget { .. } => "it is too large, too deeply nested, or repeats itself too often".to_owned(),
        YamlError::MultipleDocuments { .. } => "a second front matter begins there".to_owned(),
        YamlError::ExternalMessage { source, .. } => match &**source {
            ExternalMessageSource::Parser(error) => scan_reason(error.kind()).to_owned(),
            _ => NOT_YAML.to_owned(),
        },
        _ => NOT_YAML.to_owned(),
    }
}

const NOT_YAML: &str = "it is not valid YAML";
const NO_ANCHOR: &str = "a * refers to a name that is not defined; a text that begins with * needs quotes";

fn scan_reason(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => "a quote is not closed",
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "there is more after a closing quote"
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => "a backslash in quotes is followed by what it can't be",
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::MismatchedFlowCollectionEnd { .. } => "a bracket is not closed, or a comma is missing",
        ErrorKind::MisplacedFlowCollectionEnd => "a bracket closes that was not opened",
        ErrorKind::TabInIndentation | ErrorKind::TabInPlainScalar | ErrorKind::TabAtBlockScalarStart => {
            "a tab stands where spaces must"
        }
        ErrorKind::UnknownAnchor => NO_ANCHOR,
        ErrorKind::RecursionLimitExceeded => "it is too deeply nested",
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            "there is a second colon; a text that has a colon and a space needs quotes"
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
            "the line is not indented like those around it"
        }
        _ => NOT_YAML,
    }
}

/// What the parser expected, in words that are not its own.
fn in_words(expected: &str) -> &str {
    match expected {
        "a text" | "a text or a list of texts" => expected,
        "sequence start" | "a sequence" => "a list",
        "bool" | "boolean" | "a boolean" => "true or false",
        text if text.contains("string") || text == "scalar" => "a text",
        map if map.contains("map") || map.starts_with("struct ") => "a group of keys",
        _ => "something else",
    }
}

/// The key whose value begins at `location`, or the value of one of whose items does, if the lines show it; and which.
fn key_of(yaml: &str, location: Location) -> Option<(&str, bool)> {
    let lines: Vec<&str> = yaml.lines().take(usize::try_from(location.line()).ok()?).collect();
    let (line, above) = lines.split_last()?;
    let column = usize::try_from(location.column()).ok()?.checked_sub(1)?;
    let before = line.char_indices().nth(column).map_or(*line, |(at, _)| &line[..at]).trim();
    let indent = |line: &str| line.len() - line.trim_start().len();
    // An item may stand as far out as the key of its list.
    let is_parent = |above: &&&str| {
        let is_beside = before == "-" && indent(above) == indent(line) && !above.trim_start().starts_with('-');
        !above.trim().is_empty() && (indent(above) < indent(line) || is_beside)
    };
    let text = if matches!(before, "" | "-") { above.iter().rev().find(is_parent)?.trim() } else { before };
    let key = text.strip_suffix(':')?.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (!key.is_empty()).then_some((key, before == "-"))
}

/// A file of another program, or of a hand: a heading on its first line is the headline.
fn without_front_matter(text: &str, publications: &[Publication]) -> Imported {
    let mut brief = blank(publications);
    let start = text.trim_start_matches('\n');
    match start.strip_prefix("# ").map(|rest| rest.split_once('\n').unwrap_or((rest, ""))) {
        Some((headline, body)) => {
            brief.headline = headline.trim().trim_end_matches('#').trim_end().to_owned();
            brief.body = body.trim_start_matches('\n').to_owned();
        }
        None => brief.body = text.to_owned(),
    }
    brief.language = language_of(&[&brief.headline, &brief.body], brief.language);
    Imported { brief, id: None, created_at: None, updated_at: None, picture: None, images: Vec::new() }
}

fn brief(
    name: &str,
    front: FrontMatter,
    body: &str,
    publications: &[Publication],
    ids: &mut dyn Ids,
    picture: Option<Picture>,
) -> Result<Imported> {
    // In our own flavour what is left out is empty; a foreign file just never said it.
    let ours = front.schema == SCHEMA;
    let default = if ours { Brief::default() } else { blank(publications) };
    let or = |text: String, default: String| if text.is_empty() { default } else { text };
    let told = or(front.lang, front.language);
    let spoken = if ours || !told.is_empty() {
        or(told, default.language)
    } else {
        language_of(&[&front.title, &front.description, body], default.language)
    };
    let status = match front.status.as_str() {
        "" => Status::Draft,
        other => Status::from_name(other).ok_or_else(|| {
            let known = Status::ALL.map(Status::name).join(", ");
            Error::FrontMatter {
                name: name.to_owned(),
                line: None,
                reason: format!("status is {other:?}; it can be {known}"),
            }
        })?,
    };
    let brief = Brief {
        headline: front.title,
        summary: or(front.description, front.summary),
        hero: front.hero.map(|words| hero(words, picture.as_ref())),
        takeaways: front.takeaways.into_iter().map(|takeaway| identified(takeaway, ids)).collect(),
        analysis: front.analysis.map_or(default.analysis, analysis),
        body: body.to_owned(),
        publication: or(front.publication, default.publication),
        slug: front.slug,
        byline: or(front.byline, default.byline),
        section: front.section,
        tags: front.tags,
        dateline: front.dateline,
        language: spoken,
        sources: front.sources,
        canonical_url: front.canonical,
        related: front.related,
        status,
        published_at: front.date,
        embargo_until: front.embargo,
        corrections: front.corrections,
    };
    let (id, created_at, updated_at) = (front.id, front.created, front.lastmod);
    Ok(Imported { brief, id, created_at, updated_at, picture, images: Vec::new() })
}

/// The language that a file does not tell: Chinese where the texts are, else the publication's.
fn language_of(texts: &[&str], default: String) -> String {
    match language::chinese(texts.iter().copied()) {
        Some(chinese) => chinese.tag(&default),
        None => default,
    }
}

fn blank(publications: &[Publication]) -> Brief {
    publications.first().map(Brief::blank).unwrap_or_default()
}

fn hero(words: FrontMatterHero, picture: Option<&Picture>) -> Hero {
    let image = picture.map(|picture| ImageHash::of(&picture.bytes));
    Hero {
        image,
        alt: words.alt,
        caption: words.caption,
        credit: words.credit,
        decorative: words.decorative,
        focal: words.focal,
        original: words.original,
    }
}

fn identified(takeaway: FrontMatterTakeaway, ids: &mut dyn Ids) -> Takeaway {
    match takeaway {
        FrontMatterTakeaway::Identified { id, text } => Takeaway { id, text },
        FrontMatterTakeaway::Text(text) => Takeaway { id: ids.takeaway(), text },
    }
}

fn analysis(front: FrontMatterAnalysis) -> Analysis {
    Analysis { label: front.label, title: front.title, text: front.body, byline: front.byline, tag: front.tag }
}
