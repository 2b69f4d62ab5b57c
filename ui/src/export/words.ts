/** What became of exported files, in words. */
import { explain } from "../backend/problems";
import type { ExportedFile, ExportOptions, ExportReport, Loss, PartState, Proof } from "../backend";
import type { Catalogue } from "../text/index.svelte";
import { factsOf } from "./formats";

/** "Markdown, Hugo": the format, and what was chosen about it that is not the usual. */
export function optionsIn({ format, flavour, layout }: ExportOptions, t: Catalogue): string {
  const { flavours, layouts } = factsOf(format);
  const chosen = [
    flavour && flavours.indexOf(flavour) > 0 && t.exporting.flavours[flavour],
    layout && layouts.indexOf(layout) > 0 && t.exporting.layouts[layout],
  ];
  return [t.exporting.format[format], ...chosen].filter(Boolean).join(t.exporting.comma);
}

export function lossIn(loss: Loss, t: Catalogue): string {
  const { lost, part, markup } = t.exporting;
  switch (loss.kind) {
    case "part_left_out":
      return lost.part(part[loss.part]);
    case "link_address":
      return lost.addresses(part[loss.part]);
    case "caption_left_out":
      return lost.caption;
    case "words_only":
      return lost.wordsOnly(part[loss.part]);
    case "publication_time":
      return lost.publicationTime;
    case "markup":
      return lost.markup(markup[loss.markup], part[loss.part]);
  }
}

/** What became of a part. */
export function stateIn(state: PartState, t: Catalogue): string {
  switch (state.kind) {
    case "whole":
      return t.exporting.whole;
    case "left_out":
      return t.exporting.leftOut;
    case "altered":
      return t.exporting.altered;
  }
}

/** What there is to know about a file, a line each: what the format can't hold, then what the brief itself lacks. */
export function remarks({ losses, warnings }: Proof, t: Catalogue): string[] {
  return [...losses.map((loss) => lossIn(loss, t)), ...warnings.map((warning) => t.export.about[warning])];
}

/** Why a file was not written, and what to do; empty if it was. */
export function troubles({ state, proof }: ExportedFile, t: Catalogue): string[] {
  if (state.kind === "failed") return [explain(state.problem, t).sentence];
  if (state.kind === "edited") return [t.exporting.editedHint];
  if (state.kind !== "proof_failed") return [];
  const altered = (proof?.parts ?? []).flatMap(({ part, state }) => {
    if (state.kind !== "altered") return [];
    const said = [t.exporting.expected(state.expected), t.exporting.found(state.found)].join(t.exporting.but);
    return [`${t.exporting.part[part]}${t.exporting.colon}${said}`];
  });
  return [...altered, t.exporting.reportFault];
}

/** How many files were written, unchanged and failed, in one line. */
export function summary({ outcomes }: ExportReport, t: Catalogue): string {
  const count = (...kinds: ExportedFile["state"]["kind"][]) =>
    outcomes.filter(({ state }) => kinds.includes(state.kind)).length;
  const { written, unchanged, failed } = t.exporting.summary;
  const counted = [
    [count("written"), written],
    [count("unchanged"), unchanged],
    [count("edited", "proof_failed", "failed"), failed],
  ] as const;
  const told = counted.filter(([n]) => n > 0).map(([n, say]) => say(n));
  if (count("written") === 0) told.unshift(t.exporting.nothing);
  return told.join(t.exporting.comma);
}

/** The last part of a path, in the manner of either system; of a page in a folder of its own, with that. */
export function nameIn(path: string): string {
  const parts = path.split(/[\\/]/);
  return parts.slice(parts.at(-1) === "index.html" ? -2 : -1).join("/") || path;
}
