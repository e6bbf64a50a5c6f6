import {
  edgeText,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  tenantText,
} from "../../support/checked-files";

/** Five tenants with a rule each on `edge`, the first of which is on the standby too. */
function files(rules: number, mark = "▶") {
  const inside = insideText({ quotas: `{"rules": ${rules}}` });
  const tenants = Array.from({ length: 5 }, (_, index) => [
    `tenants/t${index}.json`,
    tenantText({ hosts: `["t${index}.shop.example"]`, ...(index === 0 && { alsoOn: '[▷"inside"]' }) }),
  ]);
  return {
    "platform.json": platformText({ loadBalancers: `{"edge": ${edgeText()}, ${mark}"inside": ${inside}}` }),
    ...Object.fromEntries(tenants),
  };
}

test("says nothing of a standby with room for all, headroom used up", () => {
  expectAccepted(files(5, ""));
});

test("warns of one where the other tenants' rules would not fit", () => {
  expectFindings(files(4), {
    code: "standby-too-small",
    severity: "warning",
    path: "loadBalancers.inside",
    message: '"inside" is the standby of "edge", whose other tenants need 4 more listener rules; 3 are left',
  });
});
