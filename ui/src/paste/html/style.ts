/** What the inline style of an element says, as far as it changes what the text is. */

import type { Raised } from "./raised";

export interface Look {
  bold?: boolean;
  italic?: boolean;
  struck?: boolean;
  /** In CSS pixels, or as a factor of the parent's. */
  size?: { px: number } | { factor: number };
  shown?: "none" | "block" | "inline";
  visible?: boolean;
  /** Above or below the line. */
  raised?: Raised;
  /** Line breaks of the source show. */
  lines?: boolean;
  /** Word: the level of a list's item counted from 1, its marker, or a paragraph that looks like an item and is none. */
  list?: { level: number } | "marker" | "none";
  /** Word: what stands for what HTML has no element for. */
  element?: string;
  /** Word: the level of a heading that has a style of its own. */
  outline?: number;
  /** The indent in CSS pixels. */
  indent?: number;
}

const NOTHING: Look = {};
/** Word writes the same few styles thousands of times. */
const MOST_KEPT = 2000;
const known = new Map<string, Look>();

/** What the `style` of `element` says. */
export function lookOf(element: Element): Look {
  const style = element.getAttribute("style");
  if (!style) return NOTHING;
  const found = known.get(style);
  if (found) return found;
  if (known.size >= MOST_KEPT) known.clear();
  const look = read(style);
  known.set(style, look);
  return look;
}

const READERS: Readonly<Record<string, (value: string, look: Look) => void>> = {
  "font-weight": (value, look) => {
    if (value === "bold" || value === "bolder" || Number(value) >= 600) look.bold = true;
    else if (value === "normal" || value === "lighter" || Number(value) > 0) look.bold = false;
  },
  "font-style": (value, look) => {
    look.italic = value === "italic" || value.startsWith("oblique");
  },
  "text-decoration": strike,
  "text-decoration-line": strike,
  "font-size": (value, look) => {
    const size = sizeOf(value);
    if (size) look.size = size;
  },
  display: (value, look) => {
    if (value === "none") look.shown = "none";
    else if (/^(block|flex|grid|table|list-item|flow-root)$/.test(value)) look.shown = "block";
    else if (value === "inline") look.shown = "inline";
  },
  visibility: (value, look) => {
    look.visible = value === "visible";
  },
  "vertical-align": (value, look) => {
    if (value === "super") look.raised = "sup";
    else if (value === "sub") look.raised = "sub";
  },
  "white-space": (value, look) => {
    look.lines = /^(pre|break-spaces)/.test(value);
  },
  "white-space-collapse": (value, look) => {
    look.lines = /^(preserve|break-spaces)/.test(value) && value !== "preserve-spaces";
  },
  "margin-left": (value, look) => {
    const size = sizeOf(value);
    if (size && "px" in size) look.indent = size.px;
  },
  "mso-list": (value, look) => {
    const level = /\blevel(\d+)/.exec(value)?.[1];
    if (value === "ignore") look.list = "marker";
    else if (level) look.list = { level: Number(level) };
    else look.list = "none";
  },
  "mso-element": (value, look) => {
    look.element = value;
  },
  "mso-outline-level": (value, look) => {
    const level = Number(value);
    if (level >= 1 && level <= 9) look.outline = Math.min(level, 6);
  },
  "mso-hide": (value, look) => {
    if (value === "all") look.shown = "none";
  },
  "mso-comment-reference": (_, look) => {
    look.element = "comment-reference";
  },
};

function strike(value: string, look: Look): void {
  if (value.includes("line-through")) look.struck = true;
  else if (value === "none") look.struck = false;
}

function read(style: string): Look {
  const look: Look = {};
  for (const declaration of style.split(";")) {
    const colon = declaration.indexOf(":");
    const reader = READERS[declaration.slice(0, colon).trim().toLowerCase()];
    reader?.(
      declaration
        .slice(colon + 1)
        .replace("!important", "")
        .trim()
        .toLowerCase(),
      look,
    );
  }
  return look;
}

/** Pixels in each unit. */
const UNITS: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3, in: 96, cm: 37.8, mm: 3.78, pc: 16, rem: 16 };
const WORDS: Readonly<Record<string, number>> = {
  "xx-small": 9,
  "x-small": 10,
  small: 13,
  medium: 16,
  large: 18,
  "x-large": 24,
  "xx-large": 32,
};

function sizeOf(value: string): Look["size"] {
  const [, amount = "", unit = ""] = /^(-?[\d.]+)\s*([a-z%]*)$/.exec(value) ?? [];
  const number = Number(amount);
  if (amount === "" || Number.isNaN(number)) {
    const px = WORDS[value];
    return px === undefined ? undefined : { px };
  }
  if (unit === "em") return { factor: number };
  if (unit === "%") return { factor: number / 100 };
  const px = number === 0 ? 1 : UNITS[unit];
  return px === undefined ? undefined : { px: number * px };
}

/** The pixels of the sizes of `<font>`. */
const FONTS = [0, 10, 13, 16, 18, 24, 32, 48];

/** The size that a `<font>` asks for, in CSS pixels. */
export function fontSize(font: Element): number | undefined {
  return FONTS[Number(font.getAttribute("size"))] || undefined;
}
