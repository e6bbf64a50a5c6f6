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

test("refuses the names of another one's tenant stacks", () => {
  for (const name of ["edge-tenants", "edge-tenants-07"]) {
    const loadBalancers = `{"edge": ${edgeText()}, ▶"${name}": ${insideText()}}`;
    expectFindings({ "platform.json": platformText({ loadBalancers }) }, { code, path: `loadBalancers.${name}` });
  }
});
