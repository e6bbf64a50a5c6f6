export { count } from "./count";
export { escapeControls, escapeMarkdown } from "./escape";
export { Progress, type ProgressStream } from "./progress";
export { type Style, styleFor } from "./style";
export { terminalWidth } from "./width";
