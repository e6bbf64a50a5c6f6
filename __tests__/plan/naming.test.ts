import { loadBalancerName, shorten, targetGroupName } from "../../modules/plan";
import { BackendNames, ingressName, ingressResourceId } from "../../modules/plan/naming";

describe("target groups and load balancers", () => {
  test("are called after the fleet, the service and the load balancer", () => {
    expect(targetGroupName("shop", "web", "edge-1")).toBe("shop-web-edge-1");
    expect(loadBalancerName("shop", "edge-1")).toBe("shop-edge-1");
  });

  test("have at most 32 characters: the beginning and a hash of the whole name", () => {
    expect(loadBalancerName("acme-commerce-platform", "edge-2222")).toHaveLength(32);
    // As recorded from a real fleet, for ever: a renamed target group is a replaced one.
    expect(loadBalancerName("acme-commerce-platform", "public-edge-in-europe-central-1")).toBe(
      "acme-commerce-platform-238953e7",
    );
    expect(targetGroupName("acme-commerce-platform", "web", "edge-22222")).not.toBe(
      targetGroupName("acme-commerce-platform", "web", "edge-22223"),
    );
  });

  test("never have two hyphens in a row, nor one at the end", () => {
    const names = Array.from({ length: 30 }, (_, length) => shorten(`${"a".repeat(length)}-${"b".repeat(40)}`, 32));
    for (const name of names) expect(name).toMatch(/^(?!.*--)[a-z0-9-]{1,31}[a-z0-9]$/);
    expect(shorten(`${"a".repeat(22)}-${"b".repeat(20)}`, 32)).toMatch(/^a{22}-[0-9a-f]{8}$/);
  });
});

test("an Ingress is called after the tenant and the load balancer, in Terraform after the tenant", () => {
  expect([ingressName("acme", "edge-1", undefined), ingressResourceId("acme", undefined)]).toEqual([
    "acme.edge-1",
    "acme",
  ]);
  expect([ingressName("acme", "edge-1", 2), ingressResourceId("acme", 2)]).toEqual(["acme.edge-1.w2", "acme_w2"]);
});

describe("backends", () => {
  test("that say the same share a name, others get a number", () => {
    const names = new BackendNames();
    expect(names.nameFor("forward-to-tg", "a")).toBe("forward-to-tg");
    expect(names.nameFor("forward-to-tg", "b")).toBe("forward-to-tg-2");
    expect(names.nameFor("forward-to-tg", "a")).toBe("forward-to-tg");
    expect(names.nameFor("forward-to-tg", "c")).toBe("forward-to-tg-3");
  });

  test("that would be called like another one with a number get the next", () => {
    const names = new BackendNames();
    expect(names.nameFor("forward-to-api-2", "a")).toBe("forward-to-api-2");
    expect(names.nameFor("forward-to-api", "b")).toBe("forward-to-api");
    expect(names.nameFor("forward-to-api", "c")).toBe("forward-to-api-3");
  });

  test("leave room for the annotation's prefix and a number in 63 characters", () => {
    const names = new BackendNames();
    const wanted = `forward-to-${"a".repeat(63)}`;
    for (let count = 1; count <= 999; count++) {
      expect(`conditions.${names.nameFor(wanted, String(count))}`.length).toBeLessThanOrEqual(63);
    }
  });
});
