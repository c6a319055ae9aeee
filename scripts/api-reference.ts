import { writeFileSync } from "node:fs";
import { apiReference } from "./api-reference-text.ts";

/** Writes docs/api-reference.md from the OpenAPI document. */
writeFileSync(new URL("../docs/api-reference.md", import.meta.url), apiReference());
