/** The picture of each command. */
import Bold from "@lucide/svelte/icons/bold";
import Code from "@lucide/svelte/icons/code";
import SquareCode from "@lucide/svelte/icons/square-code";
import Heading from "@lucide/svelte/icons/heading";
import Heading2 from "@lucide/svelte/icons/heading-2";
import Heading3 from "@lucide/svelte/icons/heading-3";
import Image from "@lucide/svelte/icons/image";
import Info from "@lucide/svelte/icons/info";
import Italic from "@lucide/svelte/icons/italic";
import Link from "@lucide/svelte/icons/link";
import List from "@lucide/svelte/icons/list";
import ListOrdered from "@lucide/svelte/icons/list-ordered";
import ListTodo from "@lucide/svelte/icons/list-todo";
import Minus from "@lucide/svelte/icons/minus";
import Pilcrow from "@lucide/svelte/icons/pilcrow";
import Strikethrough from "@lucide/svelte/icons/strikethrough";
import Superscript from "@lucide/svelte/icons/superscript";
import Table from "@lucide/svelte/icons/table";
import TextQuote from "@lucide/svelte/icons/text-quote";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import type { Component } from "svelte";
import type { TextCommand } from "./keys";

export const icons: Readonly<Record<TextCommand, Component<{ size?: number; "aria-hidden"?: "true" }>>> = {
  strong: Bold,
  emphasis: Italic,
  strike: Strikethrough,
  code: Code,
  link: Link,
  heading: Heading,
  heading2: Heading2,
  heading3: Heading3,
  paragraph: Pilcrow,
  quote: TextQuote,
  bullets: List,
  numbers: ListOrdered,
  tasks: ListTodo,
  table: Table,
  image: Image,
  footnote: Superscript,
  rule: Minus,
  note: Info,
  warning: TriangleAlert,
  codeBlock: SquareCode,
};
