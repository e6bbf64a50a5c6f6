import { literal, quoted } from "./terraform-text";

/** A value inside a JSON text that only Terraform knows, such as an ARN. */
export class TerraformExpression {
  readonly text: string;

  /** @param text an expression in Terraform's language, without `${}` */
  constructor(text: string) {
    this.text = text;
  }
}

/** A value as a JSON text; where an expression is in it, Terraform makes the text. */
export function jsonText(value: unknown): string {
  return holdsExpression(value) ? `\${jsonencode(${hcl(value)})}` : literal(JSON.stringify(value));
}

function holdsExpression(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return value instanceof TerraformExpression || Object.values(value).some(holdsExpression);
}

/** The same value in Terraform's own syntax. */
function hcl(value: unknown): string {
  if (value instanceof TerraformExpression) return value.text;
  if (Array.isArray(value)) return `[${value.map(hcl).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${quoted(key)} = ${hcl(inner)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}
