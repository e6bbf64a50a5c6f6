import { quote } from "../../findings";
import type { PlatformConfig } from "../../model";
import { inPlatform } from "../support/context";
import { defineRule } from "../support/define-rule";

const kubernetes = (context: string, namespace = "tenants") => ({
  namespace,
  kubeconfig: { path: "~/.kube/config", context },
});
const STAGING = { fleet: "shop-staging", loadBalancers: { edge: {} } };

/**
 * An Ingress is called `<tenant>.<lb>`, and the anchor `<lb>`, without the fleet's name. Measured: the fleet that is deployed second
 * ends with "already exists", with half of its resources made. A warning, since a kubeconfig can be another one elsewhere.
 */
export const sharedNamespace = defineRule({
  code: "shared-namespace",
  severity: "warning",
  summary: "a fleet beside this one with a load balancer of the same name in the same namespace of the same cluster",
  help: "Names of Ingresses are made of the tenant's and the load balancer's.",
  valid: [
    {
      platform: { kubernetes: kubernetes("prod") },
      beside: { staging: { ...STAGING, kubernetes: kubernetes("test") } },
    },
    {
      platform: { kubernetes: kubernetes("prod") },
      beside: { staging: { ...STAGING, kubernetes: kubernetes("prod", "tenants-staging") } },
    },
  ],
  invalid: [
    {
      platform: { kubernetes: kubernetes("prod") },
      beside: { staging: { ...STAGING, kubernetes: kubernetes("prod") } },
    },
  ],
  check: (context) => {
    const { platform, siblings } = context;
    if (platform === undefined) return [];
    return siblings.flatMap(({ directory, platform: { value } }) => {
      const other = (value ?? {}) as Partial<PlatformConfig>;
      const place = placeOf(platform);
      const shared = Object.keys(Object(other.loadBalancers)).find((key) => Object.hasOwn(platform.loadBalancers, key));
      if (shared === undefined || place === undefined || placeOf(other) !== place) return [];
      return inPlatform(context, ["kubernetes", "namespace"], {
        message: `The fleet in ${quote(directory)} has a load balancer ${quote(shared)} in the namespace ${quote(platform.kubernetes.namespace)} of the same cluster, too: their Ingresses would have the same names, and the fleet that is deployed second fails.`,
        help: `Give one of the two another namespace, ${quote(`${platform.kubernetes.namespace}-staging`)} for example, or its load balancer another name.`,
      });
    });
  },
});

/** Tells namespaces of clusters apart; undefined where it is not said which cluster it is. */
function placeOf({ aws, kubernetes }: Partial<PlatformConfig>): string | undefined {
  const { namespace, kubeconfig, eks } = Object(kubernetes) as Partial<PlatformConfig["kubernetes"]>;
  if (eks?.clusterName !== undefined) return JSON.stringify([namespace, "eks", aws?.region, eks.clusterName]);
  if (kubeconfig?.context !== undefined) return JSON.stringify([namespace, kubeconfig.path, kubeconfig.context]);
  return undefined;
}
