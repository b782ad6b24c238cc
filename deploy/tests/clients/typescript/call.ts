import createClient from "openapi-fetch";
import type { paths } from "./isl.js";

const client = createClient<paths>({ baseUrl: process.argv[2]! });
const { data, error } = await client.POST("/api/v1/causal/validate", {
  body: { dag_structure: "dag { Z -> X; Z -> Y; X -> Y }", treatment: "X", outcome: "Y" },
});
if (error || data.status !== "identifiable" || data.minimal_set?.[0] !== "Z") {
  throw new Error(JSON.stringify(error ?? data));
}
