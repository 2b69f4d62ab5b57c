//! Pictures within the text: on the page, beside the Markdown file, back again, and never cleaned up while a text names them.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use briefdesk_core::brief::{Brief, BriefId, Hero, ImageHash, Publication, RandomIds};
use briefdesk_core::export::{Format, Pictures, Warning, page, render};
use briefdesk_core::import::{import_file, picture};
use briefdesk_core::library;
use briefdesk_core::store::Finding;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jiff::SignedDuration;

use crate::sample::{Library, article, id, library, long_wire, noon, write_all};

fn shade(shade: u8, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::from_pixel(6, 4, Rgb([shade, 90, 90]))).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn added(library: &mut Library, of: u8, format: ImageFormat) -> ImageHash {
    library.store.add_image(&picture("a", shade(of, format)).unwrap()).unwrap()
}

/// A brief with a picture in the hero, one in the body, one in the analysis.
fn illustrated(library: &mut Library) -> (BriefId, [ImageHash; 3]) {
    let hero = added(library, 1, ImageFormat::Jpeg);
    let body = added(library, 2, ImageFormat::Png);
    let analysis = added(library, 3, ImageFormat::WebP);
    let mut brief = long_wire();
    brief.hero = Some(Hero { image: Some(hero.clone()), alt: "Pylons".to_owned(), ..Hero::default() });
    brief.body = format!("One.\n\n![港口 at dusk](image:{body})\n\nTwo ![](<image:{body}> \"Dusk\").\n");
    brief.analysis.text = format!("![][chart]\n\n[chart]: image:{analysis}");
    let id = id();
    library.store.save_brief(id, 0, brief, noon()).unwrap();
    (id, [hero, body, analysis])
}

#[test]
fn the_page_holds_them() {
    let mut library = library();
    let (id, _) = illustrated(&mut library);
    let article = library::article(&library.store, id).unwrap();
    let html = page(&article, Pictures::Inline).unwrap();
    assert_eq!(html.matches("<img src=\"data:image/").count(), 4);
    assert_eq!(html.matches("data:image/png;base64,").count(), 2);
    assert!(html.contains("width=\"6\" height=\"4\" alt=\"港口 at dusk\">"), "{html}");
    let shown =
        page(&article, Pictures::From { address: |hash| format!("image://localhost/{hash}"), sources: "image:" });
    assert_eq!(shown.unwrap().matches("<img src=\"image://localhost/").count(), 4);
    assert!(!article.warnings(Format::Html).contains(&Warning::ImageMissing));
}

#[test]
fn one_that_the_library_does_not_have_is_its_words_and_a_warning() {
    let body = format!("![A quay](image:{})", ImageHash::of(b"gone"));
    let article = article(Brief { body, ..long_wire() });
    assert!(page(&article, Pictures::Inline).unwrap().contains("<p><em>A quay</em></p>"));
    assert!(article.warnings(Format::Markdown).contains(&Warning::ImageMissing));
}

#[test]
fn beside_a_markdown_file_they_are_files_that_come_back() {
    let mut library = library();
    let (id, [hero, body, analysis]) = illustrated(&mut library);
    let article = library::article(&library.store, id).unwrap();
    let path = library.folder.path().join("out").join("brief.md");
    fs::create_dir(path.parent().unwrap()).unwrap();
    write_all(&render(&article, &Format::Markdown.into()).unwrap(), &path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(&format!("![港口 at dusk](images/{body}.png)")) && !text.contains("image:"), "{text}");
    let names: Vec<PathBuf> = [(hero, "jpg"), (body.clone(), "png"), (analysis, "webp")]
        .map(|(hash, extension)| path.with_file_name("images").join(format!("{hash}.{extension}")))
        .into();
    assert!(names.iter().all(|name| name.exists()), "{names:?}");

    let imported = import_file(&path, &[Publication::default()], &mut RandomIds).unwrap();
    assert_eq!((&imported.brief, imported.images.len()), (&article.stored.brief, 2));
    let mut elsewhere = crate::sample::library();
    let row = library::add(&mut elsewhere.store, imported, noon()).unwrap();
    let again = library::article(&elsewhere.store, row.id).unwrap();
    assert_eq!(again.images, article.images);

    // Alone it still says which pictures it means, and one that was changed since is the one it is now.
    let alone = library.folder.path().join("brief.md");
    fs::copy(&path, &alone).unwrap();
    let imported = import_file(&alone, &[Publication::default()], &mut RandomIds).unwrap();
    assert_eq!((&imported.brief.body, imported.images.len()), (&article.stored.brief.body, 0));
    let changed = shade(99, ImageFormat::Png);
    fs::write(path.with_file_name("images").join(format!("{body}.png")), &changed).unwrap();
    let imported = import_file(&path, &[Publication::default()], &mut RandomIds).unwrap();
    assert!(imported.brief.body.contains(&format!("(image:{})", ImageHash::of(&changed))), "{}", imported.brief.body);
}

#[test]
fn a_text_that_names_the_file_too_comes_back_as_it_was() {
    let mut library = library();
    let image = added(&mut library, 1, ImageFormat::Png);
    let body = format!("![](image:{image}) and `images/{image}.png`");
    let id = id();
    library.store.save_brief(id, 0, Brief { body: body.clone(), ..long_wire() }, noon()).unwrap();
    let path = library.folder.path().join("brief.md");
    let article = library::article(&library.store, id).unwrap();
    write_all(&render(&article, &Format::Markdown.into()).unwrap(), &path);
    assert!(fs::read_to_string(&path).unwrap().ends_with(&body));
}

#[test]
fn what_an_old_revision_shows_in_its_text_is_used_and_so_is_an_original() {
    let mut library = library();
    let (body, analysis) = (added(&mut library, 1, ImageFormat::Png), added(&mut library, 2, ImageFormat::Png));
    let (original, spare) = (added(&mut library, 3, ImageFormat::Png), added(&mut library, 4, ImageFormat::Png));
    let id = id();
    for hour in 0..4 {
        let mut brief = long_wire();
        match hour {
            0 => brief.body = format!("![A quay](image:{body})"),
            1 => brief.analysis.text = format!("![](image:{analysis})"),
            2 => brief.hero = Some(Hero { original: Some(original.clone()), ..Hero::default() }),
            _ => {}
        }
        let now = noon() + SignedDuration::from_hours(i64::from(hour));
        library.store.save_brief(id, hour, brief, now).unwrap();
    }
    let all = [body, analysis, original, spare.clone()];
    assert_eq!(library.store.unused_images(&[]).unwrap().images, std::slice::from_ref(&spare));
    assert_eq!(library.store.remove_images(&all, &[]).unwrap().images, [spare]);
    let left = all.iter().filter(|hash| library.store.image(hash).unwrap().is_some());
    assert_eq!(left.count(), 3);
}

#[test]
fn verifying_misses_a_picture_of_the_text() {
    let mut library = library();
    let (id, image) = (id(), ImageHash::of(b"gone"));
    let brief = Brief { hero: None, body: format!("![A quay](image:{image})"), ..long_wire() };
    let headline = brief.headline.clone();
    library.store.save_brief(id, 0, brief, noon()).unwrap();
    let found = library.store.verify(&mut |_| std::ops::ControlFlow::Continue(())).unwrap().findings;
    assert_eq!(found, [Finding::ImageMissing { image: image.to_string(), id: id.to_string(), headline }]);
}
