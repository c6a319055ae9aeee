import { AnsatzError } from "../core/errors.ts";
import type { ModelCapabilities, ModelPart, ModelPort, ModelRequest } from "../core/model-port.ts";

/**
 * A model that is fetched and loaded on its first use, so that the service starts at once and questions
 * the engine answers alone never wait for it. A failed fetch is reported to each caller and tried again
 * for the next after a pause.
 */
export class LazyModel implements ModelPort {
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  private readonly open: () => Promise<ModelPort | null>;
  private opened: Promise<ModelPort> | null = null;

  constructor(id: string, capabilities: ModelCapabilities, open: () => Promise<ModelPort | null>) {
    this.id = id;
    this.capabilities = capabilities;
    this.open = open;
  }

  /** Resolves when the model is there. Throws `model_unavailable` when no source has it. */
  async prepare(): Promise<ModelPort> {
    this.opened ??= this.load();
    try {
      return await this.opened;
    } catch (error) {
      this.opened = null;
      throw error;
    }
  }

  private async load(): Promise<ModelPort> {
    const model = await this.open();
    if (model === null)
      throw new AnsatzError(
        "model_unavailable",
        "No model is configured. Start with --model SPEC.",
      );
    return model;
  }

  async *stream(request: ModelRequest): AsyncIterable<ModelPart> {
    const model = await this.prepare();
    yield* model.stream(request);
  }

  async close(): Promise<void> {
    const model = await this.opened?.catch(() => null);
    await model?.close();
  }
}
