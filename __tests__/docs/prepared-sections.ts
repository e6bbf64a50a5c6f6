import { accessLogEntry } from "../support/access-log-entry";
import type { FakeLoadBalancer } from "../verify/fake-aws";
import type { Project } from "./project";

/** What a section says, or takes for granted, of the directory in which its commands run. */
interface Prepared {
  readonly before: (project: Project) => void;
  /** Checks what the commands have left. */
  readonly after?: (project: Project) => void;
}

const INGRESSES = "kubernetes_ingress_v1";
const addressOf = (ingress: string) => `${INGRESSES}.${ingress}`;

export const PREPARED: Readonly<Record<string, Prepared>> = {
  "README.md: Mistakes": {
    before(project) {
      project.edit("tenants/globex.json", ['"order"', '"ordr"']);
      project.edit("tenants/hooli.json", ['.example"],', '.example"]']);
      project.edit("tenants/initech.json", ['"service": "api"', '"service": "apj"']);
      project.write("tenants/newco.json", '{\n  "hosts": ["newco.shop.example", "acme.shop.example"]\n}\n');
    },
  },
  "docs/moving.md: A move, step by step": { before: (project) => addSecondLoadBalancer(project) },
  "docs/moving.md: A whole load balancer": { before: (project) => addSecondLoadBalancer(project) },
  "docs/moving.md: Before it is too late": {
    before: (project) => addSecondLoadBalancer(project, 13),
    after: (project) => expect(project.read("moves.json")).toContain('"to": "edge-2"'),
  },
  "docs/package.md": { before: (project) => project.write("vendor/tenantry-0.1.0.tgz", "") },
  "docs/pipelines/README.md: `verify` in a pipeline": {
    before(project) {
      project.onAws = withMistakes;
    },
  },
  "docs/review.md": {
    before(project) {
      for (const stack of ["edge-1", "edge-1-tenants"]) {
        project.stack(stack);
        project.write(`cdktf.out/stacks/${stack}/plan.bin`, "");
      }
    },
  },
  "docs/runbooks.md: `terraform apply` stands at the anchor": { before: (project) => project.stack("edge-1") },
  "docs/running.md: Moving the states": {
    before(project) {
      project.stack("edge-1");
      project.keepState("edge-1", ["aws_lb_target_group.web"]);
    },
    after: (project) => expect(project.read("edge-1.tfstate")).toBe("aws_lb_target_group.web\n"),
  },
  "docs/tenant-stacks.md: Change the number without a moment in which a tenant is not served": {
    before(project) {
      project.commit();
      project.git("checkout", "--quiet", "-b", "branch");
      project.edit("platform.json", ['"edge-1": {', '"edge-1": {\n      "tenantStacks": 4,']);
      project.commit();
      project.git("checkout", "--quiet", "main");
      const ingresses = ["acme", "globex", "globex_w2", "hooli", "initech", "soylent", "umbrella", "vandelay"];
      project.keepState("edge-1-tenants", ingresses.map(addressOf));
    },
    after(project) {
      const stacks = project.list("cdktf.out/stacks").filter((name) => name.startsWith("edge-1-tenants-"));
      const described = stacks.map((stack) => {
        const { resource = {} } = JSON.parse(project.read(`cdktf.out/stacks/${stack}/cdk.tf.json`));
        return Object.keys(resource[INGRESSES] ?? {})
          .map(addressOf)
          .sort();
      });
      expect(stacks).toHaveLength(4);
      expect(stacks.map((stack) => project.state(stack))).toEqual(described);
      expect(project.state("edge-1-tenants")).toEqual([]);
    },
  },
  "docs/top.md": {
    before(project) {
      project.edit("platform.json", ['"edge-1": {', '"edge-1": {\n      "accessLogs": { "bucket": "edge-logs" },']);
      project.write("logs/a.log", accessLogEntry());
    },
  },
};

/** A second load balancer that could carry what edge-1 does, which may have so many rules. */
function addSecondLoadBalancer(project: Project, rules = 100): void {
  project.edit(
    "platform.json",
    ['"domains":', '"dns": { "externalDns": {} },\n  "domains":'],
    [
      '"edge-1": {',
      `"edge-2": {
        "services": ["web", "api"],
        "scheme": "internet-facing",
        "subnets": ["subnet-00000000000000001", "subnet-00000000000000002"],
        "certificates": [{
          "arn": "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000003",
          "domains": ["shop.example", "*.shop.example", "globex.example", "*.globex.example"]
        }],
        "deletionProtection": true
      },
      "edge-1": {
        "quotas": { "rules": ${rules} },`,
    ],
  );
}

/** One tenant with another one's service, one without one of its hosts, and two rules that have changed places. */
function withMistakes([edge]: readonly FakeLoadBalancer[]): void {
  const { rules } = edge!.listeners.find(({ port }) => port === 443)!;
  const [acme, globex, , , initech] = rules;
  acme!.Actions = rules
    .flatMap(({ Actions = [] }) => Actions)
    .filter(({ TargetGroupArn }) => TargetGroupArn?.includes("/shop-api-edge-1/"));
  const hosts = globex!.Conditions!.find(({ HostHeaderConfig }) => HostHeaderConfig !== undefined)!;
  hosts.Values = ["globex.shop.example"];
  hosts.HostHeaderConfig = { Values: hosts.Values };
  [initech!.Priority, rules.at(-1)!.Priority] = ["11", "5"];
}
