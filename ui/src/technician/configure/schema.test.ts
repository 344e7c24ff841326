import { expect, test } from "vitest";

import { askedIn } from "./asked";
import { fieldsOf, type Schema } from "./schema";

const form: Schema = {
  type: "object",
  $defs: { port: { type: "integer", minimum: 1024, title: "Port" } },
  properties: {
    mode: { enum: ["plain", "secure"] },
    port: { $ref: "#/$defs/port", title: "Port of the service" },
    hosts: { type: "array", items: { $ref: "#/$defs/port" } },
    mail: { type: "object", properties: { server: { type: "string" } }, dependentSchemas: { server: { properties: { user: { type: "string" } } } } },
  },
  if: { properties: { mode: { const: "secure" } }, required: ["mode"] },
  then: { properties: { certificate: { type: "string" }, port: { maximum: 9000 } }, required: ["certificate"] },
  else: { properties: { why: { type: "string" } } },
  allOf: [{ properties: { site: { type: "string" } } }],
};
const fields = fieldsOf(form);

test("questions are found in whichever branch they stand, under their dotted names", () => {
  expect(fields.map(({ key }) => key).sort()).toEqual(
    ["certificate", "hosts", "mail.server", "mail.user", "mode", "port", "site", "why"],
  );
});

test("a reference is what it refers to, and what stands beside it counts more", () => {
  const port = fields.find(({ key }) => key === "port");
  expect(port?.schema).toEqual({ type: "integer", minimum: 1024, title: "Port of the service" });
  expect(fields.find(({ key }) => key === "hosts")?.schema["items"]).toMatchObject({ type: "integer" });
});

test("a question that is asked anyway is not made conditional by a branch that tightens it", () => {
  expect(fields.find(({ key }) => key === "port")?.conditions).toEqual([]);
});

test.each([
  [{}, ["mode", "port", "hosts", "mail.server", "why", "site"]],
  [{ mode: "secure" }, ["mode", "port", "hosts", "mail.server", "certificate", "site"]],
  [{ mode: "plain", "mail.server": "post" }, ["mode", "port", "hosts", "mail.server", "mail.user", "why", "site"]],
])("given %j these are asked", (answers, asked) => {
  expect(askedIn(form, fields, answers).sort()).toEqual([...asked].sort());
});
