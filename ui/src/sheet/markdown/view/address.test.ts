import { expect, test } from "vitest";
import { target } from "./address";

test.each([
  ["https://example.org/", "web", "example.org", "https://example.org/"],
  ["http://example.org:8080/a?b=c#d", "web", "example.org:8080/a?b=c", "http://example.org:8080/a?b=c#d"],
  ["www.example.org", "web", "www.example.org", "http://www.example.org/"],
  ["https://example.org/a(b\\)", "web", "example.org/a(b)", "https://example.org/a(b)"],
  ["https://example.org@evil.test/", "web", "evil.test", "https://example.org@evil.test/"],
  ["https://еxample.org/", "web", "xn--xample-2of.org", "https://xn--xample-2of.org/"],
  ["desk@example.org", "mail", "desk@example.org", "mailto:desk@example.org"],
  ["mailto:desk@example.org?subject=x", "mail", "desk@example.org", "mailto:desk@example.org?subject=x"],
  [
    "https://example.org/2026/11/a-very-long-name-of-a-page",
    "web",
    "example.org/2026/11/a-very-long-name-of-…",
    "https://example.org/2026/11/a-very-long-name-of-a-page",
  ],
])("%s leads out", (written, kind, short, address) => {
  expect(target(written)).toEqual({ kind, short, address });
});

test.each([
  "javascript:alert(1)",
  "file:///etc/passwd",
  "/page",
  "page.html",
  "#part",
  "image:00",
  "",
  "http://",
  "mailto:",
])("%j leads nowhere that could be opened", (written) => {
  expect(target(written)).toBeNull();
});
