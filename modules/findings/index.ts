export { compareText, type Finding, type Location, quote, type Severity, sortFindings } from "./finding";
