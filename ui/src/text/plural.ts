/** Picks the form of a word that a number asks for; `#` stands for the number. */
export function plural(locale: string): (n: number, forms: { one: string; other: string }) => string {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (n, forms) => (rules.select(n) === "one" ? forms.one : forms.other).replaceAll("#", digits.format(n));
}

/** A size in megabytes, without its unit: whole from ten on, and never nothing. */
export function megabytes(bytes: number): string {
  const size = Math.max(bytes / 1e6, 0.1);
  return size.toFixed(size < 9.95 ? 1 : 0);
}
