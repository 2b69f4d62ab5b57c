// Pastes into the control with the focus what another program would have put on the clipboard.
const [html, plain] = arguments;
const clipboardData = new DataTransfer();
if (html) clipboardData.setData("text/html", html);
if (plain) clipboardData.setData("text/plain", plain);
document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
