const [element, done] = arguments;
const FRAMES = 3;
let [place, frames] = ["", 0];
const look = () => {
  const { x, y } = element.getBoundingClientRect();
  frames = place === `${x} ${y}` ? frames + 1 : 0;
  place = `${x} ${y}`;
  if (frames < FRAMES) requestAnimationFrame(look);
  else done(true);
};
look();
