import {
  ARN,
  acmeFiles,
  awsText,
  edgeFiles,
  expectAccepted,
  expectFindings,
  platformText,
  serviceFiles,
} from "../support/checked-files";

const platform = (fields: Record<string, string>) => ({ "platform.json": platformText(fields) });
const aws = (fields: Record<string, string>) => platform({ aws: awsText(fields) });

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:on-call";

describe("keys", () => {
  test("unknown ones get the nearest known, or all", () => {
    expectFindings(acmeFiles({ "▶servce": '"api"' }), {
      code: "unknown-key",
      path: "servce",
      help: 'Did you mean "service"?',
    });
    expectFindings(acmeFiles({ "▶x": "1" }), {
      code: "unknown-key",
      help: /^Known keys: \$schema, hosts, loadBalancer/,
    });
    const routes = '[{"path": "/a", "service": "api", ▶"pathtype": "Exact"}]';
    expectFindings(acmeFiles({ routes }), { code: "unknown-key", path: "routes[0].pathtype", help: '"pathType"' });
    expectFindings(serviceFiles({ "▶healthcheck": "{}" }), { code: "unknown-key", help: '"healthCheck"' });
  });

  test.each(["toString", "constructor", "hasOwnProperty", "valueOf"])("%s is unknown like any other", (key) => {
    expectFindings(acmeFiles({ [`▶${key}`]: "1" }), { code: "unknown-key", path: key });
    expectFindings(edgeFiles({ [`▶${key}`]: "1" }), { code: "unknown-key" });
  });

  test("missing ones get an example, where the object begins", () => {
    const files = { "tenants/acme.json": "// empty\n▶{}" };
    expectFindings(files, { code: "missing-key", path: "hosts", help: 'such as "hosts": ["acme.shop.example"]' });
    const routes = '[▶{"service": "api"}]';
    expectFindings(acmeFiles({ routes }), { code: "missing-key", path: "routes[0].path" });
    const services =
      '{"web": ▶{"namespace": "apps", "name": "web"}, "api": {"namespace": "apps", "name": "api", "port": 1}}';
    expectFindings(platform({ services }), { code: "missing-key", path: "services.web.port", help: '"port": 80' });
  });

  test("a misspelt required one is one mistake", () => {
    const files = { "tenants/acme.json": '{▶"host": ["acme.shop.example"]}' };
    expectFindings(files, { code: "unknown-key", path: "host", help: 'Did you mean "hosts"?' });
  });

  test("standing twice are found in files with comments as well", () => {
    const files = { "tenants/acme.json": '// comment\n{"hosts": ["acme.shop.example"], ▷"order": 1,\n ▶"order": 2}' };
    expectFindings(files, { code: "duplicate-key", path: "order" });
  });

  test("name services and load balancers", () => {
    const service = '{"namespace": "apps", "name": "web", "port": 80}';
    for (const name of [
      "Web",
      "web_1",
      "web--next",
      "1web",
      "web-",
      "",
      "constructor",
      "w".repeat(64),
      "wéb",
      "${web}",
    ]) {
      const services = `{"web": ${service}, "api": ${service}, ▶${JSON.stringify(name)}: ${service}}`;
      expectFindings(platform({ services }), { code: "invalid-name", help: "Rename it" });
    }
  });

  test("cannot be __proto__", () => {
    expectFindings(acmeFiles({ labels: '{▶"__proto__": "x"}' }), { code: "invalid-name", path: "labels.__proto__" });
  });
});

describe("types", () => {
  test.each<[Record<string, string>, string, RegExp]>([
    [{ order: '▶"5"' }, "order", /Write 5 without quotes/],
    [{ order: "▶1.5" }, "order", /./],
    [{ order: "▶1e999" }, "order", /./],
    [{ order: "▶null" }, "order", /./],
    [{ hosts: '▶"acme.shop.example"' }, "hosts", /Write \["acme\.shop\.example"\]/],
    [{ hosts: "▶null" }, "hosts", /./],
    [{ hosts: '["acme.shop.example", ▶7]' }, "hosts[1]", /Write "7" in quotes/],
    [{ hosts: '[▶["acme.shop.example"]]' }, "hosts[0]", /./],
    [{ description: "▶{}" }, "description", /./],
    [{ labels: '{"team": ▶true}' }, "labels.team", /./],
    [{ labels: "▶[]" }, "labels", /./],
    [{ routes: "▶{}" }, "routes", /./],
    [{ routes: '[▶"/api"]' }, "routes[0]", /./],
    [{ redirect: '▶"www.acme.example"' }, "redirect", /./],
    [{ service: "▶null" }, "service", /./],
    [{ allowedCidrs: '["10.0.0.0/8", ▶null]' }, "allowedCidrs[1]", /./],
    [{ $schema: "▶1" }, "$schema", /./],
  ])("of a tenant's fields: %j", (fields, path, help) => {
    expectFindings(acmeFiles(fields), { code: "wrong-type", path, help });
  });

  test.each(["[]", '"x"', "1", "null", "true"])("of the whole file: %s", (text) => {
    const message = "The file must be an object";
    expectFindings({ "tenants/acme.json": `▶${text}` }, { code: "wrong-type", path: "", message });
    expectFindings({ "platform.json": `▶${text}` }, { code: "wrong-type", path: "", message });
  });

  test("of platform.json", () => {
    expectFindings(serviceFiles({ protect: '▶"true"' }), { code: "wrong-type", help: "Write true without quotes." });
    expectFindings(serviceFiles({ port: "▶true" }), {
      code: "wrong-type",
      message: "must be a number or a string, not true",
    });
    expectFindings(edgeFiles({ attributes: '{"routing.http2.enabled": ▶true}' }), { code: "wrong-type" });
    expectFindings(edgeFiles({ alarms: '{"thresholds": {"elbErrors": ▶true}}' }), {
      code: "invalid-value",
      message: "must be false",
    });
  });
});

describe("values of a tenant's fields", () => {
  test.each<[Record<string, string>, string, RegExp]>([
    [{ hosts: "▶[]" }, "hosts", /at least one host name/],
    [{ order: "▶-1" }, "order", /at least 0; it is -1/],
    [{ order: "▶900" }, "order", /at most 899; it is 900/],
    [{ order: "▶1e300" }, "order", /./],
    [{ status: '▶"actve"' }, "status", /"active" or "maintenance" or "suspended"; it is "actve"/],
    [{ status: '▶""' }, "status", /./],
    [{ allowedCidrs: "▶[]" }, "allowedCidrs", /at least one CIDR/],
    [{ service: '▶"Web"' }, "service", /./],
    [{ service: '▶"${web}"' }, "service", /./],
    [{ loadBalancer: '▶""' }, "loadBalancer", /./],
    [{ routes: '[{"path": ▶"", "service": "api"}]' }, "routes[0].path", /at least 1 characters/],
    [{ routes: '[{"path": ▶"/${x}", "service": "api"}]' }, "routes[0].path", /Terraform/],
    [{ redirect: '{"host": ▶"${x}.example", "statusCode": 301}' }, "redirect.host", /Terraform/],
    [{ redirect: '{"path": ▶"www", "statusCode": 301}' }, "redirect.path", /begin with \//],
    [{ redirect: '{"path": ▶"/%{x}", "statusCode": 301}' }, "redirect.path", /Terraform/],
    [{ redirect: '{"host": "x.example", "query": ▶"?a", "statusCode": 301}' }, "redirect.query", /begin with \?/],
    [{ redirect: '{"host": "x.example", "statusCode": ▶303}' }, "redirect.statusCode", /301 or 302; it is 303/],
    [{ redirect: '{"host": "x.example", "statusCode": ▶"301"}' }, "redirect.statusCode", /301 or 302/],
    [{ redirect: '{"port": ▶0, "statusCode": 301}' }, "redirect.port", /./],
    [{ redirect: '{"port": ▶65536, "statusCode": 301}' }, "redirect.port", /./],
    [{ redirect: '{"port": ▶"65536", "statusCode": 301}' }, "redirect.port", /1 to 65535/],
    [{ redirect: '{"port": ▶"https", "statusCode": 301}' }, "redirect.port", /1 to 65535/],
    [{ redirect: '{"protocol": ▶"https", "statusCode": 301}' }, "redirect.protocol", /"HTTPS"/],
  ])("%j", (fields, path, message) => {
    expectFindings(acmeFiles(fields), { code: "invalid-value", path, message });
  });

  test("take text of any kind where people write it", () => {
    expectAccepted(acmeFiles({ description: '"${x} %{y} \\u0000 \\ud83d\\ude00"', owner: `"${"x".repeat(20_000)}"` }));
  });
});

describe("values of platform.json", () => {
  test.each<[string, Record<string, string>]>([
    ["aws.region", { region: '▶"eu"' }],
    ["aws.region", { region: '▶"EU-CENTRAL-1"' }],
    ["aws.vpcId", { vpcId: '▶"vpc-xyz"' }],
    ["aws.allowedAccountIds", { allowedAccountIds: "▶[]" }],
    ["aws.allowedAccountIds[0]", { allowedAccountIds: '[▶"12345678901"]' }],
    ["aws.assumeRoleArn", { assumeRoleArn: '▶"arn:aws:iam::123456789012:user/x"' }],
    ["aws.tags.team", { tags: `{"team": ▶"${"x".repeat(257)}"}` }],
  ])("%s %j", (path, fields) => {
    expectFindings(aws(fields), { code: "invalid-value", path });
  });

  test.each<[string, Record<string, string>]>([
    ["fleet", { fleet: '▶"my--shop"' }],
    ["fleet", { fleet: '▶"${shop}"' }],
    [
      "kubernetes.namespace",
      { kubernetes: '{"namespace": ▶"Tenants", "kubeconfig": {"path": "~/.kube/config", "context": "prod"}}' },
    ],
    ["kubernetes.kubeconfig.path", { kubernetes: '{"namespace": "t", "kubeconfig": {"path": ▶"${x}"}}' }],
    ["kubernetes.eks.clusterName", { kubernetes: '{"namespace": "t", "eks": {"clusterName": ▶"a b"}}' }],
    ["backend.s3.bucket", { backend: '{"s3": {"bucket": ▶"A", "region": "eu-central-1", "prefix": "p"}}' }],
    ["backend.s3.bucket", { backend: '{"s3": {"bucket": ▶"10.0.0.1", "region": "eu-central-1", "prefix": "p"}}' }],
    ["backend.s3.prefix", { backend: '{"s3": {"bucket": "abc", "region": "eu-central-1", "prefix": ▶"/p"}}' }],
    ["responses.maintenance.statusCode", { responses: '{"maintenance": {"statusCode": ▶302}}' }],
    ["responses.maintenance.statusCode", { responses: '{"maintenance": {"statusCode": ▶600}}' }],
    ["responses.suspended.contentType", { responses: '{"suspended": {"contentType": ▶"text/xml"}}' }],
    ["responses.forbidden.body", { responses: `{"forbidden": {"body": ▶"${"ü".repeat(513)}"}}` }],
    ["responses.forbidden.body", { responses: '{"forbidden": {"body": ▶"a\\u0000b"}}' }],
    ["responses.forbidden.body", { responses: '{"forbidden": {"body": ▶"a\\r\\nb"}}' }],
    ["services", { services: "▶{}" }],
    ["loadBalancers", { loadBalancers: "▶{}" }],
  ])("%s %j", (path, fields) => {
    expectFindings(platform(fields), { code: "invalid-value", path });
  });

  test.each<[string, Record<string, string>]>([
    ["name", { name: '▶"web.apps"' }],
    ["namespace", { namespace: '▶""' }],
    ["port", { port: "▶0" }],
    ["port", { port: "▶65536" }],
    ["port", { port: '▶"Http"' }],
    ["port", { port: '▶"80"' }],
    ["port", { port: '▶"a-port-name-too-long"' }],
    ["protocol", { protocol: '▶"http"' }],
    ["protocolVersion", { protocolVersion: '▶"HTTP3"' }],
    ["targetType", { targetType: '▶"lambda"' }],
    ["deregistrationDelay", { deregistrationDelay: "▶3601" }],
    ["slowStart", { slowStart: "▶29" }],
    ["slowStart", { slowStart: "▶901" }],
    ["algorithm", { algorithm: '▶"random"' }],
    ["healthCheck.path", { healthCheck: '{"path": ▶"healthz"}' }],
    ["healthCheck.path", { healthCheck: '{"path": ▶"/${x}"}' }],
    ["healthCheck.port", { healthCheck: '{"port": ▶"http"}' }],
    ["healthCheck.interval", { healthCheck: '{"interval": ▶301}' }],
    ["healthCheck.timeout", { healthCheck: '{"timeout": ▶1}' }],
    ["healthCheck.healthyThreshold", { healthCheck: '{"healthyThreshold": ▶11}' }],
    ["healthCheck.matcher", { healthCheck: '{"matcher": ▶"2xx"}' }],
    ["stickiness.durationSeconds", { stickiness: '{"type": "lb_cookie", "durationSeconds": ▶604801}' }],
  ])("services.web.%s %j", (path, fields) => {
    expectFindings(serviceFiles(fields), { code: "invalid-value", path: `services.web.${path}` });
  });

  const certificate = (arn: string, domains = '["*.shop.example"]') => ({
    certificates: `[{"arn": ${arn}, "domains": ${domains}}]`,
  });
  test.each<[string, Record<string, string>]>([
    ["services", { services: "▶[]" }],
    ["group", { group: '▶"Old_Group"' }],
    ["group", { group: `▶"${"g".repeat(64)}"` }],
    ["scheme", { scheme: '▶"public"' }],
    ["subnets", { subnets: '▶["subnet-00000001"]' }],
    ["subnets[1]", { subnets: '["subnet-00000001", ▶"subnet-1"]' }],
    ["securityGroups", { securityGroups: "▶[]" }],
    ["securityGroups", { securityGroups: `▶${JSON.stringify([1, 2, 3, 4, 5, 6].map((id) => `sg-0000000${id}`))}` }],
    ["inboundCidrs", { inboundCidrs: "▶[]" }],
    ["ipAddressType", { ipAddressType: '▶"ipv6"' }],
    ["certificates[0].arn", certificate('▶"arn:aws:acm:eu-central-1:123456789012:cert/1"')],
    ["certificates[0].domains", certificate(`"${ARN}/1"`, "▶[]")],
    ["sslPolicy", { sslPolicy: '▶"TLS 1.3"' }],
    ["idleTimeout", { idleTimeout: "▶4001" }],
    ["accessLogs.prefix", { accessLogs: '{"bucket": "logs", "prefix": ▶"AWSLogs/x"}' }],
    ["webAclArn", { webAclArn: '▶"arn:aws:wafv2:us-east-1:123456789012:global/webacl/x/1"' }],
    ["rateLimit.requestsPerHost", { rateLimit: '{"requestsPerHost": ▶9}' }],
    ["rateLimit.windowSeconds", { rateLimit: '{"requestsPerHost": 100, "windowSeconds": ▶90}' }],
    ["alarms.notify", { alarms: `{"notify": ▶${JSON.stringify([1, 2, 3, 4, 5, 6].map((id) => `${TOPIC}-${id}`))}}` }],
    ["alarms.notify[1]", { alarms: `{"notify": ["${TOPIC}", ▶"on-call"]}` }],
    ["quotas.rules", { quotas: '{"rules": ▶0}' }],
    ["headroom", { headroom: "▶0.91" }],
    ["headroom", { headroom: "▶-0.01" }],
  ])("loadBalancers.edge.%s %j", (path, fields) => {
    expectFindings(edgeFiles(fields), { code: "invalid-value", path: `loadBalancers.edge.${path}` });
  });

  test("five topics, as many as CloudWatch tells of an alarm", () => {
    const topics = JSON.stringify([1, 2, 3, 4, 5].map((id) => `${TOPIC}-${id}`));
    expectAccepted(edgeFiles({ alarms: `{"notify": ${topics}}` }));
  });

  test("no backend but the two", () => {
    const code = "invalid-value";
    expectFindings(platform({ backend: '▶{"gcs": {}}' }), { code, path: "backend", message: '{"local": {}} or' });
    expectFindings(platform({ backend: "▶{}" }), { code });
    expectFindings(platform({ backend: '▶"s3"' }), { code });
    expectFindings(platform({ backend: '{"local": {}, ▶"s4": {}}' }), { code: "unknown-key", path: "backend.s4" });
    const s3 = '▶{"bucket": "abc", "region": "eu-central-1"}';
    expectFindings(platform({ backend: `{"s3": ${s3}}` }), { code: "missing-key", path: "backend.s3.prefix" });
  });

  test("a body of 1,024 bytes, and one with what Terraform would evaluate, which arrives literally", () => {
    expectAccepted(
      platform({
        responses: `{"forbidden": {"body": "${"ü".repeat(512)}"}, "suspended": {"body": "\${x} %{y}\\n\\t"}}`,
      }),
    );
  });

  test("fixed quotas cannot be written", () => {
    expectFindings(edgeFiles({ quotas: '{▶"targetGroups": 200}' }), { code: "unknown-key" });
  });
});

describe("what is one of two objects", () => {
  const unknownHost = (text: string) => platform({ responses: `{"unknownHost": ${text}}` });
  const path = "responses.unknownHost.redirect";

  test("is looked at as the one whose keys it has", () => {
    expectAccepted(unknownHost('{"redirect": {"host": "www.elsewhere.example", "statusCode": 302}}'));
    const wrong = '{"redirect": {"host": ▶5, "statusCode": 302}}';
    expectFindings(unknownHost(wrong), { code: "wrong-type", path: `${path}.host` });
    expectFindings(unknownHost('{"redirect": ▶{"path": "/"}}'), { code: "missing-key", path: `${path}.statusCode` });
    expectFindings(unknownHost('{"statusCode": ▶300}'), { code: "invalid-value", message: "2xx, 4xx or 5xx" });
  });

  test("has not the keys of both", () => {
    const both = '{▶"redirect": {"host": "www.elsewhere.example", "statusCode": 302}, "statusCode": 404}';
    expectFindings(unknownHost(both), { code: "unknown-key", path, message: "does not go with the others" });
    const misspelt = '{▶"redirekt": {"host": "www.elsewhere.example", "statusCode": 302}}';
    expectFindings(unknownHost(misspelt), { code: "unknown-key", help: 'Did you mean "redirect"?' });
  });
});
