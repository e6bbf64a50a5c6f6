import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "invalid-managed-rules";
const managedRules = (text: string) => edgeFiles({ managedRules: `[${text}]` });

test("takes AWS's rule groups, and any of another vendor", () => {
  expectAccepted(
    managedRules(
      '{"name": "AWSManagedRulesCommonRuleSet", "count": true}, {"vendor": "Fortinet", "name": "all_rules"}',
    ),
  );
});

test("refuses a group that AWS does not have, and offers the nearest", () => {
  expectFindings(managedRules('{"name": ▶"AWSManagedRulesCommonRulesSet"}'), {
    code,
    path: "loadBalancers.edge.managedRules[0].name",
    help: 'Did you mean "AWSManagedRulesCommonRuleSet"?',
  });
  expectFindings(managedRules('{"name": ▶"constructor"}'), { code, help: "AWS's groups: " });
});

test("refuses one that does nothing without settings", () => {
  expectFindings(managedRules('{"name": ▶"AWSManagedRulesATPRuleSet"}'), { code, help: "webAclArn" });
});

test("refuses one that stands there twice", () => {
  const group = '{"name": "AWSManagedRulesSQLiRuleSet"}';
  expectFindings(managedRules(`${group}, ${group.replace('"AWS', '▶"AWS')}`), { code, message: "twice" });
});
