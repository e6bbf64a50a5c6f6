import type { Finding } from "../../findings";
import { element, token, written } from "./element";

/** What `tenantry check` found. */
export function findingList(findings: readonly Finding[]): HTMLElement {
  return element("ul", { class: "findings" }, findings.map(findingItem));
}

function findingItem({ severity, code, file, line, column, path, message, help }: Finding): HTMLElement {
  const place = `${file}:${line}:${column}`;
  return element(
    "li",
    {},
    element(
      "p",
      { class: "message" },
      element("span", { class: `severity ${severity}` }, severity),
      " ",
      written(message),
    ),
    element("p", {}, written(help)),
    element(
      "p",
      { class: "detail" },
      element("code", {}, written(path === "" ? place : `${place} ${path}`)),
      " ",
      token(code),
    ),
  );
}
