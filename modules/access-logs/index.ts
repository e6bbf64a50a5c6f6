export { detach } from "./detach";
export { EntryReader } from "./entry-reader";
export { ACCESS_LOG_COLUMNS, ACCESS_LOG_PATTERN } from "./fields";
export { accessLogQueryName } from "./query-name";
export { type OnLine, readLines } from "./read-lines";
