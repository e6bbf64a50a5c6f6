import type {
  Action as AwsAction,
  Listener,
  LoadBalancer,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { compareText } from "../findings";
import type { LoadBalancingClient } from "./clients";
import { VerifyError } from "./errors";
import type { PatientCaller } from "./patient-caller";
import type { ActionView, RuleView } from "./types";
import { targetGroupNameOf, viewOfActions, viewOfRule } from "./views";

/** ELBv2 API reference, DescribeTags: load balancers per request. */
const TAGS_BATCH = 20;

/** The controller's tags on what it makes for a group (pkg/deploy/tracking/provider.go). */
const GROUP_TAG = "ingress.k8s.aws/stack";
const CLUSTER_TAG = "elbv2.k8s.aws/cluster";

/** An ALB as it is now. */
export interface ObservedLoadBalancer {
  readonly arn: string;
  /** `active`, `provisioning`, `active_impaired` or `failed`. */
  readonly state: string;
  /** By port. */
  readonly listeners: readonly ObservedListener[];
  /** Targets of the asked-for target groups that the ALB sends requests to, by the target group's name. */
  readonly targets: ReadonlyMap<string, readonly ObservedTarget[]>;
}

export interface ObservedListener {
  readonly port: number;
  readonly protocol: string;
  readonly default: ActionView;
  /** By priority. */
  readonly rules: readonly RuleView[];
  readonly defaultCertificate: string | undefined;
  /** The others, for SNI. */
  readonly certificates: readonly string[];
}

export interface ObservedTarget {
  /** `<id>:<port>` */
  readonly id: string;
  /** `healthy`, `initial`, `unhealthy`, `draining` and others. */
  readonly state: string;
  readonly reason: string | undefined;
}

/** The group's ALB as identified by the controller's tags. */
export interface GroupIdentity {
  readonly group: string;
  readonly controllerClusterName: string | undefined;
  readonly allowedAccountIds: readonly string[];
}

/** Reads ALBs from AWS, with all pages. One for a whole `verify`. */
export class Observer {
  readonly #client: LoadBalancingClient;
  readonly #caller: PatientCaller;

  constructor(client: LoadBalancingClient, caller: PatientCaller) {
    this.#client = client;
    this.#caller = caller;
  }

  /**
   * The ARN of a group's ALB; undefined when there is none.
   *
   * @throws VerifyError when there are several, or it stands in an account that Terraform would refuse
   */
  async find({ group, controllerClusterName, allowedAccountIds }: GroupIdentity): Promise<string | undefined> {
    const arns = (await this.#loadBalancers({})).filter(({ Type }) => Type === "application").map(arnOf);
    const found: string[] = [];
    for (let start = 0; start < arns.length; start += TAGS_BATCH) {
      const ResourceArns = arns.slice(start, start + TAGS_BATCH);
      const { TagDescriptions } = await this.#caller.call("DescribeTags", () =>
        this.#client.describeTags({ ResourceArns }),
      );
      for (const { ResourceArn, Tags } of TagDescriptions ?? []) {
        const has = (key: string, value: string) =>
          Tags?.some((tag) => tag.Key === key && tag.Value === value) === true;
        if (!has(GROUP_TAG, group)) continue;
        if (controllerClusterName !== undefined && !has(CLUSTER_TAG, controllerClusterName)) continue;
        if (ResourceArn !== undefined) found.push(ResourceArn);
      }
    }
    const [arn] = found;
    if (arn === undefined) return undefined;
    if (found.length > 1) {
      throw new VerifyError(
        "ambiguous",
        `${found.length} load balancers have the tag ${GROUP_TAG} = ${group}: ${found.sort(compareText).join(", ")}.`,
        "Where several clusters share an account, set kubernetes.controllerClusterName in platform.json.",
      );
    }
    const account = arn.split(":")[4] ?? "";
    if (!allowedAccountIds.includes(account)) {
      throw new VerifyError(
        "wrong-account",
        `The credentials are of account ${account}, but aws.allowedAccountIds in platform.json lists ${allowedAccountIds.join(", ")}.`,
        "Use credentials of that account, for example another AWS_PROFILE.",
      );
    }
    return arn;
  }

  /**
   * An ALB with its listeners, rules, certificates, and the targets of the named target groups.
   *
   * @throws GoneError when it, or a part of it, is deleted meanwhile
   */
  async observe(arn: string, targetGroups: ReadonlySet<string>): Promise<ObservedLoadBalancer> {
    const [loadBalancer] = await this.#loadBalancers({ LoadBalancerArns: [arn] });
    const listeners = await this.#pages(
      "DescribeListeners",
      (Marker) => this.#client.describeListeners({ LoadBalancerArn: arn, Marker }),
      ({ Listeners }) => Listeners,
    );
    const targetGroupArns = new Set<string>();
    const observed: ObservedListener[] = [];
    for (const listener of listeners) observed.push(await this.#listener(listener, targetGroupArns));
    const targets = new Map<string, ObservedTarget[]>();
    for (const TargetGroupArn of [...targetGroupArns].sort(compareText)) {
      const name = targetGroupNameOf(TargetGroupArn);
      if (!targetGroups.has(name)) continue;
      const health = await this.#caller.call("DescribeTargetHealth", () =>
        this.#client.describeTargetHealth({ TargetGroupArn }),
      );
      targets.set(name, (health.TargetHealthDescriptions ?? []).map(observedTarget));
    }
    return {
      arn,
      state: loadBalancer?.State?.Code ?? "active",
      listeners: observed.sort((a, b) => a.port - b.port),
      targets,
    };
  }

  /** @param targetGroupArns takes those that the listener forwards to */
  async #listener(listener: Listener, targetGroupArns: Set<string>): Promise<ObservedListener> {
    const { ListenerArn, DefaultActions = [], Port = 0, Protocol = "" } = listener;
    const rules = await this.#pages(
      "DescribeRules",
      (Marker) => this.#client.describeRules({ ListenerArn, Marker }),
      ({ Rules }) => Rules,
    );
    for (const actions of [DefaultActions, ...rules.map(({ Actions }) => Actions ?? [])]) {
      for (const targetGroupArn of targetGroupsOf(actions)) targetGroupArns.add(targetGroupArn);
    }
    const certificates = Protocol === "HTTPS" ? await this.#certificates(ListenerArn) : [];
    const defaultCertificate = certificates.find(({ IsDefault }) => IsDefault === true)?.CertificateArn;
    return {
      port: Port,
      protocol: Protocol,
      default: viewOfActions(DefaultActions),
      rules: rules
        .filter(({ IsDefault }) => IsDefault !== true)
        .map(viewOfRule)
        .sort((a, b) => a.priority - b.priority),
      defaultCertificate,
      // The default one may stand in the list a second time.
      certificates: certificates
        .map(({ CertificateArn = "" }) => CertificateArn)
        .filter((certificate) => certificate !== defaultCertificate)
        .sort(compareText),
    };
  }

  #certificates(ListenerArn: string | undefined) {
    return this.#pages(
      "DescribeListenerCertificates",
      (Marker) => this.#client.describeListenerCertificates({ ListenerArn, Marker }),
      ({ Certificates }) => Certificates,
    );
  }

  #loadBalancers(which: { readonly LoadBalancerArns?: string[] }): Promise<LoadBalancer[]> {
    return this.#pages(
      "DescribeLoadBalancers",
      (Marker) => this.#client.describeLoadBalancers({ ...which, Marker }),
      ({ LoadBalancers }) => LoadBalancers,
    );
  }

  async #pages<Page extends { readonly NextMarker?: string }, Item>(
    operation: string,
    request: (marker: string | undefined) => Promise<Page>,
    items: (page: Page) => readonly Item[] | undefined,
  ): Promise<Item[]> {
    const all: Item[] = [];
    let marker: string | undefined;
    do {
      const page = await this.#caller.call(operation, () => request(marker));
      all.push(...(items(page) ?? []));
      marker = page.NextMarker;
    } while (marker !== undefined && marker !== "");
    return all;
  }
}

function arnOf({ LoadBalancerArn }: LoadBalancer): string {
  return LoadBalancerArn ?? "";
}

function targetGroupsOf(actions: readonly AwsAction[]): string[] {
  return actions
    .flatMap(({ TargetGroupArn, ForwardConfig }) => [
      TargetGroupArn,
      ...(ForwardConfig?.TargetGroups ?? []).map((targetGroup) => targetGroup.TargetGroupArn),
    ])
    .filter((arn) => arn !== undefined);
}

function observedTarget({ Target, TargetHealth }: TargetHealthDescription): ObservedTarget {
  return { id: `${Target?.Id}:${Target?.Port}`, state: TargetHealth?.State ?? "unknown", reason: TargetHealth?.Reason };
}
