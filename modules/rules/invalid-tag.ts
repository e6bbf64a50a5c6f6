import { AWS_LIMITS } from "../aws";
import { AWS_LOAD_BALANCER_CONTROLLER } from "../controller";
import { type Finding, quote } from "../findings";
import { type Complaint, inPlatform, type Rule } from "./rule";

/** Tags are ones that Elastic Load Balancing takes and that neither AWS nor the controller keeps for itself. */
export const invalidTag: Rule = (context) => {
  const tags = Object.entries(context.platform?.aws.tags ?? {});
  const findings: Finding[] = [];
  for (const [key, value] of tags) {
    const complaint = keyProblem(key) ?? characterProblem(key, value);
    if (complaint !== undefined) findings.push(inPlatform(context, ["aws", "tags", key], complaint));
  }
  const own = AWS_LOAD_BALANCER_CONTROLLER.tags.length;
  const most = AWS_LIMITS.tagsPerResource - own;
  if (tags.length > most) {
    const message = `There are ${tags.length} tags; ${most} are allowed (${AWS_LIMITS.tagsPerResource} less ${own} that the controller sets).`;
    findings.push(inPlatform(context, ["aws", "tags"], { code, message, help: "Remove some." }));
  }
  return findings;
};

function keyProblem(key: string): Complaint | undefined {
  if (/^aws:/i.test(key)) {
    return {
      code,
      message: `The tag ${quote(key)} begins with aws:, which AWS keeps for itself.`,
      help: "Rename it.",
      atKey: true,
    };
  }
  if (/^(?:elbv2|ingress|service)\.k8s\.aws\//.test(key)) {
    const message = `The tag ${quote(key)} belongs to the controller, which deletes what carries it.`;
    return { code, message, help: "Remove it.", atKey: true };
  }
  return undefined;
}

/** [api] Tag, the pattern of Key and Value. */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
/** What Terraform would evaluate is written literally, as everywhere; whether AWS takes it is for AWS to say. */
const WITH_TEMPLATE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@$%{}]*$/u;

function characterProblem(key: string, value: string): Complaint | undefined {
  if (CHARACTERS.test(key) && CHARACTERS.test(value)) return undefined;
  return {
    code,
    severity: WITH_TEMPLATE.test(key) && WITH_TEMPLATE.test(value) ? "warning" : "error",
    message: `The tag ${quote(key)} contains characters that Elastic Load Balancing does not take.`,
    help: "Use letters, digits, spaces and _ . : / = + - @ only.",
    atKey: !CHARACTERS.test(key),
  };
}

const code = "invalid-tag";
