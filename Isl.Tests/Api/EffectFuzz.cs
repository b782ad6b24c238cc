using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Isl.Tests.Api;

/// <summary>Questions about effects of every shape, most of them nearly right.</summary>
internal static class EffectFuzz
{
    private static readonly string[] Names = ["T", "Y", "A", "B", "Größe"];
    private static readonly string[] Estimators =
        ["unadjusted", "regression", "g_computation", "ipw", "aipw", "dml", "matching", "iv", "front_door", "plug_in", "ols"];

    private static readonly string[] Marks = ["", "NA", "x", "Yes", "1e300", "-999", "2024-01-01", "inf", "1,5", "\"a,b\""];

    /// <summary>A body.</summary>
    public static string Next(Random random)
    {
        var body = new JsonObject
        {
            ["dag_structure"] = Graph(random),
            ["treatment"] = random.Next(15) == 0 ? Pick(Names) : "T",
            ["outcome"] = random.Next(15) == 0 ? Pick(Names) : "Y",
            ["data_csv"] = Table(random),
            ["refute_draws"] = 20,
            ["missing"] = Pick(["drop_rows", "drop_rows", "indicator", "refuse"]),
        };
        Perhaps("estimators", () => new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(i => (JsonNode)Estimator(i))]));
        Perhaps("estimand", () => Pick(["ate", "att", "atc", "ato", "late"]));
        Perhaps("scale", () => Pick(["difference", "ratio", "odds_ratio"]));
        Perhaps("strategy", () => Pick(["auto", "backdoor", "front_door", "id", "instrument"]));
        Perhaps("contrast", () => random.Next(2) == 0 ? "derivative" : new JsonObject { ["from"] = random.Next(3), ["to"] = random.Next(3) });
        Perhaps("adjustment_set", () => new JsonArray(Pick(Names), Pick(Names)));
        Perhaps("conditions", () => new JsonArray(Pick(Names)));
        Perhaps("instruments", () => new JsonArray(Pick(Names)));
        Perhaps("kinds", () => new JsonObject { [Pick(Names)] = Pick(["numeric", "category"]) });
        Perhaps("weights", () => new JsonObject { ["column"] = Pick(Names), ["kind"] = Pick(["sampling", "frequency"]) });
        Perhaps("cluster", () => Pick(Names));
        Perhaps("trim", () => random.Next(5) / 20.0);
        Perhaps("clip", () => random.Next(5) / 20.0);
        Perhaps("se", () => Pick(["hc1", "classical", "hc0", "hc3", "cluster", "bootstrap"]));
        Perhaps("folds", () => random.Next(0, 8));
        Perhaps("repeats", () => random.Next(1, 4));
        Perhaps("refute", () => Pick(["all", "none", "default"]));
        Perhaps("outcome_level", () => random.Next(2) == 0 ? "red" : 1);
        if (random.Next(6) == 0)
        {
            body["discover"] = Discover();
            if (random.Next(10) > 0)
            {
                body.Remove("dag_structure");
            }

            if (random.Next(3) > 0)
            {
                body["variable_names"] = new JsonArray("T", "Y", "A");
            }
        }

        return body.ToJsonString();

        JsonObject Discover() => new()
        {
            ["algorithm"] = Pick(["pc", "ges", "lingam", "dagma", "notears", "auto"]),
            ["mode"] = Pick(["bootstrap", "class"]),
            [Pick(["graphs", "alpha", "threshold", "split"])] = random.Next(3) == 0 ? true : random.Next(12),
            ["prior_knowledge"] = random.Next(4) > 0 ? null : new JsonObject
            {
                [Pick(["required_edges", "forbidden_edges"])] = new JsonArray(new JsonArray(Pick(Names), Pick(Names))),
            },
        };

        string Pick(string[] choices) => choices[random.Next(choices.Length)];

        JsonObject Estimator(int i) => new()
        {
            ["name"] = Pick(Estimators),
            ["id"] = $"e{i}",
            ["folds"] = random.Next(1, 4),
            ["neighbours"] = random.Next(1, 4),
            ["normalisation"] = Pick(["hajek", "horvitz_thompson"]),
            ["distance"] = Pick(["mahalanobis", "propensity"]),
        };

        void Perhaps(string member, Func<JsonNode?> value)
        {
            if (random.Next(5) == 0)
            {
                body[member] = value();
            }
        }
    }

    private static JsonObject Graph(Random random)
    {
        string[] nodes = [.. Names.Take(random.Next(3, Names.Length + 1))];
        string[] order = [.. nodes.OrderBy(name => name == "Y" ? 2 : name == "T" ? 1 : 0)];
        var (edges, bidirected) = (new JsonArray(), new JsonArray());
        for (var to = 1; to < order.Length; to++)
        {
            for (var from = 0; from < to; from++)
            {
                if (random.Next(2) == 0)
                {
                    edges.Add(new JsonArray(order[from], order[to]));
                }
                else if (random.Next(6) == 0)
                {
                    bidirected.Add(new JsonArray(order[from], order[to]));
                }
            }
        }

        return new JsonObject
        {
            ["nodes"] = new JsonArray([.. nodes.Select(node => (JsonNode)node)]),
            ["edges"] = edges,
            ["bidirected"] = bidirected,
        };
    }

    private static string Table(Random random)
    {
        var columns = Names.Select(name => (Name: name, Kind: name == "T" ? random.Next(4) : random.Next(6))).ToList();
        var rows = random.Next(8) == 0 ? random.Next(0, 8) : random.Next(25, 90);
        var flaws = random.Next(4) == 0 ? 0.02 : 0;
        var text = new StringBuilder(string.Join(',', columns.Select(column => column.Name))).Append('\n');
        for (var row = 0; row < rows; row++)
        {
            var at = row;
            text.Append(string.Join(',', columns.Select(column =>
                random.NextDouble() < flaws ? Marks[random.Next(Marks.Length)] : Cell(random, column.Kind, at)))).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(Random random, int kind, int row) => kind switch
    {
        0 => new[] { "red", "green", "blue" }[random.Next(3)],
        1 => random.Next(2).ToString(CultureInfo.InvariantCulture),
        2 => random.Next(2) == 0 ? "No" : "Yes",
        3 => random.Next(12).ToString(CultureInfo.InvariantCulture),
        4 => $"id{row}",
        _ => (random.NextDouble() * Math.Pow(10, random.Next(-3, 4))).ToString(CultureInfo.InvariantCulture),
    };
}
