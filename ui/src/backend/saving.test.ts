import { expect, test } from "vitest";
import type { Brief, OpenBrief, Saved, Splice } from "./bindings";
import { blank } from "./fake-blank";
import { Sender } from "./saving";

const ID = "00000000-0000-7000-8000-000000000001";
const long = "山口的卡车 waits. ".repeat(8000);

/** A library that keeps texts as the program does, and notes how each came. */
function library(body: string, revision = 1) {
  const came: string[] = [];
  const held = { body, revision };
  const saved = (): Saved => ({ revision: held.revision }) as Saved;
  const sender = new Sender({
    saveBrief: async (_id, base, brief) => {
      expect(base).toBe(held.revision);
      Object.assign(held, { body: brief.body, revision: base + 1 });
      came.push("whole");
      return saved();
    },
    saveEdit: async (_id, base, brief: Brief, { from, to, insert }: Splice, length) => {
      expect(brief.body).toBe("");
      const edited = held.body.slice(0, from) + insert + held.body.slice(to);
      if (base !== held.revision || edited.length !== length) return null;
      Object.assign(held, { body: edited, revision: base + 1 });
      came.push("edit");
      return saved();
    },
  });
  return { sender, held, came, open: { stored: { id: ID, revision, brief: of(body) } } as OpenBrief };
}

const of = (body: string): Brief => ({ ...blank(), body });

test("of a long text only what was written goes over", async () => {
  const { sender, held, came, open } = library(long);
  sender.opened(open);
  await sender.save(ID, 1, of(`${long}😀 One.`));
  await sender.save(ID, 2, of(`Two. ${long}😁 One.`));
  expect(came).toEqual(["edit", "edit"]);
  expect(held.body).toBe(`Two. ${long}😁 One.`);
});

test("a text that the library may not have goes over whole", async () => {
  const { sender, held, came, open } = library(long, 4);
  await sender.save(ID, 4, of(`${long}One.`));
  sender.opened(open);
  // Another revision than the one that was read: the editor has chosen this text over it.
  await sender.save(ID, 5, of(`${long}Two.`));
  expect(came).toEqual(["whole", "whole"]);
  // And one that turns out not to be what was meant.
  held.body = `${long}Elsewhere`;
  await sender.save(ID, 6, of(`${long}Three.`));
  expect(came).toEqual(["whole", "whole", "whole"]);
  expect(held.body).toBe(`${long}Three.`);
});

test("a short text goes over whole", async () => {
  const { sender, came, open } = library("One.");
  sender.opened(open);
  await sender.save(ID, 1, of("Two."));
  expect(came).toEqual(["whole"]);
});
