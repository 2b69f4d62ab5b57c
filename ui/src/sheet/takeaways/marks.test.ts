import { expect, test } from "vitest";
import { marked } from "./marks";

/** The selection stands between brackets, here and in what comes of it. */
function mark(written: string, sign: "strong" | "emphasis"): string {
  const [from, to] = [written.indexOf("["), written.indexOf("]") - 1];
  const { text, ...now } = marked(written.replace(/[[\]]/g, ""), { from, to }, sign);
  return `${text.slice(0, now.from)}[${text.slice(now.from, now.to)}]${text.slice(now.to)}`;
}

test.each([
  ["Prices [fell] again", "strong", "Prices **[fell]** again"],
  ["Prices [fell] again", "emphasis", "Prices *[fell]* again"],
  ["央行[再降准]了", "strong", "央行**[再降准]**了"],
  ["Prices **[fell]** again", "strong", "Prices [fell] again"],
  ["Prices [**fell**] again", "strong", "Prices [fell] again"],
  ["Prices *[fell]* again", "emphasis", "Prices [fell] again"],
  ["Prices **[fell]** again", "emphasis", "Prices ***[fell]*** again"],
  ["Prices ***[fell]*** again", "emphasis", "Prices **[fell]** again"],
  ["Prices ***[fell]*** again", "strong", "Prices *[fell]* again"],
  ["Prices [fell ]again", "strong", "Prices **[fell]** again"],
  ["Prices []", "strong", "Prices **[]**"],
  ["Prices **[]**", "strong", "Prices []"],
] as const)("%s, %s", (before, sign, after) => {
  expect(mark(before, sign)).toBe(after);
});
