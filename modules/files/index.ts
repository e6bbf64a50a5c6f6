export { FileError, systemCode } from "./file-error";
export { InputTooLargeError, readInput, readInputBytes, readStandardInput } from "./read-input";
export { inTemporaryDirectory } from "./temporary-directory";
export { ForeignFileError, replaceFile, writeNewFile } from "./write-file";
