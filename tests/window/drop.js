const [target, name, bytes] = arguments;
const data = new DataTransfer();
data.items.add(new File([new Uint8Array(bytes)], name));
const { left, top, width, height } = target.getBoundingClientRect();
const at = { clientX: left + width / 2, clientY: top + height / 2 };
for (const type of ["dragenter", "dragover", "drop"]) {
  target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data, ...at }));
}
