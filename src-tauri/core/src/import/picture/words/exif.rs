//! EXIF: what cameras write, and people with programs for cameras.

use exif::{In, Reader, Tag, Value};

use super::{Found, WordsSource, iptc};

/// Reads the TIFF structure `data`.
pub(super) fn read(data: Vec<u8>, found: &mut Found) {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_raw(data).or_else(|error| error.distill_partial_result(|_| ()));
    let Ok(exif) = read else { return };
    let wanted = [
        (Tag::ImageDescription, WordsSource::ExifDescription),
        (Tag::Artist, WordsSource::ExifArtist),
        (Tag::Copyright, WordsSource::ExifCopyright),
    ];
    for (tag, source) in wanted {
        if let Some(Value::Ascii(texts)) = exif.get_field(tag, In::PRIMARY).map(|field| &field.value) {
            // Of a copyright the photographer's part stands first, the editor's after it.
            let texts: Vec<String> = texts.iter().map(|text| iptc::text(text)).collect();
            found.add(source, &texts.join(" "));
        }
    }
}
