import { complexPlanePod } from "./complex-plane-pod.ts";
import { dataPod } from "./data-pod.ts";
import { matrixPod } from "./matrix-pod.ts";
import { alternateFormsPod } from "./alternate-forms-pod.ts";
import { rangePod } from "./range-pod.ts";
import { domainPod } from "./domain-pod.ts";
import { asymptotesPod } from "./asymptotes-pod.ts";
import { extremaPod } from "./extrema-pod.ts";
import { seriesPod } from "./series-pod.ts";
import { rootsPod } from "./roots-pod.ts";
import { symmetryPod } from "./symmetry-pod.ts";
import { antiderivativePod, derivativePod } from "./calculus-pods.ts";
import { fractionFormsPod } from "./fraction-forms-pod.ts";
import { moreDigitsPod } from "./more-digits-pod.ts";
import { numberPropertiesPod } from "./number-properties-pod.ts";
import { numberLinePod, plotPod } from "./plot-pod.ts";
import { integralsPod } from "./integrals-pod.ts";
import { distributionPod } from "./distribution-pod.ts";
import { otherUnitsPod } from "./other-units-pod.ts";
import { paymentPlanPod } from "./payment-plan-pod.ts";
import type { PodMaker } from "./pod-maker.ts";
import { stepsPod } from "./steps-pod.ts";

/** Every kind of pod, in the order in which they are shown. To add one, write its file and name it here. */
export const ALL_PODS: readonly PodMaker[] = [
  numberLinePod,
  plotPod,
  complexPlanePod,
  stepsPod,
  derivativePod,
  antiderivativePod,
  integralsPod,
  rootsPod,
  domainPod,
  rangePod,
  symmetryPod,
  extremaPod,
  asymptotesPod,
  seriesPod,
  alternateFormsPod,
  matrixPod,
  dataPod,
  distributionPod,
  otherUnitsPod,
  paymentPlanPod,
  moreDigitsPod,
  fractionFormsPod,
  numberPropertiesPod,
];
