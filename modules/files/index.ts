export { FileError, systemCode } from "./file-error";
export { InputTooLargeError, readInput, readInputBytes, readStandardInput } from "./read-input";
export { inTemporaryDirectory } from "./temporary-directory";
export { overwriteFile, writeNewFile } from "./write-file";
