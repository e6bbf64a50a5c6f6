import { AWS_LIMITS } from "../../aws";
import { DIALECTS, FLEET_TAG, OWNED_PREFIXES } from "../../controller";
import { quote, type UncodedFinding } from "../../findings";
import { type FindingInput, inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

/** Tags are ones that Elastic Load Balancing takes and that neither AWS nor the controller keeps for itself. */
export const invalidTag = defineRule({
  code: "invalid-tag",
  severity: "error",
  summary: "tags that Elastic Load Balancing does not take, or that AWS or the controller keeps for itself",
  help: "One tag that is refused stops the controller for every tenant.",
  valid: [{ platform: { aws: { tags: { team: "shop" } } } }],
  invalid: [{ platform: { aws: { tags: { "aws:team": "shop" } } } }],
  check: (context) => {
    const tags = Object.entries(context.platform?.aws.tags ?? {});
    const findings: UncodedFinding[] = [];
    for (const [key, value] of tags) {
      const input = keyProblem(key) ?? characterProblem(key, value);
      if (input !== undefined) findings.push(inPlatform(context, ["aws", "tags", key], input));
    }
    const own = Math.max(...Object.values(DIALECTS).map((dialect) => dialect.tags.length));
    const most = AWS_LIMITS.tagsPerResource - own;
    if (tags.length > most) {
      const message = `There are ${tags.length} tags; ${most} are allowed (${AWS_LIMITS.tagsPerResource} less ${own} that the controller sets).`;
      findings.push(inPlatform(context, ["aws", "tags"], { message, help: "Remove some." }));
    }
    return findings;
  },
});

function keyProblem(key: string): FindingInput | undefined {
  if (/^aws:/i.test(key)) {
    return {
      message: `The tag ${quote(key)} begins with aws:, which AWS keeps for itself.`,
      help: "Rename it.",
      atKey: true,
    };
  }
  if (OWNED_PREFIXES.some((prefix) => key.startsWith(prefix))) {
    const message = `The tag ${quote(key)} belongs to the load balancer controller, which takes what carries it for its own.`;
    return { message, help: "Remove it.", atKey: true };
  }
  if (key === FLEET_TAG) {
    return { message: `The tag ${quote(key)} is set by the generator.`, help: "Remove it.", atKey: true };
  }
  return undefined;
}

/** [api] Tag, the pattern of Key and Value. */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
function characterProblem(key: string, value: string): FindingInput | undefined {
  if (CHARACTERS.test(key) && CHARACTERS.test(value)) return undefined;
  return {
    message: `The tag ${quote(key)} contains characters that Elastic Load Balancing does not take.`,
    help: "Use letters, digits, spaces and _ . : / = + - @ only.",
    atKey: !CHARACTERS.test(key),
  };
}
