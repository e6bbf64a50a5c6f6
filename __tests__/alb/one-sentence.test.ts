import { describeAction } from "../../modules/alb";
import { answer, explainRequest } from "../../modules/explain";
import { planFleet } from "../../modules/plan";
import { ruleRows } from "../../modules/report/page/rows";
import { compareLoadBalancer } from "../../modules/verify/compare";
import { Observer } from "../../modules/verify/observe";
import { reportOf } from "../report/report-of";
import { review, tenantsPlan } from "../review/plan-builder";
import { decodeFiles } from "../support/arbitrary-fleet";
import { smallFleet } from "../support/small-fleet";
import { builtFrom, FakeAws } from "../verify/fake-aws";

/** A redirect that drops the query: every command says so. */

const redirect = { path: "/new", query: "", statusCode: 301 };
const files = smallFleet({
  acme: { hosts: ["acme.shop.example"], routes: [{ path: "/old", pathType: "Exact", redirect }] },
});
const fleet = decodeFiles(files);
const plan = planFleet(fleet);
const [edge] = plan.loadBalancers as [(typeof plan.loadBalancers)[0]];
const [rule] = edge.listeners.at(-1)!.rules as [(typeof edge.listeners)[0]["rules"][0]];

const SENTENCE = "redirect 301 to #{protocol}://#{host}:#{port}/new";

test("routes", () => {
  expect(describeAction(rule.action)).toBe(SENTENCE);
});

test("the report's short row, which leaves out what stays as it is", () => {
  expect(ruleRows(reportOf(files).data)[0]?.answer).toBe("redirect 301 to /new without the query");
});

test("explain, which fills in the request", () => {
  const explained = (url: string) => answer(explainRequest({ fleet, plan }, url));
  expect(explained("https://acme.shop.example/old?a=b")).toBe("redirect 301 to https://acme.shop.example/new");
});

test("review", () => {
  const [stack] = review([tenantsPlan(smallFleet({}), files)]).stacks;
  expect(stack?.added[0]?.what).toContain(`route /old (Exact): ${SENTENCE}`);
});

test("verify", async () => {
  const aws = new FakeAws();
  const built = builtFrom(edge);
  built.listeners.at(-1)!.rules.shift();
  aws.loadBalancers.push(built);
  const [difference] = compareLoadBalancer(
    edge,
    await new Observer({ loadBalancing: aws, webAcls: aws }).observe(built.arn, {
      targetGroups: new Set(),
      webAcl: false,
    }),
  );
  expect(difference?.message).toBe(`No such rule: acme.shop.example /old: ${SENTENCE}`);
});
