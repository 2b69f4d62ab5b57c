/** Where a share card cuts a picture, and how a focal point moves. As the core has it: `share_card.rs`. */
import type { Focal } from "../backend";

/** Of a share card, in pixels. */
export const CARD = { width: 1200, height: 630 } as const;

/** What a picture is cropped around as long as nobody has chosen. */
export const MIDDLE: Focal = { x: 0.5, y: 0.5 };

/** One press of an arrow key, and one with Shift, in parts of the picture. */
const STEP = 0.01;
const LEAP = 0.1;

export interface Size {
  width: number;
  height: number;
}

export interface Crop extends Size {
  x: number;
  y: number;
}

/** The largest part of a picture that has the shape of a card, as near to the focal point as may be; in the picture's pixels. */
export function shareCrop({ width, height }: Size, focal: Focal): Crop {
  const scale = Math.min(width / CARD.width, height / CARD.height);
  const crop = {
    width: Math.max(1, Math.round(CARD.width * scale)),
    height: Math.max(1, Math.round(CARD.height * scale)),
  };
  const start = (at: number, side: number, length: number) =>
    clamp(Math.round(at * side - length / 2), Math.max(0, side - length));
  return { x: start(focal.x, width, crop.width), y: start(focal.y, height, crop.height), ...crop };
}

/** The focal point at a place of the picture as shown, both in the page's pixels. */
export function focalAt(point: { x: number; y: number }, picture: Crop): Focal {
  return focal((point.x - picture.x) / picture.width, (point.y - picture.y) / picture.height);
}

/** Where a key moves it to; null if it is none of its keys. */
export function moved({ x, y }: Focal, key: string, shift: boolean): Focal | null {
  const by = shift ? LEAP : STEP;
  switch (key) {
    case "ArrowLeft":
      return focal(x - by, y);
    case "ArrowRight":
      return focal(x + by, y);
    case "ArrowUp":
      return focal(x, y - by);
    case "ArrowDown":
      return focal(x, y + by);
    default:
      return null;
  }
}

/** Within the picture, in thousandths, as it is stored. */
function focal(x: number, y: number): Focal {
  const part = (value: number) => Math.round(clamp(Number.isFinite(value) ? value : 0.5, 1) * 1000) / 1000;
  return { x: part(x), y: part(y) };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
