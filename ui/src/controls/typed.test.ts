import { expect, test } from "vitest";
import { typedIn } from "./typed";

test.each([
  ["insertText", false, "typing"],
  ["insertText", true, "composing"],
  ["insertCompositionText", true, "composing"],
  ["insertFromComposition", false, "composing"],
  ["deleteCompositionText", false, "composing"],
  ["deleteContentBackward", false, "deleting"],
  ["deleteWordForward", false, "deleting"],
  ["deleteByCut", false, "whole"],
  ["insertFromPaste", false, "whole"],
  ["insertFromDrop", false, "whole"],
  ["insertReplacementText", false, "whole"],
])("%s, composing %s, is %s", (inputType, isComposing, how) => {
  const field = document.createElement("textarea");
  field.value = "港口在等";
  field.setSelectionRange(2, 2);
  expect(typedIn(new InputEvent("input", { inputType, isComposing }), field)).toEqual({ how, caret: 2 });
});
