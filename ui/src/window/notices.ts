/** Puts what the desk has to say into words, as toasts. */
import { explain } from "../backend/problems";
import { failed, said } from "../controls/toasts";
import { t } from "../text/index.svelte";
import type { Desk, Notice } from "./desk.svelte";

export function tell(notice: Notice, desk: Desk): void {
  switch (notice.kind) {
    case "trashed": {
      const { id, headline } = notice.row;
      const undo = { label: t().library.undo, run: () => void desk.untrash(id) };
      said({ text: t().library.trashed(headline || t().library.untitled), action: undo });
      break;
    }
    case "untrashed":
      said({ text: t().library.untrashed(notice.row.headline || t().library.untitled) });
      break;
    case "imported":
      said({ text: t().import.done(notice.rows.length) });
      break;
    case "exported": {
      const { warnings } = notice;
      const detail = [
        t().export.warnings(warnings.length),
        ...warnings.map((warning) => t().export.about[warning]),
      ].join("\n");
      said({ text: t().export.done(notice.path), ...(warnings.length > 0 && { detail, stays: true }) });
      break;
    }
    case "copied":
      said({ text: t().conflict.copied });
      break;
    case "no-brief-for-image":
      failed({ text: t().import.noBriefForImage });
      break;
    case "problem": {
      const { problem } = notice;
      if (problem.code !== "bug") {
        failed({ text: explain(problem, t()).sentence });
        break;
      }
      const copy = { label: t().unexpected.copy, run: () => void copyDetail(problem.detail) };
      failed({ text: t().unexpected.title, detail: t().unexpected.body, action: copy });
    }
  }
}

async function copyDetail(detail: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(detail);
    said({ text: t().unexpected.copied });
  } catch {
    // The system keeps its clipboard to itself: then at least it can be read.
    failed({ text: t().unexpected.title, detail });
  }
}
