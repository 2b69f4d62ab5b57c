/**
 * The formatted view of a Markdown text: the text itself is the document, and is never changed by being shown.
 *
 * `mode` says what is shown and where the caret's marks are to be seen, `decorate` shows the lines in sight, `blocks` finds the tables,
 * `table` has them written in cell by cell, `reading` tells what marks lead to, `keys` goes by what is seen.
 */
import type { Extension } from "@codemirror/state";
import { roomBelow } from "./below";
import { blocks } from "./blocks";
import { painter } from "./decorate";
import { keys } from "./keys";
import { attentive, type Surroundings, surroundingsOf, type View, viewOf, type Words, wordsOf } from "./mode";
import { reading } from "./reading";
import { choice } from "./table/choice";
import { formattedTheme } from "./theme";

export type { Surroundings, View, Words };

/** Everything that shows the text; what may change while it is shown comes from `shown`. */
export const formatted: Extension = [attentive, blocks, painter, reading, keys, roomBelow, choice, formattedTheme];

/** Which view is shown, and what is around it. */
export function shownAs(view: View, words: Words, surroundings: Surroundings): Extension {
  return [viewOf.of(view), wordsOf.of(words), surroundingsOf.of(surroundings)];
}
