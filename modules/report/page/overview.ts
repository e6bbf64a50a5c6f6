import { describeAction } from "../../alb";
import {
  describeGrowth,
  describeRunOut,
  firstQuota,
  type LoadBalancerCapacity,
  QUOTA_LABELS,
  type QuotaCapacity,
} from "../../capacity";
import type { ExplainableLoadBalancer } from "../../explain";
import type { ReportData } from "../report-data";
import { element, svg, token, written } from "./element";
import { counted, grouped } from "./numbers";

/** More load balancers than these are a list, of which each opens its card. */
const CARDS_SHOWN = 4;

/** A card for each load balancer: how full it is, until when it lasts, what to do. */
export function overview({ capacity, plan }: ReportData): HTMLElement {
  const { loadBalancers } = capacity;
  const cards = loadBalancers.map((one, index) => card(one, plan.loadBalancers[index]!));
  if (cards.length <= CARDS_SHOWN) return element("div", { class: "cards" }, cards);
  return element(
    "div",
    { class: "compact" },
    loadBalancers.map((one, index) => element("details", {}, summaryLine(one), cards[index]!)),
  );
}

/** A load balancer in one line: what is fullest, and until when it lasts. */
function summaryLine(capacity: LoadBalancerCapacity): HTMLElement {
  const { key, tenants } = capacity;
  const quota = firstQuota(capacity);
  return element(
    "summary",
    { class: `quota ${quota.level}` },
    element("b", {}, token(key)),
    element("span", {}, counted(tenants, "tenant")),
    bar(quota),
    element("span", { class: "share" }, `${Math.round(quota.usedShare * 100)} % of ${QUOTA_LABELS[quota.name]}`),
    quota.runsOut === null && quota.level === "ok"
      ? undefined
      : element("span", { class: "detail" }, written(describeRunOut(capacity))),
  );
}

function card(capacity: LoadBalancerCapacity, loadBalancer: ExplainableLoadBalancer): HTMLElement {
  const { key, name, tenants, hosts, quotas } = capacity;
  const heading = `load-balancer-${key}`;
  return element(
    "article",
    { class: "card", "aria-labelledby": heading },
    element(
      "header",
      {},
      element("h3", { id: heading }, token(key)),
      element("p", { class: "facts" }, `${counted(tenants, "tenant")}, ${counted(hosts, "host")}`),
      element("p", { class: "detail" }, element("code", {}, token(name)), ` ${listenersInWords(loadBalancer)}`),
      element("p", { class: "detail" }, written(defaultInWords(loadBalancer))),
    ),
    element("dl", { class: "quotas" }, Object.values(quotas).map(quotaRow)),
    forecast(capacity),
    advice(capacity),
    largest(capacity),
  );
}

function listenersInWords({ listeners }: ExplainableLoadBalancer): string {
  return listeners
    .map(({ protocol, port, rules, default: action }) =>
      rules.length === 0 && action.type === "redirect"
        ? `${protocol} ${port} redirects to ${action.protocol} ${action.port}`
        : `${protocol} ${port}`,
    )
    .reverse()
    .join(", ");
}

/** What answers the hosts that no tenant claims; a listener that only redirects sends them to the other one. */
function defaultInWords({ listeners }: ExplainableLoadBalancer): string {
  const action = listeners.map((listener) => listener.default).findLast(({ type }) => type !== "redirect");
  return action === undefined ? "" : `Hosts that no tenant claims: ${describeAction(action)}`;
}

function quotaRow(quota: QuotaCapacity): HTMLElement {
  const { name, used, limit, reserved, free, usedShare, level } = quota;
  const label = QUOTA_LABELS[name];
  return element(
    "div",
    { class: `quota ${level}` },
    element("dt", {}, label),
    element(
      "dd",
      {},
      bar(quota),
      element("span", { class: "numbers" }, element("b", {}, grouped(used)), ` of ${grouped(limit)}`),
      element(
        "span",
        { class: "share", title: `${grouped(free)} free, ${grouped(reserved)} kept free by headroom` },
        `${Math.round(usedShare * 100)} %`,
      ),
    ),
  );
}

/** Used and reserved parts of a limit; the numbers stand beside it. */
function bar({ used, limit, reserved }: QuotaCapacity): SVGElement {
  const percent = (part: number) => `${Math.min(100, (part / limit) * 100)}%`;
  // What is used shows, however little it is.
  const width = used === 0 ? "0" : `${Math.max(1, Math.min(100, (used / limit) * 100))}%`;
  return svg(
    "svg",
    { class: "bar", "aria-hidden": "true" },
    svg("rect", { class: "track", width: "100%", height: "100%" }),
    svg("rect", { class: "reserved", x: percent(limit - reserved), width: percent(reserved), height: "100%" }),
    svg("rect", { class: "used", width, height: "100%" }),
  );
}

function forecast(capacity: LoadBalancerCapacity): HTMLElement {
  const growth = describeGrowth(capacity);
  return element(
    "div",
    { class: "forecast" },
    element(
      "div",
      {},
      element(
        "p",
        { class: `run-out ${firstQuota(capacity).runsOut === null ? "" : "known"}` },
        written(describeRunOut(capacity)),
      ),
      growth === undefined ? undefined : element("p", { class: "detail" }, written(growth)),
    ),
    capacity.growth === null ? undefined : weeklyBars(capacity.growth.rulesByWeek),
  );
}

const BAR = { width: 8, gap: 3, height: 32 };

function weeklyBars(rules: readonly number[]): SVGElement {
  const { width, gap, height } = BAR;
  const highest = Math.max(1, ...rules);
  const bars = rules.map((count, week) => {
    const tall = count === 0 ? 1 : Math.max(3, Math.round((count / highest) * height));
    return svg("rect", {
      x: week * (width + gap),
      y: height - tall,
      width,
      height: tall,
      class: count === 0 ? "none" : "",
    });
  });
  return svg(
    "svg",
    {
      class: "weekly",
      role: "img",
      "aria-label": `Rules used at the end of each week, the oldest first: ${rules.join(", ")}`,
      width: rules.length * (width + gap) - gap,
      height,
    },
    svg("title", {}, `Rules used at the end of each week: ${rules.join(", ")}`),
    bars,
  );
}

function advice({ advice }: LoadBalancerCapacity): HTMLElement | undefined {
  if (advice.length === 0) return undefined;
  return element(
    "ul",
    { class: "advice", "aria-label": "What to do" },
    advice.map((sentence) => element("li", {}, written(sentence))),
  );
}

function largest({ largestTenants }: LoadBalancerCapacity): HTMLElement | undefined {
  if (largestTenants.length === 0) return undefined;
  return element(
    "details",
    {},
    element("summary", {}, "Tenants that use most rules"),
    element(
      "ol",
      { class: "largest" },
      largestTenants.map(({ tenant, rules, why }) =>
        element(
          "li",
          {},
          element("b", {}, String(rules)),
          element("span", {}, token(tenant), element("small", {}, written(why))),
        ),
      ),
    ),
  );
}
