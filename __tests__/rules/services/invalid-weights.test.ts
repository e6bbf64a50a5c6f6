import {
  acmeFiles,
  expectAccepted,
  expectFindings,
  insideText,
  platformText,
  serviceText,
  tenantText,
} from "../../support/checked-files";

const code = "invalid-weights";
const names = ["a", "b", "c", "d", "e", "f"];

function six(weights: string) {
  const services = `{${names.map((name) => `"${name}": ${serviceText()}`).join(", ")}}`;
  const loadBalancers = `{"edge": ${insideText({ services: JSON.stringify(names) })}}`;
  const defaults = "{}";
  return {
    "platform.json": platformText({ services, loadBalancers, defaults }),
    "tenants/acme.json": tenantText({ weights }),
  };
}

const weigh = (...keys: string[]) => `{${keys.map((key) => `"${key}": 1`).join(", ")}}`;

test("takes two to five services", () => {
  expectAccepted(acmeFiles({ weights: '{"web": 0, "api": 999}' }));
  expectAccepted(six(weigh("a", "b", "c", "d", "e")));
});

test("refuses one, six, and weights that are all 0", () => {
  expectFindings(acmeFiles({ weights: '▶{"web": 1}' }), { code, path: "weights", help: '"service"' });
  expectFindings(acmeFiles({ weights: "▶{}" }), { code });
  expectFindings(six(`▶${weigh(...names)}`), { code, message: "6 services; ALB allows 5" });
  expectFindings(acmeFiles({ weights: '▶{"web": 0, "api": -0}' }), { code, message: "All weights are 0" });
});

test("looks at routes as well", () => {
  expectFindings(acmeFiles({ routes: '[{"path": "/a", "weights": ▶{"web": 1}}]' }), {
    code,
    path: "routes[0].weights",
  });
});

test.each(["1000", "-1", "1.5", "1e999", '"1"', "null"])("refuses the weight %s", (weight) => {
  const files = acmeFiles({ weights: `{"web": ▶${weight}, "api": 1}` });
  const type = weight === "1000" || weight === "-1" ? "invalid-value" : "wrong-type";
  expectFindings(files, { code: type, path: "weights.web" });
});
