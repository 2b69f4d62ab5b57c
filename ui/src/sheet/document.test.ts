import { describe, expect, test } from "vitest";
import { blank } from "../backend/fake";
import { apply, type Change, type Document, newTakeawayId } from "./document";

const three: Document = {
  ...blank(),
  takeaways: [
    { id: "a", text: "Prices fell" },
    { id: "b", text: "Ports waited" },
    { id: "c", text: "Steel held" },
  ],
};

function takeawaysAfter(change: Change, document: Document = three) {
  return apply(document, change).takeaways.map(({ id, text }) => `${id}: ${text}`);
}

describe("fields", () => {
  test("a field is set and the document before stays as it was", () => {
    const before = blank();
    const after = apply(before, { kind: "field", field: "headline", value: "Rates hold" });
    expect(after.headline).toBe("Rates hold");
    expect(before.headline).toBe("");
    expect(after.takeaways).toBe(before.takeaways);
  });

  test("setting what is already there gives the same document", () => {
    expect(apply(three, { kind: "field", field: "headline", value: "" })).toBe(three);
    expect(apply(three, { kind: "analysis", field: "tag", value: three.analysis.tag })).toBe(three);
    expect(apply(three, { kind: "takeaway-edit", id: "a", text: "Prices fell" })).toBe(three);
    expect(apply(three, { kind: "takeaway-move", id: "a", to: 0 })).toBe(three);
    expect(apply(three, { kind: "hero-remove" })).toBe(three);
  });

  test("the analysis keeps its other words", () => {
    const { analysis } = apply(three, { kind: "analysis", field: "text", value: "It matters." });
    expect(analysis).toEqual({ ...three.analysis, text: "It matters." });
  });
});

describe("hero", () => {
  test("a picture makes a hero, and a new picture keeps the words", () => {
    const first = apply(three, { kind: "hero-image", image: "1".repeat(64) });
    expect(first.hero).toEqual({ image: "1".repeat(64), alt: "", caption: "", credit: "", decorative: false });
    const described = apply(first, { kind: "hero", field: "alt", value: "A crane at dusk" });
    const replaced = apply(described, { kind: "hero-image", image: "2".repeat(64) });
    expect(replaced.hero).toEqual({
      image: "2".repeat(64),
      alt: "A crane at dusk",
      caption: "",
      credit: "",
      decorative: false,
    });
    expect(apply(replaced, { kind: "hero-remove" }).hero).toBeNull();
  });
});

describe("takeaways", () => {
  test("added where asked, and never twice under one id", () => {
    const added: Change = { kind: "takeaway-add", at: 1, takeaway: { id: "d", text: "New" } };
    expect(takeawaysAfter(added)).toEqual(["a: Prices fell", "d: New", "b: Ports waited", "c: Steel held"]);
    expect(apply(three, { kind: "takeaway-add", at: 0, takeaway: { id: "a", text: "Again" } })).toBe(three);
  });

  test("moved up, down, and no further than the ends", () => {
    expect(takeawaysAfter({ kind: "takeaway-move", id: "c", to: 0 })).toEqual([
      "c: Steel held",
      "a: Prices fell",
      "b: Ports waited",
    ]);
    expect(takeawaysAfter({ kind: "takeaway-move", id: "a", to: 1 })).toEqual([
      "b: Ports waited",
      "a: Prices fell",
      "c: Steel held",
    ]);
    expect(takeawaysAfter({ kind: "takeaway-move", id: "a", to: 99 }).at(-1)).toBe("a: Prices fell");
  });

  test("split at the caret without the space between the halves", () => {
    expect(takeawaysAfter({ kind: "takeaway-split", id: "b", offset: 5, newId: "n" })).toEqual([
      "a: Prices fell",
      "b: Ports",
      "n: waited",
      "c: Steel held",
    ]);
  });

  test("joined with the one before, which keeps its id; the first has none before", () => {
    expect(takeawaysAfter({ kind: "takeaway-join", id: "b" })).toEqual(["a: Prices fellPorts waited", "c: Steel held"]);
    expect(apply(three, { kind: "takeaway-join", id: "a" })).toBe(three);
  });

  test("removed, edited, and left alone when unknown", () => {
    expect(takeawaysAfter({ kind: "takeaway-remove", id: "b" })).toEqual(["a: Prices fell", "c: Steel held"]);
    expect(takeawaysAfter({ kind: "takeaway-edit", id: "b", text: "Ports closed" })[1]).toBe("b: Ports closed");
    expect(apply(three, { kind: "takeaway-remove", id: "z" })).toBe(three);
  });

  test("new ids have the form that the library accepts", () => {
    expect(newTakeawayId()).toMatch(/^[a-z0-9]{12}$/);
    expect(newTakeawayId()).not.toBe(newTakeawayId());
  });
});
