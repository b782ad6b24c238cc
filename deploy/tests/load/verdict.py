"""Judges a run by its own figures, while it runs and at its end.

    good            fewer than 1 % of requests failed and P95 is under 3 s: no alert fires
    degraded        fewer than 5 % failed and P95 is under 5 s
    breaking point  more than that
"""
import gevent

WINDOW_SECONDS = 5
GOOD = {"failures": 0.01, "p95": 3_000}
DEGRADED = {"failures": 0.05, "p95": 5_000}
MIN_REQUESTS = 20

degraded_answers = 0
windows = []


def count_degraded():
    global degraded_answers
    degraded_answers += 1


def judge(failure_share, p95):
    for name, limit in (("good", GOOD), ("degraded", DEGRADED)):
        if failure_share < limit["failures"] and p95 < limit["p95"]:
            return name
    return "breaking point"


def first_lasting(windows, verdicts):
    """The first of two windows in a row with one of these verdicts: a single slow window may be chance."""
    for now, after in zip(windows, windows[1:]):
        if now["verdict"] in verdicts and after["verdict"] in verdicts:
            return now
    return None


def _watch(environment):
    total = environment.stats.total
    requests = failures = 0
    while True:
        gevent.sleep(WINDOW_SECONDS)
        asked, failed = total.num_requests - requests, total.num_failures - failures
        requests, failures = total.num_requests, total.num_failures
        if asked >= MIN_REQUESTS:
            p95 = total.get_current_response_time_percentile(0.95) or 0
            windows.append({"users": environment.runner.user_count, "requests_per_second": asked / WINDOW_SECONDS, "p95": p95,
                            "failures": failed / asked, "verdict": judge(failed / asked, p95)})


def _report(environment):
    total = environment.stats.total
    if total.num_requests == 0:
        print("Verdict: none, for nothing was asked")
        environment.process_exit_code = 1
        return
    p50, p95, p99 = (total.get_response_time_percentile(share) for share in (0.5, 0.95, 0.99))
    overall = judge(total.fail_ratio, p95)
    print(f"\nRequests: {total.num_requests}, failed {total.num_failures} ({total.fail_ratio:.2%}), "
          f"answered by a simpler method {degraded_answers}")
    print(f"Rate: {total.total_rps:.0f} requests/s; latency P50 {p50:.0f} ms, P95 {p95:.0f} ms, P99 {p99:.0f} ms, "
          f"slowest {total.max_response_time:.0f} ms")
    for verdicts, text in ((("degraded", "breaking point"), "Good up to"), (("breaking point",), "Breaks at")):
        if (found := first_lasting(windows, verdicts)) is not None:
            print(f"{text} about {found['users']} users: {found['requests_per_second']:.0f} requests/s, "
                  f"P95 {found['p95']:.0f} ms, {found['failures']:.1%} failed")
    if environment.runner.exceptions:
        print("Verdict: none, for the users themselves failed; see the exceptions above")
        environment.process_exit_code = 1
        return
    print(f"Verdict: {overall}")
    if overall == "breaking point":
        environment.process_exit_code = 1


def listen(events):
    @events.test_start.add_listener
    def start(environment, **_):
        global degraded_answers
        degraded_answers = 0
        windows.clear()
        gevent.spawn(_watch, environment)

    @events.quitting.add_listener
    def end(environment, **_):
        _report(environment)
