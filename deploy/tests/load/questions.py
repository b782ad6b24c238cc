"""The questions that existing clients ask; each function returns (path, body, a member the answer must have).

A fresh question is one nobody asked before, so that it cannot come from a cache.
"""
import random

DAG = {"nodes": ["Price", "Quality", "Revenue", "CustomerSatisfaction"],
       "edges": [["Price", "Revenue"], ["Quality", "Revenue"], ["Quality", "CustomerSatisfaction"], ["Revenue", "CustomerSatisfaction"]]}
CONFOUNDED = {"nodes": ["X", "Y", "Z", "W"], "edges": [["X", "Y"], ["Z", "X"], ["Z", "Y"], ["W", "Z"]]}
MODEL = {"equations": {"Revenue": {"formula": "2.5 * Price + 1.2 * Quality + noise", "noise_dist": "normal(0, 50)"}},
         "variables": ["Price", "Quality", "Revenue"]}
CALIBRATION = [{"Price": 40 + i, "Quality": 7 + (i % 3), "Revenue": 1200 + i * 25} for i in range(20)]
ROWS = [{"Price": 30 + (i * 37 % 100) * .3, "Quality": 5 + (i * 53 % 97) * .05, "Revenue": 1000 + (i * 37 % 100) * 3 + (i * 71 % 89)}
        for i in range(30)]


def _seed(fresh, usual=42):
    return random.randrange(1 << 30) if fresh else usual


def _graph(graph, fresh):
    """The graph, with one more cause under a name of its own where it must be new."""
    if not fresh:
        return graph
    extra = f"U{random.randrange(1 << 40)}"
    return {"nodes": graph["nodes"] + [extra], "edges": graph["edges"] + [[extra, graph["nodes"][1]]]}


def validate(fresh):
    return "/api/v1/causal/validate", {"dag_structure": _graph(DAG, fresh), "treatment": "Price", "outcome": "Revenue"}, "status"


def strategies(fresh):
    return "/api/v1/validation/strategies", {"dag_structure": _graph(CONFOUNDED, fresh), "treatment": "X", "outcome": "Y"}, "strategies"


def counterfactual(fresh):
    return "/api/v1/causal/counterfactual", {"model": MODEL, "intervention": {"Price": 45.0}, "seed": _seed(fresh)}, "prediction"


def discover(fresh):
    rows = [{**ROWS[0], "Price": 30 + random.random()}] + ROWS[1:] if fresh else ROWS
    body = {"data": rows, "variable_names": ["Price", "Quality", "Revenue"], "algorithm": "auto", "threshold": .3, "seed": 1}
    return "/api/v1/causal/discover", body, "dag"


def conformal(fresh):
    body = {"model": MODEL, "intervention": {"Price": 45.0}, "calibration_data": CALIBRATION, "alpha": .05, "seed": _seed(fresh)}
    return "/api/v1/causal/conformal", body, "conformal_interval"


def batch(fresh):
    scenarios = [{"id": f"scenario{i}", "intervention": {"Price": 40 + i * 5}} for i in range(3)]
    body = {"model": MODEL, "scenarios": scenarios, "analyze_interactions": True, "seed": _seed(fresh, 7)}
    return "/api/v1/batch/counterfactuals", body, "scenarios"
