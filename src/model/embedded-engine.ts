import type {
  ChatHistoryItem,
  LLamaChatGenerateResponseOptions,
  LlamaChatResponse,
  LlamaGrammar,
} from "node-llama-cpp";
import { AnsatzError } from "../core/errors.ts";

export interface EngineReply {
  readonly stopReason: LlamaChatResponse["metadata"]["stopReason"];
  /** How many tokens the model wrote. */
  readonly writtenTokens: number;
}

export interface EmbeddedEngine {
  /** The size of the context that was really made. */
  readonly contextTokens: number;
  countTokens(history: ChatHistoryItem[]): number;
  createGrammar(gbnf: string): Promise<LlamaGrammar>;
  respond(
    history: ChatHistoryItem[],
    options: LLamaChatGenerateResponseOptions,
  ): Promise<EngineReply>;
  dispose(): Promise<void>;
}

async function importLibrary() {
  try {
    return await import("node-llama-cpp");
  } catch (cause) {
    throw new AnsatzError(
      "model_unavailable",
      "The library that runs embedded models is not installed here. Run npm install, or use a model server (http://host/v1).",
      { cause },
    );
  }
}

/** Loads a GGUF file. Throws `model_unavailable` when the library, the file or the memory is missing. */
export async function loadEngine(options: {
  readonly path: string;
  readonly contextTokens: number;
  readonly threads: number;
  readonly gpu: boolean;
}): Promise<EmbeddedEngine> {
  const { getLlama, LlamaChat, LlamaLogLevel } = await importLibrary();
  try {
    const llama = await getLlama({
      gpu: options.gpu ? "auto" : false,
      maxThreads: options.threads,
      build: "never",
      progressLogs: false,
      logLevel: LlamaLogLevel.disabled,
    });
    const model = await llama.loadModel({
      modelPath: options.path,
      ...(options.gpu ? {} : { gpuLayers: 0 }),
    });
    const context = await model.createContext({
      contextSize: Math.min(options.contextTokens, model.trainContextSize),
      threads: options.threads,
    });
    const contextSequence = context.getSequence();
    const chat = new LlamaChat({ contextSequence });
    return {
      contextTokens: context.contextSize,
      countTokens: (history) =>
        chat.chatWrapper
          .generateContextState({ chatHistory: history })
          .contextText.tokenize(model.tokenizer).length,
      createGrammar: (gbnf) => llama.createGrammar({ grammar: gbnf }),
      async respond(history, respondOptions) {
        const before = contextSequence.tokenMeter.usedOutputTokens;
        const { metadata } = await chat.generateResponse(history, respondOptions);
        return {
          stopReason: metadata.stopReason,
          writtenTokens: contextSequence.tokenMeter.usedOutputTokens - before,
        };
      },
      async dispose() {
        chat.dispose();
        await context.dispose();
        await model.dispose();
        await llama.dispose();
      },
    };
  } catch (cause) {
    throw new AnsatzError(
      "model_unavailable",
      "The model file could not be loaded. Check that it is a whole GGUF file and that there is memory for it, or pull it again.",
      { cause },
    );
  }
}
