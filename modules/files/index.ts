export { FileError, systemCode } from "./file-error";
export { decodeText, InputTooLargeError, readInput, readInputBytes, readStandardInput } from "./read-input";
export { inTemporaryDirectory } from "./temporary-directory";
export { ChangedFileError, updateFile } from "./update-file";
export { whyNotJson } from "./why-not-json";
export { ForeignFileError, replaceFile, writeNewFile } from "./write-file";
