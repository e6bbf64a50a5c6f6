import { DefaultTokenResolver, StringConcat, TerraformElement, TerraformStack, Tokenization } from "../cdktf";
import { type Fragment, renderHcl } from "./hcl";

/** A Terraform stack that also becomes valid HCL (`cdktf synth --hcl`). */
export class FleetStack extends TerraformStack {
  override toHclTerraform(): { hcl: string; metadata: object } {
    const resolver = new DefaultTokenResolver(new StringConcat());
    const fragments = this.node
      .findAll()
      .filter(TerraformElement.isTerraformElement)
      .map((element): Fragment => {
        const fragment = element.toHclTerraform();
        return Tokenization.resolve(fragment, { scope: this, preparing: false, resolver });
      });
    return { hcl: renderHcl(fragments), metadata: super.toHclTerraform().metadata };
  }
}
