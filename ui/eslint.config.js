import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** The arrows of the house: a pane knows the controls, the words and the boundary, and never another pane. */
const panes = ["library", "sheet", "inspector", "history", "preview", "export", "palette", "find"];
const tauri = { group: ["@tauri-apps/*"], message: "Only src/backend talks to the shell." };
const closed = (folders, message) => ({
  group: folders.map((folder) => `**/${folder}/**`),
  message,
});
const wall = (files, ...patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [tauri, ...patterns] }] },
});

export default ts.config(
  { ignores: ["dist/", "src/backend/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser } } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    rules: {
      // Plain maps and sets are meant: what is shown is replaced as a whole.
      "svelte/prefer-svelte-reactivity": "off",
      "no-alert": "error",
      "no-console": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  wall(["src/*.{ts,svelte}", "src/window/**"]),
  ...panes.map((pane) =>
    wall(
      [`src/${pane}/**`],
      closed([...panes.filter((other) => other !== pane), "window"], "A pane does not know its neighbours."),
    ),
  ),
  wall(["src/paste/**"], closed([...panes, "window"], "Pasting knows nothing of where it is used.")),
  wall(
    ["src/controls/**", "src/text/**"],
    closed([...panes, "window", "backend"], "Controls and words know nothing of briefs."),
  ),
);
