"""Asks an Inference Service Layer: causal questions over HTTP. Needs the standard library alone."""

import io
import json
import math
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["Answer", "Client", "Drawing", "Job", "Problem"]
__version__ = "1.0.0"

_API = "/api/v1/"
_FOR_A_WHILE = (429, 502, 503)


class Problem(Exception):
    """The service refused a question. `mistakes` lists (place, message) pairs; places are JSON pointers."""

    def __init__(self, status, body, retry_after=None):
        document = body if isinstance(body, dict) else {}
        self.status = status
        self.code = document.get("error_code", "")
        self.retry_after = retry_after
        details = document.get("details") or {}
        self.mistakes = [(one.get("path", ""), one.get("message", "")) for one in details.get("errors") or []]
        text = "\n".join(f"{path}: {message}" if path else message for path, message in self.mistakes)
        super().__init__(text or document.get("message") or document.get("title") or f"Answered {status}: {body}")


class Answer(dict):
    """An answer: a dictionary whose members can be read as attributes too. Printed, it is its summary."""

    client = None
    question = None

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"The answer has no member {name!r}; it has {', '.join(map(str, self))}.") from None

    def __str__(self):
        return (self.get("explanation") or {}).get("summary") or json.dumps(self, ensure_ascii=False)

    def _repr_html_(self):
        explanation = self.get("explanation")
        if not explanation:
            return None
        caveats = "".join(f"<li>{_escape(caveat)}</li>" for caveat in explanation["caveats"])
        return (f"<p><b>{_escape(explanation['summary'])}</b></p><p>{_escape(explanation['reasoning'])}</p>"
                + (f"<p>Caveats</p><ul>{caveats}</ul>" if caveats else ""))

    def drawing(self, **more):
        """The graph that was asked about, or that was found, drawn."""
        question = self.question or {}
        graph = self.get("dag") or question.get("dag_structure") or question.get("dag")
        if graph is None:
            raise ValueError("There is no graph in this answer or its question.")
        for name in ("treatment", "outcome", "treatments", "outcomes"):
            if name in question:
                more.setdefault(name, question[name])
        return self.client.drawing(graph, **more)


class Drawing(str):
    """A drawing as SVG; in a notebook it shows itself."""

    def _repr_svg_(self):
        return str(self)


class Job:
    """A question that the service works on while nobody waits."""

    def __init__(self, client, document, question):
        self._client, self.document, self._question = client, document, question

    @property
    def id(self):
        return self.document["job_id"]

    @property
    def status(self):
        """queued, running, done, failed or cancelled, when it was last looked at."""
        return self.document["status"]

    @property
    def has_ended(self):
        return self.status in ("done", "failed", "cancelled")

    def look(self):
        """Looks where it stands."""
        self.document = self._client._json("GET", f"{_API}jobs/{self.id}")
        return self

    def cancel(self):
        """Cancels it."""
        self.document = self._client._json("DELETE", f"{_API}jobs/{self.id}")
        return self

    def answer(self):
        """Waits for its answer."""
        pause = 0.2
        while not self.has_ended:
            time.sleep(pause)
            pause = min(2 * pause, 3)
            self.look()
        return self._client._answer(self._client._json("GET", f"{_API}jobs/{self.id}/result"), self._question)


class Client:
    """A service at an address.

    address   base address
    key       the key, where the service asks for one
    attempts  how often a question is sent at most; what is refused for a while is asked again
    wait      the longest wait between two attempts, in seconds
    timeout   seconds without a byte after which a connection counts as broken
    """

    def __init__(self, address="http://localhost:8000", key=None, attempts=4, wait=30, timeout=60):
        self.address, self.key, self.attempts, self.wait, self.timeout = address.rstrip("/"), key, attempts, wait, timeout

    # Graphs

    def validate(self, graph, treatment=None, outcome=None, **more):
        """Is an effect identifiable, and what to adjust for?"""
        return self.ask("causal/validate", dag_structure=graph, treatment=treatment, outcome=outcome, **more)

    def strategies(self, graph, treatment=None, outcome=None, **more):
        """Which ways are there to identify an effect, best first?"""
        return self.ask("validation/strategies", dag_structure=graph, treatment=treatment, outcome=outcome, **more)

    def separation(self, graph, x, y, given=(), **more):
        """Does a set of nodes m-separate two others?"""
        return self.ask("causal/separation", dag_structure=graph, x=_names(x), y=_names(y), given=_names(given), **more)

    def paths(self, graph, treatment=None, outcome=None, **more):
        """Which paths join two nodes, and what blocks them?"""
        return self.ask("causal/paths", dag_structure=graph, treatment=treatment, outcome=outcome, **more)

    def drawing(self, graph, **more):
        """The graph drawn, as SVG; in a notebook it shows itself."""
        body = _clean({"dag_structure": graph, "format": "svg", **more})
        return Drawing(self._send("POST", _API + "causal/drawing", body)[1].decode("utf-8"))

    def transport(self, **question):
        """Can an effect be carried from one population to another?"""
        return self.ask("causal/transport", **question)

    # Tables

    def discover(self, table, algorithm=None, **more):
        """Which graph do data suggest?"""
        return self.ask("causal/discover", **_table(table), algorithm=algorithm, **more)

    def discover_from_text(self, description, variables, **more):
        """Which graph do plain English sentences describe?"""
        return self.ask("causal/discover/knowledge", domain_description=description, variable_names=list(variables), **more)

    def estimate(self, graph, table, treatment, outcome, **more):
        """How much does a treatment change an outcome, how sure is that, and what could make it wrong?"""
        return self.ask("causal/estimate", dag_structure=graph, **_table(table), treatment=treatment, outcome=outcome, **more)

    def fit(self, graph, table, **more):
        """Which structural model do a graph and a table give? Its `model` can be asked about."""
        return self.ask("causal/fit", dag_structure=graph, **_table(table), **more)

    def profile(self, table, **more):
        """What stands in a table, and what should be done about it?"""
        return self.ask("data/profile", **_table(table), **more)

    # Models

    def counterfactual(self, model, intervention, **more):
        """What would the variables be under an intervention?"""
        return self.ask("causal/counterfactual", model=model, intervention=intervention, **more)

    def compare(self, model, scenarios, **more):
        """How do several interventions compare, on the same draws?"""
        return self.ask("batch/counterfactuals", model=model, scenarios=scenarios, **more)

    def conformal(self, model, intervention, **more):
        """Between which bounds will the outcome of a new case lie, with which guarantee?"""
        return self.ask("causal/conformal", model=model, intervention=intervention, **more)

    # Anything

    def ask(self, path, progress=None, **question):
        """Any question by its address below /api/v1/. With `progress`, it is called with each step of the work."""
        body = _clean(question)
        if progress is not None:
            return self._answer(self._watch(path, body, progress), body)
        return self._answer(self._json("POST", _API + path.lstrip("/"), body), body)

    def start(self, path, **question):
        """Starts a question that takes long, and does not wait for it."""
        body = _clean(question)
        return Job(self, self._json("POST", _API + path.lstrip("/"), body, {"Prefer": "respond-async"}), body)

    def result(self, result_id):
        """An answer again, by its address."""
        return self._answer(self._json("GET", f"{_API}results/{urllib.parse.quote(result_id)}"), None)

    def health(self):
        """The service's health."""
        return self._json("GET", "/health")

    def _answer(self, document, question):
        if not isinstance(document, dict):
            return document
        answer = Answer(document)
        answer.client, answer.question = self, question
        return answer

    def _watch(self, path, body, progress):
        with self._open("POST", _API + path.lstrip("/"), body, {"Accept": "text/event-stream"}) as response:
            if "text/event-stream" not in response.headers.get("Content-Type", ""):
                return json.loads(response.read())
            for kind, data in _events(response):
                if kind == "result":
                    return json.loads(data)
                if kind == "error":
                    raise Problem(200, json.loads(data))
                progress(json.loads(data))
        raise Problem(0, "The connection ended before the answer came.")

    def _json(self, method, path, body=None, headers=None):
        return json.loads(self._send(method, path, body, headers)[1])

    def _send(self, method, path, body=None, headers=None):
        with self._open(method, path, body, headers) as response:
            return response.status, response.read()

    def _open(self, method, path, body, headers=None):
        for attempt in range(1, self.attempts + 1):
            try:
                return urllib.request.urlopen(self._request(method, path, body, headers), timeout=self.timeout)
            except urllib.error.HTTPError as error:
                wait = _retry_after(error)
                pause = _back_off(attempt) if wait is None else wait
                if attempt == self.attempts or error.code not in _FOR_A_WHILE or pause > self.wait:
                    raise Problem(error.code, _document(error), wait) from None
            except (urllib.error.URLError, ConnectionError) as error:
                pause = min(_back_off(attempt), self.wait)
                if attempt == self.attempts:
                    raise ConnectionError(f"{self.address} does not answer: {getattr(error, 'reason', error)}") from error
            time.sleep(pause)

    def _request(self, method, path, body, headers):
        request = urllib.request.Request(self.address + path, method=method, headers={"Accept": "application/json", **(headers or {})})
        if body is not None:
            request.data = json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8")
            request.add_header("Content-Type", "application/json")
        if self.key:
            request.add_header("Authorization", f"Bearer {self.key}")
        return request


def _table(table):
    """The member of a question that a table is."""
    if isinstance(table, str):
        return {"data_csv": table}
    for method, arguments in (("to_csv", {"index": False}), ("write_csv", {})):
        if hasattr(table, method):
            text = io.StringIO()
            getattr(table, method)(text, **arguments)
            return {"data_csv": text.getvalue()}
    if isinstance(table, dict):
        columns = {name: list(column) for name, column in table.items()}
        lengths = {len(column) for column in columns.values()}
        if len(lengths) != 1:
            raise ValueError("The columns of a table are of one length.")
        return {"data": [dict(zip(columns, map(_cell, row))) for row in zip(*columns.values())]}
    return {"data": [{name: _cell(value) for name, value in row.items()} if isinstance(row, dict) else list(map(_cell, row)) for row in table]}


def _cell(value):
    """Numbers of other libraries as Python's own; what is no number as a missing value."""
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def _names(names):
    return [names] if isinstance(names, str) else list(names)


def _clean(question):
    """Without what was not said."""
    return {name: value for name, value in question.items() if value is not None}


def _events(response):
    """Server-sent events: pairs of kind and data."""
    kind, data = "message", []
    for line in response:
        line = line.decode("utf-8").rstrip("\r\n")
        if not line:
            if data:
                yield kind, "\n".join(data)
            kind, data = "message", []
        elif line.startswith("event:"):
            kind = line[6:].strip()
        elif line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))


def _back_off(attempt):
    return 0.25 * 2 ** (attempt - 1)


def _retry_after(error):
    try:
        return float(error.headers.get("Retry-After", ""))
    except ValueError:
        return None


def _document(error):
    body = error.read()
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")


def _escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
