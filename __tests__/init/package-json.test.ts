import { initFleet } from "../../modules/init";
import manifest from "../../package.json";
import { TemporaryDirectory } from "../support/temporary-directory";

const NODE_PTY = "@cdktf/node-pty-prebuilt-multiarch";

let project: TemporaryDirectory;
beforeEach(() => {
  project = new TemporaryDirectory();
});
afterEach(() => project.remove());

async function change(text: string) {
  project.write("package.json", text);
  const { packageJson } = await initFleet(project.directory, project.directory, {});
  return { ...packageJson, text: project.read("package.json") };
}

test("what cdktf's command line needs is added, in this project's versions and the file's own indentation", async () => {
  const { added, kept, text } = await change(
    '{\n\t"name": "mine",\n\t"dependencies": {\n\t\t"tenantry": "1"\n\t}\n}\n',
  );
  expect(added).toEqual([
    ...["scripts.synth", "scripts.diff", "scripts.deploy", "scripts.standalone", "scripts.tenantry"],
    ...["cdktf-cli", NODE_PTY, "esbuild", "tsx"].map((name) => `devDependencies.${name}`),
    ...[`overrides.${NODE_PTY}`, "allowScripts.esbuild"],
  ]);
  expect(kept).toEqual([]);
  expect(text).toBe(`{
	"name": "mine",
	"dependencies": {
		"tenantry": "1"
	},
	"scripts": {
		"synth": "tenantry-cdktf synth",
		"diff": "tenantry-cdktf diff",
		"deploy": "tenantry-cdktf deploy",
		"standalone": "tenantry-standalone",
		"tenantry": "tenantry"
	},
	"devDependencies": {
		"cdktf-cli": "${manifest.devDependencies["cdktf-cli"]}",
		"${NODE_PTY}": "${manifest.devDependencies[NODE_PTY]}",
		"esbuild": "${manifest.devDependencies.esbuild}",
		"tsx": "${manifest.devDependencies.tsx}"
	},
	"overrides": {
		"${NODE_PTY}": "$${NODE_PTY}"
	},
	"allowScripts": {
		"esbuild": false
	}
}
`);
});

test("what says something else is kept, and what says the same is not told", async () => {
  const fields = {
    scripts: { synth: "mine", diff: "tenantry-cdktf diff" },
    dependencies: { tenantry: "1", tsx: "^3.0.0" },
  };
  const { kept, added, text } = await change(JSON.stringify(fields, null, 4));
  expect(kept).toEqual(["scripts.synth", "devDependencies.tsx"]);
  expect(added).not.toContain("scripts.diff");
  expect(JSON.parse(text)).toMatchObject(fields);
  expect(text).toMatch(/^ {4}"scripts": \{\n {8}"synth": "mine",$/m);
});

test("lines end as they did", async () => {
  const { text } = await change('{\r\n  "devDependencies": {\r\n    "tenantry": "1"\r\n  }\r\n}\r\n');
  expect(text).not.toMatch(/[^\r]\n/);
});

test.each([
  [undefined, /There is no .*npm init -y/],
  ["{}", /does not name tenantry\. Install/],
  ["{", /is cut off/],
])("a package.json %j is told of before anything is written", async (text, message) => {
  if (text !== undefined) project.write("package.json", text);
  const before = project.list("");
  await expect(initFleet(project.directory, project.directory, {})).rejects.toThrow(message);
  expect(project.list("")).toEqual(before);
});
