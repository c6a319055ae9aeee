"""Operations on inert expressions: JSON in, JSON out. Nothing that a person wrote is ever evaluated as code."""

import json

import sympy as sp

OPERATIONS = {}
MAX_ANSWERS = 24


class Unconvertible(Exception):
    """An answer that our notation cannot say: unevaluated, inexact, or with a function it does not have."""


def operation(name, positive_parameters=False, real_variables=False):
    """Registers an operation, with what may be assumed of its symbols."""

    def register(function):
        OPERATIONS[name] = (function, positive_parameters, real_variables)
        return function

    return register


def free_constants(expression):
    """Names the constants of a general solution (C0, C1, ...) c1, c2, ... in our notation."""
    found = [s for s in expression.free_symbols if s.name.startswith("C") and s.name[1:].isdigit()]
    found.sort(key=lambda s: int(s.name[1:]))
    return expression.xreplace({s: sp.Symbol(f"c{k}") for k, s in enumerate(found, 1)})


ONE_ARGUMENT = {
    "Sqrt": sp.sqrt,
    "Exp": sp.exp,
    "Ln": sp.log,
    "Abs": sp.Abs,
    "Sign": sp.sign,
    "Floor": sp.floor,
    "Ceil": sp.ceiling,
    "Factorial": sp.factorial,
    "Factorial2": sp.factorial2,
    "Gamma": sp.gamma,
    "Erf": sp.erf,
    "Erfc": sp.erfc,
    "Erfi": sp.erfi,
    "Zeta": sp.zeta,
    "Digamma": sp.digamma,
    "LambertW": sp.LambertW,
    "ExpIntegralEi": sp.Ei,
    "LogIntegral": sp.li,
    "SinIntegral": sp.Si,
    "CosIntegral": sp.Ci,
    "SinhIntegral": sp.Shi,
    "CoshIntegral": sp.Chi,
    "FresnelS": sp.fresnels,
    "FresnelC": sp.fresnelc,
    "Heaviside": sp.Heaviside,
    "DiracDelta": sp.DiracDelta,
    "Fibonacci": sp.fibonacci,
    "Conjugate": sp.conjugate,
    "Re": sp.re,
    "Im": sp.im,
    "Arg": sp.arg,
    "Sin": sp.sin,
    "Cos": sp.cos,
    "Tan": sp.tan,
    "Cot": sp.cot,
    "Sec": sp.sec,
    "Csc": sp.csc,
    "Arcsin": sp.asin,
    "Arccos": sp.acos,
    "Arctan": sp.atan,
    "Arccot": sp.acot,
    "Arcsec": sp.asec,
    "Arccsc": sp.acsc,
    "Sinh": sp.sinh,
    "Cosh": sp.cosh,
    "Tanh": sp.tanh,
    "Coth": sp.coth,
    "Sech": sp.sech,
    "Csch": sp.csch,
    "Arsinh": sp.asinh,
    "Arcosh": sp.acosh,
    "Artanh": sp.atanh,
    "Arcoth": sp.acoth,
    "Arsech": sp.asech,
    "Arcsch": sp.acsch,
    "Negate": lambda x: -x,
    "Lg": lambda x: sp.log(x, 10),
    "Lb": lambda x: sp.log(x, 2),
    "Cbrt": lambda x: x ** sp.Rational(1, 3),
    "EllipticK": sp.elliptic_k,
    "AiryAi": sp.airyai,
    "AiryBi": sp.airybi,
    "AiryAiPrime": sp.airyaiprime,
    "AiryBiPrime": sp.airybiprime,
}
MORE_ARGUMENTS = {
    "Add": sp.Add,
    "Multiply": sp.Mul,
    "Divide": lambda a, b: a / b,
    "Power": sp.Pow,
    "Log": sp.log,
    "Max": sp.Max,
    "Min": sp.Min,
    "Binomial": sp.binomial,
    "Mod": sp.Mod,
    "GCD": sp.gcd,
    "LCM": sp.lcm,
    "PolyLog": sp.polylog,
    "UpperGamma": sp.uppergamma,
    "ExpIntegralE": sp.expint,
    "EllipticF": sp.elliptic_f,
    "EllipticE": sp.elliptic_e,
    "Zeta": sp.zeta,
    "LambertW": sp.LambertW,
    "BesselJ": sp.besselj,
    "BesselY": sp.bessely,
    "BesselI": sp.besseli,
    "BesselK": sp.besselk,
    "Equal": lambda a, b: sp.Eq(a, b, evaluate=False),
    "NotEqual": lambda a, b: sp.Ne(a, b, evaluate=False),
    "Less": lambda a, b: sp.Lt(a, b, evaluate=False),
    "LessEqual": lambda a, b: sp.Le(a, b, evaluate=False),
    "Greater": lambda a, b: sp.Gt(a, b, evaluate=False),
    "GreaterEqual": lambda a, b: sp.Ge(a, b, evaluate=False),
    "And": sp.And,
    "Or": sp.Or,
}
LISTS = {"List", "Set", "Tuple", "Sequence", "Matrix"}
CONSTANTS = {
    "Pi": sp.pi,
    "ExponentialE": sp.E,
    "ImaginaryUnit": sp.I,
    "PositiveInfinity": sp.oo,
    "NegativeInfinity": -sp.oo,
    "ComplexInfinity": sp.zoo,
    "EulerGamma": sp.EulerGamma,
    "CatalanConstant": sp.Catalan,
    "True": sp.true,
    "False": sp.false,
}


class Reader:
    """Builds sympy objects from our expressions; each name becomes one symbol with the wanted assumptions."""

    def __init__(self, variables, positive_parameters, real_variables):
        self.variables = set(variables)
        self.positive_parameters = positive_parameters
        self.real_variables = real_variables
        self.symbols = {}

    def symbol(self, name):
        if name not in self.symbols:
            if name in self.variables:
                made = sp.Symbol(name, real=True) if self.real_variables else sp.Symbol(name)
            else:
                made = sp.Symbol(name, positive=True) if self.positive_parameters else sp.Symbol(name)
            self.symbols[name] = made
        return self.symbols[name]

    def read(self, node):
        if node is None:
            return None
        if isinstance(node, dict):
            return sp.Rational(node["num"])
        if isinstance(node, str):
            return CONSTANTS[node] if node in CONSTANTS else self.symbol(node)
        head, parts = node[0], node[1:]
        if head == "D":
            order = int(self.read(parts[2])) if len(parts) > 2 else 1
            return sp.Derivative(self.read(parts[0]), (self.symbol(parts[1]), order))
        if head == "Integrate":
            return sp.Integral(self.read(parts[0]), tuple(self.read(p) for p in parts[1:]))
        if head in ("Sum", "Product"):
            kind = sp.Sum if head == "Sum" else sp.Product
            return kind(self.read(parts[0]), tuple(self.read(p) for p in parts[1:]))
        values = [self.read(part) for part in parts]
        if head in LISTS:
            return values
        if len(values) == 1 and head in ONE_ARGUMENT:
            return ONE_ARGUMENT[head](*values)
        if head in MORE_ARGUMENTS:
            return MORE_ARGUMENTS[head](*values)
        if head.isalpha() and len(head) <= 2:
            return sp.Function(head)(*values)
        raise Unconvertible(head)


HEADS = {
    sp.log: "Ln",
    sp.Abs: "Abs",
    sp.Max: "Max",
    sp.Min: "Min",
    sp.binomial: "Binomial",
    sp.Mod: "Mod",
    sp.polylog: "PolyLog",
    sp.uppergamma: "UpperGamma",
    sp.expint: "ExpIntegralE",
    sp.elliptic_f: "EllipticF",
    sp.elliptic_e: "EllipticE",
    sp.zeta: "Zeta",
    sp.LambertW: "LambertW",
    sp.besselj: "BesselJ",
    sp.bessely: "BesselY",
    sp.besseli: "BesselI",
    sp.besselk: "BesselK",
    sp.Eq: "Equal",
    sp.Ne: "NotEqual",
    sp.StrictLessThan: "Less",
    sp.LessThan: "LessEqual",
    sp.StrictGreaterThan: "Greater",
    sp.GreaterThan: "GreaterEqual",
    sp.And: "And",
    sp.Or: "Or",
}
HEADS.update({
    function: head
    for head, function in ONE_ARGUMENT.items()
    if isinstance(function, type) and head not in ("Sqrt", "Exp")
})
NAMES = {value: name for name, value in CONSTANTS.items()}


def integer(value):
    return {"num": str(value)} if value >= 0 else ["Negate", {"num": str(-value)}]


def rational(value):
    if value.q == 1:
        return integer(int(value.p))
    quotient = ["Divide", {"num": str(abs(int(value.p)))}, {"num": str(int(value.q))}]
    return quotient if value.p > 0 else ["Negate", quotient]


def factor_order(factor):
    """SymPy's order of factors, but plain names by their letters whatever is assumed of them."""
    if isinstance(factor, sp.Symbol):
        return (1, factor.name, ())
    return (0 if factor.is_number else 2, "", sp.default_sort_key(factor))


class Writer:
    def __init__(self, allowed):
        self.allowed = allowed

    def product(self, factors):
        return {"num": "1"} if not factors else factors[0] if len(factors) == 1 else ["Multiply", *factors]

    def write_product(self, value):
        coefficient, rest = value.as_coeff_Mul(rational=True)
        if isinstance(coefficient, sp.Float):
            raise Unconvertible("Float")
        over, under = [], []
        if abs(coefficient.p) != 1:
            over.append({"num": str(abs(int(coefficient.p)))})
        if coefficient.q != 1:
            under.append({"num": str(int(coefficient.q))})
        for factor in sorted(sp.Mul.make_args(rest), key=factor_order):
            base, exponent = factor.as_base_exp()
            if exponent.is_Rational and exponent < 0 and base is not sp.E:
                under.append(self.write(sp.Pow(base, -exponent)))
            elif factor is not sp.S.One:
                over.append(self.write(factor))
        result = self.product(over) if not under else ["Divide", self.product(over), self.product(under)]
        return ["Negate", result] if coefficient < 0 else result

    def write(self, value):
        if isinstance(value, (list, tuple, sp.Tuple)):
            return ["List", *[self.write(item) for item in value]]
        if isinstance(value, dict):
            return ["List", *[["Tuple", self.write(k), self.write(v)] for k, v in value.items()]]
        if isinstance(value, sp.MatrixBase):
            return ["List", *[["List", *[self.write(item) for item in row]] for row in value.tolist()]]
        if value is None or value is sp.nan:
            raise Unconvertible("undefined")
        if isinstance(value, (bool, int)):
            value = sp.sympify(value)
        if isinstance(value, sp.Rational):
            return rational(value)
        if value in NAMES:
            return NAMES[value]
        if value is sp.GoldenRatio:
            return self.write((1 + sp.sqrt(5)) / 2)
        if isinstance(value, sp.Symbol):
            if value.name not in self.allowed and not (value.name[0] == "c" and value.name[1:].isdigit()):
                raise Unconvertible(value.name)
            return value.name
        if isinstance(value, sp.Add):
            return ["Add", *[self.write(term) for term in value.as_ordered_terms()]]
        if isinstance(value, sp.Mul):
            return self.write_product(value)
        if isinstance(value, sp.exp):
            return ["Power", "ExponentialE", self.write(value.args[0])]
        if isinstance(value, sp.Pow):
            base, exponent = value.args
            if exponent.is_Rational and exponent < 0:
                return self.write_product(value)
            if exponent == sp.S.Half:
                return ["Sqrt", self.write(base)]
            return ["Power", self.write(base), self.write(exponent)]
        if isinstance(value, sp.Heaviside):
            # The value at the jump itself is no part of our notation.
            return ["Heaviside", self.write(value.args[0])]
        head = HEADS.get(type(value)) or HEADS.get(value.func)
        if head is None:
            raise Unconvertible(type(value).__name__)
        return [head, *[self.write(part) for part in value.args]]


def alternatives(value):
    """A piecewise answer stands for each of its branches: the prover finds the one that holds."""
    if isinstance(value, sp.Basic) and value.has(sp.Piecewise):
        folded = sp.piecewise_fold(value)
        if isinstance(folded, sp.Piecewise):
            return [branch for branch, _ in folded.args if not branch.has(sp.Piecewise)]
        return []
    return [value]


def run(request_text):
    """Runs one request `{operation, arguments, variables}` and returns `{answers}` as JSON text."""
    request = json.loads(request_text)
    function, positive_parameters, real_variables = OPERATIONS[request["operation"]]
    names = request["variables"]
    reader = Reader(names, positive_parameters, real_variables)
    try:
        arguments = [reader.read(node) for node in request["arguments"]]
    except Unconvertible:
        return json.dumps({"answers": []})
    found = function(arguments, [reader.symbol(name) for name in names])
    writer = Writer(set(reader.symbols))
    answers = []
    for candidate in found:
        for value in alternatives(candidate):
            try:
                answer = writer.write(value)
            except Unconvertible:
                continue
            if answer not in answers:
                answers.append(answer)
    return json.dumps({"answers": answers[:MAX_ANSWERS]})
