import { type InitSettings, SETTINGS, withDefaults } from "./settings";

/**
 * The text of a `platform.json` with one service and one load balancer. Each line marked REPLACE says which command
 * prints the value.
 *
 * @param schema the file's `$schema`
 */
export function platformText(given: InitSettings, schema: string | undefined): string {
  const settings = withDefaults(given);
  const { domain } = settings;
  const text = JSON.stringify;
  const list = (values: readonly string[]) => `[${values.map((value) => text(value)).join(", ")}]`;
  const port = (value: string) => (/^\d+$/.test(value) ? String(Number(value)) : text(value));
  const setting = (key: keyof InitSettings) => SETTINGS.find((one) => one.key === key)!;
  /** A comment for what was not given. */
  const replace = (key: keyof InitSettings) =>
    given[key] === undefined ? ` // REPLACE: ${setting(key).source(given)}` : "";
  return `// The platform team's file: services and load balancers. Every field: docs/ and the schema, which editors complete by.
{${schema === undefined ? "" : `\n  "$schema": ${text(schema)},`}
  "fleet": ${text(settings.name)}, // ${setting("name").source(settings)}
  "aws": {
    "region": ${text(settings.region)},${replace("region")}
    "vpcId": ${text(settings.vpc)},${replace("vpc")}
    "allowedAccountIds": ${list([settings.account])}${replace("account")}
  },
  "kubernetes": {
    "namespace": ${text(settings.namespace)}, // ${setting("namespace").source(settings)}
    "kubeconfig": {
      "path": "~/.kube/config",
      "context": ${text(settings.context)}${replace("context")}
    }
  },
  // For a team: "s3": { "bucket": "…", "region": "…", "prefix": "tenantry/prod" }
  "backend": { "local": {} },
  "domains": ${list([domain])},${replace("domain")}
  "reservedHosts": ${list([domain, `www.${domain}`])},

  "services": {
    "web": {
      "namespace": ${text(settings.serviceNamespace)},${replace("serviceNamespace")}
      "name": ${text(settings.serviceName)},${replace("serviceName")}
      "port": ${port(settings.servicePort)},${replace("servicePort")}
      "targetPort": ${port(settings.serviceTargetPort)},${replace("serviceTargetPort")}
      "healthCheck": { "path": ${text(settings.healthCheckPath)} }${replace("healthCheckPath")}
    }
  },

  "loadBalancers": {
    "edge-1": {
      "services": ["web"],
      "scheme": ${text(settings.scheme)},
      "subnets": ${list(settings.subnets)},${replace("subnets")}
      "inboundCidrs": ["0.0.0.0/0"],
      "certificates": [
        {
          "arn": ${text(settings.certificate)},${replace("certificate")}
          "domains": ${list([domain, `*.${domain}`])}
        }
      ],
      "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", // what AWS recommends
      "deletionProtection": true
    }
  }
}
`;
}
