import { expect, test } from "vitest";
import type { BriefRow } from "../backend";
import { later } from "../controls/later";
import { Library } from "./library.svelte";

function row(id: string, updated_at: string, trashed = false): BriefRow {
  return {
    id,
    headline: id,
    status: "draft",
    updated_at,
    words: 1,
    language: "en",
    trashed,
    snippet: null,
    exported: null,
  };
}

async function library(...rows: BriefRow[]): Promise<Library> {
  const shown = new Library({ listBriefs: () => Promise.resolve(rows) }, later, () => expect.unreachable());
  await shown.load();
  return shown;
}

const ids = ({ rows }: Library) => rows.map(({ id }) => id);

test("a saved brief moves to the top, a new one comes in there", async () => {
  const shown = await library(row("b", "2026-06-02T08:00:00Z"), row("a", "2026-06-01T08:00:00Z"));
  shown.put(row("a", "2026-06-03T08:00:00Z"));
  expect(ids(shown)).toEqual(["a", "b"]);
  shown.put(row("c", "2026-06-04T08:00:00Z"));
  expect(ids(shown)).toEqual(["c", "a", "b"]);
});

test("a brief that is saved in the trash does not come out of it", async () => {
  const shown = await library(row("a", "2026-06-01T08:00:00Z"));
  shown.put(row("gone", "2026-06-03T08:00:00Z", true));
  expect(ids(shown)).toEqual(["a"]);
});
