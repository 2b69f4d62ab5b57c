import { describe, expect, test } from "vitest";
import { focalAt, moved, shareCrop } from "./crop";

// The same table as in the core.
test.each([
  [1200, 630, 0, 1, [0, 0, 1200, 630]],
  [2400, 1600, 0.5, 0.5, [0, 170, 2400, 1260]],
  [2400, 1600, 0.5, 0, [0, 0, 2400, 1260]],
  [2400, 1600, 0.5, 1, [0, 340, 2400, 1260]],
  [3000, 630, 0.9, 0.2, [1800, 0, 1200, 630]],
  [3000, 630, 0.4, 0.2, [600, 0, 1200, 630]],
  [16, 32, 0.5, 0.25, [0, 4, 16, 8]],
  [1, 1, 0.5, 0.5, [0, 0, 1, 1]],
  [1, 5000, 1, 1, [0, 4999, 1, 1]],
])(
  "a picture of %i × %i with its focal point at %d, %d is cut as the exporter cuts it",
  (width, height, x, y, crop) => {
    const cut = shareCrop({ width, height }, { x, y });
    expect([cut.x, cut.y, cut.width, cut.height]).toEqual(crop);
  },
);

describe("the focal point", () => {
  test("is where the picture is clicked, and at its edge when that is left", () => {
    const picture = { x: 100, y: 50, width: 300, height: 200 };
    expect(focalAt({ x: 200, y: 100 }, picture)).toEqual({ x: 0.333, y: 0.25 });
    expect(focalAt({ x: 0, y: 900 }, picture)).toEqual({ x: 0, y: 1 });
    expect(focalAt({ x: 100, y: 50 }, { x: 100, y: 50, width: 0, height: 0 })).toEqual({ x: 0.5, y: 0.5 });
  });

  test("moves by arrow keys and stays within the picture", () => {
    const middle = { x: 0.5, y: 0.5 };
    expect(moved(middle, "ArrowLeft", false)).toEqual({ x: 0.49, y: 0.5 });
    expect(moved(middle, "ArrowDown", true)).toEqual({ x: 0.5, y: 0.6 });
    expect(moved({ x: 0.995, y: 0.02 }, "ArrowRight", false)).toEqual({ x: 1, y: 0.02 });
    expect(moved({ x: 1, y: 0.02 }, "ArrowUp", true)).toEqual({ x: 1, y: 0 });
    expect(moved(middle, "Tab", false)).toBeNull();
  });
});
