import { partitionOf } from "../aws";

/** What only the user knows. What is left out gets a value that works as an example. */
export interface InitSettings {
  /** The fleet's name. */
  readonly name?: string;
  /** The DNS domain below which the tenants' hosts are; the certificate covers it and one label below. */
  readonly domain?: string;
  readonly region?: string;
  /** The AWS account's number. */
  readonly account?: string;
  readonly vpc?: string;
  /** Who reaches the load balancer: `internet-facing` or `internal`. */
  readonly scheme?: string;
  /** Two or more. */
  readonly subnets?: readonly string[];
  readonly certificate?: string;
  /** The kubeconfig's context of the cluster. */
  readonly context?: string;
  /** Where the tenants' Ingresses go. */
  readonly namespace?: string;
  /** The Kubernetes Service that answers for the tenants. */
  readonly serviceNamespace?: string;
  readonly serviceName?: string;
  /** Its port, by number or name; so is the Pods'. */
  readonly servicePort?: string;
  readonly serviceTargetPort?: string;
  readonly healthCheckPath?: string;
}

/** One of them: where it stands and where it comes from. */
export interface Setting {
  readonly key: keyof InitSettings;
  /** What it is, as a question. */
  readonly question: string;
  /** The line that prints the value, with what is known of the others filled in; or what there is to know. */
  readonly source: (known: InitSettings) => string;
  /** Where it stands in `platform.json`: paths, as findings name them, or what they begin with. */
  readonly places: readonly string[];
  /** Whether the default would do; else it is an example, which is marked to be replaced. */
  readonly hasDefault: boolean;
}

/** In the order in which a person answers. */
export const SETTINGS: readonly Setting[] = [
  {
    key: "name",
    question: "Name of the fleet",
    source: () => "part of every resource's name: it stays as it is once something is deployed",
    places: ["fleet"],
    hasDefault: true,
  },
  {
    key: "domain",
    question: "DNS domain",
    source: () => "your own DNS domain, below which the tenants' hosts are",
    places: ["domains", "reservedHosts", "loadBalancers.edge-1.certificates[0].domains"],
    hasDefault: false,
  },
  {
    key: "region",
    question: "AWS Region",
    source: () => "aws configure get region",
    places: ["aws.region"],
    hasDefault: false,
  },
  {
    key: "account",
    question: "AWS account",
    source: () => "aws sts get-caller-identity --query Account --output text",
    places: ["aws.allowedAccountIds"],
    hasDefault: false,
  },
  {
    key: "vpc",
    question: "VPC of the cluster",
    source: (known) =>
      `aws eks describe-cluster${inRegion(known)} --name CLUSTER --query cluster.resourcesVpcConfig.vpcId --output text`,
    places: ["aws.vpcId"],
    hasDefault: false,
  },
  {
    key: "scheme",
    question: "Scheme of the load balancer",
    source: () => "internet-facing or internal: it stays as it is, since another scheme is another load balancer",
    places: ["loadBalancers.edge-1.scheme"],
    hasDefault: true,
  },
  {
    key: "subnets",
    question: "Subnets in two zones or more, public ones for internet-facing",
    source: (known) =>
      `aws ec2 describe-subnets${inRegion(known)} --filters Name=vpc-id,Values=${known.vpc ?? "VPC"} --query 'Subnets[].[SubnetId,AvailabilityZone,MapPublicIpOnLaunch]' --output table`,
    places: ["loadBalancers.edge-1.subnets"],
    hasDefault: false,
  },
  {
    key: "certificate",
    question: "Certificate's ARN",
    source: (known) =>
      `aws acm list-certificates${inRegion(known)} --query 'CertificateSummaryList[].[CertificateArn,DomainName]' --output table`,
    places: ["loadBalancers.edge-1.certificates[0].arn"],
    hasDefault: false,
  },
  {
    key: "context",
    question: "Context of ~/.kube/config",
    source: () => "kubectl config get-contexts --output name",
    places: ["kubernetes.kubeconfig"],
    hasDefault: false,
  },
  {
    key: "namespace",
    question: "Namespace of the tenants' Ingresses",
    source: ({ namespace }) => `must exist: kubectl create namespace ${namespace ?? DEFAULTS.namespace}`,
    places: ["kubernetes.namespace"],
    hasDefault: true,
  },
  {
    key: "serviceNamespace",
    question: "Namespace of the Service that answers",
    source: inNamespace("kubectl get services"),
    places: ["services.web.namespace"],
    hasDefault: false,
  },
  {
    key: "serviceName",
    question: "Name of the Service",
    source: inNamespace("kubectl get services"),
    places: ["services.web.name"],
    hasDefault: false,
  },
  {
    key: "servicePort",
    question: "Port of the Service",
    source: inNamespace("kubectl get services"),
    places: ["services.web.port"],
    hasDefault: false,
  },
  {
    key: "serviceTargetPort",
    question: "Port of its Pods",
    source: inNamespace("kubectl get endpointslices"),
    places: ["services.web.targetPort"],
    hasDefault: false,
  },
  {
    key: "healthCheckPath",
    question: "Path of the health check",
    source: () => "a path that the Pods answer with 200",
    places: ["services.web.healthCheck"],
    hasDefault: false,
  },
];

const DEFAULTS = {
  name: "shop",
  domain: "shop.example",
  region: "eu-central-1",
  account: "123456789012",
  vpc: "vpc-0123456789abcdef0",
  scheme: "internet-facing",
  subnets: ["subnet-00000000000000001", "subnet-00000000000000002"],
  context: "shop",
  namespace: "tenants",
  serviceNamespace: "apps",
  serviceName: "web",
  servicePort: "80",
  serviceTargetPort: "8080",
  healthCheckPath: "/",
} as const satisfies InitSettings;

/** Every setting, as it is given or by default. Of a certificate that is given, Region and account are known. */
export function withDefaults(given: InitSettings): Required<InitSettings> {
  const [, , , region, account] = given.certificate?.split(":") ?? [];
  const known = {
    ...DEFAULTS,
    ...(region && { region }),
    ...(account && { account }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
  const arn = `arn:${partitionOf(known.region)}:acm:${known.region}:${known.account}:certificate/00000000-0000-0000-0000-000000000001`;
  return { certificate: arn, ...known };
}

function inRegion({ region }: InitSettings): string {
  return region === undefined ? "" : ` --region ${region}`;
}

function inNamespace(command: string): Setting["source"] {
  return ({ serviceNamespace: name }) =>
    `${command} ${name === undefined ? "--all-namespaces" : `--namespace ${name}`}`;
}
