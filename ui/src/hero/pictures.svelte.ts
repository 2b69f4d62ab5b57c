/** Pictures that the editor adds: to the hero, to the text; and what their files say of them. */
import type { EditorView } from "@codemirror/view";
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import type { AddedImage, Backend, BriefId, ImageHash, PixelSize, Suggestion } from "../backend";
import type { Change } from "../sheet/document";
import { describeImage, holdPlace, insertImage } from "./insert";

/** A field of the hero that a picture's own words may fill. */
export type WordField = "alt" | "caption" | "credit";

export type PictureNotice =
  | { kind: "no-brief-for-image" }
  /** A picture was scaled, and its original can be kept. */
  | { kind: "picture-scaled"; from: PixelSize; to: PixelSize; keep: () => void }
  | { kind: "original-kept" | "original-gone" | "text-left" | "hero-is-there" }
  /** A picture stands in the text without words, and its file has some. */
  | { kind: "picture-has-words"; words: Suggestion; use: () => void };

/** A picture file: its name, and its bytes as base64 once they are wanted. */
export interface PictureFile {
  name: string;
  base64: () => Promise<string>;
}

interface Surroundings {
  backend: Pick<Backend, "addChosenImage" | "addDroppedImage" | "addOriginal">;
  /** The brief on the sheet. */
  brief: () => { id: BriefId; hero: ImageHash | null } | null;
  /** Changes a brief, which need not be on the sheet any more. */
  change: (id: BriefId, change: Change) => Promise<void>;
  /** Whether that picture is the brief's hero now. */
  shows: (id: BriefId, image: ImageHash) => Promise<boolean>;
  notify: (notice: PictureNotice) => void;
  report: (error: unknown) => void;
}

export class Pictures {
  /** What this window has added, by its hash. */
  readonly #added = new SvelteMap<ImageHash, AddedImage>();
  /** Offers that nobody wants any more. */
  readonly #dismissed = new SvelteSet<string>();
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** What the file of that picture says for a field, as far as it is wanted and is not there already. */
  offers(image: ImageHash | null, field: WordField, value: string): readonly Suggestion[] {
    const offers = image === null ? [] : (this.#added.get(image)?.suggestions[field] ?? []);
    return offers.filter(({ text }) => text !== value.trim() && !this.#dismissed.has(key(image, field, text)));
  }

  /** Offers that text for that field no more. */
  dismiss(image: ImageHash | null, field: WordField, text: string): void {
    this.#dismissed.add(key(image, field, text));
  }

  /** What that picture was scaled from, in pixels, if the editor may still keep it. */
  scaledFrom(image: ImageHash | null): PixelSize | null {
    return (image === null ? null : this.#added.get(image)?.scaled_from) ?? null;
  }

  /** Asks for a picture in the system's dialog, for the hero. */
  async chooseHero(): Promise<void> {
    await this.#addHero(() => this.#around.backend.addChosenImage());
  }

  /** Takes a file for the hero. */
  async takeHero(file: PictureFile): Promise<void> {
    await this.#addHero(async () => this.#around.backend.addDroppedImage(file.name, await file.base64()));
  }

  /** Takes a file that was pasted where no picture can stand: it becomes the hero, unless there is one. */
  async takeAnywhere(file: PictureFile): Promise<void> {
    if (this.#around.brief()?.hero) this.#around.notify({ kind: "hero-is-there" });
    else await this.takeHero(file);
  }

  /** Asks for a picture in the system's dialog, for the text at the caret. */
  async chooseInto(view: EditorView): Promise<void> {
    await this.#addInto(view, view.state.selection.main.head, () => this.#around.backend.addChosenImage());
  }

  /**
   * Takes a file into the text at an offset; while it is read, typing may go on. Answers with the offset behind it; null if it was not
   * inserted.
   */
  async takeInto(view: EditorView, file: PictureFile, at = view.state.selection.main.head): Promise<number | null> {
    return this.#addInto(view, at, async () => this.#around.backend.addDroppedImage(file.name, await file.base64()));
  }

  /** Keeps what that picture was scaled from, beside it. */
  async keepOriginal(id: BriefId, image: ImageHash): Promise<void> {
    const { backend, change, shows, notify } = this.#around;
    await this.#try(async () => {
      const original = await backend.addOriginal(image);
      const kept = original !== null && (await shows(id, image));
      if (kept) await change(id, { kind: "hero", field: "original", value: original });
      notify({ kind: kept ? "original-kept" : "original-gone" });
    });
  }

  async #addHero(add: () => Promise<AddedImage | null>): Promise<void> {
    const { brief, change, notify } = this.#around;
    const id = brief()?.id;
    if (!id) {
      notify({ kind: "no-brief-for-image" });
      return;
    }
    await this.#try(async () => {
      const added = await add();
      if (!added) return;
      const { image, width, height, scaled_from: from } = added;
      this.#added.set(image, added);
      await change(id, { kind: "hero-image", image });
      const keep = () => void this.keepOriginal(id, image);
      if (from) notify({ kind: "picture-scaled", from, to: { width, height }, keep });
    });
  }

  async #addInto(view: EditorView, at: number, add: () => Promise<AddedImage | null>): Promise<number | null> {
    const place = holdPlace(view, at);
    let end: number | null = null;
    await this.#try(async () => {
      const added = await add();
      if (!added) return;
      const { notify } = this.#around;
      const from = place();
      if (from === null) {
        notify({ kind: "text-left" });
        return;
      }
      const { image, suggestions } = added;
      end = insertImage(view, image, "", from);
      const [words] = suggestions.alt;
      const use = () => void (view.dom.isConnected && words && describeImage(view, image, words.text));
      if (words) notify({ kind: "picture-has-words", words, use });
    });
    // Where nothing came, it is held still.
    place();
    return end;
  }

  async #try(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#around.report(error);
    }
  }
}

function key(image: ImageHash | null, field: WordField, text: string): string {
  return `${image ?? ""} ${field} ${text}`;
}
