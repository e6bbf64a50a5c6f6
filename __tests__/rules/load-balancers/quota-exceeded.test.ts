import {
  ARN,
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  tenantText,
} from "../../support/checked-files";

const code = "quota-exceeded";

/** As many tenants as rules, on the one load balancer. */
function tenants(count: number, loadBalancer: Record<string, string> = {}, mark = "▶") {
  const loadBalancers = `{${mark}"edge": ${edgeText(loadBalancer)}, "inside": ${insideText()}}`;
  const files = Array.from({ length: count }, (_, index) => [
    `tenants/t${index}.json`,
    tenantText({ hosts: `["t${index}.shop.example"]`, ...(index === 0 && { loadBalancer: '"inside"' }) }),
  ]);
  return { "platform.json": platformText({ loadBalancers }), ...Object.fromEntries(files) };
}

test("takes the largest fleet that fits: 95 rules of the default quota", () => {
  expectAccepted(tenants(96, {}, ""));
});

test("refuses one more, with the number, the limit and what to do", () => {
  expectFindings(tenants(97), {
    code,
    path: "loadBalancers.edge",
    message: 'Load balancer "edge" needs 96 listener rules; 95 are allowed (limit 100 less 5 kept free by headroom).',
    help: /Move tenants to another load balancer.*quotas\.rules/,
  });
});

test("counts headroom as it is asked for", () => {
  expectAccepted(tenants(101, { headroom: "0" }, ""));
  expectFindings(tenants(102, { headroom: "0" }), {
    code,
    message: "needs 101 listener rules; 100 are allowed (limit 100)",
  });
  expectFindings(tenants(12, { headroom: "0.9" }), { code, message: "10 are allowed (limit 100 less 90" });
});

test("counts in the same run in which a tenant has a typo", () => {
  const files = { ...tenants(97, {}, ""), "tenants/zz.json": '{"hostz": []}' };
  expect(() => expectFindings(files, { code })).toThrow(/unknown-key/);
});

test("counts certificates beside the default, target groups and security group rules", () => {
  const certificate = (_: unknown, index: number) => `{"arn": "${ARN}/${index}", "domains": ["*.shop.example"]}`;
  const certificates = (count: number) => `[${Array.from({ length: count }, certificate).join(", ")}]`;
  expectAccepted(tenants(2, { certificates: certificates(24) }, ""));
  expectFindings(tenants(2, { certificates: certificates(25) }), {
    code,
    message: "24 certificates beside the default; 23",
  });
  const cidrs = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => `10.${index}.0.0/16`));
  expectFindings(tenants(2, { inboundCidrs: cidrs(29) }), {
    code,
    message: "58 inbound rules in its security group; 57",
  });
});
