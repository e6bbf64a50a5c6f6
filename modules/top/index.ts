export { countEntries, type TopOptions, type TopProgress } from "./count-entries";
export { directoryFiles } from "./directory-files";
export type { LogFile } from "./log-files";
export type { ObjectClient } from "./s3-files";
export { awsObjectClient, s3Logs } from "./s3-logs";
export { topDocument } from "./top-document";
export { topJson } from "./top-json";
export type { LoadBalancerTop, Row, Top, TopBy, Unclaimed } from "./types";
