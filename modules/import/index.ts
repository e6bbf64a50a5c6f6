export { DumpError, type InputFile } from "./dump";
export { type ImportedFleet, type ImportRequest, importFleet } from "./import-fleet";
export { type Section, summarize } from "./summary";
export { NotWritableError, requireNoFleet, writeFleet } from "./write-fleet";
