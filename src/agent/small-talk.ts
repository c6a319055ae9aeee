const QUANTITATIVE =
  /\d|[=+*/^<>√∫∑%]|\b(?:how (?:many|much|long|far|old|big|fast)|calculate|compute|solve|sum|product|integra\w+|deriv\w+|equation|factor\w*|prove|percent|average|area|volume|probability|number|square|root|prime|plus|minus|times|divided)\b|多少|几[个只人条岁次]|计算|求|解|证明|等于|平均|面积|体积|概率|积分|导数|方程|百分/i;

/** True for talk that asks for no quantity, so that a small model may word a reply. */
export function isSmallTalk(question: string): boolean {
  return question.length <= 300 && !QUANTITATIVE.test(question);
}
