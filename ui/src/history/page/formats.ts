/** What became of the look of words that are otherwise the same. */
import type { TextFormat } from "../../backend";
import type { Catalogue } from "../../text/index.svelte";

const LOOKS = ["strong", "emphasis", "strike", "code", "image", "footnote"] as const;

export function reformatted(was: TextFormat, now: TextFormat, words: Catalogue["compare"]["format"]): string {
  const notes = LOOKS.filter((look) => was[look] !== now[look]).map((look) =>
    now[look] ? words.now(words.looks[look]) : words.noLonger(words.looks[look]),
  );
  if (was.link !== now.link) {
    notes.push(
      was.link === null
        ? words.linked(now.link ?? "")
        : now.link === null
          ? words.unlinked(was.link)
          : words.relinked(was.link, now.link),
    );
  }
  return notes.join(words.comma);
}
