import { edgeText, expectAccepted, expectFindings, platformText } from "../../support/checked-files";

const list = (count: number, text: (index: number) => string) =>
  JSON.stringify(Array.from({ length: count }, (_, index) => text(index)));
const hosts = (count: number) => list(count, (index) => `h${index}.shop.example`);

const platform = platformText({ loadBalancers: `{"edge": ${edgeText({ quotas: '{"rules": 5000}' })}}` });

test("takes a tenant with many hosts", () => {
  expectAccepted({ "platform.json": platform, "tenants/acme.json": `{"hosts": ${hosts(800)}}` });
});

test("refuses what would multiply, before it is planned", () => {
  const cidrs = list(1500, (index) => `10.${index >> 8}.${index & 255}.0/24`);
  const tenant = `▶{"hosts": ${hosts(1000)}, "allowedCidrs": ${cidrs}}`;
  expectFindings(
    { "tenants/acme.json": tenant },
    { code: "too-many-rules", path: "", message: "at least 375000 listener rules" },
  );
  const routes = JSON.stringify(Array.from({ length: 200 }, (_, index) => ({ path: `/r${index}`, service: "api" })));
  expectFindings({ "tenants/acme.json": `▶{"hosts": ${hosts(100)}, "routes": ${routes}}` }, { code: "too-many-rules" });
});
