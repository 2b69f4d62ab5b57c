/** Picks the form of a word that a number asks for; `#` stands for the number. */
export function plural(locale: string): (n: number, forms: { one: string; other: string }) => string {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (n, forms) => (rules.select(n) === "one" ? forms.one : forms.other).replaceAll("#", digits.format(n));
}
