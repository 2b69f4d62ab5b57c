/** A small library for looking at the window in a browser while developing it. Not in the program. */
import type { Brief, StoredBrief } from ".";
import { blank } from "./fake";

/** A picture that needs no file: hills under a low sun. */
export const SAMPLE_PICTURE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900"><defs><linearGradient id="s" x2="0" y2="1">
  <stop stop-color="#7e9bb5"/><stop offset=".7" stop-color="#e3c9a0"/></linearGradient></defs>
  <rect width="1600" height="900" fill="url(#s)"/><circle cx="1140" cy="470" r="70" fill="#fbe9c4"/>
  <path d="M0 640 300 520 560 610 900 470 1260 600 1600 500V900H0Z" fill="#8d7660"/>
  <path d="M0 730 420 640 800 720 1200 650 1600 740V900H0Z" fill="#5d4c40"/>
  <g stroke="#2e2722" stroke-width="6" fill="none"><path d="M420 650V330M370 400h100M385 350h70M420 330l-46 320M420 330l46 320"/>
  <path d="M1010 690V440M972 492h76M984 456h52M1010 440l-36 250M1010 440l36 250"/>
  <path d="M0 420Q210 470 372 402M470 402Q740 540 972 494M1048 494Q1330 580 1600 500"/></g></svg>`,
)}`;
export const SAMPLE_IMAGE = "a".repeat(64);

function brief(parts: Partial<Brief>): Brief {
  return { ...blank(), ...parts };
}

function minutesBefore(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString();
}

const WIRE = brief({
  headline: "The Long Wire: Power From the West Waits for Buyers in the East",
  summary:
    "Three more transmission lines were approved this quarter. Provinces now ask who pays while the lines run half empty.",
  status: "in_review",
  byline: "Mara Lindqvist",
  section: "Energy",
  tags: ["Power grid", "Provinces"],
  dateline: "Lanzhou, 18 November",
  slug: "the-long-wire",
  hero: {
    image: SAMPLE_IMAGE,
    alt: "Pylons cross a dry plateau under a pale sky.",
    caption: "A new line west of Lanzhou, October.",
    credit: "",
    decorative: false,
  },
  takeaways: [
    { id: "w1", text: "Three lines won approval in one quarter, the most on record." },
    {
      id: "w2",
      text: "Existing lines carried 61 per cent of what they could, and the share is falling in the south-west.",
    },
    { id: "w3", text: "Provincial grids, not developers, carry the cost." },
  ],
  analysis: {
    label: "Editor's Desk",
    title: "Strategic Analysis",
    text: "Building ahead of demand is a choice, not an accident. It buys room to move at the price of idle steel, and it moves the argument about prices **from the market to the ministry**.\n\nThe question for next year is not whether the lines will fill, but which province will be asked to fill them first.",
    byline: "China Daily Brief Editorial",
    tag: "Strategic Insight",
  },
  body: "The energy regulator said the approvals would add **24 gigawatts** by 2028, enough for two provinces the size of Gansu. Analysts at two brokerages don’t agree on when the demand will be there.\n\nSince spring the coastal provinces have bought less than they promised. Their own [wind at sea](https://example.org/wind) is closer, cheaper to connect, and *theirs to tax*.\n\n## Who signs, and who pays\n\nContracts for the new lines run for twenty years. Three clauses matter:\n\n- a floor price that falls by two per cent a year;\n- a share of the loss when a line stands idle;\n- the right to sell on to a third province.\n\n> We will buy power when we need it, not when they have it.\n\nThe remark, by a planner in the east, was meant for the room. It left the room within the hour.",
  sources: [{ title: "Approvals, third quarter", url: "https://example.org/approvals" }],
});

const RESERVE = brief({
  headline: "央行再降准：宽松能否唤醒信贷",
  summary: "年内第二次降准落地，银行可贷资金增加约一万亿元。真正的难题不在供给，而在企业愿不愿借。",
  language: "zh-Hans",
  takeaways: [
    { id: "z1", text: "降准释放长期资金，但票据利率仍在低位徘徊。" },
    { id: "z2", text: "中小银行的净息差已接近监管关注的水平。" },
    { id: "z3", text: "财政支出的节奏，可能比货币政策更能决定四季度的信贷。" },
  ],
  analysis: {
    label: "编辑部",
    title: "策略分析",
    text: "货币宽松能够降低资金的价格，却不能替企业写出订单。**信号的意义大于规模**：政策层愿意承受汇率的短期波动，以换取预期的稳定。",
    byline: "中国每日简报编辑部",
    tag: "策略洞察",
  },
  body: "此次降准在市场预期之内，时间却早于多数机构的判断。\n\n## 钱去了哪里\n\n过去两个季度，新增贷款中超过四成是短期票据。银行为了完成额度而买票，企业为了套利而存款，资金在体系内转了一圈，又回到原处。\n\n> 借钱从来不是问题，问题是借来做什么。",
});

/** Everything that Markdown can say. */
const PORTS = `The queue off Ningbo passed **ninety ships** on *Monday*, and ~~nobody~~ [almost nobody](https://example.org/queue "Queue") left it.[^1] The tracker calls it \`state 4\`.

## What a week costs

A lost week is cheap at sea and dear on land. 船等得起，**工厂等不起。**但没有人愿意先说。

| Port | Days waiting | Cost, million |
| :--- | :---: | ---: |
| 宁波 | 4 | 31.5 |
| Shanghai | **6** | 48.0 |
| Yantian | 2 | |

### Three clauses

1. a floor price that falls by two per cent a year, whatever the season and whoever stands at the other end of the line;
2. a share of the loss:
   - when a line stands idle,
   - when a ship turns back before it was seen;
     > so the contract says
10. the right to sell on.

- [x] call the harbour master
- [ ] ask the insurer who pays for the second week, and what the policy calls a week when the port was open on two of its days

> We will buy power when we need it, not when they have it.
>
> > Nor before.

> [!WARNING]
> The figures for Yantian are *provisional*.

![The queue, seen from the breakwater](image:${SAMPLE_IMAGE})

![A chart of waiting times](https://example.org/charts/waiting-times-2026.png)

---

\`\`\`
berth  ship   hours
12     Aurora    96
\`\`\`

[^1]: Counted by the harbour's own radio log, at noon.
`;

const OTHERS: [minutes: number, parts: Partial<Brief>][] = [
  [1290, { headline: "Forty Mills, One Quota: Steel’s Quiet Consolidation", status: "exported", body: words(588) }],
  [1420, { headline: "Magnets on Hold: What the New Licences Really Limit", status: "exported", body: words(701) }],
  [1700, { headline: "Ports Count the Cost of a Lost Week", status: "ready", body: PORTS }],
  [4400, { headline: "A Cheaper Battery Meets a Higher Wall", status: "ready", body: words(512) }],
  [
    4700,
    { headline: "稀土出口许可：门槛之外还有什么", status: "archived", language: "zh-Hans", body: "字".repeat(930) },
  ],
  [11000, { headline: "", body: words(12) }],
];

function words(n: number): string {
  return Array.from({ length: n }, () => "word").join(" ");
}

/** The sample library as of `now`, and more rows if a long list is to be looked at. */
export function samples(now: Date, more = 0): StoredBrief[] {
  const filler = Array.from({ length: more }, (_, i): [number, Partial<Brief>] => [
    12000 + i * 97,
    { headline: `Filed Brief Number ${i + 1}: A Headline of the Usual Length`, status: "archived", body: words(400) },
  ]);
  const all: [number, Partial<Brief>][] = [[2, WIRE], [78, RESERVE], ...OTHERS, ...filler];
  return all.map(([minutes, parts], index) => ({
    id: `5a3b0000-0000-7000-8000-${String(index).padStart(12, "0")}`,
    revision: 20_000,
    created_at: minutesBefore(now, minutes + 500),
    updated_at: minutesBefore(now, minutes),
    brief: brief(parts),
  }));
}
