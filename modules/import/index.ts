export { DumpError } from "./dump";
export { type ImportedFleet, importFleet, type InputFile } from "./import-fleet";
