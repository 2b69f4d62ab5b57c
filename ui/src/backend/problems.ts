/** What each problem is called to an editor, and the way out of it. A new code does not compile until it has both. */
import type { Catalogue } from "../text/index.svelte";
import type { Problem } from "./bindings";

/** What the window can offer beside the sentence. */
export type WayOut = "retry" | "choose-another" | "report" | "none";

type Code = Problem["code"];
type Of<C extends Code> = Extract<Problem, { code: C }>;
type Explanations = {
  [C in Code]: { sentence: (problem: Of<C>, t: Catalogue) => string; way: WayOut };
};

const explanations: Explanations = {
  conflict: { sentence: (_, t) => t.problems.conflict, way: "none" },
  brief_not_found: { sentence: (_, t) => t.problems.briefNotFound, way: "none" },
  ambiguous_id: { sentence: (p, t) => t.problems.ambiguousId(p.id), way: "none" },
  revision_not_found: { sentence: (p, t) => t.problems.revisionNotFound(p.revision), way: "none" },
  revision_unreadable: { sentence: (p, t) => t.problems.revisionUnreadable(p.revision), way: "none" },
  piece_not_found: { sentence: (_, t) => t.problems.pieceNotFound, way: "none" },
  disk_full: { sentence: (_, t) => t.problems.diskFull, way: "retry" },
  not_permitted: { sentence: (p, t) => t.problems.notPermitted(p.path), way: "retry" },
  library_busy: { sentence: (_, t) => t.problems.libraryBusy, way: "retry" },
  no_library: { sentence: (p, t) => t.problems.noLibrary(p.path), way: "retry" },
  not_a_library: { sentence: (p, t) => t.problems.notALibrary(p.path), way: "retry" },
  foreign_library: { sentence: (p, t) => t.problems.foreignLibrary(p.path), way: "retry" },
  newer_library: { sentence: (p, t) => t.problems.newerLibrary(p.path), way: "none" },
  library_gone: { sentence: (p, t) => t.problems.libraryGone(p.path), way: "retry" },
  damaged_library: { sentence: (p, t) => t.problems.damagedLibrary(p.path), way: "retry" },
  library_mended: { sentence: (p, t) => t.problems.libraryMended(p.path), way: "retry" },
  file_exists: { sentence: (p, t) => t.problems.fileExists(p.path), way: "choose-another" },
  cancelled: { sentence: (_, t) => t.problems.cancelled, way: "none" },
  file_not_text: { sentence: (p, t) => t.problems.fileNotText(p.name), way: "choose-another" },
  file_empty: { sentence: (p, t) => t.problems.fileEmpty(p.name), way: "choose-another" },
  file_too_large: { sentence: (p, t) => t.problems.fileTooLarge(p.name, p.limit_mb), way: "choose-another" },
  file_kind_unknown: { sentence: (p, t) => t.problems.fileKindUnknown(p.name), way: "choose-another" },
  file_failed: { sentence: (p, t) => t.problems.fileFailed(p.path, p.reason), way: "retry" },
  front_matter: { sentence: (p, t) => t.problems.frontMatter(p.name, p.line, p.reason), way: "choose-another" },
  name_pattern: { sentence: (p, t) => t.problems.namePattern(p.pattern), way: "none" },
  never_went_out: { sentence: (_, t) => t.problems.neverWentOut, way: "none" },
  not_a_folder: { sentence: (p, t) => t.problems.notAFolder(p.path), way: "choose-another" },
  not_an_image: { sentence: (p, t) => t.problems.notAnImage(p.name), way: "choose-another" },
  picture_kind: { sentence: (p, t) => t.problems.pictureKind(p.name, p.kind), way: "choose-another" },
  image_too_large: {
    sentence: (p, t) => t.problems.imageTooLarge(p.name, p.width, p.height, p.limit),
    way: "choose-another",
  },
  no_printer: { sentence: (_, t) => t.problems.noPrinter, way: "none" },
  no_printing: { sentence: (_, t) => t.problems.noPrinting, way: "none" },
  print_failed: { sentence: (p, t) => t.problems.printFailed(p.reason), way: "retry" },
  address_not_opened: { sentence: (p, t) => t.problems.addressNotOpened(p.address), way: "none" },
  bug: { sentence: (_, t) => t.problems.bug, way: "report" },
};

/** The sentence for a problem, and the way out of it. */
export function explain(problem: Problem, t: Catalogue): { sentence: string; way: WayOut } {
  // The table ties each code to its own problem; TypeScript cannot follow that through an index.
  const { sentence, way } = explanations[problem.code] as Explanations[Code];
  return { sentence: (sentence as (problem: Problem, t: Catalogue) => string)(problem, t), way };
}

/** The reason alone, as it stands within "Not saved: …" in the save light. */
export function saveReason(problem: Problem, t: Catalogue): string {
  switch (problem.code) {
    case "disk_full":
      return t.save.reasons.diskFull;
    case "not_permitted":
      return t.save.reasons.notPermitted;
    case "library_busy":
      return t.save.reasons.libraryBusy;
    case "brief_not_found":
      return t.save.reasons.briefNotFound;
    case "library_gone":
    case "no_library":
    case "file_failed":
      return t.save.reasons.gone;
    case "damaged_library":
    case "library_mended":
      return t.save.reasons.damaged;
    case "conflict":
      return t.save.reasons.conflict;
    default:
      return t.save.reasons.other;
  }
}
