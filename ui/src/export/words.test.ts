import { expect, test } from "vitest";
import { nameIn } from "./words";

test("a file is called by its name, and a page in a folder of its own by both", () => {
  expect(nameIn("/exports/ports-wait.html")).toBe("ports-wait.html");
  expect(nameIn("C:\\exports\\港口等待.md")).toBe("港口等待.md");
  expect(nameIn("/exports/ports-wait/index.html")).toBe("ports-wait/index.html");
  expect(nameIn("")).toBe("");
});
