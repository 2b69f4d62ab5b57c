/** What pasted text brings to the list of takeaways. */

const HAN = "一二三四五六七八九十";
const NUMBER = "[0-9０-９]{1,2}";
/** These are marks wherever they begin a line. */
const BULLETS = "•·●▪◦‣○■□▸▶►➤✓✔◆◇⁃∙・⚫★☆\uF0B7\uF0A7\uF0D8";
const NUMERALS = "①-⑳⑴-⒇⒈-⒛❶-❿➀-➓㈠-㈩";

/**
 * The mark before an item of a list: "1.", "1)", "（1）", "①", "一、", "（一）", "-", "*", "•", "- [ ]". A number with a point, a minus
 * and a star only count as marks where they can be nothing else: "1.5 million", "-5%" and "*emphasis*" are text, and so are
 * "三、四线城市". Word puts a letter and a tab for some of its bullets.
 */
const MARK = new RegExp(
  [
    `${NUMBER}(?:[.．](?![0-9０-９])|[)）、])`,
    `[(（【](?:${NUMBER}|[${HAN}]{1,3})[)）】]`,
    `[0-9]\\uFE0F?\\u20E3`,
    `[${NUMERALS}]`,
    `[${HAN}]{1,3}[、.．](?![${HAN}])`,
    `[-*+–—](?=\\s|$)(?:\\s+\\[[ xX]\\](?=\\s))?`,
    `[oO§v](?=\\t)`,
    `[${BULLETS}]\\uFE0F?`,
  ]
    .map((mark) => `^(?:${mark})\\s*`)
    .join("|"),
  "u",
);

interface Order {
  pattern: RegExp;
  number: (n: number) => string;
}

/**
 * What may belong to the text is a mark where every line has the one of its place: "第一，" and "第二，"; "一、三港联手" and "二、", unlike
 * "三、四线城市"; "1 Text" and "2Text", unlike "3 ports".
 */
const HAN_ORDER: Order = { pattern: new RegExp(`^第?([${HAN}]{1,3})[，、．：:,]\\s*`), number: inHan };
const DIGIT_ORDER: Order = {
  pattern: /^([0-9]{1,2})\s*(?=[\p{L}“‘"'《「(（])(?![年月日号號个個亿億万萬千百项項成倍点點])/u,
  number: String,
};

/** The lines of a text, each without its list mark; empty ones are none. */
export function linesIn(text: string): string[] {
  const lines = text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const unmarked = withoutOrder(lines, HAN_ORDER).map((line) => line.replace(MARK, ""));
  return withoutOrder(
    unmarked.filter((line) => line !== ""),
    DIGIT_ORDER,
  );
}

function withoutOrder(lines: string[], { pattern, number }: Order): string[] {
  const inOrder = lines.length > 1 && lines.every((line, index) => pattern.exec(line)?.[1] === number(index + 1));
  return inOrder ? lines.map((line) => line.replace(pattern, "")) : lines;
}

/** A number up to 99 in Han characters. */
function inHan(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  const digit = (at: number) => (at === 0 ? "" : (HAN[at - 1] ?? ""));
  return tens === 0 ? digit(ones) : `${tens === 1 ? "" : digit(tens)}十${digit(ones)}`;
}
