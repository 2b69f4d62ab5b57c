// axe.mjs FOLDER: every page in FOLDER against axe-core, on a telephone and on a desk, light and dark.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { pagesIn, report, spread, withBrowser } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"];

async function violations(page, { name, file, width, scheme }) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(file);
  await page.evaluate(AXE);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => ({
      page: name,
      what: `${width} px, ${scheme}: ${id}: ${help}`,
      where: node.html.slice(0, 300),
    })),
  );
}

const folder = process.argv[2];
const views = WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ width, scheme })));
const items = pagesIn(folder).flatMap(({ name }) =>
  views.map((view) => ({ name, file: pathToFileURL(join(folder, name)).href, ...view })),
);
report(await withBrowser((browser) => spread(items, () => browser.newPage(), violations)));
