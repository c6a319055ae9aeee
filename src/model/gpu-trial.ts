import { getLlama, LlamaCompletion } from "node-llama-cpp";

/** A process of its own that `try-gpu.ts` starts: loads the file on the GPU, writes one token, says which. */
const path = process.argv[2] ?? "";
const llama = await getLlama({ gpu: "auto", build: "never", progressLogs: false });
if (llama.gpu !== false) {
  const names = await llama.getGpuDeviceNames();
  const model = await llama.loadModel({ modelPath: path });
  const context = await model.createContext({ contextSize: 64 });
  const completion = new LlamaCompletion({ contextSequence: context.getSequence() });
  await completion.generateCompletion("One, two,", { maxTokens: 1 });
  process.stdout.write(`gpu: ${names.join(", ")}\n`);
}
process.exit(0);
