// Checks manifests against the schemas of the Kubernetes API: node validate.js < manifests.yaml. One line a document; exits 1 on any fault.
// The validators know types, formats and required members; the types know which members exist, so a misspelt one is a fault too.
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import yaml from "js-yaml";

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const documents = yaml.loadAll(fs.readFileSync(0, "utf8")).filter(Boolean);
const faults = documents.map(() => []);
const lines = [];

for (const [i, document] of documents.entries()) {
  const module = `kubernetes-models/${document.apiVersion}`;
  const Model = await import(`${module}/${document.kind}`).then(m => m[document.kind], () => null);
  if (!Model) {
    faults[i].push(`there is no ${document.kind} in ${document.apiVersion}`);
    continue;
  }

  try {
    new Model(document).validate();
  } catch (e) {
    faults[i].push(e.message);
  }

  // One line a document, so that a line of the compiler's says which document it means.
  lines[i] = `export const document${i}: import("${module}/${document.kind}").I${document.kind} = ${JSON.stringify(document)};`;
}

const source = path.join(here, "node_modules", ".manifests.ts");
fs.writeFileSync(source, documents.map((_, i) => lines[i] ?? "").join("\n"));
const program = ts.createProgram([source], {
  noEmit: true, strict: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [],
});
for (const found of program.getSemanticDiagnostics(program.getSourceFile(source))) {
  faults[found.file.getLineAndCharacterOfPosition(found.start).line].push(ts.flattenDiagnosticMessageText(found.messageText, " "));
}

for (const [i, document] of documents.entries()) {
  const name = `schema of ${document.kind} ${document.metadata?.name}`;
  console.log(faults[i].length === 0 ? `ok      ${name}` : `FAILED  ${name}: ${faults[i].join("; ")}`);
}

process.exit(documents.length > 0 && faults.every(list => list.length === 0) ? 0 : 1);
