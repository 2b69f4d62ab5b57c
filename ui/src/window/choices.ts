/** Texts that contradict each other: one choice for all of them, and none that loses a word. */
import type { Aside, Backend, Brief, BriefRow, StoredBrief } from "../backend";
import type { Draft } from "../sheet/draft.svelte";
import { toBrief } from "../sheet/document";

interface Around {
  backend: Backend;
  onSaved: (row: BriefRow) => void;
}

/** A brief of its own for a text; answers with its row. */
export async function keepAsNew(text: Brief, { backend, onSaved }: Around): Promise<void> {
  const { stored } = await backend.blankBrief();
  onSaved((await backend.saveBrief(stored.id, 0, text)).row);
}

/** Goes on with a text over the stored one, which stays in the history as a checkpoint. */
export async function goOnWith(text: Brief, draft: Draft, { backend }: Around): Promise<boolean> {
  await backend.saveCheckpoint(draft.id, null);
  draft.write(text);
  return draft.keepMine();
}

/** Goes on with the stored text; the window's own stays in the history, as if it had been written before. */
export async function goOnWithStored(draft: Draft, stored: StoredBrief, around: Around): Promise<boolean> {
  const { backend, onSaved } = around;
  if (!(await goOnWith(toBrief(draft.document), draft, around))) return false;
  const { opened, saved } = await backend.restoreRevision(draft.id, draft.base, stored.revision, { is: "everything" });
  draft.adopt(opened);
  onSaved(saved.row);
  return true;
}

/** The store has put the refused text aside; the editor has decided about it now. */
export async function settleRefused(draft: Draft, base: number, backend: Backend): Promise<void> {
  const { asides } = await backend.openBrief(draft.id);
  await Promise.all(
    asides.filter((aside) => aside.base === base).map((aside) => backend.settleAside(draft.id, aside.id)),
  );
}

export async function settle(draft: Draft, aside: Aside, backend: Backend): Promise<void> {
  await backend.settleAside(draft.id, aside.id);
  draft.asides = draft.asides.filter(({ id }) => id !== aside.id);
}
