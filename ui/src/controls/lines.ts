/** The lines of a textarea as they are set: which one an offset is in, and where it begins. */

const LOOKS = [
  "font",
  "letterSpacing",
  "lineHeight",
  "whiteSpace",
  "overflowWrap",
  "wordBreak",
  "textIndent",
  "paddingLeft",
  "paddingRight",
] as const;
/** Tops that differ by less, in pixels, are of one line. */
const SAME_LINE = 3;

/** The lines of a field, measured once; `over` lets them go. Offsets are in UTF-16 units. */
export interface Lines {
  isFirst(offset: number): boolean;
  isLast(offset: number): boolean;
  /** Where the line begins that an offset is in. */
  startOf(offset: number): number;
}

/** Measures the lines of a field for `task`. A textarea does not tell of its lines: the same text is set once more, unseen. */
export function withLines<T>(field: HTMLTextAreaElement, task: (lines: Lines) => T): T {
  const page = field.ownerDocument;
  const style = getComputedStyle(field);
  const copy = page.createElement("div");
  for (const look of LOOKS) copy.style[look] = style[look];
  copy.style.setProperty("text-wrap", style.getPropertyValue("text-wrap"));
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", boxSizing: "border-box" });
  copy.style.width = `${field.clientWidth}px`;
  copy.lang = field.lang;
  // What has no width still has a place, behind the last character as well.
  const text = page.createTextNode(`${field.value}\u200b`);
  copy.append(text);
  copy.ariaHidden = "true";
  field.after(copy);
  const range = page.createRange();
  const top = (offset: number) => {
    range.setStart(text, offset);
    range.setEnd(text, offset + 1);
    return range.getBoundingClientRect().top;
  };
  const together = (a: number, b: number) => Math.abs(top(a) - top(b)) < SAME_LINE;
  try {
    return task({
      isFirst: (offset) => together(offset, 0),
      isLast: (offset) => together(offset, field.value.length),
      startOf(offset) {
        let start = offset;
        while (start > 0 && together(start - 1, offset)) start -= 1;
        return start;
      },
    });
  } finally {
    copy.remove();
  }
}
