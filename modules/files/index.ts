export { FileError, systemCode } from "./file-error";
export { readInput, readStandardInput } from "./read-input";
export { inTemporaryDirectory } from "./temporary-directory";
export { overwriteFile, writeNewFile } from "./write-file";
