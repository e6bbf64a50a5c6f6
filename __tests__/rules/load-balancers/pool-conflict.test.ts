import {
  checkFiles,
  edgeFiles,
  edgeText,
  expectFindings,
  insideText,
  platformText,
  tenantText,
} from "../../support/checked-files";

const pools = (domain: string) => `[{"domain": ${domain}, "service": "web"}]`;

/** Codes of what is found in a fleet with the pool shop.example on edge. */
function codes(tenant: Readonly<Record<string, string>>) {
  const { findings } = checkFiles({
    "platform.json": platformText({
      loadBalancers: `{"edge": ${edgeText({ pools: pools('"shop.example"') })}, "inside": ${insideText()}}`,
    }),
    "tenants/acme.json": tenantText(tenant),
  });
  return findings.map(({ code }) => code);
}

test.each([
  ["a wildcard below the pool's domain", { hosts: '["*.eu.shop.example"]' }],
  ["a wildcard over the domain on another load balancer", { hosts: '["*.shop.example"]', loadBalancer: '"inside"' }],
  ["the domain itself", { hosts: '["shop.example"]' }],
])("takes %s", (_, tenant) => {
  expect(codes(tenant)).toEqual(["pool-answers-unknown-hosts"]);
});

test("refuses a tenant's wildcard over the pool's names, also as a guest", () => {
  expect(codes({ hosts: '["*.shop.example"]', loadBalancer: '"inside"', alsoOn: '["edge"]' })).toEqual([
    "pool-conflict",
  ]);
  expectFindings(
    {
      ...edgeFiles({ pools: pools('▷"shop.example"') }),
      "tenants/acme.json": tenantText({ hosts: '[▶"*.shop.example"]' }),
    },
    { code: "pool-conflict", path: "hosts[0]", message: /\*\.shop\.example.*pool "shop\.example"/ },
  );
});

test("refuses a pool below a reserved wildcard", () => {
  const files = {
    "platform.json": platformText({
      reservedHosts: '["www.shop.example", ▷"*.shop.example"]',
      loadBalancers: `{"edge": ${edgeText({ pools: pools('▶"eu.shop.example"') })}, "inside": ${insideText()}}`,
    }),
    "tenants/acme.json": tenantText({ hosts: '["acme.example"]', loadBalancer: '"inside"' }),
  };
  expectFindings(files, { code: "pool-conflict", path: "loadBalancers.edge.pools[0].domain", message: /is reserved/ });
});
