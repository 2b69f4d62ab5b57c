/** Saving a long body costs the typing nothing: only what was written goes over, not the whole text. */
import type { Brief, BriefId, OpenBrief, Saved, Splice } from "./bindings";
import { difference } from "./difference";

/** From here on, in UTF-16 units, the text itself is what takes the time. */
const LONG = 1 << 16;

export interface SaveCommands {
  saveBrief: (id: BriefId, base: number, brief: Brief) => Promise<Saved>;
  /** Null if the whole text is wanted. */
  saveEdit: (id: BriefId, base: number, brief: Brief, edit: Splice, length: number) => Promise<Saved | null>;
}

export class Sender {
  readonly #commands: SaveCommands;
  /** A body that the library has, and in which revision. */
  #known: { id: BriefId; revision: number; body: string } | null = null;

  constructor(commands: SaveCommands) {
    this.#commands = commands;
  }

  /** What the library holds was just read. */
  opened({ stored }: OpenBrief): void {
    this.#known = { id: stored.id, revision: stored.revision, body: stored.brief.body };
  }

  async save(id: BriefId, base: number, brief: Brief): Promise<Saved> {
    const saved = (await this.#edit(id, base, brief)) ?? (await this.#commands.saveBrief(id, base, brief));
    this.#known = { id, revision: saved.revision, body: brief.body };
    return saved;
  }

  async #edit(id: BriefId, base: number, brief: Brief): Promise<Saved | null> {
    const known = this.#known;
    if (brief.body.length < LONG || known?.id !== id || known.revision !== base) return null;
    const edit = difference(known.body, brief.body);
    return this.#commands.saveEdit(id, base, { ...brief, body: "" }, edit, brief.body.length);
  }
}
