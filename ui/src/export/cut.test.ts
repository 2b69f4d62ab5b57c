import { describe, expect, test } from "vitest";
import { cutPicture, cutText } from "./cut";
import { networks } from "./networks";

const letters = { most: 10, wide: 2, cuts: "letter" } as const;

describe("a text", () => {
  test("that fits is whole", () => {
    expect(cutText("Ten letter", letters)).toEqual({ shown: "Ten letter", rest: "" });
    expect(cutText("港口等待中", letters)).toEqual({ shown: "港口等待中", rest: "" });
    expect(cutText("", letters)).toEqual({ shown: "", rest: "" });
  });

  test("leaves room for the sign that it goes on", () => {
    expect(cutText("Ten letters", letters)).toEqual({ shown: "Ten lette", rest: "rs" });
  });

  test("in Chinese counts double where the network does so", () => {
    expect(cutText("港口仍在等待吊车", letters)).toEqual({ shown: "港口仍在", rest: "等待吊车" });
    expect(cutText("港口仍在等待吊车", { ...letters, wide: 1 })).toEqual({ shown: "港口仍在等待吊车", rest: "" });
    expect(cutText("“港口”：等", letters).rest).toBe("");
    expect(cutText("二号 crane 停", letters)).toEqual({ shown: "二号 cran", rest: "e 停" });
  });

  test("is cut before a word where the network does so", () => {
    const words = { most: 16, wide: 2, cuts: "word" } as const;
    expect(cutText("The cranes stand still", words)).toEqual({ shown: "The cranes", rest: "stand still" });
    expect(cutText("Containerschifffahrt", words)).toEqual({ shown: "Containerschiff", rest: "fahrt" });
  });

  test("never breaks a sign that is made of several", () => {
    const family = "👨‍👩‍👧";
    expect(cutText(`12345678${family}90`, letters)).toEqual({ shown: "12345678", rest: `${family}90` });
  });
});

describe("a picture", () => {
  test("is cut around the focal point, and the network's shape out of the middle of that", () => {
    const wide = { width: 2400, height: 630 };
    expect(cutPicture(wide, { x: 0, y: 0.5 }, { width: 1, height: 1 })).toEqual({
      x: 285,
      y: 0,
      width: 630,
      height: 630,
    });
    expect(cutPicture(wide, { x: 1, y: 0.5 }, { width: 1200, height: 630 })).toMatchObject({ x: 1200, width: 1200 });
    expect(cutPicture({ width: 1200, height: 630 }, { x: 0.5, y: 0.5 }, { width: 2, height: 1 })).toEqual({
      x: 0,
      y: 15,
      width: 1200,
      height: 600,
    });
  });
});

test("each figure has a source and a day", () => {
  const figures = networks.flatMap(({ picture, title, description }) => [picture, title, description]);
  for (const figure of figures.filter((figure) => figure !== null)) {
    expect(figure.source).toMatch(figure.by === "estimate" ? /^$/ : /^https:\/\//);
    expect(figure.read).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  expect(new Set(networks.map(({ id }) => id)).size).toBe(networks.length);
});
