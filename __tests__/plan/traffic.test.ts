import { planFleet } from "../../modules/plan";
import { decodeFiles, type TenantFile } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

/** The annotations of acme's Ingresses, by their names. */
function annotationsOf(acme: Partial<TenantFile>, externalDns?: object) {
  const files = smallFleet({ acme: { hosts: ["acme.shop.example"], ...acme } }, { "edge-1": EDGE, "edge-2": EDGE });
  const dns = externalDns === undefined ? {} : { dns: { externalDns } };
  const plan = planFleet(decodeFiles({ ...files, platform: { ...files.platform, ...dns } }));
  const ingresses = plan.loadBalancers.flatMap((loadBalancer) => loadBalancer.ingresses);
  return Object.fromEntries(
    ingresses.map(({ name, annotations }) => [
      name,
      Object.entries(annotations).map(([key, value]) => `${key.split("/")[1]}=${value}`),
    ]),
  );
}

const ON_BOTH: Partial<TenantFile> = { alsoOn: ["edge-2"] };

test("without dns nothing is said to external-dns", () => {
  expect(annotationsOf(ON_BOTH)).toEqual({ "acme.edge-1": [], "acme.edge-2": [] });
});

test("every Ingress has its load balancer's weight: 100 at home, 0 elsewhere, or what the tenant says", () => {
  const of = (first: number, second: number) => ({
    "acme.edge-1": [`aws-weight=${first}`, "set-identifier=shop-edge-1"],
    "acme.edge-2": [`aws-weight=${second}`, "set-identifier=shop-edge-2"],
  });
  expect(annotationsOf(ON_BOTH, {})).toEqual(of(100, 0));
  expect(annotationsOf({ ...ON_BOTH, traffic: { "edge-1": 90, "edge-2": 10 } }, {})).toEqual(of(90, 10));
  expect(annotationsOf({ ...ON_BOTH, traffic: { "edge-2": 255 } }, {})).toEqual(of(100, 255));
});

test("the Ingresses of wildcards, of whatever depth, have it as well", () => {
  const names = Object.keys(annotationsOf({ hosts: ["acme.shop.example", "*.eu.shop.example"] }, {}));
  expect(names).toEqual(["acme.edge-1", "acme.edge-1.w3"]);
  for (const said of Object.values(annotationsOf({ hosts: ["acme.shop.example", "*.eu.shop.example"] }, {}))) {
    expect(said).toEqual(["aws-weight=100", "set-identifier=shop-edge-1"]);
  }
});

test("with simple records only Ingresses with traffic are visible", () => {
  const simple = { records: "simple" };
  expect(annotationsOf({}, simple)).toEqual({ "acme.edge-1": [] });
  expect(annotationsOf(ON_BOTH, simple)).toEqual({ "acme.edge-1": [], "acme.edge-2": ["controller=none"] });
  expect(annotationsOf({ ...ON_BOTH, traffic: { "edge-2": 1 } }, simple)).toEqual({
    "acme.edge-1": [],
    "acme.edge-2": [],
  });
});
