"""The operations that answers are asked for; each returns candidates, the likeliest first."""

import mpmath
import sympy as sp
from bridge import free_constants, operation
from sympy.integrals.transforms import inverse_laplace_transform, laplace_transform

UNEVALUATED = (sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Derivative, sp.RootSum)


def evaluated(value):
    return isinstance(value, sp.Basic) and not value.has(*UNEVALUATED) and not value.has(sp.nan)


def attempts(*makers):
    """The results of those that come to an end; sympy's own failures are no answer."""
    found = []
    for make in makers:
        try:
            value = make()
        except KeyboardInterrupt:
            raise
        except Exception:  # noqa: BLE001 - any failure of a heuristic means "no candidate from this one"
            continue
        if value is not None and value not in found:
            found.append(value)
    return found


@operation("evaluate")
def evaluate(args, _variables):
    return attempts(lambda: args[0].doit())


@operation("simplify")
def simplify(args, _variables):
    f = args[0]
    return attempts(
        lambda: sp.simplify(f),
        lambda: sp.sqrtdenest(sp.simplify(f)),
        lambda: sp.trigsimp(f, method="fu"),
        lambda: sp.gammasimp(sp.simplify(f.rewrite(sp.gamma))),
        lambda: sp.combsimp(f),
        lambda: sp.nsimplify(f) if not f.free_symbols and f.is_real and not f.has(sp.pi, sp.E, sp.log) else None,
        lambda: sp.radsimp(sp.sqrtdenest(f)),
        lambda: sp.expand_func(f),
        lambda: sp.factor(f),
        lambda: sp.cancel(sp.expand_trig(f)),
        lambda: sp.logcombine(f, force=False),
    )


@operation("expand-trig")
def expand_trig(args, _variables):
    return attempts(lambda: sp.expand(sp.expand_trig(args[0])))


@operation("factor")
def factor(args, _variables):
    """Arguments: the expression, then numbers that are allowed in the coefficients."""
    if len(args) > 1:
        return attempts(lambda: sp.factor(args[0], extension=list(args[1:])))
    return attempts(lambda: sp.factor(args[0]))


@operation("apart")
def apart(args, variables):
    """Arguments: the expression, then numbers that are allowed in the coefficients."""
    if len(args) > 1:
        return attempts(lambda: sp.apart(args[0], *variables, extension=list(args[1:])))
    return attempts(
        lambda: sp.apart(args[0], *variables),
        lambda: sp.apart(sp.factor(args[0]), *variables, full=True).doit() if len(args[0].free_symbols) == 1 else None,
    )


@operation("integrate", positive_parameters=True, real_variables=True)
def integrate(args, variables):
    x = variables[0]
    if len(args) == 1:
        makers = (
            lambda: sp.integrate(args[0], x),
            lambda: sp.integrate(args[0], x, heurisch=True),
            lambda: sp.integrals.manualintegrate(args[0], x),
        )
        found = []
        for make in makers:
            found = [value for value in attempts(make) if evaluated(value)]
            if found:
                break
        return found + attempts(*[lambda value=value: sp.simplify(value) for value in found])
    values = [v for v in attempts(lambda: sp.integrate(args[0], (x, args[1], args[2]))) if evaluated(v)]
    return values + attempts(
        *[lambda value=value: sp.simplify(value) for value in values],
        *[lambda value=value: sp.simplify(sp.expand_func(value)) for value in values],
    )


def endpoint(value):
    return mpmath.mpf(value) if value.is_finite else mpmath.inf * (1 if value is sp.oo else -1)


@operation("quadrature", real_variables=True)
def quadrature(args, variables):
    """A definite integral by mpmath's double exponential rule, 30 digits, or by summing an oscillating
    tail between its zeros. Arguments: f, lower, upper, angular frequencies to try. Only a value that
    settles at two precisions is given, as a rational with 18 digits."""
    f, lower, upper, frequencies = args
    breaks = sorted(
        {p for p in (sp.sympify(b) for b in (0, 1)) if p.is_real and (lower < p) == True and (p < upper) == True}
    )
    compute = sp.lambdify(variables[0], f, "mpmath")

    def value(digits, frequency):
        with mpmath.workdps(digits):
            a, b = endpoint(sp.N(lower, digits)), endpoint(sp.N(upper, digits))
            if frequency is None:
                points = [a, *[mpmath.mpf(p) for p in breaks], b]
                found, error = mpmath.quad(compute, points, error=True)
                return found, error
            if any(abs(compute(mpmath.mpf(10) ** 10 + k)) > 1e-3 for k in range(7)):
                return mpmath.inf, mpmath.inf  # the tail does not die away: quadosc would sum it as a limit of means
            omega = mpmath.mpf(sp.N(frequency, digits))
            return mpmath.quadosc(compute, [a, b], omega=omega), mpmath.mpf(0)

    for frequency in [None, *frequencies]:
        try:
            first, error = value(20, frequency)
            if not mpmath.isfinite(first) or error > 1e-12 * (1 + abs(first)):
                continue
            second, _ = value(32, frequency)
        except KeyboardInterrupt:
            raise
        except Exception:  # noqa: BLE001 - no value from this rule
            continue
        if abs(first - second) < 1e-13 * (1 + abs(second)) and abs(mpmath.im(second)) < 1e-18 * (1 + abs(second)):
            exact = sp.Rational(mpmath.nstr(mpmath.re(second), 18, min_fixed=-400, max_fixed=400))
            return [exact, *closed_forms(mpmath.re(second))]
    return []


BASES = (
    (sp.Integer(1),),
    (sp.pi,),
    (sp.pi**2,),
    (sp.pi, sp.Integer(1)),
    (sp.pi**2, sp.Integer(1)),
    (sp.log(2), sp.Integer(1)),
    (sp.pi * sp.sqrt(2),),
    (sp.pi * sp.sqrt(3),),
    (sp.sqrt(2), sp.Integer(1)),
    (sp.pi * sp.log(2),),
    (sp.pi**2, sp.log(2) ** 2),
    (sp.zeta(3),),
    (sp.sqrt(sp.pi),),
    (sp.pi**4,),
)


def closed_forms(value):
    """Small integer combinations of well-known constants that agree with all 28 digits (PSLQ); three
    coefficients below 1,000 hit 28 digits by chance about once in 10^19."""
    with mpmath.workdps(28):
        for basis in BASES:
            numbers = [mpmath.mpf(sp.N(b, 40)) for b in basis]
            found = mpmath.pslq([value, *numbers], maxcoeff=1000, maxsteps=2000)
            if found and found[0] != 0:
                return [-sum((sp.Integer(c) * b for c, b in zip(found[1:], basis)), sp.Integer(0)) / found[0]]
    return []


@operation("limit", positive_parameters=True, real_variables=True)
def limit(args, variables):
    f, point, direction = (*args, None)[:3]
    side = {"FromLeft": "-", "FromRight": "+"}.get(getattr(direction, "name", None), "+-")
    if point in (sp.oo, -sp.oo):
        side = "+"
    values = attempts(lambda: sp.limit(f, variables[0], point, side))
    if not values:
        gamma_form = f.rewrite(sp.gamma)
        values = attempts(lambda: sp.limit(gamma_form, variables[0], point, side))
    values = [v for v in values if evaluated(v)]
    return values + attempts(*[lambda value=value: sp.simplify(value) for value in values])


def closed(kind, args, variables):
    values = attempts(lambda: kind(args[0], (variables[0], args[1], args[2])).doit())
    # A value under a condition is a candidate; where it holds is found out by the check.
    values = [v.args[0][0] if isinstance(v, sp.Piecewise) else v for v in values]
    values = [v for v in values if evaluated(v)]
    return values + attempts(
        *[lambda value=value: sp.simplify(value) for value in values],
        *[lambda value=value: sp.gammasimp(value) for value in values],
        *[lambda value=value: sp.simplify(sp.expand_func(value)) for value in values],
        *[lambda value=value: sp.simplify(value.rewrite(sp.factorial)) for value in values],
    )


@operation("sum", positive_parameters=True)
def summation(args, variables):
    k = variables[0]
    integer = sp.Symbol(k.name, integer=True)
    return closed(sp.Sum, [args[0].subs(k, integer), *args[1:]], [integer])


@operation("product", positive_parameters=True)
def product(args, variables):
    k = variables[0]
    integer = sp.Symbol(k.name, integer=True)
    return closed(sp.Product, [args[0].subs(k, integer), *args[1:]], [integer])


def solutions_of(found):
    return [found] if isinstance(found, dict) else list(found)


@operation("solve")
def solve(args, variables):
    """One unknown: its roots. Several: dicts of name and value."""
    if len(variables) == 1 and len(args) == 1:
        return [v for v in solutions_of(sp.solve(args[0], variables[0])) if evaluated(v)]
    return solutions_of(sp.solve(args, variables, dict=True))


@operation("solve-real", real_variables=True)
def solve_real(args, variables):
    return [v for v in solutions_of(sp.solve(args[0], variables[0])) if evaluated(v)]


@operation("solveset_real", real_variables=True)
def solveset_real(args, variables):
    """The real roots in a half-open or closed interval (arguments: f, lower, upper), when they are finitely many."""
    domain = sp.S.Reals if len(args) == 1 else sp.Interval(args[1], args[2])
    found = sp.solveset(args[0], variables[0], domain)
    return list(found) if isinstance(found, sp.FiniteSet) else []


@operation("reduce-inequality", real_variables=True)
def reduce_inequality(args, variables):
    return attempts(lambda: sp.reduce_inequalities(args, variables[0]))


@operation("roots")
def roots(args, variables):
    """All roots of a polynomial in radicals with multiplicity, as (root, multiplicity)."""
    return [list(pair) for pair in sp.roots(args[0], variables[0]).items()]


@operation("dsolve", positive_parameters=True)
def dsolve(args, variables):
    """Arguments: the equation(s), then a list of initial conditions [order, point, value] for one unknown."""
    equations = [a for a in args if not isinstance(a, list)]
    x = variables[0]
    functions = sorted({f for e in equations for f in e.atoms(sp.core.function.AppliedUndef) if f.args == (x,)}, key=str)
    target = functions[0] if len(functions) == 1 else functions
    equation = equations[0] if len(equations) == 1 else equations
    conditions = {
        functions[0].diff(x, int(order)).subs(x, point) if order else functions[0].subs(x, point): value
        for a in args
        if isinstance(a, list)
        for order, point, value in a
    }
    found = attempts(lambda: sp.dsolve(equation, target, ics=conditions or None))
    answers = []
    for item in found:
        group = item if isinstance(item, list) else [item]
        if len(functions) > 1:
            answers.append([free_constants(e.rhs) for e in group])
            continue
        for e in group:
            if e.lhs == functions[0]:
                answers.append(free_constants(e.rhs.doit() if e.rhs.has(sp.Integral) else e.rhs))
                answers.extend(attempts(lambda e=e: free_constants(sp.simplify(e.rhs))))
            else:
                answers.extend(free_constants(v) for v in attempts(lambda e=e: sp.solve(e, functions[0])) for v in v)
    return [a for a in answers if isinstance(a, list) or evaluated(a)]


IMPLICIT = ("separable", "1st_exact", "1st_homogeneous_coeff_best", "almost_linear", "Bernoulli", "linear_coefficients", "separable_reduced")


@operation("dsolve-implicit")
def dsolve_implicit(args, variables):
    """Relations between y and x with one constant, as they come before they are solved for y; variables: x, y."""
    equation, (x, y) = args[0], variables
    target = next(f for f in equation.atoms(sp.core.function.AppliedUndef) if f.args == (x,))
    hints = sp.classify_ode(equation, target)
    found = attempts(
        *[lambda hint=hint: sp.dsolve(equation, target, hint=hint, simplify=False) for hint in IMPLICIT if hint in hints]
    )
    answers = []
    for item in found:
        for e in item if isinstance(item, list) else [item]:
            e = e.doit().subs(target, y)
            answers.append(free_constants(e))
            answers.extend(attempts(lambda e=e: free_constants(sp.Eq(sp.logcombine(sp.expand(e.lhs), force=True), e.rhs))))
    return [a for a in answers if evaluated(a)]


@operation("rsolve")
def rsolve(args, variables):
    """Arguments: the recurrence as a zero expression in y(n+k), then a list of [y(index), value]."""
    n = variables[0]
    integer = sp.Symbol(n.name, integer=True)
    equation = args[0].subs(n, integer)
    initial = {pair[0]: pair[1] for a in args[1:] for pair in a}
    unknown = next(iter(equation.atoms(sp.core.function.AppliedUndef))).func(integer)
    found = attempts(lambda: sp.rsolve(equation, unknown, initial or None))
    real = attempts(*[lambda f=f: real_powers(f, integer) for f in found if f.has(sp.I)])
    return [free_constants(f) for f in [*real, *found, *attempts(*[lambda f=f: sp.simplify(f) for f in found])]]


def real_powers(value, n):
    """The same sequence with r^n (cos(t n), sin(t n)) in place of powers of conjugate complex numbers."""

    def polar(base, exponent):
        angle = sp.arg(base)
        return sp.Abs(base) ** exponent * (sp.cos(angle * exponent) + sp.I * sp.sin(angle * exponent))

    written = sp.expand(
        value.replace(
            lambda e: e.is_Pow and e.base.is_number and e.base.has(sp.I) and e.exp.has(n), lambda e: polar(*e.args)
        )
    )
    constants = sorted((s for s in value.free_symbols if s.name[0] == "C" and s.name[1:].isdigit()), key=str)
    weights = [written.coeff(c) for c in constants]
    for k, a in enumerate(constants):
        for b, weight in list(zip(constants, weights))[k + 1 :]:
            if weights[k].has(sp.I) and sp.expand(weight - weights[k].xreplace({sp.I: -sp.I})) == 0:
                written = written.subs({a: (a - sp.I * b) / 2, b: (a + sp.I * b) / 2}, simultaneous=True)
    result = sp.simplify(sp.expand(written))
    return None if result.has(sp.I) else result


@operation("laplace", positive_parameters=True)
def laplace(args, variables):
    t, s = variables
    time, frequency = sp.Symbol(t.name, positive=True), sp.Symbol(s.name, positive=True)
    values = attempts(lambda: laplace_transform(args[0].subs(t, time), time, frequency, noconds=True))
    values = [v for v in values if evaluated(v) and not v.has(sp.LaplaceTransform)]
    return values + attempts(
        *[lambda v=v: sp.simplify(v) for v in values],
        *[lambda v=v: sp.simplify(v.rewrite(sp.exp)) for v in values if v.has(sp.sinh, sp.cosh)],
    )


@operation("inverse_laplace", positive_parameters=True)
def inverse_laplace(args, variables):
    s, t = variables
    time = sp.Symbol(t.name, positive=True)
    impulse, image = sp.Integer(0), args[0]
    if image.is_rational_function(s):
        over, under = sp.fraction(sp.together(image))
        quotient, rest = sp.div(over, under, s)
        if quotient != 0 and not quotient.has(s):
            # With a positive time the impulse at 0 would vanish.
            impulse, image = quotient * sp.DiracDelta(sp.Symbol(t.name)), rest / under
    values = attempts(lambda: inverse_laplace_transform(image, s, time))
    values = [v for v in values if evaluated(v) and not v.has(sp.InverseLaplaceTransform)]
    return [impulse + v for v in values + attempts(*[lambda v=v: sp.simplify(v) for v in values])]


@operation("fourier", positive_parameters=True, real_variables=True)
def fourier(args, variables):
    """F(w) = integral of f(x) exp(-i w x) over the line."""
    x, w = variables
    return [
        v
        for v in attempts(lambda: sp.simplify(sp.integrate(args[0] * sp.exp(-sp.I * w * x), (x, -sp.oo, sp.oo))))
        if evaluated(v)
    ]


@operation("series")
def series(args, variables):
    """Arguments: f, point, number of the first power left out."""
    return attempts(lambda: sp.series(args[0], variables[0], args[1], int(args[2])).removeO())


MATRIX = {
    "inverse": lambda m: m.inv(),
    "determinant": lambda m: m.det(),
    "eigenvalues": lambda m: [list(pair) for pair in m.eigenvals().items()],
    "eigenvectors": lambda m: [[value, count, *vectors] for value, count, vectors in m.eigenvects()],
    "matrix-exponential": lambda m: m.exp(),
    "jordan-form": lambda m: list(m.jordan_form()),
    "singular-values": lambda m: m.singular_values(),
}


def register_matrix(name, compute):
    @operation(name)
    def run(args, _variables):
        return attempts(lambda: compute(sp.Matrix(args[0])), lambda: sp.simplify(compute(sp.Matrix(args[0]))))


for name, compute in MATRIX.items():
    register_matrix(name, compute)
