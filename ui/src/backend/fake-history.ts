/** Revisions in memory: sittings, checkpoints and what was set aside, as the program keeps them. */
import type { Aside, Brief, BriefId, Checkpoint, RevisionRow, StoredBrief } from ".";
import { blank } from "./fake-blank";
import { compare, touched } from "./fake-compare";

/** After as long a silence a new sitting begins, in milliseconds. */
const QUIET_MS = 5 * 60_000;
const PAGE = 200;

interface Revision {
  row: RevisionRow;
  brief: Brief;
}

export class FakeHistory {
  readonly #revisions = new Map<BriefId, Revision[]>();
  readonly #asides = new Map<BriefId, Aside[]>();
  #ids = 0;

  /** Notes a save: the revision goes on, or a new one begins; one that stands `apart` is always new. */
  note({ id, revision, updated_at: at, brief }: StoredBrief, apart = false): void {
    const all = this.#of(id);
    const last = all.at(-1);
    if (last && last.row.revision >= revision) return;
    const goesOn = !apart && last && !last.row.checkpoint && Date.parse(at) - Date.parse(last.row.saved_at) < QUIET_MS;
    if (goesOn) all.pop();
    const row = { revision, began_at: goesOn ? last.row.began_at : at, saved_at: at };
    all.push({ row: { ...row, name: null, checkpoint: null, ...this.#sizes(all.at(-1)?.brief, brief) }, brief });
  }

  list(id: BriefId, before: number | null): RevisionRow[] {
    const rows = this.#of(id).map(({ row }) => row);
    return rows
      .filter(({ revision }) => before === null || revision < before)
      .slice(-PAGE)
      .reverse();
  }

  brief(id: BriefId, revision: number): Brief {
    const found = this.#of(id).find(({ row }) => row.revision === revision);
    if (!found) throw new Error(`no revision ${revision}`);
    return found.brief;
  }

  mark(id: BriefId, revision: number, checkpoint: Checkpoint, name: string | null): RevisionRow {
    const found = this.#of(id).find(({ row }) => row.revision === revision);
    if (!found) throw new Error(`no revision ${revision}`);
    found.row = { ...found.row, checkpoint: found.row.checkpoint ?? checkpoint, name: name ?? found.row.name };
    return found.row;
  }

  setAside(id: BriefId, base: number, brief: Brief, at: string): Aside {
    const others = this.asides(id).filter((aside) => aside.base !== base);
    const aside = { id: (this.#ids += 1), base, set_aside_at: at, brief };
    this.#asides.set(id, [...others, aside]);
    return aside;
  }

  asides(id: BriefId): Aside[] {
    return this.#asides.get(id) ?? [];
  }

  settle(id: BriefId, aside: number): void {
    this.#asides.set(
      id,
      this.asides(id).filter((other) => other.id !== aside),
    );
  }

  #of(id: BriefId): Revision[] {
    const all = this.#revisions.get(id) ?? [];
    this.#revisions.set(id, all);
    return all;
  }

  #sizes(before: Brief | undefined, after: Brief): Pick<RevisionRow, "parts" | "added" | "removed"> {
    const { added, removed } = compare(before ?? blank(), after);
    return { parts: touched(before ?? blank(), after), added, removed };
  }
}
