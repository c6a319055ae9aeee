/** What checks of calculus say, sentence by sentence, in Chinese; `$1` is what stood there. */
export const ANALYSIS: readonly (readonly [RegExp, string])[] = [
  [
    /^Differentiated back by separate rules, the result is the integrand exactly\.$/u,
    "用另一套求导规则对结果求导，精确地还原为被积函数。",
  ],
  [
    /^Differentiated back by separate rules, the result agrees with the integrand at (\d+) points of its domain; the exact comparison did not settle it\.$/u,
    "用另一套求导规则对结果求导，在定义域内 $1 个点上与被积函数相符；精确比较未能判定。",
  ],
  [
    /^Differentiated a second time by separate rules; the two results are equal in exact normal form\.$/u,
    "用另一套求导规则再求一次导数，两个结果的精确标准形相同。",
  ],
  [
    /^Every derivative was taken by two separate sets of rules, equal in normal form\.$/u,
    "每个导数都用两套独立的规则求出，标准形相同。",
  ],
  [
    /^The antiderivative was differentiated back exactly, it is shown to be continuous on the whole range, and its limits at both ends are derived\.$/u,
    "对原函数求导精确还原；已证明它在整个积分区间上连续，并推出了两端的极限。",
  ],
  [
    /^At the upper end the antiderivative grows without bound\.$/u,
    "在积分上限处，原函数无限增大。",
  ],
  [
    /^The inner integrals were worked out in the same way, with the outer variables as symbols\.$/u,
    "内层积分用同样的方法求出，外层变量视为符号。",
  ],
  [
    /^Derived by expansion: the parts that grow fastest are found by comparing logarithms, and the leading coefficient gives the limit\.$/u,
    "由展开推出：比较对数找出增长最快的部分，其首项系数给出极限。",
  ],
  [
    /^The zeros and poles were found exactly; between neighbouring ones the sign cannot change, and each gap and each end point was tested\.$/u,
    "零点和极点已精确求出；相邻两者之间符号不变，每一段和每个端点都已检验。",
  ],
  [
    /^Everything repeats with the period (.+), so one turn was decided\.$/u,
    "一切以 $1 为周期重复，故只需判定一个周期。",
  ],
  [
    /^Exact coefficients from power series arithmetic; what is left out is of order above (\d+) in (\S+)\.$/u,
    "系数由幂级数运算精确得出；略去的部分关于 $2 高于 $1 阶。",
  ],
  [
    /^Exact coefficients from power series arithmetic; what is left out is of higher order in (\S+)\.$/u,
    "系数由幂级数运算精确得出；略去的部分是 $1 的更高阶项。",
  ],
  [
    /^The rounding error was followed through every operation; every number within it rounds to these digits\.$/u,
    "每一步运算的舍入误差都有上界；误差范围内的每个数都舍入为这些数位。",
  ],
  [
    /^The value and the derivative at the point were worked out exactly and put into the equation of the line\.$/u,
    "该点的函数值和导数已精确求出，并代入直线方程。",
  ],
  [
    /^Written as a sum of c t\^p e\^\(a t\) with waves and steps, it is transformed term by term \(linearity, the transform of t\^p, the shift theorems\); the defining integral agrees at three values of the variable\.$/u,
    "写成 c t^p e^(a t)（可乘正弦、余弦或阶跃）之和，逐项变换（线性性质、t^p 的变换、位移定理）；在变量的三个取值处与定义积分相符。",
  ],
  [
    /^Transformed term by term \(linearity, the transform of t\^p, the shift theorems\), the original gives the image exactly; by Lerch's theorem no other continuous function does\.$/u,
    "对原函数逐项变换（线性性质、t^p 的变换、位移定理），精确得到像函数；由勒奇定理，别的连续函数都不行。",
  ],
  [
    /^Put into the equation, the solution leaves no residual \(exactly\); it has (\d+) independent constants?, which is all for this linear equation\.$/u,
    "解代入方程后精确地没有余项；它含 $1 个独立常数，对这个线性方程已是全部解。",
  ],
  [
    /^Put into the equation, the solution leaves no residual \(exactly\); the conditions hold exactly; it has (\d+) independent constants?, which is all for this linear equation\.$/u,
    "解代入方程后精确地没有余项，所给条件也精确成立；它含 $1 个独立常数，对这个线性方程已是全部解。",
  ],
  [
    /^The function is smooth; every point with derivative zero was found, their values compared, and the limits at both ends do not pass the best of them\.$/u,
    "函数光滑；导数为零的点已全部求出并比较函数值，两端的极限不超过其中的最优值。",
  ],
  [
    /^The closed form takes the initial values exactly and satisfies the recurrence identically; each term determines the next, so by induction it is the only one\.$/u,
    "通项公式精确满足初值和递推式；每一项决定下一项，故由归纳法它是唯一的。",
  ],
  [/^No closed form was confirmed\.$/u, "没有得到可验证的闭式。"],
  [
    /^The value is numeric: two rules of integration, in different arithmetic, differ by (\S+); twelve digits are shown\.$/u,
    "给出的是数值：两种积分法用不同的算术计算，相差 $1；显示十二位。",
  ],
  [
    /^The closed form was found from the numeric value: it agrees with (\d+) digits of the integral\.$/u,
    "闭式由数值辨认得出：与积分值的 $1 位相符。",
  ],
  [/^That is strong evidence and no derivation\.$/u, "这是有力的证据，但不是推导。"],
  [
    /^In partial fractions the sum is a combination of values of digamma and zeta at rational numbers, which have closed forms \((.+)\)\.$/u,
    "分解为部分分式后，和是双伽马函数与 ζ 函数在有理点处的值的组合，这些值有闭式（$1）。",
  ],
  [
    /^The sum agrees to (\d+) digits: Levin's u transformation of (\d+) terms, three orders of which agree to (\S+)\.$/u,
    "和的 $1 位数值与之相符：对 $2 项作列文 u 变换，三个阶的结果相差不到 $3。",
  ],
  [
    /^The sum agrees to (\d+) digits: (\d+) terms, after which they fall at least geometrically\.$/u,
    "和的 $1 位数值与之相符：取 $2 项，其后各项至少按等比递减。",
  ],
  [
    /^Terms of opposite signs are taken together in pairs, as they tend to zero\.$/u,
    "正负相间的项趋于零，故两两合并。",
  ],
  [/^The sum is that of the definition\.$/u, "求和按定义进行。"],
  [
    /^The (?:components are|determinant is) (?:those|that) of (?:the|its) definition\.$/u,
    "按定义得出。",
  ],
  [
    /^The gradient was multiplied by the unit vector of the direction\.$/u,
    "梯度与该方向的单位向量作数量积。",
  ],
  [
    /^Value and derivatives at the point were put into the equation of the plane\.$/u,
    "该点的函数值和偏导数已代入平面方程。",
  ],
  [/^The point lies on the curve, exactly\.$/u, "该点精确地在曲线上。"],
  [
    /^The zeros of the second derivative are complete, and it changes its sign at those shown, by its values between them\.$/u,
    "二阶导数的零点已全部求出；由其间的取值可知，它在所列各点变号。",
  ],
  [
    /^The integrand at the upper bound times its derivative, less the same at the lower one \(fundamental theorem\)\.$/u,
    "被积函数在上限处的值乘以上限的导数，减去下限处的相应部分（微积分基本定理）。",
  ],
  [
    /^The derivative of order n in closed form: order 0 is the function, and differentiated it is order n \+ 1, exactly\.$/u,
    "n 阶导数的闭式：0 阶即为原函数，再求导精确地得到 n + 1 阶。",
  ],
  [
    /^With G\(k\) = (.+) every term is G\(k \+ 1\) - G\(k\), so the sum telescopes\.$/u,
    "取 G(k) = $1，则每一项都是 G(k + 1) - G(k)，故求和时裂项相消。",
  ],
  [
    /^Gosper's algorithm gives G as the term times (.+), which was put back in exact arithmetic\.$/u,
    "高斯珀算法给出 G 为通项乘以 $1，并已精确代回。",
  ],
  [
    /^The product up to n is (.+): right for n = (\S+), and each value is the one before times one factor\.$/u,
    "前 n 个因子之积为 $1：n = $2 时成立，且每个值等于前一个值再乘一个因子。",
  ],
  [
    /^The closed form is right for n = (\S+) and grows by exactly one term from each value to the next\.$/u,
    "n = $1 时闭式成立，且每次恰好增加一项。",
  ],
  [
    /^Lagrange's formula; put into (.+) the series gives (\S+) and nothing else up to order (\d+)\.$/u,
    "用拉格朗日反演公式；代入 $1，直到 $3 阶恰为 $2。",
  ],
  [
    /^The function is smooth, so on a closed interval it takes its least and greatest value at an end or where its derivative is zero, and every value between them; all of these points were compared\.$/u,
    "函数光滑，故在闭区间上于端点或导数为零处取得最值，且取遍其间的值；这些点已全部比较。",
  ],
  [
    /^The domain was parted, exactly, where the function or its derivative breaks and where the derivative is zero; on each piece it takes just the values between its limits at the ends\. Values in each piece agree\.$/u,
    "在函数或其导数的间断点以及导数为零的点处精确划分了定义域；在每一段上，函数恰好取到两端极限之间的值。各段内的数值相符。",
  ],
  [
    /^The domain was parted, exactly, where the function or its derivative breaks and where the derivative is zero; the values at these places and the limits beside them were compared\.$/u,
    "在函数或其导数的间断点以及导数为零的点处精确划分了定义域；比较了这些点上的函数值和两侧的极限。",
  ],
  [
    /^The function is smooth, so it takes its extreme values on a closed interval at the ends or where its derivative is zero; all of these were compared\.$/u,
    "函数光滑，故在闭区间上的最值在端点或导数为零处取得；这些点已全部比较。",
  ],
  [
    /^Every real intersection was found \((.+)\); the integrals between neighbouring ones were proved one by one\.$/u,
    "实交点已全部求出（$1）；相邻交点之间的积分已逐个证明。",
  ],
  [/^The expression is real exactly where it always is\.$/u, "原式处处为实数。"],
  [/^The expression is real exactly where (.+?)\.$/u, "原式当且仅当 $1 时为实数。"],
  [
    /^Every term from (.+) on computed with exact rational arithmetic\.$/u,
    "从 $1 起逐项用有理数精确计算。",
  ],
  [
    /^Found by residues; transformed back term by term it gives the function exactly \(inversion theorem\)\.$/u,
    "由留数求得；逐项逆变换精确地还原为原函数（反演定理）。",
  ],
  [
    /^Transformed term by term on each side of zero; the defining integral agrees at three values of the variable\.$/u,
    "在零点两侧分别逐项变换；在变量的三个取值处与定义积分相符。",
  ],
  [
    /^Put into the equations, the solution leaves no residual exactly; it is exp\(tA\) times the constants and one particular solution, which are all solutions of a linear system \((\d+) free constants\)\.$/u,
    "解代入方程组后精确地没有余项；它是 exp(tA) 乘常数再加一个特解，即线性方程组的全部解（$1 个任意常数）。",
  ],
  [
    /^Put into the equations, the solution leaves no residual exactly, and the conditions hold exactly; it is exp\(tA\) times the constants and one particular solution, which are all solutions of a linear system \((\d+) free constants\)\.$/u,
    "解代入方程组后精确地没有余项，所给条件精确成立；它是 exp(tA) 乘常数再加一个特解，即线性方程组的全部解（$1 个任意常数）。",
  ],
  [
    /^Worked out step by step by two methods that share no step, the pair of Dormand and Prince and extrapolation of the midpoint rule, at tolerance (\S+); they agree to a relative (\S+)\.$/u,
    "用两种互不相关的逐步方法计算（Dormand–Prince 方法与中点法外推），容差 $1；两者的相对差为 $2。",
  ],
  [
    /^This is evidence for the digits and no proved bound; no formula is claimed\.$/u,
    "这是各位数字的依据，不是证明了的误差界；没有给出公式。",
  ],
  [
    /^The function is continuous on the whole line; its extreme values or infinite limits were found, and it takes every value between them\.$/u,
    "函数在整条实轴上连续；最值或无穷极限已求出，且取遍其间的值。",
  ],
];
