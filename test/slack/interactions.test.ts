import { afterEach, expect, test } from "vitest";
import { answered, answerWith, scriptedVerifier } from "../http/scripted-parts.ts";
import { command, envelope, interaction, mention, send, until } from "./slack-sender.ts";
import { setUp, type SlackSetup } from "./slack-service.ts";

const open: SlackSetup[] = [];
afterEach(() => Promise.all(open.splice(0).map((setup) => setup.close())));

async function begin(...options: Parameters<typeof setUp>): Promise<SlackSetup> {
  const setup = await setUp(...options);
  open.push(setup);
  return setup;
}

type Element = {
  action_id?: string;
  value?: string;
  positive_button?: { value: string };
  negative_button?: { value: string };
};

type Metadata = { event_payload: { run_id: string } };

/** Asks in a thread and gives the elements that can be pressed under the answer. */
async function askedAndAnswered(setup: SlackSetup) {
  const event = mention("what is 2+3?");
  await send(setup.server.address, "events", envelope(event));
  const last = () => setup.slack.inThread(event.ts).find((message) => message.metadata !== null);
  await until("an answer", () => last() !== undefined);
  const elements = last()!.blocks.flatMap((block) => (block["elements"] ?? []) as Element[]);
  return { event, message: last()!, elements };
}

test("the certificate opens in a window: reading, grade, method, engines", async () => {
  const setup = await begin(
    answerWith("Answer: 5", {
      query: { ...answered, reading: { text: "Work out 2 + 3", plain: "2+3", latex: "2+3" } },
      answer: "5",
    }),
  );
  const { elements } = await askedAndAnswered(setup);
  const button = elements.find((element) => element.action_id === "ansatz_certificate")!;
  const press = interaction({
    type: "block_actions",
    trigger_id: setup.slack.trigger(),
    channel: { id: "C1" },
    actions: [{ action_id: button.action_id, value: button.value }],
  });
  const response = await send(setup.server.address, "interactions", press);
  expect(response.status).toBe(200);
  await until("a window", () => setup.slack.views.length === 1);
  const shown = JSON.stringify(setup.slack.views[0]?.body);
  for (const part of ["Work out 2 + 3", "proved", "exact-arithmetic", "what is 2+3?"])
    expect(shown).toContain(part);
});

test("the certificate names what was found in a draft that did not leave as written", async () => {
  const found = { kind: "refuted" as const, text: "2+3 = 6", detail: "off by one", expected: "5" };
  const broken = { start: 0, end: 1, by: "code" as const, isWeak: false, causes: "note" as const };
  const setup = await begin(
    answerWith("Answer: 5", {
      route: "loop",
      policy: { name: "balanced", outcome: "corrected", rounds: 1, findings: [found] },
      breaches: [{ ...broken, rule: "calm", text: "!!!", detail: "too loud" }],
    }),
  );
  const { message } = await askedAndAnswered(setup);
  const press = interaction({
    type: "block_actions",
    trigger_id: setup.slack.trigger(),
    actions: [
      {
        action_id: "ansatz_certificate",
        value: (message.metadata as Metadata).event_payload.run_id,
      },
    ],
  });
  await send(setup.server.address, "interactions", press);
  await until("a window", () => setup.slack.views.length === 1);
  const shown = JSON.stringify(setup.slack.views[0]?.body);
  expect(shown).toContain("“2+3 = 6” – refuted: off by one (5)");
  expect(shown).toContain("calm: “!!!” – too loud");
});

test("a run that is gone says so in place of its certificate", async () => {
  const setup = await begin();
  const press = interaction({
    type: "block_actions",
    trigger_id: setup.slack.trigger(),
    actions: [{ action_id: "ansatz_certificate", value: "run_gone" }],
  });
  await send(setup.server.address, "interactions", press);
  await until("a window", () => setup.slack.views.length === 1);
  expect(JSON.stringify(setup.slack.views[0]?.body)).toContain("no longer stored");
});

test("a rating is stored with its run, once for each person, the last one counting", async () => {
  const setup = await begin();
  const { elements, message } = await askedAndAnswered(setup);
  const rating = elements.find((element) => element.action_id === "ansatz_rating")!;
  const press = (value: string, user: string) =>
    send(
      setup.server.address,
      "interactions",
      interaction({
        type: "block_actions",
        user: { id: user },
        trigger_id: setup.slack.trigger(),
        channel: { id: "C1" },
        message: { ts: message.ts, thread_ts: message.threadTs },
        actions: [{ action_id: "ansatz_rating", value }],
      }),
    );
  const thanks = () => setup.slack.callsOf("chat.postEphemeral");
  await press(rating.positive_button!.value, "U1");
  await until("thanks", () => thanks().length === 1);
  await press(rating.negative_button!.value, "U1");
  await press(rating.positive_button!.value, "U2");
  await until("thanks", () => thanks().length === 3);
  const ratings = await setup.ratings();
  expect(ratings).toEqual([
    expect.objectContaining({ rating: "bad", rater: "slack:T1:U1" }),
    expect.objectContaining({ rating: "good", rater: "slack:T1:U2" }),
  ]);
  expect(ratings[0]?.runId).toBe(setup.agent.requests[0]?.runId);
});

const claim = {
  start: 0,
  end: 13,
  kind: "arithmetic" as const,
  provenance: "computed" as const,
  confidence: 0.99,
};

function checkOf(setup: SlackSetup, text: string): Promise<Response> {
  return send(
    setup.server.address,
    "interactions",
    interaction({
      type: "message_action",
      callback_id: "ansatz_check",
      trigger_id: setup.slack.trigger(),
      response_url: `${setup.slack.origin}/response/1`,
      channel: { id: "C1" },
      message: { ts: "1.1", text },
    }),
  );
}

test("Check this says what is refuted with what should stand there, what is proved, what is open", async () => {
  const seen: string[] = [];
  const setup = await begin(undefined, {
    parts: {
      verifier: {
        verify: async ({ text }) => {
          seen.push(text);
          return {
            verdict: "refuted" as const,
            errorScore: 1,
            coverage: 0.6,
            claims: [
              {
                ...claim,
                text: "2 < 3",
                verdict: "proved" as const,
                evidence: { method: "m", detail: "exact" },
              },
              {
                ...claim,
                text: "17*23 = 381",
                verdict: "refuted" as const,
                evidence: { method: "m", expected: "391", detail: "no" },
              },
              {
                ...claim,
                text: "P = NP",
                verdict: "undecided" as const,
                evidence: { method: "m", detail: "open" },
              },
            ],
          };
        },
      },
    },
  });
  const response = await checkOf(setup, "17*23 = 381 &amp; 2 &lt; 3");
  expect(response.status).toBe(200);
  await until("a response", () => setup.slack.responses.length === 1);
  expect(seen).toEqual(["17*23 = 381 & 2 < 3"]);
  const body = setup.slack.responses[0]!;
  expect(body["response_type"]).toBe("ephemeral");
  const blocks = body["blocks"] as { text?: { text: string } }[];
  const lines = blocks.map((block) => block.text?.text ?? "");
  expect(lines[0]).toContain("1 proved, 1 refuted, 1 undecided");
  expect(lines[1]).toMatch(/^❌ `17\*23 = 381` – should be 391/);
  expect(lines[2]).toContain("❔ `P = NP`");
  expect(lines[3]).toContain("✅ `2 &lt; 3`");
});

test("a message with nothing to check says so, in the message's language", async () => {
  const setup = await begin(undefined, { parts: { verifier: scriptedVerifier } });
  await checkOf(setup, "今天天气很好");
  await until("a response", () => setup.slack.responses.length === 1);
  expect(setup.slack.responses[0]?.["text"]).toContain("没有可以检验的内容");
});

test("the slash command answers its writer alone, with the question, verdict and certificate", async () => {
  const setup = await begin();
  const body = command({
    text: "what is 2+2? &lt;3",
    trigger_id: setup.slack.trigger(),
    response_url: `${setup.slack.origin}/response/2`,
  });
  const response = await send(setup.server.address, "commands", body);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
  await until("a response", () => setup.slack.responses.length === 1);
  const answer = setup.slack.responses[0]!;
  expect(answer["response_type"]).toBe("ephemeral");
  const shown = JSON.stringify(answer["blocks"]);
  for (const part of ["what is 2+2? <3", "The answer is 4.", "ansatz_certificate"])
    expect(shown).toContain(part);
});

const matrix = "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}";
const drawing = {
  pictures: {
    formula: () => Promise.resolve({ png: new Uint8Array([1, 2, 3]), width: 1, height: 1 }),
    plot: () => Promise.resolve(null),
  },
};

async function commanded(reply: string, options: Parameters<typeof setUp>[1] = {}, text = "q") {
  const setup = await begin(answerWith(reply, { route: "loop" }), options);
  const body = command({
    text,
    trigger_id: setup.slack.trigger(),
    response_url: `${setup.slack.origin}/response/4`,
  });
  await send(setup.server.address, "commands", body);
  const last = () => setup.slack.responses.at(-1);
  await until("an answer", () => JSON.stringify(last() ?? "").includes("ansatz_certificate"));
  return { setup, shown: JSON.stringify(last()), responses: setup.slack.responses };
}

test("the slash command shows a formula as a picture, one that is ready late too", async () => {
  for (const fileDelayMs of [0, 1_000]) {
    const { shown, setup } = await commanded(`So $$${matrix}$$`, {
      ...drawing,
      slack: { fileDelayMs },
    });
    const [file] = [...setup.slack.files.values()];
    expect(shown).toContain(`"slack_file":{"id":"${file?.id}"}`);
    expect(setup.slack.responses).toHaveLength(1);
  }
});

test.each([
  { status: 400, body: "invalid_blocks" },
  { status: 200, body: '{"ok":false,"error":"invalid_blocks"}' },
])(
  "where Slack takes no picture (%j) the formula is there in signs, and that is said",
  async (no) => {
    const reply = `So $$${matrix}$$`;
    const { shown } = await commanded(reply, { ...drawing, slack: { refusePictures: no } });
    expect(shown).not.toContain("slack_file");
    expect(shown).toContain("pmatrix");
    expect(shown).toContain("Slack did not take the picture");
    const zh = await commanded(reply, { ...drawing, slack: { refusePictures: no } }, "矩阵");
    expect(zh.shown).toContain("没有接受图片");
  },
);

test("an answer to the slash command that is too long says so in its last message", async () => {
  const { responses, shown } = await commanded("words and words. ".repeat(6_000));
  expect(responses).toHaveLength(5);
  expect(shown).toContain("There is more than fits here");
});

test("the slash command without a question says how to use it", async () => {
  const setup = await begin();
  const body = command({
    text: "",
    trigger_id: setup.slack.trigger(),
    response_url: `${setup.slack.origin}/response/3`,
  });
  const response = await send(setup.server.address, "commands", body);
  expect(await response.json()).toMatchObject({
    response_type: "ephemeral",
    text: expect.stringContaining("/ansatz solve"),
  });
  expect(setup.agent.requests).toEqual([]);
});

test("interactions and commands are refused without Slack's signature", async () => {
  const setup = await begin();
  const body = command({ text: "2+2", trigger_id: "1.2", response_url: "http://127.0.0.1:9/" });
  for (const door of ["interactions", "commands"] as const)
    expect((await send(setup.server.address, door, body, { secret: "wrong" })).status).toBe(401);
});
