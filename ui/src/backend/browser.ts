/**
 * The window in a plain browser, while developing: `?empty`, `?broken`, `?full` (no save succeeds), `?conflict`,
 * `?rows=2000`, `?lang=zh`, `?theme=dark`, `?preview`, `?open=2`, `?none`.
 */
import type { Backend } from ".";
import { FakeBackend } from "./fake";
import { SAMPLE_IMAGE, SAMPLE_PICTURE, samples } from "./samples";

export function browserBackend(): Backend {
  const ask = new URLSearchParams(location.search);
  const briefs = ask.has("empty") ? [] : samples(new Date(), Number(ask.get("rows") ?? 0));
  const open = ask.has("none") ? null : (briefs[Number(ask.get("open") ?? 1) - 1]?.id ?? null);
  const fake = new FakeBackend({
    briefs,
    open,
    preferences: { language: ask.get("lang") === "zh" ? "zh" : "en", preview_shown: ask.has("preview") },
  });
  fake.images.set(SAMPLE_IMAGE, SAMPLE_PICTURE);
  fake.image = { image: SAMPLE_IMAGE, width: 1600, height: 900 };
  fake.exported = { path: "/home/editor/Exports/the-long-wire.html", warnings: [] };
  if (ask.has("broken")) {
    fake.problems.set("openLibrary", { code: "newer_library", path: "/home/editor/Briefs/library.briefdesk" });
  }
  const [first] = briefs;
  if (first && ask.has("conflict")) {
    const headline = "The Long Wire: A Line Too Far?";
    fake.problems.set("saveBrief", {
      code: "conflict",
      stored: { ...first, revision: 9, brief: { ...first.brief, headline } },
      aside: 1,
    });
  }
  if (ask.has("full")) fake.problems.set("saveBrief", { code: "disk_full" });
  document.documentElement.dataset["theme"] = ask.get("theme") ?? "";
  return fake;
}
