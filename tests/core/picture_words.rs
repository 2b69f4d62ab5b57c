//! What a picture's file says of it: read from every place where words stand, offered by name, and never a reason to fail.

use std::io::{Cursor, Write};

use briefdesk_core::import::{Suggestion, Suggestions, WordsSource, added_picture};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};
use proptest::prelude::*;

fn plain(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::from_pixel(8, 4, Rgb([20, 120, 90]))).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG with segments of the given markers after its first.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(plain(ImageFormat::Jpeg).into()).unwrap();
    for (at, (marker, contents)) in segments.iter().enumerate() {
        let segment = JpegSegment::new_with_contents(*marker, Bytes::copy_from_slice(contents));
        jpeg.segments_mut().insert(1 + at, segment);
    }
    jpeg.encoder().bytes().to_vec()
}

fn png(kind: [u8; 4], contents: &[u8]) -> Vec<u8> {
    let mut png = Png::from_bytes(plain(ImageFormat::Png).into()).unwrap();
    png.chunks_mut().insert(1, PngChunk::new(kind, Bytes::copy_from_slice(contents)));
    png.encoder().bytes().to_vec()
}

/// IPTC-IIM records of the second kind, as `8BIM` resources.
fn iptc(is_utf_8: bool, records: &[(u8, &[u8])]) -> Vec<u8> {
    let mut data = Vec::new();
    if is_utf_8 {
        data.extend(b"\x1C\x01\x5A\x00\x03\x1b%G");
    }
    for (dataset, value) in records {
        data.extend([0x1C, 2, *dataset]);
        data.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        data.extend(*value);
    }
    // Another resource before it, of odd length and with a name.
    let mut resources = b"Photoshop 3.0\x008BIM\x03\xED\x03abc\0\0\0\x03xyz\0".to_vec();
    resources.extend(b"8BIM\x04\x04\0\0");
    resources.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    resources.extend(data);
    resources
}

fn xmp(properties: &str) -> Vec<u8> {
    let packet = format!(
        r#"http://ns.adobe.com/xap/1.0/{}<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:ps="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
            {properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#,
        '\0'
    );
    packet.into_bytes()
}

/// TIFF 6.0, little-endian, of texts.
fn exif(texts: &[(u16, &str)]) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend(u16::try_from(texts.len()).unwrap().to_le_bytes());
    let mut at = 8 + 2 + 12 * texts.len() + 4;
    for (tag, text) in texts {
        tiff.extend(tag.to_le_bytes());
        tiff.extend([2, 0]);
        tiff.extend(u32::try_from(text.len() + 1).unwrap().to_le_bytes());
        tiff.extend(u32::try_from(at).unwrap().to_le_bytes());
        at += text.len() + 1;
    }
    tiff.extend([0; 4]);
    for (_, text) in texts {
        tiff.extend(text.as_bytes());
        tiff.push(0);
    }
    tiff
}

fn with_exif(texts: &[(u16, &str)]) -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(plain(ImageFormat::Jpeg).into()).unwrap();
    jpeg.set_exif(Some(exif(texts).into()));
    jpeg.encoder().bytes().to_vec()
}

#[track_caller]
fn words(file: Vec<u8>) -> Suggestions {
    let added = added_picture("a picture", file).unwrap();
    // What it said is offered, and gone from the picture.
    assert_eq!(added_picture("the same", added.picture.bytes).unwrap().suggestions, Suggestions::default());
    added.suggestions
}

fn offers(offers: &[Suggestion]) -> Vec<(&str, WordsSource)> {
    offers.iter().map(|offer| (offer.text.as_str(), offer.source)).collect()
}

#[test]
fn iptc_gives_caption_and_credit() {
    let records: &[(u8, &[u8])] = &[
        (120, "Cranes at Ningbo,\r\n 3 June — 停工".as_bytes()),
        (80, b"Li Wen"),
        (110, b"Coast Photo"),
        (116, "© Coast Photo".as_bytes()),
        (25, b"ports"),
    ];
    let words = words(jpeg(&[(markers::APP13, &iptc(true, records))]));
    let caption = [("Cranes at Ningbo, 3 June — 停工", WordsSource::IptcCaption)];
    assert_eq!((offers(&words.caption), offers(&words.alt)), (caption.to_vec(), caption.to_vec()));
    let credit =
        [("Li Wen / Coast Photo", WordsSource::IptcBylineAndCredit), ("© Coast Photo", WordsSource::IptcCopyright)];
    assert_eq!(offers(&words.credit), credit);
}

#[test]
fn a_credit_line_that_names_the_photographer_already_stands_alone() {
    let words = words(jpeg(&[(markers::APP13, &iptc(true, &[(80, b"Li Wen"), (110, b"Li Wen/Coast Photo")]))]));
    assert_eq!(offers(&words.credit), [("Li Wen/Coast Photo", WordsSource::IptcCredit)]);
}

#[test]
fn iptc_without_a_stated_encoding_is_read_as_what_it_looks_like() {
    let chinese = "记者在宁波港口看到，数十艘货轮停泊在锚地等待装卸，码头上的起重机一动不动。";
    let (gbk, ..) = encoding_rs::GBK.encode(chinese);
    let (western, ..) = encoding_rs::WINDOWS_1252.encode("Grève à l’île de Ré");
    for (bytes, text) in [
        (gbk.as_ref(), chinese),
        (western.as_ref(), "Grève à l’île de Ré"),
        ("Grève à Ré 港口".as_bytes(), "Grève à Ré 港口"),
        (b"plain", "plain"),
    ] {
        let words = words(jpeg(&[(markers::APP13, &iptc(false, &[(120, bytes)]))]));
        assert_eq!(offers(&words.caption), [(text, WordsSource::IptcCaption)]);
    }
}

#[test]
fn iptc_that_goes_on_in_a_second_segment_is_read_whole() {
    let text = "Ports ".repeat(40);
    let whole = iptc(true, &[(120, text.as_bytes())]);
    let (first, rest) = whole.split_at(120);
    let second = [b"Photoshop 3.0\0", rest].concat();
    let words = words(jpeg(&[(markers::APP13, first), (markers::APP13, &second)]));
    assert_eq!(offers(&words.caption), [(text.trim(), WordsSource::IptcCaption)]);
}

#[test]
fn xmp_gives_alt_text_in_the_languages_of_the_desk() {
    let properties = r#"ps:Credit="Coast &amp; Sea" ps:Headline="Ports wait">
        <Iptc4xmpCore:AltTextAccessibility><rdf:Alt>
            <rdf:li xml:lang="x-default">A crane over &lt;empty&gt; water &#x2014; at dusk</rdf:li>
            <rdf:li xml:lang="de-DE">Ein Kran</rdf:li>
            <rdf:li xml:lang="zh-CN"><![CDATA[黄昏的起重机]]></rdf:li>
        </rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
        <Iptc4xmpCore:ExtDescrAccessibility><rdf:Alt><rdf:li xml:lang="en">Longer.</rdf:li></rdf:Alt></Iptc4xmpCore:ExtDescrAccessibility>
        <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Ningbo, 3 June.</rdf:li></rdf:Alt></dc:description>
        <dc:creator><rdf:Seq><rdf:li>Li Wen</rdf:li><rdf:li>王敏</rdf:li></rdf:Seq></dc:creator>
        <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">All rights</rdf:li></rdf:Alt></dc:rights>"#;
    let of_jpeg = words(jpeg(&[(markers::APP1, &xmp(properties))]));
    let alt = [
        ("A crane over <empty> water — at dusk", WordsSource::XmpAltText),
        ("黄昏的起重机", WordsSource::XmpAltText),
        ("Longer.", WordsSource::XmpExtendedDescription),
    ];
    assert_eq!(offers(&of_jpeg.alt), alt);
    let caption = [("Ningbo, 3 June.", WordsSource::XmpDescription), ("Ports wait", WordsSource::XmpHeadline)];
    assert_eq!(offers(&of_jpeg.caption), caption);
    let credit =
        [("Li Wen, 王敏 / Coast & Sea", WordsSource::XmpCreatorAndCredit), ("All rights", WordsSource::XmpRights)];
    assert_eq!(offers(&of_jpeg.credit), credit);

    let packet = &xmp(properties)[29..];
    let in_png = words(png(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", packet].concat()));
    assert_eq!(in_png, of_jpeg);
    let mut webp = WebP::from_bytes(plain(ImageFormat::WebP).into()).unwrap();
    webp.chunks_mut().push(RiffChunk::new(*b"XMP ", RiffContent::Data(Bytes::copy_from_slice(packet))));
    assert_eq!(words(webp.encoder().bytes().to_vec()), of_jpeg);
}

#[test]
fn the_same_words_in_two_places_are_one_offer() {
    let xmp = xmp("><dc:description>Ningbo.</dc:description>");
    let words = words(jpeg(&[(markers::APP1, &xmp), (markers::APP13, &iptc(true, &[(120, b"Ningbo.")]))]));
    assert_eq!(offers(&words.caption), [("Ningbo.", WordsSource::IptcCaption)]);
}

#[test]
fn exif_gives_what_people_wrote_and_not_what_the_camera_writes_always() {
    let found = words(with_exif(&[(0x010E, "港口 at dawn"), (0x013B, "Li Wen"), (0x8298, "© 2026 Li Wen")]));
    assert_eq!(offers(&found.caption), [("港口 at dawn", WordsSource::ExifDescription)]);
    let credit = [("Li Wen", WordsSource::ExifArtist), ("© 2026 Li Wen", WordsSource::ExifCopyright)];
    assert_eq!(offers(&found.credit), credit);
    for header in ["", "Exif\0\0"] {
        let mut webp = WebP::from_bytes(plain(ImageFormat::WebP).into()).unwrap();
        let exif = [header.as_bytes(), &exif(&[(0x013B, "Li Wen")])].concat();
        webp.set_exif(Some(exif.into()));
        assert_eq!(offers(&words(webp.encoder().bytes().to_vec()).credit), [("Li Wen", WordsSource::ExifArtist)]);
    }
    assert_eq!(words(with_exif(&[(0x010E, "OLYMPUS DIGITAL CAMERA         ")])), Suggestions::default());
}

#[test]
fn texts_of_a_png_are_read_compressed_or_not() {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    zlib.write_all("港口 at dawn".as_bytes()).unwrap();
    let zlib = zlib.finish().unwrap();
    for file in [
        png(*b"tEXt", b"Description\0Harbour \xE0 quai"),
        png(*b"iTXt", &[&b"Description\0\0\0zh\0\0"[..], "港口 at dawn".as_bytes()].concat()),
        png(*b"iTXt", &[&b"Description\0\x01\0\0\0"[..], &zlib].concat()),
    ] {
        let words = words(file);
        assert!(matches!(words.caption[0].text.as_str(), "港口 at dawn" | "Harbour à quai"), "{words:?}");
        assert_eq!(words.caption[0].source, WordsSource::PngDescription);
    }
    let words = words(png(*b"tEXt", b"Author\0Li Wen"));
    assert_eq!(offers(&words.credit), [("Li Wen", WordsSource::PngAuthor)]);
}

#[test]
fn what_is_hidden_in_a_text_is_gone_and_its_length_has_an_end() {
    let text = format!("A\u{202E}B\0\u{7}\u{200B}  C\tD\n\u{feff} {}", "长".repeat(3000));
    let words = words(jpeg(&[(markers::APP13, &iptc(true, &[(120, text.as_bytes())]))]));
    let caption = &words.caption[0].text;
    assert!(caption.starts_with("AB C D 长长") && caption.ends_with("长…"), "{caption}");
    assert_eq!(caption.chars().count(), 1000);
}

#[test]
fn entities_that_a_document_declares_are_not_expanded() {
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
        <!ENTITY f SYSTEM "file:///etc/passwd">]>"#;
    let packet = String::from_utf8(xmp(r#"ps:Headline="&c;">
        <dc:description>Before &c;&f;after</dc:description>"#));
    let packet = packet.unwrap().replace("<x:xmpmeta", &format!("{bomb}<x:xmpmeta"));
    let words = words(jpeg(&[(markers::APP1, packet.as_bytes())]));
    assert_eq!(offers(&words.caption), [("Before after", WordsSource::XmpDescription)]);
}

#[test]
fn a_picture_with_broken_metadata_is_a_picture() {
    let deep = format!("><dc:description>{}", "<a>".repeat(5000));
    let declared: String = (0..1000).map(|n| format!("xmlns:n{n}='{n}' ")).collect();
    let iptc = iptc(true, &[(120, b"Ningbo.")]);
    let bomb = {
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        zlib.write_all(&vec![b'a'; 32 << 20]).unwrap();
        [&b"Description\0\x01\0\0\0"[..], &zlib.finish().unwrap()].concat()
    };
    for file in [
        jpeg(&[(markers::APP1, &xmp("dc:description='<'>"))]),
        jpeg(&[(markers::APP1, &xmp(&deep))]),
        jpeg(&[(markers::APP1, &xmp(&format!("{declared}>")))]),
        jpeg(&[(markers::APP1, b"http://ns.adobe.com/xap/1.0/\0\xFF\xFE<\0")]),
        jpeg(&[(markers::APP13, b"Photoshop 3.0\x008BIM\x04\x04\xFF")]),
        jpeg(&[(markers::APP13, b"Photoshop 3.0\x008BIM\x04\x04\0\0\xFF\xFF\xFF\xFF\x1C\x02\x78\xFF\xFF")]),
        jpeg(&[(markers::APP13, &iptc[..iptc.len() - 3])]),
        png(*b"iTXt", b"XML:com.adobe.xmp"),
        png(*b"iTXt", &bomb),
        png(*b"zTXt", b"Description\0\0\x78\x9c\xFF\xFF"),
        png(*b"eXIf", b"II*\0\xFF\xFF\xFF\xFF"),
    ] {
        words(file);
    }
}

proptest! {
    #[test]
    fn whatever_the_metadata_is_the_picture_comes_in(noise in prop::collection::vec(any::<u8>(), 0..400), cut in 0_usize..200) {
        let iptc = iptc(false, &[(120, &noise), (80, &noise)]);
        let xmp = xmp(&String::from_utf8_lossy(&noise));
        for file in [
            jpeg(&[(markers::APP13, &iptc), (markers::APP1, &xmp)]),
            jpeg(&[(markers::APP13, &[b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\x01\x00", &noise[..]].concat())]),
            jpeg(&[(markers::APP13, &iptc[..iptc.len().saturating_sub(cut)]), (markers::APP1, &xmp[..xmp.len().saturating_sub(cut)])]),
            jpeg(&[(markers::APP1, &[b"Exif\0\0II*\0\x08\0\0\0", &noise[..]].concat())]),
            png(*b"iTXt", &noise),
            png(*b"zTXt", &[b"Description\0\0", &noise[..]].concat()),
            png(*b"eXIf", &noise),
        ] {
            let added = added_picture("a", file).unwrap();
            let texts = [added.suggestions.alt, added.suggestions.caption, added.suggestions.credit].concat();
            for Suggestion { text, .. } in texts {
                prop_assert!(!text.is_empty() && text.chars().count() <= 1000 && !text.contains(char::is_control));
            }
        }
    }
}
