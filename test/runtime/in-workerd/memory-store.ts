/** A Worker's memory, where the suites ask for that of a process. */
export { IsolateStore as MemoryStore } from "../../../src/store/isolate-store.ts";
