"""Answers rows of the computer-algebra set with SymPy under CPython, one JSON object a line in and out.

Each row names an operation and its arguments; the answer is a JSON value of the kind that the scorer reads:
{"expression": text}, {"roots": [...]}, {"assignments": [...]}, {"rows": [[...]]}, {"items": [...]} or
{"intervals": [[lo, hi, closed, closed]]}. A row that fails or takes longer than TIMEOUT_S has none.
"""

import json
import os
import re
import signal
import sys
import time

import sympy as sp
from sympy.parsing.sympy_parser import convert_xor, implicit_multiplication, parse_expr, standard_transformations

TIMEOUT_S = int(os.environ.get("TIMEOUT_S", "20"))
TRANSFORMATIONS = (*standard_transformations, convert_xor, implicit_multiplication)
NAMES = {
    "e": sp.E, "i": sp.I, "pi": sp.pi, "infinity": sp.oo, "log": sp.log, "eulergamma": sp.EulerGamma,
    "digamma": sp.digamma, "erf": sp.erf, "erfi": sp.erfi, "gamma": sp.gamma, "zeta": sp.zeta,
    "Si": sp.Si, "Ci": sp.Ci, "Ei": sp.Ei, "li": sp.li, "Shi": sp.Shi, "Chi": sp.Chi, "abs": sp.Abs,
    "fresnels": sp.fresnels, "fresnelc": sp.fresnelc, "polylog": sp.polylog, "uppergamma": sp.uppergamma,
    "binomial": sp.binomial, "factorial": sp.factorial, "max": sp.Max, "min": sp.Min,
}


def late(_signal, _frame):
    raise TimeoutError


def expr(text, functions=()):
    names = dict(NAMES)
    for name in set(re.findall(r"[A-Za-z]\w*", text)):
        if len(name) == 1 and name not in names:
            names[name] = sp.Symbol(name)
    for name in functions:
        names[name] = sp.Function(name)
    return parse_expr(text, local_dict=names, transformations=TRANSFORMATIONS)


def relation(text, functions=()):
    left, right = text.split("=")
    return expr(left, functions) - expr(right, functions)


def plain(value):
    text = sp.sstr(sp.sympify(value)).replace("**", "^")
    text = re.sub(r"\bI\b", "i", text)
    text = re.sub(r"\bE\b", "e", text)
    text = re.sub(r"\boo\b", "infinity", text)
    return re.sub(r"\bEulerGamma\b", "eulergamma", text)


def done(value):
    unevaluated = (sp.Integral, sp.Limit, sp.Sum, sp.Product)
    if value is None or (hasattr(value, "has") and value.has(*unevaluated)):
        return None
    if isinstance(value, sp.Piecewise):
        value = value.args[0][0]
    return {"expression": plain(value)}


def matrix(rows):
    return sp.Matrix([[expr(str(cell)) for cell in row] for row in rows])


def rows_of(value):
    return {"rows": [[plain(cell) for cell in row] for row in value.tolist()]}


def initial(args, function, variable):
    conditions = {}
    for key, value in (args.get("ics") or {}).items():
        order, point = key.count("'"), re.search(r"\(([^)]*)\)", key)
        at = expr(point.group(1)) if point else expr(re.sub(r"[^\d.\-]", "", key) or "0")
        target = function(at) if order == 0 else function(variable).diff(variable, order).subs(variable, at)
        conditions[target] = expr(str(value))
    return conditions


def answer(row):
    op, a = row["op"], row["args"]
    var = sp.Symbol(a["var"]) if "var" in a else None
    if op in ("evaluate", "simplify"):
        return done(sp.simplify(expr(a["expr"])))
    if op in ("factor", "expand"):
        return done(getattr(sp, op)(expr(a["expr"])))
    if op == "trigexpand":
        return done(sp.expand_trig(expr(a["expr"])))
    if op == "polygcd":
        return done(sp.gcd(expr(a["a"]), expr(a["b"])))
    if op == "resultant":
        return done(sp.resultant(expr(a["a"]), expr(a["b"]), var))
    if op == "polydiv":
        return {"items": [plain(part) for part in sp.div(expr(a["a"]), expr(a["b"]), var)]}
    if op == "diff":
        return done(sp.diff(expr(a["expr"]), var, int(a.get("n", 1))))
    if op == "series":
        return done(sp.series(expr(a["expr"]), var, expr(str(a["at"])), int(a["order"]) + 1).removeO())
    if op in ("laplace", "ilaplace"):
        s, transform = sp.Symbol(a["svar"]), sp.laplace_transform
        if op == "laplace":
            return done(transform(expr(a["expr"]), var, s, noconds=True))
        value = sp.inverse_laplace_transform(expr(a["expr"]), s, var)
        return done(value.subs(sp.Heaviside(var), 1))
    if op == "rsolve":
        name = a["func"]
        function = sp.Function(name)
        found = sp.rsolve(relation(a["eq"], [name]), function(var), {function(int(k)): expr(str(v)) for k, v in a["init"].items()})
        return done(found)
    if op == "ineq":
        real = sp.Symbol(a["var"], real=True)
        found = sp.solve_univariate_inequality(expr(a["expr"]).subs(var, real), real, relational=False)
        parts = found.args if isinstance(found, sp.Union) else [found]
        return {"intervals": [[plain(p.start), plain(p.end), int(not p.left_open), int(not p.right_open)] for p in parts]}
    if op == "solve":
        if "interval" in a:
            low, high = (expr(end) for end in a["interval"])
            real = sp.Symbol(a["var"], real=True)
            found = sp.solveset(relation(a["eq"]).subs(var, real), real, sp.Interval.Ropen(low, high))
            return {"roots": [plain(root) for root in found]} if isinstance(found, sp.FiniteSet) else None
        found = sp.solve(relation(a["eq"]), var)
        if a.get("domain") != "complex":
            found = [root for root in found if abs(sp.im(sp.N(root))) < 1e-9]
        return {"roots": [plain(root) for root in found]}
    if op == "system":
        found = sp.solve([relation(eq) for eq in a["eqs"]], [sp.Symbol(v) for v in a["vars"]], dict=True)
        return {"assignments": [{str(k): plain(v) for k, v in one.items()} for one in found]}
    if op == "integrate":
        return done(sp.integrate(expr(a["expr"]), var))
    if op == "defint":
        return done(sp.integrate(expr(a["expr"]), (var, expr(a["lo"]), expr(a["hi"]))))
    if op == "limit":
        side = {"left": "-", "right": "+"}.get(a.get("dir"), "+-")
        to = expr(a["to"])
        return done(sp.limit(expr(a["expr"]), var, to, "+" if to.is_infinite else side))
    if op in ("sum", "product"):
        kind = sp.Sum if op == "sum" else sp.Product
        return done(kind(expr(a["expr"]), (var, expr(a["lo"]), expr(a["hi"]))).doit())
    if op == "dsolve":
        name = a["func"]
        function = sp.Function(name)
        text = re.sub(rf"\b{name}('+)", lambda m: f"Derivative({name}({var}),{var},{len(m.group(1))})", a["eq"])
        text = re.sub(rf"\b{name}\b(?!\()", f"{name}({var})", text)
        names = {**NAMES, name: function, str(var): var, "Derivative": sp.Derivative}
        left, right = (parse_expr(side, local_dict=names, transformations=TRANSFORMATIONS) for side in text.split("="))
        found = sp.dsolve(left - right, function(var), ics=initial(a, function, var) or None)
        found = found[0] if isinstance(found, list) else found
        value = found.rhs
        return done(value.subs({c: sp.Symbol(c.name.lower()) for c in value.free_symbols if re.fullmatch(r"C\d", c.name)}))
    if op == "det":
        return done(matrix(a["m"]).det())
    if op == "inv":
        try:
            return rows_of(matrix(a["m"]).inv().applyfunc(sp.simplify))
        except ValueError:
            return {"expression": "singular"}
    if op == "eigenvalues":
        return {"roots": [plain(value) for value in matrix(a["m"]).eigenvals()]}
    if op == "rank":
        return done(matrix(a["m"]).rank())
    if op == "matexp":
        return rows_of(matrix(a["m"]).exp().applyfunc(sp.simplify))
    if op == "cross":
        return {"items": [plain(v) for v in sp.Matrix([expr(v) for v in a["a"]]).cross(sp.Matrix([expr(v) for v in a["b"]]))]}
    return None


signal.signal(signal.SIGALRM, late)
for line in sys.stdin:
    row = json.loads(line)
    started = time.perf_counter()
    signal.alarm(TIMEOUT_S)
    try:
        found, failure = answer(row), None
    except Exception as error:  # every failure of the engine is a row without an answer, with its reason
        found, failure = None, f"{type(error).__name__}: {error}"[:200]
    finally:
        signal.alarm(0)
    print(json.dumps({"id": row["id"], "answer": found, "failure": failure, "ms": (time.perf_counter() - started) * 1000}), flush=True)
