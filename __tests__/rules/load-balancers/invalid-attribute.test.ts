import { edgeFiles, expectAccepted, expectFindings } from "../../support/checked-files";

const code = "invalid-attribute";
const attributes = (text: string) => edgeFiles({ attributes: `{${text}}` });

test("takes ALB's attributes", () => {
  expectAccepted(
    attributes(
      '"routing.http2.enabled": "false", "client_keep_alive.seconds": "604800", "connection_logs.s3.enabled": "true", "connection_logs.s3.bucket": "logs"',
    ),
  );
});

test("refuses an attribute that has a field of its own", () => {
  const path = 'loadBalancers.edge.attributes["idle_timeout.timeout_seconds"]';
  expectFindings(attributes('"idle_timeout.timeout_seconds": ▶"60"'), { code, path, help: "idleTimeout" });
});

test("refuses unknown attributes, also those that every object has, and offers the nearest", () => {
  expectFindings(attributes('"routing.http2.enable": ▶"true"'), {
    code,
    help: 'Did you mean "routing.http2.enabled"?',
  });
  expectFindings(attributes('"constructor": ▶"x", "toString": ▶"x"'), { code, message: '"constructor" is unknown' });
});

test("takes cross-zone balancing as it is, which an ALB cannot switch off", () => {
  expectAccepted(attributes('"load_balancing.cross_zone.enabled": "true"'));
  expectFindings(attributes('"load_balancing.cross_zone.enabled": ▶"false"'), { code });
});

test("refuses values that the attribute cannot have", () => {
  expectFindings(attributes('"client_keep_alive.seconds": ▶"604801"'), { code, help: "60 to 604800" });
  expectFindings(attributes('"routing.http2.enabled": ▶"yes"'), { code });
});

test("refuses logs without a bucket", () => {
  expectFindings(attributes('"connection_logs.s3.enabled": ▶"true"'), { code, help: "connection_logs.s3.bucket" });
});
