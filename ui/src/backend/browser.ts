/**
 * The window in a plain browser, while developing: `?empty`, `?broken`, `?full` (no save succeeds), `?conflict`,
 * `?rows=2000`, `?revisions=10000`, `?aside`, `?lang=zh`, `?theme=dark`, `?preview`, `?open=2`, `?none`.
 */
import type { Backend } from ".";
import { addedImage, FakeBackend } from "./fake";
import { checkpoints, past } from "./sample-past";
import { SAMPLE_IMAGE, SAMPLE_PICTURE, samples } from "./samples";

export function browserBackend(): Backend {
  const ask = new URLSearchParams(location.search);
  const briefs = ask.has("empty") ? [] : samples(new Date(), Number(ask.get("rows") ?? 0));
  const open = ask.has("none") ? null : (briefs[Number(ask.get("open") ?? 1) - 1]?.id ?? null);
  const fake = new FakeBackend({
    briefs,
    past: past(briefs, Number(ask.get("revisions") ?? 0)),
    open,
    preferences: { language: ask.get("lang") === "zh" ? "zh" : "en", preview_shown: ask.has("preview") },
  });
  fake.images.set(SAMPLE_IMAGE, SAMPLE_PICTURE);
  fake.image = addedImage(SAMPLE_IMAGE, {
    scaled_from: { width: 6000, height: 3375 },
    suggestions: {
      alt: [{ text: "Pylons cross a dry plateau.", source: "xmp_alt_text" }],
      caption: [{ text: "The line west of Lanzhou, October.", source: "iptc_caption" }],
      credit: [{ text: "Li Wen / Coast Photo", source: "iptc_byline_and_credit" }],
    },
  });
  fake.originals.set(SAMPLE_IMAGE, "b".repeat(64));
  fake.exports.folder = "/home/editor/Exports";
  if (ask.has("broken")) {
    fake.problems.set("openLibrary", { code: "newer_library", path: "/home/editor/Briefs/library.briefdesk" });
  }
  const [first] = briefs;
  checkpoints(fake.history, briefs);
  if (first && ask.has("conflict")) {
    // As if another program had saved in between, at the first save.
    const elsewhere = {
      ...first.brief,
      headline: "The Long Wire: A Line Too Far?",
      summary: first.brief.summary.slice(0, 62),
    };
    setTimeout(() => fake.put({ ...first, revision: first.revision + 2, brief: elsewhere }), 1500);
  }
  if (first && ask.has("aside")) {
    const brief = { ...first.brief, summary: "Provinces ask who pays.", takeaways: first.brief.takeaways.slice(1) };
    fake.history.setAside(first.id, first.revision - 1, brief, first.updated_at);
  }
  if (ask.has("full")) fake.problems.set("saveBrief", { code: "disk_full" });
  document.documentElement.dataset["theme"] = ask.get("theme") ?? "";
  return fake;
}
