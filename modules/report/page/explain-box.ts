import { RequestError } from "../../alb";
import { answer, type Explanation, explainRequest, explanationJson, explanationLines } from "../../explain";
import type { ReportData } from "../report-data";
import { element, written } from "./element";

/** A box that answers which rule takes a request. */
export interface ExplainBox {
  readonly element: HTMLElement;
  /** Explains a URL and moves the focus to it. */
  show(url: string): void;
}

export function explainBox(data: ReportData): ExplainBox {
  const result = element("div", { class: "explanation", id: "explanation", role: "status" });
  const url = input("url", "https://acme.shop.example/path", "url");
  const sourceIp = input("source-ip", "none given", "text");
  const loadBalancer = element(
    "select",
    { id: "explain-lb" },
    element("option", { value: "" }, "the tenant's home"),
    data.plan.loadBalancers.map(({ key }) => element("option", { value: key }, key)),
  );
  const explain = () => {
    const text = url.value.trim();
    if (text === "") result.replaceChildren();
    else result.replaceChildren(...explained(data, text, sourceIp.value.trim(), loadBalancer.value));
    // The page's address leads whoever it is sent to the same explanation.
    history.replaceState(null, "", text === "" ? "#explain" : linkTo(text, sourceIp.value.trim(), loadBalancer.value));
  };
  const follow = () => {
    const linked = new URLSearchParams(location.hash.slice(1));
    if (!linked.has(LINK.url)) return;
    url.value = linked.get(LINK.url) ?? "";
    sourceIp.value = linked.get(LINK.sourceIp) ?? "";
    const key = linked.get(LINK.loadBalancer) ?? "";
    loadBalancer.value = data.plan.loadBalancers.some((one) => one.key === key) ? key : "";
    explain();
    panel.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", follow);
  // Once the page stands.
  setTimeout(follow);
  const form = element(
    "form",
    {
      class: "explain",
      onsubmit: (event) => {
        event.preventDefault();
        explain();
      },
    },
    field("URL", url, "wide"),
    field("Source IP", sourceIp),
    field("Load balancer", loadBalancer),
    element("button", { type: "submit" }, "Explain"),
  );
  loadBalancer.addEventListener("change", explain);
  const panel = element("div", { class: "panel" }, form, result);
  return {
    element: panel,
    show(text) {
      url.value = text;
      loadBalancer.value = "";
      explain();
      panel.scrollIntoView({ block: "nearest" });
      url.focus({ preventScroll: true });
    },
  };
}

/** What a link to an explanation has behind its #. */
const LINK = { url: "url", sourceIp: "source-ip", loadBalancer: "lb" };

function linkTo(url: string, sourceIp: string, loadBalancer: string): string {
  return `#${new URLSearchParams({
    [LINK.url]: url,
    ...(sourceIp !== "" && { [LINK.sourceIp]: sourceIp }),
    ...(loadBalancer !== "" && { [LINK.loadBalancer]: loadBalancer }),
  })}`;
}

function input(id: string, placeholder: string, inputmode: "url" | "text"): HTMLInputElement {
  // Not type=url: the browser would refuse in its own words what the command refuses in ours.
  return element("input", {
    id,
    type: "text",
    placeholder,
    inputmode,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
}

function field(label: string, control: HTMLElement, className = ""): HTMLElement {
  return element("div", { class: `field ${className}` }, element("label", { for: control.id }, label), control);
}

function explained(data: ReportData, url: string, sourceIp: string, loadBalancer: string): Node[] {
  try {
    const chosen = data.plan.loadBalancers.find(({ key }) => key === loadBalancer);
    return answered(explainRequest(data, url, sourceIp === "" ? undefined : sourceIp, chosen), data);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return [element("p", { class: "wrong" }, written(error.message))];
  }
}

function answered(explanation: Explanation, data: ReportData): Node[] {
  return [
    element("p", { class: "answer" }, written(answer(explanation))),
    element(
      "dl",
      { class: "lines" },
      explanationLines(explanation, data).map(([label, text]) =>
        element(
          "div",
          { class: label.startsWith("not rule") ? "passed-over" : "" },
          element("dt", {}, label),
          element("dd", {}, written(text)),
        ),
      ),
    ),
    element(
      "details",
      {},
      element("summary", {}, "JSON, as tenantry explain --json prints it"),
      element("pre", { tabindex: 0, "aria-label": "JSON" }, JSON.stringify(explanationJson(explanation), null, 2)),
    ),
  ];
}
