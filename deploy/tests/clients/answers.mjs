// Asks a running service questions of every kind and compares each answer with the schema that its OpenAPI document gives for it.
// node answers.mjs URL; one line a mismatch; ends with "N answers, N mismatches".
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const url = process.argv[2];
const openapi = await (await fetch(`${url}/openapi/v1.json`)).json();
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "isl", components: openapi.components });
const rooted = (schema) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"isl#/components/'));

let answers = 0;
let mismatches = 0;
async function ask(method, path, body, template = path) {
  const response = await fetch(url + path, {
    method: method.toUpperCase(),
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  answers++;
  const declared = openapi.paths[template]?.[method]?.responses?.[response.status];
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const schema = declared?.content?.[type]?.schema;
  if (!declared || (text && !declared.content?.[type])) {
    mismatches++;
    console.log(`${method} ${path}: ${response.status} ${type} is not in the document`);
  } else if (schema && type.endsWith("json")) {
    const validate = ajv.compile(rooted(schema));
    if (!validate(JSON.parse(text))) {
      mismatches++;
      console.log(`${method} ${path}: ${validate.errors.slice(0, 3).map((e) => `${e.instancePath} ${e.message}`).join("; ")}`);
    }
  }
  return type.endsWith("json") ? JSON.parse(text) : text;
}

let state = 1;
const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
const pick = (items) => items[Math.floor(random() * items.length)];

// What the document shows, and the same with a mistake in it.
let hash;
let result;
for (const [path, operations] of Object.entries(openapi.paths)) {
  const example = operations.post?.requestBody?.content?.["application/json"]?.example;
  if (example) {
    const answer = await ask("post", path, example);
    hash ??= answer.dag_hash;
    result ??= answer.result_id;
    await ask("post", path, { ...example, no_such_member: 1 });
  } else if (operations.get && !path.includes("{")) {
    await ask("get", path);
  }
}

await ask("get", `/api/v1/results/${result}`, undefined, "/api/v1/results/{result_id}");
await ask("get", `/api/v1/dags/${hash}`, undefined, "/api/v1/dags/{dag_hash}");
await ask("get", `/api/v1/dags/${hash}?format=svg`, undefined, "/api/v1/dags/{dag_hash}");
await ask("get", "/api/v1/results/none", undefined, "/api/v1/results/{result_id}");

// Random graphs: identifiable and not, with latent nodes and without a path.
const nodes = ["X", "Y", "A", "B", "C"];
for (let i = 0; i < 20; i++) {
  const edges = [];
  const bidirected = [];
  for (let a = 0; a < nodes.length; a++) {
    for (let b = a + 1; b < nodes.length; b++) {
      if (random() < 0.4) edges.push([nodes[a], nodes[b]]);
      else if (random() < 0.2) bidirected.push([nodes[a], nodes[b]]);
    }
  }
  const graph = { nodes, edges, bidirected, latent: random() < 0.3 ? ["C"] : [] };
  await ask("post", "/api/v1/causal/validate", { dag_structure: graph, treatment: "X", outcome: "Y" });
  await ask("post", "/api/v1/causal/paths", { dag_structure: graph, treatment: "X", outcome: "Y" });
  await ask("post", "/api/v1/validation/strategies", { dag_structure: graph, treatment: "X", outcome: "Y" });
}

// Tables by every algorithm, models by several distributions.
const rows = Array.from({ length: 60 }, () => {
  const x = random() - 0.5;
  const z = 0.8 * x + random();
  return { x, z, y: x - z + random() };
});
for (const algorithm of ["notears", "pc", "ges", "boss", "lingam", "dagma", "correlation", "auto"]) {
  await ask("post", "/api/v1/causal/discover", { data: rows, algorithm, bootstrap: pick([0, 10]), seed: 1 });
}
for (const noise of ["normal(0, 1)", "uniform(-1, 1)", "exponential(2)", "student_t(3)", "bernoulli(0.2)"]) {
  const model = { variables: ["P", "R"], equations: { R: { formula: "2 * P + noise", noise_dist: noise } }, distributions: { P: "normal(1, 1)" } };
  await ask("post", "/api/v1/causal/counterfactual", { model, intervention: { P: 3 }, seed: 1 });
  await ask("post", "/api/v1/batch/counterfactuals", {
    model, scenarios: [{ id: "a", intervention: { P: 1 } }, { id: "b", intervention: { P: { shift: 2 } } }], analyze_interactions: true, seed: 1,
  });
}

console.log(`${answers} answers, ${mismatches} mismatches`);
process.exit(mismatches === 0 && answers >= 60 ? 0 : 1);
