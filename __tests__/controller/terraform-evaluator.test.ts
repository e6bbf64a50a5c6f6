import { evaluateTemplates } from "../support/terraform-evaluator";

const lookup = (reference: readonly (string | number)[]) => `<${reference.join("|")}>`;

test.each([
  ["plain", "plain"],
  // As Terraform 1.11 evaluates them.
  ["a $${x} %%{y} b", "a ${x} %{y} b"],
  ["$$${x}", "$${x}"],
  ["$ { 5% }", "$ { 5% }"],
  ["${aws_lb_target_group.web.arn}", "<aws_lb_target_group|web|arn>"],
  [
    'arn ${data.terraform_remote_state.edge-1.outputs.arns["web"]}, ${a.b[0]}',
    "arn <data|terraform_remote_state|edge-1|outputs|arns|web>, <a|b|0>",
  ],
  ["${substr(a.b.id, 0, 0)}group", "group"],
  ['${jsonencode({"a" = [1, true, x.y], "b" = {"c" = "d $${e}"}})}', '{"a":[1,true,"<x|y>"],"b":{"c":"d ${e}"}}'],
])("%s", (text, expected) => {
  expect(evaluateTemplates({ list: [text] }, lookup)).toEqual({ list: [expected] });
});

test.each([["%{ if x }"], ["${file(x.y)}"], ["${x.y"], ["${1 + 1}"], ["${{a = 1}}"]])("refuses %s", (text) => {
  expect(() => evaluateTemplates(text, lookup)).toThrow();
});
