const done = arguments[arguments.length - 1];
const told = ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`;
axe.run({ iframes: false }).then(
  ({ violations }) => done(violations.map(told)),
  (error) => done([String(error)]),
);
