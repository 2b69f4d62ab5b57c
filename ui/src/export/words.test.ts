import { expect, test } from "vitest";
import { en } from "../text/en";
import { nameIn, optionsIn } from "./words";

test("a file is called by its name, and a page in a folder of its own by both", () => {
  expect(nameIn("/exports/ports-wait.html")).toBe("ports-wait.html");
  expect(nameIn("C:\\exports\\港口等待.md")).toBe("港口等待.md");
  expect(nameIn("/exports/ports-wait/index.html")).toBe("ports-wait/index.html");
  expect(nameIn("")).toBe("");
});

test("of a file its format is told, and what was chosen about it that is not the usual", () => {
  const told = (options: Parameters<typeof optionsIn>[0]) => optionsIn(options, en);
  expect(told({ format: "html", flavour: "briefdesk", layout: "file" })).toBe("HTML page");
  expect(told({ format: "html", layout: "folder" })).toBe("HTML page, In a folder with the page");
  expect(told({ format: "markdown", flavour: "hugo" })).toBe("Markdown, Hugo");
});
