import { antiderivativePod, derivativePod } from "./calculus-pods.ts";
import { fractionFormsPod } from "./fraction-forms-pod.ts";
import { moreDigitsPod } from "./more-digits-pod.ts";
import { numberPropertiesPod } from "./number-properties-pod.ts";
import { numberLinePod, plotPod } from "./plot-pod.ts";
import type { PodMaker } from "./pod-maker.ts";
import { stepsPod } from "./steps-pod.ts";

/** Every kind of pod, in the order in which they are shown. To add one, write its file and name it here. */
export const ALL_PODS: readonly PodMaker[] = [
  numberLinePod,
  plotPod,
  stepsPod,
  derivativePod,
  antiderivativePod,
  moreDigitsPod,
  fractionFormsPod,
  numberPropertiesPod,
];
