import { quote } from "../../findings";
import type { PlatformConfig } from "../../model";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

const STAGING = { fleet: "shop", kubernetes: { namespace: "tenants" } };
const bucket = (prefix: string) => ({ s3: { bucket: "states", region: "eu-central-1", prefix } });

/** Every fleet has states of its own. The other fleet is read as far as that needs: its own check says the rest. */
export const sharedState = defineRule({
  code: "shared-state",
  severity: "error",
  summary: "a fleet beside this one with the same name and backend: both would have one state",
  help: "Terraform would take what one fleet deployed for the other's, and remove its tenants.",
  valid: [
    { beside: { "environments/staging": { ...STAGING, fleet: "shop-staging" } } },
    { platform: { backend: bucket("prod") }, beside: { staging: { ...STAGING, backend: bucket("staging") } } },
  ],
  invalid: [
    { beside: { "environments/staging": STAGING } },
    { platform: { backend: bucket("a") }, beside: { staging: { ...STAGING, backend: bucket("a") } } },
  ],
  check: (context) => {
    const { platform, siblings } = context;
    if (platform === undefined) return [];
    return siblings
      .filter((sibling) => stateOf(sibling.platform.value) === stateOf(platform))
      .map(({ directory }) =>
        inPlatform(context, ["fleet"], {
          message: `The fleet in ${quote(directory)} is called ${quote(platform.fleet)} as well and keeps its states in the same place: deploying one would remove the tenants of the other.`,
          help: `Give the newer one another name, ${quote(`${platform.fleet}-staging`)} for example: the name is part of every state's and resource's name.`,
        }),
      );
  },
});

/** Tells states apart: where a fleet keeps them, and under which name. */
function stateOf(platform: unknown): string | undefined {
  const { fleet, backend } = (platform ?? {}) as Partial<PlatformConfig>;
  if (typeof fleet !== "string") return undefined;
  const s3 = backend !== undefined && "s3" in Object(backend) ? (backend as { s3: object }).s3 : undefined;
  const { bucket, prefix } = (s3 ?? {}) as { bucket?: string; prefix?: string };
  return JSON.stringify([bucket ?? "local", prefix ?? "", fleet]);
}
