/** Exports without files: names by the slug alone, and one proof for all formats. */
import type {
  Brief,
  BriefId,
  ExportedFile,
  ExportOptions,
  ExportPreview,
  ExportSettings,
  FileState,
  LastExport,
  Part,
  Proof,
  StoredBrief,
} from ".";

const EXTENSIONS: Record<string, string> = { html: "html", markdown: "md" };

export class FakeExports {
  /** By publication. */
  readonly settings = new Map<string, ExportSettings>();
  readonly last = new Map<BriefId, { revision: number; at: string; final: number | null }>();
  /** What the folder dialog answers; null is a cancelled dialog. */
  folder: string | null = null;
  /** What becomes of the files of a brief; else they are written. */
  readonly states = new Map<BriefId, FileState>();
  readonly shown: string[] = [];

  settingsOf(publication: string): ExportSettings {
    const first = { folder: null, options: [plain("html")], pattern: "{slug}", finality: "draft" } as const;
    return this.settings.get(publication) ?? { ...first, options: [...first.options] };
  }

  lastOf({ id, revision }: StoredBrief): LastExport | null {
    const last = this.last.get(id);
    if (!last) return null;
    const correctable = last.final !== null && revision > last.final;
    return { revision: last.revision, exported_at: last.at, changed: revision > last.revision, correctable };
  }

  preview(brief: Brief, options: ExportOptions, pattern: string): ExportPreview {
    const text = [`# ${brief.headline}`, brief.summary, brief.body].join("\n\n");
    const html = `<!doctype html><html lang="${brief.language}"><title>${brief.headline}</title><h1>${brief.headline}</h1>`;
    const said = options.format === "html" ? html : text;
    return { name: nameOf(brief, options, pattern), bytes: said.length, text: said, beside: [], proof: proof(brief) };
  }

  export(stored: StoredBrief, settings: ExportSettings, at: string): ExportedFile[] {
    const { id, revision, brief } = stored;
    const state = this.states.get(id) ?? { kind: "written" };
    if (state.kind === "written") {
      const final = settings.finality === "final" ? revision : (this.last.get(id)?.final ?? null);
      this.last.set(id, { revision, at, final });
    }
    return settings.options.map((options) => ({
      id,
      headline: brief.headline,
      options,
      path: `${settings.folder ?? ""}/${nameOf(brief, options, settings.pattern)}`,
      state,
      proof: state.kind === "failed" ? null : proof(brief),
    }));
  }
}

function plain(format: "html" | "markdown"): ExportOptions {
  return { format, flavour: "briefdesk", layout: "file" };
}

function nameOf(brief: Brief, { format }: ExportOptions, pattern: string): string {
  const slug = brief.slug || brief.headline.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  return `${pattern.replace("{slug}", slug)}.${EXTENSIONS[format] ?? format}`;
}

function proof(brief: Brief): Proof {
  const has: [Part, unknown][] = [
    ["headline", brief.headline],
    ["summary", brief.summary],
    ["hero", brief.hero],
    ["takeaways", brief.takeaways.length],
    ["analysis", brief.analysis.text],
    ["body", brief.body],
  ];
  const parts = has.filter(([, there]) => there).map(([part]) => ({ part, state: { kind: "whole" as const } }));
  return { parts, losses: [], warnings: brief.hero && !brief.hero.image ? ["picture_missing"] : [] };
}
