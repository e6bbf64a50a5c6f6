export { DumpError, type InputFile } from "./dump";
export { type ImportedController, type ImportedFleet, type ImportRequest, importFleet } from "./import-fleet";
export { summarize } from "./summary";
export { NotWritableError, requireNoFleet, writeFleet } from "./write-fleet";
