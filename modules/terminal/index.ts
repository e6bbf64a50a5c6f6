export { type Style, styleFor } from "./style";
export { type Column, escapeMarkdown, renderMarkdownTable, renderTable } from "./table";
