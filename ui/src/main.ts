import "./tokens.css";
import "./base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import type { Backend } from "./backend";
import { insideProgram, program } from "./backend/tauri";

async function backend(): Promise<Backend> {
  // In a plain browser there is no shell; while developing, one in memory stands in. The program's bundle has none of it.
  if (import.meta.env.DEV && !insideProgram()) return (await import("./backend/browser")).browserBackend();
  return program;
}

void backend().then((chosen) => mount(App, { target: document.body, props: { backend: chosen } }));
