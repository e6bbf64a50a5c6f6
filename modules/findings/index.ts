export { compareText, type Finding, type Location, type Severity, sortFindings } from "./finding";
