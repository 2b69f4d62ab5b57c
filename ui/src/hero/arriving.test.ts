import { describe, expect, test } from "vitest";
import { isPicture, pastedPicture } from "./arriving";

const PNG = new File(["x"], "image.png", { type: "image/png" });

function paste(texts: Record<string, string>, files: File[] = [PNG]): DataTransfer {
  // jsdom has no DataTransfer.
  return { files, getData: (type: string) => texts[type] ?? "" } as unknown as DataTransfer;
}

describe("what is pasted is a picture", () => {
  test.each([
    ["alone", {}],
    ["from a page", { "text/html": '<meta charset="utf-8"><img src="https://example.org/a.png" alt="A quay">' }],
    ["from a folder", { "text/plain": "/home/editor/image.png" }],
  ])("%s", (_, texts) => {
    expect(pastedPicture(paste(texts))).toBe(PNG);
  });
});

describe("what is pasted is text", () => {
  test.each([
    ["of Word", { "text/html": "<style>p { margin: 0 }</style><p>港口等待</p>", "text/plain": "港口等待" }],
    ["of a spreadsheet", { "text/html": "<table><tr><td>1</td></tr></table>", "text/plain": "1\t2" }],
    ["without HTML", { "text/plain": "Ports wait" }],
    ["of two pictures", { "text/html": '<img src="a.png"><img src="b.png">' }],
  ])("%s", (_, texts) => {
    expect(pastedPicture(paste(texts))).toBeNull();
  });

  test("and so is what brings no picture", () => {
    expect(pastedPicture(paste({}, [new File(["x"], "a.txt", { type: "text/plain" })]))).toBeNull();
    expect(pastedPicture(null)).toBeNull();
  });
});

test("a picture is known by its type, or by its name where that says nothing", () => {
  expect(isPicture(new File([], "a.bin", { type: "image/heic" }))).toBe(true);
  expect(isPicture(new File([], "IMG_1.HEIC"))).toBe(true);
  expect(isPicture(new File([], "notes.md"))).toBe(false);
  expect(isPicture(new File([], "a.png", { type: "text/plain" }))).toBe(false);
});
