/** A letter that the page shows and that no text has yet is lost by nothing that the window does. */
import { beforeEach, expect, test } from "vitest";
import { blank, FakeBackend } from "../backend/fake";
import { later } from "../controls/later";
import type { Draft } from "../sheet/draft.svelte";
import { isUnread, readUp, unread } from "../sheet/unread";
import { Drafts } from "./drafts.svelte";
import { stored } from "./testing";

let backend: FakeBackend;
let drafts: Drafts;
let draft: Draft;

beforeEach(async () => {
  readUp();
  backend = new FakeBackend({ briefs: [stored("b1", { body: "toll" }), stored("b2", { body: "other" })] });
  drafts = new Drafts(backend, later, () => undefined);
  draft = await drafts.of("b1");
  drafts.show(draft);
});

/** A letter at the end of the brief on the sheet. */
function type(letter: string) {
  const at = draft.typedBody().length;
  unread(() => {
    const splices = [{ from: at, removed: "", inserted: letter }];
    drafts.current?.change(
      { kind: "field", field: "body", value: draft.document.body + letter },
      { how: "typing", splices },
    );
  });
  draft.foretell({ from: at, removed: "", inserted: letter });
}

test("it is not called durable, and a flush has it on disk", async () => {
  type("s");
  expect(draft.durable).toBe(false);
  expect(await draft.flush()).toBe(true);
  expect(backend.stored.get("b1")?.brief.body).toBe("tolls");
  expect(draft.durable).toBe(true);
});

test("it goes to the brief that it was typed into when another one comes", async () => {
  const other = await drafts.of("b2");
  type("s");
  drafts.show(other);
  expect(draft.document.body).toBe("tolls");
  expect(other.document.body).toBe("other");
});

test("it stands below what comes over it, and one undo brings it back", () => {
  type("s");
  draft.write({ ...blank(), body: "restored" });
  expect(draft.undo()?.document.body).toBe("tolls");
});

test("undo takes it back", () => {
  type("s");
  expect(draft.undo()?.document.body).toBe("toll");
  expect(draft.redo()?.document.body).toBe("tolls");
});

test("who watches the body is told of it once, and at once", () => {
  const told: string[] = [];
  draft.watchBody((body, { from, insert }) => told.push(`${body} ${from} ${insert}`));
  type("s");
  expect(told).toEqual(["toll 4 s"]);
  expect(draft.typedBody()).toBe("tolls");
  expect(isUnread()).toBe(false);
  expect(told).toEqual(["toll 4 s"]);
  type("x");
  draft.pause();
  expect(told).toEqual(["toll 4 s", "tolls 5 x"]);
});

test("what was not foretold is told when it is there", () => {
  const told: string[] = [];
  draft.watchBody((body, { from, insert }) => told.push(`${body} ${from} ${insert}`));
  const splices = [{ from: 4, removed: "", inserted: "s" }];
  draft.change({ kind: "field", field: "body", value: "tolls" }, { how: "typing", splices });
  expect(told).toEqual(["toll 4 s"]);
});
