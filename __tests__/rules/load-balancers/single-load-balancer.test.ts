import {
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  tenantText,
} from "../../support/checked-files";

function tenants(count: number, fields: (index: number) => Record<string, string> = () => ({}), mark = "") {
  const files = Array.from({ length: count }, (_, index) => [
    `tenants/t${index}.json`,
    tenantText({ hosts: `["t${index}.shop.example"]`, ...fields(index) }),
  ]);
  const loadBalancers = `{${mark}"edge": ${edgeText()}, "inside": ${insideText()}}`;
  return { "platform.json": platformText({ loadBalancers }), ...Object.fromEntries(files) };
}

test("says nothing of few tenants, or of many on two load balancers", () => {
  expectAccepted(tenants(50));
  expectAccepted(tenants(51, (index): Record<string, string> => (index === 7 ? { alsoOn: '["inside"]' } : {})));
});

test("warns of many tenants on one", () => {
  expectFindings(tenants(51, undefined, "▶"), {
    code: "single-load-balancer",
    severity: "warning",
    path: "loadBalancers.edge",
    message: "All 51 tenants",
  });
});
