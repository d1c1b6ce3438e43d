"""What a model of carts has to pass before it may be written. The codes are part of what the API tells: add, never rename."""

from export_onnx import PARITY_MAX

CALIBRATION_ERROR_MAX = 0.02
SLOPE_MIN, SLOPE_MAX = 0.9, 1.1
# Standard errors that a slope may lie outside: with few buyers a right one is measured as far off, once in 20 times farther.
SLOPE_ERRORS = 1.96


def gates(*, parity, ece, slope, slope_error, gain):
    """One record per gate. `slope_error`: its standard error. `gain`: how much lower its log loss is than that of the served model, with its interval."""
    left_open = SLOPE_ERRORS * slope_error
    return [
        _gate("parity", "largest difference of LightGBM and ONNX Runtime", parity, f"< {PARITY_MAX}", parity < PARITY_MAX),
        _gate("calibration_error", "expected calibration error on later carts", ece, f"<= {CALIBRATION_ERROR_MAX}", ece <= CALIBRATION_ERROR_MAX),
        _gate("calibration_slope", "calibration slope on later carts", slope, f"{SLOPE_MIN} to {SLOPE_MAX}, ± {left_open:.2f}", SLOPE_MIN - left_open <= slope <= SLOPE_MAX + left_open),
        _gate("better_than_served", "log loss gained over the served model, lower end of its interval", gain["low"], "> 0", gain["low"] > 0),
    ]


def _gate(code, name, found, asked, passed):
    return {"code": code, "name": name, "found": float(found), "asked": asked, "passed": bool(passed)}
