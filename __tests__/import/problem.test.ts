import { type Problem, withoutRefused } from "../../modules/import/problem";

const problem = (ingress: string): Problem => ({ ingress, code: "unsupported", message: `${ingress} is not` });

test("a step that refuses nobody is taken once", () => {
  let rounds = 0;
  const { value, problems } = withoutRefused([problem("a")], (refused) => {
    rounds++;
    return { value: [...refused], problems: [] };
  });
  expect([rounds, value, problems]).toEqual([1, ["a"], [problem("a")]]);
});

test("whom a round refuses the next one does not know, until all that stay are accepted", () => {
  // Each depends on the one before it.
  const chain = ["a", "b", "c", "d"];
  const { value, problems } = withoutRefused([problem("a")], (refused) => {
    const left = chain.filter((name) => !refused.has(name));
    const first = left[0];
    return { value: left, problems: first === undefined || first === "d" ? [] : [problem(first)] };
  });
  expect(value).toEqual(["d"]);
  expect(problems).toEqual(["a", "b", "c"].map(problem));
});

test("what is said again of somebody who is refused already does not make it go on for ever", () => {
  const { problems } = withoutRefused([problem("a")], () => ({ value: 0, problems: [problem("a")] }));
  expect(problems).toEqual([problem("a")]);
});
