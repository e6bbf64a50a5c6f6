import { EDGE, smallFleet } from "../support/small-fleet";

/** What a stranger could write to break out of the page. U+202E turns the direction of all text after it. */
export const HOSTILE_TEXTS = [
  "</script><script>window.hacked = 1</script>",
  "<img src=x onerror='window.hacked = 1'>",
  '"><svg onload="window.hacked = 1">',
  "<!--<script>",
  "' onfocus='window.hacked = 1' autofocus='",
  "\u202egnp.exe \u2028 \u2029 \u0000 \u001b[31m",
  "${window.hacked = 1} {{constructor.constructor('window.hacked = 1')()}}",
  "javascript:window.hacked=1",
];

/** A fleet in which every free text is one of those. */
export const HOSTILE_FLEET = smallFleet(
  Object.fromEntries(
    HOSTILE_TEXTS.map((text, index) => [
      `t${index}`,
      {
        hosts: [`t${index}.shop.example`],
        description: text,
        owner: text,
        redirect: { host: "elsewhere.example", query: `q=${text.replace(/[$%]\{|[^!-~]/g, "")}`, statusCode: 302 },
      },
    ]),
  ),
  { "edge-1": { ...EDGE, scheme: "internet-facing", deletionProtection: false } },
);
