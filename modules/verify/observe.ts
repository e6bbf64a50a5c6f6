import type {
  Action as AwsAction,
  Listener,
  LoadBalancer,
  TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ObservedAction, ObservedRule } from "../alb";
import { type ControllerKind, DIALECTS, targetGroupNameOf } from "../controller";
import { compareText } from "../findings";
import type { LoadBalancingClient, VerifyClients, WebAclClient } from "./clients";
import { explainFailure, VerifyError } from "./errors";
import { observedAction, observedRule } from "./observed-rules";

/** ELBv2 API reference, DescribeTags: load balancers per request. */
const TAGS_BATCH = 20;

/** An ALB as it is now. */
export interface ObservedLoadBalancer {
  readonly arn: string;
  /** `active`, `provisioning`, `active_impaired` or `failed`. */
  readonly state: string;
  readonly settings: ObservedSettings;
  /** By port. */
  readonly listeners: readonly ObservedListener[];
  /** Targets of the asked-for target groups that the ALB sends requests to, by the target group's name. */
  readonly targets: ReadonlyMap<string, readonly ObservedTarget[]>;
}

/** What an ALB is set to; absent: it could not be read, `unread` says why. */
export interface ObservedSettings {
  readonly scheme: string | undefined;
  readonly securityGroups: readonly string[];
  readonly deletionProtection: boolean | undefined;
  /** The ARN; null when there is none; undefined also when nobody asked. */
  readonly webAcl: string | null | undefined;
  /** Sentences. */
  readonly unread: readonly string[];
}

export interface ObservedListener {
  readonly port: number;
  readonly protocol: string;
  readonly sslPolicy: string | undefined;
  readonly default: ObservedAction;
  /** By priority. */
  readonly rules: readonly ObservedRule[];
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
  readonly controller: ControllerKind;
  readonly group: string;
  /** Undefined where the group alone tells. */
  readonly clusterName: string | undefined;
  readonly allowedAccountIds: readonly string[];
}

/** What is asked about an ALB beside its rules. */
export interface Questions {
  /** Names of target groups whose targets count. */
  readonly targetGroups: ReadonlySet<string>;
  /** Whether a web ACL should be there. */
  readonly webAcl: boolean;
}

/**
 * Reads ALBs from AWS, with all pages.
 *
 * Every method throws VerifyError when AWS can't be asked, with the code `gone` when what is asked about is deleted
 * meanwhile.
 */
export class Observer {
  readonly #client: LoadBalancingClient;
  readonly #webAcls: WebAclClient;

  constructor({ loadBalancing, webAcls }: Pick<VerifyClients, "loadBalancing" | "webAcls">) {
    this.#client = loadBalancing;
    this.#webAcls = webAcls;
  }

  /**
   * The ARN of a group's ALB; undefined when there is none.
   *
   * @throws VerifyError also when there are several, or the credentials are of an account that Terraform would refuse
   */
  async find({ controller, group, clusterName, allowedAccountIds }: GroupIdentity): Promise<string | undefined> {
    const { groupTag, clusterTag } = DIALECTS[controller];
    const all = await this.#loadBalancers({});
    const arns = all.flatMap(({ Type, LoadBalancerArn = "" }) => (Type === "application" ? [LoadBalancerArn] : []));
    checkAccount(arns[0], allowedAccountIds);
    const found: string[] = [];
    for (let start = 0; start < arns.length; start += TAGS_BATCH) {
      const ResourceArns = arns.slice(start, start + TAGS_BATCH);
      const { TagDescriptions = [] } = await ask("DescribeTags", () => this.#client.describeTags({ ResourceArns }));
      for (const { ResourceArn = "", Tags = [] } of TagDescriptions) {
        const has = (key: string, value: string) => Tags.some((tag) => tag.Key === key && tag.Value === value);
        if (!has(groupTag, group)) continue;
        if (clusterName !== undefined && !has(clusterTag, clusterName)) continue;
        found.push(ResourceArn);
      }
    }
    if (found.length > 1) {
      throw new VerifyError(
        "ambiguous",
        `${found.length} load balancers have the tag ${groupTag} = ${group}: ${found.sort(compareText).join(", ")}.`,
        "Where several clusters share an account, set kubernetes.controllerClusterName in platform.json.",
      );
    }
    return found[0];
  }

  /** An ALB with its settings, listeners, rules, certificates, and the targets of the named target groups. */
  async observe(arn: string, { targetGroups, webAcl }: Questions): Promise<ObservedLoadBalancer> {
    const [loadBalancer] = await this.#loadBalancers({ LoadBalancerArns: [arn] });
    const listeners = await pages(
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
      const { TargetHealthDescriptions = [] } = await ask("DescribeTargetHealth", () =>
        this.#client.describeTargetHealth({ TargetGroupArn }),
      );
      targets.set(name, TargetHealthDescriptions.map(observedTarget));
    }
    return {
      arn,
      state: loadBalancer?.State?.Code ?? "active",
      settings: await this.#settings(arn, loadBalancer, webAcl),
      listeners: observed.sort((a, b) => a.port - b.port),
      targets,
    };
  }

  async #settings(arn: string, loadBalancer: LoadBalancer | undefined, webAcl: boolean): Promise<ObservedSettings> {
    const unread: string[] = [];
    const attempt = async <Value>(what: string, request: () => Promise<Value>): Promise<Value | undefined> => {
      try {
        return await request();
      } catch (error) {
        // A role made for an earlier version may lack the right; all else is still worth comparing.
        if (!(error instanceof VerifyError)) throw error;
        unread.push(`The ${what} was not compared: ${error.message}`);
        return undefined;
      }
    };
    const attributes = await attempt("deletion protection", () =>
      ask("DescribeLoadBalancerAttributes", () =>
        this.#client.describeLoadBalancerAttributes({ LoadBalancerArn: arn }),
      ),
    );
    const acl = webAcl
      ? await attempt("web ACL", () =>
          ask("GetWebACLForResource", () => this.#webAcls.getWebACLForResource({ ResourceArn: arn })),
        )
      : undefined;
    const protection = attributes?.Attributes?.find(({ Key }) => Key === "deletion_protection.enabled")?.Value;
    return {
      scheme: loadBalancer?.Scheme,
      securityGroups: loadBalancer?.SecurityGroups ?? [],
      deletionProtection: protection === undefined ? undefined : protection === "true",
      webAcl: acl === undefined ? undefined : (acl.WebACL?.ARN ?? null),
      unread,
    };
  }

  /** @param targetGroupArns takes those that the listener forwards to */
  async #listener(listener: Listener, targetGroupArns: Set<string>): Promise<ObservedListener> {
    const { ListenerArn, DefaultActions = [], Port = 0, Protocol = "", SslPolicy } = listener;
    const rules = await pages(
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
      sslPolicy: SslPolicy,
      default: observedAction(DefaultActions),
      rules: rules
        .filter(({ IsDefault }) => IsDefault !== true)
        .map(observedRule)
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
    return pages(
      "DescribeListenerCertificates",
      (Marker) => this.#client.describeListenerCertificates({ ListenerArn, Marker }),
      ({ Certificates }) => Certificates,
    );
  }

  #loadBalancers(which: { readonly LoadBalancerArns?: string[] }): Promise<LoadBalancer[]> {
    return pages(
      "DescribeLoadBalancers",
      (Marker) => this.#client.describeLoadBalancers({ ...which, Marker }),
      ({ LoadBalancers }) => LoadBalancers,
    );
  }
}

async function pages<Page extends { readonly NextMarker?: string }, Item>(
  operation: string,
  request: (marker: string | undefined) => Promise<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  let marker: string | undefined;
  do {
    const page = await ask(operation, () => request(marker));
    all.push(...(items(page) ?? []));
    marker = page.NextMarker;
  } while (marker);
  return all;
}

/** @param operation AWS's name for the request, for messages */
async function ask<Answer>(operation: string, request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (thrown) {
    throw explainFailure(thrown, operation);
  }
}

/** AWS lists only the credentials' own account's load balancers, so any of them tells which account that is. */
function checkAccount(arn: string | undefined, allowedAccountIds: readonly string[]): void {
  const account = arn?.split(":")[4];
  if (account === undefined || allowedAccountIds.includes(account)) return;
  throw new VerifyError(
    "wrong-account",
    `The credentials are of account ${account}, but aws.allowedAccountIds in platform.json lists ${allowedAccountIds.join(", ")}.`,
    "Use credentials of that account, for example another AWS_PROFILE.",
  );
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
