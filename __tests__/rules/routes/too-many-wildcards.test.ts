import {
  ARN,
  acmeFiles,
  edgeText,
  expectAccepted,
  expectFindings,
  platformText,
  tenantText,
} from "../../support/checked-files";

const code = "too-many-wildcards";
const route = (path: string) => `[{"path": ${path}, "pathType": "ImplementationSpecific", "service": "api"}]`;
const wildcardHost = (path: string) => {
  const certificates = `[{"arn": "${ARN}/1", "domains": ["*.acme.example"]}]`;
  return {
    "platform.json": platformText({ loadBalancers: `{"edge": ${edgeText({ certificates })}}` }),
    "tenants/acme.json": tenantText({ hosts: '["*.acme.example"]', routes: route(path) }),
  };
};

test("takes five in a path, four beside a wildcard host", () => {
  expectAccepted(acmeFiles({ routes: route('"/*/?/*/?/*"') }));
  expectAccepted(wildcardHost('"/*/?/*/?"'));
});

test("refuses one more", () => {
  expectFindings(acmeFiles({ routes: route('▶"/*/?/*/?/*?"') }), {
    code,
    path: "routes[0].path",
    message: "6 wildcards",
  });
  expectFindings(wildcardHost('▶"/*/?/*/?/*"'), { code, message: "wildcard host one more" });
});
