import { afterEach, expect, test } from "vitest";
import type { ModelProfile } from "../../src/core/model-profile.ts";
import { directMessage, envelope, mention, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

const open: SlackSetup[] = [];
afterEach(() => Promise.all(open.splice(0).map((setup) => setup.close())));

async function begin(...options: Parameters<typeof setUp>): Promise<SlackSetup> {
  const setup = await setUp(...options);
  open.push(setup);
  return setup;
}

const csv = "city,price,note\nA,1.50,x\nB,2.25,\nC,6,y\n";

async function askWithFile(setup: SlackSetup, text: string, file: object) {
  const event = directMessage(text, { subtype: "file_share", files: [file] });
  await send(setup.server.address, "events", envelope(event));
  const first = () => setup.slack.inThread(event.ts)[0];
  await until(
    "an answer",
    () => first() !== undefined && !first()!.isStreaming && first()!.markdown !== "",
  );
  return first()!;
}

function csvFile(setup: SlackSetup, bytes = Buffer.from(csv)) {
  setup.slack.downloads.set("/files/prices.csv", { type: "text/csv", bytes });
  return {
    id: "F1",
    name: "prices.csv",
    filetype: "csv",
    mimetype: "text/csv",
    size: bytes.length,
    url_private_download: `${setup.slack.origin}/files/prices.csv`,
  };
}

test("a column of a CSV file that the question names goes to the engine as it is written", async () => {
  const setup = await begin();
  const message = await askWithFile(setup, "mean of price", csvFile(setup));
  expect(setup.agent.requests[0]?.question).toBe("mean of 1.50, 2.25, 6");
  expect(JSON.stringify(message.blocks)).toContain(
    "3 values of “price” were taken from prices.csv",
  );
});

test("with a language model a table that no question names goes along as context", async () => {
  const setup = await begin(undefined, { parts: { modelId: "a-model" } });
  const message = await askWithFile(setup, "which city is dearest?", csvFile(setup));
  expect(setup.agent.requests[0]?.question).toBe("which city is dearest?");
  expect(setup.agent.requests[0]?.context).toContain("C,6,y");
  expect(JSON.stringify(message.blocks)).toContain("given to the language model");
});

test("a CSV file that nothing can use is refused with its columns, and the question still runs", async () => {
  const setup = await begin();
  const message = await askWithFile(setup, "what is 2+2?", csvFile(setup));
  expect(setup.agent.requests[0]?.question).toBe("what is 2+2?");
  expect(JSON.stringify(message.blocks)).toContain("prices.csv was not used");
});

test.each([
  [
    "another file",
    { id: "F3", name: "a.pdf", mimetype: "application/pdf", filetype: "pdf" },
    "only CSV tables",
  ],
  [
    "a table that is too large",
    { id: "F4", name: "a.csv", mimetype: "text/csv", filetype: "csv", size: 9_000_000 },
    "larger than 256 KB",
  ],
])("%s alone is refused with the reason", async (_what, file, reason) => {
  const setup = await begin();
  const message = await askWithFile(setup, "", file);
  expect(message.markdown).toContain(reason);
  expect(setup.agent.requests).toEqual([]);
});

test("of a file from another workspace Slack is asked for the rest", async () => {
  const foreignFiles: Record<string, Record<string, unknown>> = {};
  const setup = await begin(undefined, { slack: { foreignFiles } });
  foreignFiles["F1"] = csvFile(setup);
  const file = { id: "F1", file_access: "check_file_info" };
  await askWithFile(setup, "mean of price", file);
  expect(setup.agent.requests[0]?.question).toBe("mean of 1.50, 2.25, 6");
  const unknown = await askWithFile(setup, "", { ...file, id: "F9" });
  expect(unknown.markdown).toContain("F9 was not used");
});

test("a table in another encoding, and one that is gone, are refused for what they are", async () => {
  const setup = await begin();
  const utf16 = Buffer.from("price\n1\n", "utf16le");
  const other = await askWithFile(setup, "", csvFile(setup, Buffer.from([0xff, 0xfe, ...utf16])));
  expect(other.markdown).toContain("no text in UTF-8");
  const file = csvFile(setup);
  setup.slack.downloads.clear();
  const gone = await askWithFile(setup, "", file);
  expect(gone.markdown).toContain("could not be fetched from Slack");
});

test("the bot's token goes to no address that is not Slack's", async () => {
  const setup = await begin();
  const elsewhere = csvFile(setup).url_private_download.replace("127.0.0.1", "localhost");
  const file = { ...csvFile(setup), url_private_download: elsewhere };
  const message = await askWithFile(setup, "mean of price", file);
  expect(setup.agent.requests[0]?.question).toBe("mean of price");
  expect(JSON.stringify(message.blocks)).toContain("prices.csv was not used");
});

test("a CSV file stays in use in its thread, and is read anew for each column that is named", async () => {
  const setup = await begin();
  const first = mention("what is 2+2?", { files: [csvFile(setup)] });
  await send(setup.server.address, "events", envelope(first));
  await until("the first", () => setup.agent.requests.length === 1);
  const next = mention("median of price", { thread_ts: first.ts });
  await send(setup.server.address, "events", envelope(next));
  await until("the second", () => setup.agent.requests.length === 2);
  expect(setup.agent.requests[1]?.question).toBe("median of 1.50, 2.25, 6");
  const elsewhere = mention("median of price");
  await send(setup.server.address, "events", envelope(elsewhere));
  await until("the third", () => setup.agent.requests.length === 3);
  expect(setup.agent.requests[2]?.question).toBe("median of price");
});

test("a later question in the thread is not told again what could not be used", async () => {
  const setup = await begin();
  const first = mention("what is 2+2?", { files: [csvFile(setup)] });
  await send(setup.server.address, "events", envelope(first));
  const ended = () => setup.slack.inThread(first.ts).filter(({ metadata }) => metadata !== null);
  await until("the first answer", () => ended().length === 1);
  expect(JSON.stringify(ended()[0]?.blocks)).toContain("prices.csv was not used");
  await send(setup.server.address, "events", envelope(mention("3+3", { thread_ts: first.ts })));
  await until("the second answer", () => ended().length === 2);
  expect(JSON.stringify(ended()[1]?.blocks)).not.toContain("prices.csv");
});

/** Models of which it was measured, or not, whether they see pictures. */
function models(vision: "yes" | "no" | null) {
  const profile =
    vision === null ? null : ({ items: { vision: { answer: vision } } } as unknown as ModelProfile);
  return { parts: { modelId: "m", modelProfiles: () => [{ id: "m", profile }] } };
}

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

function pictureFile(setup: SlackSetup, bytes = png) {
  setup.slack.downloads.set("/files/a.png", { type: "image/png", bytes });
  return {
    id: "F5",
    name: "a.png",
    filetype: "png",
    mimetype: "image/png",
    size: bytes.length,
    url_private_download: `${setup.slack.origin}/files/a.png`,
  };
}

test("a picture is shown to a model that sees, and to it again for later questions in the thread", async () => {
  const setup = await begin(undefined, models("yes"));
  const message = await askWithFile(setup, "what does it say?", pictureFile(setup));
  const shown = [{ url: `data:image/png;base64,${png.toString("base64")}` }];
  expect(setup.agent.requests[0]).toMatchObject({ question: "what does it say?", pictures: shown });
  expect(JSON.stringify(message.blocks)).toContain("a.png was shown to the language model");
  const next = directMessage("and below?", { thread_ts: message.threadTs });
  await send(setup.server.address, "events", envelope(next));
  await until("the second", () => setup.agent.requests.length === 2);
  expect(setup.agent.requests[1]?.pictures).toEqual(shown);
});

test("a picture without a word is a question itself", async () => {
  const setup = await begin(undefined, models("yes"));
  await askWithFile(setup, "", pictureFile(setup));
  expect(setup.agent.requests[0]?.question).toBe("What does the picture ask? Answer it.");
  expect(setup.agent.requests[0]?.pictures).toHaveLength(1);
});

test.each([
  ["without a model", undefined, "no model that reads images is set up"],
  ["of a model that was not measured", models(null), "not measured whether m sees pictures"],
  ["of a model that is blind", models("no"), "m was not found to see pictures"],
])("a picture is refused with the reason: %s", async (_what, options, reason) => {
  const setup = await begin(undefined, options);
  const alone = await askWithFile(setup, "", pictureFile(setup));
  expect(alone.markdown).toContain(reason);
  expect(setup.agent.requests).toEqual([]);
  const beside = await askWithFile(setup, "图里的 2+2 是多少", pictureFile(setup));
  expect(JSON.stringify(beside.blocks)).toContain("没有使用 a.png");
  expect(setup.agent.requests[0]?.pictures).toBeUndefined();
});

test("what calls itself a picture and is none goes to no model", async () => {
  const setup = await begin(undefined, models("yes"));
  const message = await askWithFile(setup, "", pictureFile(setup, Buffer.from("<svg/>")));
  expect(message.markdown).toContain("no PNG, JPEG, GIF or WebP");
  const large = await askWithFile(setup, "", { ...pictureFile(setup), size: 6_000_000 });
  expect(large.markdown).toContain("larger than 5 MB");
  expect(setup.agent.requests).toEqual([]);
});
