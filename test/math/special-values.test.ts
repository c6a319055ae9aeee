import { expect, test } from "vitest";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

/** Values to 40 digits by mpmath 1.3. */
const VALUES: readonly (readonly [string, string])[] = [
  ["polylog(2, 1/2)", "0.582240526465012505902656320159680108744198"],
  ["polylog(3, 0.97)", "1.15427127062936345031048961823040841459360"],
  ["polylog(2, -7)", "-3.40016204442838664568501212402925283720335"],
  ["polylog(3, -7)", "-4.56935489772194231819562722281231056387181"],
  ["polylog(4, -0.8)", "-0.765102872066312336270756435622201608144228"],
  ["polylog(-2, 0.3)", "1.13702623906705539358600583090379008746356"],
  ["uppergamma(4/3, 2.5)", "0.123693323467615270095914622811554576729760"],
  ["uppergamma(-2, 0.7)", "0.338900330940655443981717654610512513730717"],
  ["expint(2, 1.3)", "0.0964455478301447222051132639923335566051086"],
  ["expint(1/2, 1.3)", "0.166124439268295682726498956707803117410763"],
  ["lambertw(3)", "1.04990889496403995998869707055289790458947"],
  ["lambertw(-0.3)", "-0.489402227180214969036231251996293368923410"],
  ["elliptic_f(1.1, 0.7)", "1.27455102185191681121269878328695900402416"],
  ["elliptic_f(4, 0.7)", "5.08897507759699444666891776325229262942740"],
  ["elliptic_e(1.1, 0.7)", "0.963875308820338858028678218392924849117273"],
  ["elliptic_e(-5, -2)", "-7.04693073169125553716431155317467406637499"],
  ["elliptic_k(-3)", "1.07825782374982161771933749940016101443206"],
  ["elliptic_e(0.3)", "1.44536306441266526201161760148028223038042"],
  ["acsc(-2)", "-0.523598775598298873077107230546583814032862"],
];

test.each(VALUES)("%s is %s", (text, value) => {
  const found = evaluateReal(parseExpression(text).expression);
  expect(found?.sub(value).div(value).abs().lt(1e-40)).toBe(true);
});

test.each([
  "polylog(2, 1.5)",
  "uppergamma(1/2, -1)",
  "lambertw(-1)",
  "elliptic_f(1.5, 4)",
  "elliptic_k(2)",
  "asec(1/2)",
  "expint(1, -1)",
])("%s has no real value here", (text) => {
  expect(evaluateReal(parseExpression(text).expression)).toBeNull();
});
