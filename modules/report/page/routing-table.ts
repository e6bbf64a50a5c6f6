import { ruleOwner } from "../../plan";
import type { ReportData } from "../report-data";
import { element, token, written } from "./element";
import { counted, grouped } from "./numbers";
import { matchesSearch, type RuleRow, ruleRows, type TenantRow, tenantRows } from "./rows";

/** Rows in the document at a time: a screen full, so that thousands of tenants cost nothing and what follows is near. */
const PAGE_ROWS = 25;
/** Milliseconds without a key until a search begins. */
const DEBOUNCE = 120;
/** Hosts of a tenant that are listed before the rest is folded away. */
const HOSTS_SHOWN = 4;

interface Column<Row> {
  readonly title: string;
  readonly className?: string;
  cell(row: Row): Node | string | readonly (Node | string)[];
  /** For a column that can be sorted by, in the one direction that people want. */
  readonly sort?: { readonly direction: "ascending" | "descending"; compare(a: Row, b: Row): number };
}

interface Filter<Row> {
  readonly label: string;
  /** What all rows together have. */
  readonly values: readonly string[];
  valuesOf(row: Row): readonly string[];
}

/** One way to look at the fleet. */
interface View<Row> {
  readonly id: string;
  readonly title: string;
  /** What one row is. */
  readonly noun: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly filters: readonly Filter<Row>[];
}

/** The searchable table of tenants and rules. */
export function routingTable(data: ReportData, explain: (url: string) => void): HTMLElement {
  const rules = ruleRows(data);
  const search = element("input", {
    id: "search",
    type: "search",
    placeholder: "Tenant, host, path, service",
    autocomplete: "off",
    spellcheck: "false",
  });
  const onlyRulesOf = (tenant: string) => {
    search.value = tenant;
    show(1);
    search.focus();
  };
  const views = [
    tableView(tenantsView(data, tenantRows(data, rules), onlyRulesOf, explain), search, explain),
    tableView(rulesView(data, rules), search, explain),
  ] as const;
  const tabs = views.map(({ title, count }, index) =>
    element(
      "button",
      { type: "button", onclick: () => show(index) },
      title,
      " ",
      element("span", { class: "count" }, grouped(count)),
    ),
  );
  const place = element("div");
  let shown = 0;
  const show = (index: number) => {
    shown = index;
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-pressed", String(at === index));
    });
    place.replaceChildren(views[index]!.element);
    views[index]!.refresh();
  };
  search.addEventListener(
    "input",
    debounced(() => views[shown]!.refresh()),
  );
  show(0);
  return element(
    "div",
    { class: "routing" },
    element(
      "div",
      { class: "toolbar" },
      element("div", { class: "field wide" }, element("label", { for: "search" }, "Search"), search),
      element("div", { class: "tabs", role: "group", "aria-label": "Show" }, tabs),
    ),
    place,
  );
}

function tenantsView(
  data: ReportData,
  rows: readonly TenantRow[],
  onlyRulesOf: (tenant: string) => void,
  explain: (url: string) => void,
): View<TenantRow> {
  return {
    id: "tenants",
    title: "Tenants",
    noun: "tenant",
    rows,
    columns: [
      {
        title: "Tenant",
        className: "name",
        cell: ({ tenant: { name, status, description } }) => [
          element("b", {}, token(name)),
          ...(status === "active" ? [] : [" ", element("span", { class: `status ${status}` }, status)]),
          ...(description === undefined ? [] : [written(description, "note")]),
        ],
        sort: { direction: "ascending", compare: (a, b) => (a.tenant.name < b.tenant.name ? -1 : 1) },
      },
      {
        title: "Hosts",
        className: "hosts",
        cell: (row) => hostList(row, data, explain),
        sort: { direction: "descending", compare: (a, b) => b.tenant.hosts.length - a.tenant.hosts.length },
      },
      { title: "Load balancer", cell: ({ loadBalancers }) => written(loadBalancers.join(", ")) },
      {
        title: "Answers",
        className: "answers",
        cell: ({ answers }) => answers.map((answer) => element("span", {}, written(answer))),
      },
      { title: "Owner", cell: ({ tenant: { owner } }) => (owner === undefined ? "" : written(owner)) },
      {
        title: "Rules",
        className: "number",
        cell: ({ tenant: { name }, rules }) =>
          element(
            "button",
            {
              type: "button",
              class: "link",
              "aria-label": `${rules} rules of ${name}`,
              onclick: () => onlyRulesOf(name),
            },
            String(rules),
          ),
        sort: { direction: "descending", compare: (a, b) => b.rules - a.rules },
      },
    ],
    filters: [
      byLoadBalancer(data, ({ loadBalancers }) => loadBalancers),
      {
        label: "Status",
        values: ["active", "maintenance", "suspended"],
        valuesOf: ({ tenant }) => [tenant.status],
      },
    ],
  };
}

function rulesView(data: ReportData, rows: readonly RuleRow[]): View<RuleRow> {
  return {
    id: "rules",
    title: "Rules",
    noun: "rule",
    rows,
    columns: [
      {
        title: "Load balancer",
        cell: ({ loadBalancer, listener }) => [token(loadBalancer), element("small", {}, listener)],
      },
      { title: "Priority", className: "number", cell: ({ rule }) => grouped(rule.priority) },
      { title: "Tenant", className: "name", cell: ({ rule }) => element("b", {}, written(ruleOwner(rule))) },
      { title: "Hosts", className: "hosts", cell: ({ rule }) => lines(rule.conditions.hosts) },
      { title: "Paths", className: "paths", cell: ({ rule }) => lines(rule.conditions.paths) },
      { title: "Sources", className: "sources", cell: ({ rule }) => lines(rule.conditions.sourceIps) },
      { title: "Action", className: "answers", cell: ({ answer }) => written(answer) },
    ],
    filters: [
      byLoadBalancer(data, ({ loadBalancer }) => [loadBalancer]),
      {
        label: "Action",
        values: ["forward", "fixed-response", "redirect"],
        valuesOf: ({ rule }) => [rule.action.type],
      },
    ],
  };
}

function byLoadBalancer<Row>({ plan }: ReportData, valuesOf: (row: Row) => readonly string[]): Filter<Row> {
  return { label: "Load balancer", values: plan.loadBalancers.map(({ key }) => key), valuesOf };
}

/** Hosts of a tenant, exact ones as buttons that explain them; of many, the rest is folded away. */
function hostList({ tenant, loadBalancers }: TenantRow, data: ReportData, explain: (url: string) => void): Node[] {
  const home = data.plan.loadBalancers.find(({ key }) => key === loadBalancers[0]);
  const protocol = home?.protocol === "HTTPS" ? "https" : "http";
  const items = tenant.hosts.map((host) =>
    host.startsWith("*.")
      ? element("span", {}, token(host))
      : element(
          "button",
          {
            type: "button",
            class: "link",
            title: "Explain this host",
            onclick: () => explain(`${protocol}://${host}/`),
          },
          token(host),
        ),
  );
  // Folding away a single one would save nothing.
  if (items.length <= HOSTS_SHOWN + 1) return items;
  const folded = items.splice(HOSTS_SHOWN);
  return [...items, element("details", {}, element("summary", {}, `${folded.length} more`), folded)];
}

/** The values of a condition; a rule without one asks for nothing. */
function lines(values: readonly string[]): Node[] {
  if (values.length === 0) return [element("span", { class: "any" }, "any")];
  return values.map((value) => element("span", {}, token(value)));
}

/** A view in the document: its filters, its table and the pager. */
interface TableView {
  readonly title: string;
  readonly count: number;
  readonly element: HTMLElement;
  /** Shows the first page of what matches the search and the filters. */
  refresh(): void;
}

function tableView<Row extends { readonly text: string }>(
  view: View<Row>,
  search: HTMLInputElement,
  explain: (url: string) => void,
): TableView {
  const selects = view.filters.map(({ label, values }, index) =>
    element(
      "select",
      { id: `${view.id}-filter-${index}`, "aria-label": label, onchange: () => refresh() },
      element("option", { value: "" }, `${label}: all`),
      values.map((value) => element("option", { value }, value)),
    ),
  );
  const status = element("p", { class: "shown", role: "status" });
  const body = element("tbody");
  const headings = view.columns.map((column) => heading(column, () => sortBy(column)));
  const previous = element("button", { type: "button", onclick: () => turnTo(page - 1) }, "Previous");
  const next = element("button", { type: "button", onclick: () => turnTo(page + 1) }, "Next");
  const table = element(
    "table",
    { class: view.id },
    element("caption", {}, view.title),
    element("thead", {}, element("tr", {}, headings)),
    body,
  );
  const sheet = element("div", { class: "sheet" }, table);
  scrollWhenWider(sheet, table, view.title);
  const instead = element("p", { class: "instead" });
  let sorted = view.rows;
  let matching: readonly Row[] = view.rows;
  let page = 0;

  const refresh = () => {
    matching = sorted.filter(
      (row) =>
        matchesSearch(row, search.value) &&
        view.filters.every(
          (filter, index) => selects[index]!.value === "" || filter.valuesOf(row).includes(selects[index]!.value),
        ),
    );
    draw(0);
  };
  const draw = (to: number) => {
    page = to;
    const start = page * PAGE_ROWS;
    const rows = matching.slice(start, start + PAGE_ROWS);
    body.replaceChildren(...rows.map((row) => tableRow(view.columns, row)));
    status.textContent = shownInWords(view.noun, start, rows.length, matching.length);
    previous.disabled = page === 0;
    next.disabled = start + PAGE_ROWS >= matching.length;
    sheet.hidden = matching.length === 0;
    instead.replaceChildren(...(matching.length === 0 ? explainInstead(search.value.trim(), explain) : []));
  };
  const turnTo = (to: number) => {
    draw(to);
    sheet.scrollIntoView({ block: "start" });
  };
  const sortBy = (column: Column<Row>) => {
    headings.forEach((th, index) => {
      const { sort } = view.columns[index]!;
      if (sort !== undefined) th.setAttribute("aria-sort", view.columns[index] === column ? sort.direction : "none");
    });
    sorted = [...view.rows].sort(column.sort?.compare);
    refresh();
  };

  return {
    title: view.title,
    count: view.rows.length,
    element: element(
      "div",
      {},
      element("div", { class: "filters" }, selects, status, element("div", { class: "pager" }, previous, next)),
      instead,
      sheet,
    ),
    refresh,
  };
}

/**
 * Lets a table scroll in its box while it is wider: names are not broken. Only then, since a box that scrolls keeps the
 * headings from staying at the window's top.
 */
function scrollWhenWider(sheet: HTMLElement, table: HTMLElement, title: string): void {
  const observer = new ResizeObserver(() => {
    const wider = table.offsetWidth > sheet.clientWidth;
    sheet.classList.toggle("scrolls", wider);
    for (const [name, value] of Object.entries({ tabindex: "0", role: "group", "aria-label": title })) {
      if (wider) sheet.setAttribute(name, value);
      else sheet.removeAttribute(name);
    }
  });
  observer.observe(sheet);
  observer.observe(table);
}

/** A whole URL, or a host below a wildcard, is no part of any row, but has an answer. */
function explainInstead(search: string, explain: (url: string) => void): Node[] {
  if (!/^[^\s,]+\.[^\s,]+$/.test(search)) return [];
  return [element("button", { type: "button", onclick: () => explain(search) }, "Explain ", token(search))];
}

function shownInWords(noun: string, start: number, shown: number, matching: number): string {
  if (matching === 0) return `No ${noun} matches. Take a word out of the search, or clear the filters.`;
  const all = counted(matching, noun);
  return shown === matching ? all : `${grouped(start + 1)}–${grouped(start + shown)} of ${all}`;
}

function heading<Row>({ title, className, sort }: Column<Row>, onclick: () => void): HTMLElement {
  if (sort === undefined) return element("th", { scope: "col", class: className }, title);
  const button = element("button", { type: "button", onclick }, title);
  return element("th", { scope: "col", class: className, "aria-sort": "none" }, button);
}

function tableRow<Row>(columns: readonly Column<Row>[], row: Row): HTMLElement {
  return element(
    "tr",
    {},
    columns.map(({ title, className, cell }) => {
      const content = cell(row);
      return element(
        "td",
        { class: className, "data-title": title },
        ...(Array.isArray(content) ? content : [content]),
      );
    }),
  );
}

function debounced(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, DEBOUNCE);
  };
}
