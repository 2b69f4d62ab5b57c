import { EditorView } from "@codemirror/view";
import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";
import type { Hero, Suggestions } from "../backend";
import { addedImage } from "../backend/fake";
import { field, later, openWindow, stored } from "./testing";

const IMAGE = "f".repeat(64);
const HERO: Hero = { image: IMAGE, alt: "", caption: "", credit: "", decorative: false };
const PORTS = stored("b1", { headline: "Ports wait", body: "One.\n\nTwo." });
const ILLUSTRATED = stored("b1", { headline: "Ports wait", hero: HERO });
const PNG = new File(["x"], "image.png", { type: "image/png" });

const WORDS: Suggestions = {
  alt: [{ text: "A crane over still water", source: "xmp_alt_text" }],
  caption: [
    { text: "Ningbo, 3 June.", source: "iptc_caption" },
    { text: "宁波，六月三日。", source: "xmp_description" },
  ],
  credit: [{ text: "Li Wen / Coast Photo", source: "iptc_byline_and_credit" }],
};

/** jsdom has neither clipboards nor what they carry. */
function paste(target: Element, files: File[], texts: Record<string, string> = {}): Event {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const clipboardData = { files, types: ["Files"], getData: (type: string) => texts[type] ?? "" };
  Object.defineProperty(event, "clipboardData", { value: clipboardData });
  target.dispatchEvent(event);
  return event;
}

function drop(target: Element, files: File[]): void {
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { types: ["Files"], files } });
  target.dispatchEvent(event);
}

function editor(name: string): EditorView {
  const found = EditorView.findFromDOM(screen.getByRole("textbox", { name }));
  if (!found) throw new Error(`${name} is no editor`);
  return found;
}

async function addHero(words: Suggestions = WORDS) {
  const opened = await openWindow({ briefs: [PORTS], open: "b1" });
  opened.backend.image = addedImage(IMAGE, { suggestions: words });
  await opened.user.click(screen.getByRole("button", { name: "Add hero image" }));
  await screen.findByRole("textbox", { name: "Alt text" });
  return opened;
}

describe("what a picture says of itself", () => {
  test("is offered under its field, and never filled in by itself", async () => {
    const { backend, user } = await addHero();
    expect(field("Alt text")).toHaveValue("");
    expect(screen.getByText("The picture’s file offers 4 texts for its fields")).toBeInTheDocument();
    const captions = within(screen.getByRole("list", { name: "From the picture’s file, for Caption" }));
    await user.click(
      captions.getByRole("button", { name: "Use “宁波，六月三日。” (from the picture’s XMP description) as Caption" }),
    );
    expect(field("Caption")).toHaveValue("宁波，六月三日。");
    expect(field("Caption")).toHaveFocus();
    // The other one would replace it: it stays on offer.
    expect(captions.getAllByRole("listitem")).toHaveLength(1);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.caption).toBe("宁波，六月三日。"));
    expect(backend.stored.get("b1")?.brief.hero?.alt).toBe("");
  });

  test("is offered no more when it was dismissed", async () => {
    const { user } = await addHero();
    await user.click(screen.getByRole("button", { name: "Don’t offer “Li Wen / Coast Photo”" }));
    expect(screen.queryByRole("list", { name: "From the picture’s file, for Credit" })).toBeNull();
    expect(field("Credit")).toHaveFocus();
    expect(field("Credit")).toHaveValue("");
  });

  test("is not offered as the alt text of what is decorative", async () => {
    const { user } = await addHero();
    await user.click(screen.getByRole("switch", { name: "Decorative" }));
    expect(screen.queryByRole("list", { name: "From the picture’s file, for Alt text" })).toBeNull();
    expect(screen.getByRole("list", { name: "From the picture’s file, for Caption" })).toBeVisible();
  });
});

describe("the focal point", () => {
  test("is moved by keys, kept with the brief, and reset", async () => {
    const { backend, user } = await openWindow({ briefs: [ILLUSTRATED], open: "b1" });
    const point = screen.getByRole("slider", { name: "Focal point" });
    expect(point).toHaveAttribute("aria-valuetext", "50% from the left, 50% from the top");
    point.focus();
    await user.keyboard("{ArrowRight}{Shift>}{ArrowUp}{/Shift}");
    expect(point).toHaveAttribute("aria-valuetext", "51% from the left, 40% from the top");
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.focal).toEqual({ x: 0.51, y: 0.4 }));
    await user.click(screen.getByRole("button", { name: "Reset focal point" }));
    expect(point).toHaveFocus();
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.focal).toBeNull());
  });

  test("follows the pointer, and is one change when it is let go", async () => {
    const { backend } = await openWindow({ briefs: [ILLUSTRATED], open: "b1" });
    const point = screen.getByRole("slider", { name: "Focal point" });
    point.getBoundingClientRect = () => new DOMRect(100, 100, 200, 100);
    await fireEvent.pointerDown(point, { clientX: 150, clientY: 150, button: 0 });
    await fireEvent.pointerMove(point, { clientX: 120, clientY: 125 });
    expect(point).toHaveAttribute("aria-valuetext", "10% from the left, 25% from the top");
    expect(backend.stored.get("b1")?.brief.hero?.focal).toBeUndefined();
    await fireEvent.pointerUp(point);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.focal).toEqual({ x: 0.1, y: 0.25 }));
  });

  test("belongs to its picture, and goes with it", async () => {
    const hero = { ...HERO, alt: "A quay", focal: { x: 0.1, y: 0.2 }, original: "e".repeat(64) };
    const { backend, user } = await openWindow({ briefs: [stored("b1", { hero })], open: "b1" });
    expect(screen.getByText("Original kept")).toBeVisible();
    backend.image = addedImage("a".repeat(64));
    await user.click(screen.getByRole("button", { name: "Replace image" }));
    const replaced = { ...HERO, alt: "A quay", image: "a".repeat(64) };
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero).toEqual(replaced));
  });
});

describe("a picture that was scaled", () => {
  async function addScaled() {
    const opened = await openWindow({ briefs: [PORTS], open: "b1" });
    opened.backend.image = addedImage(IMAGE, { scaled_from: { width: 6000, height: 4000 } });
    await opened.user.click(screen.getByRole("button", { name: "Add hero image" }));
    const hero = within(screen.getByRole("region", { name: "Hero image" }));
    return { ...opened, keep: await hero.findByRole("button", { name: "Keep the original too" }) };
  }

  test("keeps its original if the editor wants so", async () => {
    const { backend, user, keep } = await addScaled();
    expect(screen.getByText("The picture was scaled to 1600 × 900 (from 6000 × 4000)")).toBeInTheDocument();
    backend.originals.set(IMAGE, "e".repeat(64));
    await user.click(keep);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.original).toBe("e".repeat(64)));
    expect(screen.getByText("The library keeps the original too")).toBeInTheDocument();
  });

  test("says so when that is not at hand any more", async () => {
    const { backend, user, keep } = await addScaled();
    await user.click(keep);
    expect(await screen.findByText(/^The original is not at hand any more/)).toBeInTheDocument();
    expect(backend.stored.get("b1")?.brief.hero?.original).toBeUndefined();
  });
});

describe("a picture that is pasted", () => {
  test("into the text stands there, with the caret where its alt text belongs", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.image = addedImage(IMAGE);
    const view = editor("Body");
    view.dispatch({ selection: { anchor: 5 } });
    expect(paste(view.contentDOM, [PNG]).defaultPrevented).toBe(true);
    await waitFor(() => expect(view.state.doc.toString()).toBe(`One.\n![](image:${IMAGE})\nTwo.`));
    expect(view.state.selection.main.head).toBe(7);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.body).toContain(`![](image:${IMAGE})`));
  });

  test("stands where it was pasted, whatever is typed meanwhile", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    const answer = later(backend, "addDroppedImage");
    const view = editor("Body");
    view.dispatch({ selection: { anchor: 5 } });
    paste(view.contentDOM, [PNG]);
    view.dispatch({ changes: { from: 0, insert: "前 " } });
    answer(addedImage(IMAGE));
    await waitFor(() => expect(view.state.doc.toString()).toBe(`前 One.\n![](image:${IMAGE})\nTwo.`));
  });

  test("offers the alt text that its file has", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.image = addedImage(IMAGE, { suggestions: WORDS });
    const view = editor("Strategic analysis");
    paste(view.contentDOM, [PNG]);
    await user.click(await screen.findByRole("button", { name: "Use as alt text" }));
    expect(view.state.doc.toString()).toBe(`![A crane over still water](image:${IMAGE})`);
  });

  test("onto the hero becomes the hero image", async () => {
    const { backend } = await openWindow({ briefs: [ILLUSTRATED], open: "b1" });
    backend.image = addedImage("a".repeat(64));
    paste(screen.getByRole("slider", { name: "Focal point" }), [PNG]);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.image).toBe("a".repeat(64)));
  });

  test("elsewhere on the sheet becomes the hero image, but takes the place of none", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.image = addedImage(IMAGE);
    paste(field("Headline"), [PNG]);
    await waitFor(() => expect(backend.stored.get("b1")?.brief.hero?.image).toBe(IMAGE));
    backend.image = addedImage("a".repeat(64));
    paste(field("Headline"), [PNG]);
    expect(await screen.findByText(/^The brief has a hero image/)).toBeInTheDocument();
    expect(backend.stored.get("b1")?.brief.hero?.image).toBe(IMAGE);
  });

  test("is left alone where text comes with it", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    paste(field("Headline"), [PNG], { "text/html": "<p>Ports</p>", "text/plain": "Ports" });
    expect(backend.calls).not.toContain("addDroppedImage");
  });

  test("is refused by its kind", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    backend.problems.set("addDroppedImage", { code: "picture_kind", name: "IMG_1.HEIC", kind: "HEIC" });
    paste(editor("Body").contentDOM, [new File(["x"], "IMG_1.HEIC")]);
    expect(await screen.findByText(/^IMG_1.HEIC is a HEIC picture/)).toBeInTheDocument();
    expect(editor("Body").state.doc.toString()).toBe("One.\n\nTwo.");
  });
});

describe("pictures that are dropped", () => {
  test("on the text stand there one after the other, where the pointer was", async () => {
    const { backend } = await openWindow({ briefs: [PORTS], open: "b1" });
    const view = editor("Body");
    view.posAtCoords = (() => 4) as EditorView["posAtCoords"];
    drop(view.contentDOM, [PNG, new File(["y"], "b.png", { type: "image/png" })]);
    const [first, second] = ["1".padStart(64, "0"), "2".padStart(64, "0")];
    const text = `One.![](image:${first})![](image:${second})\n\nTwo.`;
    await waitFor(() => expect(view.state.doc.toString()).toBe(text));
    expect(backend.stored.get("b1")?.brief.hero).toBeNull();
  });

  test("are said to be left out when another brief lies on the sheet by then", async () => {
    const { backend, user } = await openWindow({ briefs: [PORTS, stored("b2", { headline: "Steel" })], open: "b1" });
    const answer = later(backend, "addDroppedImage");
    paste(editor("Body").contentDOM, [PNG]);
    await user.click(screen.getByRole("button", { name: "Steel" }));
    await waitFor(() => expect(field("Headline")).toHaveValue("Steel"));
    answer(addedImage(IMAGE));
    expect(await screen.findByText(/^The picture was not inserted/)).toBeInTheDocument();
    expect(editor("Body").state.doc.toString()).toBe("");
  });
});

test("a picture is chosen for the text in the system's dialog, by a command", async () => {
  const { backend, user } = await openWindow({ briefs: [PORTS], open: "b1" });
  backend.image = addedImage(IMAGE);
  const view = editor("Body");
  view.focus();
  view.dispatch({ selection: { anchor: view.state.doc.length } });
  await user.keyboard("{Control>}{Shift>}i{/Shift}{/Control}");
  await waitFor(() => expect(view.state.doc.toString()).toBe(`One.\n\nTwo.![](image:${IMAGE})`));
});
