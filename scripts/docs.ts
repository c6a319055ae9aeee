import { writeFileSync } from "node:fs";
import { apiReference } from "./api-reference-text.ts";
import { whatYouCanAsk } from "./what-you-can-ask-text.ts";

/** Writes the pages that are made from the code. */
const docs = new URL("../docs/", import.meta.url);
writeFileSync(new URL("api-reference.md", docs), apiReference());
writeFileSync(new URL("what-you-can-ask.md", docs), whatYouCanAsk());
