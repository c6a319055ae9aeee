import { describe, expect, it } from "vitest";
import { createVerifier } from "../../src/hallucination/verifier.ts";
import { createStubMath } from "./math-stub.ts";

const verifier = createVerifier(createStubMath());
const verdictOf = async (text: string): Promise<string> =>
  (await verifier.verify({ text })).verdict;

describe("what is not stated as a fact is never refuted", () => {
  it.each([
    "2+2=5 is false",
    "2 + 2 = 5 is simply wrong.",
    "It is not true that 2 + 2 = 5.",
    "some say 2+2=5",
    'Tom wrote: "2 + 2 = 5".',
    "if 2+2 = 5 then pigs fly",
    "Suppose that 2 + 2 = 5; then 0 = 1.",
    "有人说2+2=5",
    "2+2=5是错的",
    "如果2+2=5，那么就麻烦了",
    "学生写道：“2+2=5”",
    "Does 5² + 5² = 7²?\n\n25 + 25 = 49\n\n50 = 49 (not true)",
    "Let us check if x = 2 works: 3*2 + 4 = 9, which is not what we need.",
    "A common mistake is 1/2 + 1/3 = 2/5.",
    "The value is 1,5 = 3/2.",
    "2,5 + 1 = 3,5",
    "log(100) = 2",
    "(-8)^(1/3) = -2",
    "8/2(2+2) = 1",
    "6 ÷ 2(1+2) = 1",
  ])("%s", async (text) => {
    expect(await verdictOf(text)).not.toBe("refuted");
  });
});

describe("numbers that are no operands are left alone", () => {
  it.each([
    "```\nx = 2 + 2 == 5\n```",
    "See https://example.org/a?x=1+1&y=3=4 for more.",
    "Upgrade from 3.11.2 to 3.12 = done.",
    "Call +1 555-0100-2 = home or 010-6275-1234 = office.",
    "Subtract Weeks 3-4 from Weeks 1-2 = 96 - 70 = 26",
    "Pages 10-20 = 11 pages",
    "The match ended 3-1 = a win.",
    "Δφ = φ2 - φ1 = 0.610865 - 0.436332 = 0.174533",
    "He walked 19 km (12 mi) x 2 = 38 km (24 mi) per week.",
    "999×996996999﹣996×999999996=5985?",
    "=π(2) \n 2\n (4)=16π",
    "723 * 10^11 = 7 * 10^11 % 10^12",
    "3: 55pm - 1: 47pm + 15 minutes = 145 minutes.",
    String.raw`$$5$$@$$10=\frac {50}{15}$$`,
    String.raw`10\% of $250000 = 250000 \div 10 = 25000$`,
  ])("%s", async (text) => {
    expect(await verdictOf(text)).not.toBe("refuted");
  });
});

describe("a hundred thousand characters of one sign end in time", () => {
  it.each(["$", "\n \n", "1+", "(1", "9 / 9 = 9 ", "the last letter of the word "])(
    "%j",
    async (sign) => {
      const text = sign.repeat(Math.floor(100_000 / sign.length));
      const started = performance.now();
      await verifier.verify({ text }).catch(() => null);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    20_000,
  );
});

describe("notations with a meaning of their own", () => {
  it.each([
    String.raw`$\cos \alpha=-\frac{4}{5}$`,
    String.raw`$3 \alpha-\beta=\frac{\pi}{2}$`,
    String.raw`$$\Delta =(110+2)\times 2$$`,
    String.raw`$$\left[ 6.31 \right]=6$$`,
    String.raw`$$(192,120)={{2}^{3}}\times 3$$`,
    String.raw`$$81\div7=11$$R$$4$$`,
    String.raw`$$55\div12=4$$（圈）$$\cdots \cdots 7$$（小时）`,
    String.raw`$$0.004186\times 8812345.321\approx 0.004\times 9000000=36000$$`,
    String.raw`$$1440=1.4\times {{10}^{3}}$$`,
    String.raw`$$100 \text{cm}/100 \text{mins} = 1 \text{m}/100 \text{mins}$$`,
    String.raw`We can simplify this to $$10a=a\cdot b+a$$, and factor to $$(10)a=(b+1)a$$.`,
    "5 units + 5 = 4 units + 20",
    "(1+2) triangle = 3 x 3 = 9 matchsticks",
    "10% of the $400 + $1580 = $1980",
    "24 x 50 percent = 12",
    "2 squared = 2 x 2",
    "5+1=6 times $5 = $30",
    "16 / 4 = 4 miles / 4 minutes",
    "160% - 20% = 128%",
    "400π ÷ 16π = 25",
    "We have x + 10 = 9(x - 10) = 80.",
    "So 5*x = 100, thus x is 20. Then he gets 4*x = 4*20 = 80.",
    "x = 3 or x = -3, and 2x = 2*(-3) = -6.",
    "x = 3. In the second problem 5x = 20.",
    "1 day = 8 hours of work",
    "The 2 hour show is 30 minutes longer",
    "She had 3+4 = 7 hours per week",
    "2+3+5+…+29=129",
    "2+4+...+64=126",
    "The ratio 1 : 5 = 2 : 10 holds.",
    "The last digit of the product 3*4 is 2, and the remainder of 3*4 is 2.",
    "The number of digits in 12*4 is 2.",
    "3*4的个位数字是2。",
    String.raw`The last digit of $7\times8\times9$ is $4$.`,
    String.raw`$$1.\overline{009}=1\frac 1{111}$$`,
    String.raw`$2\times3$ $$\div$$ $$\left(1+1\right)=5$$`,
    String.raw`$$6\div 2\left(1+2\right)=1$$`,
    String.raw`$$13$$$\times$$$3$$+$$3$$=$$42$$.`,
    String.raw`We simplify: $$\textbar\cos \theta-1\textbar=1-\cos\theta=\cos\theta-1$$.`,
    String.raw`$$5x+12=52-3x$$, then $$8x=40$$ and $$x=40\div 8$$.`,
    "有人说，2+2=5",
    "The 2008/09 is 173.5, and 2007-2008 for Ann is 1.",
    "We have 50x = 274477. Rounding off to the nearest integer, we get x = 5490.",
    "We have 50x = 274477. Thus x = 5490.",
    "We have 8000 + 10x = 888. Thus x = 88,000 - 10x.",
  ])("%s", async (text) => {
    expect(await verdictOf(text)).not.toBe("refuted");
  });

  it("takes a number for rounded where the question asks for it", async () => {
    const ask = async (text: string): Promise<string> =>
      (await verifier.verify({ text, question: "What is the price, to the nearest integer?" }))
        .verdict;
    expect(await ask("It is $132 + $6.6 = $138.")).toBe("undecided");
    expect(await ask("It is $132 + $6.6 = $148.")).toBe("refuted");
  });

  it.each([
    String.raw`$$1\frac{9}{20}=1.45$$`,
    String.raw`$$3\times 2+1+\frac{1}{3}=7\frac{1}{3}$$`,
    "2 hours + 30 minutes = 150 minutes",
    "3 km = 3000 m",
    "1 mile / 16 minutes = 0.0625 miles per minute",
    "90 minutes / 60 minutes/hour = 1.5 hours",
    "7 days/week * 2 weeks = 14 days",
    "2 dozen + 3 = 27",
    "3小时 + 20分钟 = 200分钟",
    "5千克 = 5000克",
    "$2 + 50 cents = $2.50",
    "1 foot is 12 inches",
    "The dogs that are not marked are 8 - 3 = 5.",
    "17 / 5 = 3 remainder 2",
    "1 + 2 + ... + 100 = 5050",
    "1+2+4+…+64 = 127",
    String.raw`$$1+3+5+\cdots +39=400$$`,
    "55÷12=4……7",
    String.raw`$$55\div12=4$$（圈）$$\cdots \cdots 7$$（小时）`,
    String.raw`$$C_{6}^{2}=15$$`,
    String.raw`$0.\overline{62}+0.\overline{16}=0.\overline{78}$.`,
    String.raw`$$27+11+13$$  $$=27+13+11$$  $$=40+11$$  $$=51$$`,
    String.raw`\[\begin{align} 2+3 &= 1+4 \\ &= 5 \end{align}\]`,
    String.raw`$75 - 60$ = $15$ min.`,
    String.raw`$$ \left( -3+2+5=4 \right) $$`,
    "$${{57}^{2}}=3249$$",
  ])("proves %s", async (text) => {
    expect(await verdictOf(text)).toBe("proved");
  });

  it.each([
    "80 minutes + 3 hours = 83 minutes",
    "2 hours + 30 minutes = 100 minutes",
    "3 km = 300 m",
    "5千克 = 500克",
    "3小时 + 20分钟 = 180分钟",
    "$4.20 + $9.45 + $1.35 = $14.98",
    "$4.20 + $9.45 + $1.30 = $14.94",
    "We have 9(x+10) = 9x+30 = 0.",
    "A = 3 + 4 = 7. B = 5. Then A - B = 7 + 5 = 12.",
    "In total x + 3x = 5x.",
    String.raw`$$19\frac{8}{9}\times36=700$$`,
    "17 / 5 = 4 remainder 2",
    String.raw`$11\times13\times7=1001$  $1+3+7+0=21$`,
    "1 + 2 + ... + 100 = 5500",
    String.raw`$$1+3+5+\cdots +39=600$$`,
    "最大数为55-36=29．中间两数之和为45-19=36，平均数为13．有两种可能．若第二大数为17，则不成立．",
    "55÷12=4……6",
    String.raw`$$55\div12=4$$（圈）$$\cdots \cdots 8$$（小时）`,
    String.raw`$$C_{6}^{2}=16$$`,
    String.raw`$0.\overline{62}+0.\overline{16}=8.\overline{78}$.`,
    String.raw`$$27+11+13$$  $$=27+13+11$$  $$=90+11$$`,
    String.raw`\[\begin{align} 2+3 &= 1+4 \\ &= 6 \end{align}\]`,
    String.raw`$75 - 60$ = $45$ min.`,
    String.raw`$$ \left( -3+2+5=5 \right) $$`,
    "$${{57}^{2}}=3649$$",
    String.raw`Number of intervals = $$37-1 = 33$$`,
    String.raw`making a total of $$315+21=339$$.`,
    String.raw`After Amit says "$$2015$$", there are $$5102-2015=7087$$ left.`,
    String.raw`If $$6$$ wear jeans, then $$18-6=22$$ are not.`,
    "假设与实际相差：$$150-118=12$$（分）",
    "若甲，乙各胜2场，则丁胜 6-2×3=5 场。",
    "The school grew by 2008 - 1998 = 12 pupils.",
    "We have 50x = 274477. Thus x = 5480.",
    "We have 10x = 880,000. Thus x = 80,000.",
  ])("refutes %s", async (text) => {
    expect(await verdictOf(text)).toBe("refuted");
  });
});
