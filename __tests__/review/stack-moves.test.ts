import { change, ingress, type PlanDocument, planDocument, review } from "./plan-builder";

/** A plan of one of several stacks that share a load balancer's tenants: the output says which. */
function planOf(stack: string, changes: readonly object[]): PlanDocument {
  const outputs = { stack: { expression: { constant_value: stack } } };
  return planDocument(changes, { configuration: { root_module: { outputs } } });
}

const address = (tenant: string) => `kubernetes_ingress_v1.${tenant}`;
const created = (tenant: string) => change(address(tenant), undefined, ingress(`${tenant}.edge-1`));
const destroyed = (tenant: string) => change(address(tenant), ingress(`${tenant}.edge-1`), undefined);

test("a plan of one of several tenant stacks is known by its output", () => {
  const { stacks } = review([planOf("edge-1-tenants-03", [created("acme")])]);
  expect(stacks.map(({ stack }) => stack)).toEqual(["edge-1-tenants-03"]);
});

test("a tenant that one stack destroys and another one creates is blocked, however many removals are allowed", () => {
  const plans = [
    planOf("edge-1-tenants-00", [destroyed("acme"), destroyed("globex")]),
    planOf("edge-1-tenants-07", [created("globex")]),
  ];
  const { verdict, blocked } = review(plans, 10);
  expect(verdict).toBe("block");
  expect(blocked).toEqual([
    {
      code: "tenant-moves-between-stacks",
      address: address("globex"),
      message: expect.stringContaining("edge-1-tenants-00 destroys what another stack of edge-1 creates: globex."),
    },
  ]);
});

test("a tenant that moves to another load balancer does not move between stacks of one", () => {
  const plans = [
    planOf("edge-1-tenants-00", [destroyed("acme")]),
    planOf("edge-2-tenants-00", [change(address("acme"), undefined, ingress("acme.edge-2"))]),
  ];
  expect(review(plans).blocked).toEqual([]);
});
