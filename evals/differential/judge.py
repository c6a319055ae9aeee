"""Judges the engine's answers to the rows of questions.py with mpmath at 40 digits.

    python3 judge.py < rows        each row: {id, operation, query, truth, result}

Prints {id, mark, why} a line. mark is right, wrong, open (no answer was given) or unjudged.
"""

import itertools
import json
import re
import signal
import sys
from fractions import Fraction

import mpmath as mp

import plain_notation
from plain_notation import Unreadable, evaluate

DIGITS = 40
SECONDS = 20
POINTS = ["0.3", "1.7", "2.9", "-0.6", "-1.3", "-3.7", "5.21", "0.045", "11.3", "-8.9"]


class Unjudged(Exception):
    pass


def translated(text):
    """SymPy's names in the notation of the reader."""
    return text.replace("Abs(", "abs(").replace("ceiling(", "ceil(")


def value_of(text, values=None):
    return evaluate(translated(text), values)


def defined(text, values=None):
    """The value, or None where there is none."""
    try:
        value = value_of(text, values)
    except (ZeroDivisionError, ValueError, OverflowError, TypeError, mp.libmp.ComplexResult):
        return None
    return value if mp.isfinite(value) else None


def same(a, b, digits=22):
    a, b = mp.mpmathify(a), mp.mpmathify(b)
    return abs(a - b) <= mp.mpf(10) ** -digits * (1 + abs(a) + abs(b))


def is_real(value):
    return abs(mp.im(value)) < mp.mpf(10) ** -25 * (1 + abs(value))


def plain(answer):
    value = answer["value"]
    if value["kind"] in ("expression", "quantity"):
        return value["plain"]
    raise Unjudged(f"an answer of kind {value['kind']}")


def none_reason(answer):
    return answer["value"].get("reason") if answer["value"]["kind"] == "none" else None


def judge_value(truth, answer):
    want = defined(truth["plain"])
    if want is None:
        if none_reason(answer):
            return True, ""
        got = defined(plain(answer))
        return (got is None, f"{got} where there is no value")
    if none_reason(answer):
        return False, f"{none_reason(answer)} where the value is {mp.nstr(want, 20)}"
    text = plain(answer)
    got = defined(text)
    if got is None:
        return False, f"no value; wanted {mp.nstr(want, 20)}"
    digits = 12 if re.fullmatch(r"-?\d+\.\d+", text) else 30
    return same(got, want, digits), f"{mp.nstr(got, 20)} is not {mp.nstr(want, 20)}"


def judge_rounded(truth, answer):
    want = value_of(truth["plain"])
    text = answer["short"]
    body = text.lstrip("-")
    if not re.fullmatch(r"\d+(\.\d+)?", body):
        got = value_of(plain(answer))
        return (True, "") if same(got, want, 30) else (False, f"{text} is not {want}")
    places = len(body.split(".")[1]) if "." in body else 0
    error = abs(mp.mpf(text) - want)
    if error > mp.mpf(10) ** -places * mp.mpf("0.5000001"):
        return False, f"{text} is not {want} rounded"
    digits, count = truth["digits"], truth["count"]
    figures = len(body.replace(".", "").lstrip("0"))
    exact = same(mp.mpf(text), want, 35)
    if exact:
        return True, ""
    right = {"places": places <= digits and (places == digits or same(mp.mpf(text) * mp.mpf(10) ** digits, mp.nint(want * mp.mpf(10) ** digits), 30)), "figures": figures == digits or (places == 0 and figures >= digits), "either": digits in (places, figures)}[count]
    return right, f"{text} has {places} places and {figures} figures, asked for {digits} ({count})"


def judge_function(truth, answer, want_of=None):
    text = plain(answer) if answer["value"]["kind"] in ("expression", "quantity") else answer["plain"]
    compared = 0
    for a, b in itertools.product(POINTS, POINTS if "y" in truth["variables"] else ["1"]):
        values = {"x": mp.mpf(a), "y": mp.mpf(b)}
        try:
            want = want_of(values) if want_of else defined(truth["plain"], values)
        except (ZeroDivisionError, ValueError):
            want = None
        if want is None:
            continue
        got = defined(text, values)
        if got is None:
            return False, f"no value at {a}; wanted {mp.nstr(want, 12)}"
        compared += 1
        if not same(got, want, 10 if want_of else 22):
            return False, f"{mp.nstr(got, 12)} is not {mp.nstr(want, 12)} at x = {a}"
    if compared == 0:
        raise Unjudged("no point to compare at")
    return True, ""


def derivative_at(text, x, order=1, values=None):
    h = mp.mpf(10) ** -8
    with mp.workdps(90):
        f = lambda t: value_of(text, {**(values or {}), "x": t})
        samples = [f(x + k * h) for k in range(-6, 7)]
        if not all(mp.isfinite(s) for s in samples):
            raise ValueError
        return mp.diff(f, x, order, h=mp.mpf(10) ** -20)


def judge_derivative(truth, answer):
    return judge_function({"variables": ["x"]}, answer, lambda values: derivative_at(truth["plain"], values["x"], truth["order"]))


def judge_antiderivative(truth, answer):
    text, compared = plain(answer), 0
    for a in POINTS:
        x = mp.mpf(a)
        want = defined(truth["plain"], {"x": x})
        if want is None or not is_real(want):
            continue
        try:
            got = derivative_at(text, x)
        except (ZeroDivisionError, ValueError):
            return False, f"the antiderivative has no value at {a}"
        compared += 1
        if not same(got, want, 10):
            return False, f"the derivative {mp.nstr(got, 12)} is not {mp.nstr(want, 12)} at x = {a}"
    if compared == 0:
        raise Unjudged("no point to compare at")
    return True, ""


def judge_divergent(_truth, answer):
    if none_reason(answer) or "infinity" in answer["plain"]:
        return True, ""
    return False, f"{answer['short'][:60]} for something that diverges"


def judge_integral(truth, answer):
    low, high = (value_of(str(b)) for b in truth["bounds"])
    f = lambda t: value_of(truth["plain"], {"x": t})
    if mp.isinf(high):
        grid = [low, low + 1, low + 4, low + 20, high]
    else:
        points = [low, high]
        for p in truth["points"]:
            points += [k * mp.pi / 4 for k in range(-40, 41)] if p.startswith("multiples") else [value_of(p)]
        grid = sorted({p for p in points if min(low, high) <= p <= max(low, high)}, reverse=low > high)
        for k in range(1, 40):
            value = defined(truth["plain"], {"x": low + (high - low) * mp.mpf(k) / 40})
            if value is None or not is_real(value):
                raise Unjudged("the integrand is not real on the range")
    want = mp.quad(f, grid, maxdegree=10)
    check = mp.quad(f, grid, maxdegree=11)
    if not same(want, check, 9):
        raise Unjudged("the reference is not settled")
    if none_reason(answer):
        return False, f"{none_reason(answer)} where the integral is {mp.nstr(want, 12)}"
    got = value_of(plain(answer))
    return same(got, want, 8), f"{mp.nstr(got, 15)} is not {mp.nstr(want, 15)}"


def judge_limit(truth, answer):
    import sympy as sp

    x = sp.Symbol("x", real=True)
    f = sp.sympify(truth["plain"].replace("^", "**").replace("infinity", "oo"), locals={"x": x, "e": sp.E})
    at = sp.sympify(truth["at"].replace("infinity", "oo"))
    try:
        sides = [sp.limit(f, x, at, s) for s in ([truth["side"]] if truth["side"] else ["+", "-"] if at.is_finite else ["+"])]
    except (NotImplementedError, ValueError, TypeError):
        raise Unjudged("SymPy finds no limit")
    if any(isinstance(s, (sp.Limit, sp.AccumBounds)) or s.has(sp.AccumBounds) for s in sides):
        want = "undefined"
    elif len({str(sp.simplify(s)) for s in sides}) > 1:
        want = "undefined"
    else:
        want = str(sides[0])
    if want not in ("oo", "-oo", "undefined", "zoo"):
        approach = []
        for side in ([truth["side"]] if truth["side"] else ["+", "-"]):
            h = mp.mpf(10) ** -12 * (1 if side == "+" else -1)
            point = mp.mpmathify(sp.N(at, 50)) + h if at.is_finite else (1 if at == sp.oo else -1) * mp.mpf(10) ** 12
            approach.append(defined(truth["plain"], {"x": point}))
        value = mp.mpmathify(sp.N(sides[0], 30))
        if any(v is None or abs(v - value) > mp.mpf("0.15") * (1 + abs(value)) for v in approach):
            raise Unjudged("SymPy and the values near the point disagree")
    reason = none_reason(answer)
    if want == "undefined" or want == "zoo":
        return bool(reason), f"{answer['short']} where there is no limit"
    if reason:
        return want in ("oo", "-oo") and reason == "infinite", f"{reason} where SymPy finds {want}"
    text = plain(answer)
    if "infinity" in text or want in ("oo", "-oo"):
        return text.replace("infinity", "oo") == want, f"{text} is not {want}"
    return same(value_of(text), mp.mpmathify(sp.N(sides[0], 40)), 12), f"{text} is not {want}"


def judge_sum(truth, answer):
    text = plain(answer)
    low = truth["low"]
    for n in [low, low + 1, low + 2, low + 5, low + 9] if truth["high"] == "n" else [None]:
        for r in ["0.7", "-1.3", "1", "2.5"] if re.search(r"\br\b", truth["plain"]) else ["1"]:
            high = n if n is not None else truth["high"]
            want = mp.fsum(value_of(truth["plain"], {"k": mp.mpf(k), "n": mp.mpf(high), "r": mp.mpf(r)}) for k in range(low, high + 1))
            got = defined(text, {"n": mp.mpf(high), "r": mp.mpf(r)})
            if got is None and r == "1" and any("r" in c for c in answer.get("conditions", [])):
                continue
            if got is None or not same(got, want, 12 if "." in text else 25):
                return False, f"{got and mp.nstr(got, 15)} is not {mp.nstr(want, 15)} for n = {high}, r = {r}"
    return True, ""


def judge_infinite_sum(truth, answer):
    want = mp.nsum(lambda k: value_of(truth["plain"], {"k": mp.mpf(k)}), [truth["low"], mp.inf])
    if none_reason(answer):
        return False, f"{none_reason(answer)} where the sum is {mp.nstr(want, 12)}"
    got = value_of(plain(answer))
    if not same(got, want, 10):
        partial = mp.fsum(value_of(truth["plain"], {"k": mp.mpf(k)}) for k in range(truth["low"], 3000))
        if abs(partial - got) < abs(partial - want):
            raise Unjudged("the reference is not settled")
    return same(got, want, 10), f"{mp.nstr(got, 15)} is not {mp.nstr(want, 15)}"


def solutions(answer):
    value = answer["value"]
    if value["kind"] == "none":
        return [], True, None
    if value["kind"] == "expression":
        return [{"x": value["plain"]}], True, None
    if value["kind"] != "solutions":
        raise Unjudged(f"an answer of kind {value['kind']}: {answer['short']}")
    return value["solutions"], value["complete"], value.get("family")


def against(found, wanted, complete, digits=12):
    extra = [f for f in found if not any(same(f, w, digits) for w in wanted)]
    missing = [w for w in wanted if not any(same(f, w, digits) for f in found)]
    if extra:
        return False, f"{mp.nstr(extra[0], 12)} is no solution"
    if missing and complete:
        return False, f"{mp.nstr(missing[0], 12)} is missing though the list is called complete"
    return True, ""


def judge_polynomial_roots(truth, answer):
    found, complete, _ = solutions(answer)
    coefficients = [mp.mpf(Fraction(c).numerator) / Fraction(c).denominator for c in truth["coefficients"]]
    import sympy as sp

    t = sp.Symbol("t")
    square_free = sp.Poly(sp.prod([f for f, _ in sp.Poly([sp.Rational(c) for c in truth["coefficients"]], t).sqf_list()[1]]), t)
    with mp.workdps(60):
        wanted = [mp.mpc(*root.as_real_imag()) if not root.is_real else mp.mpf(root) for root in map(lambda r: sp.N(r, 45), square_free.nroots(n=45, maxsteps=200))]
    if truth["real"]:
        wanted = [w for w in wanted if abs(mp.im(w)) < mp.mpf(10) ** -30]
    del coefficients
    return against([value_of(s["x"]) for s in found], wanted, complete, 12)


def scan(f, low, high, steps=6000):
    """Real zeros of f on a range by sign changes and touching minima; poles are left out."""
    roots = []
    with mp.workdps(20):
        xs = [low + (high - low) * mp.mpf(k) / steps for k in range(steps + 1)]
        ys = [f(x) for x in xs]
    for x, y in zip(xs, ys):
        if y is not None and abs(y) < mp.mpf(10) ** -17:
            roots.append(x)
    for (x0, y0), (x1, y1) in itertools.pairwise(zip(xs, ys)):
        if y0 is None or y1 is None or y0 * y1 >= 0:
            continue
        a, b, fa = x0, x1, y0
        for _ in range(150):
            m = (a + b) / 2
            fm = f(m)
            if fm is None:
                break
            if fa * fm <= 0:
                b = m
            else:
                a, fa = m, fm
        fm = f((a + b) / 2)
        if fm is not None and abs(fm) < mp.mpf(10) ** -8:
            roots.append((a + b) / 2)
    return roots


def real_difference(truth):
    def f(x):
        plain_notation.real_only = True
        try:
            left, right = defined(truth["left"], {"x": x}), defined(truth["right"], {"x": x})
        finally:
            plain_notation.real_only = False
        if left is None or right is None or not is_real(left) or not is_real(right):
            return None
        difference = mp.re(left) - mp.re(right)
        # What is left of two equal sides is no difference.
        return mp.mpf(0) if abs(difference) < mp.mpf(10) ** -35 * (abs(left) + abs(right)) else difference

    return f


def judge_real_roots(truth, answer, low=None, high=None):
    if answer["value"]["kind"] in ("text", "intervals"):
        raise Unjudged(answer["short"])
    found, complete, family = solutions(answer)
    numbers = [value_of(s["x"]) for s in found]
    for text, x in zip(found, numbers):
        left, right = value_of(truth["left"], {"x": x}), value_of(truth["right"], {"x": x})
        if not same(left, right, 10 if "." in text["x"] else 25):
            return False, f"{text['x']} is no solution: {mp.nstr(left, 8)} against {mp.nstr(right, 8)}"
        if low is not None and not (low - mp.mpf(10) ** -20 <= mp.re(x) <= high + mp.mpf(10) ** -20):
            return False, f"{text['x']} is outside the range"
    if not complete or (family and low is None):
        return True, ""
    wanted = scan(real_difference(truth), low if low is not None else mp.mpf(-30), high if low is not None else mp.mpf(30))
    missing = [w for w in wanted if not any(abs(n - w) < mp.mpf("0.000001") for n in numbers)]
    return (not missing, f"{missing and mp.nstr(missing[0], 12)} is missing though the list is called complete")


def judge_roots_in(truth, answer):
    return judge_real_roots(truth, answer, value_of(truth["low"]), value_of(truth["high"]))


def judge_inequality(truth, answer):
    value = answer["value"]
    if value["kind"] == "none":
        intervals = []
    elif value["kind"] == "intervals":
        intervals = [(value_of(i["lo"]), value_of(i["hi"]), i["loClosed"], i["hiClosed"]) for i in value["intervals"]]
    elif value["kind"] == "text" and "every" in value["text"]:
        raise Unjudged(value["text"])
    else:
        raise Unjudged(f"an answer of kind {value['kind']}: {answer['short']}")
    grid = [mp.mpf(k) / 36 for k in range(-720, 721)] + [mp.mpf(s) * 10**k for s in (1, -1) for k in (2, 3)]
    for low, high, _, _ in intervals:
        grid += [p + d for p in (low, high) if mp.isfinite(p) for d in (0, mp.mpf(10) ** -6, -mp.mpf(10) ** -6)]
    ends = [p for low, high, _, _ in intervals for p in (low, high) if mp.isfinite(p)]
    f = real_difference(truth)
    for x in grid:
        difference = f(x)
        # An end in decimals is a little beside the end itself.
        if x in ends and x * 36 != int(x * 36):
            continue
        holds = difference is not None and {"<": difference < 0, "<=": difference <= 0, ">": difference > 0, ">=": difference >= 0}[truth["sign"]]
        member = any((low < x < high) or (x == low and lc) or (x == high and hc) for low, high, lc, hc in intervals)
        if holds != member:
            return False, f"x = {mp.nstr(x, 12)}: the inequality is {holds}, the answer says {member}"
    return True, ""


def judge_system(truth, answer):
    found, complete, _ = solutions(answer)
    for s in found:
        values = {}
        for name in ("x", "y"):
            if name in s:
                values[name] = value_of(s[name], {"y": mp.mpf("0.77"), "x": mp.mpf("0.33"), "t": mp.mpf("1.21"), "k": mp.mpf("1.21")})
            else:
                values[name] = {"x": mp.mpf("0.33"), "y": mp.mpf("0.77")}[name]
        for equation in truth["equations"]:
            if not same(value_of(equation, values), 0, 20):
                return False, f"{s} does not solve the system"
    if truth["count"] is not None and complete and len(found) != truth["count"]:
        return False, f"{len(found)} solutions instead of {truth['count']}"
    if truth["count"] is None and complete and none_reason(answer):
        return False, "no solution where there are infinitely many"
    return True, ""


def judge_none(_truth, answer):
    return none_reason(answer) == "no-solution", f"{answer['short']} where there is no solution"


def judge_matrix(truth, answer):
    import sympy as sp

    m, asked, value = sp.Matrix(truth["rows"]), truth["asked"], answer["value"]
    n = m.rows
    if asked in ("determinant", "rank", "trace", "nullity"):
        want = {"determinant": m.det, "rank": m.rank, "trace": m.trace, "nullity": lambda: n - m.rank()}[asked]()
        return same(value_of(plain(answer)), mp.mpf(int(want)), 25), f"{answer['short']} is not {want}"
    if asked == "inverse":
        if m.det() == 0:
            return bool(none_reason(answer)) or value["kind"] == "text", f"{answer['short']} for a singular matrix"
        want = m.inv()
    elif asked in ("square", "transpose", "rref"):
        want = {"square": lambda: m * m, "transpose": lambda: m.T, "rref": lambda: m.rref()[0]}[asked]()
    elif asked == "characteristic polynomial":
        for t in ("0.3", "-2", "5.5"):
            got = value_of(plain(answer), {"lambda": mp.mpf(t), "x": mp.mpf(t)})
            want = mp.mpf(sp.Rational((sp.Rational(t) * sp.eye(n) - m).det()).p) / sp.Rational((sp.Rational(t) * sp.eye(n) - m).det()).q
            if not (same(got, want, 20) or same(got, (-1) ** n * want, 20)):
                return False, f"{got} is not {want}"
        return True, ""
    elif asked == "eigenvalues":
        t = sp.Symbol("t")
        p = sp.Poly((t * sp.eye(n) - m).det(), t)
        square_free = sp.Poly(sp.prod([f for f, _ in p.sqf_list()[1]]), t)
        wanted = [mp.mpc(*[mp.mpf(str(part)) for part in root.as_real_imag()]) for root in square_free.nroots(n=40)]
        found = [value_of(s["lambda"]) for s in value["solutions"]]
        return against(found, wanted, value["complete"])
    elif asked == "null space":
        basis = [[value_of(cell) for cell in row] for row in value.get("rows", [])] if value["kind"] == "matrix" else None
        if basis is None:
            return m.rank() == n, f"{answer['short']} for nullity {n - m.rank()}"
        if any(all(cell == 0 for cell in row) for row in basis):
            return m.rank() == n and len(basis) == 1, f"{answer['short']} for nullity {n - m.rank()}"
        if len(basis) != n - m.rank():
            return False, f"{len(basis)} vectors for nullity {n - m.rank()}"
        ok = all(same(sum(int(m[i, j]) * row[j] for j in range(n)), 0, 20) for row in basis for i in range(n))
        rational = sp.Matrix([[sp.nsimplify(sp.Float(str(c), 40), rational=True) for c in row] for row in basis])
        return ok and rational.rank() == len(basis), "not a basis of the null space"
    elif asked == "eigenvectors":
        for eigenvalue, vectors in value["entries"].items():
            lam = value_of(eigenvalue)
            for vector in re.findall(r"\(((?:[^()]|\([^()]*(?:\([^()]*\))*[^()]*\))*)\)", vectors)[:1]:
                v = [value_of(part) for part in split_commas(vector)]
                if len(v) != n or all(abs(c) < mp.mpf(10) ** -20 for c in v):
                    return False, f"{vectors} is no eigenvector"
                for i in range(n):
                    if not same(sum(int(m[i, j]) * v[j] for j in range(n)), lam * v[i], 18):
                        return False, f"{vector} is no eigenvector for {eigenvalue}"
        return True, ""
    else:
        raise Unjudged(asked)
    got = [[value_of(cell) for cell in row] for row in value["rows"]]
    ok = len(got) == want.rows and all(
        same(got[i][j], mp.mpf(int(want[i, j].p)) / int(want[i, j].q), 25) for i in range(want.rows) for j in range(want.cols))
    return ok, f"{answer['short']} is not {want.tolist()}"


def split_commas(text):
    parts, depth, last = [], 0, 0
    for at, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append(text[last:at])
            last = at + 1
    return [*parts, text[last:]]


def judge_ode(truth, answer):
    text = plain(answer)
    constants = sorted(set(re.findall(r"\bc\d\b", text)))
    if len(constants) != truth["order"]:
        return False, f"{len(constants)} constants for order {truth['order']}"
    fixed = {name: mp.mpf(value) for name, value in zip(constants, ("0.37", "-1.21", "0.58"))}
    at = lambda x, order: derivative_at(text, mp.mpf(x), order, fixed) if order else value_of(text, {**fixed, "x": mp.mpf(x)})
    for x in ("0.31", "0.74", "1.37"):
        values = {"x": mp.mpf(x), "y": at(x, 0), "D1": at(x, 1), "D2": at(x, 2)}
        residual = value_of(truth["residual"], values)
        if abs(residual) > mp.mpf(10) ** -10 * (1 + abs(values["D2"])):
            return False, f"residual {mp.nstr(residual, 8)} at {x}"
    for order, x, want in truth["conditions"]:
        if not same(at(x, order), want, 10):
            return False, f"the condition at {x} does not hold"
    if len(constants) == 2:
        rows = []
        for name in constants:
            unit = {other: mp.mpf(other == name) for other in constants}
            zero = {other: mp.mpf(0) for other in constants}
            rows.append([value_of(text, {**unit, "x": mp.mpf(x)}) - value_of(text, {**zero, "x": mp.mpf(x)}) for x in ("0.31", "1.37")])
        if abs(rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0]) < mp.mpf(10) ** -12:
            return False, "the constants are not independent"
    return True, ""


def judge_number(truth, answer):
    want = Fraction(str(truth["value"]))
    value = answer["value"]
    if value["kind"] == "none":
        return False, f"{answer['short']} is not {want}"
    text = value.get("plain") if value["kind"] in ("expression", "quantity") else answer["short"]
    text = re.sub(r"[^\d.)]+$", "", text) if value["kind"] not in ("expression", "quantity") else text
    percent = truth.get("percent") and answer["short"].endswith("%")
    got = value_of(text.rstrip("%").replace("%", ""))
    if truth.get("percent") and not percent and value["kind"] == "expression":
        want = want / 100 if same(got, mp.mpf(want.numerator) / want.denominator / 100, 12) else want
    if answer["short"] != answer["plain"] and value["kind"] == "quantity":
        shown = value_of(re.match(r"-?[\d.]+", answer["short"]).group(0))
        power = re.match(r"-?[\d.]+e([+-]?\d+)", answer["short"])
        shown *= mp.mpf(10) ** int(power.group(1)) if power else 1
        if not same(shown / (mp.mpf(want.numerator) / want.denominator), 1, 12):
            return False, f"shown as {answer['short']}, wanted {float(want)}"
    return same(got, mp.mpf(want.numerator) / want.denominator, 12), f"{answer['short']} is not {want}"


def judge_numbers(truth, answer):
    return answer["value"].get("items") == [str(v) for v in truth["values"]], f"{answer['short']} is not {truth['values']}"


def judge_truth(truth, answer):
    return answer["short"] in (("yes", "是") if truth["value"] else ("no", "不是", "否")), f"{answer['short']}, wanted {truth['value']}"


def judge_compare(truth, answer):
    with mp.workdps(60):
        difference = value_of(truth["left"]) - value_of(truth["right"])
        if abs(difference) < mp.mpf(10) ** -50:
            difference = 0
        want = {"=": difference == 0, "<": difference < 0, "<=": difference <= 0, ">": difference > 0, ">=": difference >= 0}[truth["sign"]]
    return judge_truth({"value": bool(want)}, answer)


def judge_digits(truth, answer):
    return int(answer["short"].split("_")[0], truth["base"]) == truth["value"], f"{answer['short']} is not {truth['value']}"


def judge_date(truth, answer):
    return answer["value"].get("iso") == truth["value"], f"{answer['short']} is not {truth['value']}"


def judge_text(truth, answer):
    return answer["short"] == truth["value"], f"{answer['short']} is not {truth['value']}"


def judge_no_answer(_truth, answer):
    return bool(none_reason(answer)), f"{answer['short']} where there is nothing"


def judge_extremum(truth, answer):
    sign = 1 if truth["asked"] == "maximum" else -1
    f = lambda x: defined(truth["plain"], {"x": x})
    low, high = truth["bounds"] or (-60, 60)
    values = []
    for k in range(4001):
        x = low + (high - low) * mp.mpf(k) / 4000
        y = f(x)
        if y is not None and is_real(y):
            values.append((sign * mp.re(y), x))
    best, _ = max(values)
    if none_reason(answer):
        return best > 500 or truth["bounds"] is None, f"{answer['short']} where {mp.nstr(sign * best, 10)} is reached"
    got = sign * value_of(plain(answer))
    if got < best - mp.mpf(10) ** -12:
        return False, f"{answer['short']} though {mp.nstr(sign * best, 12)} is reached"
    if got > best + mp.mpf("0.02") * (1 + abs(best)):
        return False, f"{answer['short']} is not reached; best seen {mp.nstr(sign * best, 12)}"
    return True, ""


def judge_taylor(truth, answer):
    import sympy as sp

    x = sp.Symbol("x")
    f = sp.sympify(truth["plain"].replace("^", "**"))
    at, order = truth["at"], truth["order"]
    want = [sp.N(sp.diff(f, x, k).subs(x, at) / sp.factorial(k), 30) for k in range(order + 1)]
    text = re.sub(r"\s*\+\s*O\(.*$", "", plain(answer))
    for t in ("0.4", "-1.3", "2.2"):
        value = mp.fsum(mp.mpf(str(c)) * mp.mpf(t) ** k for k, c in enumerate(want))
        got = value_of(text, {"x": mp.mpf(t) + at})
        if not same(got, value, 18):
            return False, f"{mp.nstr(got, 12)} is not {mp.nstr(value, 12)} at {t}"
    return True, ""


JUDGES = {name.removeprefix("judge_").replace("_", "-"): judge for name, judge in list(globals().items()) if name.startswith("judge_")}


def late(_signal, _frame):
    raise Unjudged("the reference takes too long")


def mark(row):
    result = row["result"]
    answer = result.get("answer")
    if not answer:
        return "open", result.get("status", "")
    answer = {**answer, "conditions": (result.get("certificate") or {}).get("conditions", [])}
    signal.alarm(SECONDS)
    try:
        right, why = JUDGES[row["truth"]["kind"]](row["truth"], answer)
        return ("right", "") if right else ("wrong", why)
    except (Unjudged, Unreadable) as error:
        return "unjudged", str(error)
    except (ZeroDivisionError, ValueError, OverflowError, KeyError, TypeError, AttributeError, mp.libmp.NoConvergence) as error:
        return "unjudged", f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)


def main():
    mp.mp.dps = DIGITS
    signal.signal(signal.SIGALRM, late)
    for line in sys.stdin:
        row = json.loads(line)
        verdict, why = mark(row)
        print(json.dumps({"id": row["id"], "mark": verdict, "why": str(why)[:200]}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
