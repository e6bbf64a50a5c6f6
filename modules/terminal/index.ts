export { escapeControls, escapeMarkdown } from "./escape";
export { type Style, styleFor } from "./style";
export { type Column, renderMarkdownTable, renderTable, terminalWidth } from "./table";
