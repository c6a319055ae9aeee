"""Reads the engine's plain notation and works it out with mpmath: a second reader that shares no code with it.

Fractional powers are principal values; `log` is natural; `^` groups to the right and binds tighter than a sign.
"""

import re

import mpmath as mp

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z_][A-Za-z_0-9]*)|(.))")


def cbrt(value):
    return mp.power(value, mp.mpf(1) / 3)


FUNCTIONS = {
    "sqrt": mp.sqrt, "cbrt": cbrt, "abs": mp.fabs, "exp": mp.exp, "log": mp.log,
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "cot": mp.cot, "sec": mp.sec, "csc": mp.csc,
    "asin": mp.asin, "acos": mp.acos, "atan": mp.atan, "acot": mp.acot, "asec": mp.asec, "acsc": mp.acsc,
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "coth": mp.coth, "sech": mp.sech, "csch": mp.csch,
    "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh,
    "gamma": mp.gamma, "digamma": mp.digamma, "zeta": mp.zeta, "erf": mp.erf, "erfc": mp.erfc, "erfi": mp.erfi,
    "Si": mp.si, "Ci": mp.ci, "Ei": mp.ei, "li": mp.li, "Shi": mp.shi, "Chi": mp.chi,
    "fresnels": mp.fresnels, "fresnelc": mp.fresnelc, "floor": mp.floor, "ceil": mp.ceil, "ceiling": mp.ceil,
    "sign": mp.sign, "binomial": mp.binomial, "factorial": mp.factorial, "lambertw": mp.lambertw,
    "polylog": mp.polylog, "min": min, "max": max, "mod": lambda a, b: a - b * mp.floor(a / b),
    "re": mp.re, "im": mp.im, "conj": mp.conj, "arg": mp.arg, "uppergamma": mp.gammainc, "harmonic": mp.harmonic,
}
CONSTANTS = {
    "pi": lambda: +mp.pi, "e": lambda: +mp.e, "i": lambda: mp.mpc(0, 1), "infinity": lambda: mp.inf,
    "eulergamma": lambda: +mp.euler, "goldenratio": lambda: +mp.phi, "catalan": lambda: +mp.catalan,
}


# True while only real numbers exist: roots and logarithms of negative numbers have no value then.
real_only = False


def in_reals(name, function):
    def checked(value, *rest):
        if real_only and name in ("sqrt", "log") and mp.im(value) == 0 and mp.re(value) < 0:
            raise ValueError(f"{name} of a negative number")
        return function(value, *rest)

    return checked


class Unreadable(Exception):
    """The text is not in plain notation, or uses a name that this reader does not know."""


class Reader:
    def __init__(self, text, values):
        self.tokens = [next(t for t in found if t) for found in TOKEN.findall(text.strip()) if any(found)]
        self.at = 0
        self.values = values

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def accept(self, *texts):
        if self.peek() in texts:
            self.at += 1
            return self.tokens[self.at - 1]
        return None

    def expect(self, text):
        if self.accept(text) is None:
            raise Unreadable(f"{text} expected, not {self.peek()}")

    def whole(self):
        value = self.sum()
        if self.peek() is not None:
            raise Unreadable(f"unexpected {self.peek()}")
        return value

    def sum(self):
        value = self.product()
        while sign := self.accept("+", "-"):
            right = self.product()
            value = value + right if sign == "+" else value - right
        return value

    def product(self):
        value = self.unary()
        while sign := self.accept("*", "/"):
            right = self.unary()
            value = value * right if sign == "*" else value / right
        return value

    def unary(self):
        if self.accept("-"):
            return -self.unary()
        if self.accept("+"):
            return self.unary()
        return self.power()

    def power(self):
        base = self.postfix()
        if self.accept("^") is None:
            return base
        exponent = self.unary()
        if base == 0 and mp.re(exponent) < 0:
            raise ZeroDivisionError
        if isinstance(exponent, mp.mpf) and exponent == int(exponent) and abs(exponent) < 10**6:
            return base ** int(exponent)
        return mp.power(base, exponent)

    def postfix(self):
        value = self.primary()
        while self.accept("!"):
            value = mp.factorial(value)
        return value

    def primary(self):
        token = self.peek()
        if token is None:
            raise Unreadable("the text ends")
        self.at += 1
        if token == "(":
            value = self.sum()
            self.expect(")")
            return value
        if token == "|":
            value = self.sum()
            self.expect("|")
            return mp.fabs(value)
        if token[0].isdigit() or token[0] == ".":
            return mp.mpf(token)
        if token in self.values:
            return self.values[token]
        if self.peek() == "(" and token in FUNCTIONS:
            self.at += 1
            arguments = [self.sum()]
            while self.accept(","):
                arguments.append(self.sum())
            self.expect(")")
            return in_reals(token, FUNCTIONS[token])(*arguments)
        if token in CONSTANTS:
            return CONSTANTS[token]()
        raise Unreadable(f"unknown name {token}")


def evaluate(text, values=None):
    """The value of the text, with numbers for its variables. Throws Unreadable or a numeric error."""
    return Reader(text, values or {}).whole()
