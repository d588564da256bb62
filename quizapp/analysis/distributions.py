"""Quantiles of Student's t and of F, from the regularised incomplete beta function.

Formulas: Abramowitz & Stegun (1964), 26.5.8 (the continued fraction), 26.6.2 (F) and 26.7.1 (t). Accurate to
about nine digits for degrees of freedom from 1 to 10,000.
"""

from functools import cache
from math import exp, lgamma, log, sqrt

# Below this a term of the continued fraction is taken for zero, which must not be divided by.
_TINY = 1e-300
_MOST_TERMS = 10_000
_HALVINGS = 100


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for x in [0, 1] and a, b > 0."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        # The fraction converges fast below this point, and the function is symmetric.
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    return front / a / _continued_fraction(x, a, b)


def _continued_fraction(x: float, a: float, b: float) -> float:
    """1 + d1/(1 + d2/(1 + ...)), evaluated from the front."""
    value, numerator, denominator = 1.0, 1.0, 0.0
    for term in range(1, _MOST_TERMS):
        half = term // 2
        if term % 2:
            step = -(a + half) * (a + b + half) * x / ((a + term - 1) * (a + term))
        else:
            step = half * (b - half) * x / ((a + term - 1) * (a + term))
        denominator = 1 / (_not_zero(1 + step * denominator))
        numerator = _not_zero(1 + step / numerator)
        change = numerator * denominator
        value *= change
        if abs(change - 1) < 1e-14:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _beta_quantile(share: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if incomplete_beta(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@cache
def t_quantile(degrees: float, share: float = 0.975) -> float:
    """The point of Student's t that ``share`` (above 0.5) of it lies below, for degrees of freedom >= 1."""
    x = _beta_quantile(2 * (1 - share), degrees / 2, 0.5)
    return sqrt(degrees * (1 - x) / x)


@cache
def f_quantile(first: float, second: float, share: float) -> float:
    """The point of F with these degrees of freedom that ``share`` in (0, 1) of it lies below."""
    x = _beta_quantile(share, first / 2, second / 2)
    return second * x / (first * (1 - x))
