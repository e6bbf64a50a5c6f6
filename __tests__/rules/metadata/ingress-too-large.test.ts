import { edgeText, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const hosts = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => `h${index}.shop.example`));
const cidrs = (count: number) => JSON.stringify(Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`));

function files(hostCount: number, cidrCount: number) {
  return {
    "platform.json": platformText({ loadBalancers: `{"edge": ${edgeText({ quotas: '{"rules": 5000}' })}}` }),
    "tenants/acme.json": `▶{"hosts": ${hosts(hostCount)}, "allowedCidrs": ${cidrs(cidrCount)}}`,
  };
}

test("takes a tenant with some hundred rules", () => {
  const { "tenants/acme.json": tenant, ...rest } = files(40, 20);
  expectAccepted({ ...rest, "tenants/acme.json": tenant.slice(1) });
});

test("refuses a tenant whose annotations Kubernetes would refuse", () => {
  expectFindings(files(90, 40), {
    code: "ingress-too-large",
    path: "",
    message: /KiB of annotations; Kubernetes takes 256\./,
  });
});
