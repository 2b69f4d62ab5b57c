import { expect, test } from "vitest";
import { en } from "../text/en";
import { zh } from "../text/zh";
import type { Problem } from ".";
import { blank } from "./fake";
import { explain } from "./problems";

const one: Record<Problem["code"], Problem> = {
  conflict: {
    code: "conflict",
    stored: { id: "b", revision: 2, created_at: "", updated_at: "", brief: blank() },
    aside: 1,
  },
  revision_not_found: { code: "revision_not_found", revision: 7 },
  revision_unreadable: { code: "revision_unreadable", revision: 7 },
  brief_not_found: { code: "brief_not_found", id: "01" },
  ambiguous_id: { code: "ambiguous_id", id: "01" },
  piece_not_found: { code: "piece_not_found" },
  disk_full: { code: "disk_full" },
  not_permitted: { code: "not_permitted", path: "/x/y" },
  library_busy: { code: "library_busy" },
  no_library: { code: "no_library", path: "/x/y" },
  library_gone: { code: "library_gone", path: "/x/y" },
  damaged_library: { code: "damaged_library", path: "/x/y" },
  library_mended: { code: "library_mended", path: "/x/y" },
  not_a_library: { code: "not_a_library", path: "/x/y" },
  foreign_library: { code: "foreign_library", path: "/x/y" },
  newer_library: { code: "newer_library", path: "/x/y" },
  name_pattern: { code: "name_pattern", pattern: "../{slug}" },
  never_went_out: { code: "never_went_out", id: "0192f0c1" },
  not_a_folder: { code: "not_a_folder", path: "/x/y" },
  file_exists: { code: "file_exists", path: "/x/y" },
  cancelled: { code: "cancelled" },
  file_not_text: { code: "file_not_text", name: "a.bin" },
  file_empty: { code: "file_empty", name: "a.bin" },
  file_too_large: { code: "file_too_large", name: "a.bin", limit_mb: 10 },
  file_failed: { code: "file_failed", path: "/x/y", reason: "no room" },
  file_kind_unknown: { code: "file_kind_unknown", name: "a.bin" },
  front_matter: { code: "front_matter", name: "a.bin", line: 3, reason: "a quote is not closed" },
  not_an_image: { code: "not_an_image", name: "a.bin" },
  picture_kind: { code: "picture_kind", name: "a.heic", kind: "HEIC" },
  image_too_large: { code: "image_too_large", name: "a.bin", width: 20000, height: 10, limit: 12000 },
  no_printer: { code: "no_printer" },
  no_printing: { code: "no_printing" },
  print_failed: { code: "print_failed", reason: "no answer within 60 seconds" },
  address_not_opened: { code: "address_not_opened", address: "https://example.org" },
  bug: { code: "bug", detail: "stack" },
};

test.each(Object.values(one))("$code has a sentence in both languages that names what it is about", (problem) => {
  const [english, chinese] = [explain(problem, en).sentence, explain(problem, zh).sentence];
  expect(english).toMatch(/\.$/);
  expect(chinese).toMatch(/。$/);
  for (const fact of Object.entries(problem)) {
    if (!["name", "path", "reason"].includes(fact[0])) continue;
    expect(english).toContain(fact[1]);
    expect(chinese).toContain(fact[1]);
  }
});
