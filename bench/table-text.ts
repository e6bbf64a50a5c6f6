import { type Column, renderText, table } from "../modules/document";
import { styleFor } from "../modules/terminal";

/** A table as the bench prints it. */
export function tableText(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  return renderText([table(columns, rows)], { style: styleFor({}) });
}

export function right(title: string): Column {
  return { title, align: "right" };
}

/** One number as a multiple of another. */
export function ratio(own: number, other: number): string {
  return (own / other).toFixed(2);
}
