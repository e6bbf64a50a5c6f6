import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { History } from "../../modules/capacity";
import { planFleet } from "../../modules/plan";
import { HOSTILE_FLEET, HOSTILE_TEXTS } from "../report/hostile-fleet";
import { reportOf } from "../report/report-of";
import { decodeFiles, type FleetFiles } from "../support/arbitrary-fleet";
import { runTenantry } from "../support/run-tenantry";
import { EDGE, smallFleet } from "../support/small-fleet";
import { TemporaryDirectory } from "../support/temporary-directory";
import { launch, type OpenReport, open } from "./chromium";

const FLEET = smallFleet(
  {
    acme: { hosts: ["acme.shop.example", "*.eu.shop.example"], alsoOn: ["inside"] },
    globex: {
      hosts: ["globex.shop.example"],
      routes: [{ path: "/api", service: "api" }],
      allowedCidrs: ["192.0.2.0/24", "2001:db8::/48"],
    },
    initech: { hosts: ["initech.shop.example"], redirect: { host: "acme.shop.example", statusCode: 302 } },
    soylent: { hosts: ["soylent.shop.example"], status: "maintenance" },
    umbrella: { hosts: ["umbrella.shop.example"], weights: { web: 90, api: 10 }, description: "The canary" },
    office: { hosts: ["office.internal.example"], loadBalancer: "inside" },
  },
  {
    "edge-1": { ...EDGE, scheme: "internet-facing", deletionProtection: false },
    inside: { services: ["web"], subnets: EDGE.subnets },
  },
);
/** Names as long as they may be, where lines would be broken, and advice with names in it. */
const LONG_NAMES = smallFleet(
  {
    "the-longest-name-of-a-tenant-is-forty-ch": {
      hosts: [`${"a".repeat(63)}.shop.example`, "acme-with-many-hyphens-in-it.shop.example"],
      owner: "customer-success-and-accounts@some-department.shop.example",
      description:
        "See https://wiki.shop.example/customers/the-longest-name-of-a-tenant/on-boarding?step=3, well-known.",
      allowedCidrs: ["192.0.2.0/24", "198.51.100.0/24", "2001:db8:1111:2222:3333:4444:5555:6666/128"],
      routes: [
        { path: "/api/v2/customers/orders/with-a-very-long-path/that-goes-on", service: "api" },
        {
          path: "/old",
          redirect: { host: "some-other-host-that-is-long.shop.example", path: "/else-where", statusCode: 302 },
        },
      ],
    },
    globex: { hosts: ["globex.shop.example"], weights: { web: 90, api: 10 } },
    off: { hosts: ["off.shop.example"], status: "suspended" },
  },
  {
    "edge-1": { ...EDGE, quotas: { rules: 14 } },
    "a-load-balancer-with-a-long-name": { services: ["web"], subnets: EDGE.subnets, quotas: { rules: 1 } },
  },
);
/** The same fleet in every week. */
const HISTORY: History = { known: true, plans: new Array(12).fill(planFleet(decodeFiles(FLEET))) };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

let report: OpenReport | undefined;
afterEach(async () => {
  await report?.close();
  report = undefined;
});

/** Opens the report of a fleet, which every test leaves without requests and troubles of any kind. */
async function show(fleet: FleetFiles = FLEET, options: BrowserContextOptions = {}, history = HISTORY): Promise<Page> {
  report = await open(browser, reportOf(fleet, history).html, options);
  return report.page;
}

function expectQuiet(): void {
  expect(report?.requests).toEqual([]);
  expect(report?.troubles).toEqual([]);
}

const rowsOf = (page: Page): Locator => page.locator("tbody tr");
const urlOf = (page: Page): Locator => page.getByLabel("URL", { exact: true });
const names = (page: Page): Promise<string[]> => page.locator("tbody td.name b").allTextContents();

test("shows the fleet, how full it is, and what was found, without asking anybody for anything", async () => {
  const page = await show();
  expect(await page.title()).toBe("shop: load balancers and routing");
  expect(await page.locator(".figures").textContent()).toMatch(/Tenants6Hosts7/);
  const edge = page.getByRole("article", { name: "edge-1" });
  expect(await edge.locator(".quota").first().textContent()).toMatch(/rules8 of 1008 %/);
  expect(await edge.locator(".forecast").textContent()).toContain("a week over the last");
  expect(await edge.getByRole("img").getAttribute("aria-label")).toContain("Rules used at the end of each week");
  expect(await page.getByRole("region", { name: "Findings" }).textContent()).toContain("deletion-protection-off");
  expect(await page.getByRole("contentinfo").textContent()).toContain("as of 2026-11-25");
  expectQuiet();
});

test("its policy stops what somebody would get into the page", async () => {
  const page = await show();
  await page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://shop.example/x.png' }))");
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))",
  );
  await expectSoon(
    () => report!.troubles.filter((trouble) => trouble.startsWith("error: policy: ")).sort(),
    ["error: policy: img-src", "error: policy: script-src-elem"],
  );
  expect(report!.requests.filter((url) => !url.startsWith("https://shop.example/"))).toEqual([]);
  expect(await page.evaluate("window.hacked")).toBeUndefined();
});

describe("the table", () => {
  test("is searched in tenants and rules, and says how much it found", async () => {
    const page = await show();
    await page.getByLabel("Search").fill("canary");
    await page.getByText("1 tenant", { exact: true }).waitFor();
    expect(await names(page)).toEqual(["umbrella"]);
    await page.getByLabel("Search").fill("192.0.2.0/24 globex");
    await page.getByText("No tenant matches").waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    await page.locator(".tabs button", { hasText: "Rules" }).click();
    await page.getByText("2 rules", { exact: true }).waitFor();
    expect(await rowsOf(page).first().textContent()).toContain("/api/*");
    expectQuiet();
  });

  test("says what a tenant answers by path, with the service's name and only what a redirect changes", async () => {
    const page = await show();
    await page.getByLabel("Search").fill("globex");
    await page.getByText("1 tenant", { exact: true }).waitFor();
    const answers = await page.locator("tbody td.answers span").allTextContents();
    expect(answers).toContain("/api, /api/* from allowed sources → api");
    expect(answers).toContain("from allowed sources → web");
    await page.getByLabel("Search").fill("initech");
    await page.getByText("1 tenant", { exact: true }).waitFor();
    expect((await page.locator("tbody td.answers").textContent())!).not.toContain("#{");
  });

  test("is filtered", async () => {
    const page = await show();
    await page.getByLabel("Status").selectOption("maintenance");
    expect(await names(page)).toEqual(["soylent"]);
    await page.getByLabel("Status").selectOption("");
    await page.locator(".filters").getByLabel("Load balancer").selectOption("inside");
    expect(await names(page)).toEqual(["acme", "office"]);
    await page.locator(".tabs button", { hasText: "Rules" }).click();
    await page.getByLabel("Action").selectOption("redirect");
    expect(await names(page)).toEqual(["initech"]);
  });

  test("is sorted by what people ask for", async () => {
    const page = await show();
    await page.getByRole("columnheader", { name: "Rules" }).getByRole("button").click();
    expect((await names(page))[0]).toBe("acme");
    expect(await page.getByRole("columnheader", { name: "Rules" }).getAttribute("aria-sort")).toBe("descending");
    await page.getByRole("columnheader", { name: "Tenant" }).getByRole("button").click();
    expect(await names(page)).toEqual(Object.keys(FLEET.tenants).sort());
  });

  test("leads to a tenant's rules and to the explanation of a host", async () => {
    const page = await show();
    await page.getByRole("button", { name: "4 rules of acme" }).click();
    expect(await page.getByLabel("Search").inputValue()).toBe("acme");
    expect(await names(page)).toContain("acme");
    await page.locator(".tabs button", { hasText: "Tenants" }).click();
    await page.getByRole("button", { name: "acme.shop.example" }).click();
    expect(await urlOf(page).inputValue()).toBe("https://acme.shop.example/");
    expect(await page.locator(".answer").textContent()).toContain("forward to shop-web-edge-1");
  });

  test("keeps 5,000 rows fluent by having few of them in the document", async () => {
    const tenants = Array.from({ length: 5000 }, (_, index): [string, { hosts: string[] }] => [
      `tenant-${String(index).padStart(4, "0")}`,
      { hosts: [`tenant-${index}.shop.example`] },
    ]);
    const page = await show(
      smallFleet(Object.fromEntries(tenants), { "edge-1": { ...EDGE, quotas: { rules: 6000 } } }),
    );
    const nodes = () => page.evaluate<number>("document.querySelectorAll('*').length");
    await page.getByText("1–25 of 5,000 tenants").waitFor();
    expect(await rowsOf(page).count()).toBe(25);
    expect(await nodes()).toBeLessThan(1500);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByText("26–50 of 5,000 tenants").waitFor();
    expect((await names(page))[0]).toBe("tenant-0025");
    await page.locator(".tabs button", { hasText: "Rules" }).click();
    await page.getByText("1–25 of 5,000 rules").waitFor();
    await page.getByLabel("Search").fill("tenant-4999");
    await page.getByText("1 rule", { exact: true }).waitFor();
    expect(await nodes()).toBeLessThan(1500);
    await urlOf(page).fill("https://tenant-4999.shop.example/");
    await page.keyboard.press("Enter");
    expect(await page.locator(".answer").textContent()).toContain("forward to shop-web-edge-1");
    expect(await nodes()).toBeLessThan(1500);
    expectQuiet();
  });
});

test("an explained URL has an address that leads to it again", async () => {
  const page = await show();
  await urlOf(page).fill("https://globex.shop.example/api?a=b&c");
  await page.getByLabel("Source IP").fill("192.0.2.7");
  await page.getByRole("button", { name: "Explain", exact: true }).click();
  const answer = await page.locator(".answer").textContent();
  const address = await page.evaluate("location.href");
  await page.goto("about:blank");
  await page.goto(String(address));
  await page.locator(".answer").waitFor();
  expect(await urlOf(page).inputValue()).toBe("https://globex.shop.example/api?a=b&c");
  expect(await page.getByLabel("Source IP").inputValue()).toBe("192.0.2.7");
  expect(await page.locator(".answer").textContent()).toBe(answer);
});

test("what is searched for first is first, and what is no part of a row is explained instead", async () => {
  const page = await show();
  const top = async (locator: Locator) => (await locator.boundingBox())!.y;
  expect(await top(page.getByLabel("Search"))).toBeLessThan(
    await top(page.getByRole("heading", { name: "Load balancers" })),
  );
  await page.getByLabel("Search").fill("nothing");
  await page.getByText("No tenant matches").waitFor();
  expect(await page.locator(".instead button").count()).toBe(0);
  await page.getByLabel("Search").fill("https://branch.eu.shop.example/cart");
  await page.locator(".instead button").click();
  expect(await urlOf(page).inputValue()).toBe("https://branch.eu.shop.example/cart");
  expect(await page.locator(".lines").textContent()).toContain("acme");
  expectQuiet();
});

test("load balancers that are short of room are named before all else", async () => {
  expect(await (await show(LONG_NAMES)).locator(".figures .short").textContent()).toBe("1 short of room");
  await report!.close();
  expect(await (await show()).locator(".figures .short").count()).toBe(0);
});

test.each([360, 768, 1024, 1280, 1920, 2560])(
  "in a window of %d pixels no name is broken, out of reach or makes the page wider",
  async (width) => {
    const page = await show(LONG_NAMES, { viewport: { width, height: 900 } });
    await urlOf(page).fill(`https://${"a".repeat(63)}.shop.example/old/way`);
    await page.getByLabel("Source IP").fill("192.0.2.7");
    await page.keyboard.press("Enter");
    await page.locator(".answer").waitFor();
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    for (const tab of ["Rules", "Tenants"]) {
      await page.locator(".tabs button", { hasText: tab }).click();
      expect(await page.evaluate(BROKEN_WORDS)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      expect(await page.evaluate(UNREACHABLE)).toEqual([]);
    }
  },
);

test("a table that is wider than its box scrolls there, by keyboard too, below its headings", async () => {
  const page = await show(LONG_NAMES);
  await page.locator(".tabs button", { hasText: "Rules" }).click();
  const box = page.getByRole("group", { name: "Rules" });
  await box.focus();
  await page.keyboard.press("ArrowRight");
  await expectSoon(async () => (await box.evaluate("(one) => one.scrollLeft")) !== 0, true);
  // At one moment, since the page may still be scrolling. Give or take the border that they share.
  const covered = await page.locator(".sheet").evaluate((sheet) => {
    const [heading, cell] = ["th", "tbody td"].map((name) => sheet.querySelector(name)!.getBoundingClientRect());
    return heading!.bottom - cell!.top;
  });
  expect(covered).toBeLessThanOrEqual(1);
  await page.getByLabel("Search").fill("globex");
  await page.getByText("1 rule", { exact: true }).waitFor();
  await expectSoon(() => page.getByRole("group", { name: "Rules" }).count(), 0);
});

test("a wide window is used, and an explanation stands beside the rows", async () => {
  const page = await show(FLEET, { viewport: { width: 2560, height: 1300 } });
  const routing = (await page.getByRole("region", { name: "Routing" }).boundingBox())!;
  const explain = (await page.getByRole("region", { name: "Explain a URL" }).boundingBox())!;
  expect(explain.y).toBe(routing.y);
  expect(routing.width + explain.width).toBeGreaterThan(2400);
});

test("many load balancers are a list, of which each opens its card", async () => {
  const loadBalancers = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`edge-${index + 1}`, EDGE]));
  const page = await show(smallFleet({ acme: { hosts: ["acme.shop.example"] } }, loadBalancers));
  expect(await page.getByRole("article").count()).toBe(0);
  await page.locator(".compact summary", { hasText: "edge-3" }).first().click();
  expect(await page.getByRole("article", { name: "edge-3" }).locator(".forecast").isVisible()).toBe(true);
  expectQuiet();
});

describe("the box that explains", () => {
  let temporary: TemporaryDirectory;
  let directory: string;
  beforeAll(() => {
    temporary = new TemporaryDirectory();
    temporary.fleet(FLEET);
    directory = temporary.directory;
  });
  afterAll(() => temporary.remove());

  const REQUESTS: readonly { url: string; sourceIp?: string; lb?: string }[] = [
    { url: "https://acme.shop.example/" },
    { url: "https://acme.shop.example/", lb: "inside" },
    { url: "http://acme.shop.example/a?b=c" },
    { url: "https://SHOP-1.eu.shop.example/%7Eme/../x" },
    { url: "https://globex.shop.example/api/v1" },
    { url: "https://globex.shop.example/api/v1", sourceIp: "192.0.2.7" },
    { url: "https://globex.shop.example/", sourceIp: "2001:db8:0:ffff::1" },
    { url: "https://initech.shop.example/x?y#z" },
    { url: "https://umbrella.shop.example:443/" },
    { url: "http://office.internal.example/" },
    { url: "https://office.internal.example/" },
    { url: "https://nobody.shop.example/" },
    { url: "https://globex.shop.example/", sourceIp: "192.0.2" },
    { url: "acme.shop.example" },
    { url: "ftp://acme.shop.example/" },
  ];

  const cases = REQUESTS.map((request) => [Object.values(request).join(" "), request] as const);

  test.each(cases)("answers as the command does: %s", async (_, { url, sourceIp, lb }) => {
    const page = await show();
    await urlOf(page).fill(url);
    await page.getByLabel("Source IP").fill(sourceIp ?? "");
    await page
      .locator(".explain")
      .getByLabel("Load balancer")
      .selectOption(lb ?? "");
    await page.getByRole("button", { name: "Explain", exact: true }).click();
    const options = [...(sourceIp ? ["--source-ip", sourceIp] : []), ...(lb ? ["--lb", lb] : [])];
    const { code, stdout } = await runTenantry(["explain", url, ...options, "--json", "--fleet", directory]);
    const document = JSON.parse(stdout);
    if (code === 2) expect(await page.locator(".wrong").textContent()).toBe(document.error.message);
    else {
      expect(code).toBe(0);
      expect(JSON.parse((await page.locator(".explanation pre").textContent())!)).toEqual(document);
    }
    expectQuiet();
  });
});

describe("by keyboard alone", () => {
  test("the content is one key away, and everything has a visible focus", async () => {
    const page = await show();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    expect(await page.getByText("Skip to the content").boundingBox()).toMatchObject({ x: 16 });
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    const seen: string[] = [];
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate("document.activeElement === document.body")) break;
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).not.toBe("none");
      seen.push(await focused(page));
    }
    expect(seen).toEqual(expect.arrayContaining(["Tenants that use most rules", "Explain", "acme.shop.example"]));
  });

  test("a URL is explained, rules are shown and a page is turned", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`t${index + 10}`, { hosts: [`t${index + 10}.shop.example`] }]),
    );
    const page = await show(smallFleet(many));
    await urlOf(page).focus();
    await page.keyboard.type("https://t12.shop.example/");
    await page.keyboard.press("Enter");
    expect(await page.locator(".answer").textContent()).toContain("forward to shop-web-edge-1");
    await page.locator(".tabs button", { hasText: "Rules" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("1–25 of 60 rules").waitFor();
    await page.getByRole("button", { name: "Next" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("26–50 of 60 rules").waitFor();
  });
});

test("hostile names and descriptions stay text", async () => {
  const page = await show(HOSTILE_FLEET);
  expect(await page.locator("td .note").allTextContents()).toEqual(HOSTILE_TEXTS);
  expect(await page.evaluate("[...document.querySelectorAll('td .note')].every((note) => note.matches('bdi'))")).toBe(
    true,
  );
  await page.locator(".tabs button", { hasText: "Rules" }).click();
  await urlOf(page).fill(`https://t0.shop.example/${HOSTILE_TEXTS[0]}`);
  await page.keyboard.press("Enter");
  await page.locator(".answer").waitFor();
  await urlOf(page).fill(HOSTILE_TEXTS[1]!);
  await page.keyboard.press("Enter");
  expect(await page.locator(".wrong").textContent()).toContain("<img src=x");
  expect(await page.evaluate("[document.images.length, document.scripts.length, typeof hacked]")).toEqual([
    0,
    2,
    "undefined",
  ]);
  expectQuiet();
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test("all text has the contrast that WCAG AA asks for", async () => {
    const page = await show(FLEET, { colorScheme });
    await urlOf(page).fill("https://globex.shop.example/");
    await page.keyboard.press("Enter");
    const [background] = await page.evaluate<string[]>("[getComputedStyle(document.body).backgroundColor]");
    expect(background).toBe(colorScheme === "light" ? "rgb(246, 246, 243)" : "rgb(17, 19, 21)");
    expect(await page.evaluate(LOW_CONTRAST)).toEqual([]);
  });

  test.each([1280, 768, 390, 320])("nothing is wider than a window of %d pixels", async (width) => {
    const page = await show(FLEET, { colorScheme, viewport: { width, height: 800 } });
    await urlOf(page).fill("https://globex.shop.example/");
    await page.keyboard.press("Enter");
    for (const tab of ["Rules", "Tenants"]) {
      await page.locator(".tabs button", { hasText: tab }).click();
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    }
  });
});

test("the page has landmarks, and every field a label", async () => {
  const page = await show();
  for (const role of ["banner", "navigation", "main", "contentinfo"] as const) {
    expect(await page.getByRole(role).count()).toBe(1);
  }
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  expect(await page.getByRole("region").count()).toBe(4);
  expect(
    await page.evaluate(
      "[...document.querySelectorAll('input, select')].filter((one) => one.labels.length === 0 && !one.ariaLabel).length",
    ),
  ).toBe(0);
});

function focused(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement.innerText.trim()");
}

/** Policy violations are reported a moment after they happen. */
async function expectSoon(actual: () => unknown, expected: unknown): Promise<void> {
  for (let tries = 0; tries < 50 && JSON.stringify(await actual()) !== JSON.stringify(expected); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await actual()).toEqual(expected);
}

/** Words that stand in two lines. A page has no business to break any. */
const BROKEN_WORDS = `(() => {
  const broken = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.parentElement.closest("pre, select") || !node.parentElement.checkVisibility()) continue;
    for (const { 0: word, index } of node.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word);
    }
  }
  return broken;
})()`;

/** Names that end outside of what holds them, where nothing scrolls to them. */
const UNREACHABLE = `[...document.querySelectorAll(".token")].filter((one) => {
  if (!one.checkVisibility() || one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX === "auto") return false;
  const { left, right } = one.getBoundingClientRect();
  const holder = one.closest(".scrolls table") ?? one.closest(".card, .panel, .routing, .compact, .findings");
  const box = holder.getBoundingClientRect();
  return left < box.left || right > box.right;
}).map((one) => one.textContent)`;

/** Texts whose contrast with what is behind them is below 4.5, as the browser computed their colours. */
const LOW_CONTRAST = `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const behind = (node) => (node === null ? [] : [...behind(node.parentElement), getComputedStyle(node).backgroundColor]);
  const paint = (colours) => {
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const low = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() === "" || !parent.checkVisibility() || parent.matches(":disabled")) continue;
    const back = behind(parent);
    const [lighter, darker] = [paint(back), paint([...back, getComputedStyle(parent).color])].sort((a, b) => b - a);
    const contrast = (lighter + 0.05) / (darker + 0.05);
    if (contrast < 4.5) low.push(contrast.toFixed(2) + " " + texts.currentNode.data.slice(0, 40));
  }
  return low;
})()`;
