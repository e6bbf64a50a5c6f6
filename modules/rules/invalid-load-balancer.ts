import { LOAD_BALANCER_ATTRIBUTES } from "../aws";
import type { Finding } from "../findings";
import { type LoadBalancerConfig, nearest, type PlatformConfig } from "../model";
import { inPlatform, type Rule } from "./rule";

/** Settings of a load balancer that AWS or the controller would refuse, and that would stop its whole group. */
export const invalidLoadBalancer: Rule = (context) => {
  const { platform } = context;
  if (platform === undefined) return [];
  const findings: Finding[] = [];
  for (const [key, config] of Object.entries(platform.loadBalancers)) {
    for (const { path, message, help, code = "invalid-load-balancer" } of problems(config, platform)) {
      findings.push(inPlatform(context, ["loadBalancers", key, ...path], { code, message, help }));
    }
  }
  return findings;
};

interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly help: string;
  readonly code?: string;
}

function problems(config: LoadBalancerConfig, platform: PlatformConfig): Problem[] {
  return [
    ...attributeProblems(config),
    ...serviceProblems(config, platform),
    ...regionProblems(config, platform),
    ...duplicates(config.services, "services"),
    ...duplicates(config.subnets, "subnets"),
    ...duplicates(config.securityGroups ?? [], "securityGroups"),
    ...duplicates(
      config.certificates.map((one) => one.arn),
      "certificates",
    ),
    ...addressProblems(config),
  ];
}

/** Attributes that have a field of their own. */
const OWN_FIELDS: Readonly<Record<string, string>> = {
  "deletion_protection.enabled": "deletionProtection",
  "idle_timeout.timeout_seconds": "idleTimeout",
  "access_logs.s3.enabled": "accessLogs",
  "access_logs.s3.bucket": "accessLogs",
  "access_logs.s3.prefix": "accessLogs",
};

function attributeProblems({ attributes }: LoadBalancerConfig): Problem[] {
  const found: Problem[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    const path = ["attributes", name];
    const field = OWN_FIELDS[name];
    const allowed = LOAD_BALANCER_ATTRIBUTES[name];
    if (field !== undefined) {
      found.push({
        path,
        message: `The attribute ${name} has a field of its own.`,
        help: `Use ${JSON.stringify(field)}.`,
      });
    } else if (allowed === undefined) {
      const known = Object.keys(LOAD_BALANCER_ATTRIBUTES);
      const near = nearest(name, known);
      const help =
        near === undefined ? `Known attributes: ${known.join(", ")}.` : `Did you mean ${JSON.stringify(near)}?`;
      found.push({ path, message: `The attribute ${JSON.stringify(name)} is unknown to ALB.`, help });
    } else if (!allowed.test(value)) {
      const message = `The attribute ${name} cannot be ${JSON.stringify(value)}.`;
      found.push({ path, message, help: "Look up its values in AWS's documentation of load balancer attributes." });
    }
  }
  return found;
}

function serviceProblems(config: LoadBalancerConfig, platform: PlatformConfig): Problem[] {
  return config.services.flatMap((name, index): Problem[] => {
    const service = platform.services[name];
    const path = ["services", index];
    if (service === undefined) return [];
    if (service.protocolVersion === "GRPC" && config.certificates.length === 0) {
      const message = `Service ${JSON.stringify(name)} speaks gRPC, which ALB forwards from an HTTPS listener only.`;
      return [{ path, message, help: "Give the load balancer a certificate." }];
    }
    if (service.ipAddressType === "ipv6" && config.ipAddressType === "ipv4") {
      const message = `Service ${JSON.stringify(name)} has IPv6 targets, but the load balancer is ipv4.`;
      return [{ path, message, help: 'Set "ipAddressType": "dualstack" on the load balancer.' }];
    }
    return [];
  });
}

function regionProblems(config: LoadBalancerConfig, { aws }: PlatformConfig): Problem[] {
  const found: Problem[] = [];
  const check = (arn: string | undefined, path: (string | number)[]) => {
    const region = arn?.split(":")[3];
    if (region === undefined || region === "" || region === aws.region) return;
    const message = `The ARN is of Region ${region}, but the load balancer is in ${aws.region}.`;
    found.push({ path, message, help: "Use one of the same Region: ALB accepts no other.", code: "wrong-region" });
  };
  config.certificates.forEach(({ arn }, index) => {
    check(arn, ["certificates", index, "arn"]);
  });
  check(config.webAclArn, ["webAclArn"]);
  return found;
}

function duplicates(values: readonly string[], field: string): Problem[] {
  return values.flatMap((value, index): Problem[] => {
    if (values.indexOf(value) === index) return [];
    const message = `${JSON.stringify(value)} stands twice in ${field}.`;
    return [{ path: [field, index], message, help: "Remove one of the two.", code: "duplicate-value" }];
  });
}

function addressProblems({ inboundCidrs, ipAddressType, scheme }: LoadBalancerConfig): Problem[] {
  const found: Problem[] = [];
  const index = ipAddressType === "ipv4" ? (inboundCidrs ?? []).findIndex((cidr) => cidr.includes(":")) : -1;
  if (index !== -1) {
    const message = "An ipv4 load balancer has no IPv6 sources.";
    found.push({ path: ["inboundCidrs", index], message, help: 'Remove it, or set "ipAddressType": "dualstack".' });
  }
  if (ipAddressType === "dualstack-without-public-ipv4" && scheme === "internal") {
    const message = "dualstack-without-public-ipv4 is for internet-facing load balancers.";
    found.push({ path: ["ipAddressType"], message, help: 'Use "dualstack".' });
  }
  return found;
}
