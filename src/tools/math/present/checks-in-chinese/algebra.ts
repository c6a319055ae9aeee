/** What checks of numbers and algebra say, sentence by sentence, in Chinese; `$1` is what stood there. */
export const ALGEBRA: readonly (readonly [RegExp, string])[] = [
  [
    /^Computed with exact rational arithmetic, without rounding; a separate evaluation to (\d+) digits agrees\.$/u,
    "用有理数精确计算，没有舍入；另行计算的 $1 位数值与之相符。",
  ],
  [
    /^Computed with exact rational arithmetic, without rounding\.$/u,
    "用有理数精确计算，没有舍入。",
  ],
  [
    /^The result equals the input: their difference is zero in exact normal form, which is worked out apart from the engine\.$/u,
    "结果与原式相等：两者之差的精确标准形为零，此标准形的计算独立于求解的引擎。",
  ],
  [
    /^Logarithms, powers and inverse functions of constants were written out by their principal values, the branch told by decimals with followed errors; from there the difference to the result is zero in exact normal form\.$/u,
    "常数的对数、幂和反函数先按主值写出（分支由带误差界的小数判定）；由此与结果之差的精确标准形为零。",
  ],
  [/^The difference to the input is zero in exact normal form\.$/u, "与原式之差的精确标准形为零。"],
  [
    /^The expanded form minus the input is zero in exact normal form\.$/u,
    "展开式与原式之差的精确标准形为零。",
  ],
  [
    /^The difference of the two sides is zero in exact normal form\.$/u,
    "两边之差的精确标准形为零。",
  ],
  [/^Brought to exact normal form, the two sides differ\.$/u, "化为精确标准形后，两边不相等。"],
  [/^Written with exponentials, both forms are the same\.$/u, "写成指数形式后，两者相同。"],
  [
    /^Every root was substituted back exactly, and the roots counted with multiplicity are as many as the degree, (\d+)\.$/u,
    "每个根都精确代回验证；按重数计，根的个数等于方程的次数 $1。",
  ],
  [
    /^Every root was substituted back exactly; the equation is of degree (\d+) in (\S+)\.$/u,
    "每个根都精确代回验证；方程关于 $2 为 $1 次。",
  ],
  [
    /^All real solutions, from (.+); each was put into the equation as written\.$/u,
    "得到全部实数解，每个解都代入原方程验证。",
  ],
  [
    /^Elimination leaves one value for each unknown; the solution was put into every equation\.$/u,
    "消元后每个未知数只有一个值；解已代入每个方程验证。",
  ],
  [/^Elimination leaves an equation without a solution\.$/u, "消元后得到一个无解的方程。"],
  [
    /^The dimension of the quotient algebra says that there are (\d+) complex solutions; that many are shown, and each was substituted into every equation exactly\.$/u,
    "由商代数的维数可知共有 $1 组复数解；列出的正是这么多，且每组都精确代入每个方程验证。",
  ],
  [
    /^Membership was decided exactly for every element, and for every point and gap between the ends of the ranges\.$/u,
    "对每个元素、每个端点及端点之间的每一段，都精确判定了是否属于集合。",
  ],
  [
    /^Counted in days of the Gregorian calendar \(extended to dates before its introduction\), which map one to one to dates\.$/u,
    "按公历的日数计算（也用于公历颁行之前的日期），日数与日期一一对应。",
  ],
  [/^The formula is shown with the reading\.$/u, "公式见题目理解。"],
  [/^The short answer is rounded to the cent\.$/u, "简短答案舍入到分。"],
  [
    /^Computed with exact whole numbers; reading the digits back in base (\d+) gives the same number\.$/u,
    "用整数精确计算；按 $1 进制读回得到同一个数。",
  ],
  [
    /^Computed with exact whole numbers; the number was taken apart and nothing was rounded\.$/u,
    "用整数精确计算，没有舍入。",
  ],
  [/^Computed with exact whole numbers: from the prime factors\.$/u, "由素因数用整数精确计算。"],
  [
    /^Computed with exact whole numbers: its divisors add up to (\d+)\.$/u,
    "用整数精确计算：它的因数之和为 $1。",
  ],
  [
    /^Computed with exact whole numbers: Miller-Rabin with bases that are a proof for numbers of this size, one by one\.$/u,
    "用整数精确计算：逐个作米勒–拉宾检验，所用的底对这样大小的数足以构成证明。",
  ],
  [
    /^The Miller-Rabin test with the first thirteen primes as bases, which is a proof for numbers of this size\.$/u,
    "以前十三个素数为底作米勒–拉宾检验，对这样大小的数足以构成证明。",
  ],
  [
    /^The factors multiply to the number, and each was proved prime\.$/u,
    "各因数之积等于该数，且每个因数都已证明为素数。",
  ],
  [
    /^The terms of the binomial distribution were summed exactly; with the terms left out they add up to one\.$/u,
    "二项分布的各项已精确求和；加上其余各项恰为一。",
  ],
  [/^Each entry was worked out in exact normal form\.$/u, "每个元素都用精确标准形算出。"],
  [/^Each part was worked out in exact normal form\.$/u, "每一部分都用精确标准形算出。"],
  [
    /^Every comparison that decides the order was made with exact arithmetic, without rounding\.$/u,
    "决定顺序的每次比较都是精确的，没有舍入。",
  ],
  [/^The data were ordered by exact comparison\.$/u, "数据按精确比较排序。"],
  [/^The left side is greater than the right side\.$/u, "左边大于右边。"],
  [/^The left side is less than the right side\.$/u, "左边小于右边。"],
  [
    /^Multiplied out again, the factors give the input exactly\.$/u,
    "各因式乘开后精确地还原为原式。",
  ],
  [
    /^Multiplied out again, the factors give the input exactly, and none can be split further there\.$/u,
    "各因式乘开后精确地还原为原式，且每个因式在该数域上不能再分解。",
  ],
  [
    /^The sieve of Eratosthenes; the primes at the ends were tested again by Miller-Rabin\.$/u,
    "用埃拉托斯特尼筛法；首尾的素数又经米勒–拉宾检验。",
  ],
  [
    /^(?:By exhaustion|Every combination of truth values was worked out): all (\d+) rows of the truth table were gone through\.$/u,
    "真值表的 $1 行已全部检验。",
  ],
  [
    /^The value lies strictly within half a unit of (\S+), or exactly half way below it in size; halves are rounded away from zero\.$/u,
    "所求的数与 $1 相差不到半个单位，或恰在中间；中间值向远离零的方向舍入。",
  ],
  [/^The exact comparison did not finish\.$/u, "精确比较没有完成。"],
  [
    /^The values agree at (\d+) sample points?, which is strong evidence but no proof\.$/u,
    "两者在 $1 个样本点上相等，这是有力的证据，但不是证明。",
  ],
  [
    /^Dimensions agree; the units are by definition exact multiples of SI units \((.+)\)\.$/u,
    "量纲一致；所用单位（$1）按定义是国际单位的精确倍数。",
  ],
  [
    /^Multiplied with the matrix, the inverse gives the identity exactly, entry by entry\.$/u,
    "逆矩阵与原矩阵相乘，逐个元素精确地等于单位矩阵。",
  ],
  [
    /^A v = lambda v holds exactly for every vector; the eigenvalues are all the roots of the characteristic polynomial, and the vectors for each are as many as its null space has dimensions\.$/u,
    "每个向量都精确满足 A v = λ v；特征值是特征多项式的全部根，每个特征值的向量个数等于其零空间的维数。",
  ],
  [
    /^Sums, products and powers of matrices by their definitions in exact arithmetic; an inverse was multiplied back\.$/u,
    "矩阵的和、积与幂按定义精确计算；逆矩阵已乘回验证。",
  ],
  [
    /^Exact elimination; worked out again modulo so many primes that no other value within Hadamard's bound is left\.$/u,
    "精确消元；又对足够多的素数取模重算，在阿达马界内没有别的可能值。",
  ],
  [
    /^The determinant of Sylvester's matrix, worked out exactly\.$/u,
    "精确计算西尔维斯特矩阵的行列式。",
  ],
  [/^Definitions worked out exactly, in order: (.+?)\.$/u, "各定义依次精确算出：$1。"],
  [
    /^The signs under the assumptions were proved by solving inequalities, and only identities for these signs used; (\d+) values that fulfil the assumptions agree\.$/u,
    "各部分在所设条件下的符号由解不等式证明，并且只用了与这些符号相应的恒等式；$1 个满足条件的取值与之相符。",
  ],
  [
    /^The outcomes were counted die by die and again by inclusion and exclusion\.$/u,
    "结果先逐个骰子计数，又用容斥原理再数一次。",
  ],
  [
    /^Computed with exact whole numbers: repeated division by (\d+)\.$/u,
    "用整数精确计算：反复除以 $1。",
  ],
  [
    /^Computed with exact whole numbers: repeated squaring modulo (\d+)\.$/u,
    "用整数精确计算：对 $1 取模反复平方。",
  ],
  [
    /^Computed with exact whole numbers: repeated squaring modulo the modulus\.$/u,
    "用整数精确计算：取模反复平方。",
  ],
  [
    /^Computed with exact whole numbers: long division in base (\d+); the brackets hold the period, and read back the digits give the number\.$/u,
    "用整数精确计算：按 $1 进制作长除法；括号内为循环节，由各位数字读回得到原数。",
  ],
  [
    /^Computed with exact whole numbers: the first (\d+) terms, with error bounds from the digits of (.+)\.$/u,
    "用整数精确计算：前 $1 项，误差界由 $2 的各位数字得出。",
  ],
  [
    /^It holds for every remainder of (\S+) on division by (\d+), and with that for all whole numbers\.$/u,
    "对 $1 除以 $2 的每一种余数都成立，因而对所有整数成立。",
  ],
  [
    /^The difference of the sides is completed to squares, one letter after the other\.$/u,
    "把两边之差对各个字母依次配方。",
  ],
  [
    /^As a quadratic in (\S+) it has the leading number (\S+), and (.+) is (.+)\.$/u,
    "看作 $1 的二次式，首项系数为 $2，而 $3 等于 $4。",
  ],
  [/^(\S+ >= \S+)\.$/u, "$1。"],
  [
    /^The opposite, (.+), has no real solution: all zeros and breaks were found exactly, and every gap between them was tested\.$/u,
    "其反面 $1 没有实数解：零点与间断点已全部精确求出，其间的每一段都已检验。",
  ],
  [
    /^(.+) shows it; all (\d+) rows of the truth table were gone through\.$/u,
    "取 $1 即可看出；真值表的 $2 行已全部检验。",
  ],
  [
    /^It agrees with what was asked in every row; all (\d+) rows of the truth table were gone through\.$/u,
    "每一行都与所问的一致；真值表的 $1 行已全部检验。",
  ],
  [/^A conjunction of disjunctions\.$/u, "合取范式。"],
  [/^A disjunction of conjunctions\.$/u, "析取范式。"],
  [
    /^By its definition in exact arithmetic; it is orthogonal to both vectors exactly\.$/u,
    "按定义精确计算；结果与两个向量都精确地正交。",
  ],
  [
    /^The angle between 0 and pi whose cosine is the product of the vectors over their lengths, exactly\.$/u,
    "0 与 π 之间的角，其余弦精确地等于两向量的数量积除以长度之积。",
  ],
  [
    /^Each congruence was solved with exact whole numbers, and the residues joined by the Chinese remainder theorem\.$/u,
    "每个同余式都用整数精确求解，余数用中国剩余定理合并。",
  ],
  [
    /^Modulo (\d+), the product of the factors is the polynomial, and Rabin's test proves each irreducible\.$/u,
    "模 $1 时各因式之积等于原多项式，且拉宾检验证明每个因式不可约。",
  ],
  [/^Its minimal polynomial has degree (\d+)\.$/u, "它的最小多项式为 $1 次。"],
  [
    /^Long division with exact coefficients; quotient times divisor plus remainder is the dividend\.$/u,
    "用精确系数作长除法；商乘除式加余式等于被除式。",
  ],
  [
    /^Long division with exact rational coefficients; the remainder has degree below (\d+)\.$/u,
    "用有理系数精确作长除法；余式的次数低于 $1。",
  ],
  [
    /^Modulus and principal argument; multiplied out, they give the number exactly\.$/u,
    "模与辐角主值；乘开后精确地得到原数。",
  ],
  [
    /^Found by the sieve of Eratosthenes; Legendre's count of the primes up to it agrees\.$/u,
    "由埃拉托斯特尼筛法得出；勒让德公式的计数与之一致。",
  ],
  [
    /^Legendre's count and the sieve of Eratosthenes agree\.$/u,
    "勒让德公式与埃拉托斯特尼筛法的结果一致。",
  ],
  [
    /^Written greedily from the largest symbol; the symbols add up to the number\.$/u,
    "从最大的符号起依次写出；各符号之和等于该数。",
  ],
  [
    /^The number was divided by (\S+) and reduced modulo (\d+), exactly\.$/u,
    "该数精确地除以 $1，再对 $2 取模。",
  ],
  [/^Attained at (.+?), which meets every constraint\.$/u, "在 $1 处取到，该点满足所有约束。"],
  [
    /^No point has (more|less): the bound is the sum of (.+), with exact numbers\.$/u,
    "没有更优的点：界由约束的精确线性组合给出（$2）。",
  ],
  [
    /^From (.+) on along the direction (.+) every constraint stays met and the objective goes on for ever\.$/u,
    "从 $1 起沿方向 $2 前进，约束始终满足，目标函数无限变化。",
  ],
  [
    /^Euclid's algorithm with exact coefficients, and the common factor of whole coefficients\.$/u,
    "用精确系数作辗转相除，并取整系数的公因数。",
  ],
  [/^The fractions add up to the input exactly\.$/u, "各分式之和精确地等于原式。"],
  [
    /^The polynomial was expanded exactly and its coefficients in (\S+) read off\.$/u,
    "多项式已精确展开，并读出 $1 的各项系数。",
  ],
  [
    /^Composing the function and its inverse gives the variable back\.$/u,
    "函数与其反函数复合后还原为自变量。",
  ],
  [
    /^The polynomial of least degree, (.+), reproduces all (\d+) terms exactly, (\d+) more than are needed to fix it\.$/u,
    "次数最低的多项式 $1 精确地给出全部 $2 项，比确定它所需的多 $3 项。",
  ],
  [
    /^The constant ratio (\S+) reproduces all (\d+) terms exactly, (\d+) more than are needed to fix it\.$/u,
    "公比 $1 精确地给出全部 $2 项，比确定它所需的多 $3 项。",
  ],
  [/^A sequence can go on in other ways\.$/u, "数列也可以有别的延续方式。"],
  [
    /^The equation follows from its definition: the points with this first coordinate\.$/u,
    "方程由定义得出：横坐标为此值的所有点。",
  ],
  [/^Numbers in it were worked out exactly\.$/u, "其中的数都已精确算出。"],
  [/^Multiplied out exactly\.$/u, "已精确乘开。"],
  [
    /^(.+) has no value: it divides by, or takes a logarithm, power or angle of, exactly zero\.$/u,
    "$1 没有意义：其中除以零，或对零取对数、幂或辐角。",
  ],
  [
    /^Each was raised to the power (\d+) exactly and gives the number; they are (\d+) different ones, and there are no more\.$/u,
    "每个根的 $1 次方都精确地等于该数；共有 $2 个不同的根，没有别的根。",
  ],
  [
    /^At (.+) the left side is (.+) and the right side (.+)\.$/u,
    "取 $1，左边等于 $2，右边等于 $3。",
  ],
];
