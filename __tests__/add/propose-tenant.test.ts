import { proposeTenant } from "../../modules/add";
import { planFleet } from "../../modules/plan";
import { decodeFiles, type FleetFiles } from "../support/arbitrary-fleet";
import { EDGE, smallFleet } from "../support/small-fleet";

const OWN_CERTIFICATE = { arn: EDGE.certificates[0]!.arn.replace(/1$/, "2"), domains: ["globex.example"] };
const HTTP_ONLY = { ...EDGE, certificates: [] };

function propose(files: FleetFiles, tenant: Partial<Parameters<typeof proposeTenant>[3]> = {}) {
  const fleet = decodeFiles(files);
  const given = { name: "newco", hosts: ["newco.shop.example"], ...tenant };
  return proposeTenant("/nowhere", fleet, planFleet(fleet), given);
}

const tenant = (name: string, more: object = {}) => ({ [name]: { hosts: [`${name}.shop.example`], ...more } });

describe("the file", () => {
  test("of the first tenant says its hosts and nothing that the fleet says already", () => {
    expect(propose(smallFleet({})).text).toBe('{\n  "hosts": ["newco.shop.example"]\n}\n');
  });

  test("names load balancer, service and order where they are not the defaults, in that order", () => {
    const files = smallFleet(tenant("acme", { loadBalancer: "edge-2" }), { "edge-1": EDGE, "edge-2": EDGE });
    expect(propose(files, { service: "api", loadBalancer: "edge-2" })).toMatchObject({
      file: "tenants/newco.json",
      text: '{\n  "hosts": ["newco.shop.example"],\n  "loadBalancer": "edge-2",\n  "service": "api",\n  "order": 1\n}\n',
    });
  });

  test("leaves out what is named and is the default", () => {
    const { content } = propose(smallFleet({}), { service: "web", loadBalancer: "edge-1" });
    expect(content).toEqual({ hosts: ["newco.shop.example"] });
  });
});

describe("the order", () => {
  test.each([
    ["comes behind the highest", [tenant("a", { order: 3 }), tenant("b", { order: 7 }), tenant("c", { order: 7 })], 8],
    ["fills no gap", [tenant("a"), tenant("b", { order: 40 })], 41],
    ["is the last one again when that is taken", [tenant("a", { order: 899 })], 899],
    ["does not look at tenants with wildcards only", [{ a: { hosts: ["*.eu.shop.example"], order: 9 } }], undefined],
  ])("%s", (_, tenants, order) => {
    expect(propose(smallFleet(Object.assign({}, ...tenants))).content.order).toBe(order);
  });

  test("counts tenants that are also on the load balancer, and no others", () => {
    const loadBalancers = { "edge-1": EDGE, "edge-2": EDGE };
    const tenants = {
      ...tenant("a", { loadBalancer: "edge-2", alsoOn: ["edge-1"], order: 5 }),
      ...tenant("b", { loadBalancer: "edge-2", order: 20 }),
    };
    const files = smallFleet(tenants, loadBalancers);
    expect(propose(files, { loadBalancer: "edge-1" }).content.order).toBe(6);
    expect(propose(files, { loadBalancer: "edge-2" }).content.order).toBe(21);
  });

  test("is left out for wildcards, whose depth decides", () => {
    const files = smallFleet(tenant("a", { order: 3 }));
    expect(propose(files, { hosts: ["*.shop.example"] }).content.order).toBeUndefined();
    expect(propose(files, { hosts: ["*.shop.example", "newco.shop.example"] }).content.order).toBe(4);
  });
});

describe("the load balancer", () => {
  test("is the one with the most free rules", () => {
    const files = smallFleet(tenant("a"), { "edge-1": EDGE, "edge-2": EDGE });
    expect(propose(files)).toMatchObject({ loadBalancer: "edge-2", suitable: 2 });
  });

  test("is one of the default one's scheme, unless only another covers the hosts", () => {
    const roomy = { ...EDGE, scheme: "internet-facing", quotas: { rules: 200 } };
    expect(propose(smallFleet({}, { "edge-1": EDGE, public: roomy }))).toMatchObject({
      loadBalancer: "edge-1",
      suitable: 1,
    });
    const covering = { ...roomy, certificates: [OWN_CERTIFICATE] };
    const files = smallFleet({}, { "edge-1": EDGE, public: covering });
    expect(propose(files, { hosts: ["globex.example"] }).loadBalancer).toBe("public");
  });

  test("has room by its own quota and headroom, not by the number of its rules", () => {
    const raised = { ...EDGE, quotas: { rules: 200 } };
    const files = smallFleet({ ...tenant("a"), ...tenant("b") }, { "edge-1": raised, "edge-2": EDGE });
    expect(propose(files).loadBalancer).toBe("edge-1");
    const roomy = { ...EDGE, headroom: 0 };
    expect(propose(smallFleet({}, { "edge-1": EDGE, "edge-2": roomy })).loadBalancer).toBe("edge-2");
  });

  test("is the default one of equals, here the first", () => {
    const files = smallFleet({}, { "edge-2": EDGE, "edge-1": EDGE, "edge-3": EDGE });
    expect(propose(files).loadBalancer).toBe("edge-2");
  });

  test("covers every host by its certificates", () => {
    const both = { ...EDGE, certificates: [...EDGE.certificates, OWN_CERTIFICATE] };
    const files = smallFleet({ ...tenant("a", { loadBalancer: "edge-2" }) }, { "edge-1": EDGE, "edge-2": both });
    expect(propose(files, { hosts: ["newco.shop.example", "globex.example"] })).toMatchObject({
      loadBalancer: "edge-2",
      suitable: 1,
    });
  });

  test("carries the service", () => {
    const webOnly = { ...EDGE, services: ["web"] };
    const files = smallFleet(tenant("a"), { "edge-1": EDGE, "edge-2": webOnly });
    expect(propose(files, { service: "api" }).loadBalancer).toBe("edge-1");
    expect(propose(files, { service: "web" }).loadBalancer).toBe("edge-2");
  });

  test("is never one that speaks HTTP only, unless all do", () => {
    const files = smallFleet(tenant("a"), { "edge-1": EDGE, inside: HTTP_ONLY });
    expect(propose(files).loadBalancer).toBe("edge-1");
    expect(propose(files, { hosts: ["uncovered.example"] })).toMatchObject({ loadBalancer: "edge-1", suitable: 0 });
    const plain = smallFleet(tenant("a"), { "inside-1": HTTP_ONLY, "inside-2": HTTP_ONLY });
    expect(propose(plain, { hosts: ["uncovered.example"] })).toMatchObject({ loadBalancer: "inside-2", suitable: 2 });
  });

  test("comes nearest where none is suitable", () => {
    const both = { ...EDGE, certificates: [...EDGE.certificates, OWN_CERTIFICATE] };
    const files = smallFleet({ ...tenant("a", { loadBalancer: "edge-2" }) }, { "edge-1": EDGE, "edge-2": both });
    const hosts = ["globex.example", "uncovered.example"];
    expect(propose(files, { hosts })).toMatchObject({ loadBalancer: "edge-2", suitable: 0 });
  });
});

describe("a load balancer with a pool", () => {
  const pooled = { ...EDGE, pools: [{ domain: "shop.example", service: "web" }] };
  const files = smallFleet(tenant("acme", { order: 4 }), { "edge-1": pooled });

  test("needs no order for a tenant that has no rule of its own", () => {
    expect(propose(files).content.order).toBeUndefined();
  });

  test("needs one for a tenant with a host or a service that is not the pool's", () => {
    expect(propose(files, { service: "api" }).content.order).toBe(5);
    expect(propose(files, { hosts: ["newco.shop.example", "a.eu.shop.example"] }).content.order).toBe(5);
  });
});
