/** Files that are dropped on the window. */

/** Whether a drag brings files from outside; a takeaway or a piece of text being dragged does not. */
export function bringsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

export function isPicture({ type }: File): boolean {
  return type.startsWith("image/");
}

/** The file's bytes for the boundary. */
export function base64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    // "data:…;base64,…"
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.readAsDataURL(file);
  });
}
