import { DumpError, importFleet } from "../../modules/import";
import { fileOf, importing, ingress, list, NO_SCHEMAS, path, reasonsFor, rule } from "./dump-builder";

const importText = (text: string, services?: string) =>
  importFleet({
    files: [{ name: "dump.json", text }],
    services: services === undefined ? [] : [{ name: "svc.json", text: services }],
    schemas: NO_SCHEMAS,
  });

test.each([
  [
    "not JSON",
    "apiVersion: v1\nkind: List\n",
    /^dump.json is not JSON from line 1, column 1 on\. Write it with: kubectl get ingress,svc,\S+ -A -o json$/,
  ],
  ["nothing", "", /is empty\. Write it with/],
  [
    "half of it",
    '{\n  "kind": "List",\n  "items": [{"ki',
    /is cut off: its JSON goes on behind line 3, column 14\. Write/,
  ],
  ["a text", '"x"', /holds something that is not a Kubernetes object/],
  ["null", "null", /holds something that is not a Kubernetes object/],
  ["another kind", '{"kind":"Pod"}', /holds an object of kind "Pod"/],
  [
    "a list with another kind",
    '{"kind":"List","items":[{"kind":"Secret"}]}',
    /kind "Secret", not only Ingress, Service/,
  ],
  ["a list without items", '{"kind":"List"}', /is a list without items/],
  ["a list of nulls", '{"kind":"List","items":[null]}', /not a Kubernetes object/],
])("%s is refused", (_, text, message) => {
  expect(() => importText(text)).toThrow(DumpError);
  expect(() => importText(text)).toThrow(message);
});

test("Services that are none are refused by their own file's name", () => {
  expect(() => importText(list([]), list([ingress({ name: "a" })]))).toThrow(
    /^svc.json holds an object of kind "Ingress"/,
  );
});

test("one Ingress, a List, and a list of the API itself", () => {
  const one = ingress({ name: "a" }) as { kind?: string };
  const tenants = (value: object) => importText(JSON.stringify(value)).tenants.map(({ tenant }) => tenant);
  expect(tenants(one)).toEqual(["a"]);
  const { kind: _, ...bare } = one;
  expect(tenants({ kind: "IngressList", items: [bare] })).toEqual(["a"]);
  expect(importText(list([])).files.size).toBe(0);
});

test("an Ingress of an older API, or malformed in another way, is listed and the others are imported", () => {
  const old = {
    apiVersion: "extensions/v1beta1",
    kind: "Ingress",
    metadata: { name: "old", namespace: "apps" },
    spec: { rules: [{ http: { paths: [{ backend: { serviceName: "web", servicePort: 80 } }] } }] },
  };
  const imported = importText(list([old, ingress({ name: "a" }), ingress({ name: "../x" })]));
  expect(imported.tenants.map(({ tenant }) => tenant)).toEqual(["a"]);
  expect(reasonsFor(imported, "apps/old")).toEqual([expect.stringMatching(/written in "extensions\/v1beta1"/)]);
  expect(reasonsFor(imported, "apps/../x")).toEqual([expect.stringMatching(/metadata.name/)]);
});

test("an Ingress that is listed twice", () => {
  expect(() => importText(list([ingress({ name: "a" }), ingress({ name: "a" })]))).toThrow(/apps\/a twice/);
});

test("names that JavaScript has a meaning for are names like others", () => {
  const text = JSON.stringify({
    kind: "List",
    items: [
      ingress({ name: "constructor", rules: [rule("a.shop.example", path("/", "Prefix", "constructor"))] }),
      ingress({ name: "tostring", alb: { tags: "__proto__=x,constructor=y" } }),
    ],
  }).replace('"alb.ingress.kubernetes.io/scheme"', '"__proto__": "x", "alb.ingress.kubernetes.io/scheme"');
  const imported = importText(text);
  expect(imported.tenants.map(({ tenant }) => tenant)).toEqual(["constructor-2", "tostring"]);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  expect(({} as { x?: string }).x).toBeUndefined();
});

test("giant names and values end in a message of readable length", () => {
  const giant = "x".repeat(100_000);
  const imported = importing([
    { name: "a", alb: { "auth-type": giant, [giant]: "1", "group.order": giant } },
    { name: "b", className: giant },
    { name: "c", rules: [rule(`${"y".repeat(300)}.shop.example`, path("/"))] },
  ]);
  for (const { reasons } of imported.notImported) {
    for (const { message } of reasons) expect(message.length).toBeLessThan(700);
  }
  expect(imported.notImported).toHaveLength(3);
});

test("a line break in a stranger's text does not end a comment", () => {
  const imported = importing([{ name: "a", alb: { subnets: 'one\n"fleet": "evil",\u2028two' } }]);
  expect(fileOf(imported, "platform.json")).toMatchObject({ fleet: "imported" });
  expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("text that Terraform would evaluate does not get through", () => {
  const imported = importing([{ name: "a", rules: [rule("a.shop.example", path("/${x}", "Exact"), path("/"))] }]);
  expect(imported.files.size).toBe(0);
  expect(reasonsFor(imported, "apps/a")).toEqual([expect.stringMatching(/Terraform/)]);
});

test("hundreds of Ingresses", () => {
  const imported = importing(Array.from({ length: 600 }, (_, index) => ({ name: `t${index}` })));
  expect(imported.tenants).toHaveLength(600);
  // More rules than an ALB has: what to do is among check's findings.
  expect(imported.findings.map(({ code }) => code)).toContain("quota-exceeded");
});
