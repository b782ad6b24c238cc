using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Isl.Tests.Api.ModelRequests;

namespace Isl.Tests.Api;

/// <summary>Requests that are almost right, and some that are far from it: never a 500, and every refusal names a place.</summary>
public sealed class ModelFuzzTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const int Requests = 1000;

    private static readonly string[] Formulas =
    [
        "X / 0",
        "log(-1)",
        "1e308 * 1e308 * X",
        "X ^ X ^ X ^ 99",
        "(((((X",
        "noise * noise + exp(noise ^ 3)",
        "if(X > 0, 1 / X, sqrt(X))",
        "X % 2",
        "Ünïcode + 1",
        "\u0000",
        "",
        "   ",
        "max()",
        "min(X)",
        "tan(X) / tanh(0)",
        "X..5",
        "5 X",
        "-" + "-----------------------------------X",
        "import os",
        "2 ** 2 ** 2 ** 2 ** 2",
        "M + Y",
        "noise",
        "round(noise * 10)",
    ];

    private static readonly string[] Values =
    [
        "null",
        "true",
        "[]",
        "{}",
        "0",
        "-1",
        "1e308",
        "-1e308",
        "1e-320",
        "1e999",
        "3.7",
        "\"X\"",
        "\"\"",
        "\"normal(0, 1)\"",
        "\"uniform(5, -5)\"",
        "\"gamma(1e-9, 1e300)\"",
        "\"poisson(1e9)\"",
        "{\"shift\": 1e308}",
        "{\"scale\": 0}",
        "{\"X\": 1}",
        "{\"Y\": 3}",
        "[1, 2, 3]",
        "[[[[[]]]]]",
        "{\"type\": \"beta\", \"parameters\": {\"a\": 0.5, \"b\": 0.5}}",
        "{\"type\": \"student_t\", \"parameters\": {\"df\": 0.5}}",
        "{\"type\": \"empirical\", \"parameters\": {\"values\": [1, 1, 2]}}",
        "\"2 * X + noise\"",
        "100000",
        "99999999999999999999",
    ];

    [Fact]
    public async Task AlmostRightRequests_AreAnsweredOrRefused_NeverA500()
    {
        var random = new Random(20240501);
        string[] paths = [Counterfactual, Batch, Intervals];
        string[] bodies =
        [
            Ask(
                Chain,
                """{"X": 2, "M": {"shift": 1}}""",
                "\"context\": {\"X\": 1, \"Y\": 7}, \"samples\": 500, \"outcome\": \"Y\", \"seed\": 1, \"confidence_level\": 0.9"),
            Compare(
                Chain,
                """
                {"id": "a", "intervention": {"X": 1}}, {"id": "b", "intervention": {"M": {"scale": 2}}}, {"id": "c",
                 "intervention": {"X": 3, "M": 1}}
                """,
                "\"samples\": 500, \"outcome\": \"Y\", \"analyze_interactions\": true"),
            Conform(
                """{"X": 1, "M": 2, "Y": 6}, {"X": 2, "M": 4, "Y": 13}, {"X": 0, "M": 1, "Y": 2}""",
                "\"alpha\": 0.3, \"method\": \"cv+\", \"samples\": 500",
                Chain,
                """{"X": 1.5}"""),
        ];
        var answered = 0;
        for (var i = 0; i < Requests; i++)
        {
            var which = random.Next(3);
            var body = Mutate(bodies[which], random);

            using var response = await api.PostAsync(paths[which], body);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.True(
                response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest,
                $"{(int)response.StatusCode} {paths[which]} {body}\n{text}");
            Assert.False(response.IsSuccessStatusCode && text.Contains("NaN", StringComparison.Ordinal), text);
            if (!response.IsSuccessStatusCode)
            {
                using var problem = JsonDocument.Parse(text);
                FuzzChecks.NamesItsPlace(problem.RootElement, $"{body}\n{text}");
            }

            answered += response.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.InRange(answered, Requests / 20, Requests * 19 / 20); // both ways out were taken
    }

    private static string Mutate(string body, Random random)
    {
        var root = JsonNode.Parse(body)!;
        for (var changes = 1 + random.Next(2); changes > 0; changes--)
        {
            Change(root, random);
        }

        var text = root.ToJsonString();
        return random.Next(40) == 0 ? text[..random.Next(text.Length)] : text;
    }

    private static void Change(JsonNode root, Random random)
    {
        var places = Descendants(root).ToList();
        var (parent, key, index) = places[random.Next(places.Count)];
        var isNumber =
            (parent is JsonObject ? parent[key!] : parent[index]) is JsonValue old && old.GetValueKind() == JsonValueKind.Number;
        var value =
            isNumber && random.Next(3) > 0 ? JsonValue.Create(Math.Round((random.NextDouble() * 20) - 5, random.Next(3)))
            : random.Next(3) == 0 ? JsonValue.Create(Formulas[random.Next(Formulas.Length)])
            : JsonNode.Parse(Values[random.Next(Values.Length)]);
        switch (parent)
        {
            case JsonObject members when random.Next(6) == 0:
                members.Remove(key!);
                break;
            case JsonObject members when random.Next(8) == 0:
                members[key + "s"] = value;
                break;
            case JsonObject members:
                members[key!] = value;
                break;
            case JsonArray items:
                items[index] = value;
                break;
            default:
                break;
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Key, int Index)> Descendants(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (var (key, value) in members)
            {
                yield return (node, key, 0);
                foreach (var inner in value is null ? [] : Descendants(value))
                {
                    yield return inner;
                }
            }
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                yield return (node, null, i);
                foreach (var inner in items[i] is { } value ? Descendants(value) : [])
                {
                    yield return inner;
                }
            }
        }
    }
}
