import { edgeText, expectAccepted, expectFindings, insideText, platformText } from "../../support/checked-files";

const code = "reserved-name";
const fleet = (name: string) => ({ "platform.json": platformText({ fleet: name }) });

test("takes names that only resemble them", () => {
  expectAccepted(fleet('"internals"'));
  expectAccepted({
    "platform.json": platformText({ loadBalancers: `{"edge": ${edgeText()}, "tenants": ${insideText()}}` }),
  });
});

test("refuses a fleet named internal, which AWS would", () => {
  expectFindings(fleet('▶"internal"'), { code, path: "fleet" });
  expectFindings(fleet('▶"internal-shops"'), { code });
});

test("refuses the name of another one's second stack", () => {
  const loadBalancers = `{"edge": ${edgeText()}, ▶"edge-tenants": ${insideText()}}`;
  expectFindings({ "platform.json": platformText({ loadBalancers }) }, { code, path: "loadBalancers.edge-tenants" });
});
