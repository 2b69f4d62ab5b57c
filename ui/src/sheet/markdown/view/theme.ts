/** How the formatted view looks: a well-set page, and quiet ink for what is not printed. */
import { EditorView } from "@codemirror/view";

/** The deepest indentation, in halves of an em. */
export const DEEPEST = 24;

type Rules = Record<string, Record<string, string>>;

const bar = (n: number) =>
  `linear-gradient(var(--bar-ink), var(--bar-ink)) var(--bar-${n}, -99em) 0 / 2px 100% no-repeat`;
const quoted = { "--bar-ink": "var(--line-strong)", background: [1, 2, 3].map(bar).join(", ") };

/** One rule for each indentation: a line has classes and no style of its own. */
const indentations: Rules = {};
for (let halves = 0; halves <= DEEPEST; halves += 1) {
  const em = `${halves / 2}em`;
  indentations[`.cm-indent-${halves}`] = { paddingInlineStart: em };
  indentations[`.cm-hang-${halves}`] = { textIndent: `-${em}` };
  for (const n of [1, 2, 3]) indentations[`.cm-bar-${n}-${halves}`] = { [`--bar-${n}`]: em };
}
for (const halves of [2, 3, 4]) indentations[`.cm-wide-${halves}`] = { minWidth: `${halves / 2}em` };

/** The box of a mark before the words has the width by which the words hang, so that they stand still when it comes and goes. */
const marks: Rules = {
  ".cm-box": {
    display: "inline-block",
    textIndent: "0",
    textAlign: "end",
    whiteSpace: "pre",
    color: "var(--ink-3)",
    fontVariantNumeric: "tabular-nums",
  },
  // Out of the flow, else a Chinese line could break before the `。` after bold words; as high as the line, where a click is looked for.
  ".cm-nothing, .cm-nothing + .cm-widgetBuffer, .cm-widgetBuffer:has(+ .cm-nothing)": {
    position: "absolute",
    width: "0",
    height: "1lh",
  },
  ".cm-bullet": { color: "var(--accent)", fontFamily: "var(--sans)", paddingInlineEnd: "0.15em" },
  ".cm-tick": { paddingInlineEnd: "0.4em" },
  ".cm-tick input": { width: "0.85em", height: "0.85em", verticalAlign: "-0.06em", margin: "0" },
  // The system's own is white on a dark page.
  ".cm-tick input:not(:checked)": { appearance: "none", border: "1.5px solid var(--ink-3)", borderRadius: "2px" },
  ".cm-link, .cm-link span": { color: "var(--accent)", textDecoration: "underline", textUnderlineOffset: "0.18em" },
  ".cm-rule": {
    display: "inline-block",
    width: "100%",
    verticalAlign: "middle",
    height: "1px",
    background: "linear-gradient(var(--line-strong) 0 0) center / 6rem 1px no-repeat",
  },
  ".cm-note": { verticalAlign: "super", fontSize: "0.72em", lineHeight: "0", color: "var(--accent)" },
  ".cm-code": { background: "var(--desk)", borderRadius: "3px", padding: "0.05em 0.2em" },
  ".cm-alert-title": { fontWeight: "650", fontFamily: "var(--sans)", fontSize: "0.86em", color: "var(--alert)" },
};

const lines: Rules = {
  ".cm-h1, .cm-h2, .cm-h3, .cm-h4": { paddingTop: "0.35em" },
  // A line of hidden marks alone still has a place for the caret.
  ".cm-line": { minHeight: "0.6em" },
  ".cm-blank": { lineHeight: "1.05", minHeight: "1.05em" },
  ".cm-quote": { ...quoted, color: "var(--ink-2)", fontStyle: "italic" },
  "&:lang(zh) .cm-quote": { fontStyle: "normal" },
  ".cm-alert": {
    "--alert": "var(--accent)",
    "--bar-ink": "var(--alert)",
    background: `${[1, 2, 3].map(bar).join(", ")}, var(--desk)`,
    paddingInlineEnd: "0.75em",
  },
  ".cm-alert-first": { paddingTop: "0.3em" },
  ".cm-alert-last": { paddingBottom: "0.4em" },
  ".cm-alert-tip": { "--alert": "var(--good)" },
  ".cm-alert-warning": { "--alert": "var(--warn)" },
  ".cm-alert-caution": { "--alert": "var(--bad)" },
  ".cm-pre": {
    background: "var(--desk)",
    fontFamily: "var(--mono)",
    fontSize: "0.86em",
    paddingInline: "0.75em",
    tabSize: "4",
  },
  ".cm-fence": { fontSize: "0.4em" },
  ".cm-raw": { fontFamily: "var(--mono)", fontSize: "0.86em" },
  ".cm-definition": { color: "var(--ink-2)", fontSize: "0.9em" },
};

const pictures: Rules = {
  ".cm-picture": { display: "inline-block", maxWidth: "100%", verticalAlign: "bottom" },
  ".cm-picture img": { maxWidth: "100%", maxHeight: "1.6em", borderRadius: "var(--r1)", verticalAlign: "middle" },
  ".cm-picture-alone": { width: "100%", verticalAlign: "top" },
  ".cm-picture-alone img": { display: "block", maxHeight: "26rem", margin: "0.3em 0" },
  ".cm-no-picture": {
    display: "inline-flex",
    flexWrap: "wrap",
    gap: "0 0.6em",
    maxWidth: "100%",
    padding: "0.1em 0.6em",
    border: "1px dashed var(--line-strong)",
    borderRadius: "var(--r1)",
    color: "var(--ink-2)",
    font: "400 var(--text-m)/1.5 var(--sans)",
  },
  ".cm-picture-alone .cm-no-picture": { display: "flex", padding: "0.6em 0.9em", margin: "0.3em 0" },
  ".cm-no-picture .cm-address": { color: "var(--ink-3)", overflowWrap: "anywhere" },
};

/** As on the exported page: rules under the rows, and figures that stand below each other. */
const tables: Rules = {
  ".cm-table": {
    position: "relative",
    width: "fit-content",
    maxWidth: "100%",
    padding: "0.35em 0",
    textIndent: "0",
    cursor: "default",
  },
  ".cm-table-frame": { overflowX: "auto" },
  ".cm-table table": {
    borderCollapse: "collapse",
    minWidth: "min(100%, 20rem)",
    font: "400 0.9375rem/1.5 var(--sans)",
    fontVariantNumeric: "tabular-nums",
  },
  "&:lang(zh) .cm-table table": { lineHeight: "1.7" },
  ".cm-table th, .cm-table td": {
    padding: "0",
    borderBottom: "1px solid var(--line)",
    textAlign: "start",
    verticalAlign: "top",
    fontWeight: "inherit",
  },
  ".cm-table th": { borderBottom: "2px solid var(--ink)", fontWeight: "600" },
  ".cm-cell": {
    minWidth: "3.5rem",
    minHeight: "1lh",
    padding: "0.4rem 1rem 0.4rem 0.35rem",
    borderRadius: "2px",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    outline: "none",
    caretColor: "var(--accent)",
    cursor: "text",
  },
  ".cm-cell:focus": { boxShadow: "inset 0 0 0 2px var(--accent)" },
  ".cm-cell-pointed:not(:focus)": { background: "var(--selection)" },
  ".cm-align-left .cm-cell": { textAlign: "left" },
  ".cm-align-center .cm-cell": { textAlign: "center", paddingInline: "0.7rem" },
  ".cm-align-right .cm-cell": { textAlign: "right", padding: "0.4rem 0.35rem 0.4rem 1rem" },
  ".cm-table-menu": {
    position: "absolute",
    insetBlockStart: "0.35rem",
    insetInlineEnd: "-1.75rem",
    width: "1.5rem",
    height: "1.5rem",
    borderRadius: "var(--r1)",
    background: "var(--paper)",
    color: "var(--ink-2)",
    font: "600 0.9rem/1 var(--sans)",
    opacity: "0",
  },
  ".cm-table:hover .cm-table-menu, .cm-table:focus-within .cm-table-menu": { opacity: "1" },
  ".cm-table-menu:hover": { background: "var(--hover)" },
  ".cm-table-menu:focus-visible": { opacity: "1" },
  ".cm-table.cm-table-chosen": { outline: "2px solid var(--accent)", outlineOffset: "2px", borderRadius: "2px" },
};

/** Like every other tip of the window. */
const tips: Rules = {
  ".cm-tooltip.cm-tip, .cm-tooltip.cm-tooltip-hover": { border: "0", background: "none", zIndex: "60" },
  ".cm-tip > div": { color: "oklch(0.97 0.005 80)" },
  ".cm-tip > .cm-tip-box": {
    maxWidth: "28rem",
    padding: "var(--s1) var(--s2)",
    borderRadius: "var(--r1)",
    background: "light-dark(oklch(0.27 0.012 60), oklch(0.34 0.01 65))",
    font: "400 var(--text-s)/1.5 var(--sans)",
    whiteSpace: "pre-line",
    overflowWrap: "anywhere",
  },
  ".cm-tip-hint": { color: "oklch(0.84 0.008 80)" },
};

export const formattedTheme = [
  EditorView.theme({ ...indentations, ...marks, ...lines, ...pictures, ...tables, ...tips }),
];
