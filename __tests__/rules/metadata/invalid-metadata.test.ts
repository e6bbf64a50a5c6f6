import { acmeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "invalid-metadata";

test("takes what Kubernetes takes", () => {
  expectAccepted(acmeFiles({ labels: '{"team": "a", "example.com/tier": "", "constructor": "x_y.z"}' }));
  expectAccepted(
    acmeFiles({ annotations: '{"external-dns.alpha.kubernetes.io/ttl": "60", "example.com/note": "${any} text\\n"}' }),
  );
});

test.each([
  "",
  "/x",
  "a/b/c",
  "-x",
  "x-",
  "Example.com/x",
  "a b",
  "x".repeat(64),
  `${"x".repeat(254)}/y`,
  "ex_ample.com/x",
  "${x}",
])("refuses the key %j", (key) => {
  expectFindings(acmeFiles({ labels: `{▶${JSON.stringify(key)}: "x"}` }), { code, help: "DNS prefix" });
  expectFindings(acmeFiles({ annotations: `{▶${JSON.stringify(key)}: "x"}` }), { code });
});

test.each(["a b", "-", "x".repeat(64), "${x}", "ü", "x\n"])("refuses the label's value %j", (value) => {
  const files = acmeFiles({ labels: `{"example.com/x": ▶${JSON.stringify(value)}}` });
  expectFindings(files, { code, path: 'labels["example.com/x"]', help: "make it an annotation" });
});
