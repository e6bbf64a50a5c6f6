/** What only the user knows; what is left out gets a value that works as an example, marked REPLACE. */
export interface InitSettings {
  /** The fleet's name. */
  readonly name?: string;
  readonly region?: string;
  /** The AWS account's number. */
  readonly account?: string;
  readonly vpc?: string;
  /** Two or more. */
  readonly subnets?: readonly string[];
  readonly certificate?: string;
  /** The DNS domain below which the tenants' hosts are; the certificate covers it and one label below. */
  readonly domain?: string;
  /** The kubeconfig's context of the cluster. */
  readonly context?: string;
  /** Where the tenants' Ingresses go. */
  readonly namespace?: string;
}

/**
 * The text of a `platform.json` with one service and one load balancer. Each line marked REPLACE says which command
 * prints the value.
 *
 * @param schema the file's `$schema`
 */
export function platformText(settings: InitSettings, schema: string | undefined): string {
  const { name = "shop", region = "eu-central-1", account = "123456789012", domain = "shop.example" } = settings;
  const { vpc = "vpc-0123456789abcdef0", context = "shop", namespace = "tenants" } = settings;
  const { subnets = ["subnet-00000000000000001", "subnet-00000000000000002"] } = settings;
  const { certificate = `arn:aws:acm:${region}:${account}:certificate/00000000-0000-0000-0000-000000000001` } =
    settings;
  const text = JSON.stringify;
  const list = (values: readonly string[]) => `[${values.map((value) => text(value)).join(", ")}]`;
  /** A comment for what was not given. */
  const replace = (field: keyof InitSettings, how: string) =>
    settings[field] === undefined ? ` // REPLACE: ${how}` : "";
  return `// The platform team's file: services and load balancers. Every field: docs/ and the schema, which editors complete by.
{${schema === undefined ? "" : `\n  "$schema": ${text(schema)},`}
  "fleet": ${text(name)}, // part of every resource's name: it stays as it is once something is deployed
  "aws": {
    "region": ${text(region)},${replace("region", "aws configure get region")}
    "vpcId": ${text(vpc)},${replace("vpc", "aws eks describe-cluster --name CLUSTER --query cluster.resourcesVpcConfig.vpcId")}
    "allowedAccountIds": ${list([account])}${replace("account", "aws sts get-caller-identity --query Account")}
  },
  "kubernetes": {
    "namespace": ${text(namespace)}, // must exist: kubectl create namespace ${namespace}
    "kubeconfig": {
      "path": "~/.kube/config",
      "context": ${text(context)}${replace("context", "kubectl config get-contexts --output name")}
    }
  },
  // For a team: "s3": { "bucket": "…", "region": "…", "prefix": "tenantry/prod" }
  "backend": { "local": {} },
  "domains": ${list([domain])},${replace("domain", "your own DNS domain, below which the tenants' hosts are")}
  "reservedHosts": ${list([domain, `www.${domain}`])},

  "services": {
    "web": {
      // REPLACE: the Kubernetes Service that answers for the tenants: kubectl get services --all-namespaces
      "namespace": "apps",
      "name": "web",
      "port": 80,
      "healthCheck": { "path": "/" }
    }
  },

  "loadBalancers": {
    "edge-1": {
      "services": ["web"],
      "scheme": "internet-facing",
      "subnets": ${list(subnets)},${replace("subnets", "public, in two zones: aws ec2 describe-subnets --filters Name=vpc-id,Values=VPC --query 'Subnets[].[SubnetId,AvailabilityZone]'")}
      "inboundCidrs": ["0.0.0.0/0"],
      "certificates": [
        {
          "arn": ${text(certificate)},${replace("certificate", "aws acm list-certificates --query 'CertificateSummaryList[].[CertificateArn,DomainName]'")}
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
