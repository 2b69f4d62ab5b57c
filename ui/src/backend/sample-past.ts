/** Older texts of the sample briefs, so that their history can be looked at in a browser. Not in the program. */
import type { Brief, StoredBrief } from ".";
import type { FakeHistory } from "./fake-history";

type Step = [minutes: number, change: (brief: Brief) => Brief];

const body = (from: string, to: string) => (brief: Brief) => ({ ...brief, body: brief.body.replace(from, to) });
const takeaway = (id: string, text: string) => (brief: Brief) => ({
  ...brief,
  takeaways: brief.takeaways.map((one) => (one.id === id ? { ...one, text } : one)),
});

/** Each step leads from a text to the one before it; `minutes` before the next newer one. */
const WIRE: Step[] = [
  [25, takeaway("w1", "Three lines won approval in one quarter.")],
  [3, (brief) => ({ ...brief, takeaways: [...brief.takeaways.slice(0, 1), ...brief.takeaways.slice(1).reverse()] })],
  [40, takeaway("w2", "Existing lines carried 63 per cent of what they could, and the share is falling.")],
  [16, (brief) => ({ ...brief, headline: brief.headline.replace("Waits", "Looks"), status: "draft" })],
  [900, body("**24 gigawatts** by 2028, enough", "24 gigawatts by 2028, enough")],
  [
    4,
    body(
      "Since spring the coastal provinces have bought less",
      "Since spring the coastal provinces have bought far less",
    ),
  ],
  [18, body("(https://example.org/wind)", "(https://example.org/offshore)")],
  [32, (brief) => ({ ...brief, hero: brief.hero && { ...brief.hero, caption: "A new line, October.", image: null } })],
  [1400, body("- a share of the loss when a line stands idle;\n", "")],
  [6, (brief) => ({ ...brief, analysis: { ...brief.analysis, text: brief.analysis.text.split("\n\n")[0] ?? "" } })],
  [50, (brief) => ({ ...brief, tags: ["Power grid"], section: "", takeaways: brief.takeaways.slice(0, 2) })],
  [4300, (brief) => ({ ...brief, summary: "", body: brief.body.split("\n\n").slice(0, 2).join("\n\n") })],
];

const RESERVE: Step[] = [
  [30, takeaway("z2", "中小银行的净息差已低于监管关注的水平。")],
  [12, body("四成是短期票据", "三成是短期票据")],
  [700, (brief) => ({ ...brief, headline: "央行降准：宽松能否唤醒信贷", takeaways: brief.takeaways.toReversed() })],
  [9, body("，时间却早于多数机构的判断", "")],
];

function before(newest: StoredBrief, steps: readonly Step[]): StoredBrief[] {
  let { brief, updated_at } = newest;
  let revision = newest.revision;
  return steps
    .map(([minutes, change]) => {
      brief = change(brief);
      updated_at = new Date(Date.parse(updated_at) - minutes * 60_000).toISOString();
      revision -= 1;
      return { ...newest, revision, updated_at, brief };
    })
    .reverse();
}

/** As many more revisions as `long`, if a long history is to be looked at. */
export function past([wire, reserve]: readonly StoredBrief[], long = 0): StoredBrief[] {
  if (!wire || !reserve) return [];
  const older = Array.from({ length: long }, (_, n): Step => [7 + (n % 5) * 40, body("  ", " ")]);
  return [...before(wire, [...WIRE, ...older]), ...before(reserve, RESERVE)];
}

/** Checkpoints of every kind. */
export function checkpoints(history: FakeHistory, [wire]: readonly StoredBrief[]): void {
  if (!wire) return;
  const { id, revision } = wire;
  history.mark(id, revision - 2, "named", "Before legal read");
  history.mark(id, revision - 4, "restore", null);
  history.mark(id, revision - 5, "export", null);
  history.mark(id, revision - 12, "import", null);
}
