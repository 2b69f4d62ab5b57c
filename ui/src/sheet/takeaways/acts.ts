/** What is done to the list of takeaways: the changes, where the caret is afterwards, and what is said. Pure: the component does it. */
import type { Takeaway, TakeawayId } from "../../backend";
import type { Catalogue } from "../../text/index.svelte";
import type { Change } from "../document";
import type { Caret } from "../edits";
import type { Deed } from "../steps";
import type { Act } from "./keys";
import { marked } from "./marks";

type List = readonly Readonly<Takeaway>[];

export interface Outcome {
  deed: Deed;
  /** One step, in this order. */
  changes: readonly Change[];
  caret: Caret;
  say: ((t: Catalogue) => string) | null;
}

/** What an act in the takeaway at `index` comes to; null if there is nothing to do. `selected` is what its caret or selection spans. */
export function outcome(
  list: List,
  index: number,
  act: Exclude<Act, { do: "go" }>,
  selected: { from: number; to: number },
  newId: () => TakeawayId,
): Outcome | null {
  switch (act.do) {
    case "split":
      return split(list, index, act, newId());
    case "join":
      return join(list, act.index);
    case "remove":
      return remove(list, index);
    case "duplicate":
      return duplicate(list, index, newId());
    case "move":
      return move(list, index, act.to, selected);
    case "mark":
      return mark(list, index, act.mark, selected);
  }
}

export function add(list: List, newId: TakeawayId): Outcome {
  return {
    deed: "adding",
    changes: [{ kind: "takeaway-add", at: list.length, takeaway: { id: newId, text: "" } }],
    caret: caretIn(newId, 0),
    say: null,
  };
}

function split(list: List, index: number, { from, to }: { from: number; to: number }, newId: TakeawayId) {
  const takeaway = list[index];
  if (!takeaway) return null;
  const { id, text } = takeaway;
  const without: Change[] =
    from < to ? [{ kind: "takeaway-edit", id, text: text.slice(0, from) + text.slice(to) }] : [];
  return {
    deed: "splitting" as const,
    changes: [...without, { kind: "takeaway-split" as const, id, offset: from, newId }],
    caret: caretIn(newId, 0),
    say: (t: Catalogue) => t.takeaways.added(1),
  };
}

/** The takeaway at `index` with the one before it. */
function join(list: List, index: number): Outcome | null {
  const [before, after] = [list[index - 1], list[index]];
  if (!before || !after) return null;
  return {
    deed: "joining",
    changes: [{ kind: "takeaway-join", id: after.id }],
    caret: caretIn(before.id, before.text.length),
    say: (t) => t.takeaways.joined(index),
  };
}

function remove(list: List, index: number): Outcome | null {
  const takeaway = list[index];
  if (!takeaway) return null;
  const neighbour = list[index - 1] ?? list[index + 1];
  return {
    deed: "removing",
    changes: [{ kind: "takeaway-remove", id: takeaway.id }],
    caret: neighbour ? caretIn(neighbour.id, neighbour.text.length) : { at: "takeaways", from: 0, to: 0 },
    say: (t) => t.takeaways.removed(index + 1),
  };
}

function duplicate(list: List, index: number, newId: TakeawayId): Outcome | null {
  const takeaway = list[index];
  if (!takeaway) return null;
  const { text } = takeaway;
  return {
    deed: "duplicating",
    changes: [{ kind: "takeaway-add", at: index + 1, takeaway: { id: newId, text } }],
    caret: caretIn(newId, text.length),
    say: (t) => t.takeaways.duplicated(index + 1),
  };
}

/** By key or by hand; what was selected in the text stays so. */
export function move(list: List, index: number, to: number, { from, to: end }: { from: number; to: number }) {
  const takeaway = list[index];
  if (!takeaway || to === index || to < 0 || to >= list.length) return null;
  const { id } = takeaway;
  return {
    deed: "moving" as const,
    changes: [{ kind: "takeaway-move" as const, id, to }],
    caret: { ...caretIn(id, from), to: end },
    say: (t: Catalogue) => t.takeaways.moved(index + 1, to + 1, list.length),
  };
}

function mark(list: List, index: number, sign: "strong" | "emphasis", selected: { from: number; to: number }) {
  const takeaway = list[index];
  if (!takeaway) return null;
  const { id } = takeaway;
  const { text, from, to } = marked(takeaway.text, selected, sign);
  return {
    deed: "changing" as const,
    changes: [{ kind: "takeaway-edit" as const, id, text }],
    caret: { ...caretIn(id, from), to },
    say: null,
  };
}

/**
 * Several lines put in at once become several takeaways. What stands before the caret goes on with the first line, what stands
 * behind it follows the last; a takeaway with the caret at one of its ends stays as it is.
 */
export function putIn(
  list: List,
  index: number,
  lines: readonly string[],
  { from, to }: { from: number; to: number },
  newId: () => TakeawayId,
): Outcome | null {
  const takeaway = list[index];
  const [first, ...others] = lines;
  if (!takeaway || first === undefined || others.length === 0) return null;
  const { id, text } = takeaway;
  const [ahead, behind] = [text.slice(0, from), text.slice(to)];
  const isWhole = from === to && text !== "" && (ahead === "" || (behind === "" && !/\s$/.test(ahead)));
  const added = (isWhole ? lines : others).map((line) => ({ id: newId(), text: line }));
  const last = added.at(-1) ?? { ...takeaway };
  const caret = caretIn(last.id, last.text.length);
  if (!isWhole) last.text += behind;
  const at = isWhole && ahead === "" ? index : index + 1;
  const changes: Change[] = added.map((other, n) => ({ kind: "takeaway-add", at: at + n, takeaway: other }));
  if (!isWhole) changes.unshift({ kind: "takeaway-edit", id, text: ahead + first });
  return { deed: "pasting", changes, caret, say: (t) => t.takeaways.added(added.length) };
}

export function caretIn(id: TakeawayId, at: number): Caret {
  return { at: `takeaway:${id}`, from: at, to: at };
}
