import { acmeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "pattern-too-long";
const route = (length: number, pathType: string, mark = "▶") =>
  acmeFiles({ routes: `[{"path": ${mark}"/${"a".repeat(length - 1)}", "pathType": "${pathType}", "service": "api"}]` });

test("takes 128 characters, and of a prefix what leaves room for /*", () => {
  expectAccepted(route(128, "Exact", ""));
  expectAccepted(route(126, "Prefix", ""));
});

test("refuses a prefix whose pattern becomes longer", () => {
  expectFindings(route(127, "Prefix"), { code, path: "routes[0].path", message: "129 characters; ALB allows 128" });
  expectFindings(route(128, "Prefix"), { code });
});

test("leaves longer paths to the definition of the file", () => {
  expectFindings(route(129, "Exact"), { code: "invalid-value", path: "routes[0].path", message: "at most 128" });
});
