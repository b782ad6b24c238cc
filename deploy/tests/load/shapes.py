"""Users over time: ramp (how many can it take?), sustained (does it stay well?), spike (does it come back?)."""
import os
import sys

from locust import LoadTestShape


def _option(name, variable, default):
    for i, argument in enumerate(sys.argv):
        if argument == name and i + 1 < len(sys.argv):
            return sys.argv[i + 1]
        if argument.startswith(name + "="):
            return argument[len(name) + 1:]
    return os.environ.get(variable, default)


class Stages(LoadTestShape):
    """Stages of (seconds, users, users spawned a second)."""
    abstract = True
    stages = ()

    def tick(self):
        elapsed = self.get_run_time() * float(_option("--scenario-speed", "ISL_LOAD_SPEED", "1"))
        for seconds, users, rate in self.stages:
            if elapsed < seconds:
                return users, rate
            elapsed -= seconds
        return None


class Ramp(Stages):
    stages = tuple((30, users, 25) for users in range(25, 301, 25))


class Sustained(Stages):
    stages = ((300, 50, 10),)


class Spike(Stages):
    stages = ((60, 20, 10), (60, 200, 50), (60, 20, 50))


def scenario():
    """The shape asked for. Locust takes any shape it finds in the locustfile, so none may be there where none is asked for."""
    return {"ramp": Ramp, "sustained": Sustained, "spike": Spike}.get(_option("--scenario", "ISL_LOAD_SCENARIO", ""))
