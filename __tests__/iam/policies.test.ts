import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadAll } from "js-yaml";
import { DIALECTS } from "../../modules/controller";

const ROOT = join(__dirname, "..", "..");
const IAM = join(ROOT, "docs", "iam");

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Rbac {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly resourceNames?: readonly string[];
    readonly verbs: readonly string[];
  }[];
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly name: string }[];
}

function statements(file: string): readonly Statement[] {
  return JSON.parse(readFileSync(join(IAM, file), "utf8")).Statement;
}

function actionsOf(file: string): string[] {
  return [...new Set(statements(file).flatMap(({ Action }) => Action))].sort();
}

const ELB = "elasticloadbalancing:";
const SECURITY_GROUP = {
  read: ["ec2:DescribeSecurityGroups"],
  write: [
    "ec2:CreateSecurityGroup",
    "ec2:CreateTags",
    "ec2:DeleteSecurityGroup",
    "ec2:DeleteTags",
    "ec2:DescribeNetworkInterfaces",
    // AWS gives a new group a rule that allows all egress; the provider removes it.
    "ec2:RevokeSecurityGroupEgress",
  ],
};

/** What the AWS provider calls for each type of resource and data source. */
const CALLS: Record<string, { readonly read: readonly string[]; readonly write?: readonly string[] }> = {
  aws_lb_target_group: {
    read: ["DescribeTags", "DescribeTargetGroupAttributes", "DescribeTargetGroups"].map((name) => ELB + name),
    write: [
      "AddTags",
      "CreateTargetGroup",
      "DeleteTargetGroup",
      "ModifyTargetGroup",
      "ModifyTargetGroupAttributes",
      "RemoveTags",
    ].map((name) => ELB + name),
  },
  aws_security_group: SECURITY_GROUP,
  aws_vpc_security_group_ingress_rule: {
    read: ["ec2:DescribeSecurityGroupRules"],
    write: ["ec2:AuthorizeSecurityGroupIngress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupIngress"],
  },
  aws_vpc_security_group_egress_rule: {
    read: ["ec2:DescribeSecurityGroupRules"],
    write: ["ec2:AuthorizeSecurityGroupEgress", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroupEgress"],
  },
  aws_wafv2_web_acl: {
    read: ["wafv2:GetWebACL", "wafv2:ListTagsForResource"],
    write: [
      "wafv2:CreateWebACL",
      "wafv2:DeleteWebACL",
      "wafv2:TagResource",
      "wafv2:UntagResource",
      "wafv2:UpdateWebACL",
    ],
  },
  aws_cloudwatch_metric_alarm: {
    read: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
    write: [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ],
  },
  aws_cloudwatch_dashboard: {
    read: ["cloudwatch:GetDashboard"],
    write: ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"],
  },
  aws_glue_catalog_table: {
    read: ["glue:GetPartitionIndexes", "glue:GetTable"],
    write: ["glue:CreateTable", "glue:DeleteTable", "glue:UpdateTable"],
  },
  aws_athena_named_query: {
    read: ["athena:GetNamedQuery"],
    write: ["athena:CreateNamedQuery", "athena:DeleteNamedQuery"],
  },
  // sts:GetCallerIdentity needs no right.
  data_aws_caller_identity: { read: [] },
  data_aws_lb: {
    read: ["DescribeLoadBalancerAttributes", "DescribeLoadBalancers", "DescribeTags"].map((name) => ELB + name),
  },
  data_aws_eks_cluster: { read: ["eks:DescribeCluster"] },
};

const READ = Object.values(CALLS).flatMap(({ read }) => read);
const WRITE = Object.values(CALLS).flatMap(({ write = [] }) => write);

const sorted = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort();

test("the table above has every type of AWS's that the stacks can generate", () => {
  const sources = readdirSync(join(ROOT, "modules"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(ROOT, "modules", file), "utf8"));
  const imported = sources.flatMap((text) =>
    [...text.matchAll(/@cdktf\/provider-aws\/lib\/([\w-]+)/g)].map(([, name = ""]) => name.replaceAll("-", "_")),
  );
  const types = imported
    .filter((name) => name !== "provider")
    .map((name) => (name.startsWith("data_aws_") ? name : `aws_${name}`));
  expect(sorted(types)).toEqual(Object.keys(CALLS).sort());
});

test("<lb> may do what its resources need, its plan what they read, and nothing else", () => {
  const state = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"];
  expect(actionsOf("load-balancer-stack.json")).toEqual(sorted(READ, WRITE, state));
  expect(actionsOf("plan-read-only.json")).toEqual(sorted(READ, ["s3:GetObject", "s3:ListBucket"]));
});

test("<lb> changes and deletes only what has the fleet's tag, or is named in full", () => {
  const tagged = { "aws:ResourceTag/tenantry/fleet": "FLEET" };
  const created = { "aws:RequestTag/tenantry/fleet": "FLEET" };
  const changing = statements("load-balancer-stack.json").filter(({ Action }) =>
    [Action].flat().some((action) => !/:(?:Describe|Get|List)/.test(action)),
  );
  expect(changing.length).toBeGreaterThan(10);
  for (const { Sid, Resource, Condition } of changing) {
    const conditions = Condition?.StringEquals ?? {};
    const byTag = [tagged, created].some((one) =>
      Object.entries(one).every(([key, value]) => conditions[key] === value),
    );
    // A rule of a security group, the VPC of a new one, and rule groups of AWS WAF are nobody's; their owner's right is asked as well.
    const open = [Resource ?? []].flat().filter((arn) => /\*/.test(arn.replace(/\/\*$/, "")));
    const known = /security-group-rule\/\*$|managedruleset/;
    expect([Sid, byTag || open.every((arn) => known.test(arn))]).toEqual([Sid, true]);
    if (!byTag)
      for (const arn of [Resource ?? []].flat()) expect(arn).not.toMatch(/(?:security-group|targetgroup)\/\*/);
  }
});

test("<lb>-tenants reaches state objects only, and writes only its own", () => {
  expect(actionsOf("tenants-stack.json")).toEqual(["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]);
  for (const { Action, Resource } of statements("tenants-stack.json")) {
    if (!Action.includes("s3:PutObject")) continue;
    expect(Resource).toMatch(/\/LB-tenants\.tfstate(\.tflock)?$/);
  }
});

test("in the cluster <lb>-tenants reaches the Ingresses of one namespace, and a plan only reads", () => {
  const objects = loadAll(readFileSync(join(IAM, "kubernetes-rbac.yaml"), "utf8")).filter(Boolean) as Rbac[];
  /** The rules that bindings give to a group, with the namespace; a ClusterRoleBinding's has none. */
  const rulesOf = (group: string) =>
    objects
      .filter(({ subjects = [] }) => subjects.some(({ name }) => name === group))
      .flatMap(({ roleRef, metadata: { namespace } }) => {
        const role = objects.find((one) => one.kind === roleRef?.kind && one.metadata.name === roleRef.name);
        return (role?.rules ?? []).map(({ resources, verbs }) => ({ namespace, resources, verbs }));
      });
  expect(rulesOf("tenantry-tenants")).toEqual([
    { namespace: "TENANTS_NAMESPACE", resources: ["ingresses"], verbs: expect.any(Array) },
  ]);
  const planned = rulesOf("tenantry-plan");
  expect(planned.length).toBeGreaterThan(0);
  for (const { verbs } of planned) expect(["get", "list"]).toEqual(expect.arrayContaining([...verbs]));
});

test("in the cluster nothing that stands outside of a namespace is changed but by its name", () => {
  const objects = loadAll(readFileSync(join(IAM, "kubernetes-rbac.yaml"), "utf8")).filter(Boolean) as Rbac[];
  const rules = objects.filter(({ kind }) => kind === "ClusterRole").flatMap((role) => role.rules ?? []);
  const changing = rules.filter(({ verbs }) => verbs.some((verb) => !["get", "list", "create"].includes(verb)));
  expect(changing).toHaveLength(2);
  for (const { resources, resourceNames } of changing)
    expect([resources, resourceNames]).toEqual([resources, ["LB_NAME"]]);
  expect(rules.flatMap(({ resources }) => resources)).not.toContain("targetgroupbindings");
});

test("plans, verify and top only read", () => {
  for (const file of ["plan-read-only.json", "verify.json", "top.json"]) {
    for (const action of actionsOf(file)) expect(action).toMatch(/:(Describe|Get|List)[A-Z]/);
  }
});

test("verify may do what its client asks", () => {
  const client = readFileSync(join(ROOT, "modules", "verify", "clients.ts"), "utf8");
  const asked = [...client.matchAll(/^ {2}(describe\w+)\(/gm)].map(([, name = ""]) => ELB + name.replace(/^d/, "D"));
  const ofWaf = [...client.matchAll(/^ {2}(getWebACL\w+)\(/gm)].map(
    ([, name = ""]) => `wafv2:${name.replace(/^g/, "G")}`,
  );
  expect(ofWaf).toHaveLength(1);
  expect(actionsOf("verify.json")).toEqual(sorted([...asked, ...ofWaf]));
});

test("top may do what its client asks, in the bucket of the access logs only", () => {
  const source = readFileSync(join(ROOT, "modules", "top", "s3-files.ts"), "utf8");
  const asked = [...source.matchAll(/^ {2}(\w+)\(input: (\w+)CommandInput\)/gm)].map(([, , name]) => name);
  // ListObjectsV2 asks for the right s3:ListBucket.
  expect(asked.sort()).toEqual(["GetObject", "ListObjectsV2"]);
  expect(actionsOf("top.json")).toEqual(["s3:GetObject", "s3:ListBucket"]);
  for (const { Resource } of statements("top.json")) expect(Resource).toMatch(/^arn:aws:s3:::ACCESS_LOG_BUCKET(\/|$)/);
});

test("what the cluster's role gets for EKS Auto Mode holds for what is tagged with the cluster's name only", () => {
  for (const { Sid, Condition } of statements("auto-mode-cluster-role.json")) {
    const tag = Sid === "CreateWithOwnTags" ? "aws:RequestTag" : "aws:ResourceTag";
    expect(Condition).toEqual({
      StringEquals: { [`${tag}/eks:eks-cluster-name`]: `\${aws:PrincipalTag/eks:eks-cluster-name}` },
    });
  }
});

test("in the cluster <lb> may write the objects of either controller", () => {
  const groups = Object.values(DIALECTS).map(({ apiGroup }) => apiGroup);
  const roles = loadAll(readFileSync(join(IAM, "kubernetes-rbac.yaml"), "utf8")).filter(Boolean) as Rbac[];
  for (const name of ["tenantry-load-balancers", "tenantry-plan"]) {
    const role = roles.find((one) => one.kind === "Role" && one.metadata.name === `${name}-bindings`);
    const rule = role?.rules?.find(({ resources }) => resources.includes("targetgroupbindings"));
    expect(rule?.apiGroups).toEqual(groups);
  }
});

test("every file is well formed, and its placeholders are explained", () => {
  const readme = readFileSync(join(IAM, "README.md"), "utf8");
  const files = readdirSync(IAM).filter((file) => file.endsWith(".json"));
  for (const file of files) {
    const text = readFileSync(join(IAM, file), "utf8");
    expect(JSON.parse(text).Version).toBe("2012-10-17");
    const sids = statements(file).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const { Sid, Effect, Action } of statements(file)) {
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect(Effect).toBe("Allow");
      for (const action of [Action].flat()) expect(action).toMatch(/^[a-z0-9]+:[A-Z][A-Za-z]+$/);
    }
    for (const [placeholder] of text.matchAll(/\b[A-Z]{2,}(_[A-Z]+)*\b/g)) {
      expect([file, readme.includes(`\`${placeholder}\``)]).toEqual([file, true]);
    }
    expect(readme).toContain(file);
  }
});
