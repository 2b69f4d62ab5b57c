import { describe, expect, test } from "vitest";
import { asAddress, linkAt, removeLink, setLink, suggestedAddress } from "./link";
import { after, stateOf } from "./testing";

describe("a link", () => {
  test.each([
    ["See «the port» now", "See [the port](https://port.example)‸ now"],
    ["See the po‸rt now", "See the [port](https://port.example)‸ now"],
    ["看«港口»", "看[港口](https://port.example)‸"],
    ["See ‸", "See [https://port.example](https://port.example)‸"],
    ["«https://port.example»", "[https://port.example](https://port.example)‸"],
    ['See [the p‸ort](http://old.example "T") now', "See [the p‸ort](https://port.example) now"],
    ["«a]b»", "[a\\]b](https://port.example)‸"],
    ["See https://old.exam‸ple/a now", "See https://port.example‸ now"],
    ["See <https://old.exam‸ple/a> now", "See <https://port.example‸> now"],
    [
      "See [the p‸ort][1]\n\n[1]: http://old.example",
      "See [the p‸ort](https://port.example)\n\n[1]: http://old.example",
    ],
    ["a **b«ig** port» c", "a [**big** port](https://port.example)‸ c"],
    ["a **«big»** port", "a **[big](https://port.example)‸** port"],
    ["«See [the port](http://a.b) now»", "[See the port now](https://port.example)‸"],
    ["看[«TK»]", "看[[TK](https://port.example)‸]"],
    ["`co‸de x`", null],
    ["![al‸t](image:1)", null],
  ])("%s", (before, expected) => {
    expect(after(setLink("https://port.example"), before)).toBe(expected);
  });

  test("is found, and taken away", () => {
    expect(linkAt(stateOf("a [b‸](http://c.org) d"))?.address).toBe("http://c.org");
    expect(linkAt(stateOf("‸a [b](http://c.org) d"))).toBeNull();
    expect(after(removeLink, "a [«b»](http://c.org) d")).toBe("a «b» d");
    expect(suggestedAddress(stateOf("«https://a.org/b»"))).toBe("https://a.org/b");
    expect(suggestedAddress(stateOf("«port»"))).toBe("");
  });

  test.each([
    ["www.a.org", "https://www.a.org"],
    ["a.org/b?c", "https://a.org/b?c"],
    ["desk@a.org", "mailto:desk@a.org"],
    ["https://a.org/x (y)", "https://a.org/x%20%28y%29"],
    ["https://例子.cn/港口", "https://例子.cn/港口"],
    ["/inside", "/inside"],
    ["javascript:alert(1)", null],
    [" java\tscript:alert(1)", null],
    ["data:text/html,x", null],
    ["  ", null],
  ])("has the address %s", (typed, expected) => {
    expect(asAddress(typed)).toBe(expected);
  });
});
