export interface Gpu {
  readonly memoryMiB: number;
  /** Peak memory bandwidth by the maker's data sheet. */
  readonly gigabytesPerSecond: number;
}

/** Cards people serve models on, smallest first. Memory is what the driver reports, rounded down. */
export const GPUS: Readonly<Record<string, Gpu>> = {
  "RTX 3060 12 GB": { memoryMiB: 12_288, gigabytesPerSecond: 360 },
  "RTX 4060 Ti 16 GB": { memoryMiB: 16_380, gigabytesPerSecond: 288 },
  L4: { memoryMiB: 23_034, gigabytesPerSecond: 300 },
  A10: { memoryMiB: 23_028, gigabytesPerSecond: 600 },
  "RTX 4090": { memoryMiB: 24_564, gigabytesPerSecond: 1008 },
  "RTX 5090": { memoryMiB: 32_607, gigabytesPerSecond: 1792 },
  L40S: { memoryMiB: 46_068, gigabytesPerSecond: 864 },
  "A100 80 GB": { memoryMiB: 81_920, gigabytesPerSecond: 2039 },
  "H100 SXM": { memoryMiB: 81_559, gigabytesPerSecond: 3350 },
  H200: { memoryMiB: 143_771, gigabytesPerSecond: 4800 },
};
