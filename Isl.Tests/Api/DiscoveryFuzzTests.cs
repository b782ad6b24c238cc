using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Api;

/// <summary>A thousand requests of every shape: answered or refused with the cause, never an internal error.</summary>
public sealed class DiscoveryFuzzTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const int Requests = 1000;
    private const int AtOnce = 4;
    private static readonly string[] Names = ["A", "B", "Price", "sales_volume", "X 1", "Größe"];

    [Fact]
    public async Task Fuzz_1000Requests_NoInternalErrorAndEveryRefusalNamesItsCause()
    {
        var refused = 0;
        var answered = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (number, cancellation) =>
            {
                var request = new Fuzz(new Random(number)).Next();
                using var response = await FuzzChecks.PostAsync(api, request.Path, request.ContentType, request.Body, cancellation);
                var text = await response.Content.ReadAsStringAsync(cancellation);
                var what =
                    $"Request {number}, {request.Path}, answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 600)]}\n"
                    + $"{Encoding.UTF8.GetString(request.Body.AsSpan(0, Math.Min(request.Body.Length, 1500)))}";
                using var json = JsonDocument.Parse(text);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref answered);
                    CheckAnswer(json.RootElement, request.Prior, what);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                    Assert.True(response.StatusCode == HttpStatusCode.BadRequest, what);
                    FuzzChecks.NamesItsPlace(json.RootElement, what);
                }
            });

        Assert.InRange(answered, Requests / 5, Requests);
        Assert.InRange(refused, Requests / 5, Requests);
        Assert.Equal(Requests, answered + refused);
    }

    private static void CheckAnswer(JsonElement answer, JsonNode? prior, string what)
    {
        // A bug behind a fallback is a bug.
        Assert.False(answer.GetProperty("degraded_reason").GetString()?.Contains("internal error", StringComparison.Ordinal) ?? false, what);
        var edges = answer
            .GetProperty("dag")
            .GetProperty("edges")
            .EnumerateArray()
            .Select(edge => (From: edge[0].GetString()!, To: edge[1].GetString()!))
            .ToHashSet();
        Assert.True(IsAcyclic(edges), what);
        Assert.InRange(answer.GetProperty("confidence").GetDouble(), 0, 1);
        foreach (var required in prior?["required_edges"]?.AsArray() ?? [])
        {
            Assert.True(edges.Contains((required![0]!.GetValue<string>(), required[1]!.GetValue<string>())), what);
        }

        foreach (var forbidden in prior?["forbidden_edges"]?.AsArray() ?? [])
        {
            Assert.False(edges.Contains((forbidden![0]!.GetValue<string>(), forbidden[1]!.GetValue<string>())), what);
        }
    }

    private static bool IsAcyclic(HashSet<(string From, string To)> edges)
    {
        var left = edges.ToList();
        while (left.Count > 0)
        {
            var removed = left.RemoveAll(edge => !left.Exists(other => other.To == edge.From));
            if (removed == 0)
            {
                break;
            }
        }

        return left.Count == 0;
    }

    private sealed record Request(string Path, string ContentType, byte[] Body, JsonNode? Prior);

    private sealed class Fuzz(Random random)
    {
        private static readonly string[] Algorithms = ["notears", "pc", "ges", "boss", "lingam", "dagma", "correlation", "auto"];

        public Request Next()
        {
            var kind = random.Next(20);
            return kind switch
            {
                0 => new Request("/api/v1/causal/discover", "application/json", Noise(), null),
                1 or 2 or 3 => Csv(),
                4 or 5 => Knowledge(),
                6 or 7 or 8 => Json("/api/v1/causal/discover/hybrid"),
                _ => Json("/api/v1/causal/discover"),
            };
        }

        private byte[] Noise()
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            return random.Next(3) switch
            {
                0 => bytes,
                1 => Encoding.UTF8.GetBytes(new string('[', random.Next(1, 300))),
                _ => Encoding.UTF8.GetBytes("""{"data": [{"A": 1""" + new string('1', random.Next(400)) + "}]}"),
            };
        }

        private Request Json(string path)
        {
            var names = Some(Names, random.Next(1, Names.Length + 1));
            var body = new JsonObject
            {
                ["data"] = Rows(names),
                ["variable_names"] = Strings(
                    Chance(8) ? [.. names, "Nowhere"]
                    : Chance(10) ? [.. names, names[0]]
                    : names),
            };
            if (Chance(15))
            {
                body.Remove("variable_names");
            }

            JsonNode? prior = Options(body, names);
            if (path.EndsWith("hybrid", StringComparison.Ordinal) || Chance(30))
            {
                body["domain_description"] = Text(names);
                body["data_weight"] = Chance(10) ? 7 : Math.Round(random.NextDouble(), 2);
            }

            var text = body.ToJsonString().Replace("\"#INF\"", "1e999", StringComparison.Ordinal);
            var bytes = Damage(Encoding.UTF8.GetBytes(text), ref prior);
            return new Request(path, "application/json", bytes, prior);
        }

        private Request Csv()
        {
            var names = Some(Names, random.Next(1, 5));
            var separator = random.Next(3) switch { 0 => ";", 1 => "\t", _ => "," };
            var text = new StringBuilder(string.Join(separator, names)).Append('\n');
            foreach (var row in Rows(names))
            {
                IEnumerable<JsonNode?> cells =
                    row is JsonObject members ? members.Select(member => member.Value)
                    : row is JsonArray list ? list
                    : Enumerable.Repeat(row, 1);
                text.AppendJoin(separator, cells.Select(cell => cell?.ToString().Replace("#INF", "inf", StringComparison.Ordinal) ?? "NA"))
                    .Append(Chance(2) ? "\r\n" : "\n");
            }

            JsonNode? none = null;
            var body = Damage(Encoding.UTF8.GetBytes(text.ToString()), ref none);
            var query =
                $"?algorithm={Pick(Algorithms)}&bootstrap={(Chance(6) ? 2 : 0)}{(Chance(10) ? "&alpha=x" : "")}"
                + $"{(Chance(10) ? "&prior_knowledge={" : "")}";
            return new Request($"/api/v1/causal/discover{query}", "text/csv", body, none);
        }

        private Request Knowledge()
        {
            var names = Some(Names, random.Next(1, Names.Length + 1));
            var body = new JsonObject { ["domain_description"] = Text(names), ["variable_names"] = Strings(names) };
            var prior = Chance(3) ? Prior(names) : null;
            body["prior_knowledge"] = prior;
            JsonNode? known = prior;
            var bytes = Damage(Encoding.UTF8.GetBytes(body.ToJsonString()), ref known);
            return new Request("/api/v1/causal/discover/knowledge", "application/json", bytes, known);
        }

        private JsonObject? Options(JsonObject body, string[] names)
        {
            body["algorithm"] = Pick(Algorithms);
            Set("max_iter", () => random.Next(1, 30));
            Set("threshold", () => random.NextDouble());
            Set("lambda1", () => random.NextDouble());
            Set("h_tol", () => 1e-6);
            Set("alpha", () => 0.001 + (random.NextDouble() / 2));
            Set("ci_test", () => Pick(["auto", "fisher_z", "chi_square", "g_square", "mixed"]));
            Set("missing", () => Pick(["drop_rows", "testwise", "refuse"]));
            Set("score", () => Pick(["auto", "gaussian", "conditional_gaussian"]));
            Set("collider_rule", () => Pick(["separating_sets", "max_p", "definite_max_p"]));
            Set("collider_priority", () => Pick(["keep_existing", "overwrite", "bidirected", "stronger_first", "stronger_last"]));
            Set("scaling", () => Pick(["none", "standardize"]));
            Set("seed", () => random.NextInt64());
            if (Chance(8))
            {
                body["bootstrap"] = random.Next(4);
            }

            if (Chance(40))
            {
                body[
                    Pick(["algorithm", "threshold", "alpha", "ci_test", "seed", "bootstrap", "scaling", "prior_knowledge", "data", "variable_names"])
                ] = Odd();
                return null;
            }

            var prior = Chance(3) ? Prior(names) : null;
            body["prior_knowledge"] = prior;
            return prior;

            void Set(string name, Func<JsonNode> value)
            {
                if (Chance(5))
                {
                    body[name] = value();
                }
            }
        }

        private JsonNode? Odd() => random.Next(9) switch
        {
            0 => null,
            1 => -1,
            2 => 1e300,
            3 => "magic",
            4 => new JsonArray(),
            5 => new JsonObject(),
            6 => true,
            7 => new JsonArray(new JsonArray(new JsonArray("A"))),
            _ => "",
        };

        private JsonObject Prior(string[] names)
        {
            var prior = new JsonObject();
            if (Chance(2))
            {
                prior["required_edges"] = Edges(names, 3);
            }

            if (Chance(2))
            {
                prior["forbidden_edges"] = Edges(names, 5);
            }

            if (Chance(3))
            {
                var shuffled = Some(names, names.Length);
                var cut = random.Next(names.Length + 1);
                prior["tiers"] = new JsonArray(Strings(shuffled[..cut]), Strings(Chance(6) ? shuffled : shuffled[cut..]));
            }

            return prior;
        }

        private JsonArray Edges(string[] names, int most)
        {
            var edges = new JsonArray();
            for (var i = random.Next(most); i > 0; i--)
            {
                edges.Add(Strings(Chance(25) ? [Pick(names)] : Chance(25) ? [Pick(names), "Nowhere"] : [Pick(names), Pick(names)]));
            }

            return edges;
        }

        private string Text(string[] names)
        {
            string[] verbs =
            [
                "affects",
                "reduces",
                "is driven by",
                "does not affect",
                "depends on",
                "has no effect on",
                "may cause",
                "is correlated with",
                "->",
                "affects nothing but",
                "through",
            ];
            var text = new StringBuilder();
            for (var i = random.Next(4); i >= 0; i--)
            {
                text.Append(Pick(names))
                    .Append(Chance(4) ? $" and {Pick(names)}" : "")
                    .Append(' ')
                    .Append(Pick(verbs))
                    .Append(' ')
                    .Append(Pick(names))
                    .Append(Chance(6) ? "? " : ". ");
            }

            return Chance(20) ? "" : Chance(200) ? new string('x', 30_000) : text.ToString();
        }

        private JsonArray Rows(string[] names)
        {
            var count = Pick([0, 1, 2, 3, 4, 5, 8, 20, 20, 40, 60]);
            var columns = names.Select(_ => Column(count)).ToArray();
            for (var i = 1; i < columns.Length; i++)
            {
                if (Chance(8))
                {
                    columns[i] = columns[i - 1];
                }
                else if (Chance(3))
                {
                    columns[i] = [.. columns[i].Zip(columns[i - 1], (own, other) => own + (2 * other))];
                }
            }

            var rows = new JsonArray();
            var objects = Chance(2);
            for (var row = 0; row < count; row++)
            {
                var cells = columns.Select(column => (JsonNode?)(double.IsFinite(column[row]) ? JsonValue.Create(column[row]) : "#INF")).ToArray();
                rows.Add(objects ? new JsonObject(names.Zip(cells, KeyValuePair.Create)) : new JsonArray(cells));
            }

            if (count > 0 && Chance(6))
            {
                Spoil(rows, names, random.Next(count));
            }

            return rows;
        }

        private void Spoil(JsonArray rows, string[] names, int at)
        {
            if (Chance(4))
            {
                rows[at] = Odd();
            }
            else if (rows[at] is JsonObject row)
            {
                row[Pick(names)] = Chance(2) ? Odd() : "#INF";
            }
            else if (rows[at] is JsonArray list)
            {
                list.Add(Odd());
            }
        }

        private double[] Column(int count)
        {
            var scale = Pick([1, 1, 1, 1, 1e-6, 1e6, 1e90, 1e-90, 1e150]);
            var offset = Pick([0, 0, 0, 1e3, 1e9]);
            var kind = random.Next(8);
            return [.. Enumerable.Range(0, count).Select(row => (scale * kind switch
            {
                0 => random.Next(2),
                1 => random.Next(4),
                2 when Chance(3) => 1,
                3 => row == 0 ? 1 : 0,
                4 => random.NextDouble() < 0.05 ? 1000 : random.NextDouble(),
                5 => row,
                _ => TestData.Gaussian(random),
            }) + offset)];
        }

        private byte[] Damage(byte[] body, ref JsonNode? prior)
        {
            if (body.Length > 0 && Chance(15))
            {
                prior = null;
                return body[..random.Next(body.Length)];
            }

            if (body.Length > 0 && Chance(20))
            {
                prior = null;
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            return body;
        }

        private bool Chance(int oneIn) => random.Next(oneIn) == 0;

        private T Pick<T>(T[] items) => items[random.Next(items.Length)];

        private string[] Some(string[] items, int count) => [.. items.OrderBy(_ => random.Next()).Take(count)];

        private static JsonArray Strings(string[] items) => new([.. items.Select(item => JsonValue.Create(item))]);
    }
}
