"""Random questions whose truth is planted or worked out apart from the engine, one JSON object a line.

    python3 questions.py --seed N --count N [--operation NAME]

Each row: {id, operation, query, truth}; what `truth` holds is read by judge.py.
"""

import argparse
import datetime
import json
import math
import random
from fractions import Fraction

import mpmath as mp
import sympy as sp

mp.mp.dps = 50
X = sp.Symbol("x", real=True)


def number(random_, low=-9, high=9, zero=False):
    value = random_.randint(low, high)
    return value if value != 0 or zero else number(random_, low, high, zero)


def fraction(random_):
    return Fraction(number(random_), random_.choice([1, 1, 1, 2, 3, 4, 5]))


def text_of(value):
    """SymPy's text in the notation that people type."""
    return str(value).replace("**", "^").replace("I", "i").replace("E", "e").replace("oo", "infinity")


def mangled(random_, text):
    """The same mathematics in other notations."""
    result = text
    if random_.random() < 0.3:
        result = result.replace("*", random_.choice(["*", "·", "×"])).replace("x·", "x·")
    if random_.random() < 0.2:
        result = result.replace("^2", "²").replace("^3", "³")
    if random_.random() < 0.2:
        result = result.replace("log(", "ln(")
    if random_.random() < 0.2:
        result = result.replace(" + ", "+").replace(" - ", "-")
    if random_.random() < 0.1:
        result = result.replace("sqrt(", "√(")
    if random_.random() < 0.1:
        result = result.replace("^", "**")
    return result


def atom(random_):
    return random_.choice([X, X, X, sp.Integer(number(random_)), sp.Rational(*fraction(random_).as_integer_ratio())])


def function_of(random_, depth, names=("sin", "cos", "exp", "log", "sqrt", "atan", "tan", "abs")):
    """A random function of x."""
    if depth == 0:
        return atom(random_)
    kind = random_.choice(["+", "*", "/", "^", "f", "f"])
    left = function_of(random_, depth - 1, names)
    if kind == "f":
        name = random_.choice(names)
        inside = left if random_.random() < 0.5 else number(random_, 1, 4) * X + number(random_, -3, 3, True)
        if isinstance(inside, sp.Expr) and not inside.has(X):
            inside = X
        return {"abs": sp.Abs}.get(name, getattr(sp, name, None))(inside)
    if kind == "^":
        return left ** random_.choice([2, 3, -1, -2, sp.Rational(1, 2), sp.Rational(3, 2), sp.Rational(1, 3)])
    right = function_of(random_, depth - 1, names)
    if kind == "+":
        return left + random_.choice([1, -1]) * right
    if kind == "/":
        return left / right if right != 0 else left
    return left * right


def smooth(random_):
    """A sum of terms whose antiderivatives are elementary."""
    a, b = number(random_, 1, 4), number(random_, -3, 3, True)
    inner = a * X + b
    return random_.choice(
        [
            lambda: X ** random_.randint(1, 4),
            lambda: sp.sin(inner) * X ** random_.randint(0, 2),
            lambda: sp.exp(number(random_, -2, 2) * X) * X ** random_.randint(0, 2),
            lambda: sp.log(X**2 + random_.randint(1, 4)),
            lambda: sp.atan(inner),
            lambda: X * sp.log(X + random_.randint(1, 3)),
            lambda: sp.sqrt(X**2 + random_.randint(1, 5)),
            lambda: 1 / (X**2 + random_.randint(1, 5)),
            lambda: 1 / (X + random_.randint(1, 5)),
            lambda: sp.tan(X),
            lambda: sp.sqrt(X + random_.randint(0, 3)),
            lambda: sp.exp(X) * sp.cos(X),
            lambda: sp.log(sp.Abs(X - number(random_))),
            lambda: sp.asin(X / random_.randint(1, 3)),
            lambda: sp.cos(X) ** random_.randint(2, 4),
            lambda: sp.log(X) ** 2,
        ]
    )()


# Each operation gives (query, truth).


def constant(random_):
    def piece(depth):
        if depth == 0:
            return random_.choice(
                [
                    lambda: str(number(random_, 1, 20)),
                    lambda: f"{number(random_, 1, 9)}/{number(random_, 2, 9)}",
                    lambda: f"sqrt({random_.randint(2, 30)})",
                    lambda: f"{random_.choice(['sin', 'cos', 'tan'])}({random_.randint(1, 23)}*pi/{random_.choice([3, 4, 5, 6, 8, 12])})",
                    lambda: f"log({random_.randint(1, 20)})",
                    lambda: f"e^({random_.randint(-2, 2)})",
                    lambda: f"{random_.randint(2, 9)}^({random_.randint(-3, 3)}/{random_.randint(1, 4)})",
                    lambda: f"(-{random_.randint(1, 9)})^({random_.randint(1, 4)}/{random_.randint(2, 3)})",
                    lambda: f"{random_.randint(0, 9)}!",
                    lambda: f"abs({number(random_)} - sqrt({random_.randint(2, 60)}))",
                    lambda: f"atan({random_.choice(['1', 'sqrt(3)', '-1', '1/2', '2'])})",
                    lambda: f"asin({random_.choice(['1/2', '-1/2', '1', '2/3', 'sqrt(2)/2'])})",
                    lambda: f"acos({random_.choice(['1/2', '-1/2', '1', '-1', '1/3'])})",
                    lambda: f"floor({number(random_)}/{random_.randint(2, 7)})",
                    lambda: f"gamma({random_.randint(1, 9)}/2)",
                    lambda: "i",
                    lambda: "pi",
                    lambda: f"{random_.random() * 10:.{random_.randint(1, 4)}f}",
                ]
            )()
        a, b = piece(depth - 1), piece(depth - 1)
        return random_.choice(
            [
                lambda: f"({a} + {b})", lambda: f"({a} - {b})", lambda: f"({a})*({b})", lambda: f"({a})/({b})",
                lambda: f"({a})^2", lambda: f"sqrt({a})", lambda: f"abs({a})", lambda: f"-({a})^2", lambda: f"log({a})",
                lambda: f"sin({a})", lambda: f"e^({a})", lambda: f"({a})^({b})" if depth == 1 else f"({a})^3",
                lambda: f"atan({a})", lambda: f"cosh({a})", lambda: f"asin({a})", lambda: f"acosh({a})",
            ]
        )()

    text = piece(random_.choice([1, 1, 2, 2, 3]))
    return random_.choice(["{}", "{}", "simplify {}", "{} = ?", "what is {}", "化简 {}"]).format(mangled(random_, text)), {
        "kind": "value", "plain": text}


def decimals(random_):
    text = random_.choice(["sqrt({a})", "pi*{a}", "e^({a}/{b})", "log({a})", "{a}/{b}", "sin({a})", "{a}^(1/{b})", "1/{a}"]).format(
        a=random_.randint(2, 99), b=random_.randint(2, 9))
    digits = random_.randint(1, 30)
    frame, kind = random_.choice([
        ("{} to {} decimal places", "places"), ("{} to {} significant figures", "figures"), ("{} to {} digits", "either"),
        ("{} rounded to {} decimal places", "places"), ("{} 保留 {} 位小数", "places"), ("{} 保留 {} 位有效数字", "figures"),
        ("round {} to {} decimal places", "places"), ("{} correct to {} significant digits", "figures"),
        ("numerical value of {} to {} significant figures", "figures")])
    return frame.format(text, digits), {"kind": "rounded", "plain": text, "digits": digits, "count": kind}


def rewriting(random_):
    f = function_of(random_, random_.choice([2, 2, 3]))
    if random_.random() < 0.5:
        f = sp.expand(f * (X + number(random_))) / (X + number(random_))
    text = text_of(f)
    verb = random_.choice(["simplify", "expand", "化简", "展开", "factor", "因式分解", "", "combine"])
    return f"{verb} {mangled(random_, text)}".strip(), {"kind": "function", "plain": text, "variables": ["x"]}


def polynomial_factoring(random_):
    y = sp.Symbol("y")
    factors = [number(random_, 1, 3) * X ** random_.randint(1, 2) + number(random_) * random_.choice([1, y]) for _ in range(random_.randint(2, 3))]
    text = text_of(sp.expand(sp.prod(factors)))
    return f"{random_.choice(['factor', '因式分解', 'factorise'])} {mangled(random_, text)}", {
        "kind": "function", "plain": text, "variables": ["x", "y"]}


def derivative(random_):
    f = function_of(random_, random_.choice([2, 3]))
    order = random_.choice([1, 1, 1, 2, 3])
    frame = {1: ["derivative of {}", "d/dx ({})", "differentiate {}", "求 {} 的导数", "{} 的导数"],
             2: ["second derivative of {}", "d^2/dx^2 ({})", "{} 的二阶导数"], 3: ["third derivative of {}"]}[order]
    return random_.choice(frame).format(mangled(random_, text_of(f))), {
        "kind": "derivative", "plain": text_of(f), "order": order}


def antiderivative(random_):
    f = smooth(random_) + random_.choice([0, 1]) * smooth(random_) if random_.random() < 0.7 else smooth(random_) * smooth(random_)
    g = sp.diff(f, X)
    if random_.random() < 0.4:
        g = sp.together(g)
    text = text_of(g)
    return random_.choice(["integrate {}", "∫ {} dx", "antiderivative of {}", "{} 的不定积分"]).format(f"({mangled(random_, text)})"), {
        "kind": "antiderivative", "plain": text}


def definite(random_):
    a = random_.randint(-4, 3)
    b = a + random_.randint(1, 5)
    kind = random_.choice(["pole", "pole", "smooth", "smooth", "power", "abs", "infinite", "branch", "periodic"])
    points = []
    if kind == "pole":
        p = Fraction(random_.randint(4 * a - 3, 4 * b + 3), random_.choice([1, 2, 4, 4]))
        order = random_.choice([1, 1, 2, 3])
        top = random_.choice([sp.Integer(number(random_)), X + number(random_), X**2 + 1, sp.sin(X), sp.exp(X)])
        f = top / (sp.Rational(p.numerator, p.denominator) - X) ** order
        if random_.random() < 0.3:
            f = f.subs(X, X**2) if order == 1 else f
        text = text_of(f)
        zeros = sp.solveset(sp.denom(sp.together(f)), X, sp.Interval(a, b))
        inside = [z for z in zeros if sp.limit(sp.Abs(f), X, z) == sp.oo]
        truth = {"kind": "divergent"} if inside else {"kind": "integral", "plain": text, "bounds": [a, b], "points": []}
    elif kind == "power":
        s = sp.Rational(random_.randint(1, 7), random_.choice([2, 3, 4]))
        p = random_.choice([a, b])
        base = X - p if p == a else p - X
        f = base ** (-s) * random_.choice([1, X, sp.cos(X), sp.exp(X)])
        text = text_of(f)
        vanishes = f.subs(X, p) == sp.nan or (f / base ** (-s)).subs(X, p) == 0
        truth = {"kind": "skip"} if vanishes else {"kind": "divergent"} if s >= 1 else {"kind": "integral", "plain": text, "bounds": [a, b], "points": []}
    elif kind == "abs":
        c = sp.Rational(random_.randint(4 * a, 4 * b), 4)
        f = random_.choice([sp.Abs(X - c), sp.Abs(X - c) * X, sp.sqrt(sp.Abs(X - c)), sp.Abs(X**2 - c**2), sp.exp(-sp.Abs(X - c))])
        text = text_of(f)
        truth = {"kind": "integral", "plain": text, "bounds": [a, b], "points": [str(c), str(-c)]}
    elif kind == "infinite":
        f, diverges = random_.choice([
            (1 / (X**2 + random_.randint(1, 5)), False), (sp.exp(-random_.randint(1, 3) * X), False), (X * sp.exp(-X**2), False),
            (1 / (X + 1), True), (X / (X**2 + 1), True), (1 / sp.sqrt(X + 1), True), (1 / (X + 1) ** sp.Rational(random_.randint(3, 6), 2), False),
            (1 / ((X + 2) * sp.log(X + 2)), True), (1 / ((X + 2) * sp.log(X + 2) ** 2), False), (sp.log(X + 1) / (X + 1) ** 2, False),
            (sp.cos(X) * sp.exp(-X), False), (X**2 / (X**3 + 1), True), (sp.atan(X) / (X**2 + 1), False), (1 / (sp.exp(X) + 1), False),
            (1 / X, True), (1 / X**2, True), (1 / (X - 2) ** 2, True), (1 / sp.sqrt(X), True)])
        text, a, b = text_of(f), 0, "infinity"
        truth = {"kind": "divergent"} if diverges else {"kind": "integral", "plain": text, "bounds": [0, "infinity"], "points": []}
    elif kind == "branch":
        f = random_.choice([1 / (2 + sp.cos(X)), 1 / (3 + sp.sin(X)), 1 / (1 + sp.sin(X) ** 2), sp.sqrt(1 + sp.cos(X)), sp.sqrt(X**2 + 2 * X + 1),
                            sp.sqrt(1 - sp.sin(2 * X)), 1 / (5 + 4 * sp.sin(X)), sp.Abs(sp.sin(X)), sp.Abs(sp.cos(X)) * X, sp.atan(sp.tan(X)), sp.sin(X) / (2 + sp.cos(X))])
        a, b = random_.choice([(0, "2*pi"), (0, "3*pi"), ("-pi", "pi"), (0, 7), (-5, 5), (1, 10)])
        text = text_of(f)
        truth = {"kind": "integral", "plain": text, "bounds": [a, b], "points": ["multiples-of-pi/4"]}
    elif kind == "periodic":
        n, m = random_.randint(1, 4), random_.randint(1, 4)
        f = sp.sin(n * X) * random_.choice([sp.cos(m * X), sp.sin(m * X), X, X**2, sp.exp(X)])
        text, a, b = text_of(f), 0, random_.choice(["pi", "2*pi", "pi/2"])
        truth = {"kind": "integral", "plain": text, "bounds": [a, b], "points": []}
    else:
        f = smooth(random_)
        text = text_of(f)
        truth = {"kind": "integral", "plain": text, "bounds": [a, b], "points": []}
    if random_.random() < 0.1 and b != "infinity":
        a, b = b, a
        if truth["kind"] == "integral":
            truth["bounds"] = [a, b]
    frame = random_.choice(["integrate {} from {} to {}", "∫_{{{1}}}^{{{2}}} ({0}) dx", "integral of {} from {} to {}", "{} 在 {} 到 {} 的定积分"])
    return frame.format(mangled(random_, text), a, b), truth


def limit(random_):
    p = random_.choice(["0", "0", "1", "-1", "2", "infinity", "-infinity", "pi"])
    at = sp.sympify(p.replace("infinity", "oo"))
    h = X - at if at.is_finite else 1 / X
    k = number(random_, 1, 4)
    f = random_.choice([
        lambda: sp.sin(k * h) / h, lambda: (sp.exp(k * h) - 1) / h, lambda: (1 - sp.cos(k * h)) / h**2, lambda: (1 + k * h) ** (1 / h),
        lambda: sp.log(1 + k * h) / h, lambda: sp.Abs(h) / h, lambda: sp.exp(1 / h), lambda: sp.atan(1 / h), lambda: sp.floor(X + k),
        lambda: (sp.sqrt(1 + k * h) - 1) / h, lambda: sp.sin(1 / h), lambda: h * sp.sin(1 / h), lambda: h * sp.log(sp.Abs(h)),
        lambda: 1 / sp.log(sp.Abs(h)), lambda: (sp.tan(h) - h) / h**3, lambda: (sp.sin(h) - h) / h**3, lambda: 1 / h, lambda: 1 / h**2,
        lambda: k / (1 + sp.exp(1 / h)), lambda: sp.sqrt(X**2 + k * X) - X, lambda: sp.sqrt(X**2 + k * X) + X, lambda: (X**2 - k) / (k * X**2 + 1), lambda: X**k / sp.exp(X),
        lambda: sp.log(X + 3) / sp.sqrt(X + 3), lambda: sp.cos(X), lambda: sp.cos(X) / X, lambda: h ** sp.Abs(h), lambda: sp.log(sp.log(sp.Abs(1 / h) + 3)),
        lambda: 1 / sp.log(sp.log(sp.Abs(1 / h) + 20)), lambda: (X**2 - 1) / (X - 1), lambda: (X + sp.sin(X)) / X, lambda: sp.exp(-1 / h**2), lambda: (2**X - 1) / X,
        lambda: sp.log(sp.Abs(1 / h) + 1) / sp.log(sp.Abs(1 / h) + 2 + k), lambda: sp.sign(h) * k, lambda: 10**30 * h, lambda: 1 / (h + sp.Rational(1, 10**25)),
    ])()
    side = random_.choice(["", "", "+", "-"]) if at.is_finite else ""
    words = {"": "", "+": " from the right", "-": " from the left"}[side]
    frame = random_.choice(["limit of {f} as x -> {p}{w}", "lim x->{p}{s} {f}", "limit of {f} as x approaches {p}{w}"])
    return frame.format(f=f"({mangled(random_, text_of(f))})", p=p, w=words, s=side), {
        "kind": "limit", "plain": text_of(f), "at": p, "side": side}


def finite_sum(random_):
    k, n = sp.Symbol("k"), sp.Symbol("n")
    term = random_.choice([
        lambda: k ** random_.randint(1, 4), lambda: random_.randint(2, 4) ** k, lambda: k * random_.randint(2, 3) ** k, lambda: 1 / (k * (k + random_.randint(1, 3))),
        lambda: (-1) ** k * k, lambda: (number(random_) * k + number(random_)) ** 2, lambda: k * sp.factorial(k), lambda: sp.binomial(n, k),
        lambda: k * sp.binomial(n, k), lambda: 1 / sp.factorial(k), lambda: sp.Rational(1, random_.randint(2, 4)) ** k, lambda: (-1) ** k / 2**k, lambda: k**2 * 2**k, lambda: 1 / k,
        lambda: sp.Integer(number(random_)), lambda: (-1) ** (k + 1) * k**2, lambda: sp.Symbol("r") ** k])()
    low = random_.choice([0, 1, 1, 2, 3])
    if (1 / term).subs(k, low) == 0 or term.subs(k, low) in (sp.zoo, sp.nan):
        low = low + 1
    if random_.random() < 0.4 and not term.has(n) and not term.has(sp.Symbol("r")):
        high = random_.choice([low - 1 + random_.randint(1, 30), low, random_.randint(50, 200)])
    else:
        high = "n"
    text = text_of(term)
    return random_.choice(["sum of {} for k = {} to {}", "sum {} from k={} to {}", "\\sum_{{k={1}}}^{{{2}}} ({0})", "sum {}, k = {} to {}"]).format(mangled(random_, text), low, high), {
        "kind": "sum", "plain": text, "low": low, "high": high, "operation": "sum"}


def infinite_sum(random_):
    k = sp.Symbol("k")
    a = random_.randint(1, 4)
    term, verdict = random_.choice([
        lambda: (1 / (k + a) ** random_.randint(2, 4), "converges"), lambda: (1 / (k + a), "diverges"), lambda: ((-1) ** k / (k + a), "converges"), lambda: (sp.Rational(1, a + 1) ** k, "converges"),
        lambda: (k * sp.Rational(a, a + 2) ** k, "converges"), lambda: (1 / ((k + 2) * sp.log(k + 2)), "diverges"), lambda: (1 / sp.factorial(k), "converges"), lambda: (sp.Integer(a) ** k / sp.factorial(k), "converges"),
        lambda: ((-1) ** k, "diverges"), lambda: (1 / ((k + a) * (k + a + 1)), "converges"), lambda: ((k + a) / (k**3 + 1), "converges"), lambda: (1 / sp.sqrt(k + 1), "diverges"), lambda: ((-1) ** k / sp.sqrt(k + 1), "converges"),
        lambda: (sp.cos(k * sp.pi) / (k + 1), "converges"), lambda: (1 / (k + 1) ** sp.Rational(11, 10), "slow"), lambda: (sp.log(1 + sp.Integer(1) / (k + 1)), "diverges"), lambda: (sp.Rational(3, 2) ** k, "diverges"),
        lambda: (k / (k + 1), "diverges"), lambda: (sp.sin(k) / 2**k, "converges"), lambda: ((-1) ** k * k / (2 * k + 1), "diverges"), lambda: (1 / (4 * k**2 - 1), "converges"), lambda: ((-1) ** k / (2 * k + 1) ** 3, "converges"),
        lambda: (sp.binomial(2 * k, k) / 5**k, "converges"), lambda: (sp.binomial(2 * k, k) / 4**k, "diverges"), lambda: (sp.factorial(k) / 10**k, "diverges"), lambda: (1 / (10**6 + k), "diverges"), lambda: (sp.Rational(999, 1000) ** k, "converges"),
        lambda: (1 / (k**2 + 1), "converges"), lambda: (1 / (k**2 + 3 * k + 5), "converges")])()
    low = random_.choice([0, 0, 1])
    text = text_of(term)
    truth = {"kind": "divergent"} if verdict == "diverges" else {"kind": "skip"} if verdict == "slow" else {"kind": "infinite-sum", "plain": text, "low": low}
    return f"sum of {mangled(random_, text)} for k = {low} to infinity", truth


def polynomial_equation(random_):
    factors = []
    for _ in range(random_.randint(1, 3)):
        factors.append(random_.choice([
            lambda: (X - sp.Rational(*fraction(random_).as_integer_ratio())), lambda: X**2 + number(random_) * X + number(random_),
            lambda: X**2 - random_.randint(2, 7), lambda: (X - number(random_)) ** 2, lambda: X**2 + random_.randint(1, 4), lambda: X,
            lambda: X**4 + number(random_) * X**2 + number(random_), lambda: X**3 + number(random_)])())
    f = sp.Poly(sp.prod(factors), X)
    f = sp.Poly(f * f.clear_denoms()[0], X) if random_.random() < 0.5 else f
    shift = random_.choice([0, 0, number(random_) * X, X**2 + number(random_)])
    text = f"{text_of(sp.expand(f.as_expr() + shift))} = {text_of(sp.expand(shift))}"
    domain = random_.choice(["", "", " over the reals"])
    frame = random_.choice(["solve {}", "解方程 {}", "{}", "solve {} for x", "roots of {}"])
    if domain:
        frame = "solve {}"
    return frame.format(mangled(random_, text)) + domain, {
        "kind": "polynomial-roots", "coefficients": [str(c) for c in f.all_coeffs()], "real": bool(domain)}


def real_equation(random_):
    r = sp.Rational(random_.randint(-20, 20), random_.choice([1, 1, 2, 3]))
    a, b = number(random_, 1, 5), number(random_, -5, 5)
    inner = random_.choice([X, 2 * X + 1, a * X + b, X**2 + b])
    g = random_.choice([
        lambda e: sp.sqrt(e), lambda e: sp.Abs(e), lambda e: sp.exp(e), lambda e: sp.log(e), lambda e: 1 / e, lambda e: e ** sp.Rational(1, 3), lambda e: 2**e,
        lambda e: sp.Abs(e) + sp.Abs(X - b), lambda e: sp.sqrt(e) + sp.sqrt(X + b), lambda e: e + 1 / (X - a), lambda e: sp.exp(2 * e) - 3 * sp.exp(e), lambda e: sp.log(e) + sp.log(X + b), lambda e: sp.sqrt(e) - X,
        lambda e: (e) / (X**2 - a**2), lambda e: X * sp.Abs(X) + b * X, lambda e: sp.log(e) ** 2, lambda e: e ** sp.Rational(2, 3)])(inner)
    left = g
    value = left.subs(X, r)
    right = value if random_.random() < 0.6 and value.is_finite and value.is_real else random_.choice([sp.Integer(number(random_)), X + b, a * X, sp.Integer(0)])
    if len(str(right)) > 40:
        right = sp.Integer(b)
    text = f"{text_of(left)} = {text_of(right)}"
    return random_.choice(["solve {}", "solve {} over the reals", "解方程 {}"]).format(mangled(random_, text)), {
        "kind": "real-roots", "left": text_of(left), "right": text_of(right)}


def trig_equation(random_):
    a, b = random_.randint(1, 3), random_.choice([0, 0, 1, -1])
    left = random_.choice([
        sp.sin(a * X), sp.cos(a * X), sp.tan(a * X), sp.sin(X) ** 2, sp.sin(X) + sp.cos(X), sp.cos(2 * X) + sp.cos(X), sp.sin(2 * X) - sp.sin(X), 2 * sp.cos(X) ** 2 - sp.cos(X), sp.sin(X) * sp.cos(X), sp.tan(X) ** 2, sp.sin(a * X + b)])
    right = random_.choice(["1/2", "0", "1", "-1", "sqrt(3)/2", "1/3", "-sqrt(2)/2", "2"])
    low, high = random_.choice([("0", "2*pi"), ("0", "pi"), ("-pi", "pi"), ("0", "10"), ("1", "4"), ("-7", "2*pi")])
    return f"solve {mangled(random_, text_of(left))} = {right} on [{low}, {high}]", {
        "kind": "roots-in", "left": text_of(left), "right": right, "low": low, "high": high}


def inequality(random_):
    c = lambda: sp.Rational(random_.randint(-12, 12), random_.choice([1, 1, 2, 3]))
    left = random_.choice([
        lambda: sp.expand((X - c()) * (X - c())), lambda: (X - c()) / (X - c()), lambda: sp.Abs(X - c()), lambda: sp.Abs(X - c()) - sp.Abs(X - c()), lambda: 1 / (X - c()), lambda: sp.sqrt(X - c()),
        lambda: (X - c()) ** 2 * (X - c()), lambda: (X - c()) / ((X - c()) * (X - c())), lambda: sp.sqrt(X - c()) - X, lambda: sp.log(X - c()), lambda: sp.exp(X), lambda: X * sp.Abs(X), lambda: sp.Abs(X**2 - c() ** 2), lambda: X**3 - c() * X,
        lambda: (X - c()) ** 2, lambda: sp.sqrt(X**2 - c() ** 2), lambda: sp.log(X) ** 2, lambda: 1 / X + X, lambda: sp.exp(2 * X) - 3 * sp.exp(X)])()
    right = random_.choice([sp.Integer(0), sp.Integer(0), sp.Integer(number(random_, -3, 3)), X + number(random_, -3, 3)])
    sign = random_.choice(["<", "<=", ">", ">="])
    text = f"{text_of(left)} {sign} {text_of(right)}"
    shown = text.replace("<=", "≤").replace(">=", "≥") if random_.random() < 0.3 else text
    return random_.choice(["solve {}", "{}", "解不等式 {}"]).format(mangled(random_, shown)), {
        "kind": "inequality", "left": text_of(left), "right": text_of(right), "sign": sign}


def system(random_):
    x0, y0 = fraction(random_), fraction(random_)
    kind = random_.choice(["linear", "linear", "circle", "product", "none", "dependent"])
    a, b, c, d = (number(random_) for _ in range(4))
    f = lambda p, q: p * x0 + q * y0
    if kind == "linear":
        return f"solve {a}x + {b}y = {f(a, b)}, {c}x + {d}y = {f(c, d)}".replace("+ -", "- "), {
            "kind": "system", "equations": [f"{a}*x+{b}*y-({f(a, b)})", f"{c}*x+{d}*y-({f(c, d)})"], "count": 1 if a * d != b * c else None}
    if kind == "none":
        k = number(random_, 2, 4)
        return f"solve {a}x + {b}y = {c}, {k * a}x + {k * b}y = {k * c + 1}".replace("+ -", "- "), {"kind": "none"}
    if kind == "dependent":
        k = number(random_, 2, 4)
        return f"solve {a}x + {b}y = {c}, {k * a}x + {k * b}y = {k * c}".replace("+ -", "- "), {
            "kind": "system", "equations": [f"{a}*x+{b}*y-({c})", f"{a}*x+{b}*y-({c})"], "count": None}
    if kind == "circle":
        x0, y0 = number(random_), number(random_)
        r = x0 * x0 + y0 * y0
        tangent = a * a * r == 0
        det = (a * a + b * b) * r - (a * x0 + b * y0) ** 2
        return f"solve x^2 + y^2 = {r}, {a}x + {b}y = {a * x0 + b * y0}".replace("+ -", "- "), {
            "kind": "system", "equations": [f"x^2+y^2-{r}", f"{a}*x+{b}*y-({a * x0 + b * y0})"], "count": 1 if det == 0 or tangent else 2}
    x0, y0 = number(random_), number(random_)
    return f"solve x*y = {x0 * y0}, x + y = {x0 + y0}", {
        "kind": "system", "equations": [f"x*y-({x0 * y0})", f"x+y-({x0 + y0})"], "count": 1 if x0 == y0 else 2}


def matrix(random_):
    n = random_.choice([2, 2, 3, 3, 4])
    rows = [[number(random_, -5, 5, True) for _ in range(n)] for _ in range(n)]
    if random_.random() < 0.4:
        rows[-1] = [random_.randint(-2, 2) * v for v in rows[0]]
    if random_.random() < 0.2:
        rows = [[rows[min(i, j)][max(i, j)] for j in range(n)] for i in range(n)]
    shown = "{{" + "},{".join(",".join(map(str, row)) for row in rows) + "}}"
    if random_.random() < 0.5:
        shown = "[[" + "],[".join(",".join(map(str, row)) for row in rows) + "]]"
    asked = random_.choice(["determinant", "inverse", "rank", "eigenvalues", "trace", "null space", "characteristic polynomial", "square", "transpose", "eigenvectors", "rref", "nullity"])
    frame = {"square": "{1}^2"}.get(asked, "{0} of {1}")
    return frame.format(asked, shown), {"kind": "matrix", "rows": rows, "asked": asked}


def differential_equation(random_):
    a, b, c = number(random_, -4, 4), number(random_, -4, 4), number(random_, -4, 4)
    kind = random_.choice(["first", "second", "separable", "forced", "initial", "euler", "first-initial", "logistic"])
    equation, residual, order, conditions = {
        "first": (f"y' = {a}y + {b}x", f"D1-({a}*y+{b}*x)", 1, []),
        "second": (f"y'' + {b}y' + {c}y = 0", f"D2+{b}*D1+{c}*y", 2, []),
        "separable": (f"y' = {a}x*y", f"D1-({a}*x*y)", 1, []),
        "forced": (f"y'' + {b * b}y = {a}sin({abs(b)}x)", f"D2+{b * b}*y-({a}*sin({abs(b)}*x))", 2, []),
        "initial": (f"y'' + {b}y' + {c}y = {a}, y(0) = {b}, y'(0) = {c}", f"D2+{b}*D1+{c}*y-({a})", 0, [[0, 0, b], [1, 0, c]]),
        "euler": (f"x^2*y'' + {b}x*y' + {c}y = 0", f"x^2*D2+{b}*x*D1+{c}*y", 2, []),
        "first-initial": (f"y' + {a}y = {b}, y(0) = {c}", f"D1+{a}*y-({b})", 0, [[0, 0, c]]),
        "logistic": (f"y' = y*({abs(a)} - y), y(0) = 1", f"D1-y*({abs(a)}-y)", 0, [[0, 0, 1]]),
    }[kind]
    shown = equation.replace("+ -", "- ").replace("1y", "y").replace("1x", "x") if "11" not in equation else equation.replace("+ -", "- ")
    return random_.choice(["solve {}", "{}", "解微分方程 {}"]).format(shown), {
        "kind": "ode", "residual": residual, "order": order, "conditions": conditions}


def whole_numbers(random_):
    a, b, n = random_.randint(1, 400), random_.randint(1, 60), random_.randint(2, 200)
    primes = [p for p in range(2, 3000) if all(p % q for q in range(2, math.isqrt(p) + 1))]
    divisors = [d for d in range(1, a + 1) if a % d == 0]
    ordinal = lambda k: f"{k}{'th' if 10 <= k % 100 <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(k % 10, 'th')}"
    return random_.choice([
        lambda: (f"{a}^{b} mod {n}", {"kind": "number", "value": pow(a, b, n)}),
        lambda: (f"{a} 的 {b} 次方除以 {n} 的余数", {"kind": "number", "value": pow(a, b, n)}),
        lambda: (f"-{a} mod {n}", {"kind": "number", "value": -a % n}),
        lambda: (f"inverse of {a} modulo {n}", {"kind": "number", "value": pow(a, -1, n)} if math.gcd(a, n) == 1 else {"kind": "no-answer"}),
        lambda: (f"gcd of {a * b} and {b * n}", {"kind": "number", "value": math.gcd(a * b, b * n)}),
        lambda: (f"lcm of {a}, {b} and {n}", {"kind": "number", "value": math.lcm(a, b, n)}),
        lambda: (f"{a} 和 {n} 的最小公倍数", {"kind": "number", "value": math.lcm(a, n)}),
        lambda: (f"totient of {a}", {"kind": "number", "value": sum(1 for k in range(1, a + 1) if math.gcd(k, a) == 1)}),
        lambda: (f"divisors of {a}", {"kind": "numbers", "values": divisors}),
        lambda: (f"{a} 的所有约数", {"kind": "numbers", "values": divisors}),
        lambda: (f"is {a} prime", {"kind": "truth", "value": a in primes}),
        lambda: (f"{a} 是质数吗", {"kind": "truth", "value": a in primes}),
        lambda: (f"is {a} composite", {"kind": "truth", "value": a > 1 and a not in primes}),
        lambda: (f"next prime after {a}", {"kind": "number", "value": min(p for p in primes if p > a)}),
        lambda: (f"largest prime below {a + 2}", {"kind": "number", "value": max(p for p in primes if p < a + 2)}),
        lambda: (f"{ordinal(b)} prime", {"kind": "number", "value": primes[b - 1]}),
        lambda: (f"number of primes less than {a}", {"kind": "number", "value": sum(1 for p in primes if p < a)}),
        lambda: (f"how many primes are there between {b} and {b + n}", {"kind": "number", "value": sum(1 for p in primes if b <= p <= b + n)}),
        lambda: (f"{a}以内有多少个素数", {"kind": "number", "value": sum(1 for p in primes if p <= a)}),
        lambda: (f"{b + 2} choose {min(b, 7)}", {"kind": "number", "value": math.comb(b + 2, min(b, 7))}),
        lambda: (f"{b + 7}P{random_.randint(0, 7)}", None),
        lambda: (f"{a} in base {2 + b % 15}", {"kind": "digits", "value": a, "base": 2 + b % 15}),
        lambda: (f"{a} in binary", {"kind": "digits", "value": a, "base": 2}),
        lambda: (f"把 {a} 化为 2 进制", {"kind": "digits", "value": a, "base": 2}),
        lambda: (f"prime factorization of {a + 1}", {"kind": "number", "value": a + 1}),
        lambda: (f"remainder when {a * b} is divided by {n}", {"kind": "number", "value": a * b % n}),
        lambda: (f"does {b} divide {a}", {"kind": "truth", "value": a % b == 0}),
        lambda: (f"{a}能被{b}整除吗", {"kind": "truth", "value": a % b == 0}),
        lambda: (f"is {b} a factor of {a}", {"kind": "truth", "value": a % b == 0}),
        lambda: (f"partitions of {b}", {"kind": "number", "value": partitions(b)}),
        lambda: (f"round {a}.{b} to the nearest ten", {"kind": "number", "value": (Fraction(f"{a}.{b}") / 10 + Fraction(1, 2)).__floor__() * 10}),
        lambda: (f"floor(-{a}/{n})", {"kind": "number", "value": -a // n}),
        lambda: (f"{a}% of {n}", {"kind": "number", "value": str(Fraction(a * n, 100))}),
        lambda: (f"{n} 的 {a}%", {"kind": "number", "value": str(Fraction(a * n, 100))}),
        lambda: (f"percent increase from {a} to {n}", {"kind": "number", "value": str(Fraction((n - a) * 100, a)), "percent": True}),
        lambda: (f"{a} is what percent of {n}", {"kind": "number", "value": str(Fraction(a * 100, n)), "percent": True}),
        lambda: (f"median of {a}, {b}, {n}, {a + b}", {"kind": "number", "value": str(Fraction(sum(sorted([a, b, n, a + b])[1:3]), 2))}),
        lambda: (f"mean of {a}, {b}, {n}", {"kind": "number", "value": str(Fraction(a + b + n, 3))}),
        lambda: (f"数据 {a},{b},{n} 的方差", {"kind": "number", "value": str(Fraction(a * a + b * b + n * n, 3) - Fraction(a + b + n, 3) ** 2)}),
        lambda: (f"variance of {a}, {b}, {n}", {"kind": "number", "value": str((Fraction(a * a + b * b + n * n, 3) - Fraction(a + b + n, 3) ** 2) * Fraction(3, 2))}),
        lambda: (f"which is bigger: {a}/{n} or {b}/{n + 1}", {"kind": "number", "value": str(max(Fraction(a, n), Fraction(b, n + 1)))}),
        lambda: (f"sum of integers from {b} to {b + n}", {"kind": "number", "value": sum(range(b, b + n + 1))}),
        lambda: (f"{b}到{b + n}的和", {"kind": "number", "value": sum(range(b, b + n + 1))}),
        lambda: (f"twenty-{random_.choice(['one', 'five'])} times {b}", None),
        lambda: (f"{chinese(a)}加{chinese(b)}", {"kind": "number", "value": a + b}),
        lambda: (f"{chinese(a)}乘以{chinese(n)}", {"kind": "number", "value": a * n}),
        lambda: (f"{chinese(a * 97)}除以{chinese(b)}", {"kind": "number", "value": str(Fraction(a * 97, b))}),
        lambda: (f"{chinese(b)}分之{chinese(a)}", {"kind": "number", "value": str(Fraction(a, b))}),
        lambda: (f"百分之{chinese(b)}", {"kind": "number", "value": str(Fraction(b, 100))}),
        lambda: (f"{a}打{chinese(1 + b % 9)}折", {"kind": "number", "value": str(Fraction(a * (1 + b % 9), 10))}),
    ])()


def partitions(n):
    table = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            table[total] += table[total - part]
    return table[n]


def chinese(value):
    digits, places, result, gap = "零一二三四五六七八九", ["", "十", "百", "千"], "", False
    if value >= 10000:
        high, low = divmod(value, 10000)
        return chinese(high) + "万" + ("" if low == 0 else ("零" if low < 1000 else "") + chinese(low).removeprefix("零"))
    for position, digit in enumerate(map(int, str(value))):
        if digit == 0:
            gap = True
            continue
        result += ("零" if gap and result else "") + digits[digit] + places[len(str(value)) - position - 1]
        gap = False
    result = result or "零"
    return result[1:] if result.startswith("一十") else result


LENGTHS = {"m": 1, "km": 1000, "cm": Fraction(1, 100), "mm": Fraction(1, 1000), "inches": Fraction(254, 10000), "feet": Fraction(3048, 10000), "yards": Fraction(9144, 10000), "miles": Fraction(1609344, 1000), "nautical miles": 1852, "米": 1, "公里": 1000, "英里": Fraction(1609344, 1000), "英尺": Fraction(3048, 10000), "厘米": Fraction(1, 100)}
MASSES = {"kg": 1, "g": Fraction(1, 1000), "mg": Fraction(1, 10**6), "pounds": Fraction(45359237, 10**8), "ounces": Fraction(45359237, 16 * 10**8), "tonnes": 1000, "stone": Fraction(45359237 * 14, 10**8), "公斤": 1, "斤": Fraction(1, 2), "两": Fraction(1, 20), "克": Fraction(1, 1000), "吨": 1000}
TIMES = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800, "ms": Fraction(1, 1000), "秒": 1, "分钟": 60, "小时": 3600, "天": 86400}
VOLUMES = {"liters": 1, "ml": Fraction(1, 1000), "m^3": 1000, "cm^3": Fraction(1, 1000), "gallons": Fraction(3785411784, 10**9), "cups": Fraction(3785411784, 16 * 10**9), "tablespoons": Fraction(3785411784, 256 * 10**9), "升": 1, "毫升": Fraction(1, 1000)}
AREAS = {"m^2": 1, "cm^2": Fraction(1, 10**4), "km^2": 10**6, "hectares": 10**4, "acres": Fraction(40468564224, 10**7), "square feet": Fraction(3048**2, 10**8), "square inches": Fraction(254**2, 10**8), "平方米": 1, "公顷": 10**4, "亩": Fraction(2000, 3)}
SPEEDS = {"m/s": 1, "km/h": Fraction(5, 18), "mph": Fraction(1609344, 3600000), "knots": Fraction(1852, 3600), "ft/s": Fraction(3048, 10000)}
ENERGIES = {"J": 1, "kJ": 1000, "kWh": 3600000, "cal": Fraction(4184, 1000), "kcal": 4184, "eV": Fraction(1602176634, 10**28)}
PRESSURES = {"Pa": 1, "kPa": 1000, "bar": 10**5, "atm": 101325, "mmHg": Fraction(133322387415, 10**9)}
INFORMATION = {"bytes": 8, "bits": 1, "kB": 8000, "MB": 8 * 10**6, "GB": 8 * 10**9, "MiB": 8 * 2**20, "KiB": 8 * 2**10}
ANGLES = {"degrees": Fraction(1), "arcminutes": Fraction(1, 60), "arcseconds": Fraction(1, 3600)}


def units(random_):
    table = random_.choice([LENGTHS, MASSES, TIMES, VOLUMES, AREAS, SPEEDS, ENERGIES, PRESSURES, INFORMATION, ANGLES])
    one, other = random_.sample(sorted(table), 2)
    amount = random_.choice([random_.randint(1, 500), Fraction(random_.randint(1, 500), 10), Fraction(random_.randint(1, 500), 100)])
    shown = str(amount) if isinstance(amount, int) else str(float(amount))
    value = Fraction(shown) * table[one] / table[other]
    is_chinese = any("\u4e00" <= c <= "\u9fff" for c in one + other)
    frame = "{a} {u}是多少{v}" if is_chinese else random_.choice(["{a} {u} in {v}", "convert {a} {u} to {v}", "how many {v} are in {a} {u}", "{a} {u} to {v}", "{a}{u} in {v}"])
    return frame.format(a=shown, u=one, v=other), {"kind": "number", "value": str(value), "rounded": True}


def dates(random_):
    first = datetime.date(random_.randint(1900, 2100), random_.randint(1, 12), random_.randint(1, 28))
    second = first + datetime.timedelta(days=random_.randint(-2000, 2000))
    n = random_.randint(1, 900)
    month = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    show = lambda d: random_.choice([d.isoformat(), f"{month[d.month - 1]} {d.day}, {d.year}"])
    low, high = sorted([first, second])
    return random_.choice([
        lambda: (f"days between {show(low)} and {show(high)}", {"kind": "number", "value": (high - low).days}),
        lambda: (f"{n} days after {show(first)}", {"kind": "date", "value": (first + datetime.timedelta(days=n)).isoformat()}),
        lambda: (f"{n} days before {show(first)}", {"kind": "date", "value": (first - datetime.timedelta(days=n)).isoformat()}),
        lambda: (f"day of the week of {show(first)}", {"kind": "text", "value": first.strftime("%A")}),
        lambda: (f"{first.year}年{first.month}月{first.day}日是星期几", {"kind": "text", "value": "星期" + "一二三四五六日"[first.weekday()]}),
        lambda: (f"{low.year}年{low.month}月{low.day}日到{high.year}年{high.month}月{high.day}日有多少天", {"kind": "number", "value": (high - low).days}),
        lambda: (f"how many days are there in {month[first.month - 1]} {first.year}", {"kind": "number", "value": (datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1) - first.replace(day=1)).days}),
    ])()


def comparison(random_):
    a, b = random_.randint(2, 60), random_.randint(2, 60)
    left = random_.choice(["sqrt({a}) + sqrt({b})", "log({a})", "{a}^(1/3)", "pi*{a}", "e^({a}/20)", "{a}/{b}", "sin({a})", "sqrt({a})*sqrt({b})", "(1+sqrt({a}))^2"]).format(a=a, b=b)
    value = mp.mpf(0)
    from plain_notation import evaluate
    value = evaluate(left)
    exact = {"sqrt({a})*sqrt({b})": f"sqrt({a * b})"}
    places = random_.choice([3, 8, 15, 25, 38])
    close = mp.nstr(value, places, strip_zeros=False, min_fixed=-100, max_fixed=100)
    right = random_.choice([close, close, exact.get("sqrt({a})*sqrt({b})") if "*sqrt" in left else close])
    sign = random_.choice(["=", "<", ">", "<=", ">="])
    return f"is {left} {sign} {right}", {"kind": "compare", "left": left, "right": right, "sign": sign}


def extremum(random_):
    a, b, c = number(random_), number(random_), number(random_)
    f = random_.choice([a * X**2 + b * X + c, X**3 - 3 * abs(a) * X, X**4 - abs(a) * X**2, sp.sin(X), X + abs(a) / X, sp.exp(-X**2), X * sp.exp(-X), X / (X**2 + abs(a)), sp.Abs(X - a), sp.sqrt(abs(a) * 4 - X**2)])
    low = random_.randint(-5, 2)
    high = low + random_.randint(1, 6)
    asked = random_.choice(["maximum", "minimum"])
    bounded = random_.random() < 0.6
    return f"{asked} of {text_of(f)}" + (f" on [{low}, {high}]" if bounded else ""), {
        "kind": "extremum", "plain": text_of(f), "asked": asked, "bounds": [low, high] if bounded else None}


def taylor(random_):
    f = random_.choice([sp.exp(X), sp.sin(X), sp.cos(X), sp.log(1 + X), 1 / (1 - X), sp.sqrt(1 + X), sp.tan(X), sp.exp(X) * sp.sin(X), 1 / (1 + X**2), sp.exp(X**2), sp.atan(X), sp.log(sp.cos(X)), (1 + X) ** sp.Rational(1, 3)])
    at, order = random_.choice([0, 0, 0, 1]), random_.randint(2, 7)
    if at == 1 and f.subs(X, 1) in (sp.zoo,):
        at = 0
    return random_.choice(["taylor series of {} at {} to order {}", "{} 在 x = {} 处的泰勒展开到 {} 阶"]).format(text_of(f), at, order), {
        "kind": "taylor", "plain": text_of(f), "at": at, "order": order}


OPERATIONS = {
    f.__name__.replace("_", "-"): f
    for f in (constant, decimals, rewriting, polynomial_factoring, derivative, antiderivative, definite, limit, finite_sum, infinite_sum, polynomial_equation,
              real_equation, trig_equation, inequality, system, matrix, differential_equation, whole_numbers, units, dates, comparison, extremum, taylor)
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--operation", default=None)
    options = parser.parse_args()
    names = [options.operation] if options.operation else list(OPERATIONS)
    made = 0
    attempt = 0
    while made < options.count:
        name = names[attempt % len(names)]
        random_ = random.Random(f"{options.seed}/{name}/{attempt}")
        attempt += 1
        try:
            query, truth = OPERATIONS[name](random_)
        except (ValueError, TypeError, ZeroDivisionError, NotImplementedError, AttributeError):
            continue
        if truth is None or truth["kind"] == "skip" or len(query) > 300 or any(word in query for word in ("zoo", "nan", "Piecewise", "Integral", "re(", "arg(", "Heaviside", "DiracDelta", "conjugate")):
            continue
        print(json.dumps({"id": f"{name}-{options.seed}-{attempt}", "operation": name, "query": query, "truth": truth}, ensure_ascii=False))
        made += 1


if __name__ == "__main__":
    main()
