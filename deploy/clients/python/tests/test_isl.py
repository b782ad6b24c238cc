"""Asks a running service with the client: python3 tests/test_isl.py http://localhost:8000"""

import http.server
import json
import os
import sys
import threading
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import isl  # noqa: E402

SERVICE = sys.argv.pop(1) if len(sys.argv) > 1 and sys.argv[1].startswith("http") else "http://localhost:8000"
GRAPH = "dag { Season -> {Price Sales}; Price -> Sales }"
ROWS = [{"A": i * 7 % 13, "B": 2 * (i * 7 % 13) + i * 5 % 11} for i in range(80)]
MODEL = {"variables": ["A", "B"], "equations": {"B": {"formula": "2 * A + noise", "noise_dist": "normal(0, 1)"}}}


class Frame:
    """What of a data frame the client asks for."""

    def to_csv(self, target, index=True):
        assert not index
        target.write("A,B\n" + "".join(f"{row['A']},{row['B']}\n" for row in ROWS))


class WithAService(unittest.TestCase):
    def setUp(self):
        self.service = isl.Client(SERVICE)

    def test_validate_gives_sets_words_and_a_drawing(self):
        answer = self.service.validate(GRAPH, "Price", "Sales")
        self.assertEqual([["Season"]], answer.adjustment_sets)
        self.assertTrue(str(answer).startswith("The effect of Price on Sales is identifiable"))
        self.assertIn("<b>The effect of Price", answer._repr_html_())
        self.assertEqual(answer, self.service.result(answer.result_id))
        drawing = answer.drawing()
        self.assertTrue(drawing._repr_svg_().startswith("<svg"), drawing[:80])
        self.assertIn("Season", drawing)
        with self.assertRaises(AttributeError):
            answer.nothing

    def test_tables_of_every_form_are_the_same_question(self):
        answers = [self.service.discover(table, algorithm="ges") for table in (
            ROWS, Frame(), "A,B\n" + "".join(f"{row['A']},{row['B']}\n" for row in ROWS),
            {"A": [row["A"] for row in ROWS], "B": [row["B"] for row in ROWS]})]
        for answer in answers:
            self.assertEqual(answers[0], answer)
        self.assertIn("<svg", answers[0].drawing())
        with self.assertRaises(ValueError):
            self.service.discover({"A": [1], "B": []})

    def test_counterfactual(self):
        answer = self.service.counterfactual(MODEL, {"A": 3}, context={"A": 1, "B": 2.5})
        self.assertAlmostEqual(6.5, answer.prediction["prediction"]["B"])

    def test_mistakes_are_named_with_their_places(self):
        with self.assertRaises(isl.Problem) as caught:
            self.service.validate(GRAPH, "Price", "Sales", max_sts=5)
        self.assertEqual((400, "invalid_request"), (caught.exception.status, caught.exception.code))
        self.assertEqual(["/max_sts"], [path for path, _ in caught.exception.mistakes])
        self.assertIn("did you mean `max_sets`", str(caught.exception))

    def test_progress_ends_with_the_plain_answer(self):
        steps = []
        watched = self.service.discover(ROWS, algorithm="ges", bootstrap=30, progress=steps.append)
        self.assertEqual(self.service.discover(ROWS, algorithm="ges", bootstrap=30), watched)
        self.assertTrue(all("stage" in step for step in steps))

    def test_a_job_has_the_plain_answer_and_can_be_cancelled(self):
        job = self.service.start("causal/discover", data=ROWS, algorithm="ges", bootstrap=31)
        self.assertEqual(self.service.discover(ROWS, algorithm="ges", bootstrap=31), job.answer())
        self.assertEqual("done", job.status)
        self.assertTrue(job.cancel().has_ended)


class WithAServerOfOurs(unittest.TestCase):
    def answer(self, *answers):
        asked, left = [], list(answers)

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.headers.get("Authorization"))
                status, headers, body = left.pop(0)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}/", asked

    def test_refusals_for_a_while_are_asked_again(self):
        address, asked = self.answer((503, {"Retry-After": "0"}, {}), (429, {"Retry-After": "0"}, {}), (200, {}, {"status": "healthy"}))
        self.assertEqual("healthy", isl.Client(address, key="a key").health()["status"])
        self.assertEqual(["Bearer a key"] * 3, asked)

    def test_longer_refusals_are_handed_on(self):
        address, asked = self.answer((429, {"Retry-After": "300"}, {"error_code": "rate_limited", "message": "Later."}))
        with self.assertRaises(isl.Problem) as caught:
            isl.Client(address).health()
        self.assertEqual((429, "rate_limited", 300, "Later."), (
            caught.exception.status, caught.exception.code, caught.exception.retry_after, str(caught.exception)))
        self.assertEqual(1, len(asked))

    def test_nobody_there_says_where(self):
        with self.assertRaisesRegex(ConnectionError, "127.0.0.1:9 does not answer"):
            isl.Client("http://127.0.0.1:9", attempts=1).health()


if __name__ == "__main__":
    unittest.main()
