import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { checkFleet } from "../../modules/fleet";
import { initFleet } from "../../modules/init";
import { INSTALLED } from "../support/installed-package";
import { Repository } from "../support/repository";
import { EXAMPLE_FLEET } from "../support/run-tenantry";
import { builtFrom, type FakeLoadBalancer } from "../verify/fake-aws";
import type { Shell } from "./shell";

const ROOT = join(__dirname, "..", "..");

/** What a reader has when a section begins. */
export class Project extends Repository {
  /** Happens to the ALBs before anybody looks at them. */
  onAws: (loadBalancers: readonly FakeLoadBalancer[]) => void = () => {};

  /** Makes it a clone of this repository with the example fleet. */
  clone(shell: Shell): void {
    for (const file of ["package.json", "package-lock.json", "cdktf.json", ".gitignore"]) {
      copyFileSync(join(ROOT, file), this.path(file));
    }
    this.write(".ci/README", "");
    symlinkSync(shell.standInFor(".ci/run"), this.path(".ci/run"));
    for (const directory of ["docs", "schemas"]) symlinkSync(join(ROOT, directory), this.path(directory));
    this.example("../schemas");
  }

  /** Makes it a project that uses the package, with the example fleet, committed. */
  async package(): Promise<void> {
    this.write("package.json", { dependencies: { tenantry: "file:vendor/tenantry-0.1.0.tgz" } });
    mkdirSync(this.path("node_modules"));
    symlinkSync(INSTALLED, this.path("node_modules/tenantry"));
    await initFleet(this.directory, this.directory, {});
    this.example("../node_modules/tenantry/schemas");
    this.commit();
  }

  /** Changes a file: every text must be there. */
  edit(file: string, ...changes: readonly (readonly [from: string, to: string])[]): void {
    const edited = changes.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
      return text.replace(from, to);
    }, this.read(file));
    this.write(file, edited);
  }

  /** The ALBs that the controller has built from the fleets that are there. */
  loadBalancers(): FakeLoadBalancer[] {
    const fleets = ["", "migrated"].map((directory) => this.path(directory)).filter((path) => existsSync(path));
    const built = fleets.flatMap((directory) => {
      const { fleet, plan } = checkFleet(directory);
      return (plan?.loadBalancers ?? []).map((planned) => {
        const config = fleet!.platform.loadBalancers[planned.key]!;
        const { scheme, deletionProtection, sslPolicy, rateLimit } = config;
        const alb = builtFrom(planned);
        const webAcl = rateLimit && "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/shop/1";
        for (const listener of alb.listeners) if (listener.protocol === "HTTPS") listener.sslPolicy = sslPolicy;
        return { ...alb, scheme, deletionProtection, webAcl };
      });
    });
    this.onAws(built);
    return built;
  }

  /** Leaves a stack as an earlier synthesis does, for whoever only looks for it. */
  stack(name: string): void {
    this.write(`cdktf.out/stacks/${name}/cdk.tf.json`, {});
  }

  /** Where a backend keeps states, by stack: the stand-ins for Terraform take it for one. */
  get states(): string {
    return this.path(".git/states");
  }

  keepState(stack: string, addresses: readonly string[]): void {
    this.write(`.git/states/${stack}`, addresses.map((address) => `${address}\n`).join(""));
  }

  /** The addresses in a stack's state, sorted; none when it has no state. */
  state(stack: string): string[] {
    const path = this.path(`.git/states/${stack}`);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean).sort() : [];
  }

  private example(schemas: string): void {
    cpSync(EXAMPLE_FLEET, this.directory, { recursive: true });
    for (const tenant of this.list("tenants").filter((name) => name.endsWith(".json")))
      this.edit(`tenants/${tenant}`, ["../../../../schemas", schemas]);
    this.edit("platform.json", ["../../../schemas", schemas.replace("../", "./")]);
  }
}
