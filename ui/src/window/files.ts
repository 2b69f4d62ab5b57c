/** Files that are dropped on the window or pasted into it. */
import { Refusal } from "../backend";

/** More is refused unread: it would only be refused later, having filled the memory. In mebibytes; what a picture may have. */
const MOST_MB = 64;

/** Whether a drag brings files from outside; a takeaway or a piece of text being dragged does not. */
export function bringsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

/** The file's bytes for the boundary; a `Refusal` if there are too many. */
export function base64(file: File): Promise<string> {
  if (file.size > MOST_MB * 2 ** 20) {
    return Promise.reject(new Refusal({ code: "file_too_large", name: file.name, limit_mb: MOST_MB }));
  }
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    // "data:…;base64,…"
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.readAsDataURL(file);
  });
}
