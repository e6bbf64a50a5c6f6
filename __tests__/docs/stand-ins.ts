/** What takes the place of a program that documents call, where the program itself can't run in a test. */
export interface StandIn {
  /** The command line, with `*` for anything. */
  readonly command: string;
  /** Why it does not run as it is. */
  readonly because: string;
  /** What happens instead, for sh, with the arguments in `$@`. Default: nothing. */
  readonly does?: string;
}

const REGISTRY = "npm's registry is not asked; what it would install is there";
const SUITE = "is what runs this test, or a step of CI of its own";
const CLI = "cdktf's command line takes seconds to start, and Terraform besides; the app that it runs does run";
const PROJECTS = "npm looks for the program of the project, which is the one that is built";
const TERRAFORM = "Terraform is not there, nor are the providers, the cluster and AWS";
const AWS = "there is no AWS account";
const CLUSTER = "there is no cluster";
const NETWORK = "there is no network";

/**
 * Every program that a document calls and that is neither a usual tool (`shell.ts`) nor `tenantry`. A command that is
 * not here fails, and so does an entry that no document uses.
 */
export const STAND_INS: readonly StandIn[] = [
  { command: "npm ci", because: REGISTRY, does: "test -e package-lock.json" },
  { command: "npm init -y", because: REGISTRY, does: "echo '{}' > package.json" },
  {
    command: "npm install ./vendor/*.tgz",
    because: REGISTRY,
    does: `test -e "$2" && mkdir node_modules && ln -s "$INSTALLED" node_modules/tenantry
      echo "{ \\"dependencies\\": { \\"tenantry\\": \\"file:$2\\" } }" > package.json`,
  },
  { command: "npm install", because: REGISTRY, does: "grep -q cdktf-cli package.json" },
  { command: "npm test", because: SUITE },
  { command: "npm run typecheck", because: SUITE },
  { command: "npm run lint", because: SUITE },
  { command: ".ci/run", because: SUITE },

  { command: "npx tenantry *", because: PROJECTS, does: 'shift; exec tenantry "$@"' },
  ...["npm run synth", "npm run -s synth"].map((command) => ({ command, because: CLI, does: "exec cdktf synth" })),
  { command: "npm run diff -- *", because: CLI, does: 'shift 3; exec cdktf diff "$@"' },
  { command: "npm run deploy -- *", because: CLI, does: 'shift 3; exec cdktf deploy "$@"' },
  {
    command: "cdktf synth",
    because: CLI,
    does: `CDKTF_OUTDIR=cdktf.out app
      stacks=$(sed -n 's/^ *"name": "\\(.*\\)",$/\\1, /p' cdktf.out/manifest.json | tr -d '\\n')
      printf '\\n\\n\\nGenerated Terraform code for the stacks: %s\\n' "\${stacks%, }" | fold -s -w 80 | sed 's/ $//'`,
  },
  // Both synthesize first, unless that fleet was the last, and refuse a name that no stack has.
  ...["cdktf diff *", "cdktf deploy *"].map((command) => ({
    command,
    because: CLI,
    does: `[ "$(cat cdktf.out/fleet)" = "$FLEET" ] || CDKTF_OUTDIR=cdktf.out app
      shift
      for stack in "$@"; do grep -q "\\"$stack\\"" cdktf.out/manifest.json || { echo "no stack $stack" >&2; exit 1; }; done`,
  })),

  { command: "terraform init*", because: TERRAFORM },
  { command: "terraform plan -out *", because: TERRAFORM, does: 'echo plan > "$3"' },
  {
    command: "terraform show -json *",
    because: "a plan of this stack that was recorded is shown",
    does: `test -e "$3"; case "$stack" in *-tenants*) cat "$PLANS/tenants-add-one.json";; *) cat "$PLANS/lb-no-changes.json";; esac`,
  },
  { command: "terraform output -raw load_balancer_dns_name", because: TERRAFORM, does: "echo alb.example" },
  { command: "terraform providers lock *", because: TERRAFORM, does: "echo lock > .terraform.lock.hcl" },
  { command: "terraform untaint kubernetes_ingress_v1.anchor", because: TERRAFORM },
  // A state is a list of addresses, kept by the stack's name as a backend does.
  {
    command: "terraform state pull",
    because: TERRAFORM,
    does: 'if [ -e "$STATES/$stack" ]; then cat "$STATES/$stack"; fi',
  },
  { command: "terraform state push *", because: TERRAFORM, does: 'cp "$3" "$STATES/$stack"' },
  { command: "terraform state list -state=*", because: TERRAFORM, does: 'cat "${3#-state=}"' },
  {
    command: "terraform state mv -state=* -state-out=* *",
    because: TERRAFORM,
    does: `from=\${3#-state=}
      { grep -vxF "$5" "$from" || true; } > "$from.new"; mv "$from.new" "$from"; echo "$6" >> "\${4#-state-out=}"`,
  },
  {
    command: "jq -r .resource.kubernetes_ingress_v1 *",
    because: "it is not on every machine that has Node",
    does: `"$NODE" -p 'Object.keys(JSON.parse(fs.readFileSync(process.argv[1])).resource.kubernetes_ingress_v1 ?? {}).map((key) => "kubernetes_ingress_v1." + key).join("\\n")' "$3"`,
  },

  {
    command: "kubectl get ingress,svc,ingressclass,ingressclassparams,targetgroupbinding -A -o json",
    because: CLUSTER,
    does: 'cat "$DUMPS/load-balancer-controller.json"',
  },
  {
    command: "kubectl get ingress,svc,ingressclass,ingressclassparams.eks.amazonaws.com -A -o json",
    because: CLUSTER,
    does: 'cat "$DUMPS/auto-mode.json"',
  },
  {
    command: "kubectl get ingress,svc,ingressclass,deployment,statefulset -A -o json",
    because: CLUSTER,
    does: 'cat "$DUMPS/ingress-nginx.json"',
  },
  { command: "kubectl apply -f -", because: CLUSTER, does: "grep -q ^kind:" },
  { command: "kubectl apply -k *", because: CLUSTER },
  { command: "kubectl *logs *", because: CLUSTER, does: `echo '{"level":"error"}'` },
  { command: "kubectl -n * get *", because: CLUSTER },
  { command: "kubectl describe ingress *", because: CLUSTER },
  { command: "helm upgrade *", because: CLUSTER },

  ...["iam create-role", "iam put-role-policy"].map((command) => ({
    command: `aws ${command} *`,
    because: AWS,
    does: 'for part; do case $part in file://*) "$NODE" -e "JSON.parse(fs.readFileSync(process.argv[1]))" "${part#file://}";; esac; done',
  })),
  { command: "aws eks create-access-entry *", because: AWS },
  { command: "aws elbv2 describe-target-health *", because: AWS },
  { command: "aws arc-zonal-shift start-zonal-shift *", because: AWS },
  { command: "dig +short *", because: NETWORK, does: "echo 192.0.2.1" },
  { command: "curl -i --resolve *", because: NETWORK },
];
