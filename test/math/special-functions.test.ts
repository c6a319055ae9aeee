import { describe, expect, test } from "vitest";
import { evaluateReal } from "../../src/tools/math/numeric/evaluate-decimal.ts";
import { decideEqual } from "../../src/tools/math/prove/decide-zero.ts";
import { parseExpression } from "../../src/tools/math/read/parse.ts";

const parse = (text: string) => parseExpression(text).expression;

/** 45 digits by mpmath 1.3 with 50 digits of working precision. */
const VALUES: readonly (readonly [string, string])[] = [
  ["gamma(1/3)", "2.67893853470774763365569294097467764412868938"],
  ["gamma(-5/2)", "-0.945308720482941881225689324448610764158693043"],
  ["gamma(201/2)", "9.32096310408271660834910980914191043790649704e+156"],
  ["digamma(1/4)", "-4.22745353337626540808953014609668357736724444"],
  ["digamma(-3/2)", "0.703156640645243187225690333667911099473507062"],
  ["zeta(3)", "1.20205690315959428539973816151144999076498629"],
  ["zeta(1/2)", "-1.46035450880958681288949915251529801246722933"],
  ["zeta(-3/2)", "-0.0254852018898330359495429869107047454690249846"],
  ["zeta(20)", "1.00000095396203387279611315203868344934594379"],
  ["erf(1)", "0.842700792949714869341220635082609259296066998"],
  ["erf(5)", "0.999999999998462540205571965149811656514616621"],
  ["erfc(8)", "1.12242971729829270799678884431702790934319292e-29"],
  ["Si(2)", "1.60541297680269484857672014819858894084858342"],
  ["Si(15)", "1.61819444370836873912398863142341028604412442"],
  ["Ci(2)", "0.422980828774864995698565153198255894135737756"],
  ["Ei(1)", "1.89511781635593675546652093433163426901706058"],
  ["Ei(-3)", "-0.0130483810941970374125007458286450229484776341"],
  ["fresnels(2)", "0.343415678363698242195300815958068456886541812"],
  ["fresnelc(1)", "0.779893400376822829474206413652690136630625708"],
  ["polylog(2, 1/2)", "0.582240526465012505902656320159680108744198475"],
  ["besselj(0, 1)", "0.76519768655796655144971752610266322090927429"],
  ["besselj(1/3, 2)", "0.442939818148576212250422417735951164423412485"],
  ["bessely(2, 3)", "-0.16040039348492372967576829953798091810401204"],
  ["besseli(1, 2)", "1.59063685463732906338225442499966624795447816"],
  ["besselk(1/3, 2)", "0.116544961296165248758942628914632896753174179"],
  ["airyai(1)", "0.135292416312881415524147423515466306174944143"],
  ["airybi(-3)", "-0.198289626374926543220644854572488356698807496"],
  ["airyaiprime(2)", "-0.05309038443365363170399918587870349124856099"],
  ["polylog(3, -3/4)", "-0.691703603690459451014144842662923096867407047"],
];

describe("special functions at real arguments", () => {
  test.each(VALUES)("%s to 42 digits", (text, expected) => {
    const value = evaluateReal(parse(text));
    expect(value?.toSignificantDigits(42).toString()).toBe(
      value?.mul(0).add(expected).toSignificantDigits(42).toString(),
    );
  });

  test.each(["gamma(0)", "gamma(-2)", "digamma(-1)", "zeta(1)", "Ci(-1)", "li(1)"])(
    "%s has no real value",
    (text) => {
      expect(evaluateReal(parse(text))).toBeNull();
    },
  );
});

describe("closed forms", () => {
  test.each([
    ["zeta(2)", "pi^2/6"],
    ["zeta(4)", "pi^4/90"],
    ["zeta(-1)", "-1/12"],
    ["zeta(0)", "-1/2"],
    ["zeta(-2)", "0"],
    ["digamma(1/3)", "-3*log(3)/2 - sqrt(3)*pi/6 - eulergamma"],
    ["digamma(1/4)", "-eulergamma - pi/2 - 3*log(2)"],
    ["gamma(5/2)", "3*sqrt(pi)/4"],
    ["gamma(-1/2)", "-2*sqrt(pi)"],
    ["digamma(1/6)", "-eulergamma - sqrt(3)*pi/2 - 2*log(2) - 3*log(3)/2"],
    ["digamma(5)", "25/12 - eulergamma"],
    ["digamma(-1/2)", "2 - eulergamma - 2*log(2)"],
  ])("%s = %s, and the decimals agree", (left, right) => {
    expect(decideEqual(parse(left), parse(right)).verdict).toBe("proved");
    const [a, b] = [left, right].map((text) => evaluateReal(parse(text)));
    expect(
      a
        ?.sub(b ?? 9)
        .abs()
        .lt(1e-40),
    ).toBe(true);
  });

  test("wrong closed forms are refuted", () => {
    expect(decideEqual(parse("zeta(2)"), parse("pi^2/7")).verdict).toBe("refuted");
    expect(decideEqual(parse("digamma(1/3)"), parse("-eulergamma - 3*log(2)")).verdict).toBe(
      "refuted",
    );
  });
});
