import { join } from "node:path";
import { accessLogBucket } from "../support/access-log-bucket";
import { AwsEndpoint } from "../support/aws-endpoint";
import { TemporaryDirectory } from "../support/temporary-directory";
import { dumps } from "./cluster-dumps";
import { DOCUMENTS, type Section, sectionsWithCommands } from "./documents";
import { answerVerify } from "./fake-elbv2";
import { PREPARED } from "./prepared-sections";
import { Project } from "./project";
import { Shell } from "./shell";
import { STAND_INS } from "./stand-ins";

/*
 * Every command of the documents is run as it is printed, from where it is printed, block by block in a real shell: in
 * a clone with the example fleet, which each section has anew.
 */

const SECTIONS = DOCUMENTS.flatMap(sectionsWithCommands);

let shell: Shell;
let scratch: TemporaryDirectory;
let endpoint: AwsEndpoint;
let project: Project;

beforeAll(async () => {
  scratch = new TemporaryDirectory();
  for (const [name, dump] of Object.entries(dumps())) scratch.write(`${name}.json`, dump);
  shell = new Shell({
    DUMPS: scratch.directory,
    PLANS: join(__dirname, "..", "review", "plans"),
  });
  endpoint = await AwsEndpoint.start((request) =>
    request.url.pathname === "/" ? answerVerify(project.loadBalancers(), request) : accessLogBucket(request),
  );
});
afterAll(() => {
  endpoint.close();
  shell.remove();
  scratch.remove();
});

beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const environment = () => ({ ...project.environment(), ...endpoint.environment, STATES: project.states });

/** Empty lines between paragraphs are as many as the programs like. */
const paragraphs = (text: string) => text.trim().replace(/\n{2,}/g, "\n\n");

test.each(SECTIONS)("$name", async ({ name, steps }: Section) => {
  if (name === "docs/package.md: A first day") await project.package();
  else if (name !== "docs/package.md") project.clone(shell);
  PREPARED[name]?.before(project);
  for (const { place, script, prints } of steps) {
    const { code, stdout, all } = await shell.run(script, project.directory, environment());
    // A transcript may be one of a refusal.
    if (prints?.isAll !== true)
      expect({ place, code, all: code === 0 ? "" : all }).toEqual({ place, code: 0, all: "" });
    if (prints === undefined) continue;
    const [expected, printed] = [prints.text, prints.isAll ? all : stdout].map(paragraphs) as [string, string];
    expect({ place, printed: prints.isAll ? printed : printed.slice(-expected.length) }).toEqual({
      place,
      printed: expected,
    });
  }
  PREPARED[name]?.after?.(project);
});

test("nothing is said of commands and sections that are in no document", () => {
  const used = shell.used();
  expect(STAND_INS.map(({ command }) => command).filter((command) => !used.has(command))).toEqual([]);
  const names = SECTIONS.map(({ name }) => name);
  expect(Object.keys(PREPARED).filter((name) => !names.includes(name))).toEqual([]);
});
