import { constantNamed } from "../knowledge/constants.ts";

type Rewrite = readonly [RegExp, string | ((groups: readonly string[]) => string)];

const PERIODS: Readonly<Record<string, string>> = {
  yearly: "年",
  annually: "年",
  "semi-annually": "半年",
  semiannually: "半年",
  quarterly: "季度",
  monthly: "月",
  weekly: "周",
  daily: "日",
  fortnightly: "两周",
};

const STATISTICS: Readonly<Record<string, string>> = {
  mean: "平均数",
  median: "中位数",
  mode: "众数",
  range: "极差",
  gcd: "最大公约数",
  lcm: "最小公倍数",
};

/** What assumptions say, in Chinese. The first that fits the whole text is used; `$1` is what stood there. */
const CHINESE: readonly Rewrite[] = [
  [/^(\S+) is taken as the variable in (.+)$/su, "取 $1 为 $2 中的变量"],
  [/^(\S+) is taken as the variable$/u, "取 $1 为变量"],
  [/^Use (\S+) instead$/u, "改用 $1"],
  [/^Use (\S+) as a variable instead \(written (\S+)\)$/u, "改为把 $1 当作变量（写作 $2）"],
  [/^Use i as the imaginary unit instead$/u, "改为把 i 当作虚数单位"],
  [/^Use e as Euler's number instead$/u, "改为把 e 当作自然常数"],
  [/^Read e as Euler's number instead$/u, "改为把 e 读作自然常数"],
  [/^(\S+) is read as a variable, not as the constant \S+\.$/u, "$1 读作变量，而不是常数。"],
  [/^i is read as the imaginary unit\.$/u, "i 读作虚数单位。"],
  [/^e is read as Euler's number\.$/u, "e 读作自然常数。"],
  [
    /^An odd root with letters under it is taken as the principal power, which is real only where the part under it is not negative\.$/u,
    "含字母的奇次根式按幂的主值理解，仅当被开方式非负时为实数。",
  ],
  [/^log is read as the natural logarithm, to base e\.$/u, "log 读作自然对数（以 e 为底）。"],
  [/^Use the logarithm to base 10 instead$/u, "改用以 10 为底的对数"],
  [/^The second argument of the logarithm was read as its base\.$/u, "对数的第二个参数读作底数。"],
  [/^Read the first argument as the base instead$/u, "改为把第一个参数读作底数"],
  [/^"(.+)" was read as the product (.+)\.$/u, "“$1”读作乘积 $2。"],
  [/^(.+) was read as a mixed number\.$/u, "$1 读作带分数。"],
  [/^Multiply instead$/u, "改为相乘"],
  [
    /^What stands behind the division sign is not read as part of the function's argument\.$/u,
    "除号后面的部分不算作函数的自变量。",
  ],
  [/^Take what is divided by into the argument instead$/u, "改为把除号后面的部分也算作自变量"],
  [/^Only (\S+) is read as the exponent, not (.+)\.$/u, "只把 $1 读作指数，而不是 $2。"],
  [/^Take what follows into the exponent instead$/u, "改为把后面的部分也放进指数"],
  [/^(.+) was read as a power of ten\.$/u, "$1 读作 10 的幂（科学记数法）。"],
  [
    /^A product written without a sign after a division was read from left to right: a\/b c is \(a\/b\) c\.$/u,
    "除号后省略乘号的乘积从左到右计算：a/b c 读作 (a/b) c。",
  ],
  [/^Divide by the whole product instead$/u, "改为除以整个乘积"],
  [
    /^A percentage in a sum was read as hundredths, not as a share of what stands before it\.$/u,
    "和式中的百分数读作百分之几的数，而不是前一项的百分之几。",
  ],
  [/^(\S+)% was read as a share of (.+)\.$/u, "$1% 读作 $2 的百分之 $1。"],
  [/^(\S+) is read as a whole number\.$/u, "$1 读作整数。"],
  [/^Let it run through the real numbers instead \(written (\S+)\)$/u, "改为取实数（写作 $1）"],
  [/^W\(…\) is read as Lambert's function\.$/u, "W(…) 读作朗伯 W 函数。"],
  [/^Read W as a letter that is multiplied instead$/u, "改为把 W 读作相乘的字母"],
  [/^(\S+) is read as the unit step \(Heaviside\)\.$/u, "$1 读作单位阶跃函数。"],
  [/^(\S+) is read as a Bessel function\.$/u, "$1 读作贝塞尔函数。"],
  [/^(\S+) was read as (.+), not as a product\.$/u, "$1 读作 $2，而不是乘积。"],
  [/^The variable of integration was not written; (\S+) was taken\.$/u, "没有写积分变量，取 $1。"],
  [
    /^A negative power modulo (\S+) is read as a power of the inverse\.$/u,
    "模 $1 的负指数幂读作逆元的幂。",
  ],
  [/^The question was read as "(.+)"\.$/su, "问题读作“$1”。"],
  [
    /^The answer is given as it is; "(.+)" was not applied to it\.$/su,
    "答案按原样给出，没有按“$1”处理。",
  ],
  [/^Both ends of the range are counted\.$/u, "范围的两端都计入。"],
  [/^pi is taken as (\S+), as the question says\.$/u, "按题目要求，π 取 $1。"],
  [
    /^The answers stand in this order: (.+)\.$/u,
    ([names = ""]) =>
      `答案依次为：${names
        .split(", ")
        .map((name) => STATISTICS[name] ?? name)
        .join("、")}。`,
  ],
  [
    /^Cards are drawn from a full deck of 52, each put back\.$/u,
    "从一副 52 张牌中抽取，每次放回。",
  ],
  [/^Cards are drawn from a full deck of 52, none put back\.$/u, "从一副 52 张牌中抽取，不放回。"],
  [
    /^One is drawn at random, each as likely as any other\.$/u,
    "随机取一个，每个被取到的可能性相同。",
  ],
  [
    /^"(.+)" belongs to what stands right before it, and to no more\.$/u,
    "“$1”只作用于紧挨在它前面的部分。",
  ],
  [/^The root is taken of (\S+) alone\.$/u, "只对 $1 开方。"],
  [/^Digits are counted after the decimal point\.$/u, "位数按小数点后计算。"],
  [/^The digits (\S+) are taken to repeat for ever\.$/u, "数字 $1 视为无限循环。"],
  [/^The second time is taken to be on the next day\.$/u, "第二个时刻视为次日。"],
  [/^A chicken has two feet and a rabbit four\.$/u, "鸡有两只脚，兔有四只脚。"],
  [/^A fair die with six faces is assumed\.$/u, "假定骰子均匀，有六个面。"],
  [
    /^Fair dice with six faces are assumed; their faces are added\.$/u,
    "假定骰子均匀，各有六个面，点数相加。",
  ],
  [/^A fair coin and independent tosses are assumed\.$/u, "假定硬币均匀，各次抛掷相互独立。"],
  [
    /^Z is read as a normal variable with mean 0 and standard deviation 1\.$/u,
    "Z 视为标准正态变量（均值 0，标准差 1）。",
  ],
  [/^P\(X = k\) = (.+)$/u, "P(X = k) = $1"],
  [/^The population formula with n is used\.$/u, "使用总体公式（除以 n）。"],
  [
    /^The sample formula with n - 1 is used; ask for the population value for n\.$/u,
    "使用样本公式（除以 n - 1）；要除以 n，请问总体的值。",
  ],
  [/^US customary measures of volume are used\.$/u, "使用美制容积单位。"],
  [
    /^A year is taken as 365\.25 days and a month as its twelfth part\.$/u,
    "一年按 365.25 天计，一个月为其十二分之一。",
  ],
  [
    /^Equal monthly payments (\S.*?), with r the yearly rate over 12 and n the number of months\.$/u,
    "等额本息，每月还款 $1，其中 r 为年利率的十二分之一，n 为月数。",
  ],
  [/^Simple interest: amount \* rate \* years\.$/u, "单利：本金 × 利率 × 年数。"],
  [
    /^Interest is compounded (.+)\.$/u,
    ([period = ""]) =>
      period === "continuously"
        ? "连续复利。"
        : `复利，每${PERIODS[period.toLowerCase()] ?? period}计息一次。`,
  ],
  [
    /^Deposits at the end of each month: (\S.*?), with r the yearly rate over 12 and n the number of months\.$/u,
    "每月末存入，本利和 $1，其中 r 为年利率的十二分之一，n 为月数。",
  ],
  [/^Growth once a year: (.+) years\.$/u, "每年增长一次：$1 年。"],
  [/^The change is applied once a year\.$/u, "每年变化一次。"],
  [
    /^The function is (in|de)creasing where its derivative is (?:posi|nega)tive; ends of such intervals may be added\.$/u,
    ([kind]) =>
      kind === "in"
        ? "导数为正处函数递增；区间端点可以加入。"
        : "导数为负处函数递减；区间端点可以加入。",
  ],
  [
    /^The function is concave (up \(convex\)|down) where its second derivative is (?:posi|nega)tive\.$/u,
    ([kind = ""]) =>
      kind.startsWith("up")
        ? "二阶导数为正处函数下凸（凹向上）。"
        : "二阶导数为负处函数上凸（凹向下）。",
  ],
  [/^The distance of a point from the line (.+) is (.+)\.$/u, "点到直线 $1 的距离为 $2。"],
  [/^They are counted from the first positive one\.$/u, "从第一个正的数起。"],
  [/^The last of these primes is (.+)\.$/u, "其中最后一个质数是 $1。"],
  [
    /^The terms are read as an arithmetic progression: (.+) is added each time, up to (.+)\.$/u,
    "各项读作等差数列：公差 $1，直到 $2。",
  ],
  [
    /^The terms are read as a geometric progression: multiplied by (.+) each time, up to (.+)\.$/u,
    "各项读作等比数列：公比 $1，直到 $2。",
  ],
  [
    /^The terms are read as a geometric series: multiplied by (.+) each time, without end\.$/u,
    "各项读作无穷等比级数：公比 $1。",
  ],
  [/^The line of least squares in y\.$/u, "按 y 方向的最小二乘直线。"],
  [/^Pearson's r = (.+)\.$/u, "皮尔逊相关系数 r = $1。"],
  [/^Distance from the origin, and the angle in radians\.$/u, "到原点的距离，以及以弧度表示的角。"],
  [/^c = (\S.*), with C in degrees\.$/u, "c = $1，其中 C 以度为单位。"],
  [/^One card is drawn from a full deck of 52\.$/u, "从一副 52 张的牌中抽一张。"],
  [/^The real root is meant; there are two complex ones\.$/u, "取实数根；另有两个复数根。"],
  [/^(\S.*), the angle taken in degrees and turned into radians$/u, "$1，角以度给出并化为弧度"],
  [/^The arc length is the integral of (.+)\.$/u, "弧长为 $1 的积分。"],
  [
    /^The area under a curve is read as the integral: what lies below the axis counts as negative\.$/u,
    "曲线下的面积读作积分：横轴下方的部分计为负。",
  ],
  [
    /^The average value is the integral over the interval divided by its length\.$/u,
    "平均值为区间上的积分除以区间长度。",
  ],
  [/^The volume is the integral of (.+)\.$/u, "体积为 $1 的积分。"],
  [/^(\S+) is read as a Roman numeral\.$/u, "$1 读作罗马数字。"],
  [
    /^(\S+)\(n, k\) is read as the number of (arrangements|combinations)\.$/u,
    ([call = "", what]) => `${call}(n, k) 读作${what === "combinations" ? "组合数" : "排列数"}。`,
  ],
  [/^Stirling numbers of the first kind are signed\.$/u, "第一类斯特林数带符号。"],
  [/^(.+) was put in as (.+)\.$/u, "由 $1 代入 $2。"],
  [
    /^The transform is the integral of f\(x\) e\^\(-i w x\) over the line.*$/u,
    "变换取 f(x) e^(-i w x) 在整个数轴上的积分，不带系数。若带系数 1/sqrt(2 pi)，结果除以 sqrt(2 pi)；若用 e^(-2 pi i k x)，令 w = 2 pi k。",
  ],
  [
    /^The inverse is 1\/\(2 pi\) times the integral.*$/u,
    "逆变换取 F(w) e^(i w x) 在整个数轴上的积分的 1/(2 pi)。若带系数 1/sqrt(2 pi)，结果乘以 sqrt(2 pi)。",
  ],
  [
    /^The transform is the integral of f\(x\) (cos|sin)\(w x\) from 0 to infinity\..*$/u,
    "变换取 f(x) $1(w x) 从 0 到无穷的积分。若带系数 sqrt(2/pi)，结果乘以它。",
  ],
  [
    /^(.+) = (.+), exact by definition \((.+)\)\.$/u,
    ([name = "", value = "", source = ""]) =>
      `${chineseName(name)} = ${value}，按定义为精确值（${inChineseSource(source)}）。`,
  ],
  [
    /^(.+) = (.+), measured, standard uncertainty (.+) \((.+)\)\.$/u,
    ([name = "", value = "", uncertainty = "", source = ""]) =>
      `${chineseName(name)} = ${value}，测量值，标准不确定度 ${uncertainty}（${inChineseSource(source)}）。`,
  ],
  [
    /^v = sqrt\(2\*G\*M\/r\) with G\*M = (.+) and mean radius r = (.+) \(JPL\)\.$/u,
    "v = sqrt(2*G*M/r)，其中 G*M = $1，平均半径 r = $2（JPL）。",
  ],
  [
    /^(.+): (.+) g\/mol \(IUPAC 2021, abridged\)\.$/u,
    ([formula = "", atoms = ""]) =>
      `${formula}：${atoms.replace(/(\d+) (\S+) at (\S+?)(?=,|$)/g, "$1 个 $2，各 $3").replaceAll(", ", "；")} g/mol（IUPAC 2021，简表）。`,
  ],
];

function chineseName(name: string): string {
  return constantNamed(name)?.names.find((one) => /\p{Script=Han}/u.test(one)) ?? name;
}

/** The text of an assumption or of its alternative in Chinese; what is not known stays as it is. */
export function inChinese(text: string): string {
  for (const [pattern, words] of CHINESE) {
    const found = pattern.exec(text);
    if (found !== null)
      return typeof words === "string" ? text.replace(pattern, words) : words(found.slice(1));
  }
  return text;
}

const inChineseSource = (source: string): string =>
  source.replace("SI brochure", "SI 手册").replace(" and ", " 与 ");
