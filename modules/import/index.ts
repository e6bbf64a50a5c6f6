export { DumpError } from "./dump";
export { type ImportedFleet, type InputFile, importFleet } from "./import-fleet";
export { type Section, summarize } from "./summary";
export { NotWritableError, requireNoFleet, writeFleet } from "./write-fleet";
