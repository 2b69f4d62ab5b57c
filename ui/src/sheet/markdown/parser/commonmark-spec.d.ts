declare module "commonmark-spec" {
  /** The examples of the specification; `→` stands for a tab. */
  const specification: { tests: { markdown: string; html: string; section: string; number: number }[] };
  export default specification;
}
