/*
 * The report's page, in the browser: reads the data that the page carries and builds everything from it.
 */
import type { ReportData } from "../report-data";
import { element } from "./element";
import { explainBox } from "./explain-box";
import { findingList } from "./findings";
import { grouped, nounFor } from "./numbers";
import { overview } from "./overview";
import { routingTable } from "./routing-table";

function page(data: ReportData): Node[] {
  const { name, capacity, findings } = data;
  const explain = explainBox(data);
  const sections = [
    section("routing", "Routing", routingTable(data, explain.show)),
    section("explain", "Explain a URL", explain.element, "Explain"),
    section("load-balancers", "Load balancers", overview(data)),
    ...(findings.length === 0 ? [] : [section("findings", "Findings", findingList(findings))]),
  ];
  const links = sections.map(({ id, short }) => element("a", { href: `#${id}` }, short));
  return [
    element("a", { class: "skip", href: "#main" }, "Skip to the content"),
    element(
      "header",
      { class: "top" },
      element(
        "div",
        {},
        element("h1", {}, name, element("span", {}, "fleet")),
        element("nav", { "aria-label": "Sections" }, links),
      ),
    ),
    element(
      "main",
      { id: "main", tabindex: -1 },
      figures(data),
      sections.map(({ element: one }) => one),
    ),
    element(
      "footer",
      {},
      element(
        "p",
        {},
        `Forecasts as of ${capacity.date}. Made by tenantry report from the same plan that Terraform gets.`,
      ),
    ),
  ];
}

/** @param short the title in the navigation, where a phone has room for few letters */
function section(id: string, title: string, content: HTMLElement, short = title) {
  const heading = `${id}-heading`;
  return {
    id,
    short,
    element: element("section", { id, "aria-labelledby": heading }, element("h2", { id: heading }, title), content),
  };
}

function figures({ capacity: { loadBalancers }, fleet, findings }: ReportData): HTMLElement {
  const used = ({ quotas }: (typeof loadBalancers)[number]) => quotas.rules.used;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const short = loadBalancers.filter(({ quotas }) => Object.values(quotas).some(({ level }) => level !== "ok")).length;
  const figure = (noun: string, number: number, note?: HTMLElement) =>
    element("div", {}, element("dt", {}, nounFor(number, noun), note), element("dd", {}, grouped(number)));
  return element(
    "dl",
    { class: "figures" },
    figure("Tenant", fleet.tenants.length),
    figure("Host", sum(fleet.tenants.map(({ hosts }) => hosts.length))),
    figure("Listener rule", sum(loadBalancers.map(used))),
    figure(
      "Load balancer",
      loadBalancers.length,
      short === 0
        ? undefined
        : element("a", { class: "short", href: "#load-balancers" }, `${grouped(short)} short of room`),
    ),
    figure("Finding", findings.length),
  );
}

document.body.append(...page(JSON.parse(document.getElementById("data")!.textContent!)));
