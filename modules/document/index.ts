export * from "./document";
export { type Markdown, renderMarkdown } from "./render-markdown";
export { renderText, type TextOptions } from "./render-text";
