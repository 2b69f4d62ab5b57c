//! Markdown in the flavours of the site generators: each generator builds a site of the samples, and the pages that it
//! makes say what the briefs say.

use std::fs;
use std::path::{Path, PathBuf};

use briefdesk_core::brief::Brief;
use scraper::{Html, Selector};

use super::desk::{self, Exported};
use super::tools::{run, scripts, words};

/// A generator's site: a folder with what it needs to build ours.
struct Site {
    folder: PathBuf,
}

/// A page that a generator made, as our templates have it.
struct Built {
    title: String,
    date: String,
    tags: Vec<String>,
    text: String,
}

impl Site {
    /// A new site for the flavour `name`, with the samples in its folder `content`.
    fn new(name: &str, content: &str) -> (Self, Vec<Exported<'static>>) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conform").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        let files = desk::samples().export_to(&folder.join(content), &["--format", "markdown", "--flavour", name]);
        (Self { folder }, files)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Lets the site find the npm packages of the checks.
    fn link_packages(&self) {
        #[cfg(unix)]
        std::os::unix::fs::symlink(scripts().join("node_modules"), self.folder.join("node_modules")).unwrap();
    }

    /// Every page below the folder `built`.
    fn pages(&self, built: &str) -> Vec<Built> {
        html_files(&self.folder.join(built)).iter().map(|path| read(&fs::read_to_string(path).unwrap())).collect()
    }
}

fn html_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(html_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
    found
}

fn read(html: &str) -> Built {
    let page = Html::parse_document(html);
    let all = |place: &str| {
        let selector = Selector::parse(place).unwrap();
        page.select(&selector).map(|element| element.text().collect::<String>()).collect::<Vec<_>>()
    };
    Built {
        title: all("h1.title").concat(),
        date: all("time.date").concat().trim().to_owned(),
        tags: all("li.tag").iter().map(|tag| tag.trim().to_owned()).collect(),
        text: words(&all("main").concat()),
    }
}

/// Fails unless each of `files` has a page with its title, date, tags and takeaways, its analysis and its body.
#[track_caller]
fn all_there(files: &[Exported<'_>], pages: &[Built]) {
    let complete = |brief: &Brief| !brief.headline.is_empty() && brief.published_at.is_some();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files.iter().filter(|file| complete(&file.kept.brief)) {
        seen += 1;
        let brief = &file.kept.brief;
        let title = words(&brief.headline);
        match pages.iter().find(|page| words(&page.title) == title) {
            Some(page) => wrong.extend(missing(brief, page).into_iter().map(|what| (&file.kept.name, what))),
            None => wrong.push((&file.kept.name, "has no page of its title".to_owned())),
        }
    }
    assert!(seen >= 10, "only {seen} briefs have a title and a date");
    let lines: Vec<_> = wrong.iter().map(|(name, what)| format!("{name}: {what}")).collect();
    assert!(wrong.is_empty(), "{}", lines.join("\n"));
}

fn missing(brief: &Brief, page: &Built) -> Vec<String> {
    let mut missing = Vec::new();
    let date = brief.published_at.unwrap().strftime("%Y-%m-%d").to_string();
    if page.date != date {
        missing.push(format!("the date is {}, not {date}", page.date));
    }
    if page.tags != brief.tags {
        missing.push(format!("the tags are {:?}, not {:?}", page.tags, brief.tags));
    }
    for takeaway in &brief.takeaways {
        let text = words(&briefdesk_core::markdown::to_text(&takeaway.text));
        if !page.text.contains(&text) {
            missing.push(format!("a takeaway is missing: {}", takeaway.text));
        }
    }
    for (part, text) in [("analysis", &brief.analysis.text), ("body", &brief.body)] {
        // Paragraph by paragraph: between them a generator may put footnotes, marks and numbers.
        for line in text.lines().filter(|line| is_plain(line)) {
            if !page.text.contains(&words(&briefdesk_core::markdown::to_text(line))) {
                missing.push(format!("of the {part} is missing: {line}"));
            }
        }
    }
    missing
}

/// Whether `line` is a paragraph of its own that all dialects of Markdown read alike.
fn is_plain(line: &str) -> bool {
    line.starts_with(char::is_alphabetic) && !line.contains(['<', '[', '{', '$', '|', '~', '`', ':', '#'])
}

const HUGO_PAGE: &str = r#"<!doctype html><html><body><h1 class="title">{{ .Title }}</h1>
<time class="date">{{ .Date.UTC.Format "2006-01-02" }}</time>
<ul>{{ range .Params.tags }}<li class="tag">{{ . }}</li>{{ end }}</ul><main>{{ .Content }}</main></body></html>"#;

#[test]
#[ignore = "needs Hugo: cargo xtask conform"]
fn hugo_builds_a_site_of_the_briefs() {
    let (site, files) = Site::new("hugo", "content/posts");
    site.write(
        "hugo.toml",
        "baseURL = 'https://example.org/'\ndisableKinds = ['taxonomy', 'term', 'rss', 'sitemap']\n",
    );
    site.write("layouts/_default/single.html", HUGO_PAGE);
    site.write("layouts/_default/list.html", "<!doctype html>");
    site.write("layouts/index.html", "<!doctype html>");
    run("hugo", &["--buildDrafts", "--buildFuture", "--destination", "built"], &site.folder);
    all_there(&files, &site.pages("built/posts"));
}

const JEKYLL_PAGE: &str = r#"<!doctype html><html><body><h1 class="title">{{ page.title | escape }}</h1>
<time class="date">{{ page.date | date: "%Y-%m-%d" }}</time>
<ul>{% for tag in page.tags %}<li class="tag">{{ tag | escape }}</li>{% endfor %}</ul><main>{{ content }}</main></body></html>"#;

#[test]
#[ignore = "needs Jekyll: cargo xtask conform"]
fn jekyll_builds_a_site_of_the_briefs() {
    let (site, files) = Site::new("jekyll", "_posts");
    site.write("_config.yml", "timezone: UTC\nfuture: true\nunpublished: true\n");
    site.write("_layouts/post.html", JEKYLL_PAGE);
    run("jekyll", &["build", "--destination", "built", "--disable-disk-cache"], &site.folder);
    all_there(&files, &site.pages("built"));
}

const ASTRO_CONTENT: &str = r#"import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";
const schema = z.object({
  title: z.string(), description: z.string().optional(), pubDate: z.date(), updatedDate: z.date().optional(),
  tags: z.array(z.string()).default([]),
});
export const collections = { posts: defineCollection({ loader: glob({ pattern: "*.md", base: "src/posts" }), schema }) };
"#;

const ASTRO_PAGE: &str = r#"---
import { getCollection, render } from "astro:content";
export async function getStaticPaths() {
  return (await getCollection("posts")).map((post) => ({ params: { slug: post.id }, props: { post } }));
}
const { post } = Astro.props;
const { Content } = await render(post);
---
<html><body><h1 class="title">{post.data.title}</h1>
<time class="date">{post.data.pubDate.toISOString().slice(0, 10)}</time>
<ul>{post.data.tags.map((tag) => <li class="tag">{tag}</li>)}</ul><main><Content /></main></body></html>
"#;

#[test]
#[ignore = "needs Astro: cargo xtask conform"]
fn astro_builds_a_site_of_the_briefs() {
    let (site, files) = Site::new("astro", "src/posts");
    site.link_packages();
    site.write("package.json", "{ \"type\": \"module\" }");
    let config = "import { passthroughImageService } from 'astro/config';\n\
                  export default { outDir: 'built', image: { service: passthroughImageService() } };\n";
    site.write("astro.config.mjs", config);
    site.write("src/content.config.mjs", ASTRO_CONTENT);
    site.write("src/pages/[slug].astro", ASTRO_PAGE);
    run("env", &["ASTRO_TELEMETRY_DISABLED=1", "node", "node_modules/astro/astro.js", "build"], &site.folder);
    all_there(&files, &site.pages("built"));
}

const ELEVENTY_PAGE: &str = r#"<!doctype html><html><body><h1 class="title">{{ title }}</h1>
<time class="date">{{ page.date.toISOString().slice(0, 10) }}</time>
<ul>{% for tag in tags %}<li class="tag">{{ tag }}</li>{% endfor %}</ul><main>{{ content | safe }}</main></body></html>"#;

#[test]
#[ignore = "needs Eleventy: cargo xtask conform"]
fn eleventy_builds_a_site_of_the_briefs() {
    let (site, files) = Site::new("eleventy", "posts");
    site.link_packages();
    site.write("package.json", "{ \"type\": \"module\" }");
    let config = "export default function (config) { config.addGlobalData('layout', 'page.njk'); }\n";
    site.write("eleventy.config.js", config);
    site.write("_includes/page.njk", ELEVENTY_PAGE);
    run("node", &["node_modules/@11ty/eleventy/cmd.cjs", "--input=.", "--output=built", "--quiet"], &site.folder);
    all_there(&files, &site.pages("built"));
}
