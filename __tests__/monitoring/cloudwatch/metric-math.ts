/**
 * CloudWatch's metric maths, as far as alarms use it: arithmetic, comparisons, IF, FILL and PERIOD, at one moment.
 * What has no value makes whatever is computed from it have none, but for FILL (Using metric math,
 * AmazonCloudWatch/latest/monitoring/using-metric-math.html).
 */
export type Value = number | undefined;

export interface Moment {
  readonly valueOf: (id: string) => Value;
  readonly periodSeconds: number;
}

export function evaluate(expression: string, moment: Moment): Value {
  const tokens = expression.match(/[A-Za-z_]\w*|\d+(?:\.\d+)?|>=|<=|==|!=|[-+*/()<>,]/g) ?? [];
  if (tokens.join("") !== expression.replaceAll(" ", "")) throw new Error(`Cannot be read: ${expression}`);
  let at = 0;
  const peek = () => tokens[at];
  const take = (expected?: string): string => {
    const token = tokens[at];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new Error(`${expected ?? "More"} is expected after ${at} tokens of ${expression}`);
    }
    at += 1;
    return token;
  };

  function leftToRight(operators: readonly string[], operand: () => Value): Value {
    let left = operand();
    while (operators.includes(peek() ?? "")) left = apply(take(), left, operand());
    return left;
  }
  const comparison = (): Value => leftToRight([">=", "<=", "==", "!=", "<", ">"], sum);
  const sum = (): Value => leftToRight(["+", "-"], product);
  const product = (): Value => leftToRight(["*", "/"], atom);

  function atom(): Value {
    const token = take();
    if (token === "(") {
      const value = comparison();
      take(")");
      return value;
    }
    if (/^\d/.test(token)) return Number(token);
    if (peek() !== "(") return moment.valueOf(token);
    take("(");
    if (token === "PERIOD") {
      take();
      take(")");
      return moment.periodSeconds;
    }
    const values = [comparison()];
    while (peek() === ",") {
      take();
      values.push(comparison());
    }
    take(")");
    return call(token, values);
  }

  const value = comparison();
  if (at !== tokens.length) throw new Error(`${peek()} is unexpected in ${expression}`);
  return value;
}

function apply(operator: string, a: Value, b: Value): Value {
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : a / b;
    case ">=":
      return Number(a >= b);
    case "<=":
      return Number(a <= b);
    case "<":
      return Number(a < b);
    case ">":
      return Number(a > b);
    case "==":
      return Number(a === b);
    default:
      return Number(a !== b);
  }
}

function call(name: string, values: readonly Value[]): Value {
  const [first, second, third] = values;
  if (name === "FILL") return first ?? second;
  if (name === "IF") return first === undefined ? undefined : first === 0 ? third : second;
  throw new Error(`${name} is not known here.`);
}
