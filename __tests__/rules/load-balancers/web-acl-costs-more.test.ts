import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const groups = (...names: readonly string[]) =>
  `[${names.map((name) => `{"name": "AWSManagedRules${name}RuleSet"}`).join(", ")}]`;

/** 1,450 capacity units, and 50 more. */
const MANY = ["Common", "KnownBadInputs", "SQLi", "Linux", "PHP"];

test("says nothing up to what is included", () => {
  expectAccepted(edgeFiles({ managedRules: groups(...MANY, "Unix") }));
});

test("warns of more, the rate limit counted", () => {
  const rateLimit = '{"requestsPerHost": 1000}';
  expectAccepted(edgeFiles({ managedRules: groups(...MANY), rateLimit }));
  const files = edgeFiles({ "▶managedRules": groups(...MANY, "Unix"), rateLimit });
  expectFindings(files, {
    code: "web-acl-costs-more",
    severity: "warning",
    message: "take 1535 capacity units (WCU); 1500 are included",
  });
});
