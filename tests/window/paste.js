// Pastes into the control with the focus what another program would have put on the clipboard. Not a DataTransfer: the WebView
// would look through what is set there itself, with all the time that takes it.
const [html, plain] = arguments;
const texts = { "text/html": html, "text/plain": plain };
const types = Object.keys(texts).filter((type) => texts[type]);
const event = new Event("paste", { bubbles: true, cancelable: true });
Object.defineProperty(event, "clipboardData", { value: { types, files: [], getData: (type) => texts[type] ?? "" } });
document.activeElement.dispatchEvent(event);
