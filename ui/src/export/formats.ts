/** Which formats there are, and what can be chosen about each. A format of the boundary that is missing here does not compile. */
import type { ExportOptions, Flavour, Format, Layout } from "../backend";

interface Facts {
  /** How its file is looked at before it is written. */
  look: "page" | "text" | "parts";
  flavours: readonly Flavour[];
  layouts: readonly Layout[];
}

const table: Record<Format, Facts> = {
  html: { look: "page", flavours: [], layouts: ["file", "folder"] },
  markdown: { look: "text", flavours: ["briefdesk", "hugo", "jekyll", "astro", "eleventy"], layouts: [] },
  pdf: { look: "page", flavours: [], layouts: [] },
  docx: { look: "parts", flavours: [], layouts: [] },
  text: { look: "text", flavours: [], layouts: [] },
  json: { look: "text", flavours: [], layouts: [] },
  ninjs: { look: "text", flavours: [], layouts: [] },
};

export const formats = Object.keys(table) as readonly Format[];

export function factsOf(format: Format): Facts {
  return table[format];
}

/** The options of a format before anything was chosen about it. */
export function plain(format: Format): ExportOptions {
  return { format, flavour: "briefdesk", layout: "file" };
}
