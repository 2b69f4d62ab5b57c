const [role, name] = arguments;
const IMPLICIT = {
  textbox: "input:not([type]), input[type=text], input[type=search], input[type=url], textarea",
  searchbox: "input[type=search]",
  button: "button, summary",
  list: "ul, ol",
  link: "a[href]",
  heading: "h1, h2, h3, h4, h5, h6",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  switch: "[role=switch]",
  status: "output",
  dialog: "dialog",
  combobox: "select",
};
const selector = [`[role="${role}"]`, IMPLICIT[role]].filter(Boolean).join(", ");
const nameOf = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
  const label = element.getAttribute("aria-label");
  if (label) return label.trim();
  if (element.labels?.length) return [...element.labels].map((label) => label.textContent.trim()).join(" ");
  return element.textContent.trim().replace(/\s+/g, " ");
};
const visible = (element) => element.checkVisibility({ visibilityProperty: true });
const roleOf = (element) => element.getAttribute("role");
return (
  [...document.querySelectorAll(selector)].find(
    (element) => (roleOf(element) ?? role) === role && nameOf(element) === name && visible(element),
  ) ?? null
);
