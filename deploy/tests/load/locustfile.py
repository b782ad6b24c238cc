"""The load of the runbook: 80 % causal questions, weighted 5:3:2:2:1:1, and 20 % health.

    locust -f tests/load/locustfile.py --host http://localhost:8000 --headless -u 50 -r 10 -t 60s
    locust -f tests/load/locustfile.py --host http://localhost:8000 --headless --scenario ramp|sustained|spike

Options of its own: --scenario, --fresh (share of questions nobody asked before), --think (seconds between questions of one user).
Ends with a verdict: good, degraded, or breaking point. Needs Locust 2 (Debian: apt-get install python3-locust).
"""
import random

from locust import FastHttpUser, events, task

import questions
import verdict
from shapes import scenario

HEALTH = ("/health", "/health/services", "/health/circuit-breakers", "/cache/stats")

if (shape := scenario()) is not None:
    Scenario = shape


@events.init_command_line_parser.add_listener
def add_options(parser):
    def add(name, variable, help, **more):
        parser.add_argument(name, env_var=variable, help=help, **more)

    add("--scenario", "ISL_LOAD_SCENARIO", "Users over time, in place of -u, -r and -t", default="", choices=["", "ramp", "sustained", "spike"])
    add("--scenario-speed", "ISL_LOAD_SPEED", "2 plays a scenario in half the time", type=float, default=1)
    add("--fresh", "ISL_LOAD_FRESH", "Share of questions that nobody asked before, 0 to 1", type=float, default=0.2)
    add("--think", "ISL_LOAD_THINK", "Mean seconds between two questions of one user", type=float, default=1)


verdict.listen(events)


class IslUser(FastHttpUser):
    abstract = True
    connection_timeout = 10
    network_timeout = 35  # over the service's own deadline of 25 s, so that its answer is seen

    def wait_time(self):
        think = self.environment.parsed_options.think
        return random.uniform(0.5 * think, 1.5 * think)


class CausalUser(IslUser):
    weight = 80

    def ask(self, question):
        path, body, expected = question(random.random() < self.environment.parsed_options.fresh)
        with self.client.post(path, json=body, name=path, catch_response=True) as response:
            if response.status_code != 200:
                response.failure(f"answered {response.status_code}")
                return
            answer = response.json()
            if expected not in answer:
                response.failure(f"the answer has no {expected}")
            elif answer.get("degraded"):
                verdict.count_degraded()

    @task(5)
    def validate(self):
        self.ask(questions.validate)

    @task(3)
    def counterfactual(self):
        self.ask(questions.counterfactual)

    @task(2)
    def strategies(self):
        self.ask(questions.strategies)

    @task(2)
    def discover(self):
        self.ask(questions.discover)

    @task(1)
    def conformal(self):
        self.ask(questions.conformal)

    @task(1)
    def batch(self):
        self.ask(questions.batch)


class HealthUser(IslUser):
    weight = 20

    @task
    def health(self):
        self.client.get(random.choice(HEALTH))
