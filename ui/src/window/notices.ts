/** Puts what the desk has to say into words, as toasts. */
import type { ExportedFile } from "../backend";
import { explain } from "../backend/problems";
import { failed, going, over, said } from "../controls/toasts";
import { remarks, summary } from "../export/words";
import { mentioned, timeOf } from "../history/words";
import { locale, t } from "../text/index.svelte";
import type { Desk, Notice } from "./desk.svelte";

const BACKUP = "backup";

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
    case "exported":
      tellExported(notice.file, notice.details);
      break;
    case "exported-again": {
      const { report, details } = notice;
      const action = { label: t().export.details, run: details };
      const whole = report.outcomes.every(({ state }) => state.kind === "written" || state.kind === "unchanged");
      (whole ? said : failed)({ text: summary(report, t()), action });
      break;
    }
    case "brief-copied":
      said({ text: t().exporting.copied });
      break;
    case "not-exported-yet":
      said({ text: t().exporting.noneYet });
      break;
    case "nothing-changed":
      said({ text: t().exporting.upToDate });
      break;
    case "copied":
      said({ text: t().conflict.copied });
      break;
    case "theme-used":
      said({ text: t().themes.used(notice.publication, notice.theme) });
      break;
    case "aside-copied":
      said({ text: t().aside.copied });
      break;
    case "restored": {
      const { piece, from, undo } = notice;
      const what = t().history.whats[piece.is === "part" ? piece.part : piece.is];
      const text = t().history.restored(what, mentioned(from, { words: t(), locale: locale(), now: new Date() }));
      said({ text, action: { label: t().history.undo, run: undo } });
      break;
    }
    case "restore-undone":
      said({ text: t().history.undone });
      break;
    case "gone-on":
      said({ text: t().history.goneOn, stays: true });
      break;
    case "moved-on":
      said({ text: t().history.movedOn, stays: true });
      break;
    case "checkpoint": {
      const { draft, row } = notice;
      const name = { label: t().history.addName, run: () => void (desk.asking = { kind: "name", draft, row }) };
      said({ text: t().history.checkpoint(timeOf(row.saved_at)), action: name });
      break;
    }
    case "picture-scaled": {
      const { from, to, keep } = notice;
      const text = t().images.scaled(to.width, to.height, t().images.scaledFrom(from.width, from.height));
      said({ text, action: { label: t().images.keepOriginal, run: keep } });
      break;
    }
    case "original-kept":
      said({ text: t().images.originalKept });
      break;
    case "original-gone":
      failed({ text: t().images.originalGone });
      break;
    case "hero-is-there":
      said({ text: t().images.heroIsThere });
      break;
    case "text-left":
      failed({ text: t().images.textLeft });
      break;
    case "picture-has-words": {
      const { words, use } = notice;
      const text = t().images.hasWords(t().images.sources[words.source]);
      said({ text, detail: words.text, action: { label: t().images.useAsAlt, run: use } });
      break;
    }
    case "no-page":
      failed({ text: t().paste.route.nothing });
      break;
    case "page-filled":
      said({ text: t().paste.route.filled });
      break;
    case "link-refused":
      said({ text: t().formatted.link.refused });
      break;
    case "no-brief-for-image":
      failed({ text: t().import.noBriefForImage });
      break;
    case "backing-up":
      going(BACKUP, {
        text: t().backup.going(notice.percent),
        action: { label: t().dialog.cancel, run: notice.cancel },
      });
      break;
    case "backup-over":
      over(BACKUP);
      break;
    case "backup-cancelled":
      said({ text: t().problems.cancelled });
      break;
    case "backed-up": {
      const { path, briefs, revisions, images } = notice.backup;
      const detail = t().backup.proven(t().library.contents(briefs, revisions, images));
      said({ text: t().backup.done(path), detail, stays: true });
      break;
    }
    case "daily-backups":
      said({ text: t().backup.folder(notice.folder) });
      break;
    case "daily-backups-stopped":
      said({ text: t().backup.stopped });
      break;
    case "daily-backup-failed": {
      const choose = { label: t().backup.chooseAnother, run: () => void desk.backups.chooseFolder() };
      failed({ text: t().backup.failed, detail: explain(notice.problem, t()).sentence, action: choose });
      break;
    }
    case "no-unused-pictures":
      said({ text: t().cleanUp.none });
      break;
    case "pictures-removed":
      said({ text: t().cleanUp.removed(notice.count) });
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

function tellExported(file: ExportedFile, details: () => void): void {
  const action = { label: t().export.details, run: details };
  if (file.state.kind !== "written" && file.state.kind !== "unchanged") {
    failed({ text: t().exporting.outcome[file.state.kind], action });
    return;
  }
  const told = file.proof ? remarks(file.proof, t()) : [];
  const detail = [t().export.warnings(told.length), ...told].join("\n");
  said({ text: t().export.done(file.path), action, ...(told.length > 0 && { detail, stays: true }) });
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
