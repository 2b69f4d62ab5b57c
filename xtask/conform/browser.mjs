// Chromium without a window and without a network, and work spread over several of its pages.

import { accessSync, constants, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

// The first few are what distributions call it.
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

// Chromium asks its maker about updates, certificates and experiments; on a machine without a network each question waits.
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// One for each processor, and one that waits.
const PLACES = 3;

function program() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not this one.
      }
    }
  }
  throw new Error(`There is no Chromium on the PATH (${NAMES.join(", ")}).`);
}

/** Runs `work` with a browser, and closes it whatever happens. */
export async function withBrowser(work) {
  const browser = await chromium.launch({ executablePath: program(), args: QUIET });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Does `work(place, item)` for each of `items`, in a few places that `open` makes; gives all that it gave, in any order. */
export async function spread(items, open, work) {
  const left = [...items];
  const found = [];
  const worker = async () => {
    const place = await open();
    for (let item = left.shift(); item !== undefined; item = left.shift()) {
      found.push(...(await work(place, item)));
    }
  };
  await Promise.all(Array.from({ length: PLACES }, worker));
  return found;
}

/** The HTML files in `folder`, each with its name and text. */
export function pagesIn(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));
  if (names.length === 0) throw new Error(`There is no page in ${folder}.`);
  return names.sort().map((name) => ({ name, html: readFileSync(join(folder, name), "utf8") }));
}

/** Prints the findings for the test that asked, as JSON. */
export function report(findings) {
  process.stdout.write(`${JSON.stringify(findings)}\n`);
}
