/** Runs searches away from the window's own thread. */
import { answer, type Request } from "./search";

self.onmessage = ({ data }: MessageEvent<Request>) => self.postMessage(answer(data));
