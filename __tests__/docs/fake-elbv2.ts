import type { AwsAnswer, AwsRequest } from "../support/aws-endpoint";
import { FakeAws, type FakeLoadBalancer } from "../verify/fake-aws";

const NAMESPACE = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";

/** Elastic Load Balancing and WAF, with these ALBs, as they are on the wire. */
export async function answerVerify(
  loadBalancers: readonly FakeLoadBalancer[],
  { target, parameters, body }: AwsRequest,
): Promise<AwsAnswer> {
  const aws = new FakeAws();
  aws.loadBalancers.push(...loadBalancers);
  if (target !== "") return { body: JSON.stringify(await operation(aws, target.split(".")[1]!)(JSON.parse(body))) };
  const { Action = "", ...given } = Object.fromEntries(parameters);
  const result = await operation(aws, Action)({ ...given, ...lists(given) });
  return {
    body: `<${Action}Response xmlns="${NAMESPACE}">${xml({ [`${Action}Result`]: result })}</${Action}Response>`,
  };
}

function operation(aws: FakeAws, name: string): (input: object) => Promise<unknown> {
  const method = `${name[0]!.toLowerCase()}${name.slice(1)}` as "describeTags";
  if (!(method in aws)) throw new Error(`FakeAws has no ${method}.`);
  return (input) => aws[method](input as Parameters<FakeAws["describeTags"]>[0]);
}

/** `Name.member.1=…` as lists. */
function lists(given: Readonly<Record<string, string>>): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [key, value] of Object.entries(given)) {
    const [name, member] = key.split(".member.");
    if (member !== undefined) found[name!] = [...(found[name!] ?? []), value];
  }
  return found;
}

function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((member) => `<member>${xml(member)}</member>`).join("");
  if (typeof value !== "object" || value === null) return escaped(String(value));
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => `<${name}>${xml(part)}</${name}>`)
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
